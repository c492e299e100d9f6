/* Headlines of the pictures of money are true of their data: where the effect is clear, absent and reversed. */
#include "report/headline.h"
#include "support/made_grid.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define TWO "number|arm|name\n0|a|Today\n1|b|One site\n"
#define THREE TWO "2|c|Two sites\n"

struct made { const char *arms, *summary, *rows; };

static void expect(headline_writer *headline, struct made made, const char *expected) {
    struct report report = {0};
    struct chart_data data = {.report = &report, .count = 1};
    struct text out = {0};
    made_grid(&report.arm, made.arms);
    if (made.summary != NULL) made_grid(&report.summary, made.summary);
    made_grid(&data.grid[0], made.rows);
    headline(&data, &out);
    cr_expect_str_eq(out.bytes, expected);
    text_free(&out);
    grid_free(&data.grid[0]);
    grid_free(&report.arm);
    grid_free(&report.summary);
}

/* ---- cost ---------------------------------------------------------------------------------------------- */

#define SUMMARY_ROWS "number|label|arm|value|low|high|simultaneous_low|simultaneous_high|unit|measure|word\n"
#define COST "all organisations: cost"

static const char one_step[] = "scenario|organisation\nOne site|trust\n";

static void expect_cost(const char *arms, const char *rows, const char *expected) {
    char summary[1024];
    snprintf(summary, sizeof summary, "%s7|" COST "|a|100|99|101|||GBP m|cost_gbp|\n%s", SUMMARY_ROWS, rows);
    expect(headline_cost_waterfall, (struct made){arms, summary, one_step}, expected);
}

Test(headline_money, a_cost_is_more_or_less_only_where_its_interval_excludes_zero) {
    expect_cost(TWO, "7|" COST "|b|2|1.5|2.5|1|3|GBP m|cost_gbp|more\n",
                "Cost of all organisations with One site: \xc2\xa3" "2.0m more (95 % interval \xc2\xa3" "1.5m to \xc2\xa3" "2.5m)");
    expect_cost(TWO, "7|" COST "|b|-2|-2.5|-1.5|-3|-1|GBP m|cost_gbp|less\n",
                "Cost of all organisations with One site: \xc2\xa3" "2.0m less (95 % interval \xc2\xa3" "1.5m to \xc2\xa3" "2.5m)");
    expect_cost(TWO, "7|" COST "|b|2|-0.5|4.5|-1|5|GBP m|cost_gbp|\n",
                "Cost of all organisations with One site: no clear difference (95 % interval \xe2\x88\x92\xc2\xa3" "0.5m to \xc2\xa3" "4.5m)");
}

Test(headline_money, of_several_scenarios_those_are_counted_that_are_clear_beside_all_others) {
    expect_cost(THREE, "7|" COST "|b|2|1.5|2.5|1|3|GBP m|cost_gbp|more\n7|" COST "|c|-2|-2.5|-1.5|-3|-1|GBP m|cost_gbp|less\n",
                "Of 2 scenarios 1 costs clearly more and 1 clearly less than Today");
    expect_cost(THREE, "7|" COST "|b|2|1.5|2.5|-1|5|GBP m|cost_gbp|\n7|" COST "|c|0|-1|1|-2|2|GBP m|cost_gbp|\n",
                "No scenario costs clearly more or less than Today");
    expect_cost(THREE, "7|" COST "|b|2|1.5|2.5|1|3|GBP m|cost_gbp|more\n7|" COST "|c|1|0.5|1.5|0.1|2|GBP m|cost_gbp|more\n",
                "Of 2 scenarios 2 cost clearly more and 0 clearly less than Today");
}

Test(headline_money, the_largest_kind_of_cost_is_the_first_scenarios_and_never_the_rest) {
    expect(headline_cost_stack,
           (struct made){TWO, NULL, "scenario|part|cost_gbp_m|_panel|_scenario\nToday|ward|10|0|0\nToday|nurses|30|0|0\nToday|other|60|0|0\n"
                                    "One site|ward|90|0|1\nToday|ward|99|1|0\n"},
           "The largest kind of cost is nurses: 30 % of \xc2\xa3" "100.0m with Today");
}

/* ---- positions ------------------------------------------------------------------------------------------- */

#define POSITIONS "organisation|scenario|finding\n"

Test(headline_money, who_is_better_and_who_is_worse_off) {
    expect(headline_position, (struct made){TWO, NULL, POSITIONS "Trust|One site|better off\nBoard|One site|worse off\nCouncil|One site|no clear difference\n"},
           "Trust is clearly better off, Board clearly worse off");
    expect(headline_position, (struct made){TWO, NULL, POSITIONS "Trust|One site|worse off\nBoard|One site|worse off\n"},
           "No organisation is clearly better off, 2 clearly worse off");
    expect(headline_position, (struct made){TWO, NULL, POSITIONS "Trust|One site|no clear difference\n"},
           "No organisation is clearly better or worse off than with Today");
    expect(headline_position, (struct made){THREE, NULL, POSITIONS "Trust|One site|better off\nTrust|Two sites|better off\nBoard|One site|better off\n"},
           "2 organisations are clearly better off, none clearly worse off in at least one scenario");
    expect(headline_position, (struct made){THREE, NULL, POSITIONS "Trust|One site|better off\nTrust|Two sites|worse off\n"},
           "Trust is clearly better off in some scenarios, clearly worse off in others");
}

/* ---- present value --------------------------------------------------------------------------------------- */

#define VALUES "organisation|cash_gbp_m|present_value_gbp_m|difference_gbp_m|difference_low|difference_high|_order|_scenario\n" \
               "All organisations|100|97||||1|0\n"

Test(headline_money, present_value_is_of_all_organisations_together) {
    expect(headline_cash_present, (struct made){TWO, NULL, VALUES "All organisations|98|98|1|0.5|1.5|1|1\nTrust|1|1|-9|-10|-8|2|1\n"},
           "Present value of all cost with One site: \xc2\xa3" "1.0m more (95 % interval \xc2\xa3" "0.5m to \xc2\xa3" "1.5m; by itself, not beside all others)");
    expect(headline_cash_present, (struct made){TWO, NULL, VALUES "All organisations|98|96|-1|-2.5|0.5|1|1\n"},
           "Present value of all cost with One site: no clear difference (95 % interval \xe2\x88\x92\xc2\xa3" "2.5m to \xc2\xa3" "0.5m)");
    expect(headline_cash_present, (struct made){THREE, NULL, VALUES "All organisations|98|96|-1|-1.5|-0.5|1|1\nAll organisations|9|9|1|0.5|2|1|2\n"},
           "Of 2 scenarios 1 costs clearly more and 1 clearly less than Today, each seen by itself");
    expect(headline_cash_present, (struct made){"number|arm|name\n0|a|Today\n", NULL, VALUES},
           "Care costs \xc2\xa3" "100.0m in cash, \xc2\xa3" "97.0m as present value");
}
