#include "support/fake_result.h"
#include "base/check.h"
#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *keep(struct fake_result *fake, const char *text) {
    CHECK(fake->names < FAKE_NAMES);
    char *copy = text_copy(text);
    CHECK(copy != NULL);
    fake->name[fake->names++] = copy;
    return copy;
}

static void make_people(struct fake_result *fake) {
    struct network *network = &fake->network;
    static const double population[] = {31000, 10200, 42500, 9300};
    fake->area[FAKE_NORTH] = (struct area){.id = keep(fake, "north"), .name = keep(fake, "North, by the hill"),
                                           .place = 0, .lat = 50.98, .lon = -0.12};
    fake->area[FAKE_SOUTH] = (struct area){.id = keep(fake, "south"), .name = keep(fake, "South \"End\""),
                                           .place = NONE, .lat = 50.83, .lon = -0.13};
    memcpy(fake->population, population, sizeof population);
    fake->place[0] = keep(fake, "downs");
    fake->cell[0] = fake->level[0] = keep(fake, "under_65");
    fake->cell[1] = fake->level[1] = keep(fake, "from_65");
    fake->level_of[1] = 1;
    network->dimension_count = 1;
    network->dimension[0] = (struct dimension){keep(fake, "age"), false, 2, fake->level, fake->level_of, NULL};
    network->place_count = 1, network->place = fake->place;
    network->cell_count = 2, network->cell = fake->cell;
    network->area_count = FAKE_AREAS, network->area = fake->area;
    network->population = fake->population;
}

static void make_places(struct fake_result *fake) {
    struct network *network = &fake->network;
    fake->organisation[FAKE_ICB] =
        (struct organisation){keep(fake, "icb"), keep(fake, "The ICB"), keep(fake, "commissioner")};
    fake->organisation[FAKE_TRUST] =
        (struct organisation){keep(fake, "trust"), keep(fake, "The trust"), keep(fake, "acute trust")};
    fake->provider[FAKE_CASTLE] =
        (struct provider){keep(fake, "castle"), keep(fake, "Castle"), false, FAKE_TRUST, 50.8, -0.1, 0, 1, 0};
    fake->provider[FAKE_ROYAL] =
        (struct provider){keep(fake, "royal"), keep(fake, "Royal"), false, FAKE_TRUST, 50.9, -0.2, 1, 2, 1};
    fake->pool_kind[FAKE_BAY] = keep(fake, "bay");
    fake->pool_kind[FAKE_BED] = keep(fake, "bed");
    for (uint32_t i = 0; i < FAKE_POOLS; i++)
        fake->pool[i] = (struct pool){.provider = i / FAKE_KINDS, .kind = i % FAKE_KINDS, .rota = NONE,
                                      .hours_per_wte = NONE, .calendar = NONE, .days_off = NONE};
    fake->pool[FAKE_CASTLE_BAY].unlimited = true;
    network->organisation_count = FAKE_ORGANISATIONS, network->organisation = fake->organisation;
    network->provider_count = FAKE_PROVIDERS, network->provider = fake->provider;
    network->pool_kind_count = FAKE_KINDS, network->pool_kind = fake->pool_kind;
    network->pool_count = FAKE_POOLS, network->pool = fake->pool;
}

/* The beds of royal overflow into those of castle; the trust hands over to the ICB. */
static void make_partners(struct fake_result *fake) {
    struct network *network = &fake->network;
    fake->overflow[0] = (struct overflow){FAKE_ROYAL_BED, FAKE_CASTLE_BED, NONE, 12, 7.5, 0};
    fake->pool[FAKE_ROYAL_BED].overflow_count = 1;
    fake->handoff[0] = (struct handoff){.id = keep(fake, "approval"), .name = keep(fake, "Approval")};
    network->overflow_count = 1, network->overflow = fake->overflow;
    network->handoff_count = 1, network->handoff = fake->handoff;
}

static void make_pathway(struct fake_result *fake) {
    struct network *network = &fake->network;
    fake->pathway[0] = (struct pathway){.id = keep(fake, "emergency"), .name = keep(fake, "Emergency care"),
                                        .first_step = FAKE_AE, .profile = NONE, .season = NONE,
                                        .step_count = FAKE_STEPS, .follow_minutes = 56.0 * MINUTES_PER_DAY};
    fake->step[FAKE_AE].id = keep(fake, "emergency.ae");
    fake->step[FAKE_WARD].id = keep(fake, "emergency.ward");
    for (uint32_t i = 0; i < FAKE_POSTS; i++)
        fake->post[i] = (struct post){.step = i / FAKE_PROVIDERS, .provider = i % FAKE_PROVIDERS};
    fake->value[0] = 240, fake->value[1] = 45;
    fake->standard[FAKE_FOUR_HOURS] = (struct standard){
        .id = keep(fake, "four_hours"), .name = keep(fake, "A&E four hours"), .kind = STANDARD_CLOCK,
        .start_step = FAKE_AE, .stop_step = FAKE_AE, .stop_event = EVENT_LEAVES, .within = 0, .goal = 0.78,
        .told = TOLD_MEAN | TOLD_P90 | TOLD_WITHIN};
    fake->standard[FAKE_JOURNEY] = (struct standard){
        .id = keep(fake, "journey"), .kind = STANDARD_TRAVEL, .start_step = FAKE_AE, .stop_step = NONE, .within = 1,
        .goal = NAN, .told = TOLD_MEAN | TOLD_P90 | TOLD_WITHIN, .further_count = 2, .further_minutes = {30, 60}};
    network->pathway_count = 1, network->pathway = fake->pathway;
    network->step_count = FAKE_STEPS, network->step = fake->step;
    network->post_count = FAKE_POSTS, network->post = fake->post;
    network->standard_count = FAKE_STANDARDS, network->standard = fake->standard;
    network->value_count = 2, network->value = fake->value;
}

/* The cost `bed` falls on the trust at both hospitals; the payment `block` goes from the ICB to the trust. */
static void make_money(struct fake_result *fake) {
    struct network *network = &fake->network;
    fake->money_rule[0] = (struct money_rule){.id = keep(fake, "bed"), .driver = DRIVER_OPEN_TIME,
                                              .target_count = 2};
    fake->money_rule[1] = (struct money_rule){.id = keep(fake, "block"), .is_payment = true,
                                              .driver = DRIVER_PERIOD, .target_first = 2, .target_count = 1};
    fake->money_target[0] = (struct money_target){0, FAKE_CASTLE_BED, NONE, FAKE_TRUST, FAKE_CASTLE, NONE, 1, NONE};
    fake->money_target[1] = (struct money_target){0, FAKE_ROYAL_BED, NONE, FAKE_TRUST, FAKE_ROYAL, NONE, 1, NONE};
    fake->money_target[2] = (struct money_target){1, NONE, FAKE_ICB, FAKE_TRUST, NONE, NONE, 1, NONE};
    fake->once[0] = (struct once){keep(fake, "double_running"), 0, 0, NONE, FAKE_ICB};
    network->money_rule_count = 2, network->money_rule = fake->money_rule;
    network->money_target_count = 3, network->money_target = fake->money_target;
    network->once_count = 1, network->once = fake->once;
    fake->bed_closing[0] = (struct bed_closing){0, 20605, 24, 48, 30, false};
    network->bed_closing_count = 1, network->bed_closing = fake->bed_closing;
}

static void make_time_and_arms(struct fake_result *fake, uint32_t arms) {
    static const char *const id[] = {"today", "close_castle", "grow_teams", "both"};
    struct network *network = &fake->network;
    network->title = keep(fake, "Harbour");
    network->price_year = 2024;
    network->first_day = calendar_day((struct date){2026, 3, 25});
    network->window_from = 7.0 * MINUTES_PER_DAY; /* 1 April 2026 */
    fake->period_to[0] = 372.0 * MINUTES_PER_DAY; /* 1 April 2027 */
    fake->period_to[1] = 382.0 * MINUTES_PER_DAY;
    fake->period_year[0] = 2026, fake->period_year[1] = 2027;
    network->window_to = fake->period_to[1];
    network->follow_to = network->window_to + 56.0 * MINUTES_PER_DAY;
    network->period_count = FAKE_PERIODS;
    network->period_to = fake->period_to;
    network->period_year = fake->period_year;
    for (uint32_t i = 0; i < arms; i++) {
        fake->arm[i].id = keep(fake, id[i]);
        fake->arm[i].title = keep(fake, i == 0 ? "Harbour: today" : "Another way");
        fake->arm[i].file = keep(fake, i == 0 ? "some/where/today.cfg" : "other.cfg");
        memset(fake->arm[i].digest, 'a' + (int)i, 64);
    }
    network->arm_count = arms, network->arm = fake->arm;
    fake->assumption[0] = (struct assumption){keep(fake, "pathways.emergency.steps.ae.at.per_minute"),
                                              keep(fake, "not measured; see README"), NULL, -0.2, -0.06,
                                              -0.12, NONE};
    network->assumption_count = 1, network->assumption = fake->assumption;
}

double fake_mean_minutes(uint32_t arm, uint32_t replication) {
    double odd = arm == 1 && replication % 2 == 1 ? 0.5 : 0;
    return 100 + 10.0 * arm + (double)replication * replication + odd;
}

static void fill_access(struct outcome *outcome, uint32_t arm, uint32_t replication) {
    for (uint32_t period = 0; period <= FAKE_PERIODS; period++)
        for (uint32_t i = 0; i < FAKE_STANDARDS * FAKE_MARGINS; i++) {
            uint32_t margin = i % FAKE_MARGINS;
            uint64_t people = margin == 0 ? 100 : 50;
            bool few = margin == 1 + FAKE_NORTH && period == 0;
            people = few ? 19 : period == FAKE_PERIODS ? 2 * people : people;
            double mean = fake_mean_minutes(arm, replication);
            struct access_tally *access = &outcome->access[period * FAKE_STANDARDS * FAKE_MARGINS + i];
            *access = (struct access_tally){people, arm == 2 ? 2 : 0, people * 4 / 5, mean * (double)people,
                                            mean * (double)(people - (arm == 2 ? 2 : 0)), mean, 2 * mean, 3 * mean,
                                            {(uint32_t)people / 2, 7, 0, 0}};
            if (few)
                access->p50 = access->p90 = access->p95 = NAN;
            else if (arm == 2)
                access->p95 = INFINITY;
        }
    for (uint32_t i = 0; i < FAKE_STANDARDS * FAKE_MARGINS; i++) {
        outcome->spread[i].bin[100] = 7;
        outcome->spread[i].bin[SPREAD_BINS - 1] = 3;
    }
}

static void fill_access_at(struct outcome *outcome, uint32_t arm) {
    for (uint32_t period = 0; period < FAKE_PERIODS; period++)
        for (uint32_t standard = 0; standard < FAKE_STANDARDS; standard++) {
            struct provider_tally *at =
                &outcome->at_provider[(period * FAKE_STANDARDS + standard) * FAKE_PROVIDERS];
            at[FAKE_CASTLE] = (struct provider_tally){60, arm == 2 ? 1 : 0, 48, 60 * 90.0};
            if (standard == FAKE_FOUR_HOURS)
                at[FAKE_ROYAL] = (struct provider_tally){40, 0, 20, 40 * 150.0};
        }
}

/* At the end of March 2027 40 wait for the first standard, 25 of them at Castle, and half of them within its target. */
static void fill_month_end(struct outcome *outcome, uint32_t arm) {
    CHECK(memory_reserve(&outcome->month_end, &outcome->month_end_capacity, 2, sizeof *outcome->month_end) == STATUS_OK);
    outcome->month_end[0] = (struct month_end_tally){11, FAKE_FOUR_HOURS, FAKE_CASTLE, 25, 10, 25 * 300.0, 290, 500, 510};
    outcome->month_end[1] = (struct month_end_tally){11, FAKE_FOUR_HOURS, NONE, 40 + arm, 20, 40 * 310.0, 300, 500, 510};
    outcome->month_end_count = 2;
}

static void fill_care(struct outcome *outcome, const struct network *network, uint32_t arm) {
    for (uint32_t period = 0; period < FAKE_PERIODS; period++) {
        double minutes = network->period_to[period] -
                         (period == 0 ? network->window_from : network->period_to[period - 1]);
        for (uint32_t i = 0; i < FAKE_POSTS; i++) {
            uint64_t arrived = 1000 + 10 * i;
            outcome->post[period * FAKE_POSTS + i] = (struct post_tally){
                arrived, arrived - 10, arrived - 20, 6, 4, 2, 0, 0, 0, arrived / 2,
                30.0 * (double)(arrived - 10), 60.0 * (double)(arrived - 20), arrived - 15,
                50.0 * (double)(arrived - 15), arrived - 10, arrived - 20,
                60.0 * (double)(arrived - 20), 3 * minutes};
            outcome->flow[(period * FAKE_POSTS + i) * FAKE_AREAS + FAKE_SOUTH] =
                (struct flow_tally){200, 200 * 12.5, 200 * 8.25};
        }
        for (uint32_t i = 0; i < FAKE_POOLS; i++)
            outcome->pool[period * FAKE_POOLS + i] = (struct pool_tally){
                10 * minutes, (8 + 0.1 * arm) * minutes, minutes, 2 * minutes, 0.25 * minutes,
                (uint64_t)(minutes / MINUTES_PER_DAY), 9 * minutes / MINUTES_PER_DAY,
                10 * minutes / MINUTES_PER_DAY, 0, 0.5 * minutes / MINUTES_PER_DAY, 3 + period, 11,
                .handover = i % FAKE_KINDS == FAKE_BED ? 0.4 * minutes : 0, .lent = i == FAKE_CASTLE_BED ? 0.5 * minutes : 0,
                .borrowed = i == FAKE_ROYAL_BED ? 0.5 * minutes : 0};
        outcome->handed[period * FAKE_POSTS + FAKE_WARD_ROYAL] = (struct handed_tally){20, 20 * 90.0};
        outcome->lending[period] = (struct lending_tally){30, 0.5 * minutes, 30 * 7.5};
        outcome->handover[period * handover_cells(network) + handover_cell(network, 0, FAKE_TRUST, FAKE_ICB)] =
            (struct handover_tally){20, 20 * 90.0, 0.4 * minutes};
    }
}

static void fill_rest(struct outcome *outcome, const struct network *network, uint32_t arm, uint32_t replication) {
    for (uint32_t period = 0; period < FAKE_PERIODS; period++) {
        int64_t cost = 1000000001 + 5000000 * (int64_t)replication;
        int64_t *money = &outcome->money[(size_t)period * network->money_target_count];
        money[0] = money[1] = cost;
        money[2] = 2500500000;
        double *units = &outcome->money_units[(size_t)period * network->money_target_count];
        units[0] = units[1] = outcome->pool[period * FAKE_POOLS + FAKE_ROYAL_BED].capacity;
    }
    outcome->once[0] = arm == 0 ? 0 : 40000000000;
    for (uint32_t pool = 0; pool < FAKE_POOLS; pool++) {
        outcome->level_minutes[outcome->level_first[pool]] = network->window_to - network->window_from;
        for (uint32_t day = 0; day < outcome->days; day++)
            outcome->day_in_use[pool * outcome->days + day] = 5 + replication;
        for (uint32_t hour = 0; hour < HOURS_PER_WEEK; hour++)
            outcome->hour_capacity[pool * HOURS_PER_WEEK + hour] = 10;
    }
    for (uint32_t i = 0; i < LEDGER_CHECKS; i++)
        outcome->ledger[i].ok = true;
}

static struct gain_tally *make_gain(uint32_t replications) {
    size_t margins = (size_t)FAKE_STANDARDS * FAKE_MARGINS;
    struct gain_tally *gain = memory_new(replications * margins, sizeof *gain);
    CHECK(gain != NULL);
    for (uint32_t replication = 0; replication < replications; replication++)
        for (size_t i = 0; i < margins; i++)
            gain[replication * margins + i] = (struct gain_tally){
                100, 20, 70, 10, 4, 5 + replication, 3, 2, replication % 2 == 1 ? 1050 : 1000, 1400};
    return gain;
}

void fake_result_init(struct fake_result *fake, uint32_t arms, uint32_t replications) {
    CHECK(arms >= 1 && arms <= FAKE_MAX_ARMS && replications >= 1);
    *fake = (struct fake_result){0};
    make_people(fake);
    make_places(fake);
    make_partners(fake);
    make_pathway(fake);
    make_money(fake);
    make_time_and_arms(fake, arms);
    struct arm_result *arm = memory_new(arms, sizeof *arm);
    CHECK(arm != NULL);
    for (uint32_t i = 0; i < arms; i++) {
        arm[i].outcome = memory_new(replications, sizeof *arm[i].outcome);
        arm[i].gain = i == 0 ? NULL : make_gain(replications);
        CHECK(arm[i].outcome != NULL);
        for (uint32_t replication = 0; replication < replications; replication++) {
            struct outcome *outcome = &arm[i].outcome[replication];
            CHECK(outcome_init(outcome, &fake->network) == STATUS_OK);
            fill_access(outcome, i, replication);
            fill_access_at(outcome, i);
            fill_month_end(outcome, i);
            fill_care(outcome, &fake->network, i);
            fill_rest(outcome, &fake->network, i, replication);
        }
    }
    fake->result = (struct experiment_result){
        .network = &fake->network, .replications = replications, .arm_count = arms, .arm = arm};
}

void fake_result_free(struct fake_result *fake) {
    for (uint32_t i = 0; i < fake->result.arm_count; i++) {
        for (uint32_t replication = 0; replication < fake->result.replications; replication++)
            outcome_free(&fake->result.arm[i].outcome[replication]);
        free(fake->result.arm[i].outcome);
        free(fake->result.arm[i].gain);
    }
    free(fake->result.arm);
    for (uint32_t i = 0; i < fake->names; i++)
        free(fake->name[i]);
    *fake = (struct fake_result){0};
}
