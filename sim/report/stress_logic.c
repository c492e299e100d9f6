/* What a scenario's logic is, told from its settings: pathways and steps, rules, resources, lines, ways in and out. */
#include "report/html.h"
#include "report/section.h"
#include "report/stress.h"
#include "scenario/dictionary.h"
#include "scenario/edit.h"
#include "scenario/explanation.h"
#include <stdlib.h>
#include <string.h>

/* ---- pathways and steps ---------------------------------------------------------------------------------- */

static void each_step(const struct setting *root, void (*visit)(const struct setting *pathway, const struct setting *step, void *context),
                      void *context) {
    const struct setting *pathways = setting_get(root, "pathways");
    for (size_t i = 0; pathways != NULL && i < pathways->child_count; i++) {
        const struct setting *steps = setting_get(pathways->child[i], "steps");
        for (size_t k = 0; steps != NULL && k < steps->child_count; k++)
            if (steps->child[k]->kind == SETTING_GROUP)
                visit(pathways->child[i], steps->child[k], context);
    }
}

static void add_words(const struct setting *setting, struct text *html) {
    struct text words = {0};
    words_of_setting(setting, &words);
    html_text(html, words.bytes);
    html->failed |= words.failed;
    text_free(&words);
}

static void add_text_of(const struct setting *group, const char *key, struct text *html) {
    const struct setting *found = setting_get(group, key);
    if (found != NULL)
        add_words(found, html);
}

/* "ward, home" of a step's branches; home where there are none. */
static void add_targets(const struct setting *step, struct text *html) {
    const struct setting *next = setting_get(step, "next");
    if (next == NULL || next->child_count == 0) {
        text_add(html, "home");
        return;
    }
    for (size_t i = 0; i < next->child_count; i++) {
        text_add(html, i > 0 ? ", " : "");
        if (next->child[i]->kind == SETTING_GROUP)
            add_text_of(next->child[i], "to", html);
        else
            add_words(next->child[i], html);
    }
}

enum status stress_flow(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    const struct setting *pathways = setting_get(stress->root, "pathways");
    text_add(html, "<ul>\n");
    for (size_t i = 0; pathways != NULL && i < pathways->child_count; i++) {
        const struct setting *steps = setting_get(pathways->child[i], "steps");
        html_in(html, "<li><b>", pathways->child[i]->name, "</b>: people come to ");
        add_text_of(pathways->child[i], "first", html);
        for (size_t k = 0; steps != NULL && k < steps->child_count; k++) {
            html_in(html, "; ", steps->child[k]->name, " \xe2\x86\x92 ");
            add_targets(steps->child[k], html);
        }
        text_add(html, "</li>\n");
    }
    text_add(html, "</ul>\n");
    return STATUS_OK;
}

/* A step in six questions, each answered by some of its keys; the first of them needs no name before it. */
enum { QUESTIONS = 6, KEYS = 18 };
static const struct { const char *heading, *otherwise, *key[KEYS]; } question_list[QUESTIONS] = {
    {"Where", "anywhere", {"at", "travels", "round"}},
    {"May they come in, and who first", "in the order in which they come",
     {"", "priority", "patience", "impatient_to", "line_limit", "when_full", "nowhere", "diverts_to", "rebook", "balks", "balk_counts",
      "balk_to", "closed_to", "full_to", "preemption", "overtake", "must_fit", "leaves_free"}},
    {"With what", "nothing", {"needs", "amounts", "turn_round", "turn_round_of"}},
    {"How long", "no time", {"lasts", "overflow_times", "ends_by"}},
    {"What they keep", "nothing", {"", "waits_in", "keeps"}},
    {"What next", "home", {"next"}},
};

static void add_answer(const struct setting *step, size_t question, struct text *html) {
    bool any = false;
    text_add(html, "<td>");
    for (size_t k = 0; k < KEYS && question_list[question].key[k] != NULL; k++) {
        const struct setting *found = setting_get(step, question_list[question].key[k]);
        if (found == NULL)
            continue;
        text_add_format(html, "%s%s%s", any ? "; " : "", k == 0 ? "" : question_list[question].key[k], k == 0 ? "" : " ");
        add_words(found, html);
        any = true;
    }
    text_add(html, any ? "" : question_list[question].otherwise);
    text_add(html, "</td>");
}

static void add_step(const struct setting *pathway, const struct setting *step, void *context) {
    struct text *html = context;
    html_in(html, "<tr><th scope=\"row\">", pathway->name, ".");
    html_in(html, "", step->name, "</th>");
    for (size_t i = 0; i < QUESTIONS; i++)
        add_answer(step, i, html);
    text_add(html, "</tr>\n");
}

enum status stress_steps(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    text_add(html, "<p>Each step of a pathway answers six questions; the values are those of the first scenario at its start.</p>\n");
    html_table_begin(html, "wide", "Pathways and steps, with their values");
    text_add(html, "<thead><tr><th scope=\"col\">Step</th>");
    for (size_t i = 0; i < QUESTIONS; i++)
        text_add_format(html, "<th scope=\"col\">%s</th>", question_list[i].heading);
    text_add(html, "</tr></thead>\n<tbody>\n");
    each_step(stress->root, add_step, html);
    text_add(html, "</tbody>\n");
    html_table_end(html);
    return STATUS_OK;
}

/* ---- what scenarios differ in ---------------------------------------------------------------------------- */

/* True of money once that a change spends: it stands among the changes. */
static bool is_spent_by_change(const struct scenario_arm *arm, const char *path) {
    const struct setting *once = strncmp(path, "once.", 5) == 0 ? setting_at(arm->version[0].root, path) : NULL;
    const struct setting *label = once == NULL ? NULL : setting_get(once, "label");
    for (size_t i = 0; label != NULL && arm->changes != NULL && i < arm->changes->child_count; i++) {
        const struct setting *verb = setting_get(arm->changes->child[i], "once");
        const struct setting *other = verb == NULL ? NULL : setting_get(verb, "label");
        if (other != NULL && other->kind == SETTING_TEXT && label->kind == SETTING_TEXT && strcmp(label->text, other->text) == 0)
            return true;
    }
    return false;
}

/* What they differ in from the start, found by settings. */
static enum status add_at_start(const struct stress *stress, uint32_t arm, size_t *count, struct text *html) {
    struct explanation_list list;
    struct scenario_arm first = stress->report->inputs.set.arm[0], other = stress->report->inputs.set.arm[arm]; /* borrowed */
    first.version_count = other.version_count = 1;
    first.touched_count = other.touched_count = 0;
    enum status status = explanation_find(&first, &other, &list);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list.count; i++) {
        if (list.item[i].kind == KIND_REMARKS || is_spent_by_change(&other, list.item[i].path) ||
            is_spent_by_change(&first, list.item[i].path))
            continue;
        html_in(html, "<li>", list.item[i].says, "</li>\n");
        ++*count;
    }
    explanation_list_free(&list);
    return STATUS_OK;
}

static bool has_change(const struct scenario_arm *arm, const char *words, struct text *passing) {
    for (size_t i = 0; arm->changes != NULL && i < arm->changes->child_count; i++) {
        text_free(passing);
        words_of_setting(arm->changes->child[i], passing);
        if (passing->bytes != NULL && strcmp(passing->bytes, words) == 0)
            return true;
    }
    return false;
}

/* Changes that one has and the other has not, as they are written: explaining them in full takes a while in large systems. */
static void add_changes(const struct scenario_arm *arm, const struct scenario_arm *other, const char *before, size_t *count, struct text *html) {
    for (size_t i = 0; arm->changes != NULL && i < arm->changes->child_count; i++) {
        struct text words = {0}, passing = {0};
        words_of_setting(arm->changes->child[i], &words);
        if (words.bytes != NULL && !has_change(other, words.bytes, &passing)) {
            html_in(html, "<li>", before, "");
            html_in(html, "", words.bytes, "</li>\n");
            ++*count;
        }
        html->failed |= words.failed || passing.failed;
        text_free(&words);
        text_free(&passing);
    }
}

static enum status add_differences(const struct stress *stress, uint32_t arm, struct text *html) {
    const struct scenario_arm *first = &stress->report->inputs.set.arm[0], *other = &stress->report->inputs.set.arm[arm];
    size_t count = 0;
    html_in(html, "<p><b>", report_name(stress->report, arm), "</b>, against ");
    html_in(html, "", report_name(stress->report, 0), ":</p>\n<ul>\n");
    enum status status = add_at_start(stress, arm, &count, html);
    add_changes(other, first, "", &count, html);
    add_changes(first, other, "not: ", &count, html);
    text_add(html, count == 0 ? "<li>nothing that a run reads</li>\n</ul>\n" : "</ul>\n");
    return status;
}

enum status stress_changes(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    enum status status = STATUS_OK;
    text_add(html, stress->report->arm.rows == 1 ? "<p>One scenario alone.</p>\n"
                                                 : "<p>Changes as they are written; <code>icsim diff A B</code> explains what they come to.</p>\n");
    for (uint32_t arm = 1; arm < stress->report->arm.rows && status == STATUS_OK; arm++)
        status = add_differences(stress, arm, html);
    return status;
}

/* ---- rules ------------------------------------------------------------------------------------------------ */

enum { RULES = 64 };

/* Keys of steps that choose among rules, and which they choose. */
struct rules { const struct key *key[RULES]; struct text words[RULES]; size_t count; };

static void take_rule(struct rules *rules, const struct key *key, const char *word) {
    size_t i = 0;
    while (i < rules->count && rules->key[i] != key)
        i++;
    if (i == RULES)
        return;
    if (i == rules->count)
        rules->key[rules->count++] = key;
    const char *told = rules->words[i].bytes;
    size_t length = strlen(word);
    for (const char *at = told; at != NULL && *at != '\0'; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, ", ") == length && strncmp(at, word, length) == 0)
            return;
    text_add_format(&rules->words[i], "%s%s", told == NULL ? "" : ", ", word);
}

static void take_rules(struct rules *rules, const struct setting *group, enum group_kind kind) {
    for (size_t i = 0; group != NULL && i < group->child_count; i++) {
        const struct setting *child = group->child[i];
        const struct key *key = child->name == NULL || edit_is_remark(child->name) ? NULL : dictionary_find(kind, child->name);
        if (key != NULL && key->kind == KEY_CHOICE && child->kind == SETTING_TEXT)
            take_rule(rules, key, child->text);
    }
}

static void take_step(const struct setting *pathway, const struct setting *step, void *context) {
    take_rules(context, setting_get(pathway, "arrivals"), GROUP_ARRIVALS);
    take_rules(context, step, GROUP_STEP);
    take_rules(context, setting_get(step, "at"), GROUP_AT);
}

/* Rules of the whole system, by the group that holds them. */
static void add_system_rules(const struct setting *root, struct text *html) {
    static const char *const groups[] = {"escalation", "handoffs", "partnerships", "lists", "population", "boundaries", "bed_closure", "outcomes"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        const struct setting *found = setting_get(root, groups[i]);
        const struct key *key = dictionary_find(GROUP_ROOT, groups[i]);
        if (found == NULL || key == NULL)
            continue;
        html_in(html, "<li><code>", groups[i], "</code>: ");
        html_in(html, "", key->help, "</li>\n");
    }
}

enum status stress_rules(const struct stress *stress, struct text *html, struct text *why) {
    (void)why;
    struct rules rules = {.count = 0};
    each_step(stress->root, take_step, &rules);
    text_add(html, "<p>Rules in use, as <code>icsim keys</code> describes them:</p>\n<ul>\n");
    for (size_t i = 0; i < rules.count; i++) {
        html_in(html, "<li><code>", rules.key[i]->name, "</code> (");
        html_in(html, "", rules.words[i].bytes, "): ");
        html_in(html, "", rules.key[i]->help, "</li>\n");
        html->failed |= rules.words[i].failed;
        text_free(&rules.words[i]);
    }
    add_system_rules(stress->root, html);
    text_add(html, "</ul>\n");
    return STATUS_OK;
}

/* ---- resources, lines, ways in and out ----------------------------------------------------------------------- */

static bool names(const struct setting *list, const char *id) {
    if (list != NULL && list->kind == SETTING_TEXT)
        return strcmp(list->text, id) == 0;
    for (size_t i = 0; list != NULL && i < list->child_count; i++)
        if (list->child[i]->kind == SETTING_TEXT && strcmp(list->child[i]->text, id) == 0)
            return true;
    return false;
}

struct users { const char *pool; struct text *html; size_t count; };

static void add_user(const struct setting *pathway, const struct setting *step, void *context) {
    struct users *users = context;
    if (!names(setting_get(step, "needs"), users->pool) && !names(setting_get(step, "keeps"), users->pool) &&
        !names(setting_get(step, "waits_in"), users->pool))
        return;
    html_in(users->html, users->count++ > 0 ? ", " : "", pathway->name, ".");
    html_in(users->html, "", step->name, "");
}

enum status stress_resources(const struct stress *stress, struct text *html, struct text *why) {
    struct grid pools;
    enum status status = report_query(stress->report,
        "SELECT pool, COUNT(*) AS providers, SUM(mean) AS capacity FROM (SELECT p.pool, p.provider, AVG(p.capacity_mean) AS mean FROM pool p "
        "JOIN arm a ON a.arm = p.arm WHERE a.number = 0 AND p.period = 'all' GROUP BY p.pool, p.provider) GROUP BY pool ORDER BY pool",
        &pools, why);
    if (status != STATUS_OK)
        return status;
    html_table_begin(html, "wide", "Resources under the first scenario");
    text_add(html, "<thead><tr><th scope=\"col\">Pool</th><th scope=\"col\" class=\"n\">Sites and teams that have it</th><th scope=\"col\" class=\"n\">"
                   "Places, or staff on duty, mean of the window</th><th scope=\"col\">Steps that use it</th></tr></thead>\n<tbody>\n");
    for (uint32_t row = 0; row < pools.rows; row++) {
        struct users users = {grid_text(&pools, row, 0), html, 0};
        html_in(html, "<tr><th scope=\"row\">", users.pool, "</th><td class=\"n\">");
        html_number(html, grid_number(&pools, row, 1), 0, false);
        text_add(html, "</td><td class=\"n\">");
        if (grid_text(&pools, row, 2) == NULL)
            text_add(html, "without limit");
        else
            html_number(html, grid_number(&pools, row, 2), 1, false);
        text_add(html, "</td><td>");
        each_step(stress->root, add_user, &users);
        text_add(html, users.count > 0 ? "</td></tr>\n" : "none</td></tr>\n");
    }
    text_add(html, "</tbody>\n");
    html_table_end(html);
    grid_free(&pools);
    return STATUS_OK;
}

struct having { const char *key; struct text *html; size_t count; };

static void add_having(const struct setting *pathway, const struct setting *step, void *context) {
    struct having *having = context;
    const struct setting *at = setting_get(step, "at");
    if (setting_get(step, having->key) == NULL && (at == NULL || at->kind != SETTING_GROUP || setting_get(at, having->key) == NULL))
        return;
    html_in(having->html, having->count++ > 0 ? ", " : " In: ", pathway->name, ".");
    html_in(having->html, "", step->name, "");
}

enum status stress_queues(const struct stress *stress, struct text *html, struct text *why) {
    static const struct { enum group_kind group; const char *key; } rules[] = {
        {GROUP_STEP, "priority"}, {GROUP_STEP, "patience"}, {GROUP_STEP, "line_limit"}, {GROUP_STEP, "when_full"}, {GROUP_STEP, "balks"},
        {GROUP_STEP, "overtake"}, {GROUP_STEP, "preemption"}, {GROUP_AT, "one_line"},
    };
    (void)why;
    text_add(html, "<p>One line for each pool of a site or team. Classes are served in order, and within a class whoever came first; "
                   "nobody jumps from one line to another. Of the rules that may differ:</p>\n<ul>\n");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct having having = {rules[i].key, html, 0};
        const struct key *key = dictionary_find(rules[i].group, rules[i].key);
        html_in(html, "<li><code>", rules[i].key, "</code>: ");
        html_in(html, "", key == NULL ? NULL : key->help, "");
        each_step(stress->root, add_having, &having);
        if (having.count == 0)
            html_in(html, " Nowhere, so: ", key == NULL || key->otherwise == NULL ? "none" : key->otherwise, "");
        text_add(html, ".</li>\n");
    }
    text_add(html, "</ul>\n");
    return STATUS_OK;
}

enum status stress_entry(const struct stress *stress, struct text *html, struct text *why) {
    static const char *const keys[] = {"demand", "demand_times", "reach", "induced", "arrivals", "profile", "season", "follow"};
    (void)why;
    const struct setting *pathways = setting_get(stress->root, "pathways");
    text_add(html, "<p>People come by chance (Poisson, at a rate that may go by area, group, hour of the week, month and date), unless "
                   "<code>arrivals</code> says otherwise, and leave the model when they go home, when nothing follows, or when they "
                   "lose patience or are turned away and no step is said for that.</p>\n<ul>\n");
    for (size_t i = 0; pathways != NULL && i < pathways->child_count; i++) {
        html_in(html, "<li><b>", pathways->child[i]->name, "</b>, first ");
        add_text_of(pathways->child[i], "first", html);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const struct setting *found = setting_get(pathways->child[i], keys[k]);
            if (found == NULL)
                continue;
            text_add_format(html, "; <code>%s</code> ", keys[k]);
            add_words(found, html);
        }
        text_add(html, "</li>\n");
    }
    text_add(html, "</ul>\n");
    return STATUS_OK;
}
