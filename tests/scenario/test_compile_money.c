#include "support/compiled.h"
#include <criterion/criterion.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"

static const struct money_rule *rule(const struct network *n, const char *id) {
    for (uint32_t i = 0; i < n->money_rule_count; i++)
        if (strcmp(n->money_rule[i].id, id) == 0)
            return &n->money_rule[i];
    cr_assert(false, "no rule %s", id);
    return NULL;
}

static const char *organisation(const struct network *n, uint32_t index) {
    return index == NONE ? "nobody" : n->organisation[index].id;
}

Test(compile_money, the_unit_says_what_drives_a_cost_and_how_much) {
    const struct { const char *id; enum driver driver; double micro_gbp, group; uint32_t targets; } known[] = {
        {"use", DRIVER_USE, 1e8, 1, 2},
        {"stay", DRIVER_STEP_TIME, 1e5, 1, 2},
        {"ward", DRIVER_OPEN_STEPS, 1e7 / 1440, 10, 2}, /* GBP 100 a day for 10 places */
        {"nurse", DRIVER_OPEN_TIME, 1.5e6, 1, 2},       /* GBP 60 an hour, half of it twice as dear */
        {"miles", DRIVER_MILES, 5e5, 1, 1},
        {"office", DRIVER_PERIOD, 1e8 / 1440, 1, 1},
        {"tariff", DRIVER_USE, 2e8, 1, 2},
        {"block", DRIVER_PERIOD, 1e8 / 1440, 1, 1},
    };
    struct network n = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(n.money_rule_count, 8);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct money_rule *r = rule(&n, known[i].id);
        cr_assert_eq(r->driver, known[i].driver, "%s", known[i].id);
        cr_assert_eq(r->target_count, known[i].targets, "%s", known[i].id);
        must_be_near(n.value[r->rate], known[i].micro_gbp, 1e-9 * known[i].micro_gbp, known[i].id);
        must_be_near(r->group_size, known[i].group, 0, known[i].id);
        cr_assert_eq(n.slot_use[r->rate], SLOT_MONEY);
        cr_assert_eq(n.slot_index[r->rate], (uint32_t)(r - n.money_rule));
    }
    network_free(&n);
}

Test(compile_money, a_cost_falls_on_who_runs_the_provider_and_a_payment_goes_from_one_to_another) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct money_target *use = &n.money_target[rule(&n, "use")->target_first];
    cr_assert_str_eq(organisation(&n, use->to), "trust");
    cr_assert_eq(use->from, NONE);
    cr_assert_eq(use->provider, n.post[use->index].provider);
    cr_assert_str_eq(organisation(&n, n.money_target[rule(&n, "stay")->target_first].to), "icb");
    const struct money_target *nurse = &n.money_target[rule(&n, "nurse")->target_first];
    cr_assert_str_eq(organisation(&n, nurse->to), "council");
    cr_assert_eq(nurse->index, pool_called(&n, "one", "nurse"));
    const struct money_target *tariff = &n.money_target[rule(&n, "tariff")->target_first];
    cr_assert_str_eq(organisation(&n, tariff->from), "icb");
    cr_assert_str_eq(organisation(&n, tariff->to), "trust");
    const struct money_target *block = &n.money_target[rule(&n, "block")->target_first];
    cr_assert_eq(block->index, NONE);
    cr_assert_str_eq(organisation(&n, block->to), "council");
    network_free(&n);
}

Test(compile_money, one_id_may_mean_different_things_in_two_scenarios) {
    struct network n = compiled(DATA "small.cfg", DATA "other_money.cfg");
    uint32_t uses = 0;
    for (uint32_t i = 0; i < n.money_rule_count; i++) {
        if (strcmp(n.money_rule[i].id, "use") != 0)
            continue;
        double in_arm = n.value[n.money_rule[i].rate];
        for (size_t p = 0; p < n.arm[1].patch_count; p++)
            if (n.arm[1].patch[p].slot == n.money_rule[i].rate)
                in_arm = n.arm[1].patch[p].number;
        bool old = n.money_rule[i].driver == DRIVER_USE;
        must_be_near(n.value[n.money_rule[i].rate], old ? 1e8 : 0, 0, "baseline");
        must_be_near(in_arm, old ? 0 : 1e6, 1e-6, "arm");
        uses++;
    }
    cr_assert_eq(uses, 2);
    network_free(&n);
}
