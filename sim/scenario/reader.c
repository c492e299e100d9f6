#include "scenario/reader.h"

#include "base/calendar.h"
#include "base/check.h"
#include "base/memory.h"
#include "scenario/quantity.h"
#include "scenario/say.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *reader_found(const struct setting *setting) {
    static const char *const names[] = {
        [SETTING_GROUP] = "a group { }", [SETTING_LIST] = "a list", [SETTING_NUMBER] = "a number",
        [SETTING_TEXT] = "a text", [SETTING_FLAG] = "true or false",
    };
    return setting_is_table(setting) ? "a table" : names[setting->kind];
}

static void say_expected(const struct setting *at, const char *expected, struct problem_list *problems) {
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_kind, at, expected, reader_found(at));
}

/* Pointers of any kind are kept at their offsets as bytes. */
static void keep_pointer(void *into, size_t offset, const void *pointer) {
    if (offset != NOT_KEPT)
        memcpy((char *)into + offset, &pointer, sizeof pointer);
}

static void *pointer_at(const void *from, size_t offset) {
    void *pointer = NULL;
    memcpy(&pointer, (const char *)from + offset, sizeof pointer);
    return pointer;
}

/* ---- words ------------------------------------------------------------------------------------------- */

enum { CHOICES_MAX = 16 };

/* Cuts "wait turn_away divert" into words within `copy`. */
static size_t cut_words(const char *words, char copy[200], const char *out[CHOICES_MAX]) {
    size_t count = 0;
    snprintf(copy, 200, "%s", words);
    for (char *at = copy; *at != '\0' && count < CHOICES_MAX;) {
        out[count++] = at;
        at += strcspn(at, " ");
        if (*at == ' ')
            *at++ = '\0';
    }
    return count;
}

static bool has_word(const char *words, const char *word) {
    char copy[200];
    const char *choice[CHOICES_MAX];
    size_t count = cut_words(words, copy, choice);
    for (size_t i = 0; i < count; i++)
        if (strcmp(choice[i], word) == 0)
            return true;
    return false;
}

/* ---- numbers ----------------------------------------------------------------------------------------- */

static void keep_number(const struct key *key, double number, void *into) {
    if (key->offset == NOT_KEPT)
        return;
    char *at = (char *)into + key->offset;
    if (key->unit == UNIT_DATE)
        memcpy(at, &(int32_t){(int32_t)number}, sizeof(int32_t));
    else if (key->unit == UNIT_PRICE_YEAR || key->unit == UNIT_FLAG)
        memcpy(at, &(int){(int)number}, sizeof(int));
    else
        memcpy(at, &number, sizeof number);
}

/* "2024/25" or 2024. */
static bool read_price_year(const struct setting *setting, double *year, struct problem_list *problems) {
    int first = 0, second = 0, end = 0;
    if (setting->kind == SETTING_NUMBER && setting->whole) {
        *year = setting->number;
        return true;
    }
    if (setting->kind == SETTING_TEXT && sscanf(setting->text, "%4d/%2d%n", &first, &second, &end) == 2 &&
        setting->text[end] == '\0' && second == (first + 1) % 100) {
        *year = first;
        return true;
    }
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_price_year, setting,
                setting->kind == SETTING_TEXT ? setting->text : reader_found(setting));
    return false;
}

static bool read_date(const struct setting *setting, double *day, struct problem_list *problems) {
    int32_t found = 0;
    if (setting->kind == SETTING_TEXT && calendar_parse(setting->text, &found)) {
        *day = found;
        return true;
    }
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_date, setting,
                setting->kind == SETTING_TEXT ? setting->text : reader_found(setting));
    return false;
}

static bool read_plain(const struct setting *setting, double *number, struct problem_list *problems) {
    if (setting->kind == SETTING_NUMBER) {
        *number = setting->number;
        return true;
    }
    return quantity_number(setting, number, problems);
}

/* 12.5, or a standard, of which the number for one person is kept. */
static bool read_staff(const struct setting *setting, double *number, struct problem_list *problems) {
    struct staff_quantity staff;
    if (setting->kind == SETTING_NUMBER) {
        *number = setting->number;
        return true;
    }
    bool good = quantity_staff(setting, &staff, problems);
    *number = staff.per_person;
    return good;
}

static bool read_unit(const struct key *key, const struct setting *setting, double *number,
                      struct problem_list *problems) {
    switch (key->unit) {
    case UNIT_DATE:
        return read_date(setting, number, problems);
    case UNIT_PRICE_YEAR:
        return read_price_year(setting, number, problems);
    case UNIT_FLAG:
        *number = setting->flag;
        if (setting->kind != SETTING_FLAG)
            say_expected(setting, "true or false", problems);
        return setting->kind == SETTING_FLAG;
    case UNIT_MINUTES:
        return quantity_minutes(setting, number, problems);
    case UNIT_SHARE:
        return quantity_share(setting, number, problems);
    case UNIT_KM:
        return quantity_km(setting, number, problems);
    case UNIT_STAFF:
        return read_staff(setting, number, problems);
    case UNIT_COUNT:
        if (!read_plain(setting, number, problems))
            return false;
        if (floor(*number) == *number)
            return true;
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_whole, setting, *number);
        return false;
    case UNIT_NONE:
    case UNIT_DEGREES:
    case UNIT_KM2:
    case UNIT_PER_DAY:
    case UNIT_MONEY:
    default:
        return read_plain(setting, number, problems);
    }
}

static void read_number(const struct key *key, const struct setting *setting, void *into,
                        struct problem_list *problems) {
    double number = 0;
    if (key->words != NULL && setting->kind == SETTING_TEXT && has_word(key->words, setting->text)) {
        keep_number(key, NAN, into);
        return;
    }
    if (!read_unit(key, setting, &number, problems))
        return;
    bool bounded = key->low < key->high;
    if (bounded && !(number >= key->low && number <= key->high)) {
        char low[32], high[32], found[32];
        quantity_print(key->low, low);
        quantity_print(key->high, high);
        quantity_print(number, found);
        const char *of = key->unit == UNIT_MINUTES ? " minutes" : "";
        problem_say(problems, SEVERITY_ERROR, SENTENCE_out_of_range, setting, low, high, of, found);
        return;
    }
    keep_number(key, number, into);
}

/* ---- texts ------------------------------------------------------------------------------------------- */

static bool check_choice(const struct key *key, const struct setting *setting, struct problem_list *problems) {
    char copy[200], nearest[100];
    const char *choice[CHOICES_MAX];
    if (setting->kind == SETTING_TEXT && has_word(key->words, setting->text))
        return true;
    if (setting->kind != SETTING_TEXT) {
        say_expected(setting, "a text in quotes", problems);
        return false;
    }
    size_t count = cut_words(key->words, copy, choice);
    problem_say(problems, SEVERITY_ERROR, SENTENCE_unknown_choice, setting, setting->text, key->words,
                say_nearest(setting->text, choice, count, nearest, sizeof nearest));
    return false;
}

static void read_text(const struct key *key, const struct setting *setting, void *into,
                      struct problem_list *problems) {
    bool good = setting->kind == SETTING_TEXT;
    if (!good)
        say_expected(setting, "a text in quotes", problems);
    else if (setting->text[0] == '\0' && key->kind == KEY_REFERENCE)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_empty_reference, setting, key->words);
    else
        keep_pointer(into, key->offset, setting->text);
    if (good)
        shown_text_check(setting, key->shown, problems);
}

/* A list of ids. */
static enum status read_ids(const struct key *key, const struct setting *setting, void *into,
                            struct problem_list *problems) {
    bool one = key->or_one && setting->kind == SETTING_TEXT;
    if (!one && setting->kind != SETTING_LIST) {
        say_expected(setting, "a list of texts such as [ \"a\", \"b\" ]", problems);
        return STATUS_OK;
    }
    if (key->offset == NOT_KEPT)
        return STATUS_OK;
    size_t count = one ? 1 : setting->child_count;
    struct id_list ids = {memory_new(count, sizeof *ids.id), memory_new(count, sizeof *ids.where), 0};
    for (size_t i = 0; i < count && ids.id != NULL && ids.where != NULL; i++) {
        const struct setting *item = one ? setting : setting->child[i];
        if (item->kind != SETTING_TEXT || item->text[0] == '\0') {
            say_expected(item, "a text in quotes", problems);
            continue;
        }
        ids.id[ids.count] = item->text;
        ids.where[ids.count++] = item;
    }
    struct id_list *kept = (struct id_list *)(void *)((char *)into + key->offset);
    free(kept->id);
    free(kept->where);
    *kept = ids;
    return ids.id != NULL && ids.where != NULL ? STATUS_OK : STATUS_NO_MEMORY;
}

/* ---- values, distributions, tables ------------------------------------------------------------------- */

static void check_distribution(const struct setting *setting, bool part, struct problem_list *problems);

static void check_parameter(const struct setting *setting, const char *kind, bool part,
                            struct problem_list *problems) {
    char nearest[100];
    const struct key *key = dictionary_find(GROUP_DISTRIBUTION, setting->name);
    if (part && strcmp(setting->name, "weight") == 0)
        return;
    if (key == NULL) {
        const char *names[64];
        size_t count = 0, first = 0, end = 0;
        dictionary_range(GROUP_DISTRIBUTION, &first, &end);
        for (size_t i = first; i < end && count < 64; i++)
            names[count++] = dictionary_row(i)->name;
        problem_say(problems, SEVERITY_ERROR, SENTENCE_unknown_key, setting, setting->name, "a distribution",
                    say_nearest(setting->name, names, count, nearest, sizeof nearest));
    } else if (key->group == GROUP_DISTRIBUTION && key->kind != KEY_CHOICE && !has_word(key->words, kind)) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_wrong_parameter, setting, kind, setting->name, key->words);
    } else if (key->kind == KEY_TABLE && setting->kind != SETTING_TEXT && !setting_is_table(setting)) {
        say_expected(setting, "the name of a CSV file in quotes", problems);
    } else if (key->kind == KEY_THINGS && setting->kind == SETTING_LIST) {
        for (size_t i = 0; i < setting->child_count; i++)
            check_distribution(setting->child[i], true, problems);
    } else if (key->kind == KEY_THINGS) {
        say_expected(setting, "a list of groups ( { ... }, { ... } )", problems);
    }
}

/* A distribution, or `{ by = ...; level = distribution; }`, or a plain quantity, which is a constant. */
static void check_distribution(const struct setting *setting, bool part, struct problem_list *problems) {
    if (setting->kind == SETTING_TEXT || setting->kind == SETTING_NUMBER)
        return; /* the compiler reads its unit */
    if (setting->kind != SETTING_GROUP || setting_is_table(setting)) {
        say_expected(setting, "a duration in quotes or a distribution such as { kind = \"exponential\"; mean = \"2 h\"; }",
                     problems);
        return;
    }
    const struct setting *kind = setting_get(setting, "kind");
    if (setting_get(setting, "by") != NULL || setting_get(setting, "column") != NULL) {
        for (size_t i = 0; i < setting->child_count; i++)
            if (setting->child[i]->kind == SETTING_GROUP)
                check_distribution(setting->child[i], part, problems);
        return;
    }
    size_t first = 0, end = 0;
    dictionary_range(GROUP_DISTRIBUTION, &first, &end);
    if (kind == NULL)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_missing_key, setting, "kind", dictionary_row(first)->help);
    else if (check_choice(dictionary_row(first), kind, problems))
        for (size_t i = 0; i < setting->child_count; i++)
            check_parameter(setting->child[i], kind->text, part, problems);
}

static void read_table(const struct key *key, const struct setting *setting, void *into,
                       struct problem_list *problems) {
    if (setting_is_table(setting) || (key->many && setting->kind == SETTING_GROUP))
        keep_pointer(into, key->offset, setting);
    else if (key->many)
        say_expected(setting, "a group of file names by service such as { ae = \"open.csv\"; }", problems);
    else if (setting->kind != SETTING_TEXT) /* a text that is no table by now was said to be no good file */
        say_expected(setting, "the name of a CSV file in quotes", problems);
    for (size_t i = 0; key->many && setting->kind == SETTING_GROUP && i < setting->child_count; i++)
        if (!setting_is_table(setting->child[i]) && setting->child[i]->kind != SETTING_TEXT)
            say_expected(setting->child[i], "the name of a CSV file in quotes", problems);
}

/* ---- things ------------------------------------------------------------------------------------------ */

/* A number, or the name of a flag, that stands for a whole group: bed = 60; crew = "unlimited". */
static bool read_short(const struct setting *setting, enum group_kind kind, void *into,
                       struct problem_list *problems) {
    const struct group_about *about = dictionary_group(kind);
    const struct key *key = about->short_key == NULL ? NULL : dictionary_find(kind, about->short_key);
    if (key == NULL || setting->kind == SETTING_GROUP)
        return false;
    const struct key *flag = setting->kind == SETTING_TEXT ? dictionary_find(kind, setting->text) : NULL;
    if (flag != NULL && flag->kind == KEY_NUMBER && flag->unit == UNIT_FLAG)
        keep_number(flag, 1, into);
    else
        read_number(key, setting, into, problems);
    return true;
}

static void set_defaults(enum group_kind kind, void *into) {
    size_t first = 0, end = 0;
    dictionary_range(kind, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct key *key = dictionary_row(i);
        if (key->kind == KEY_NUMBER)
            keep_number(key, key->unit == UNIT_DATE || key->unit == UNIT_FLAG ? 0 : key->fallback, into);
        else if (key->kind == KEY_THINGS && key->shape == THINGS_ONE && dictionary_group(key->of)->size == 0)
            set_defaults(key->of, into);
    }
}

static enum status read_keys(const struct setting *group, enum group_kind kind, void *into,
                             struct problem_list *problems);

/* One of a group's or list's members, at the end of its array. */
static enum status read_thing(const struct key *key, const struct setting *setting, void *into,
                              struct problem_list *problems) {
    const struct group_about *about = dictionary_group(key->of);
    size_t count = 0, capacity = 0;
    memcpy(&count, (char *)into + key->count_offset, sizeof count);
    capacity = count;
    enum status status = memory_reserve((char *)into + key->offset, &capacity, count + 1, about->size);
    if (status != STATUS_OK)
        return status;
    void *item = (char *)pointer_at(into, key->offset) + count * about->size;
    memset(item, 0, about->size);
    count++;
    memcpy((char *)into + key->count_offset, &count, sizeof count);
    keep_pointer(item, about->at_offset, setting);
    if (about->id_offset != NOT_KEPT)
        keep_pointer(item, about->id_offset, setting->name);
    set_defaults(key->of, item);
    return read_short(setting, key->of, item, problems) ? STATUS_OK : read_keys(setting, key->of, item, problems);
}

/* Every struct that has an id has it behind its setting. */
static int by_id(const void *a, const void *b) {
    return strcmp(pointer_at(a, sizeof(void *)), pointer_at(b, sizeof(void *)));
}

static enum status read_things(const struct key *key, const struct setting *setting, void *into,
                               struct problem_list *problems) {
    bool list = key->shape == THINGS_LIST;
    enum status status = STATUS_OK;
    if (setting->kind != (list ? SETTING_LIST : SETTING_GROUP) || setting_is_table(setting)) {
        say_expected(setting, list ? "a list of groups ( { ... }, { ... } )" : "a group { ... }", problems);
        return STATUS_OK;
    }
    if (key->shape == THINGS_ONE) {
        if (dictionary_group(key->of)->size == 0)
            return read_keys(setting, key->of, into, problems);
        keep_pointer(into, key->offset, setting);
        return STATUS_OK;
    }
    if (key->offset == NOT_KEPT)
        return STATUS_OK;
    const struct group_about *about = dictionary_group(key->of);
    for (size_t i = 0; i < setting->child_count && status == STATUS_OK; i++) {
        const struct setting *child = setting->child[i];
        const struct key *remark = list ? NULL : dictionary_find(GROUP_ANY, child->name);
        bool is_short = about->short_key != NULL && child->kind != SETTING_LIST;
        if (remark != NULL && child->kind == SETTING_TEXT)
            continue;
        if (child->kind != SETTING_GROUP && !is_short)
            say_expected(child, "a group { ... }", problems);
        else
            status = read_thing(key, child, into, problems);
    }
    size_t count = 0;
    memcpy(&count, (char *)into + key->count_offset, sizeof count);
    if (!list && count > 1) {
        CHECK(about->at_offset == 0 && about->id_offset == sizeof(void *));
        qsort(pointer_at(into, key->offset), count, about->size, by_id);
    }
    return status;
}

/* ---- groups ------------------------------------------------------------------------------------------ */

static enum status read_key(const struct key *key, const struct setting *setting, void *into,
                            struct problem_list *problems) {
    switch (key->kind) {
    case KEY_NUMBER:
        read_number(key, setting, into, problems);
        return STATUS_OK;
    case KEY_CHOICE:
        if (check_choice(key, setting, problems))
            keep_pointer(into, key->offset, setting->text);
        return STATUS_OK;
    case KEY_TEXT:
    case KEY_REFERENCE:
        if (key->many)
            return read_ids(key, setting, into, problems);
        read_text(key, setting, into, problems);
        return STATUS_OK;
    case KEY_DISTRIBUTION:
        check_distribution(setting, false, problems);
        keep_pointer(into, key->offset, setting);
        return STATUS_OK;
    case KEY_TABLE:
        read_table(key, setting, into, problems);
        return STATUS_OK;
    case KEY_THINGS:
        return read_things(key, setting, into, problems);
    case KEY_VALUE:
    default:
        keep_pointer(into, key->offset, setting);
        return STATUS_OK;
    }
}

static void say_unknown_key(const struct setting *setting, enum group_kind kind, struct problem_list *problems) {
    const char *names[64];
    char nearest[100], where[100];
    size_t count = 0;
    const enum group_kind both[] = {kind, GROUP_ANY};
    for (size_t j = 0; j < 2; j++) {
        size_t first = 0, end = 0;
        dictionary_range(both[j], &first, &end);
        for (size_t i = first; i < end && count < 64; i++)
            names[count++] = dictionary_row(i)->name;
    }
    const char *path = dictionary_group(kind)->path;
    snprintf(where, sizeof where, "%s", path[0] == '\0' ? "a scenario" : path);
    problem_say(problems, SEVERITY_ERROR, SENTENCE_unknown_key, setting, setting->name, where,
                say_nearest(setting->name, names, count, nearest, sizeof nearest));
}

static enum status read_keys(const struct setting *group, enum group_kind kind, void *into,
                             struct problem_list *problems) {
    for (size_t i = 0; i < group->child_count; i++) {
        const struct setting *child = group->child[i];
        const struct key *key = dictionary_find(kind, child->name);
        if (key == NULL) {
            say_unknown_key(child, kind, problems);
            continue;
        }
        enum status status = read_key(key, child, into, problems);
        if (status != STATUS_OK)
            return status;
    }
    size_t first = 0, end = 0;
    dictionary_range(kind, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct key *key = dictionary_row(i);
        if (key->required && setting_get(group, key->name) == NULL)
            problem_say(problems, SEVERITY_ERROR, SENTENCE_missing_key, group, key->name, key->help);
    }
    return STATUS_OK;
}

enum status reader_read(const struct setting *group, enum group_kind kind, void *into,
                        struct problem_list *problems) {
    const struct group_about *about = dictionary_group(kind);
    CHECK(about->size > 0);
    set_defaults(kind, into);
    keep_pointer(into, about->at_offset, group);
    if (about->id_offset != NOT_KEPT)
        keep_pointer(into, about->id_offset, group->name);
    if (group->kind == SETTING_GROUP)
        return read_keys(group, kind, into, problems);
    say_expected(group, "a group { ... }", problems);
    return STATUS_OK;
}

static void free_ids(void *from, size_t offset) {
    struct id_list *ids = (struct id_list *)(void *)((char *)from + offset);
    free(ids->id);
    free(ids->where);
    *ids = (struct id_list){NULL, NULL, 0};
}

void reader_free(enum group_kind kind, void *from) {
    size_t first = 0, end = 0;
    dictionary_range(kind, &first, &end);
    /* Things first, arrays afterwards: sites and teams share one. */
    for (int arrays = 0; arrays < 2; arrays++)
        for (size_t i = first; i < end; i++) {
            const struct key *key = dictionary_row(i);
            if (key->offset == NOT_KEPT)
                continue;
            if (key->kind == KEY_REFERENCE && key->many)
                free_ids(from, key->offset);
            if (key->kind == KEY_THINGS && key->shape == THINGS_ONE && arrays == 1 &&
                dictionary_group(key->of)->size == 0)
                reader_free(key->of, from);
            if (key->kind != KEY_THINGS || key->shape == THINGS_ONE)
                continue;
            char *items = pointer_at(from, key->offset);
            size_t count = 0;
            memcpy(&count, (char *)from + key->count_offset, sizeof count);
            for (size_t j = 0; j < count && arrays == 0; j++)
                reader_free(key->of, items + j * dictionary_group(key->of)->size);
            if (arrays == 1) {
                free(items);
                keep_pointer(from, key->offset, NULL);
                memset((char *)from + key->count_offset, 0, sizeof count);
            }
        }
}
