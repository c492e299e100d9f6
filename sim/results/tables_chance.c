#include "results/chance.h"
#include "results/measure.h"
#include "results/tables.h"

/* Rows: of each post a wait and a loss; of each pool that never ran out, of each number of places, two more. */
static uint32_t all_chances(const struct result_view *view) {
    return 2 * view->length[AXIS_POST] + 2 * CHANCE_PLACES * view->length[AXIS_POOL];
}

static void put_interval(struct table_row *row, struct interval interval) {
    put_real(row, interval.mean);
    put_real(row, interval.low);
    put_real(row, interval.high);
    put_integer(row, (int64_t)interval.count);
}

static bool fill_at_post(struct result_view *view, uint32_t arm, uint32_t index, struct table_row *row) {
    const struct network *network = view->result->network;
    uint32_t post = index / 2;
    bool loss = index % 2 == 1;
    if (!(loss ? chance_may_lose(network, post) : chance_may_wait(network, post)))
        return false;
    uint64_t arrived = 0;
    struct spot spot = {arm, 0, network->period_count, post, 0};
    for (; spot.replication < view->result->replications; spot.replication++) {
        struct post_tally tally = view_post(view, spot);
        view->number[0][spot.replication] = loss ? chance_loss(tally) : chance_wait(tally);
        arrived += tally.arrived;
    }
    if (arrived == 0)
        return false;
    const struct post *at = &network->post[post];
    uint32_t pool = network->step[at->step].need_count > 0 ? at->pool[0] : NONE;
    put_text(row, network->arm[arm].id);
    put_text(row, network->provider[at->provider].id);
    put_text(row, pool == NONE ? NULL : network->pool_kind[network->pool[pool].kind]);
    put_text(row, network->step[at->step].id);
    put_text(row, loss ? "real_loss" : "real_wait");
    put_missing(row, CELL_INTEGER);
    put_interval(row, interval_of_mean(view->number[0], view->result->replications, MEASURE_CONFIDENCE, 1));
    return true;
}

static bool fill_at_pool(struct result_view *view, uint32_t arm, uint32_t index, struct table_row *row) {
    const struct network *network = view->result->network;
    uint32_t pool = index / (2 * CHANCE_PLACES), step = index % (2 * CHANCE_PLACES);
    if (!chance_unlimited(view, arm, pool))
        return false;
    struct chance_places places = chance_places(view, arm, pool);
    if (step / 2 >= places.count)
        return false;
    uint32_t number = places.first + step / 2;
    bool over = step % 2 == 1;
    put_text(row, network->arm[arm].id);
    put_text(row, network->provider[network->pool[pool].provider].id);
    put_text(row, network->pool_kind[network->pool[pool].kind]);
    put_text(row, NULL);
    put_text(row, over ? "unlimited_over" : "unlimited_delay");
    put_integer(row, number);
    put_interval(row, over ? chance_over(view, arm, pool, number) : chance_delay(view, arm, pool, number));
    return true;
}

static bool fill_chance(struct result_view *view, const uint32_t *at, struct table_row *row) {
    uint32_t posts = 2 * view->length[AXIS_POST];
    return at[1] < posts ? fill_at_post(view, at[0], at[1], row) : fill_at_pool(view, at[0], at[1] - posts, row);
}

static const struct column chance_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"provider", CELL_TEXT, "", "site or team"},
    {"pool", CELL_TEXT, "", "kind of capacity: of a step the first that it needs"},
    {"step", CELL_TEXT, "", "step, as pathway.step; missing of a pool without limit, where all steps count"},
    {"kind", CELL_TEXT, "",
     "real_wait: as the places are, who did not start at once, of those who came, did not turn round at the door, and were let in. real_loss: as the "
     "places are, who was turned away, sent on or cancelled, of those who came. unlimited_delay: where nobody ever "
     "waited, P(n in use) / P(n or fewer in use), an estimate of the chance of waiting for one of n places (Erlang's loss "
     "formula). unlimited_over: where nobody ever waited, the share of time with more than n in use"},
    {"places", CELL_INTEGER, "places", "n, of a pool that never ran out: from its mean use to four standard deviations "
                                       "above"},
    {"chance", CELL_REAL, "share", "mean over replications, of the whole window"},
    {"low", CELL_REAL, "share", "lower end of its 95 % interval; missing under two replications"},
    {"high", CELL_REAL, "share", "upper end of it"},
    {"replications", CELL_INTEGER, "", "that had it"},
};
const struct table table_chance = {
    .name = "chance", .help = "Chances of waiting, each with its kind: no two kinds are the same number.",
    .axis = {AXIS_ARM, AXIS_OWN}, .own_length = all_chances, TABLE_COLUMNS_ARE(chance_columns),
    .fill = fill_chance};
