/* Headlines of the pictures of capacity, time and trust are true of their data: where the effect is clear, absent and reversed. */
#include "report/headline.h"
#include "support/made_grid.h"

#include <criterion/criterion.h>

#define ONE "number|arm|name\n0|a|Today\n"
#define TWO ONE "1|b|One site\n"
#define THREE TWO "2|c|Two sites\n"

static void expect(headline_writer *headline, const char *arms, const char *rows, const char *expected) {
    struct report report = {0};
    struct chart_data data = {.report = &report, .count = 1};
    struct text out = {0};
    made_grid(&report.arm, arms);
    made_grid(&data.grid[0], rows);
    headline(&data, &out);
    cr_expect_str_eq(out.bytes, expected);
    text_free(&out);
    grid_free(&data.grid[0]);
    grid_free(&report.arm);
}

/* ---- how full ---------------------------------------------------------------------------------------------- */

#define DAYS "where|percent_in_use|_place|_scenario\n"

Test(headline_capacity, how_many_places_are_full_with_each_scenario) {
    expect(headline_occupancy_by_day, THREE,
           DAYS "A|91|1|0\nA|95|1|0\nA|80|1|1\nA|90|1|2\nB|93|2|0\nB|93|2|1\nB|80|2|2\n",
           "Of the 2 fullest groups of places, so many are over 92 % full on average: 2 with Today, 0 to 1 with the others");
    expect(headline_occupancy_by_day, TWO, DAYS "A|95|1|0\nA|96|1|1\nB|90|2|0\nB|89|2|1\n",
           "Of the 2 fullest groups of places, so many are over 92 % full on average: 1 in every scenario");
    expect(headline_occupancy_by_day, TWO, DAYS "A|90|1|0\nA|94|1|0\nA|97|1|1\n", "A, share in use on average: 92 % with Today, 97 % with One site");
    expect(headline_occupancy_by_day, ONE, DAYS "A|90|1|0\nB|97|2|0\n",
           "Of the 2 fullest groups of places, so many are over 92 % full on average: 1");
}

Test(headline_capacity, time_at_which_the_fullest_is_full) {
    expect(headline_time_at_level, TWO, "where|_place|_scenario|_over\nA|1|0|57.2\nA|1|1|22.9\nB|2|1|99\n",
           "A: time at which 92 % or more of the mean number of places are in use: 57 % with Today, 23 % with One site");
    expect(headline_time_at_level, TWO, "where|_place|_scenario|_over\nA|1|0|57.2\nA|1|1|57.4\n",
           "A: time at which 92 % or more of the mean number of places are in use: 57 % in every scenario");
}

#define CHANCE "where|number_of_places|percent_who_would_wait|_place|_scenario\n"

Test(headline_capacity, the_fewest_places_with_which_one_in_a_hundred_waits) {
    expect(headline_chance_by_beds, TWO, CHANCE "A|2|0.5|1|0\nA|3|9|1|0\nA|4|0.9|1|0\nA|5|0.1|1|0\nA|4|2|1|1\nA|5|1|1|1\nB|1|0.5|2|1\n",
           "A: to have at most 1 % wait takes 4 places with Today, 5 places with One site");
    expect(headline_chance_by_beds, ONE, CHANCE "A|3|9|1|0\nA|4|2|1|0\n",
           "A: nobody ever waits, and each place fewer would raise the chance that somebody does");
}

Test(headline_capacity, the_busiest_hour_is_the_first_scenarios) {
    expect(headline_hour_of_week, TWO,
           "weekday|hour|people|_panel|_site\nMon|9|12.4|0|A\nTue|10|66|0|A\nSun|23|3.5|0|A\nWed|1|99|1|A\n",
           "A is busiest on Tue 10:00 to 11:00 (66 people), quietest on Sun 23:00 to 24:00 (3.5 people) with Today");
}

/* ---- time and beds ----------------------------------------------------------------------------------------- */

#define STAGES "pathway|minutes_per_person|_order|_scenario|_stage\n"

Test(headline_capacity, time_without_care_is_of_the_first_pathway) {
    expect(headline_where_minutes_go, TWO,
           STAGES "Stroke (all) (hours)|10|1|0|1\nStroke (all) (hours)|15|1|0|2\nStroke (all) (hours)|70|1|0|4\nStroke (all) (hours)|5|1|0|5\n"
                  "Stroke (all) (hours)|10|1|1|3\nStroke (all) (hours)|30|1|1|4\nFalls (min)|99|2|0|2\n",
           "Stroke (all): time neither cared for nor on the way is 20.0 % with Today, 25.0 % with One site");
}

#define CLOSINGS "scenario|_edge|_passes\nA|1|\n"

Test(headline_capacity, closings_that_pass_are_counted) {
    expect(headline_bed_closure, TWO, CLOSINGS "A|0|1\nA|0|0\nA|0|1\nA|1|\n", "Before 2 of 3 closings of beds enough other capacity has opened");
    expect(headline_bed_closure, TWO, CLOSINGS "A|0|1\n", "Enough other capacity has opened before every closing of beds (1)");
    expect(headline_bed_closure, TWO, CLOSINGS "A|0|0\nA|0|0\n", "Before no closing of beds (2) has enough other capacity opened");
}

/* ---- trust --------------------------------------------------------------------------------------------------- */

Test(headline_capacity, what_is_known_is_half_the_widest_interval_at_the_number_used) {
    expect(headline_convergence, THREE,
           "replications|low|high|_place|_used\n9|0|100|1|10\n10|-2|4|1|10\n10|1|3|1|10\n10|-0.1|0.1|2|10\n",
           "After 10 replications the difference in the wait is known to within 3.0 min, in cost to within \xc2\xa3" "0.10m");
    expect(headline_convergence, TWO, "replications|low|high|_place|_used\n5|-2|3|2|5\n",
           "After 5 replications the difference in cost is known to within \xc2\xa3" "2.5m");
}

#define EVENTS "outcome|low|high\n"

Test(headline_capacity, events_are_fewer_or_more_only_with_both_kinds_of_doubt) {
    expect(headline_outcomes, TWO, EVENTS "deaths|1|3\n", "deaths: clearly more events than with Today, all doubt counted");
    expect(headline_outcomes, TWO, EVENTS "deaths|-3|-1\n", "deaths: clearly fewer events than with Today, all doubt counted");
    expect(headline_outcomes, TWO, EVENTS "deaths|-3|1\n", "deaths: neither clearly more nor clearly fewer events than with Today, all doubt counted");
    expect(headline_outcomes, THREE, EVENTS "deaths|-3|-1\nfalls|-3|1\nfalls||\n",
           "Of 3 differences 1 is clearly fewer events and 0 clearly more than with Today, each seen by itself, all doubt counted");
    expect(headline_outcomes, THREE, EVENTS "deaths|-3|1\nfalls|0|1\n",
           "No kind of event is clearly more or less frequent than with Today, all doubt counted");
}
