/* Every picture, in the order of the page. */
#include "report/chart.h"
#include "report/headline.h"

const struct chart chart_list[] = {
    {"differences", SECTION_ACCESS, 2, "Change in the mean time of each standard against the first scenario",
     "A dot is the mean difference on the same people, the line its 95 % interval; where the line crosses the dashed zero, no "
     "difference is clear. Left of zero is shorter. Panels have their own scales.",
     "summary", headline_differences},
    {"travel_cumulative", SECTION_ACCESS, 1, "Share of people whose journey takes no more than so many minutes",
     "The further left and the higher a line, the shorter the journeys: that is better. Dotted rules stand at 30 and 45 minutes. Where "
     "lines lie on each other, those scenarios have the same journeys. At most the four journeys that differ most are drawn.",
     "spread", headline_travel_cumulative},
};
const uint32_t chart_count = sizeof chart_list / sizeof chart_list[0];
