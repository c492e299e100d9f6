#include "report/stress.h"
#include "report/html.h"
#include "report/section.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void stress_not_stated(struct text *html, const char *key) {
    text_add_format(html, "Not stated in the scenario; say it in <code>%s</code>.", key);
}

static const char *text_in(const struct setting *group, const char *name) {
    const struct setting *found = group == NULL ? NULL : setting_get(group, name);
    return found == NULL || found->kind != SETTING_TEXT ? NULL : found->text;
}

static const char *note_of(const struct stress *stress, uint32_t arm) {
    return stress->root == NULL ? NULL : text_in(stress->report->inputs.set.arm[arm].version[0].root, "note");
}

/* ---- objectives ----------------------------------------------------------------------------------------- */

static enum status purpose(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    html_in(html, "<p>", report_title(stress->report, 0), ". ");
    if (note_of(stress, 0) != NULL)
        html_text(html, note_of(stress, 0));
    else
        stress_not_stated(html, "note");
    text_add(html, "</p>\n");
    return STATUS_OK;
}

static enum status outputs(const struct stress *stress, struct text *html, struct text *why) {
    struct grid rows;
    enum status status = report_query(stress->report, "SELECT name, kind, start_step || ' ' || start_event AS starts, stop_step || ' ' || "
                                                      "stop_event AS stops, start_step, within_minutes, goal * 100 AS goal FROM standard",
                                      &rows, why);
    if (status != STATUS_OK)
        return status;
    text_add(html, "<p>Times, read of each person as the run goes:</p>\n<ul>\n");
    for (uint32_t row = 0; row < rows.rows; row++) {
        bool clock = strcmp(grid_text_of(&rows, row, "kind"), "clock") == 0;
        html_in(html, "<li>", grid_text_of(&rows, row, "name"), clock ? ": from " : ": minutes of the journey to ");
        html_text(html, grid_text_of(&rows, row, clock ? "starts" : "start_step"));
        html_in(html, clock ? " to " : "", clock ? grid_text_of(&rows, row, "stops") : "", "; within ");
        html_number(html, grid_number_of(&rows, row, "within_minutes"), 0, false);
        text_add(html, " min");
        if (isfinite(grid_number_of(&rows, row, "goal"))) {
            text_add(html, " of at least ");
            html_number(html, grid_number_of(&rows, row, "goal"), 1, false);
            text_add(html, " %");
        }
        text_add(html, "</li>\n");
    }
    text_add(html, "</ul>\n<p>Also use of places and staff, lines, people lost, costs and payments by organisation, and inequality between areas and "
                   "groups. The table <code>dictionary</code> of the result says of each column what it is and in which unit; how intervals are made "
                   "stands under <a href=\"#method\">Method</a>.</p>\n");
    grid_free(&rows);
    return STATUS_OK;
}

static enum status aims(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    bool any = false;
    text_add(html, "<ul>\n");
    for (uint32_t arm = 0; arm < stress->report->arm.rows; arm++) {
        const char *note = note_of(stress, arm);
        bool own = note != NULL && (arm == 0 || note_of(stress, 0) == NULL || strcmp(note, note_of(stress, 0)) != 0);
        html_in(html, "<li><b>", report_name(stress->report, arm), "</b>: ");
        html_in(html, "", report_title(stress->report, arm), own && arm > 0 ? ". " : "");
        if (own && arm > 0)
            html_text(html, note);
        any = any || (own && arm > 0);
        text_add(html, "</li>\n");
    }
    text_add(html, "</ul>\n<p>");
    text_add(html, stress->report->arm.rows > 1 ? "Comparison of scenarios; no design of experiments, no optimisation. " : "One scenario alone, nothing varied. ");
    if (!any && stress->report->arm.rows > 1) {
        text_add(html, "Why these: ");
        stress_not_stated(html, "note");
    }
    text_add(html, "</p>\n");
    return STATUS_OK;
}

/* ---- entities, activities -------------------------------------------------------------------------------- */

static enum status entities(const struct stress *stress, struct text *html, struct text *why) {
    struct grid rows;
    enum status status = report_query(stress->report, "SELECT dimension, GROUP_CONCAT(level, ', ') AS levels FROM (SELECT DISTINCT dimension, level FROM "
                                                      "population WHERE dimension <> 'all') GROUP BY dimension", &rows, why);
    if (status != STATUS_OK)
        return status;
    text_add(html, "<p>People. Each has a need (the pathway), an area and a home in it, a moment of coming, a class in lines, and is of one group in each "
                   "of these respects:");
    for (uint32_t row = 0; row < rows.rows; row++) {
        html_in(html, row > 0 ? "; " : " ", grid_text(&rows, row, 0), " (");
        html_in(html, "", grid_text(&rows, row, 1), ")");
    }
    text_add(html, rows.rows > 0 ? ".</p>\n" : " none.</p>\n");
    grid_free(&rows);
    return STATUS_OK;
}

static enum status activities(const struct stress *stress, struct text *html, struct text *why) {
    struct grid rows;
    enum status status = report_query(stress->report, "SELECT pathway, GROUP_CONCAT(step, ', ') FROM (SELECT DISTINCT pathway, step FROM step ORDER BY "
                                                      "pathway, step) GROUP BY pathway", &rows, why);
    if (status != STATUS_OK)
        return status;
    text_add(html, "<ul>\n");
    for (uint32_t row = 0; row < rows.rows; row++) {
        html_in(html, "<li><b>", grid_text(&rows, row, 0), "</b>: ");
        html_in(html, "", grid_text(&rows, row, 1), "</li>\n");
    }
    text_add(html, "</ul>\n<p>What each needs, how long it takes and what follows stands under 2.2.</p>\n");
    grid_free(&rows);
    return STATUS_OK;
}

/* ---- data ------------------------------------------------------------------------------------------------ */

static enum status data_sources(const struct stress *stress, struct text *html, struct text *why) {
    size_t count = 0;
    (void)why;
    for (size_t i = 0; i < stress->remarks.count; i++)
        count += stress->remarks.item[i].source != NULL;
    text_add(html, "<p>");
    if (count > 0)
        text_add_format(html, "Settings that name a source: %zu. See <a href=\"#sources\">the sources</a>. Sizes of samples and dates stand there where the "
                              "source says them.", count);
    else
        stress_not_stated(html, "source");
    text_add(html, "</p>\n");
    return STATUS_OK;
}

static enum status preprocessing(const struct stress *stress, struct text *html, struct text *why) {
    size_t count = 0;
    (void)why;
    for (size_t i = 0; i < stress->remarks.count; i++) {
        const struct remark *remark = &stress->remarks.item[i];
        if (!remark_is(remark, "derived"))
            continue;
        text_add(html, count++ == 0 ? "<p>Figures marked as derived from others:</p>\n<ul>\n" : "");
        html_in(html, "<li>", remark->path, ": ");
        html_in(html, "", remark->source != NULL ? remark->source : remark->note != NULL ? remark->note : "how is not stated; say it in source", "</li>\n");
    }
    if (count > 0) {
        text_add(html, "</ul>\n");
    } else {
        text_add(html, "<p>");
        stress_not_stated(html, "mark = \"derived\"</code> with <code>source");
        text_add(html, "</p>\n");
    }
    return STATUS_OK;
}

static enum status parameters(const struct stress *stress, struct text *html, struct text *why) {
    const struct inputs *inputs = &stress->report->inputs;
    size_t sets = 0;
    (void)why;
    text_add_format(html, "<p>All of them are kept with the result: %zu files in the folder <code>inputs</code>. Steps and distributions stand under 2.2, "
                          "resources under 2.5.3, demand under 2.5.5, what differs between scenarios under 2.3. Why a distribution and no other: where "
                          "a source says it. ", inputs->set.file_count);
    for (size_t i = 0; i < inputs->bundle.option_count; i++) {
        if (inputs_set(inputs->bundle.option[i]) == NULL)
            continue;
        html_in(html, sets++ == 0 ? "Set by hand for this run: <code>" : "</code>, <code>", inputs_set(inputs->bundle.option[i]), "");
    }
    text_add(html, sets > 0 ? "</code>.</p>\n" : "Nothing was set by hand for this run.</p>\n");
    return STATUS_OK;
}

static enum status assumptions(const struct stress *stress, struct text *html, struct text *why) {
    struct grid rows;
    size_t marked = 0;
    enum status status = report_query(stress->report, "SELECT COUNT(*) FROM assumption", &rows, why);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < stress->remarks.count; i++)
        marked += remark_is(&stress->remarks.item[i], "assumption");
    text_add(html, "<p>");
    if (grid_number(&rows, 0, 0) > 0 || marked > 0)
        text_add_format(html, "Declared with a range: %.0f; marked in the inputs: %zu. See <a href=\"#method\">Method</a>.", grid_number(&rows, 0, 0), marked);
    else
        stress_not_stated(html, "assumptions");
    text_add(html, "</p>\n");
    grid_free(&rows);
    return STATUS_OK;
}

/* ---- experimentation -------------------------------------------------------------------------------------- */

static enum status initialisation(const struct stress *stress, struct text *html, struct text *why) {
    const struct setting *start = stress->root == NULL ? NULL : setting_get(stress->root, "start");
    (void)why;
    text_add_format(html, "<p>Non-terminating: it goes on, and a window of it is measured. Warm-up of %s days, ", report_run(stress->report, "warm_up_days"));
    if (strcmp(report_run(stress->report, "warm_up_by"), "given") == 0)
        text_add(html, "as the scenario gives it (<code>time.warm_up</code>). ");
    else
        html_in(html, "found by ", report_run(stress->report, "warm_up_by"), ". ");
    if (start != NULL && start->child_count > 0)
        text_add_format(html, "People are there already at the start, in %zu places (<code>start</code>); what is left of their stays is drawn.",
                        start->child_count);
    else if (stress->root != NULL)
        text_add(html, "It starts empty.");
    text_add(html, "</p>\n");
    return STATUS_OK;
}

static enum status run_length(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    text_add_format(html, "<p>From %s; measured from %s until %s, and who came by then followed until %s. The unit of time is the minute.</p>\n",
                    report_run(stress->report, "starts"), report_run(stress->report, "window_from"), report_run(stress->report, "window_to"),
                    report_run(stress->report, "follow_to"));
    return STATUS_OK;
}

static enum status estimation(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    text_add_format(html, "<p>%s independent replications. ", report_run(stress->report, "replications"));
    if (stress->report->made.precision != NULL)
        html_in(html, "Their number was found by a wished precision: ", stress->report->made.precision, ". ");
    else
        text_add(html, "Their number was given; whether it is enough is seen by the intervals. ");
    text_add(html, "95 % intervals by Student\xe2\x80\x99s t over replications");
    text_add(html, stress->report->arm.rows > 1 ? ", differences paired by common random numbers, and together by Bonferroni.</p>\n" : ".</p>\n");
    return STATUS_OK;
}

/* ---- implementation ----------------------------------------------------------------------------------------- */

static enum status software(const struct stress *stress, struct text *html, struct text *why) {
    const struct provenance_told *made = &stress->report->made;
    (void)why;
    html_in(html, "<p>icsim ", report_run(stress->report, "version"), ", a discrete-event simulator in C17");
    html_in(html, made->compiler == NULL ? "" : ", compiled by a compiler of version ", made->compiler, "");
    html_in(html, made->libraries == NULL ? "" : "; libraries: ", made->libraries, "");
    html_in(html, made->system == NULL ? "; the system is not known" : "; system: ", made->system, ".</p>\n");
    return STATUS_OK;
}

static enum status sampling(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    text_add_format(html, "<p>Threefry2x64-13 of Random123 (counter-based). Every draw is a function of seed (%s), replication, stream of people, person and "
                          "what is drawn, so each person has the same luck in every scenario (common random numbers), whatever others do, in any "
                          "order of events and on any number of threads.</p>\n", report_run(stress->report, "seed"));
    return STATUS_OK;
}

static enum status execution(const struct stress *stress, struct text *html, struct text *why) {
    (void)stress;
    (void)why;
    text_add(html, "<p>Event scheduling: a heap of events in order of time, then priority, then when they were set. Replications run beside each other on "
                   "threads; results do not depend on how many. Scenarios share each replication up to where they part.</p>\n");
    return STATUS_OK;
}

static enum status machine(const struct stress *stress, struct text *html, struct text *why) {
    const struct provenance_told *made = &stress->report->made;
    (void)why;
    text_add(html, "<p>");
    if (!isfinite(made->seconds)) {
        text_add(html, "Not stated: the folder holds no <code>" PROVENANCE_FILE "</code>.</p>\n");
        return STATUS_OK;
    }
    html_number(html, made->seconds, made->seconds < 10 ? 1 : 0, false);
    text_add(html, " seconds on ");
    html_number(html, made->threads, 0, false);
    text_add(html, made->threads == 1 ? " thread" : " threads"); /* exact: a count */
    if (made->events > 0) {
        text_add(html, ", ");
        html_number(html, made->events, 0, false);
        text_add(html, " events");
    }
    html_in(html, "; ", made->system == NULL ? "the system is not known" : made->system, ". Processor and memory: not stated.</p>\n");
    return STATUS_OK;
}

static enum status sharing(const struct stress *stress, struct text *html, struct text *why) {
    (void)stress;
    (void)why;
    text_add(html, "<p>icsim is free software under the GNU General Public License, version 3 or later. The scenario\xe2\x80\x99s own files lie in the result\xe2\x80\x99s "
                   "folder (<code>inputs</code>), and <a href=\"#again\">one command makes the result again</a>. Under which licence the scenario "
                   "may be passed on, and where it is published: not stated.</p>\n");
    return STATUS_OK;
}

/* ---- the list -------------------------------------------------------------------------------------------- */

/* In the order and under the numbers of the checklist; those with `logic` need the inputs. */
static const struct { const char *group, *number, *title; enum status (*write)(const struct stress *, struct text *, struct text *); bool logic; } item_list[] = {
    {"1 Objectives", "1.1", "Purpose of the model", purpose, true},
    {NULL, "1.2", "Model outputs", outputs, false},
    {NULL, "1.3", "Experimentation aims", aims, false},
    {"2 Logic", "2.1", "Base model overview", stress_flow, true},
    {NULL, "2.2", "Base model logic", stress_steps, true},
    {NULL, "2.3", "Scenario logic", stress_changes, true},
    {NULL, "2.4", "Algorithms", stress_rules, true},
    {NULL, "2.5.1", "Components: entities", entities, false},
    {NULL, "2.5.2", "Components: activities", activities, false},
    {NULL, "2.5.3", "Components: resources", stress_resources, true},
    {NULL, "2.5.4", "Components: queues", stress_queues, true},
    {NULL, "2.5.5", "Components: entry and exit points", stress_entry, true},
    {"3 Data", "3.1", "Data sources", data_sources, true},
    {NULL, "3.2", "Pre-processing", preprocessing, true},
    {NULL, "3.3", "Input parameters", parameters, true},
    {NULL, "3.4", "Assumptions", assumptions, false},
    {"4 Experimentation", "4.1", "Initialisation", initialisation, false},
    {NULL, "4.2", "Run length", run_length, false},
    {NULL, "4.3", "Estimation approach", estimation, false},
    {"5 Implementation", "5.1", "Software", software, false},
    {NULL, "5.2", "Random sampling", sampling, false},
    {NULL, "5.3", "Model execution", execution, false},
    {NULL, "5.4", "System specification", machine, false},
    {"6 Code access", "6.1", "Computer model sharing statement", sharing, false},
};
enum { ITEMS = sizeof item_list / sizeof *item_list };

static enum status add_item(const struct stress *stress, size_t i, struct text *html, struct text *why) {
    if (item_list[i].group != NULL)
        text_add_format(html, "%s<h3>%s</h3>\n<dl>\n", i == 0 ? "" : "</dl>\n", item_list[i].group);
    text_add_format(html, "<dt>%s %s</dt>\n<dd>", item_list[i].number, item_list[i].title);
    enum status status = STATUS_OK;
    if (item_list[i].logic && stress->root == NULL)
        html_in(html, "<p>Not known: the inputs that are kept with the result cannot be read again: ", stress->report->no_inputs, ".</p>\n");
    else
        status = item_list[i].write(stress, html, why);
    text_add(html, "</dd>\n");
    return status;
}

enum status section_stress(const struct report *report, struct text *html, struct text *why) {
    struct stress stress = {.report = report};
    enum status status = STATUS_OK;
    if (report_has_inputs(report)) {
        stress.root = report->inputs.set.arm[0].version[0].root;
        status = remarks_find(&report->inputs.set, &stress.remarks);
    }
    text_add_format(html, "<p>What a reader needs to judge or repeat a study by discrete-event simulation, as Monks and others list it (Journal of Simulation "
                          "13, 2019, pages 55 to 67, doi 10.1080/17477778.2018.1442155), filled from the scenario. On paper it stands where it "
                          "was open on the screen.</p>\n<details><summary>All %d "
                          "items</summary>\n", (int)ITEMS);
    for (size_t i = 0; i < ITEMS && status == STATUS_OK; i++)
        status = add_item(&stress, i, html, why);
    text_add(html, "</dl>\n</details>\n");
    remark_list_free(&stress.remarks);
    return status;
}
