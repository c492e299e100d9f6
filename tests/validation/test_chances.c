/* Chances of waiting against theory, each kind where it is exact. */
#include "results/chance.h"
#include "support/run_scenario.h"
#include "support/table_rows.h"
#include "support/theory.h"

#include <criterion/criterion.h>
#include <math.h>

enum { MOST = 64 };
static struct scenario_run run;
static struct result_view view;

static void look_at(const struct run_wish *wish) {
    scenario_run_or_fail(&run, wish);
    cr_assert_eq(result_view_init(&view, &run.result, 1), STATUS_OK);
}

static void tear_down(void) {
    result_view_free(&view);
    scenario_run_free(&run);
}
TestSuite(chances, .fini = tear_down);

static void expect_at_post(const char *what, double (*chance)(struct post_tally), const char *step, const char *provider, double target) {
    double value[MOST];
    struct spot spot = {0, 0, run.network.period_count, find_post(&run.network, step, provider), 0};
    for (; spot.replication < run.result.replications; spot.replication++)
        value[spot.replication] = chance(view_post(&view, spot));
    expect_exactly(what, value, run.result.replications, target);
}

static void expect_interval(const char *what, uint32_t places, struct interval interval, double target) {
    double error = interval.sd / sqrt((double)interval.count);
    cr_expect(fabs(interval.mean - target) <= 3.5 * error, "%s at %u places: %g, exactly %g", what, places, interval.mean,
              target);
    cr_expect(interval.low < interval.mean && interval.mean < interval.high);
}

Test(chances, a_real_wait_is_erlang_c) {
    look_at(&(struct run_wish){.file = {"validation/data/line.cfg"},
                               .set = {"sites.clinic.pools.room=3", "pathways.need.demand=3240 per d"},
                               .seed = 20260401, .replications = run_replications(20, 5)});
    expect_at_post("real wait", chance_wait, "need.care", "clinic", theory_erlang_c(2.25, 3));
    cr_expect_eq(rows_count(&view, "chance", "kind=real_wait step=need.care"), 1);
    cr_expect_eq(rows_count(&view, "chance", "kind=real_loss"), 0, "nobody can be sent away");
    cr_expect_eq(rows_count(&view, "chance", "kind=unlimited_delay"), 0, "the rooms do run out");
}

Test(chances, a_real_loss_is_erlang_b) {
    look_at(&(struct run_wish){.file = {"validation/data/erlang_b.cfg"}, .seed = 20260402,
                               .replications = run_replications(20, 6)});
    double exactly = theory_erlang_b(10, 12);
    expect_at_post("real loss", chance_loss, "illness.stay", "ward", exactly);
    cr_expect_eq(rows_count(&view, "chance", "kind=real_wait"), 0, "nobody waits");
    double chance = rows_number(&view, "chance", "kind=real_loss provider=ward pool=bed", "chance");
    cr_expect_float_eq(chance, exactly, 0.02 * exactly);
}

/* Also where the beds are limited far away: P(N = n) / P(N <= n) of a Poisson N is Erlang's loss formula. */
Test(chances, of_unlimited_beds_are_of_the_poisson_number_in_them) {
    look_at(&(struct run_wish){.file = {"validation/data/beds.cfg"}, .seed = 20260403,
                               .replications = run_replications(20, 6)});
    static const char *const kinds[] = {"bed", "chair"};
    for (int k = 0; k < 2; k++) {
        uint32_t pool = find_pool(&run.network, "ward", kinds[k]);
        cr_assert(chance_unlimited(&view, 0, pool));
        struct chance_places places = chance_places(&view, 0, pool);
        cr_expect_eq(places.first, 8 - (rows_number(&view, "measure", k ? "period=all measure=in_use_mean subject=chair@ward"
                                                                        : "period=all measure=in_use_mean subject=bed@ward",
                                                    "value") < 8));
        cr_expect_geq(places.first + places.count, 8 + 4 * 2);
        for (uint32_t n = 8; n <= 14; n++) {
            expect_interval("delay", n, chance_delay(&view, 0, pool, n), theory_erlang_b(8, (int)n));
            expect_interval("time over", n, chance_over(&view, 0, pool, n), theory_poisson_tail(8, (int)n + 1));
        }
    }
    double delay = rows_number(&view, "chance", "kind=unlimited_delay pool=chair places=12", "chance");
    cr_expect_float_eq(delay, chance_delay(&view, 0, find_pool(&run.network, "ward", "chair"), 12).mean, 1e-9);
}
