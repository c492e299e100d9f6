/* Those who do not get in, or do not stay: Erlang B, a short line, Erlang A, patients who need several things, and what
 * the count of unlimited beds would have said instead. */
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"

#include <math.h>

enum { MANY = 60 };

#define ERLANG "Erlang 1917; Kleinrock 1975, 3.6"
#define GROSS "Gross et al. 2008, 2.4"
#define GARNETT "Garnett et al. 2002"
#define KELLY "Kelly 1991"
#define MONKS "Monks et al. 2016, loads of its table"

#define WARD(shape) \
    {shape " stays: share turned away", {TURNED_SHARE, shape ".stay", shape "_ward", 0}, .exact = exact_erlang_b, \
     .with = {10, 12}, .source = ERLANG}, \
    {shape " stays: share of time full", {LEVEL_SHARE, "bed", shape "_ward", 12}, .exact = exact_erlang_b, \
     .with = {10, 12}, .source = ERLANG}, \
    {shape " stays: mean in use", {IN_USE_MEAN, "bed", shape "_ward", 0}, .exact = exact_carried, .with = {10, 12}, \
     .source = ERLANG}

static const struct battery_row erlang_b[] = {
    WARD("gamma"), WARD("constant"), WARD("lognormal"),
    {"nobody waits", {WAITED_SHARE, "gamma.stay", "gamma_ward", 0}, .exact = exact_number, .with = {0},
     .source = ERLANG, .rule = EQUALS},
    {"share turned away is not that of unlimited beds with 12 or more taken", {TURNED_SHARE,
     "gamma.stay", "gamma_ward", 0},
     .exact = exact_poisson_tail, .with = {10, 12}, .source = ERLANG, .rule = APART},
};

/* Share of time at which `with[1]` or more are in use. */
static double value_tail(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    double below = 0;
    for (unsigned level = 0; level < (unsigned)row->with[1]; level++) {
        struct sought measure = row->measure;
        measure.level = level;
        below += measure_value(run, 0, replication, measure);
    }
    return 1 - below;
}

static const struct battery_row pooling[] = {
    {"own beds: acute turned away of 14", {TURNED_SHARE, "acute.stay", "acute_ward", 0}, .exact = exact_erlang_b,
     .with = {8.1455, 14}, .source = MONKS},
    {"own beds: rehabilitation turned away of 12", {TURNED_SHARE, "rehab.stay", "rehab_ward", 0},
     .exact = exact_erlang_b, .with = {9.7182, 12}, .source = MONKS},
    {"own beds: acute turned away, as printed", {TURNED_SHARE, "acute.stay", "acute_ward", 0}, .exact = exact_number,
     .with = {0.02}, .half_digit = 0.005, .source = MONKS},
    {"own beds: rehabilitation turned away, as printed", {TURNED_SHARE, "rehab.stay", "rehab_ward", 0},
     .exact = exact_number, .with = {0.11}, .half_digit = 0.005, .source = MONKS},
    {"26 shared beds: acute turned away, as printed", {TURNED_SHARE, "acute_shared.stay", "shared_ward", 0},
     .exact = exact_number, .with = {0.016}, .half_digit = 0.0005, .source = MONKS},
    {"26 shared beds: acute turned away", {TURNED_SHARE, "acute_shared.stay", "shared_ward", 0},
     .exact = exact_erlang_b, .with = {17.8637, 26}, .source = MONKS},
    {"26 shared beds: rehabilitation turned away", {TURNED_SHARE, "rehab_shared.stay", "shared_ward", 0},
     .exact = exact_erlang_b, .with = {17.8637, 26}, .source = MONKS},
    {"26 shared beds: share of time full", {LEVEL_SHARE, "bed", "shared_ward", 26}, .exact = exact_erlang_b,
     .with = {17.8637, 26}, .source = MONKS},
    {"beds without limit: P(26 or more)", {LEVEL_SHARE, "bed", "open_ward", 0}, value_tail, .exact = exact_poisson_tail,
     .with = {17.8637, 26}, .source = MONKS},
    {"beds without limit: P(26 or more) is not the share lost", {LEVEL_SHARE, "bed", "open_ward", 0}, value_tail,
     .exact = exact_erlang_b, .with = {17.8637, 26}, .source = MONKS, .rule = APART},
};

/* A mean in hours. */
static double value_of_hours(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    return measure_value(run, 0, replication, row->measure) / 60;
}

/* Waiting and in use of one pool. */
static double value_present(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    struct sought waiting = row->measure;
    waiting.quantity = WAITING_MEAN;
    return measure_value(run, 0, replication, row->measure) + measure_value(run, 0, replication, waiting);
}

/* The number waiting over the arrival rate: by Little's law the wait of all, those who leave included. */
static double value_by_rate(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    return measure_value(run, 0, replication, row->measure) / row->with[0];
}

#define CLINIC(quantity) {quantity, "need.care", "clinic", 0}
#define ROOM(quantity) {quantity, "room", "clinic", 0}

static const struct battery_row short_line[] = {
    {"share turned away", CLINIC(TURNED_SHARE), .exact = exact_mmck_away, .with = {3, 4, 2, 3},
     .source = "simmer, vignette 06: .049360"},
    {"mean wait, h", CLINIC(WAIT_MEAN), value_of_hours, .exact = exact_mmck_wait, .with = {3, 4, 2, 3},
     .source = GROSS},
    {"mean number present", ROOM(IN_USE_MEAN), value_present, .exact = exact_mmck_present, .with = {3, 4, 2, 3},
     .source = "simmer, vignette 06: .762340"},
    {"mean number waiting", ROOM(WAITING_MEAN), .exact = exact_mmck_line, .with = {3, 4, 2, 3}, .source = GROSS},
    LITTLE,
};

static const struct battery_row long_line[] = {
    {"share turned away", CLINIC(TURNED_SHARE), .exact = exact_mmck_away, .with = {15, 4, 4, 10}, .source = GROSS},
    {"mean wait, h", CLINIC(WAIT_MEAN), value_of_hours, .exact = exact_mmck_wait, .with = {15, 4, 4, 10},
     .source = GROSS},
    {"mean number present", ROOM(IN_USE_MEAN), value_present, .exact = exact_mmck_present, .with = {15, 4, 4, 10},
     .source = GROSS},
    {"mean number waiting", ROOM(WAITING_MEAN), .exact = exact_mmck_line, .with = {15, 4, 4, 10}, .source = GROSS},
    LITTLE,
};

#define CALL(quantity) {quantity, "advice.call", "line", 0}
static const struct battery_row erlang_a[] = {
    {"share who wait", CALL(WAITED_SHARE), .exact = exact_erlang_a_waits, .with = {10, 1, 10, 0.5}, .source = GARNETT},
    {"share who leave", CALL(LEFT_SHARE), .exact = exact_erlang_a_leaves, .with = {10, 1, 10, 0.5}, .source = GARNETT},
    {"mean wait of all, from the number waiting, min", {WAITING_MEAN, "desk", "line", 0}, value_by_rate,
     .exact = exact_erlang_a_wait, .with = {10, 1, 10, 0.5}, .source = GARNETT},
    {"utilisation", {UTILISATION, "desk", "line", 0}, .exact = exact_erlang_a_use, .with = {10, 1, 10, 0.5},
     .source = GARNETT},
};

/* Share of those who come to a step and turn round at its door. */
static double value_balked(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    const struct network *network = &run->network;
    const struct outcome *outcome = &run->result.arm[0].outcome[replication];
    uint32_t post = find_post(network, row->measure.of, row->measure.at);
    double arrived = 0, balked = 0;
    for (uint32_t period = 0; period < network->period_count; period++) {
        arrived += (double)outcome->post[period * network->post_count + post].arrived;
        balked += (double)outcome->post[period * network->post_count + post].balked;
    }
    return balked / arrived;
}

#define CIW "Ciw, baulking guide; birth and death, Kleinrock 1975, 3.1"
#define THERE(number) {"P(" #number " present)", {LEVEL_SHARE, "present", "clinic", number}, .exact = exact_balking, .with = {number}, .source = CIW}
static const struct battery_row balking[] = {
    {"share who turn round", {TURNED_SHARE, "need.care", "clinic", 0}, value_balked, .exact = exact_balking,
     .with = {-1}, .source = CIW},
    {"mean number present", ROOM(IN_USE_MEAN), value_present, .exact = exact_balking, .with = {-2}, .source = CIW},
    THERE(0), THERE(1), THERE(2), THERE(3), THERE(4), THERE(5),
};

/* Loads 8.1455 and 9.7182; own beds and shared ones. The supplement's count of unlimited beds is another number. */
#define SWING(name, acute, rehab, shared) \
    static const struct battery_row name[] = { \
        {"acute turned away", {TURNED_SHARE, "acute.stay", "unit", 0}, .exact = exact_shared_beds, \
         .with = {8.1455, 9.7182, acute, rehab, shared, 0}, .source = KELLY}, \
        {"rehabilitation turned away", {TURNED_SHARE, "rehab.stay", "unit", 0}, .exact = exact_shared_beds, \
         .with = {8.1455, 9.7182, acute, rehab, shared, 1}, .source = KELLY}, \
        {"acute is not the count of unlimited beds", {TURNED_SHARE, "acute.stay", "unit", 0}, \
         .exact = exact_unfettered, .with = {8.1455, 9.7182, acute, rehab, shared, 0}, \
         .source = MONKS, .rule = APART}, \
        {"rehabilitation is not the count of unlimited beds", {TURNED_SHARE, "rehab.stay", "unit", 0}, \
         .exact = exact_unfettered, .with = {8.1455, 9.7182, acute, rehab, shared, 1}, \
         .source = MONKS, .rule = APART}, \
    }
SWING(swing_4, 11, 11, 4);
SWING(swing_6, 10, 10, 6);
SWING(swing_9, 9, 8, 9);

/* The product form of a loss network: state (b, n, w) weighs load^count / count! for each kind of patient, and is
 * allowed where nurses b + n <= 5 and rooms b + 2 w <= 6. with[0]: 0 to 2 the share of a kind that is turned away, 3
 * the nurses in use, 4 the rooms. */
static double exact_network(const double *with) {
    const double load[3] = {72.0 * 40 / 1440, 96.0 * 20 / 1440, 24.0 * 60 / 1440};
    double total = 0, sum[5] = {0};
    for (int b = 0; b <= 5; b++)
        for (int n = 0; b + n <= 5; n++)
            for (int w = 0; b + 2 * w <= 6; w++) {
                double weight = pow(load[0], b) / tgamma(b + 1) * pow(load[1], n) / tgamma(n + 1) *
                                pow(load[2], w) / tgamma(w + 1);
                total += weight;
                if (b + n == 5 || b + 2 * w == 6) sum[0] += weight;
                if (b + n == 5) sum[1] += weight;
                if (b + 2 * w > 4) sum[2] += weight;
                sum[3] += weight * (b + n);
                sum[4] += weight * (b + 2 * w);
            }
    return sum[(int)with[0]] / total;
}

static const struct battery_row two_needs[] = {
    {"nurse and room: turned away", {TURNED_SHARE, "both.care", "clinic", 0}, .exact = exact_network, .with = {0},
     .source = KELLY},
    {"nurse: turned away", {TURNED_SHARE, "nursing.care", "clinic", 0}, .exact = exact_network, .with = {1},
     .source = KELLY},
    {"two rooms: turned away", {TURNED_SHARE, "wide.care", "clinic", 0}, .exact = exact_network, .with = {2},
     .source = KELLY},
    {"nurses in use", {IN_USE_MEAN, "nurse", "clinic", 0}, .exact = exact_network, .with = {3}, .source = KELLY},
    {"rooms in use", {IN_USE_MEAN, "room", "clinic", 0}, .exact = exact_network, .with = {4}, .source = KELLY},
};

#define RUN(name, ...) {.file = {"validation/data/" name ".cfg"}, .set = {__VA_ARGS__}, .replications = MANY}

#define SWING_RUN(acute, rehab, shared) \
    RUN("swing", "sites.unit.pools.acute_bed.places=" acute, "sites.unit.pools.rehab_bed.places=" rehab, \
     "sites.unit.pools.swing=" shared)

static const struct battery_system systems[] = {
    {"erlang_b", "Erlang B, 12 beds for a load of 10, whatever the stay", RUN("erlang_b_shapes", NULL), ROWS(erlang_b)},
    {"pooling", "own beds, shared beds, and the count of unlimited beds, loads 8.1455 and 9.7182", RUN("pooling", NULL),
     ROWS(pooling)},
    {"mm23", "M/M/2/3, 3 an hour, service rate 4", RUN("finite_line", NULL), ROWS(short_line)},
    {"mm4_10", "M/M/4/10, 15 an hour, service rate 4",
     RUN("finite_line", "sites.clinic.pools.room=4", "pathways.need.steps.care.line_limit=6",
      "pathways.need.demand=360 per d", "time.window=200 d"),
     ROWS(long_line)},
    {"erlang_a", "Erlang A, M/M/10+M, 10 a minute, patience 2 minutes", RUN("erlang_a", NULL), ROWS(erlang_a)},
    {"balking", "M/M/1, half turn round at three to six, all at seven", RUN("balking", NULL), ROWS(balking)},
    {"swing_11_11_4", "11 and 11 beds of their own, 4 shared: a true loss system", SWING_RUN("11", "11", "4"),
     ROWS(swing_4)},
    {"swing_10_10_6", "10 and 10 beds of their own, 6 shared", SWING_RUN("10", "10", "6"), ROWS(swing_6)},
    {"swing_9_8_9", "9 and 8 beds of their own, 9 shared", SWING_RUN("9", "8", "9"), ROWS(swing_9)},
    {"loss_network", "patients who need several things at once, lost where one lacks", RUN("two_needs", NULL),
     ROWS(two_needs)},
};

const struct battery_table cases_limits = {systems, sizeof systems / sizeof systems[0]};
