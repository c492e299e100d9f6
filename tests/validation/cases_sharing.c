/* Those inside share the attention of one: M/M/1-PS, M/G/1-PS, and limited processor sharing. */
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"

enum { MANY = 60 };

#define PS "Kleinrock 1976, 4.4; Ciw, tests/test_processor_sharing.py"
#define NURSE(number) {LEVEL_SHARE, "nurse", "clinic", number}

/* A standard's mean in hours. */
static double value_of_hours(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    return measure_value(run, 0, replication, row->measure) / 60;
}

#define SHARED(name, rate, load) \
    static const struct battery_row name[] = { \
        {"mean time, h", {CLOCK_MEAN, "total", NULL, 0}, value_of_hours, .exact = exact_mm1_time, .with = {rate, 5}, \
         .source = PS}, \
        {"P(0 present)", NURSE(0), .exact = exact_mmc_number, .with = {load, 1, 0}, .source = PS}, \
        {"P(1 present)", NURSE(1), .exact = exact_mmc_number, .with = {load, 1, 1}, .source = PS}, \
        {"P(3 present)", NURSE(3), .exact = exact_mmc_number, .with = {load, 1, 3}, .source = PS}, \
        {"mean number present", {IN_USE_MEAN, "nurse", "clinic", 0}, .exact = exact_product, \
         .with = {load, 1 / (1 - (load))}, .source = PS}, \
    }
SHARED(three_an_hour, 3, 0.6);
SHARED(four_an_hour, 4, 0.8);

/* Full speed for up to three; of more than three each goes slower: as many are there as in M/M/3. */
#define THREE(number) {"P(" #number " present)", NURSE(number), .exact = exact_mmc_number, .with = {10.0 / 12, 3, number}, .source = PS}
static const struct battery_row up_to_three[] = {THREE(0), THREE(1), THREE(2), THREE(3), THREE(4), THREE(5), THREE(6)};

/* At most three inside share one server, the others wait: as many are there as in M/M/1. */
static const struct battery_row three_places[] = {
    {"P(0 inside)", NURSE(0), .exact = exact_mmc_number, .with = {0.6, 1, 0}, .source = "Avi-Itzhak and Halfin 1989"},
    {"P(1 inside)", NURSE(1), .exact = exact_mmc_number, .with = {0.6, 1, 1}, .source = "Avi-Itzhak and Halfin 1989"},
    {"P(2 inside)", NURSE(2), .exact = exact_mmc_number, .with = {0.6, 1, 2}, .source = "Avi-Itzhak and Halfin 1989"},
    {"mean time, h", {CLOCK_MEAN, "total", NULL, 0}, value_of_hours, .exact = exact_mm1_time, .with = {3, 5},
     .source = "Avi-Itzhak and Halfin 1989"},
    LITTLE,
};

#define RUN(name, ...) {.file = {"validation/data/" name ".cfg"}, .set = {__VA_ARGS__}, .replications = MANY}

static const struct battery_system systems[] = {
    {"mm1_ps_3", "M/M/1 with processor sharing, 3 an hour, service rate 5", RUN("sharing", NULL), ROWS(three_an_hour)},
    {"mm1_ps_4", "M/M/1 with processor sharing, 4 an hour, service rate 5", RUN("sharing",
     "pathways.need.demand=96 per d"), ROWS(four_an_hour)},
    {"mg1_ps_3", "M/G/1 with processor sharing, gamma work, 3 an hour", RUN("sharing_gamma", NULL),
     ROWS(three_an_hour)},
    {"ps_up_to_3", "full speed for up to three, 10 an hour, service rate 12",
     RUN("sharing", "pathways.need.demand=240 per d", "pathways.need.steps.care.lasts.mean=5 min",
      "sites.clinic.pools.nurse.attention=3", "time.window=300 d"),
     ROWS(up_to_three)},
    {"ps_3_places", "three places that share one server", RUN("sharing_places", NULL), ROWS(three_places)},
};

const struct battery_table cases_sharing = {systems, sizeof systems / sizeof systems[0]};
