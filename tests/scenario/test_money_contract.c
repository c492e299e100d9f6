#include "scenario/money_contract.h"

#include "scenario/sentences.h"
#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define DATA "tests/scenario/data/compile/"

static const struct money_contract *with(const struct network *n, const char *party) {
    for (uint32_t i = 0; i < n->contract_count; i++)
        if (n->contract[i].party != NONE && strcmp(n->organisation[n->contract[i].party].id, party) == 0)
            return &n->contract[i];
    cr_assert_fail("no contract with %s", party);
    return NULL;
}

/* A slot's value in an arm, with all its changes. */
static double value(const struct network *n, uint32_t arm, uint32_t slot) {
    return slot_at(n, arm, slot, INFINITY);
}

/* Two sites of the trust are one contract: 10 a day at GBP 200, at most GBP 100 a day, in micro-pounds a minute. */
Test(money_contract, all_that_one_runs_counts_together) {
    struct network n = compiled(DATA "contract.cfg", NULL);
    cr_assert_eq(n.contract_count, 1u);
    const struct money_contract *trust = with(&n, "trust");
    must_be_near(value(&n, 0, trust->baseline), 10 / 1440.0, 1e-12, "baseline");
    must_be_near(value(&n, 0, trust->at_most), 100e6 / 1440, 1e-6, "at_most");
    must_be_near(value(&n, 0, trust->above), 1, 0, "above");
    must_be_near(value(&n, 0, trust->below), 1, 0, "below");
    cr_expect(isinf(value(&n, 0, trust->at_least)) && value(&n, 0, trust->at_least) < 0);
    cr_expect_eq(n.slot_use[trust->baseline], SLOT_MONEY);
    cr_expect_eq(n.slot_use[trust->at_most], SLOT_TERMS);
    network_free(&n);
}

/* In the first scenario the council runs nothing that is paid for, so one number is enough there. */
Test(money_contract, who_offers_nothing_needs_no_number) {
    struct network n = compiled(DATA "contract.cfg", DATA "contract_new.cfg");
    cr_assert_eq(n.contract_count, 2u);
    const struct money_contract *trust = with(&n, "trust"), *council = with(&n, "council");
    must_be_near(value(&n, 0, trust->baseline), 10 / 1440.0, 1e-12, "trust");
    must_be_near(value(&n, 0, council->baseline), 0, 0, "council, before it is there");
    must_be_near(value(&n, 1, trust->baseline), 10 / 1440.0, 1e-12, "trust");
    must_be_near(value(&n, 1, council->baseline), 20 / 1440.0, 1e-12, "council");
    must_be_near(value(&n, 1, council->at_most), 2 * 20 * 200e6 / 1440, 1e-6, "twice what the baseline comes to");
    network_free(&n);
}

/* What is agreed goes on where a service closes: only another agreement ends it. */
Test(money_contract, a_service_that_closes_keeps_its_contract) {
    struct network n = compiled(DATA "contract.cfg", DATA "contract_closed.cfg");
    const struct money_contract *trust = with(&n, "trust");
    must_be_near(value(&n, 1, trust->baseline), 10 / 1440.0, 1e-12, "trust");
    network_free(&n);
}

Test(money_contract, two_that_are_there_need_a_number_each) {
    struct network network;
    struct problem_list problems = {0};
    cr_assert_neq(compile_files(DATA "contract.cfg", DATA "contract_new_bad.cfg", &network, &problems), STATUS_OK);
    cr_assert_eq(problems.errors, 1u);
    cr_expect_str_eq(sentence_name(problems.item[0].sentence), "contract_each", "%s", problems.item[0].text);
    problem_list_free(&problems);
}
