/* Two hundred shapes of scenarios, of which each must hold what any valid scenario must. */
#include "random/network_maker.h"
#include "random/shape_check.h"
#include "results/tree.h"
#include "support/run_scenario.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SHAPES = 200, SHAPES_SHORT = 24, PARTS = 4 };
#define FIRST_SEED 20261125u /* of the shapes; chosen beforehand */

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/shapes-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
}
static void tear_down(void) {
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(network_maker, .init = set_up, .fini = tear_down);

/* Every PARTSth shape, so that the parts run beside each other. */
static void try_part(unsigned part) {
    unsigned shapes = run_replications(SHAPES, SHAPES_SHORT);
    for (unsigned i = part; i < shapes; i += PARTS) {
        struct made_network made;
        struct text said = {0};
        uint64_t events = 0;
        network_make(&made, FIRST_SEED + i);
        cr_assert(network_write(&made, scratch));
        bool holds = shape_holds(scratch, 1 + i, &said, &events);
        cr_expect(holds, "seed %u (tests/random: random_networks --seed %u --shapes 1): %s", FIRST_SEED + i, FIRST_SEED + i,
                  said.bytes != NULL ? said.bytes : "");
        cr_expect_gt(events, 100u, "seed %u: nothing happens", FIRST_SEED + i);
        text_free(&said);
        network_made_free(&made);
    }
}

Test(network_maker, shapes_hold_1) { try_part(0); }
Test(network_maker, shapes_hold_2) { try_part(1); }
Test(network_maker, shapes_hold_3) { try_part(2); }
Test(network_maker, shapes_hold_4) { try_part(3); }

Test(network_maker, the_shapes_have_every_feature_several_times) {
    unsigned count[MADE_FEATURES_MOST] = {0};
    for (unsigned i = 0; i < SHAPES; i++) {
        struct made_network made;
        network_make(&made, FIRST_SEED + i);
        for (unsigned k = 0; k < network_feature_count(); k++) count[k] += made.used[k];
        network_made_free(&made);
    }
    for (unsigned k = 0; k < network_feature_count(); k++)
        cr_expect_geq(count[k], 10u, "%s stands in %u of %d shapes", network_feature_name(k), count[k], SHAPES);
}

Test(network_maker, a_seed_makes_the_same_network_again_and_another_another) {
    struct made_network one, again, other;
    network_make(&one, 5);
    network_make(&again, 5);
    network_make(&other, 6);
    cr_expect_str_eq(one.base.bytes, again.base.bytes);
    cr_expect_str_eq(one.plan.bytes, again.plan.bytes);
    cr_expect_str_neq(one.base.bytes, other.base.bytes);
    network_made_free(&one);
    network_made_free(&again);
    network_made_free(&other);
}
