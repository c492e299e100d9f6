#include "base/check.h"
#include "experiment/warm_up.h"
#include "results/tables.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- run ------------------------------------------------------------------------------------------ */

enum { TEXT = VIEW_TEXT_BYTES, SHORT_NAME = 40 };

static void say_version(const struct result_view *view, char *out) {
    (void)view;
    snprintf(out, TEXT, "%s", ICSIM_VERSION);
}
static void say_title(const struct result_view *view, char *out) {
    const char *title = view->result->network->title;
    snprintf(out, TEXT, "%s", title == NULL ? "" : title);
}
static void say_seed(const struct result_view *view, char *out) {
    snprintf(out, TEXT, "%u", (unsigned)view->seed);
}
static void say_replications(const struct result_view *view, char *out) {
    snprintf(out, TEXT, "%u", (unsigned)view->result->replications);
}
static void say_arms(const struct result_view *view, char *out) {
    snprintf(out, TEXT, "%u", (unsigned)view->result->arm_count);
}
/* Of all scenarios' digests together: equal where the inputs were. */
static void say_digest(const struct result_view *view, char *out) {
    const struct network *network = view->result->network;
    uint64_t hash = 0;
    for (uint32_t arm = 0; arm < network->arm_count; arm++) {
        char so_far[17];
        snprintf(so_far, sizeof so_far, "%016llx", (unsigned long long)hash);
        const char *parts[] = {so_far, network->arm[arm].digest};
        hash = text_hash_join(parts, 2);
    }
    snprintf(out, TEXT, "%016llx", (unsigned long long)hash);
}
static void say_price_year(const struct result_view *view, char *out) {
    int year = view->result->network->price_year;
    snprintf(out, TEXT, "%d/%02d", year, (year + 1) % 100);
}
static void say_minute(const struct result_view *view, double minute, char *out) {
    double days = minute / MINUTES_PER_DAY;
    calendar_format(view->result->network->first_day + (int32_t)days, out);
}
static void say_start(const struct result_view *view, char *out) {
    say_minute(view, 0, out);
}
static void say_window_from(const struct result_view *view, char *out) {
    say_minute(view, view->result->network->window_from, out);
}
static void say_window_to(const struct result_view *view, char *out) {
    say_minute(view, view->result->network->window_to, out);
}
static void say_follow_to(const struct result_view *view, char *out) {
    say_minute(view, view->result->network->follow_to, out);
}

static void say_warm_up_days(const struct result_view *view, char *out) {
    snprintf(out, TEXT, "%.0f", view->result->network->window_from / MINUTES_PER_DAY);
}
static void say_warm_up_by(const struct result_view *view, char *out) {
    const struct warm_up *warm_up = view->result->warm_up;
    if (warm_up == NULL || !warm_up->automatic)
        snprintf(out, TEXT, "given");
    else
        snprintf(out, TEXT, "MSER-5 on a pilot of %u replications of %u days: %u days; follow-up and slowest pool: %u days%s",
                 (unsigned)warm_up->pilot_replications, (unsigned)warm_up->pilot_days, (unsigned)warm_up->cut_days,
                 (unsigned)warm_up->least_days, warm_up->settles ? "" : "; no steady state");
}

static const struct {
    const char *key;
    void (*say)(const struct result_view *view, char *out);
} run_key[] = {
    {"version", say_version},       {"title", say_title},
    {"seed", say_seed},             {"replications", say_replications},
    {"arms", say_arms},             {"inputs_digest", say_digest},
    {"price_year", say_price_year}, {"starts", say_start},
    {"window_from", say_window_from}, {"window_to", say_window_to},
    {"follow_to", say_follow_to},   {"warm_up_days", say_warm_up_days},
    {"warm_up_by", say_warm_up_by},
};

static uint32_t run_keys(const struct result_view *view) {
    (void)view;
    return sizeof run_key / sizeof run_key[0];
}

static bool fill_run(struct result_view *view, const uint32_t *at, struct table_row *row) {
    run_key[at[0]].say(view, view->text[0]);
    put_text(row, run_key[at[0]].key);
    put_text(row, view->text[0]);
    return true;
}

static const struct column run_columns[] = {
    {"key", CELL_TEXT, "", "what the value is: version, title, seed, replications, arms, inputs_digest "
                           "(of all scenarios together), price_year, and the dates starts (of the warm-up), "
                           "window_from, window_to and follow_to (at whose 00:00 each ends), warm_up_days and "
                           "warm_up_by (given, or how it was found)"},
    {"value", CELL_TEXT, "", "the value, as text"},
};
const struct table table_run = {
    .name = "run", .help = "What the results are of; the same inputs, seed and version give the same bytes.",
    .axis = {AXIS_OWN}, .own_length = run_keys, TABLE_COLUMNS_ARE(run_columns), .fill = fill_run};

/* ---- arm ------------------------------------------------------------------------------------------ */

/* The file's own name: where it lay on one machine is no result. */
static const char *file_name(const char *file) {
    const char *slash = file == NULL ? NULL : strrchr(file, '/');
    return slash == NULL ? file : slash + 1;
}

/* How much of a title tells its scenario from all others: what stands before its colon, all of it, or 0, nothing that fits
 * beside a line of a picture. */
static size_t telling_length(const struct network *network, uint32_t index) {
    const char *title = network->arm[index].title == NULL ? "" : network->arm[index].title;
    const size_t lengths[] = {strcspn(title, ":"), strlen(title)};
    for (size_t i = 0; i < 2; i++) {
        bool tells = lengths[i] > 0 && lengths[i] <= SHORT_NAME;
        for (uint32_t arm = 0; arm < network->arm_count && tells; arm++) {
            const char *other = network->arm[arm].title == NULL ? "" : network->arm[arm].title;
            size_t length = i == 0 ? strcspn(other, ":") : strlen(other);
            tells = arm == index || length != lengths[i] || strncmp(other, title, length) != 0;
        }
        if (tells)
            return lengths[i];
    }
    return 0;
}

/* That part of the title; else the id with spaces. */
static void short_name(const struct network *network, uint32_t index, char *out) {
    const struct arm *arm = &network->arm[index];
    size_t length = telling_length(network, index);
    if (length > 0) {
        snprintf(out, TEXT, "%.*s", (int)length, arm->title);
        return;
    }
    snprintf(out, TEXT, "%s", arm->id);
    for (char *c = out; *c != '\0'; c++)
        if (*c == '_') *c = ' ';
}

static bool fill_arm(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct arm *arm = &view->result->network->arm[at[0]];
    put_integer(row, at[0]);
    put_text(row, arm->id);
    put_text(row, arm->title);
    short_name(view->result->network, at[0], view->text[0]);
    put_text(row, view->text[0]);
    put_text(row, file_name(arm->file));
    put_text(row, arm->digest);
    return true;
}

static const struct column arm_columns[] = {
    {"number", CELL_INTEGER, "", "0 is the baseline, with which the others are compared"},
    {"arm", CELL_TEXT, "", "the scenario's id, by which other tables name it"},
    {"title", CELL_TEXT, "", "its title"},
    {"name", CELL_TEXT, "", "a short name for pictures: its title up to a colon, or all of it, or else the id: the first that has at most 40 bytes and that no other scenario has"},
    {"file", CELL_TEXT, "", "its file, without folder"},
    {"digest", CELL_TEXT, "", "SHA-256 of all that was read for it"},
};
const struct table table_arm = {
    .name = "arm", .help = "The scenarios.", .axis = {AXIS_ARM}, TABLE_COLUMNS_ARE(arm_columns),
    .fill = fill_arm};

/* ---- assumption ----------------------------------------------------------------------------------- */

static bool fill_assumption(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct assumption *assumption = &network->assumption[at[0]];
    put_text(row, assumption->arm < network->arm_count ? network->arm[assumption->arm].id : NULL);
    put_text(row, assumption->about);
    put_real(row, assumption->value);
    put_real(row, assumption->low);
    put_real(row, assumption->high);
    put_text(row, assumption->unit);
    put_text(row, assumption->because);
    return true;
}

static const struct column assumption_columns[] = {
    {"arm", CELL_TEXT, "", "the scenario that says so; missing where all do"},
    {"about", CELL_TEXT, "", "path of the setting"},
    {"value", CELL_REAL, "as `unit` says", "the value used"},
    {"low", CELL_REAL, "as `unit` says", "lowest value thought plausible"},
    {"high", CELL_REAL, "as `unit` says", "highest value thought plausible"},
    {"unit", CELL_TEXT, "", "unit of the three"},
    {"because", CELL_TEXT, "", "why"},
};
const struct table table_assumption = {
    .name = "assumption", .help = "What was assumed, and why.", .axis = {AXIS_ASSUMPTION},
    TABLE_COLUMNS_ARE(assumption_columns), .fill = fill_assumption};

/* ---- ledger --------------------------------------------------------------------------------------- */

static bool fill_ledger(struct result_view *view, const uint32_t *at, struct table_row *row) {
    static const char *const name[LEDGER_CHECKS] = {
        [LEDGER_PEOPLE] = "people", [LEDGER_LITTLE] = "little", [LEDGER_MONEY] = "money",
        [LEDGER_POOLS] = "pools",   [LEDGER_LISTS] = "lists",   [LEDGER_RINGS] = "rings"};
    if (at[2] == LEDGER_LISTS && view->result->network->list_count == 0)
        return false;
    const struct ledger_line *line = &view->result->arm[at[0]].outcome[at[1]].ledger[at[2]];
    put_text(row, view->result->network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, name[at[2]]);
    put_real(row, line->value);
    put_integer(row, line->ok ? 1 : 0);
    return true;
}

static const struct column ledger_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"check_name", CELL_TEXT, "", "people (those who came less those who went or are here: 0), little "
                                  "(relative residual of Little's law), money (payments received less "
                                  "paid: 0), pools (units held less in use: 0), lists (with `lists`: "
                                  "relative difference of the lists' sum from an area's people), rings (rings of mutual "
                                  "waiting resolved; a count)"},
    {"value", CELL_REAL, "", "what it came to"},
    {"ok", CELL_INTEGER, "", "1 where it holds"},
};
const struct table table_ledger = {
    .name = "ledger", .help = "The books of every run: nobody and no money is lost.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_LEDGER_CHECK}, TABLE_COLUMNS_ARE(ledger_columns),
    .fill = fill_ledger};
