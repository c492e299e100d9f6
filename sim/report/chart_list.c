/* Every picture, in the order of the page. */
#include "report/chart.h"
#include "report/headline.h"

const struct chart chart_list[] = {
    {"differences", SECTION_ACCESS, 2, "Change in the mean time of each standard against the first scenario",
     "A dot is the mean difference on the same people, the line its 95 % interval; where the line crosses the dashed zero, no "
     "difference is clear. Left of zero is shorter. Panels have their own scales.",
     "summary", headline_differences},
    {"cost_stack", SECTION_MONEY, 1, "What care costs by kind of cost, GBP m, mean over the replications",
     "A bar is a scenario, its length the whole cost, its parts the five largest kinds of cost and the rest, each the mean over the "
     "replications. Up to four organisations have a panel each. Of more than six scenarios the first six are drawn.",
     "cost", headline_cost_stack},
    {"cost_waterfall", SECTION_MONEY, 2, "How the cost of all organisations changes from the first scenario, GBP m",
     "Each panel begins at the first scenario\xe2\x80\x99s cost, the dashed zero. From there each organisation\xe2\x80\x99s bar goes "
     "right by what it spends more and left by what it spends less, and the next begins where it ends. The last bar is the whole "
     "change; the line on it is its 95 % interval, and where it crosses zero no difference is clear. Of more than six scenarios "
     "the first six are drawn.",
     "difference, summary", headline_cost_waterfall},
    {"position", SECTION_MONEY, 2, "Change in each organisation\xe2\x80\x99s position (received less paid less cost), GBP m",
     "A dot is how much better (right) or worse (left) off an organisation is than with the first scenario, the line its 95 % "
     "interval; where the line crosses the dashed zero, no difference is clear. Organisations whose position never changes "
     "are left out. Of more than six scenarios the first six are drawn.",
     "summary", headline_position},
    {"cash_present", SECTION_MONEY, 1, "What each organisation\xe2\x80\x99s care costs in cash and as present value, GBP m",
     "The bar is the present value, in which later years count for less by the discount; the upright stroke is the same in cash, "
     "undiscounted. Both are of the whole time simulated; within the first year they are the same.",
     "value", headline_cash_present},
};
const uint32_t chart_count = sizeof chart_list / sizeof chart_list[0];
