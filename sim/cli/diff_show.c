#include "cli/diff_show.h"

#include "base/calendar.h"
#include "base/text.h"
#include "results/quote.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAMILY_TOLD_TOGETHER = 4 };

static void print(struct text *text) {
    if (text->bytes != NULL) fputs(text->bytes, stdout);
    text_free(text);
}

static void add_day(int32_t day, struct text *out) {
    char date[11] = "";
    if (day != INT32_MIN) calendar_format(day, date);
    text_add(out, date);
}

static double change_of(const struct explanation *item) {
    return item->was > 0 && !isnan(item->is) ? item->is / item->was - 1 : (double)NAN;
}

static bool differs(const struct before_after_row *row) {
    for (int moment = 0; moment < 2; moment++)
        if (row->value[0][moment] < row->value[1][moment] || row->value[0][moment] > row->value[1][moment]) return true;
    return false;
}

/* ---- for readers -------------------------------------------------------------------------------------- */

static bool of_one_family(const struct explanation *one, const struct explanation *other) {
    return one->family != NULL && other->family != NULL && one->kind == other->kind && one->from == other->from &&
           one->until == other->until && strcmp(one->family, other->family) == 0 && one->no_effect == NULL &&
           other->no_effect == NULL && !isnan(one->was) && !isnan(other->was) &&
           (one->is > one->was) == (other->is > other->was);
}

static bool told_with_earlier(const struct explanation_list *list, size_t at) {
    size_t size = 0;
    bool earlier = false;
    for (size_t i = 0; i < list->count; i++)
        if (of_one_family(&list->item[i], &list->item[at])) {
            size++;
            earlier = earlier || i < at;
        }
    return earlier && size >= FAMILY_TOLD_TOGETHER;
}

static const char *second_name(const char *path, int *length) {
    const char *name = strchr(path, '.') + 1;
    *length = (int)strcspn(name, ".");
    return name;
}

/* "from 1 May 2026 over 3 months: nurse wte of 16 teams (adur, arun, ...) 1,285 -> 1,336 WTE in all (+4 %)"; false
 * where it has too few like it. */
static bool say_family(const struct explanation_list *list, size_t at, struct text *out) {
    const struct explanation *item = &list->item[at];
    size_t size = 0;
    double was = 0, is = 0;
    struct text names = {0};
    for (size_t i = at; i < list->count; i++) {
        if (!of_one_family(&list->item[i], item)) continue;
        int length = 0;
        const char *name = second_name(list->item[i].path, &length);
        text_add_format(&names, "%s%.*s", size > 0 ? ", " : "", length, name);
        was += list->item[i].was;
        is += list->item[i].is;
        size++;
    }
    if (size >= FAMILY_TOLD_TOGETHER) {
        const char *last = strstr(item->family, ".pools.") + strlen(".pools.");
        explanation_when(item->from, item->until, out);
        text_add_format(out, ": %.*s %s %zu %s ", (int)strcspn(last, "."), last,
                        strncmp(item->path, "teams", 5) == 0 ? "of" : "at", size,
                        strncmp(item->path, "teams", 5) == 0 ? "teams" : "sites");
        explanation_number(was, out);
        text_add(out, " -> ");
        explanation_number(is, out);
        text_add_format(out, " %s in all", item->unit);
        if (was > 0) text_add_format(out, " (%+.1f %%)", 100 * (is / was - 1));
        text_add_format(out, ": %s", names.bytes != NULL ? names.bytes : "");
    }
    text_free(&names);
    return size >= FAMILY_TOLD_TOGETHER;
}

static void say_item(const struct explanation_list *list, size_t at, bool markdown) {
    struct text line = {0};
    const struct explanation *item = &list->item[at];
    if (told_with_earlier(list, at)) return;
    if (!of_one_family(item, item) || !say_family(list, at, &line)) text_add(&line, item->says);
    if (item->no_effect != NULL) text_add_format(&line, " [no effect: %s]", item->no_effect);
    struct text shown = {0};
    text_add(&shown, markdown ? "- " : "  ");
    if (markdown)
        quote_markdown(&shown, line.bytes);
    else
        text_add(&shown, line.bytes != NULL ? line.bytes : "");
    text_add(&shown, "\n");
    text_free(&line);
    print(&shown);
}

static void say_remarks(const struct explanation_list *list) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) count += list->item[i].kind == KIND_REMARKS;
    if (count > 0)
        printf("%s%zu setting%s that no run reads differ%s too (titles, names, notes, sources, assumptions); --format csv "
               "lists them.\n", "\n", count, count == 1 ? "" : "s", count == 1 ? "s" : "");
}

/* Sums need no fractions where they are large. */
static void add_sum(double sum, struct text *out) {
    explanation_number(fabs(sum) < 1000 ? sum : round(sum), out);
}

static void add_pair(const double value[2], struct text *out) {
    add_sum(value[0], out);
    if (value[0] < value[1] || value[0] > value[1]) {
        text_add(out, " -> ");
        add_sum(value[1], out);
    }
}

static void say_totals(const struct diff_pair *pair, bool markdown) {
    printf(markdown ? "\n| in all | unit | %s | %s | difference |\n|---|---|---|---|---|\n"
                    : "\nIn all (start -> after all changes)%18.18s %23.23s   difference at the end\n",
           pair->first, pair->second);
    for (size_t i = 0; i < pair->totals->count; i++) {
        const struct before_after_row *row = &pair->totals->row[i];
        struct text cell[2] = {{0}, {0}}, difference = {0};
        double by = row->value[1][1] - row->value[0][1];
        for (int k = 0; k < 2; k++) add_pair(row->value[k], &cell[k]);
        if (!differs(row)) {
            text_add(&difference, "none");
        } else {
            text_add(&difference, by > 0 ? "+" : "");
            add_sum(by, &difference);
            if (row->value[0][1] > 0) text_add_format(&difference, " (%+.1f %%)", 100 * by / row->value[0][1]);
        }
        const char *a = cell[0].bytes, *b = cell[1].bytes, *c = difference.bytes;
        printf(markdown ? "| %s | %s | %s | %s | %s |\n" : "  %-16.16s %-13s %21s %23s   %s\n", row->what, row->unit,
               a != NULL ? a : "", b != NULL ? b : "", c != NULL ? c : "");
        for (int k = 0; k < 2; k++) text_free(&cell[k]);
        text_free(&difference);
    }
}

static void say_heading(const char *id, const char *title, const char *word) {
    printf("%s %s%s%s\n", word, id, title != NULL ? ": " : "", title != NULL ? title : "");
}

static void show_for_readers(const struct diff_pair *pair, bool markdown) {
    enum explanation_kind before = KIND_COUNT;
    say_heading(pair->first, pair->first_title, markdown ? "##" : "From");
    say_heading(pair->second, pair->second_title, markdown ? "\nto" : "to  ");
    if (pair->list->count == 0) {
        printf("\nThe scenarios do not differ.\n");
        return;
    }
    for (size_t i = 0; i < pair->list->count; i++) {
        enum explanation_kind kind = pair->list->item[i].kind;
        if (kind == KIND_REMARKS) continue;
        if (kind != before) printf(markdown ? "\n### %s\n\n" : "\n%s\n", explanation_heading(kind));
        before = kind;
        say_item(pair->list, i, markdown);
    }
    say_remarks(pair->list);
    if (pair->totals->same_run)
        printf("\nNone of this changes a number that a run reads: both give the same result.\n");
    if (!pair->totals->can_run_together)
        printf("\nThe two cannot be arms of one comparison; icsim check FIRST SECOND says why.\n");
    say_totals(pair, markdown);
}

/* ---- for programs ---------------------------------------------------------------------------------------- */

static void add_number(double number, const char *missing, struct text *out) {
    if (isnan(number))
        text_add(out, missing);
    else
        text_add_format(out, "%.12g", number);
}

static void show_csv(const struct diff_pair *pair) {
    for (size_t i = 0; i < pair->list->count; i++) {
        const struct explanation *item = &pair->list->item[i];
        const char *field[] = {pair->first, pair->second, explanation_word(item->kind)};
        const char *rest[] = {item->path, item->what, item->before, item->after, item->unit};
        struct text line = {0};
        for (size_t k = 0; k < 3; k++) {
            quote_csv(&line, field[k]);
            text_add(&line, ",");
        }
        add_day(item->from, &line);
        text_add(&line, ",");
        add_day(item->until, &line);
        for (size_t k = 0; k < 5; k++) {
            text_add(&line, ",");
            quote_csv(&line, rest[k]);
        }
        text_add(&line, ",");
        add_number(change_of(item), "", &line);
        text_add(&line, ",");
        quote_csv(&line, item->no_effect);
        text_add(&line, ",");
        quote_csv(&line, item->says);
        text_add(&line, "\n");
        print(&line);
    }
}

static void add_member(const char *name, const char *value, struct text *out) {
    text_add_format(out, ", \"%s\": ", name);
    quote_json(out, value);
}

static void add_day_member(const char *name, int32_t day, struct text *out) {
    struct text date = {0};
    add_day(day, &date);
    add_member(name, day == INT32_MIN ? NULL : date.bytes, out);
    text_free(&date);
}

static void show_json(const struct diff_pair *pair, bool is_first) {
    struct text out = {0};
    text_add(&out, is_first ? "  {\"first\": " : ",\n  {\"first\": ");
    quote_json(&out, pair->first);
    add_member("second", pair->second, &out);
    text_add_format(&out, ", \"same_run\": %s, \"differences\": [",
                    pair->totals->same_run || pair->list->count == 0 ? "true" : "false");
    for (size_t i = 0; i < pair->list->count; i++) {
        const struct explanation *item = &pair->list->item[i];
        text_add_format(&out, "%s\n    {\"kind\": \"%s\"", i > 0 ? "," : "", explanation_word(item->kind));
        add_day_member("from", item->from, &out);
        add_day_member("until", item->until, &out);
        add_member("path", item->path, &out);
        add_member("what", item->what, &out);
        add_member("before", item->before, &out);
        add_member("after", item->after, &out);
        add_member("unit", item->unit, &out);
        text_add(&out, ", \"change\": ");
        add_number(change_of(item), "null", &out);
        add_member("no_effect", item->no_effect, &out);
        add_member("says", item->says, &out);
        text_add(&out, "}");
    }
    text_add(&out, "],\n   \"totals\": [");
    for (size_t i = 0; i < pair->totals->count; i++) {
        const struct before_after_row *row = &pair->totals->row[i];
        text_add_format(&out, "%s\n    {\"what\": ", i > 0 ? "," : "");
        quote_json(&out, row->what);
        add_member("unit", row->unit, &out);
        text_add_format(&out, ", \"first\": [%.12g, %.12g], \"second\": [%.12g, %.12g]}", row->value[0][0],
                        row->value[0][1], row->value[1][0], row->value[1][1]);
    }
    text_add(&out, "]}");
    print(&out);
}

void diff_show_begin(enum format format) {
    if (format == FORMAT_CSV) printf("first,second,kind,from,until,path,what,before,after,unit,change,no_effect,says\n");
    if (format == FORMAT_JSON) printf("[\n");
}

void diff_show_pair(enum format format, const struct diff_pair *pair, bool is_first) {
    if (format == FORMAT_CSV) {
        show_csv(pair);
    } else if (format == FORMAT_JSON) {
        show_json(pair, is_first);
    } else {
        if (!is_first) printf("\n\n");
        show_for_readers(pair, format == FORMAT_MARKDOWN);
    }
}

void diff_show_end(enum format format) {
    if (format == FORMAT_JSON) printf("\n]\n");
}
