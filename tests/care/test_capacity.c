#include "care/capacity.h"

#include <criterion/criterion.h>
#include <math.h>

static struct shift week_of_shifts[] = {
    {7, 8, 2.0F}, {15, 7, 1.0F}, {31, 8, 2.0F}, {39, 7, 1.0F}, {79, 12, 0.5F}, {130, 9, 1.5F}};

static struct rota make_rota(void) {
    struct rota rota = {.shift_count = sizeof week_of_shifts / sizeof week_of_shifts[0], .shift = week_of_shifts};
    for (uint32_t i = 0; i < rota.shift_count; i++)
        rota.weight_hours += (double)rota.shift[i].weight * rota.shift[i].hours;
    return rota;
}

static const struct shift *shift_at(const struct rota *rota, unsigned hour) {
    for (uint32_t i = 0; i < rota->shift_count; i++)
        if (hour >= rota->shift[i].from_hour && hour < (unsigned)rota->shift[i].from_hour + rota->shift[i].hours)
            return &rota->shift[i];
    return NULL;
}

Test(capacity, staff_hours_are_those_of_the_establishment_in_the_long_run) {
    struct rota rota = make_rota();
    enum { WEEKS = 2000 };
    for (double hours = 11.7; hours < 3000; hours *= 2.9) {
        double on_duty = 0;
        for (int32_t week = 2900; week < 2900 + WEEKS; week++)
            for (unsigned hour = 0; hour < HOURS_PER_WEEK; hour++)
                on_duty += staff_on_duty(&rota, hours, week, hour);
        /* What is carried is less than one person for one shift, whatever the number of weeks, when shifts are
         * of one length; here they are of several, so the hours differ a little. */
        cr_expect_float_eq(on_duty / WEEKS, hours, 0.02 * hours + 0.05, "%g hours a week: %g", hours, on_duty / WEEKS);
    }
}

Test(capacity, whole_people_are_there_for_whole_shifts_and_at_no_other_hour) {
    struct rota rota = make_rota();
    for (double hours = 3; hours < 2000; hours *= 3.3)
        for (int32_t week = 0; week < 60; week++)
            for (unsigned hour = 0; hour < HOURS_PER_WEEK; hour++) {
                const struct shift *shift = shift_at(&rota, hour);
                int32_t there = staff_on_duty(&rota, hours, week, hour);
                if (shift == NULL) {
                    cr_assert_eq(there, 0);
                    continue;
                }
                double people = hours / rota.weight_hours * (double)shift->weight;
                cr_assert_leq(fabs((double)there - people), 1, "%d where %g are paid", there, people);
                cr_assert_eq(there, staff_on_duty(&rota, hours, week, shift->from_hour));
            }
}

Test(capacity, equal_shifts_never_run_more_than_one_person_ahead_or_behind) {
    struct shift shift[7];
    for (unsigned d = 0; d < 7; d++) shift[d] = (struct shift){(uint16_t)(24 * d + 8), 12, 1.0F};
    struct rota rota = {.shift_count = 7, .shift = shift, .weight_hours = 84};
    double paid = 0, there = 0;
    for (int32_t week = 0; week < 500; week++)
        for (unsigned d = 0; d < 7; d++) {
            paid += 93.6 / 84;
            there += staff_on_duty(&rota, 93.6, week, 24 * d + 8);
            cr_assert_lt(fabs(paid - there), 1 + 1e-6);
        }
}
