#include "base/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(text, grows_by_what_is_added) {
    struct text text = {0};
    struct text whole = {0};
    for (int i = 0; i < 1000; i++) {
        text_add(&text, "ab");
        text_add_format(&text, "%d;", i % 10);
    }
    cr_assert(!text.failed && text.length == 4000 && strlen(text.bytes) == 4000);
    cr_assert(strncmp(text.bytes, "ab0;ab1;", 8) == 0);
    text_add_format(&whole, "%s", text.bytes);
    cr_assert(strcmp(whole.bytes, text.bytes) == 0);
    text_add(&whole, "");
    cr_assert(whole.length == 4000);
    text_free(&text);
    text_free(&whole);
    cr_assert(text.bytes == NULL && text.length == 0 && text.capacity == 0);
    text_free(&text);
}

Test(text, bytes_may_be_any) {
    struct text text = {0};
    text_add_bytes(&text, NULL, 0);
    cr_assert(text.bytes[0] == '\0' && text.length == 0);
    text_add_bytes(&text, "a\0b", 3);
    text_add(&text, "c");
    cr_assert(text.length == 4 && memcmp(text.bytes, "a\0bc", 5) == 0);
    text_free(&text);
}

Test(text, nothing_added_is_an_empty_string_after_the_first_add) {
    struct text text = {0};
    cr_assert(text.bytes == NULL);
    text_add(&text, "");
    cr_assert(text.bytes != NULL && text.bytes[0] == '\0');
    text_free(&text);
}

Test(text, a_copy_of_nothing_is_nothing) {
    cr_assert(text_copy(NULL) == NULL);
    char *copy = text_copy("");
    cr_assert(copy != NULL && copy[0] == '\0');
    free(copy);
    copy = text_copy("north");
    cr_assert(strcmp(copy, "north") == 0);
    free(copy);
}

/* Worked out apart from this code. Whoever changes one of these changes everybody's luck in every result. */
Test(text, hashes_are_fixed_for_ever) {
    cr_assert(text_hash("") == 0xf52a15e9a9b5e89bu);
    cr_assert(text_hash("a") == 0x02c0bdbf481420f8u);
    cr_assert(text_hash("ward") == 0x660708c95adef58bu);
    cr_assert(text_hash("pathways") == 0x00368f5507a6cc8du);
    cr_assert(text_hash("emergency/ward") == 0xd8f90b6140e20c02u);
    cr_assert(text_hash("\xc3\xa9") == 0x233403617480019eu, "bytes above 127 count as unsigned");
}

Test(text, a_joined_hash_is_the_hash_of_the_names_with_strokes) {
    cr_assert(text_hash_join((const char *const[]){"emergency", "ward"}, 2) == text_hash("emergency/ward"));
    cr_assert(text_hash_join((const char *const[]){NULL, "emergency", NULL, "ward", NULL}, 5) ==
              text_hash("emergency/ward"));
    cr_assert(text_hash_join((const char *const[]){"emergency"}, 1) == text_hash("emergency"));
    cr_assert(text_hash_join(NULL, 0) == text_hash(""));
    cr_assert(text_hash_join((const char *const[]){"", "a"}, 2) == text_hash("/a"));
}

Test(text, hashes_of_like_names_share_no_bits) {
    /* Each output bit should flip in half of the pairs of names that differ in their last letter only. */
    int flips[64] = {0};
    for (int i = 0; i < 4096; i++) {
        char name[16] = "step_000a";
        name[5] = (char)('0' + i / 256);
        name[6] = (char)('0' + i / 16 % 16);
        name[7] = (char)('0' + i % 16);
        uint64_t a = text_hash(name);
        name[8] = 'b';
        uint64_t changed = a ^ text_hash(name);
        for (int bit = 0; bit < 64; bit++)
            flips[bit] += (int)(changed >> bit & 1);
    }
    for (int bit = 0; bit < 64; bit++) /* 5 standard deviations of 32 about 2048 */
        cr_assert(flips[bit] > 2048 - 160 && flips[bit] < 2048 + 160, "bit %d: %d", bit, flips[bit]);
}

Test(text, the_nearest_name_is_found_by_edits_and_swaps) {
    static const char *const names[] = {"lasts", "needs", "next", "waits_in", "priority", "patience"};
    static const char *const asked[][2] = {
        {"last", "lasts"},         {"need", "needs"},         {"nedes", "needs"},   {"nxet", "next"},
        {"wait_in", "waits_in"},   {"prioirty", "priority"},  {"patients", "patience"}, {"needs", "needs"},
        {"waitsin", "waits_in"},
    };
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        const char *found = text_nearest(asked[i][0], names, 6);
        cr_assert(found != NULL && strcmp(found, asked[i][1]) == 0, "%s gave %s", asked[i][0], found ? found : "none");
    }
}

Test(text, a_name_unlike_all_has_no_nearest) {
    static const char *const names[] = {"lasts", "needs"};
    cr_assert(text_nearest("pharmacy", names, 2) == NULL);
    cr_assert(text_nearest("lasts", names, 0) == NULL);
    char longest[400];
    memset(longest, 'a', sizeof longest);
    longest[399] = '\0';
    cr_assert(text_nearest(longest, names, 2) == NULL);
    const char *const long_names[] = {longest};
    cr_assert(text_nearest("lasts", long_names, 1) == NULL);
}

Test(text, the_limit_of_nearness_is_one_and_a_third_of_the_length) {
    static const char *const three[] = {"abcxyz"};
    static const char *const four[] = {"abwxyz"};
    cr_assert(text_nearest("abcdef", three, 1) == three[0], "three edits of six letters");
    cr_assert(text_nearest("abcdef", four, 1) == NULL, "four edits of six letters");
}

Test(text, ties_of_nearness_go_to_the_first) {
    static const char *const names[] = {"beds", "bets", "bees"};
    cr_assert(text_nearest("bens", names, 3) == names[0]);
    static const char *const turned[] = {"bees", "bets", "beds"};
    cr_assert(text_nearest("bens", turned, 3) == turned[0]);
}

Test(text, ids_are_small_letters_digits_and_underscores) {
    static const char *const good[] = {"a", "from_65", "a_b_", "z9"};
    static const char *const bad[] = {"", "_a", "9a", "A", "aB", "a-b", "a.b", "a b", "\xc3\xa9", "a*"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        cr_assert(text_is_id(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_assert(!text_is_id(bad[i]), "%s", bad[i]);
    cr_assert(!text_is_id(NULL));
    char name[66] = {0};
    memset(name, 'a', 64);
    cr_assert(text_is_id(name));
    name[64] = 'a';
    cr_assert(!text_is_id(name));
}
