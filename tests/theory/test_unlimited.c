/* Beds that never run out: M/G/infinity. */
#include "support/run_scenario.h"
#include "support/theory.h"

#include <criterion/criterion.h>

Test(unlimited, the_number_in_beds_is_poisson) {
    struct scenario_run run;
    struct run_wish wish = {.file = {"theory/data/beds.cfg"}, .seed = 20260403,
                            .replications = run_replications(20, 6)};
    scenario_run_or_fail(&run, &wish);
    for (int pool = 0; pool < 2; pool++) {
        const char *kind = pool == 0 ? "bed" : "chair"; /* limited far away, and not at all */
        expect_measure(&run, (struct measure){IN_USE_MEAN, kind, "ward", 0}, 8);
        expect_measure(&run, (struct measure){IN_USE_VARIANCE, kind, "ward", 0}, 8);
        for (unsigned number = 3; number <= 14; number++)
            expect_measure(&run, (struct measure){LEVEL_SHARE, kind, "ward", number},
                           theory_poisson(8, (int)number));
    }
    cr_expect_eq(measure_value(&run, 0, 0, (struct measure){WAITED_SHARE, "illness.stay", "ward", 0}), 0);
    scenario_run_free(&run);
}
