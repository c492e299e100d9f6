#include "scenario/population.h"

#include "base/calendar.h"
#include "support/reading.h"
#include <criterion/criterion.h>
#include <math.h>

#define GROWING "compile/growing.cfg"

static void growing(struct reading *reading) {
    read_arm(reading, data_file(GROWING));
    cr_assert_eq(reading->problems.count, 0, "%s", reading->problems.count > 0 ? reading->problems.item[0].text : "");
}

Test(population, people_move_along_the_line_between_two_julys) {
    struct reading reading;
    growing(&reading);
    cr_expect_eq(number_on(&reading, "", "areas.north.from_65"), 10200, "before the first year");
    cr_expect_eq(number_on(&reading, "2026-07-01", "areas.north.from_65"), 10200);
    /* 731 days from 1 July 2026 to 1 July 2028, 92 to 1 October, 365 to 1 July 2027; the line of * goes to 1.1 */
    cr_expect(fabs(number_on(&reading, "2026-10-01", "areas.north.from_65") - 10200 * (1 + 0.1 * 92 / 731)) <= 1);
    cr_expect(fabs(number_on(&reading, "2027-07-01", "areas.north.from_65") - 10200 * (1 + 0.1 * 365 / 731)) <= 1);
    cr_expect_eq(number_on(&reading, "2026-12-31", "areas.north.from_65"), number_on(&reading, "2026-10-01", "areas.north.from_65"));
    cr_expect_eq(number_on(&reading, "2028-07-01", "areas.north.from_65"), 11220);
    cr_expect_eq(number_on(&reading, "2029-03-01", "areas.north.from_65"), 11220, "after the last year");
    cr_expect_eq(number_on(&reading, "2028-07-01", "areas.north.under_65"), 31620);
    reading_free(&reading);
}

Test(population, an_area_s_own_rows_come_before_those_of_all) {
    struct reading reading;
    growing(&reading);
    cr_expect_eq(number_on(&reading, "2027-07-01", "areas.south.from_65"), 9300 * 1.2);
    cr_expect_eq(number_on(&reading, "2028-04-01", "areas.south.from_65"), 9300 * 1.2);
    cr_expect(fabs(number_on(&reading, "2027-07-01", "areas.south.under_65") - 42500 * (1 + 0.1 * 365 / 731)) <= 1, "an empty cell is on the line");
    cr_expect_eq(number_on(&reading, "2028-07-01", "areas.south.under_65"), 46750);
    reading_free(&reading);
}

Test(population, other_changes_go_on_meanwhile) {
    struct reading reading;
    growing(&reading);
    cr_expect_eq(number_on(&reading, "2027-05-05", "sites.royal.pools.bay"), 11);
    cr_expect_eq(number_on(&reading, "2027-05-04", "sites.royal.pools.bay"), 9);
    const struct scenario_arm *arm = &reading.set.arm[0];
    double before = 0;
    for (size_t i = 0; i < arm->version_count; i++) {
        const struct setting *areas = setting_get(arm->version[i].root, "areas");
        double now = 0;
        for (size_t a = 0; a < areas->child_count; a++)
            now += setting_get(areas->child[a], "from_65")->number + setting_get(areas->child[a], "under_65")->number;
        cr_assert_eq(now, floor(now), "whole people");
        cr_assert(now >= before, "of growing numbers none shrinks in between");
        before = now;
    }
    cr_assert_gt(arm->version_count, 60, "by the quarter and by the week: %zu", arm->version_count);
    reading_free(&reading);
}
