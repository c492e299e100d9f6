/* Made-up scenarios of families whose answers are known: each answer within its interval, and no family out to one
 * side. All bounds were fixed beforehand: the whole set fails by chance less than once in a hundred sets. */
#include "random/known_networks.h"
#include "support/run_scenario.h"
#include "results/tree.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { EACH = 7, EACH_SHORT = 2, REPLICATIONS = 20, CLAIMS = 400 }; /* more answers than there are */

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/known-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
}
static void tear_down(void) {
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(known_networks, .init = set_up, .fini = tear_down);

static void try_family(unsigned family) {
    unsigned each = run_replications(EACH, EACH_SHORT), checks = 0;
    double sum = 0;
    for (unsigned i = 0; i < each; i++) {
        struct known_network known;
        struct text said = {0};
        double error = 0;
        known_make(&known, family, i + 1);
        cr_expect(known_holds(&known, scratch, REPLICATIONS, CLAIMS, &said, &error), "network %u: %s\n%s", i + 1,
                  said.bytes, known.scenario.bytes);
        checks += known.check_count;
        sum += error;
        text_free(&said);
        known_free(&known);
    }
    /* Each error follows Student's t of 19 degrees, whose variance is 19/17. */
    double together = sum / sqrt(each * (REPLICATIONS - 1.0) / (REPLICATIONS - 3.0));
    cr_expect_lt(fabs(together), 4, "the first answers of all networks together are out by %.1f errors", together);
    cr_expect_leq(checks * known_family_count(), CLAIMS * 2u);
    cr_expect_geq(checks, 2 * each, "%u answers of %u networks", checks, each);
}

Test(known_networks, m_m_c) { try_family(0); }
Test(known_networks, m_m_c_k) { try_family(1); }
Test(known_networks, erlang_a) { try_family(2); }
Test(known_networks, m_g_1) { try_family(3); }
Test(known_networks, m_g_infinity) { try_family(4); }
Test(known_networks, erlang_b) { try_family(5); }
Test(known_networks, kaufman_and_roberts) { try_family(6); }
Test(known_networks, cobham) { try_family(7); }
Test(known_networks, kella_and_yechiali) { try_family(8); }
Test(known_networks, jackson) { try_family(9); }

Test(known_networks, every_family_is_tried) {
    cr_expect_eq(known_family_count(), 10u);
}
