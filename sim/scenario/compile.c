/* The order in which a network is built: read every version, make the structure of them all, fill the values
 * of each, and keep what differs as patches. */
#include "scenario/compile.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/compile_reach.h"
#include "scenario/compiler.h"
#include "scenario/money_side.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SLOTS = 1 << 28, MOST_STREAMS = 1 << 24, MOST_STANDARDS = UINT16_MAX, MOST_DAYS = 16000 };

/* ---- reading ---- */

static enum status read_specs(struct compiler *c) {
    const struct scenario_set *set = c->set;
    size_t count = 0, next = 0;
    for (size_t a = 0; a < set->arm_count; a++)
        count += set->arm[a].version_count;
    c->spec = memory_new(count, sizeof *c->spec);
    c->arm_first = memory_new(set->arm_count + 1, sizeof *c->arm_first);
    if (c->spec == NULL || c->arm_first == NULL)
        return STATUS_NO_MEMORY;
    for (size_t a = 0; a < set->arm_count; a++) {
        c->arm_first[a] = next;
        for (size_t v = 0; v < set->arm[a].version_count; v++) {
            c->spec_count = next + 1;
            enum status status = spec_read(set->arm[a].version[v].root, &c->spec[next++], c->problems);
            if (status != STATUS_OK)
                return status;
        }
    }
    c->arm_first[set->arm_count] = next;
    return STATUS_OK;
}

/* ---- time ---- */

static bool same_time(const struct spec_time *a, const struct spec_time *b) {
    const double x[] = {a->window_from, a->window_minutes, a->warm_up_minutes, a->arrivals_end};
    const double y[] = {b->window_from, b->window_minutes, b->warm_up_minutes, b->arrivals_end};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] < y[i] || x[i] > y[i] || isnan(x[i]) != isnan(y[i]))
            return false;
    return true;
}

/* Financial years that the window touches. */
static enum status fill_periods(struct network *n) {
    double first = n->first_day + floor(n->window_from / MINUTES_PER_DAY);
    double last = n->first_day + (ceil(n->window_to / MINUTES_PER_DAY) - 1);
    int from = calendar_financial_year((int32_t)first), to = calendar_financial_year((int32_t)last);
    size_t count = (size_t)(to >= from ? to - from + 1 : 1);
    n->period_to = memory_new(count, sizeof *n->period_to);
    n->period_year = memory_new(count, sizeof *n->period_year);
    if (n->period_to == NULL || n->period_year == NULL)
        return STATUS_NO_MEMORY;
    n->period_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        n->period_year[i] = from + (int)i;
        double end = ((double)calendar_financial_year_start(from + (int)i + 1) - n->first_day) * MINUTES_PER_DAY;
        n->period_to[i] = i + 1 == count ? n->window_to : end;
    }
    return STATUS_OK;
}

static enum status compile_time(struct compiler *c) {
    struct network *n = c->network;
    const struct spec *spec = &c->spec[0];
    const struct scenario_set *set = c->set;
    n->warm_up_is_auto = isnan(spec->time.warm_up_minutes);
    double warm_up_days = n->warm_up_is_auto ? set->warm_up_days : ceil(spec->time.warm_up_minutes / MINUTES_PER_DAY);
    double window_minutes = spec->time.window_minutes;
    if (set->pilot_days > 0) {
        warm_up_days = 0;
        window_minutes = set->pilot_days * MINUTES_PER_DAY;
    }
    n->title = text_copy(spec->title != NULL ? spec->title : "");
    n->price_year = spec->price_year;
    n->discount = spec->discount;
    n->discount_to = spec->discount_to;
    n->seed = (uint32_t)spec->seed;
    n->first_day = spec->time.window_from - (int32_t)warm_up_days;
    n->window_from = warm_up_days * MINUTES_PER_DAY;
    n->window_to = n->window_from + window_minutes;
    n->arrivals_until = spec->time.arrivals_end ? n->window_to : (double)INFINITY;
    for (size_t v = 1; v < c->spec_count; v++) {
        must_be_same(c, same_time(&c->spec[v].time, &spec->time), "time",
                     setting_get(c->spec[v].root, "time"), setting_get(spec->root, "time"));
        bool same = !(c->spec[v].discount < spec->discount) && !(c->spec[v].discount > spec->discount);
        must_be_same(c, same, "discount", c->spec[v].root, spec->root);
        must_be_same(c, c->spec[v].discount_to == spec->discount_to, "discount_to", c->spec[v].root, spec->root);
    }
    if (spec->discount_to != 0 && !(spec->discount > 0))
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_discount_idle, key_at(spec->root, "discount_to"));
    if (n->title == NULL)
        return STATUS_NO_MEMORY;
    return fill_periods(n);
}

/* Until the last of those who came in the window are done or given up. */
static void follow_longest(struct compiler *c) {
    struct network *n = c->network;
    double longest = 0;
    for (uint32_t p = 0; p < n->pathway_count; p++)
        longest = fmax(longest, n->pathway[p].follow_minutes);
    n->follow_to = n->window_to + longest;
    if (n->follow_to > (double)MOST_DAYS * MINUTES_PER_DAY)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_time_too_long, setting_get(c->spec[0].root, "time"), (int)MOST_DAYS);
}

/* Errors after which nothing more can be looked at. A key that nobody knows is left aside, so that what else is
 * wrong is said in the same go. */
static bool is_blocked(const struct problem_list *problems) {
    size_t harmless = 0;
    for (size_t i = 0; i < problems->count; i++)
        harmless += problems->item[i].severity == SEVERITY_ERROR && problems->item[i].sentence == SENTENCE_unknown_key;
    return problems->errors > harmless || problems->out_of_memory;
}

/* ---- the structure ---- */

static enum status compile_structure(struct compiler *c) {
    enum status (*const part[])(struct compiler *) = {
        compile_time, compile_people, compile_ordered, compile_places, compile_pathways, compile_travel, compile_rows,
        compile_partners,
        compile_streams, compile_standards, compile_outcomes, compile_money, compile_start, compile_escalation,
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof part / sizeof *part; i++) {
        status = part[i](c);
        /* what follows needs areas and cells to stand */
        if (status == STATUS_OK && part[i] == compile_people && is_blocked(c->problems))
            return STATUS_INPUT;
    }
    if (status != STATUS_OK)
        return status;
    follow_longest(c);
    const struct network *n = c->network;
    if (n->stream_count >= MOST_STREAMS || n->standard_count >= MOST_STANDARDS || c->value_count >= MOST_SLOTS)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_too_many_cells, c->spec[0].groups, (double)n->stream_count,
                    (double)MOST_STREAMS);
    return problem_status(c->problems);
}

/* ---- values and patches ---- */

static enum status fill_version(struct compiler *c, const struct spec *spec) {
    enum status status = compiler_enter(c, spec);
    if (status != STATUS_OK)
        return status;
    places_fill(c);
    standards_fill(c);
    outcomes_fill(c);
    money_fill(c);
    escalation_fill(c);
    status = streams_fill(c);
    if (status == STATUS_OK)
        status = partners_fill(c);
    return status == STATUS_OK ? rows_fill(c) : status;
}

static enum status add_patch(struct arm *arm, size_t *room, struct patch patch) {
    enum status status = memory_reserve(&arm->patch, room, arm->patch_count + 1, sizeof patch);
    if (status == STATUS_OK)
        arm->patch[arm->patch_count++] = patch;
    return status;
}

/* What differs between two fillings, as patches of one minute in order of slots. Bytes are compared, so that
 * a value that is no number would count too. */
static enum status add_differences(struct compiler *c, struct arm *arm, size_t *room, double minute, const double *before) {
    enum status status = STATUS_OK;
    for (uint32_t slot = 0; status == STATUS_OK && slot < c->value_count; slot++)
        if (memcmp(&before[slot], &c->value[slot], sizeof *before) != 0)
            status = add_patch(arm, room, (struct patch){minute, slot, 0, c->value[slot]});
    return status;
}

static int compare_patches(const void *a, const void *b) {
    const struct patch *x = a, *y = b;
    if (x->minute < y->minute || x->minute > y->minute)
        return x->minute < y->minute ? -1 : 1;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

/* Money that is spent once makes no difference before its day: so arms part no sooner for it. */
static void date_once(const struct network *n, struct arm *arm) {
    for (size_t i = 0; i < arm->patch_count; i++)
        for (uint32_t k = 0; k < n->once_count; k++)
            if (arm->patch[i].slot == n->once[k].amount && arm->patch[i].minute < n->once[k].minute)
                arm->patch[i].minute = n->once[k].minute;
    if (arm->patch_count > 0)
        qsort(arm->patch, arm->patch_count, sizeof *arm->patch, compare_patches);
}

/* The patches of an arm while they are made: `before` is what its values were. */
struct patching { struct arm *arm; double *before; size_t room; };

/* What the filling of a day made different; a date before the start is the start. */
static enum status add_day(struct compiler *c, struct patching *patching, int32_t day) {
    double minute = day > c->network->first_day ? ((double)day - c->network->first_day) * MINUTES_PER_DAY : 0;
    enum status status = problem_status(c->problems);
    if (status == STATUS_OK)
        status = add_differences(c, patching->arm, &patching->room, minute, patching->before);
    if (status == STATUS_OK)
        memcpy(patching->before, c->value, c->value_count * sizeof *patching->before);
    return status;
}

/* Fills the versions of one arm one after the other, and between two the days from which a cost runs on no longer. */
static enum status fill_arm(struct compiler *c, size_t index, double *before) {
    struct network *n = c->network;
    const struct scenario_arm *from = &c->set->arm[index];
    struct patching patching = {&n->arm[index], before, 0};
    int32_t *ends = NULL;
    size_t end_count = 0, next_end = 0;
    memcpy(before, n->value, c->value_count * sizeof *before);
    enum status status = money_side_ends(c, index, &ends, &end_count);
    induced_forget(c); /* each arm has its own start */
    for (size_t v = 0; status == STATUS_OK && v < from->version_count; v++) {
        int32_t next = v + 1 < from->version_count ? from->version[v + 1].day : INT32_MAX;
        c->now_day = from->version[v].day;
        status = fill_version(c, &c->spec[c->arm_first[index] + v]);
        if (status == STATUS_OK)
            status = add_day(c, &patching, v > 0 ? c->now_day : INT32_MIN);
        for (; status == STATUS_OK && next_end < end_count && ends[next_end] < next; next_end++) {
            c->now_day = ends[next_end];
            money_fill(c);
            status = add_day(c, &patching, c->now_day);
        }
    }
    free(ends);
    outcomes_date(c, &n->arm[index]);
    date_once(n, &n->arm[index]);
    return status;
}

static enum status name_arm(struct compiler *c, size_t index) {
    struct arm *arm = &c->network->arm[index];
    const struct scenario_arm *from = &c->set->arm[index];
    const char *title = c->spec[c->arm_first[index]].title;
    arm->id = text_copy(from->id);
    arm->title = text_copy(title != NULL ? title : from->id);
    arm->file = text_copy(from->file != NULL ? from->file : from->id);
    memcpy(arm->digest, from->digest, sizeof arm->digest);
    arm->digest[sizeof arm->digest - 1] = '\0';
    return arm->id == NULL || arm->title == NULL || arm->file == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static enum status fill_arms(struct compiler *c) {
    struct network *n = c->network;
    double *before = memory_new(c->value_count, sizeof *before);
    c->value = memory_new(c->value_count, sizeof *c->value);
    n->value = memory_new(c->value_count, sizeof *n->value);
    n->arm = memory_new(c->set->arm_count, sizeof *n->arm);
    enum status status = STATUS_NO_MEMORY;
    if (before == NULL || c->value == NULL || n->value == NULL || n->arm == NULL)
        goto out;
    n->value_count = c->value_count;
    n->arm_count = (uint32_t)c->set->arm_count;
    c->now_day = INT32_MIN;
    status = fill_version(c, &c->spec[0]);
    if (status == STATUS_OK)
        status = problem_status(c->problems);
    if (status == STATUS_OK)
        status = start_fill(c);
    if (status != STATUS_OK)
        goto out;
    memcpy(n->value, c->value, c->value_count * sizeof *n->value);
    n->population = memory_copy(c->now_population, (size_t)n->area_count * n->cell_count, sizeof *n->population);
    if (n->population == NULL)
        status = STATUS_NO_MEMORY;
    for (size_t a = 0; status == STATUS_OK && a < c->set->arm_count; a++) {
        status = name_arm(c, a);
        if (status == STATUS_OK)
            status = fill_arm(c, a, before);
    }
out:
    free(before);
    return status;
}

/* ---- the whole ---- */

static enum status compile_network(struct compiler *c) {
    enum status status = read_specs(c);
    if (status == STATUS_OK && is_blocked(c->problems))
        status = problem_status(c->problems);
    if (status == STATUS_OK)
        status = compile_structure(c);
    if (status == STATUS_OK)
        status = fill_arms(c);
    if (status == STATUS_OK)
        status = compile_closing(c);
    if (status == STATUS_OK)
        status = compile_assumptions(c);
    if (status == STATUS_OK)
        status = network_finish(c->network);
    if (status == STATUS_OK)
        status = check_network(c);
    if (status == STATUS_OK)
        status = check_steady(c);
    return status == STATUS_OK ? problem_status(c->problems) : status;
}

enum status scenario_compile(const struct scenario_set *set, struct network *network, struct problem_list *problems) {
    struct compiler compiler = {.set = set, .network = network, .problems = problems};
    memset(network, 0, sizeof *network);
    enum status status = is_blocked(problems) ? problem_status(problems) : STATUS_OK;
    if (status == STATUS_OK && set->arm_count > 0)
        status = compile_network(&compiler);
    if (status == STATUS_OK)
        status = problem_status(problems);
    compiler_free(&compiler);
    if (status != STATUS_OK || set->arm_count == 0)
        network_free(network);
    problem_sort(problems);
    return status;
}

enum status scenario_load(const char *const *files, size_t file_count, const char *const *sets, size_t set_count,
                          struct network *network, struct problem_list *problems) {
    struct scenario_set set = {0};
    memset(network, 0, sizeof *network);
    enum status status = scenario_read(files, file_count, sets, set_count, &set, problems);
    if (status == STATUS_OK)
        status = scenario_compile(&set, network, problems);
    scenario_set_free(&set);
    return status;
}
