#include "results/inequality.h"
#include "results/tables.h"

/* Along each dimension a slope, a ratio and a gap, and the gap between areas: for each of the measures. */
static uint32_t all_wishes(const struct result_view *view) {
    return (view->result->network->dimension_count + 1) * INEQUALITY_INDEX_COUNT * INEQUALITY_MEASURES;
}

static bool fill_inequality(struct result_view *view, const uint32_t *at, struct table_row *row) {
    static const char *const index_name[] = {"sii", "rii", "gap"};
    const struct network *network = view->result->network;
    uint32_t dimension = at[2] / (INEQUALITY_INDEX_COUNT * INEQUALITY_MEASURES);
    const struct measure *measure = inequality_measure(at[2] / INEQUALITY_INDEX_COUNT % INEQUALITY_MEASURES);
    struct inequality_wish wish = {at[0], at[1], dimension == 0 ? NONE : dimension - 1, measure,
                                   (enum inequality_index)(at[2] % INEQUALITY_INDEX_COUNT)};
    struct inequality of = inequality_of(view, wish);
    if (of.replications == 0)
        return false;
    put_text(row, network->arm[at[0]].id);
    put_text(row, network->standard[at[1]].id);
    put_text(row, measure->name);
    put_text(row, wish.dimension == NONE ? "area" : network->dimension[wish.dimension].id);
    put_text(row, index_name[wish.index]);
    put_text(row, wish.index == INEQUALITY_RATIO ? "ratio" : measure->unit);
    put_real(row, of.value);
    put_real(row, of.low);
    put_real(row, of.high);
    put_real(row, of.baseline);
    put_real(row, of.difference);
    put_real(row, of.difference_low);
    put_real(row, of.difference_high);
    for (int end = 0; end < 2; end++) {
        uint32_t margin = end == 0 ? of.best : of.worst;
        struct margin_names names = margin == NONE ? (struct margin_names){0} : view_margin(view, margin);
        put_text(row, margin == NONE ? NULL : wish.dimension == NONE ? names.area : names.level);
    }
    put_integer(row, (int64_t)of.replications);
    return true;
}

static const struct column inequality_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"standard", CELL_TEXT, "", "the clock or journey, over the whole window"},
    {"measure", CELL_TEXT, "", "mean_minutes, p90_minutes or within_target"},
    {"dimension", CELL_TEXT, "", "area, or by what people are told apart"},
    {"index", CELL_TEXT, "",
     "sii: slope index of inequality, of a group that is `ordered`: the most disadvantaged less the least, by a line "
     "through all levels at the middle of their rank in the population. rii: relative index, the line's end at the most "
     "disadvantaged over its end at the least. gap: the worst place or level less the best, by their means over "
     "replications, of those with 20 people and more"},
    {"unit", CELL_TEXT, "", "unit of the numbers that follow"},
    {"value", CELL_REAL, "as `unit` says", "of a slope or ratio the mean over replications; of a gap between the means, "
                                           "which chance makes too large rather than too small"},
    {"low", CELL_REAL, "as `unit` says", "lower end of its 95 % interval over replications (Student's t; of a gap by the "
                                         "jackknife, which takes out that bias, and cut at 0); missing under two"},
    {"high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"baseline", CELL_REAL, "as `unit` says", "the same of the baseline"},
    {"difference", CELL_REAL, "as `unit` says", "value - baseline; missing for the baseline"},
    {"difference_low", CELL_REAL, "as `unit` says", "lower end of its 95 % interval, paired by replication"},
    {"difference_high", CELL_REAL, "as `unit` says", "upper end of it"},
    {"best", CELL_TEXT, "", "of a gap: the area or level with the best mean"},
    {"worst", CELL_TEXT, "", "of a gap: that with the worst"},
    {"replications", CELL_INTEGER, "", "that had it"},
};
const struct table table_inequality = {
    .name = "inequality", .help = "How unequal access is between areas and groups, and what a scenario makes of it.",
    .axis = {AXIS_ARM, AXIS_STANDARD, AXIS_OWN}, .own_length = all_wishes, TABLE_COLUMNS_ARE(inequality_columns),
    .fill = fill_inequality};
