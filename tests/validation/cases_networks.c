/* Patients who go from one place to the next: Jackson networks, and two servers with nothing between them. */
#include "support/must.h"
#include "validation/battery.h"
#include "validation/common.h"
#include "validation/exact.h"

enum { MANY = 60 };

#define JACKSON "Jackson 1957; simmer, vignette 06, with work drawn anew at each node"

/* Total arrivals at a node of the open network of four, a minute. */
static double rate_at(int node) {
    static const double external[4] = {2, 0, 0.5, 0.6}, routing[16] = {0, 0.75, 0, 0, 0, 0, 0.65, 0.35};
    double rate[4];
    must(theory_traffic(external, routing, 4, rate), "the traffic has no solution");
    return rate[node];
}

static double exact_use(const double *with) { return rate_at((int)with[0]) / 2.2; }
static double exact_line(const double *with) {
    double rate = rate_at((int)with[0]);
    return rate * theory_mm1_mean_wait(rate, 2.2);
}
static double exact_wait(const double *with) { return theory_mm1_mean_wait(rate_at((int)with[0]), 2.2); }

/* Those from outside wait as long as those from another node: an arrival sees what time sees. */
static const struct battery_row jackson[] = {
    {"use of node 1", {UTILISATION, "room", "one", 0}, .exact = exact_use, .with = {0}, .source = JACKSON},
    {"use of node 2", {UTILISATION, "room", "two", 0}, .exact = exact_use, .with = {1}, .source = JACKSON},
    {"use of node 3", {UTILISATION, "room", "three", 0}, .exact = exact_use, .with = {2}, .source = JACKSON},
    {"use of node 4", {UTILISATION, "room", "four", 0}, .exact = exact_use, .with = {3}, .source = JACKSON},
    {"mean wait at node 1, min", {WAIT_MEAN, "a.n1", "one", 0}, .exact = exact_wait, .with = {0}, .source = JACKSON},
    {"mean wait at node 2, min", {WAIT_MEAN, "a.n2", "two", 0}, .exact = exact_wait, .with = {1}, .source = JACKSON},
    {"mean wait at node 3, min", {WAIT_MEAN, "c.n3", "three", 0}, .exact = exact_wait, .with = {2}, .source = JACKSON},
    {"mean wait at node 4, min", {WAIT_MEAN, "d.n4", "four", 0}, .exact = exact_wait, .with = {3}, .source = JACKSON},
    {"mean number waiting at node 3", {WAITING_MEAN, "room", "three", 0}, .exact = exact_line, .with = {2},
     .source = JACKSON},
    LITTLE,
};

/* Half of those seen go to a test with two machines, and 40 % of those come back to be seen again: 1 a minute from
 * outside makes 1.25 at the first node and 0.625 at the second. */
static const struct battery_row coming_back[] = {
    {"starts at the first node, a minute", {STARTS_PER_MINUTE, "need.seen", "clinic", 0}, .exact = exact_number,
     .with = {1.25}, .source = "Jackson 1957"},
    {"starts at the second node, a minute", {STARTS_PER_MINUTE, "need.test", "clinic", 0}, .exact = exact_number,
     .with = {0.625}, .source = "Jackson 1957"},
    {"mean wait at the first node, min", {WAIT_MEAN, "need.seen", "clinic", 0}, .exact = exact_mmc_wait,
     .with = {1.25, 0.6, 3}, .source = "Jackson 1957"},
    {"mean wait at the second node, min", {WAIT_MEAN, "need.test", "clinic", 0}, .exact = exact_mmc_wait,
     .with = {0.625, 0.4, 2}, .source = "Jackson 1957"},
    LITTLE,
};

#define BLOCKING "Gross et al. 2008, 4.2"
#define TANDEM(name, second) \
    static const struct battery_row name[] = { \
        {"starts at the first, a minute", {STARTS_PER_MINUTE, "work.first", "line", 0}, .exact = exact_tandem, \
         .with = {1, second}, .source = BLOCKING}, \
        {"starts at the second, a minute", {STARTS_PER_MINUTE, "work.second", "line", 0}, .exact = exact_tandem, \
         .with = {1, second}, .source = BLOCKING}, \
        {"1 over the minutes at the first, blocked ones too", {TIME_MEAN, "work.first", "line", 0}, value_inverse, \
         .exact = exact_tandem, .with = {1, second}, .source = BLOCKING}, \
    }

/* The first is never without a patient, so a patient's time there is 1 over the throughput. */
static double value_inverse(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    return 1 / measure_value(run, 0, replication, row->measure);
}
TANDEM(tandem_equal, 1);
TANDEM(tandem_faster, 2);

#define RUN(name, ...) {.file = {"validation/data/" name ".cfg"}, .set = {__VA_ARGS__}, .replications = MANY}

static const struct battery_system systems[] = {
    {"jackson", "open network of four M/M/1", RUN("jackson", NULL), ROWS(jackson)},
    {"jackson_back", "two nodes of M/M/c with patients who come back", RUN("coming_back", NULL), ROWS(coming_back)},
    {"tandem", "blocking tandem, rates 1 and 1", RUN("tandem", "time.window=20 d"), ROWS(tandem_equal)},
    {"tandem_faster", "blocking tandem, rates 1 and 2",
     RUN("tandem", "time.window=20 d", "pathways.work.steps.second.lasts.mean=0.5 min"), ROWS(tandem_faster)},
};

const struct battery_table cases_networks = {systems, sizeof systems / sizeof systems[0]};
