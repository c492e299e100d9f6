#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>

#define DATA "tests/scenario/data/compile/"

static double mean_of(const struct network *n, const char *step, uint32_t index) {
    const double *entry = &n->value[n->step[step_called(n, step)].lasts.first + 3 * index];
    return entry[1] + (entry[0] < 0 ? 0 : entry[2] * n->quantile[(size_t)entry[0]].mean);
}

Test(compile_durations, every_kind_has_the_mean_it_says) {
    const struct { const char *step; double minutes; } known[] = {
        {"ask.a_constant", 180}, {"ask.b_uniform", 20}, {"ask.c_triangular", 30}, {"ask.d_exponential", 120},
        {"ask.e_erlang", 120}, {"ask.f_gamma", 120}, {"ask.g_gamma", 360}, {"ask.h_weibull", 120},
        {"ask.i_lognormal", 120}, {"ask.j_lognormal", exp(3 + 0.125)}, {"ask.k_normal", 60}, {"ask.l_beta", 30},
        {"ask.m_empirical", 105}, {"ask.n_mixture", 80}, {"ask.o_plain", 5}, {"ask.p_scale", 120},
        {"ask.q_scale", 60 * sqrt(3.14159265358979) / 2 + 5}, /* gamma(1.5) = sqrt(pi) / 2 */
        {"ask.r_bounded", 10 * 0.45 + 0.55 * 15.5}, /* uniform from 1 to 21, and 10 for what is less */
    };
    struct network n = compiled(DATA "lengths.cfg", NULL);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        must_be_near(mean_of(&n, known[i].step, 0), known[i].minutes, 0.002 * known[i].minutes, known[i].step);
    network_free(&n);
}

Test(compile_durations, groups_have_their_own_lengths_in_one_row) {
    struct network n = compiled(DATA "lengths.cfg", NULL);
    const struct step *lognormal = &n.step[step_called(&n, "ask.i_lognormal")];
    cr_assert_eq(lognormal->lasts.by, BY_CELL);
    uint32_t young = cell_called(&n, "young"), old = cell_called(&n, "old");
    must_be_near(mean_of(&n, "ask.i_lognormal", young), 120, 0.5, "young");
    must_be_near(mean_of(&n, "ask.i_lognormal", old), 240, 1, "old");
    must_be_near(mean_of(&n, "ask.n_mixture", old), 160, 0.5, "a mixture times two");
    cr_assert_eq(n.step[step_called(&n, "ask.f_gamma")].lasts.by, BY_NOTHING);
    network_free(&n);
}

Test(compile_durations, tables_are_kept_by_shape) {
    struct network n = compiled(DATA "lengths.cfg", NULL);
    const struct step *lognormal = &n.step[step_called(&n, "ask.i_lognormal")];
    const struct step *f = &n.step[step_called(&n, "ask.f_gamma")], *g = &n.step[step_called(&n, "ask.g_gamma")];
    must_be_near(n.value[lognormal->lasts.first], n.value[lognormal->lasts.first + 3], 0, "the same sd of mean");
    must_be_near(n.value[f->lasts.first], n.value[g->lasts.first], 0, "gammas of shape 4");
    must_be_near(n.value[n.step[step_called(&n, "ask.a_constant")].lasts.first], -1, 0, "a constant has none");
    cr_assert_eq(n.gumbel, NONE);
    must_be_near(n.quantile[n.exponential].mean, 1, 1e-3, "the exponential for races");
    network_free(&n);
}

Test(compile_durations, a_length_may_depend_on_what_comes_next) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct step *ward = &n.step[step_called(&n, "acute.ward")];
    cr_assert_eq(ward->lasts.by, BY_CELL_AND_BRANCH);
    uint32_t old = cell_called(&n, "old+car"), young = cell_called(&n, "young+car");
    uint32_t home = n.branch[ward->branch_first].to == NONE ? 0 : 1;
    must_be_near(mean_of(&n, "acute.ward", 2 * old + home), 2 * 1440, 10, "home");
    must_be_near(mean_of(&n, "acute.ward", 2 * old + 1 - home), 4 * 1440, 10, "on to the team, old");
    must_be_near(mean_of(&n, "acute.ward", 2 * young + 1 - home), 2 * 1440, 10, "on to the team, young");
    network_free(&n);
}
