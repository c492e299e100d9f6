#include "results/chance.h"
#include "support/fake_result.h"

#include <criterion/criterion.h>
#include <math.h>

Test(chance, waits_and_losses_are_of_those_who_could_have_them) {
    struct post_tally tally = {.arrived = 103, .balked = 3, .turned_away = 10, .diverted = 6, .cancelled = 4, .started = 70,
                               .waited = 30, .left_waiting = 8};
    cr_expect_float_eq(chance_loss(tally), 20.0 / 103, 1e-12);
    cr_expect_float_eq(chance_wait(tally), 40.0 / 80, 1e-12, "40 of the 80 let in started at once");
    cr_expect(isnan(chance_wait((struct post_tally){0})));
    cr_expect_eq(chance_wait((struct post_tally){.arrived = 5, .started = 5, .diverted = 2}), 0);
}

Test(chance, of_places_that_never_ran_out_are_read_off_the_time_at_each_number) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, 1, 2);
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    static const double minutes[] = {10, 20, 40, 20, 10};
    for (uint32_t i = 0; i < 2; i++) {
        struct outcome *outcome = &fake.result.arm[0].outcome[i];
        for (uint32_t n = 0; n < 5; n++)
            outcome->level_minutes[outcome->level_first[FAKE_CASTLE_BAY] + n] = minutes[n];
    }
    cr_assert(chance_unlimited(&view, 0, FAKE_CASTLE_BAY));
    struct chance_places places = chance_places(&view, 0, FAKE_CASTLE_BAY);
    cr_expect_eq(places.first, 2);
    cr_expect_eq(places.count, 6, "2 to 2 + 4 sd, rounded up: sd is 1.1");
    cr_expect_float_eq(chance_delay(&view, 0, FAKE_CASTLE_BAY, 3).mean, 20.0 / 90, 1e-12);
    cr_expect_float_eq(chance_over(&view, 0, FAKE_CASTLE_BAY, 2).mean, 0.3, 1e-12);
    cr_expect_eq(chance_over(&view, 0, FAKE_CASTLE_BAY, 4).mean, 0);
    result_view_free(&view);
    fake_result_free(&fake);
}

Test(chance, places_that_were_all_in_use_ran_out) {
    struct fake_result fake;
    struct result_view view;
    fake_result_init(&fake, 1, 1);
    fake.value[0] = 240; /* also the capacity that the fake pools name: far above the 3 + 1 in use */
    cr_assert_eq(result_view_init(&view, &fake.result, 1), STATUS_OK);
    cr_expect(chance_unlimited(&view, 0, FAKE_ROYAL_BED));
    fake.result.arm[0].outcome[0].pool[FAKE_ROYAL_BED].in_use_max = 240;
    cr_expect_not(chance_unlimited(&view, 0, FAKE_ROYAL_BED));
    result_view_free(&view);
    fake_result_free(&fake);
}
