/* Nothing left to chance: D/D/1, and how people are counted at the edges of time.
 *
 * The window is half open: who comes at its first minute counts, who comes at its last does not. Who comes in it is
 * followed until done, also after it. A patient who comes at the very minute at which a place falls free finds it free. */
#include "validation/battery.h"
#include "validation/exact.h"

#include "support/must.h"

#include <math.h>

enum count { ARRIVED, STARTED, WAITED, COMPLETED, USES, BALKED, PRESENT_MINUTES, WAIT_MINUTES, MIDNIGHTS, PEOPLE, UNFINISHED };

/* A count, measure.level, of a step, a pool or a standard, over all periods. */
static double value_count(const struct scenario_run *run, uint32_t replication, const struct battery_row *row) {
    const struct network *network = &run->network;
    const struct outcome *outcome = &run->result.arm[0].outcome[replication];
    enum count count = (enum count)row->measure.level;
    if (count == MIDNIGHTS) return (double)outcome->pool[find_pool(network, row->measure.at, row->measure.of)].midnights;
    if (count == PEOPLE || count == UNFINISHED) {
        size_t all = (size_t)network->period_count * network->standard_count + find_standard(network, row->measure.of);
        const struct access_tally *tally = &outcome->access[all * outcome->margins];
        return (double)(count == PEOPLE ? tally->people : tally->unfinished);
    }
    const struct post_tally *post = &outcome->post[find_post(network, row->measure.of, row->measure.at)];
    switch ((int)count) {
    case ARRIVED: return (double)post->arrived;
    case STARTED: return (double)post->started;
    case WAITED: return (double)post->waited;
    case COMPLETED: return (double)post->completed;
    case USES: return (double)post->uses;
    case BALKED: return (double)post->balked;
    case PRESENT_MINUTES: return post->present_minutes;
    default: return post->wait_minutes;
    }
}

#define COUNT(name, count, of, at, number) \
    {name, {WAIT_MEAN, of, at, count}, value_count, .exact = exact_number, .with = {number}, \
     .source = "by hand; the count asked for in Ciw issue 260", .rule = EQUALS}

/* A hundred wait at a gate at minute 0; it lets one through each hour, at 1:00, 2:00 .., to care of an hour. The window
 * is the first day. */
static const struct battery_row one_an_hour[] = {
    COUNT("arrivals at care, 1:00 to 23:00; the one at 24:00 is outside", ARRIVED, "need.care", "clinic", 23),
    COUNT("of them started", STARTED, "need.care", "clinic", 23),
    COUNT("of them waited: each comes as the place falls free", WAITED, "need.care", "clinic", 0),
    COUNT("of them completed, the last at 24:00", COMPLETED, "need.care", "clinic", 23),
    COUNT("starts of care in the window", USES, "need.care", "clinic", 23),
    COUNT("minutes present at care in the window", PRESENT_MINUTES, "need.care", "clinic", 23 * 60),
    COUNT("there at the gate at minute 0", ARRIVED, "need.feed", "clinic", 100),
    COUNT("starts at the gate in the window, 0:00 to 23:00", USES, "need.feed", "clinic", 24),
    COUNT("of the hundred, started by the end of the follow-up", STARTED, "need.feed", "clinic", 48),
    COUNT("of these waited", WAITED, "need.feed", "clinic", 47),
    COUNT("minutes they waited", WAIT_MINUTES, "need.feed", "clinic", 60.0 * 47 * 48 / 2),
    COUNT("people under the clock of the gate", PEOPLE, "queue", NULL, 100),
    COUNT("of them unfinished", UNFINISHED, "queue", NULL, 52),
    COUNT("midnights in the window: its first, not the one at its end", MIDNIGHTS, "gate", "clinic", 1),
};

/* One comes each hour and is cared for an hour. The first comes after the first gap (or at minute 0 where the scenario
 * says so); the one at 24:00 is outside. */
static const struct battery_row after_an_hour[] = {
    COUNT("arrivals, 1:00 to 23:00", ARRIVED, "need.care", "clinic", 23), COUNT("started", STARTED,
     "need.care", "clinic", 23),
    COUNT("waited", WAITED, "need.care", "clinic", 0), COUNT("completed, the last at 24:00", COMPLETED,
     "need.care", "clinic", 23),
};
static const struct battery_row at_once[] = {
    COUNT("arrivals, 0:00 to 23:00", ARRIVED, "need.care", "clinic", 24), COUNT("started", STARTED,
     "need.care", "clinic", 24),
    COUNT("waited", WAITED, "need.care", "clinic", 0), COUNT("completed, the last at 24:00", COMPLETED,
     "need.care", "clinic", 24),
};

/* Come 5, 10 .. 55; served 5 to 26, 26 to 47, 47 to 68 ..; three are there at 20, 25, 35, 40, 45 and 55. */
static const struct battery_row turning_round[] = {
    COUNT("arrivals", ARRIVED, "need.care", "clinic", 11), COUNT("turned round, at 20, 25, 35, 40, 45, 55", BALKED,
     "need.care", "clinic", 6),
    COUNT("started", STARTED, "need.care", "clinic", 5),
    COUNT("minutes they waited: 0, 16, 32, 38, 39", WAIT_MINUTES, "need.care", "clinic", 0 + 16 + 32 + 38 + 39),
};

static const struct battery_system systems[] = {
    {"dd1", "D/D/1, one an hour, work of an hour, 24 hours",
     {.file = {"validation/data/clockwork.cfg"}, .replications = 1}, ROWS(one_an_hour)},
    {"dd1_arrivals", "D/D/1 by arrivals at intervals of an hour, 24 hours", {.file = {"validation/data/dd1.cfg"},
     .replications = 1}, ROWS(after_an_hour)},
    {"dd1_at_0", "the same with the first at minute 0", {.file = {"validation/data/dd1_at_0.cfg"}, .replications = 1},
     ROWS(at_once)},
    {"balking_trace", "every 5 minutes, care of 21, three at most; Ciw, test_baulking",
     {.file = {"validation/data/balking_trace.cfg"}, .replications = 1}, ROWS(turning_round)},
};

const struct battery_table cases_clockwork = {systems, sizeof systems / sizeof systems[0]};
