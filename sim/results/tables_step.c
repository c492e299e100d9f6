#include "results/tables.h"

/* ---- step ----------------------------------------------------------------------------------------- */

static bool fill_step(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct post *post = &network->post[at[3]];
    struct post_tally tally = view_post(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    struct elsewhere_tally elsewhere = view_elsewhere(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    struct handed_tally handed = view_handed(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->pathway[network->step[post->step].pathway].id);
    put_text(row, network->step[post->step].id);
    put_text(row, network->provider[post->provider].id);
    put_count(row, tally.arrived);
    put_count(row, tally.started);
    put_count(row, tally.completed);
    put_count(row, tally.left_waiting);
    put_count(row, tally.turned_away);
    put_count(row, tally.diverted);
    put_count(row, tally.cancelled);
    put_count(row, tally.balked);
    put_count(row, tally.preempted);
    put_count(row, elsewhere.found_closed);
    put_count(row, elsewhere.went_elsewhere);
    put_real(row, view_ratio(tally.wait_minutes, (double)tally.started));
    put_real(row, view_ratio((double)tally.waited, (double)tally.arrived));
    put_real(row, view_ratio(tally.time_minutes, (double)tally.completed));
    put_count(row, tally.uses);
    put_count(row, tally.ended);
    put_real(row, view_ratio(tally.ended_minutes, (double)tally.ended));
    put_real(row, view_ratio(tally.present_minutes, view_period_minutes(view, at[2])));
    put_count(row, handed.people);
    put_real(row, view_ratio(handed.minutes, (double)handed.people));
    put_real(row, view_ratio(tally.work_minutes, (double)tally.worked));
    return true;
}

static const struct column step_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"pathway", CELL_TEXT, "", "pathway"},
    {"step", CELL_TEXT, "", "step, as pathway.step"},
    {"provider", CELL_TEXT, "", "site or team"},
    {"arrived", CELL_INTEGER, "people", "who came to the step there in the period"},
    {"started", CELL_INTEGER, "people", "of them: started, sooner or later"},
    {"completed", CELL_INTEGER, "people", "of them: completed it"},
    {"left_waiting", CELL_INTEGER, "people", "of them: lost patience"},
    {"turned_away", CELL_INTEGER, "people", "of them: found no room"},
    {"diverted", CELL_INTEGER, "people", "of them: were sent on to another provider"},
    {"cancelled", CELL_INTEGER, "people", "of them: were cancelled for want of room"},
    {"balked", CELL_INTEGER, "people", "of them: turned round at the door, since too many were there"},
    {"preempted", CELL_INTEGER, "times", "that any of them had to give way to somebody of an earlier class"},
    {"found_closed", CELL_INTEGER, "people", "who would have come in the period and found nobody open; not among those who arrived"},
    {"went_elsewhere", CELL_INTEGER, "people", "of those turned away or who found nobody open: went to another step, as full_to and closed_to say"},
    {"wait_mean_minutes", CELL_REAL, "min", "mean wait of those who started"},
    {"waited_share", CELL_REAL, "share", "of those who arrived: waited before they started; see also the table chance"},
    {"time_mean_minutes", CELL_REAL, "min", "mean time from start to leaving of those who completed"},
    {"uses", CELL_INTEGER, "starts", "starts within the period, of whomever"},
    {"ended", CELL_INTEGER, "people", "who left within the period, whenever they came"},
    {"ended_time_mean_minutes", CELL_REAL, "min", "their mean time from start to leaving, as programs that count at the end have it"},
    {"present_mean", CELL_REAL, "people", "mean number between start and leaving within the period"},
    {"handed_over", CELL_INTEGER, "people", "whose hand-over to there by another organisation ended in the period"},
    {"handover_mean_minutes", CELL_REAL, "min", "mean time that it took, before they came"},
    {"care_mean_minutes", CELL_REAL, "min", "of those whose care there ended: mean time from start to that end; time_mean_minutes is "
                                            "longer by the time for which their place was kept after it"},
};
const struct table table_step = {
    .name = "step", .help = "What happened at each step at each provider.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_POST}, TABLE_COLUMNS_ARE(step_columns),
    .fill = fill_step};

/* ---- flow ----------------------------------------------------------------------------------------- */

static struct flow_tally flow_at(const struct result_view *view, const uint32_t *at) {
    const struct network *network = view->result->network;
    const struct flow_tally *flow = view->result->arm[at[0]].outcome[at[1]].flow;
    bool all = at[2] >= network->period_count;
    uint32_t end = all ? network->period_count : at[2] + 1;
    struct flow_tally sum = {0};
    for (uint32_t period = all ? 0 : at[2]; period < end; period++) {
        size_t post = (size_t)period * network->post_count + at[3];
        const struct flow_tally *one = &flow[post * network->area_count + at[4]];
        sum.people += one->people;
        sum.minutes += one->minutes;
        sum.km += one->km;
    }
    return sum;
}

static bool fill_flow(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct flow_tally flow = flow_at(view, at);
    if (flow.people == 0)
        return false;
    const struct post *post = &network->post[at[3]];
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_text(row, network->pathway[network->step[post->step].pathway].id);
    put_text(row, network->step[post->step].id);
    put_text(row, network->area[at[4]].id);
    put_text(row, network->provider[post->provider].id);
    put_count(row, flow.people);
    put_real(row, flow.minutes / (double)flow.people);
    put_real(row, flow.km / (double)flow.people);
    return true;
}

static const struct column flow_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"pathway", CELL_TEXT, "", "pathway"},
    {"step", CELL_TEXT, "", "the step that the journey is to"},
    {"from_area", CELL_TEXT, "", "where the people live"},
    {"to_provider", CELL_TEXT, "", "where they go"},
    {"people", CELL_INTEGER, "people", "who made the journey in the period"},
    {"mean_minutes", CELL_REAL, "min", "mean journey"},
    {"mean_km", CELL_REAL, "km", "mean distance"},
};
const struct table table_flow = {
    .name = "flow", .help = "Who goes where; journeys that nobody makes are left out.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_POST, AXIS_AREA},
    TABLE_COLUMNS_ARE(flow_columns), .fill = fill_flow};
