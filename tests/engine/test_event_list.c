#include "engine/event_list.h"

#include "base/draw.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct draw_pair random_words(uint64_t i) {
    return draw_pair_at(draw_key_make(7, 0, 1), i, 1);
}

Test(event_list, events_come_out_in_order_of_time_whatever_the_order_of_setting) {
    struct event_list list = {0};
    enum { COUNT = 20000 };
    for (uint64_t i = 0; i < COUNT; i++)
        event_list_set(&list, draw_uniform(random_words(i).word[0]) * 1000, 1, (uint32_t)i);
    double last = 0;
    for (int i = 0; i < COUNT; i++) {
        struct event event = event_list_next(&list);
        cr_assert_geq(event.minute, last);
        last = event.minute;
    }
    cr_assert(event_list_empty(&list));
    event_list_free(&list);
}

Test(event_list, equal_times_leave_in_order_of_setting) {
    struct event_list list = {0};
    for (uint32_t i = 0; i < 1000; i++) event_list_set(&list, 5.0, 1, 999 - i);
    for (uint32_t i = 0; i < 1000; i++) {
        struct event event = event_list_next(&list);
        cr_assert_eq(event_subject(&event), 999 - i);
    }
    event_list_free(&list);
}

Test(event_list, at_equal_times_priority_goes_before_order_of_setting) {
    struct event_list list = {0};
    event_list_set(&list, 5.0, 2, 10);
    event_list_set(&list, 5.0, 0, 20);
    event_list_set(&list, 5.0, 1, 30);
    struct event first = event_list_next(&list), second = event_list_next(&list), third = event_list_next(&list);
    cr_assert_eq(event_subject(&first), 20u);
    cr_assert_eq(event_subject(&second), 30u);
    cr_assert_eq(event_subject(&third), 10u);
    event_list_free(&list);
}

Test(event_list, a_mixture_of_setting_and_taking_agrees_with_sorting) {
    enum { COUNT = 5000 };
    struct event_list list = {0};
    double now = 0;
    uint64_t set = 0, taken = 0;
    uint64_t known[COUNT];
    for (uint64_t i = 0; i < COUNT; i++) {
        struct draw_pair words = random_words(i);
        double minute = now + draw_uniform(words.word[0]);
        known[set++] = event_list_set(&list, minute, 1, (uint32_t)i);
        if ((words.word[1] & 1) != 0) {
            struct event event = event_list_next(&list);
            cr_assert_geq(event.minute, now);
            cr_assert_eq(event_sequence(&event), known[event_subject(&event)]);
            now = event.minute;
            taken++;
        }
    }
    while (!event_list_empty(&list)) {
        struct event event = event_list_next(&list);
        cr_assert_geq(event.minute, now);
        now = event.minute;
        taken++;
    }
    cr_assert_eq(taken, set);
    event_list_free(&list);
}

Test(event_list, a_copy_goes_on_as_the_original) {
    struct event_list list = {0}, copy = {0};
    for (uint64_t i = 0; i < 100; i++) event_list_set(&list, draw_uniform(random_words(i).word[0]), 1, (uint32_t)i);
    cr_assert_eq(event_list_copy(&copy, &list), STATUS_OK);
    for (int i = 0; i < 100; i++) {
        struct event a = event_list_next(&list), b = event_list_next(&copy);
        cr_assert_eq(a.minute, b.minute);
        cr_assert_eq(a.order, b.order);
        if (i == 50) {
            cr_assert_eq(event_list_set(&list, 2.0, 1, 7), event_list_set(&copy, 2.0, 1, 7));
        }
    }
    event_list_free(&list);
    event_list_free(&copy);
}
