/* Every picture, in the order of the page. */
#include "report/chart.h"
#include "report/headline.h"

const struct chart chart_list[] = {
    {"differences", SECTION_ACCESS, 2, "Change in the mean time of each standard against the first scenario",
     "A dot is the mean difference on the same people, the line its 95 % interval; where the line crosses the dashed zero, no "
     "difference is clear. Left of zero is shorter. Panels have their own scales. At most eight standards are drawn, those with the most clear "
     "differences.",
     "summary", headline_differences},
    {"travel_cumulative", SECTION_ACCESS, 1, "Share of people whose journey takes no more than so many minutes",
     "The further left and the higher a line, the shorter the journeys: that is better. Dotted rules stand at 30 and 45 minutes. Where "
     "lines lie on each other, those scenarios have the same journeys. At most the four journeys that differ most are drawn.",
     "spread", headline_travel_cumulative},
    {"cost_stack", SECTION_MONEY, 1, "What care costs by kind of cost, GBP m, mean over the replications",
     "A bar is a scenario, its length the whole cost, its parts the five largest kinds of cost and the rest, each the mean over the "
     "replications. Where there are few, organisations have a panel each.",
     "cost", headline_cost_stack},
    {"cost_waterfall", SECTION_MONEY, 2, "How the cost of all organisations changes from the first scenario, GBP m",
     "Each panel begins at the first scenario\xe2\x80\x99s cost, the zero. From there each organisation\xe2\x80\x99s bar goes "
     "right by what it spends more and left by what it spends less, and the next begins where it ends. The last bar is the whole "
     "change; the line on it is its 95 % interval, and where it crosses zero no difference is clear.",
     "difference, summary", headline_cost_waterfall},
    {"position", SECTION_MONEY, 2, "Change in each organisation\xe2\x80\x99s position (received less paid less cost), GBP m",
     "A dot is how much better (right) or worse (left) off an organisation is than with the first scenario, the line its 95 % "
     "interval; where the line crosses the dashed zero, no difference is clear. Organisations whose position never changes "
     "are left out.",
     "summary", headline_position},
    {"cash_present", SECTION_MONEY, 1, "What each organisation\xe2\x80\x99s care costs in cash and as present value, GBP m",
     "The bar is the present value, in which later years count for less by the discount; the upright stroke is the same in cash, "
     "undiscounted. Both are of the whole time simulated; within the first year they are the same. Of many "
     "organisations the seven largest are drawn.",
     "value", headline_cash_present},
    {"where_minutes_go", SECTION_ACCESS, 1, "Mean time by stage for everybody who enters a pathway",
     "A bar is what a person who enters the pathway spends in all, on average, those included who never reach its later steps. Kept "
     "after care is time in a place where care is over, until the next step has room. Panels have their own units and scales.",
     "step, flow", headline_where_minutes_go},
    {"outcomes", SECTION_ACCESS, 2, "Change in expected events a year against the first scenario",
     "A dot is the mean change, the thick line its 95 % interval by the simulation\xe2\x80\x99s chance alone, the thin one with the doubt "
     "of the published numbers too. Where the thin line crosses the dashed zero, no difference is clear. Left is fewer. Panels have "
     "their own scales.",
     "outcome_difference", headline_outcomes},
    {"occupancy_by_day", SECTION_CAPACITY, 1, "Share of the places in use where it is fullest, %, by week, or by day of a run of a quarter or less",
     "A line is the mean over the replications, its band what lies between their 5th and 95th percentile (of a week the means of its "
     "days\xe2\x80\x99). The dashed line is 92 %. Over 100 % there are more people than places. Of places that are open at "
     "midnight beds are shown before all others, at most six. The scale need not begin at zero.",
     "day, pool", headline_occupancy_by_day},
    {"time_at_level", SECTION_CAPACITY, 1, "Share of the time at which at least so many places are in use where it is fullest, %",
     "Read up from a number of places to the share of the time at which as many or more are in use. A line that stays high far to the "
     "right is full most of the time. The dashed upright is the mean number of places. Panels have their own scales.",
     "occupancy, pool", headline_time_at_level},
    {"chance_by_beds", SECTION_CAPACITY, 1, "Estimated chance of waiting by number of places, where nobody ever waited",
     "Read up from a number of places to the chance that who comes would have had to wait; the band is its 95 % interval. Only places that "
     "never ran out have it, and at most four are shown. Panels have their own scales.",
     "chance", headline_chance_by_beds},
    {"hour_of_week", SECTION_CAPACITY, 1, "People in and waiting by hour and day, where their number swings most through the week",
     "The stronger a cell\xe2\x80\x99s colour, the more people are in or waiting in that hour of that day, on average. Beds and staff are left out. The first two "
     "scenarios are drawn, on one scale.",
     "hour_of_week", headline_hour_of_week},
    {"bed_closure", SECTION_CAPACITY, 1, "Beds closed since the start, and other capacity opened before each closing",
     "The line is how many beds have closed, the diamonds what other capacity had grown by before each closing, in beds. A "
     "filled diamond is no less than what has closed, a hollow one is too little. Scenarios that close no beds are left out.",
     "bed_closure", headline_bed_closure},
    {"convergence", SECTION_TRUST, 2, "Difference from the first scenario by number of replications, with its 95 % interval",
     "A line is the mean difference over the first replications, its band the 95 % interval; it should settle and narrow. The dotted "
     "upright is the number used. The wait is the one that the answer tells. The scale "
     "need not begin at zero.",
     "access, cost", headline_convergence},
    {"who_gains", SECTION_EQUITY, 2, "Change in the mean time of each neighbourhood against the first scenario",
     "A dot is the mean difference on the same people, the line its 95 % interval. A filled dot is clear also beside all other "
     "neighbourhoods and groups of this standard, a hollow one is not. The neighbourhoods that gain and lose most are drawn. The standard is "
     "the journey that the answer tells where it changes clearly, else the wait.",
     "difference", headline_who_gains},
    {"spread_by_area", SECTION_EQUITY, 1, "Spread of people\xe2\x80\x99s times by neighbourhood, or by place where there are more than 30 neighbourhoods",
     "Of ten people five are inside the bar, the tick in it is the median; nine of ten are on the thin line. Further left is shorter, "
     "which is better. The one with the longest median in the first scenario stands on top. The standard is the journey whose mean changes "
     "clearly in most scenarios, or, where none does, the wait.",
     "spread", headline_spread_by_area},
    {"deprivation", SECTION_EQUITY, 1, "Mean time by disadvantage, with 95 % intervals",
     "A line that is level treats all alike; the more it falls to the right, the longer the most disadvantaged take. Lower is better. The "
     "intervals are of each mean by itself; scenarios are compared on the same people, so their difference may be clear where "
     "intervals overlap.",
     "measure, inequality", headline_deprivation},
    {"map", SECTION_EQUITY, 1, "Mean time of each neighbourhood, and the journeys of its people",
     "A circle is a neighbourhood, larger with more residents and of a stronger colour with a longer mean time. A diamond is a site, hollow where nobody "
     "goes in the scenario shown; its number stands below. Lines are journeys, wider with more people; those of less than 2 % of a "
     "neighbourhood\xe2\x80\x99s people are left out. One kilometre is as long in every direction; north is at the top.",
     "measure, flow", headline_map},
    {"map_change", SECTION_EQUITY, 2, "Change in the mean time of each neighbourhood against the first scenario",
     "Blue is shorter, which is better, orange longer. A thick rim says that the change is clear also beside all other neighbourhoods and "
     "groups of this standard; without one it may be chance. A diamond is a site, hollow where nobody goes in the scenario shown.",
     "difference, flow", headline_map_change},
};
const uint32_t chart_count = sizeof chart_list / sizeof chart_list[0];
