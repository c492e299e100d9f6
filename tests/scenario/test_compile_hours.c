#include "support/compiled.h"
#include <criterion/criterion.h>
#include <math.h>

#define DATA "tests/scenario/data/compile/"

Test(compile_hours, equal_hours_in_a_row_are_one_shift) {
    struct network n = compiled(DATA "small.cfg", NULL);
    cr_assert_eq(n.rota_count, 1); /* both teams have the same */
    const struct rota *rota = &n.rota[0];
    /* from Wednesday: 8 to 20 of weight 2, 20 to 24 of weight 1, five days */
    cr_assert_eq(rota->shift_count, 10);
    for (uint32_t day = 0; day < 5; day++) {
        cr_assert_eq(rota->shift[2 * day].from_hour, 48 + 24 * day + 8);
        cr_assert_eq(rota->shift[2 * day].hours, 12);
        cr_assert_eq(rota->shift[2 * day + 1].from_hour, 48 + 24 * day + 20);
        cr_assert_eq(rota->shift[2 * day + 1].hours, 4);
    }
    must_be_near(rota->weight_hours, 5 * (12 * 2 + 4), 1e-9, "weight_hours");
    network_free(&n);
}

Test(compile_hours, a_shift_is_never_longer_than_a_day) {
    struct network n = compiled(DATA "around.cfg", NULL);
    cr_assert_eq(n.rota[0].shift_count, 7);
    for (uint32_t day = 0; day < 7; day++) {
        cr_assert_eq(n.rota[0].shift[day].from_hour, 24 * day);
        cr_assert_eq(n.rota[0].shift[day].hours, 24);
    }
    network_free(&n);
}

Test(compile_hours, staff_are_wte_with_worked_hours_after_absence) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct pool *one = &n.pool[pool_called(&n, "one", "nurse")], *two = &n.pool[pool_called(&n, "two", "nurse")];
    must_be_near(n.value[one->capacity], 4, 0, "wte");
    must_be_near(n.value[one->hours_per_wte], 37.5 * 0.78, 1e-12, "hours a week");
    must_be_near(n.value[two->hours_per_wte], 37.5, 1e-12, "no absence");
    const struct pool *bay = &n.pool[pool_called(&n, "small", "bay")];
    cr_assert_eq(bay->rota, NONE);
    cr_assert_eq(bay->hours_per_wte, NONE);
    cr_assert_neq(bay->calendar, NONE);
    network_free(&n);
}

Test(compile_hours, demand_by_hour_and_month_has_mean_one_and_leaving_hours_end_at_one) {
    struct network n = compiled(DATA "small.cfg", NULL);
    const struct pathway *community = &n.pathway[1], *acute = &n.pathway[0];
    double sum = 0;
    for (int h = 0; h < HOURS_PER_WEEK; h++)
        sum += (double)n.week[community->profile].hour[h];
    must_be_near(sum / HOURS_PER_WEEK, 1, 1e-6, "mean of the week");
    must_be_near((double)n.week[community->profile].hour[30 + 24], 0, 0, "24 rows hold every day");
    must_be_near((double)n.week[community->profile].hour[12 + 24], 2, 1e-6, "by day");
    cr_assert_eq(acute->profile, NONE);
    double january = 365.25 * 2 / (31 + 365.25); /* twice the others', and the year's mean 1 */
    must_be_near((double)n.season[acute->season].month[0], january, 1e-6, "January");
    must_be_near((double)n.season[acute->season].month[5], january / 2, 1e-6, "June");
    const struct leaving_hours *leaving = &n.leaving[n.step[step_called(&n, "acute.ward")].ends_by];
    must_be_near((double)leaving->upto[9], 0, 0, "before 10");
    must_be_near((double)leaving->upto[10], 0.5, 0, "by 11");
    must_be_near((double)leaving->upto[23], 1, 0, "by midnight");
    uint32_t post = network_post(&n, step_called(&n, "acute.ae"), provider_called(&n, "big"));
    const struct offer *offer = &n.offer[n.post[post].offer];
    cr_assert_neq(offer->hours, NONE);
    must_be_near((double)n.week[offer->hours].hour[8], 1, 0, "open at 8: hours keep their numbers");
    network_free(&n);
}
