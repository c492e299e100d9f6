/* Three simulated people, picked by rules that have nothing to do with who is looking, and what happens to them in every
 * scenario. Their journeys are not in the store, which knows nobody; they are simulated again from the inputs. */
#include "care/person_name.h"
#include "experiment/watch.h"
#include "report/html.h"
#include "report/section.h"
#include "results/journeys.h"
#include "results/saying.h"
#include "scenario/compile.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE = 3 };

/* A few people under way from being picked to being told about. */
struct few {
    const struct report *report;
    struct network network;
    struct watch watch;
    struct record_list *records;          /* by arm */
    struct follow *follow;                /* by arm */
    struct journey_person person[PEOPLE]; /* owns `because` */
    size_t count;
};

/* ---- whom ---------------------------------------------------------------------------------------------- */

static uint32_t main_standard(const struct few *few) {
    const char *const id[] = {few->report->wait, few->report->travel};
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = 0; i < few->network.standard_count && id[k][0] != '\0'; i++)
            if (strcmp(few->network.standard[i].id, id[k]) == 0)
                return i;
    return NONE;
}

/* Somebody picked twice is told about once, with both reasons. */
static void take(struct few *few, uint64_t person, struct text *because) {
    for (size_t i = 0; i < few->count; i++) {
        if (few->person[i].person != person)
            continue;
        struct text both = {0};
        text_add_format(&both, "%s; %s", few->person[i].because, because->bytes);
        free(few->person[i].because);
        few->person[i].because = both.bytes;
        text_free(because);
        return;
    }
    few->person[few->count++] = (struct journey_person){person, because->bytes};
    *because = (struct text){0};
}

/* The first by a rule; *found is false where nobody fits it. */
static enum status pick(struct few *few, enum pick_rule rule, uint32_t standard, bool *found) {
    struct picked *picked = NULL;
    struct pick_wish wish = {.rule = rule, .standard = standard, .count = 1, .seed = few->watch.seed,
                             .replication = few->watch.replication};
    size_t count = 0, of = 0;
    enum status status = pick_people(&few->network, few->records, &wish, &picked, &count, &of);
    *found = status == STATUS_OK && count > 0;
    if (*found) {
        struct text because = {0};
        journeys_because(&few->network, &wish, &picked[0], 0, of, &because);
        if (because.failed || because.bytes == NULL)
            status = STATUS_NO_MEMORY;
        else
            take(few, picked[0].person, &because);
        text_free(&because);
    }
    free(picked);
    return status;
}

static enum status choose(struct few *few) {
    uint32_t standard = main_standard(few);
    bool found = false;
    enum status status = watch_records(&few->watch, few->network.arm_count, few->records);
    if (status == STATUS_OK && few->network.arm_count > 1 && standard != NONE)
        status = pick(few, PICK_WORST_OFF, standard, &found);
    if (status == STATUS_OK && few->network.arm_count > 1 && !found)
        status = pick(few, PICK_WORST_OFF, NONE, &found);
    if (status == STATUS_OK)
        status = pick(few, PICK_RANDOM, NONE, &found);
    if (status == STATUS_OK && standard != NONE)
        status = pick(few, PICK_LONGEST, standard, &found);
    return status;
}

static int by_person(const void *a, const void *b) {
    const uint64_t *one = a, *other = b;
    return *one < *other ? -1 : *one > *other;
}

static enum status follow_them(struct few *few) {
    uint64_t person[PEOPLE];
    for (size_t i = 0; i < few->count; i++)
        person[i] = few->person[i].person;
    qsort(person, few->count, sizeof *person, by_person);
    return watch_people(&few->watch, person, few->count, few->follow);
}

/* ---- one person ---------------------------------------------------------------------------------------- */

/* A table of happenings under way: days are its groups of rows. */
struct rows { const struct few *few; struct text *html; int64_t day; };

static void add_group(struct rows *rows, const char *says) {
    text_add_format(rows->html, "%s<tbody>\n<tr><th scope=\"rowgroup\" class=\"group\" colspan=\"%u\">", rows->day < 0 ? "" : "</tbody>\n",
                    (unsigned)rows->few->network.arm_count + 1);
    html_in(rows->html, "", says, "</th></tr>\n");
}

static void add_time(struct rows *rows, double minute) {
    int64_t day = (int64_t)floor(minute / MINUTES_PER_DAY);
    struct text said = {0};
    if (day != rows->day) {
        say_day(&rows->few->network, minute, &said);
        add_group(rows, said.bytes);
        rows->day = day;
        text_free(&said);
    }
    say_time(minute, &said);
    html_in(rows->html, "<tr><th scope=\"row\" class=\"time\">", said.bytes, "</th>");
    rows->html->failed |= said.failed;
    text_free(&said);
}

static void add_common(struct rows *rows, const struct followed *followed, size_t common) {
    for (size_t i = 0; i < common; i++) {
        struct text said = {0};
        say_happening(&rows->few->network, &followed->happening[i], &said);
        add_time(rows, followed->happening[i].minute);
        text_add_format(rows->html, "<td colspan=\"%u\">", (unsigned)rows->few->network.arm_count);
        html_in(rows->html, "", said.bytes, "</td></tr>\n");
        rows->html->failed |= said.failed;
        text_free(&said);
    }
}

static void add_parts(struct rows *rows, struct journey_part *part, struct text *says) {
    uint32_t arms = rows->few->network.arm_count;
    double minute;
    while (journeys_next(&rows->few->network, part, arms, &minute, says)) {
        add_time(rows, minute);
        for (uint32_t arm = 0; arm < arms; arm++) {
            html_in(rows->html, "<td>", says[arm].bytes, "</td>");
            rows->html->failed |= says[arm].failed;
        }
        text_add(rows->html, "</tr>\n");
    }
}

static void add_heading_row(const struct few *few, const char *first, const struct journey_part *part, struct text *html) {
    text_add_format(html, "<thead><tr><th scope=\"col\">%s</th>", first);
    for (uint32_t arm = 0; arm < few->network.arm_count; arm++)
        html_in(html, "<th scope=\"col\">", report_name(few->report, arm),
                part != NULL && !part[arm].followed->came ? "<br><small>does not come</small></th>" : "</th>");
    text_add(html, "</tr></thead>\n");
}

static enum status add_happenings(const struct few *few, const struct journeys *journeys, const char *name, uint64_t person,
                                  struct text *html) {
    uint32_t arms = few->network.arm_count;
    struct rows rows = {few, html, -1};
    struct text caption = {0}, *says = calloc(arms, sizeof *says);
    struct journey_part *part = calloc(arms, sizeof *part);
    enum status status = says == NULL || part == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK) {
        double parting = journeys_part(journeys, person, part);
        text_add_format(&caption, "What happens to person %s, simulated", name);
        html_table_begin(html, "wide", caption.bytes);
        add_heading_row(few, "Time", part, html);
        add_common(&rows, part[0].followed, part[0].from);
        if (arms > 1)
            add_group(&rows, isinf(parting) ? "The same in all scenarios, to the end"
                             : part[0].from > 0 ? "From here the scenarios part" : "The scenarios differ from the first");
        rows.day = isinf(parting) ? rows.day : -2; /* the day is told again, in a group of its own */
        if (!isinf(parting))
            text_add(html, "</tbody>\n");
        add_parts(&rows, part, says);
        text_add(html, "</tbody>\n");
        html_table_end(html);
    }
    for (uint32_t arm = 0; arm < arms && says != NULL; arm++)
        text_free(&says[arm]);
    html->failed |= caption.failed;
    text_free(&caption);
    free(says);
    free(part);
    return status;
}

struct total_rows { const struct few *few; struct text *html; };

static void add_total(void *context, const char *label, struct text *cell) {
    const struct total_rows *rows = context;
    html_in(rows->html, "<tr><th scope=\"row\">", label + strspn(label, " "), "</th>");
    for (uint32_t arm = 0; arm < rows->few->network.arm_count; arm++)
        html_in(rows->html, "<td>", cell[arm].bytes, "</td>");
    text_add(rows->html, "</tr>\n");
}

static enum status add_person(const struct few *few, const struct journeys *journeys, const struct journey_person *who,
                              struct text *html) {
    const struct stream *stream = &few->network.stream[person_stream(who->person)];
    struct text name = {0}, caption = {0};
    person_name(&few->network, who->person, &name);
    text_add_format(&caption, "What it comes to for person %s, simulated", name.bytes == NULL ? "" : name.bytes);
    html_in(html, "<details class=\"person\"><summary>Simulated person ", name.bytes, ", of ");
    html_in(html, "", few->network.area[stream->area].name, ", group ");
    html_in(html, "", network_group(&few->network, stream->cell), ": ");
    html_in(html, "", who->because, ".</summary>\n");
    enum status status = add_happenings(few, journeys, name.bytes, who->person, html);
    if (status == STATUS_OK) {
        html_table_begin(html, "wide", caption.bytes);
        add_heading_row(few, "In all", NULL, html);
        text_add(html, "<tbody>\n");
        status = journeys_totals(journeys, who->person, add_total, &(struct total_rows){few, html});
        text_add(html, "</tbody>\n");
        html_table_end(html);
    }
    text_add(html, "</details>\n");
    html->failed |= name.failed || caption.failed;
    text_free(&name);
    text_free(&caption);
    return status;
}

/* ---- the section --------------------------------------------------------------------------------------- */

static enum status tell(const struct few *few, struct text *html) {
    struct journeys journeys = {.network = &few->network, .follow = few->follow, .person = few->person, .count = few->count,
                                .seed = few->watch.seed, .replication = few->watch.replication + 1};
    enum status status = STATUS_OK;
    text_add_format(html, "<p>Nobody here is a real patient: these are simulated people of replication %u, seed %u, picked by rule, and "
                          "no proof of anything: one person\xe2\x80\x99s luck says little of the mean. With the same inputs <code>icsim "
                          "follow</code> tells of others.</p>\n", (unsigned)journeys.replication, (unsigned)journeys.seed);
    for (size_t i = 0; i < few->count && status == STATUS_OK; i++)
        status = add_person(few, &journeys, &few->person[i], html);
    if (few->count == 0)
        text_add(html, "<p>Nobody was measured in that replication.</p>\n");
    return status;
}

static enum status compile(struct few *few) {
    struct problem_list problems = {0};
    struct scenario_set set = few->report->inputs.set; /* borrowed */
    set.warm_up_days = atoi(report_run(few->report, "warm_up_days"));
    enum status status = scenario_compile(&set, &few->network, &problems);
    problem_list_free(&problems);
    return status;
}

static void few_free(struct few *few) {
    for (uint32_t arm = 0; arm < few->network.arm_count; arm++) {
        if (few->records != NULL)
            record_list_free(&few->records[arm]);
        if (few->follow != NULL)
            follow_free(&few->follow[arm]);
    }
    for (size_t i = 0; i < few->count; i++)
        free(few->person[i].because);
    free(few->records);
    free(few->follow);
    network_free(&few->network);
}

static enum status tell_some(const struct report *report, struct text *html) {
    struct few few = {.report = report};
    enum status status = compile(&few);
    if (status == STATUS_INPUT) {
        text_add(html, "<p>No journeys: the inputs that are kept with the result cannot be made into a model by this version of "
                       "icsim; <code>icsim rerun DIR</code> says why.</p>\n");
        return STATUS_OK;
    }
    few.watch = (struct watch){.network = &few.network, .seed = (uint32_t)strtoul(report_run(report, "seed"), NULL, 10),
                               .threads = report->wish.threads, .stop = report->wish.stop};
    if (status == STATUS_OK) {
        few.records = calloc(few.network.arm_count, sizeof *few.records);
        few.follow = calloc(few.network.arm_count, sizeof *few.follow);
        status = few.records == NULL || few.follow == NULL ? STATUS_NO_MEMORY : choose(&few);
    }
    if (status == STATUS_OK && few.count > 0)
        status = follow_them(&few);
    if (status == STATUS_OK)
        status = tell(&few, html);
    few_free(&few);
    return status;
}

enum status section_people(const struct report *report, struct text *html, struct text *why) {
    (void)why;
    const char *made_by = report_run(report, "version");
    if (!report_has_inputs(report)) {
        html_in(html, "<p>No journeys: the inputs that are kept with the result cannot be read again: ", report->no_inputs, ".</p>\n");
        return STATUS_OK;
    }
    if (!report->wish.journeys) {
        text_add_format(html, "<p>Simulated people can be followed through every scenario, minute by minute: %sone at random and the "
                              "one who waits longest. That takes as long as two more replications, so it is done where it is asked "
                              "for: <code>icsim report DIR --journeys</code>, DIR being the folder that holds this page.</p>\n",
                        report->arm.rows > 1 ? "the one who is worst off, " : "");
        return STATUS_OK;
    }
    if (strcmp(made_by, ICSIM_VERSION) != 0) {
        html_in(html, "<p>No journeys: the result is of icsim ", made_by, ", and this page of icsim " ICSIM_VERSION ", whose people may fare "
                      "otherwise. <code>icsim rerun DIR</code> makes the result again.</p>\n");
        return STATUS_OK;
    }
    return tell_some(report, html);
}
