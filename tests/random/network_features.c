/* Each function writes one setting, or says that it does not fit where the maker is.
 * house: long because it is one table with a small function for each row. */
#include "random/network_features.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct feature {
    const char *name;
    enum where where;
    double chance;     /* that it is tried; where one of several is taken, its weight */
    bool (*write)(struct maker *maker, struct text *out); /* false: it does not fit here */
    const char *of;    /* features of one such word exclude each other */
};

static const char *minutes_text(double minutes, char out[32]) {
    snprintf(out, 32, "%.4g min", minutes);
    return out;
}
static unsigned below(struct maker *maker, unsigned count) {
    return chance_below(&maker->chance, count);
}
unsigned made_from(struct maker *maker, unsigned low, unsigned high) {
    return chance_from(&maker->chance, low, high);
}
double made_between(struct maker *maker, double low, double high) {
    return chance_between(&maker->chance, low, high);
}
bool made_is(struct maker *maker, double share) {
    return chance_is(&maker->chance, share);
}
static struct step_made *step_now(struct maker *maker) {
    return &maker->step[maker->pathway][maker->now];
}
static bool is_team(const struct maker *maker, unsigned provider) {
    return provider >= maker->sites;
}
static unsigned sites_offering(const struct maker *maker, unsigned pathway, unsigned step) {
    unsigned count = 0;
    for (unsigned i = 0; i < maker->sites; i++) count += maker->offers[i][pathway][step];
    return count;
}

/* ---- lengths -------------------------------------------------------------------------------------------- */

static bool length_constant(struct maker *maker, struct text *out) {
    char a[32];
    text_add_format(out, "{ kind = \"constant\"; value = \"%s\"; }", minutes_text(maker->minutes, a));
    return true;
}
static bool length_plain(struct maker *maker, struct text *out) {
    char a[32];
    text_add_format(out, "\"%s\"", minutes_text(maker->minutes, a));
    return true;
}
static bool length_uniform(struct maker *maker, struct text *out) {
    char a[32], b[32];
    double half = maker->minutes * made_between(maker, 0.1, 1);
    text_add_format(out, "{ kind = \"uniform\"; low = \"%s\"; high = \"%s\"; }", minutes_text(maker->minutes - half, a),
                    minutes_text(maker->minutes + half, b));
    return true;
}
static bool length_triangular(struct maker *maker, struct text *out) {
    char a[32], b[32], c[32];
    text_add_format(out, "{ kind = \"triangular\"; low = \"%s\"; mode = \"%s\"; high = \"%s\"; }",
                    minutes_text(maker->minutes * 0.5, a), minutes_text(maker->minutes * made_between(maker, 0.5, 1.5), b),
                    minutes_text(maker->minutes * 2, c));
    return true;
}
static bool length_exponential(struct maker *maker, struct text *out) {
    char a[32];
    text_add_format(out, "{ kind = \"exponential\"; mean = \"%s\"; }", minutes_text(maker->minutes, a));
    return true;
}
static bool length_erlang(struct maker *maker, struct text *out) {
    char a[32];
    text_add_format(out, "{ kind = \"erlang\"; mean = \"%s\"; stages = %u; }", minutes_text(maker->minutes, a),
                    made_from(maker, 1, 6));
    return true;
}
static bool length_gamma(struct maker *maker, struct text *out) {
    char a[32], b[32];
    text_add_format(out, "{ kind = \"gamma\"; mean = \"%s\"; sd = \"%s\"; }", minutes_text(maker->minutes, a),
                    minutes_text(maker->minutes * made_between(maker, 0.3, 1.5), b));
    return true;
}
static bool length_weibull(struct maker *maker, struct text *out) {
    char a[32];
    text_add_format(out, "{ kind = \"weibull\"; mean = \"%s\"; shape = %.3f; }", minutes_text(maker->minutes, a),
                    made_between(maker, 0.7, 3));
    return true;
}
static bool length_lognormal(struct maker *maker, struct text *out) {
    char a[32], b[32];
    text_add_format(out, "{ kind = \"lognormal\"; mean = \"%s\"; sd = \"%s\"; times = %.3f; }",
                    minutes_text(maker->minutes, a), minutes_text(maker->minutes * made_between(maker, 0.2, 1.5), b),
                    made_between(maker, 0.5, 1.5));
    return true;
}
static bool length_normal(struct maker *maker, struct text *out) {
    char a[32], b[32];
    text_add_format(out, "{ kind = \"normal\"; mean = \"%s\"; sd = \"%s\"; }", minutes_text(maker->minutes, a),
                    minutes_text(maker->minutes * made_between(maker, 0.05, 0.3), b));
    return true;
}
static bool length_beta(struct maker *maker, struct text *out) {
    char a[32], b[32];
    text_add_format(out, "{ kind = \"beta\"; low = \"%s\"; high = \"%s\"; a = %.3f; b = %.3f; }",
                    minutes_text(maker->minutes * 0.4, a), minutes_text(maker->minutes * 1.6, b), made_between(maker, 0.8, 4),
                    made_between(maker, 0.8, 4));
    return true;
}
static bool length_empirical(struct maker *maker, struct text *out) {
    text_add_format(out, "{ kind = \"empirical\"; table = \"observed.csv\"; smooth = %s; }", made_is(maker, 0.5) ? "true" : "false");
    return true;
}
static bool length_mixture(struct maker *maker, struct text *out) {
    char a[32], b[32], c[32];
    text_add_format(out,
                    "{ kind = \"mixture\"; of = ( { weight = %.3f; kind = \"exponential\"; mean = \"%s\"; }, "
                    "{ weight = 1; kind = \"uniform\"; low = \"%s\"; high = \"%s\"; } ); }",
                    made_between(maker, 0.2, 3), minutes_text(maker->minutes * 1.3, a), minutes_text(maker->minutes * 0.5, b),
                    minutes_text(maker->minutes, c));
    return true;
}

static bool length_bounded(struct maker *maker, struct text *out) {
    char a[32], b[32], c[32], d[32];
    text_add_format(out, "{ kind = \"gamma\"; mean = \"%s\"; sd = \"%s\"; at_least = \"%s\"; at_most = \"%s\"; }",
                    minutes_text(maker->minutes, a), minutes_text(maker->minutes, b), minutes_text(maker->minutes * 0.3, c),
                    minutes_text(maker->minutes * 3, d));
    return true;
}

static bool length_by_age(struct maker *maker, struct text *out) {
    text_add(out, "{ by = \"age\"; young = ");
    (void)length_gamma(maker, out);
    text_add(out, "; old = ");
    (void)length_lognormal(maker, out);
    text_add(out, "; }");
    return true;
}

void network_write_length(struct maker *maker, double minutes, struct text *out) {
    maker->minutes = minutes;
    (void)network_write_one_of(maker, IN_LENGTH, out);
}

double network_some_minutes(struct maker *maker) {
    return exp(made_between(maker, log(8), log(1200)));
}

/* ---- where a step happens --------------------------------------------------------------------------------- */

static bool for_sites(const struct maker *maker) {
    return !maker->step[maker->pathway][maker->now].by_team;
}
static bool choose_nearest(struct maker *maker, struct text *out) {
    text_add(out, made_is(maker, 0.5) ? " choose = \"nearest\";" : "");
    return for_sites(maker);
}
static bool choose_logit(struct maker *maker, struct text *out) {
    if (!for_sites(maker)) return false;
    text_add_format(out, " choose = \"logit\"; per_minute = -%.3f;", made_between(maker, 0.02, 0.3));
    return true;
}
static bool choose_shares(struct maker *maker, struct text *out) {
    if (!for_sites(maker)) return false;
    text_add(out, " choose = \"shares\"; weights : {");
    for (unsigned i = 0; i < maker->sites; i++)
        if (maker->offers[i][maker->pathway][maker->now])
            text_add_format(out, " s%u = %.3f;", i, made_between(maker, 0.1, 1));
    text_add(out, " };");
    return true;
}
static bool choose_catchment(struct maker *maker, struct text *out) {
    if (!for_sites(maker)) return false;
    text_add(out, " choose = \"catchment\"; column = \"hospital\"; or_else = \"nearest\";");
    return true;
}
static bool choose_home_team(struct maker *maker, struct text *out) {
    text_add(out, for_sites(maker) ? "" : " choose = \"home_team\";");
    return !for_sites(maker);
}
static bool choose_same_site(struct maker *maker, struct text *out) {
    if (!for_sites(maker) || maker->now == 0) return false;
    text_add(out, made_is(maker, 0.5) ? " choose = \"same_site\"; or_else = \"free\";" : " choose = \"same_site\";");
    return true;
}
static bool choose_free(struct maker *maker, struct text *out) {
    text_add(out, for_sites(maker) ? " choose = \"free\";" : "");
    return for_sites(maker);
}
static bool choose_one_line(struct maker *maker, struct text *out) {
    text_add(out, for_sites(maker) ? " choose = \"free\"; one_line = true;" : "");
    return for_sites(maker);
}
static bool choose_from_base(struct maker *maker, struct text *out) {
    text_add(out, for_sites(maker) ? " choose = \"nearest\"; from = \"base\"; mode = \"drive\";" : "");
    return for_sites(maker);
}
static bool choose_least_time(struct maker *maker, struct text *out) {
    text_add(out, for_sites(maker) ? " choose = \"least_time\"; mode = \"drive\";" : "");
    return for_sites(maker);
}
static bool choose_shortest(struct maker *maker, struct text *out) {
    text_add(out, for_sites(maker) ? " choose = \"shortest\";" : "");
    return for_sites(maker);
}
static bool choose_only(struct maker *maker, struct text *out) {
    if (!for_sites(maker) || sites_offering(maker, maker->pathway, maker->now) != 1) return false;
    text_add(out, " choose = \"only\";");
    return true;
}
static bool choose_from_here(struct maker *maker, struct text *out) {
    if (!for_sites(maker) || maker->now == 0) return false;
    text_add(out, " choose = \"nearest\"; from = \"here\";");
    return true;
}

/* ---- steps ------------------------------------------------------------------------------------------------ */

static bool step_amounts(struct maker *maker, struct text *out) {
    unsigned needs = step_now(maker)->needs, kind = 0;
    if (needs == 0 || step_now(maker)->by_team) return false;
    while ((needs >> kind & 1) == 0) kind++;
    for (unsigned i = 0; i < maker->sites; i++)
        if (maker->places[i][kind] < 4) return false;
    text_add_format(out, " amounts : { k%u = 2; };", kind);
    return true;
}
static bool step_waits_in(struct maker *maker, struct text *out) {
    if (maker->now == 0) return false;
    unsigned before = maker->step[maker->pathway][maker->now - 1].needs, count = 0;
    if (before == 0) return false;
    text_add(out, " waits_in = [");
    for (unsigned kind = 0; kind < KINDS; kind++)
        if ((before >> kind & 1) != 0) text_add_format(out, "%s \"k%u\"", count++ > 0 ? "," : "", kind);
    text_add(out, " ];");
    return true;
}
static bool step_patience(struct maker *maker, struct text *out) {
    if (step_now(maker)->needs == 0) return false;
    text_add(out, " patience = ");
    network_write_length(maker, network_some_minutes(maker), out);
    text_add(out, ";");
    if (maker->now + 1 < maker->steps[maker->pathway] && made_is(maker, 0.4))
        text_add_format(out, " impatient_to = \"%c\";", (int)('a' + maker->now + 1));
    return true;
}
static bool step_priority(struct maker *maker, struct text *out) {
    text_add_format(out, " priority = %u;", made_from(maker, 1, 8));
    return true;
}
static bool step_priority_by_age(struct maker *maker, struct text *out) {
    text_add_format(out, " priority = { by = \"age\"; young = %u; old = %u; };", made_from(maker, 1, 8), made_from(maker, 1, 8));
    return true;
}
static bool step_line_limit(struct maker *maker, struct text *out) {
    static const char *const rules[] = {"wait", "turn_away", "divert"};
    if (step_now(maker)->needs == 0) return false;
    text_add_format(out, " line_limit = %u; when_full = \"%s\";", below(maker, 8), rules[below(maker, 3)]);
    return true;
}
static bool step_no_line(struct maker *maker, struct text *out) {
    if (step_now(maker)->needs == 0) return false;
    text_add_format(out, " when_full = \"%s\";", made_is(maker, 0.5) ? "turn_away" : "divert");
    return true;
}
static bool step_cancel(struct maker *maker, struct text *out) {
    if (step_now(maker)->needs == 0) return false;
    text_add(out, " when_full = \"cancel\";");
    if (made_is(maker, 0.3)) return true;
    text_add(out, " rebook = ");
    network_write_length(maker, made_between(maker, 300, 4000), out);
    text_add(out, ";");
    return true;
}
static bool step_sends_on(struct maker *maker, struct text *out) {
    static const char *const rules[] = {"wait", "turn_away", "cancel"};
    if (step_now(maker)->needs == 0 || step_now(maker)->by_team) return false;
    text_add_format(out, " when_full = \"divert\"; diverts_to = [ \"s0\" ]; nowhere = \"%s\";", rules[below(maker, 3)]);
    return true;
}
static bool step_balks(struct maker *maker, struct text *out) {
    if (step_now(maker)->needs == 0) return false;
    unsigned from = below(maker, 4);
    text_add_format(out, " balks = ( { from = %u; share = %.3f; }, { from = %u; share = { by = \"age\"; young = %.3f; old = 1; }; } );",
                    from, made_between(maker, 0.05, 0.5), from + made_from(maker, 1, 20), made_between(maker, 0.5, 1));
    if (made_is(maker, 0.5)) text_add(out, " balk_counts = \"line\";");
    if (maker->now + 1 < maker->steps[maker->pathway] && made_is(maker, 0.4))
        text_add_format(out, " balk_to = \"%c\";", (int)('a' + maker->now + 1));
    return true;
}
static bool step_gives_way(struct maker *maker, struct text *out) {
    text_add_format(out, " preemption = \"%s\";", made_is(maker, 0.7) ? "resume" : "restart");
    return step_now(maker)->needs != 0;
}
static bool step_turn_round(struct maker *maker, struct text *out) {
    if (step_now(maker)->needs == 0) return false;
    text_add(out, " turn_round = ");
    network_write_length(maker, made_between(maker, 2, 90), out);
    text_add(out, ";");
    return true;
}
static bool step_keeps(struct maker *maker, struct text *out) {
    if (maker->now == 0) return false;
    unsigned before = maker->step[maker->pathway][maker->now - 1].needs & ~step_now(maker)->needs, count = 0;
    if (before == 0) return false;
    text_add(out, " keeps = [");
    for (unsigned kind = 0; kind < KINDS; kind++)
        if ((before >> kind & 1) != 0) text_add_format(out, "%s \"k%u\"", count++ > 0 ? "," : "", kind);
    text_add(out, " ];");
    return true;
}
static bool step_leaves_free(struct maker *maker, struct text *out) {
    if (step_now(maker)->needs == 0) return false;
    text_add_format(out, " leaves_free = { by = \"age\"; young = %u; old = 0; };", made_from(maker, 1, 3));
    return true;
}
static bool step_overtake(struct maker *maker, struct text *out) {
    text_add(out, " overtake = true;");
    return step_now(maker)->needs != 0;
}
static bool step_ends_by(struct maker *maker, struct text *out) {
    text_add(out, step_now(maker)->timeless ? "" : " ends_by = \"leaving.csv\";");
    return !step_now(maker)->timeless;
}
static bool step_travels(struct maker *maker, struct text *out) {
    text_add(out, " travels = \"drive\";");
    if (step_now(maker)->by_team && made_is(maker, 0.5)) text_add_format(out, " round = %u;", made_from(maker, 2, 9));
    return true;
}

static bool branch_by_age(struct maker *maker, struct text *out) {
    double share = maker->minutes; /* what is to be shared out */
    text_add_format(out, "{ by = \"age\"; young = %.4f; old = %.4f; }", share, share * made_between(maker, 0.3, 1));
    return true;
}
static bool branch_plain(struct maker *maker, struct text *out) {
    text_add_format(out, "%.4f", maker->minutes);
    return true;
}

/* ---- pools ------------------------------------------------------------------------------------------------ */

static bool pool_places(struct maker *maker, struct text *out) {
    unsigned places = 1 + (unsigned)exp(made_between(maker, 0, log(30)));
    maker->places[maker->provider][maker->kind] = places;
    text_add_format(out, "%u", places);
    return true;
}
static bool pool_calendar(struct maker *maker, struct text *out) {
    text_add_format(out, "{ places = %u; calendar = \"calendar.csv\"; }", made_from(maker, 2, 20));
    return true;
}
static bool pool_days_off(struct maker *maker, struct text *out) {
    text_add_format(out, "{ places = %u; days_off = \"days_off.csv\"; }", made_from(maker, 2, 20));
    return true;
}
static bool pool_staff(struct maker *maker, struct text *out) {
    text_add_format(out, "{ wte = %.2f; rota = \"rota.csv\"; absence = %.2f; }", made_between(maker, 3, 25), made_between(maker, 0, 0.4));
    return true;
}
static bool pool_overflow(struct maker *maker, struct text *out) {
    if (maker->kind != 0) return false; /* only one after another */
    for (unsigned p = 0; p < maker->pathways; p++)
        for (unsigned s = 0; s < maker->steps[p]; s++)
            if ((maker->step[p][s].needs & 3) == 3) return false; /* nor both at once */
    text_add_format(out, "{ places = %u; overflow = \"k1\"; moves_back = %s; }", made_from(maker, 1, 12),
                    made_is(maker, 0.5) ? "true" : "false");
    return true;
}
/* By the same kind of pool elsewhere, which may ask back. */
static bool pool_helped(struct maker *maker, struct text *out) {
    unsigned other = below(maker, maker->sites + maker->teams);
    if (other == maker->provider) return false;
    bool teams = is_team(maker, other) || is_team(maker, maker->provider);
    text_add_format(out, "{ places = %u; overflow = \"%c%u.k%u\"; overflow_from = %u; lends = %.2f; lends_above = %u;",
                    made_from(maker, 0, 12), is_team(maker, other) ? 't' : 's',
                    is_team(maker, other) ? other - maker->sites : other, maker->kind, made_from(maker, 0, 2),
                    made_between(maker, 0, 1), made_from(maker, 0, 2));
    if (made_is(maker, 0.5)) text_add(out, " overflow_within = \"place\";");
    if (!teams && made_is(maker, 0.5))
        text_add_format(out, " overflow_travels = \"drive\"; overflow_returns = %s;", made_is(maker, 0.5) ? "true" : "false");
    text_add(out, " }");
    return true;
}
static bool pool_attention(struct maker *maker, struct text *out) {
    text_add_format(out, "{ places = %u; attention = %.1f; }", made_from(maker, 1, 20), made_between(maker, 0.5, 8));
    return true;
}
static bool pool_unlimited(struct maker *maker, struct text *out) {
    (void)maker;
    text_add(out, "\"unlimited\"");
    return true;
}

/* ---- the scenario ----------------------------------------------------------------------------------------- */

static bool scenario_handoff(struct maker *maker, struct text *out) {
    text_add_format(out, "handoffs : { approval : { from = \"*\"; to = \"%s\"; share = { by = \"age\"; young = %.2f; old = 1; }; delay = ",
                    made_is(maker, 0.5) ? "community" : "*", made_between(maker, 0, 1));
    network_write_length(maker, network_some_minutes(maker), out);
    text_add(out, "; }; };\n");
    return true;
}

/* ---- pathways --------------------------------------------------------------------------------------------- */

static bool pathway_profile(struct maker *maker, struct text *out) {
    if (maker->is_listed) return false; /* a list of times has no profile */
    text_add(out, " profile = \"week.csv\";");
    return true;
}
static bool pathway_season(struct maker *maker, struct text *out) {
    if (maker->is_listed) return false;
    text_add(out, " season = \"season.csv\";");
    return true;
}
static bool pathway_demand_times(struct maker *maker, struct text *out) {
    text_add_format(out, " demand_times = { by = \"age\"; young = %.3f; else = 1; };", made_between(maker, 0.5, 1.5));
    return true;
}
static bool pathway_renewal(struct maker *maker, struct text *out) {
    text_add(out, " arrivals : { kind = \"renewal\"; times = 1.1; between = ");
    maker->minutes = made_between(maker, 20, 400);
    (void)length_weibull(maker, out);
    text_add(out, "; };");
    return true;
}
static bool pathway_booked(struct maker *maker, struct text *out) {
    text_add_format(out, " arrivals : { kind = \"booked\"; table = \"booked.csv\"; attend = %.2f; early = \"10 min\"; late = ",
                    made_between(maker, 0.5, 1));
    maker->minutes = made_between(maker, 2, 900);
    (void)length_gamma(maker, out);
    text_add(out, "; };");
    maker->is_listed = true;
    return true;
}
static bool pathway_known(struct maker *maker, struct text *out) {
    maker->is_listed = true;
    text_add(out, " arrivals : { kind = \"trace\"; table = \"known.csv\"; };");
    return true;
}
static bool pathway_together(struct maker *maker, struct text *out) {
    text_add_format(out, " arrivals : { together = ( { people = 1; share = 0.75; }, { people = %u; share = 0.25; } ); };",
                    made_from(maker, 2, 9));
    return true;
}
static bool pathway_follow(struct maker *maker, struct text *out) {
    text_add_format(out, " follow = \"%u d\";", made_from(maker, 1, 14));
    return true;
}

/* ---- sites and the system ----------------------------------------------------------------------------------- */

static bool site_hours(struct maker *maker, struct text *out) {
    if (maker->provider == 0) return false; /* somebody is always open */
    for (unsigned p = 0; p < maker->pathways; p++)
        for (unsigned s = 0; s < maker->steps[p]; s++)
            if (maker->offers[maker->provider][p][s] && !maker->step[p][s].by_team) {
                text_add_format(out, " hours : { p%u_%c = \"open.csv\"; };", p, (int)('a' + s));
                return true;
            }
    return false;
}

static const char *const events[] = {"arrives", "starts", "ends", "leaves"};

static bool standard_clock(struct maker *maker, struct text *out) {
    unsigned pathway = below(maker, maker->pathways), first = below(maker, maker->steps[pathway]);
    unsigned last = made_from(maker, first, maker->steps[pathway] - 1), start = below(maker, first == last ? 3 : 4);
    unsigned stop = first == last ? made_from(maker, start + 1, 3) : below(maker, 4);
    text_add_format(out, "  clock_%u : { starts = \"p%u.%c.%s\"; stops = \"p%u.%c.%s\"; within = \"%u h\"; goal = 0.9; };\n",
                    maker->clocks++, pathway, (int)('a' + first), events[start], pathway, (int)('a' + last), events[stop],
                    made_from(maker, 1, 30));
    return true;
}

static bool standard_travel(struct maker *maker, struct text *out) {
    text_add(out, "  way : { travel = \"p0.a\"; within = \"30 min\"; };\n");
    return !maker->step[0][0].by_team;
}

static unsigned some_step(struct maker *maker, unsigned *pathway) {
    *pathway = below(maker, maker->pathways);
    return below(maker, maker->steps[*pathway]);
}

static bool money_cost_use(struct maker *maker, struct text *out) {
    unsigned p = 0, s = some_step(maker, &p);
    text_add_format(out, "  use : { step = \"p%u.%c\"; amount = \"GBP %u per use\"; };\n", p, (int)('a' + s), made_from(maker, 1, 900));
    return true;
}
static bool money_cost_time(struct maker *maker, struct text *out) {
    text_add_format(out, "  stay : { step = \"*.a\"; amount = \"GBP %u per d\"; };\n", made_from(maker, 1, 900));
    return true;
}
static bool money_cost_wards(struct maker *maker, struct text *out) {
    text_add_format(out, "  ward : { pool = \"*.k%u\"; amount = \"GBP 2.4m per %u places per yr\"; };\n", below(maker, KINDS),
                    made_from(maker, 2, 24));
    return true;
}
static bool money_cost_staff(struct maker *maker, struct text *out) {
    text_add_format(out, "  staff : { pool = \"*.k%u\"; amount = \"GBP 61 per h\"; vacant = 0.1; agency = 1.5; };\n",
                    below(maker, KINDS));
    return true;
}
static bool money_cost_year(struct maker *maker, struct text *out) {
    (void)maker;
    text_add(out, "  overhead : { falls_on = \"trust\"; amount = \"GBP 1m per yr\"; };\n");
    return true;
}

static bool money_cost_running_on(struct maker *maker, struct text *out) {
    text_add_format(out, "  place : { pool = \"*.k%u\"; amount = \"GBP 100 per d\"; runs_on = \"%u d\"; released = %.2f;", below(maker, KINDS),
                    made_from(maker, 1, 30), made_between(maker, 0, 1));
    text_add(out, made_is(maker, 0.5) ? " };\n" : " falls_on = { icb = 0.3; provider = 0.7; }; };\n");
    return true;
}
static bool money_baseline(struct maker *maker, struct text *out) {
    unsigned p = 0, s = some_step(maker, &p);
    text_add_format(out, "  blended : { from = \"icb\"; to = \"trust\"; step = \"p%u.%c\"; amount = \"GBP %u per use\"; baseline = \"%u per yr\";"
                    " above = %.2f; below = \"%u %%\"; };\n", p, (int)('a' + s), made_from(maker, 1, 900), made_from(maker, 0, 20000),
                    made_between(maker, 0, 1), made_from(maker, 0, 100));
    return true;
}
static bool money_bounds(struct maker *maker, struct text *out) {
    text_add_format(out, "  bounded : { from = \"icb\"; to = \"trust\"; step = \"*.a\"; amount = \"GBP %u per d\"; at_most = \"GBP 0.5m per yr\";"
                    " at_least = \"GBP %uk per yr\"; };\n", made_from(maker, 1, 900), made_from(maker, 0, 500));
    return true;
}
static bool money_shared(struct maker *maker, struct text *out) {
    unsigned percent = made_from(maker, 0, 100);
    text_add_format(out, "  pooled : { from = { icb = \"%u %%\"; trust = \"%u %%\"; }; to = { provider = 0.333; icb = 0.667; }; step = \"*.a\";"
                    " amount = \"GBP %u per use\"; };\n", percent, 100 - percent, made_from(maker, 1, 900));
    return true;
}

/* ---- plans -------------------------------------------------------------------------------------------------- */

/* A day of the window or of the warm-up, and a pace. */
static void add_when(struct maker *maker, bool may_take_time, struct text *out) {
    text_add_format(out, "on = \"2026-04-%02u\"; ", made_from(maker, 1, 11));
    if (may_take_time && made_is(maker, 0.5)) text_add_format(out, "over = \"%u d\"; ", made_from(maker, 2, 15));
}
/* A pool of plain places that no change has touched yet; false: none was found. */
static bool free_pool(struct maker *maker, unsigned most_providers, unsigned *provider, unsigned *kind) {
    for (unsigned tries = 0; tries < 8; tries++) {
        *provider = below(maker, most_providers);
        *kind = below(maker, KINDS);
        if (maker->places[*provider][*kind] == 0 || maker->touched[*provider][*kind]) continue;
        maker->touched[*provider][*kind] = true;
        return true;
    }
    return false;
}
static void add_provider(const struct maker *maker, unsigned provider, struct text *out) {
    text_add_format(out, "%c%u", is_team(maker, provider) ? 't' : 's',
                    is_team(maker, provider) ? provider - maker->sites : provider);
}
static bool plan_set(struct maker *maker, struct text *out) {
    unsigned provider = 0, kind = 0;
    if (!free_pool(maker, maker->sites + maker->teams, &provider, &kind)) return false;
    text_add(out, "{ ");
    add_when(maker, true, out);
    text_add_format(out, "set = \"%s.", is_team(maker, provider) ? "teams" : "sites");
    add_provider(maker, provider, out);
    text_add_format(out, ".pools.k%u\"; %s = %u; }", kind, made_is(maker, 0.5) ? "to" : "add", made_from(maker, 1, 12));
    return true;
}
static bool plan_resize(struct maker *maker, struct text *out) {
    unsigned provider = 0, kind = 0;
    if (!free_pool(maker, maker->sites + maker->teams, &provider, &kind)) return false;
    text_add(out, "{ ");
    add_when(maker, true, out);
    text_add_format(out, "resize = { pool = \"k%u\"; at = \"", kind);
    add_provider(maker, provider, out);
    text_add_format(out, "\"; to = %u; }; }", made_from(maker, 1, 15));
    return true;
}
static bool plan_move(struct maker *maker, struct text *out) {
    unsigned one = 0, kind = 0, other = 0;
    if (maker->sites < 2 || !free_pool(maker, maker->sites, &one, &kind) || maker->places[one][kind] < 2) return false;
    other = (one + 1) % maker->sites;
    if (maker->places[other][kind] == 0 || maker->touched[other][kind]) return false;
    maker->touched[other][kind] = true;
    text_add(out, "{ ");
    add_when(maker, true, out);
    text_add_format(out, "move = { pool = \"k%u\"; count = %u; from = \"s%u\"; to = \"s%u\"; }; }", kind,
                    made_from(maker, 1, maker->places[one][kind] - 1), one, other);
    return true;
}
/* A service at a site that is no more than one of several; false: there is none. */
static bool some_offer(struct maker *maker, bool offered, unsigned *site, unsigned *pathway, unsigned *step) {
    for (unsigned tries = 0; tries < 8 && maker->sites > 1; tries++) {
        *site = made_from(maker, 1, maker->sites - 1);
        *step = some_step(maker, pathway);
        if (maker->step[*pathway][*step].by_team || maker->closed[*site]) continue;
        if (maker->offers[*site][*pathway][*step] != offered) continue;
        maker->closed[*site] = true; /* one change of a kind at a site is enough */
        return true;
    }
    return false;
}
static bool plan_close(struct maker *maker, struct text *out) {
    static const char *const how[] = {"", " those_waiting = \"move\";", " those_waiting = \"move\"; those_inside = \"move\";"};
    unsigned site = 0, pathway = 0, step = 0;
    if (!some_offer(maker, true, &site, &pathway, &step)) return false;
    text_add(out, "{ ");
    add_when(maker, false, out);
    text_add_format(out, "close = { service = \"p%u_%c\"; at = \"s%u\";%s }; }", pathway, (int)('a' + step), site,
                    how[below(maker, 3)]);
    return true;
}
static bool plan_open(struct maker *maker, struct text *out) {
    unsigned site = 0, pathway = 0, step = 0;
    if (!some_offer(maker, false, &site, &pathway, &step)) return false;
    text_add(out, "{ ");
    add_when(maker, false, out);
    text_add_format(out, "open = { service = \"p%u_%c\"; at = \"s%u\"; }; }", pathway, (int)('a' + step), site);
    return true;
}
static bool plan_redirect(struct maker *maker, struct text *out) {
    unsigned site = 0, pathway = 0, step = 0;
    if (!some_offer(maker, true, &site, &pathway, &step)) return false;
    text_add(out, "{ ");
    add_when(maker, false, out);
    text_add_format(out, "redirect = { service = \"p%u_%c\"; from = \"s%u\"; to = \"s0\"; }; }", pathway, (int)('a' + step),
                    site);
    return true;
}
static bool plan_demand(struct maker *maker, struct text *out) {
    if (maker->demand_changed) return false;
    maker->demand_changed = true;
    text_add(out, "{ ");
    add_when(maker, true, out);
    text_add_format(out, "set = \"pathways.p%u.demand\"; times = %.3f; }", below(maker, maker->pathways),
                    made_between(maker, 0.6, 1.6));
    return true;
}
static bool plan_transfer(struct maker *maker, struct text *out) {
    text_add(out, "{ ");
    add_when(maker, true, out);
    text_add(out, "transfer = { from = \"trust\"; to = \"icb\"; amount = \"GBP 0.3m per yr\"; }; }");
    return true;
}
static bool plan_join(struct maker *maker, struct text *out) {
    text_add(out, "{ ");
    add_when(maker, false, out);
    text_add(out, "join = { organisation = \"community\"; partnership = \"place\"; }; }");
    return true;
}
static bool plan_leave(struct maker *maker, struct text *out) {
    text_add(out, "{ ");
    add_when(maker, false, out);
    text_add(out, "leave = { organisation = \"trust\"; partnership = \"place\"; }; }");
    return true;
}
static bool plan_once(struct maker *maker, struct text *out) {
    text_add(out, "{ ");
    add_when(maker, false, out);
    text_add(out, "once = { label = \"double running\"; falls_on = \"icb\"; amount = \"GBP 0.4m\"; }; }");
    return true;
}

/* ---- the table ------------------------------------------------------------------------------------------------ */

/* A new setting of the language is one row here, and one function above. Of lengths, choices, shares and pools one is
 * taken by weight; of all others each is tried by its chance. */
static const struct feature features[] = {
    {"plain length", IN_LENGTH, 1, length_plain, NULL},
    {"constant", IN_LENGTH, 1, length_constant, NULL},
    {"uniform", IN_LENGTH, 1, length_uniform, NULL},
    {"triangular", IN_LENGTH, 1, length_triangular, NULL},
    {"exponential", IN_LENGTH, 3, length_exponential, NULL},
    {"erlang", IN_LENGTH, 1, length_erlang, NULL},
    {"gamma", IN_LENGTH, 2, length_gamma, NULL},
    {"weibull", IN_LENGTH, 1, length_weibull, NULL},
    {"lognormal", IN_LENGTH, 3, length_lognormal, NULL},
    {"normal", IN_LENGTH, 1, length_normal, NULL},
    {"beta", IN_LENGTH, 1, length_beta, NULL},
    {"empirical", IN_LENGTH, 1, length_empirical, NULL},
    {"mixture", IN_LENGTH, 1, length_mixture, NULL},
    {"length by age", IN_LENGTH, 1, length_by_age, NULL},
    {"bounded", IN_LENGTH, 1, length_bounded, NULL},
    {"nearest", IN_CHOICE, 1, choose_nearest, NULL},
    {"logit", IN_CHOICE, 1, choose_logit, NULL},
    {"shares", IN_CHOICE, 1, choose_shares, NULL},
    {"catchment", IN_CHOICE, 1, choose_catchment, NULL},
    {"home team", IN_CHOICE, 3, choose_home_team, NULL},
    {"same site", IN_CHOICE, 2, choose_same_site, NULL},
    {"free", IN_CHOICE, 1, choose_free, NULL},
    {"one line", IN_CHOICE, 1, choose_one_line, NULL},
    {"from base", IN_CHOICE, 1, choose_from_base, NULL},
    {"least time", IN_CHOICE, 1, choose_least_time, NULL},
    {"shortest", IN_CHOICE, 1, choose_shortest, NULL},
    {"only", IN_CHOICE, 2, choose_only, NULL},
    {"from here", IN_CHOICE, 1, choose_from_here, NULL},
    {"amounts", IN_STEP, 0.3, step_amounts, NULL},
    {"waits_in", IN_STEP, 0.4, step_waits_in, NULL},
    {"patience", IN_STEP, 0.3, step_patience, NULL},
    {"priority", IN_STEP, 0.25, step_priority, "priority"},
    {"priority by age", IN_STEP, 0.25, step_priority_by_age, "priority"},
    {"line limit", IN_STEP, 0.2, step_line_limit, "line"},
    {"no line", IN_STEP, 0.1, step_no_line, "line"},
    {"cancel", IN_STEP, 0.15, step_cancel, "line"},
    {"sends on", IN_STEP, 0.15, step_sends_on, "line"},
    {"balks", IN_STEP, 0.2, step_balks, NULL},
    {"gives way", IN_STEP, 0.3, step_gives_way, NULL},
    {"turn_round", IN_STEP, 0.25, step_turn_round, NULL},
    {"keeps", IN_STEP, 0.35, step_keeps, NULL},
    {"leaves_free", IN_STEP, 0.1, step_leaves_free, NULL},
    {"overtake", IN_STEP, 0.25, step_overtake, NULL},
    {"ends_by", IN_STEP, 0.2, step_ends_by, NULL},
    {"travels", IN_STEP, 0.3, step_travels, NULL},
    {"plain share", IN_BRANCH, 2, branch_plain, NULL},
    {"share by age", IN_BRANCH, 1, branch_by_age, NULL},
    {"places", IN_POOL, 6, pool_places, NULL},
    {"calendar", IN_POOL, 1, pool_calendar, NULL},
    {"days off", IN_POOL, 1, pool_days_off, NULL},
    {"staff", IN_POOL, 2, pool_staff, NULL},
    {"overflow", IN_POOL, 3, pool_overflow, NULL},
    {"helped", IN_POOL, 2, pool_helped, NULL},
    {"attention", IN_POOL, 1, pool_attention, NULL},
    {"unlimited", IN_POOL, 1, pool_unlimited, NULL},
    {"renewal", IN_PATHWAY, 0.15, pathway_renewal, "arrivals"},
    {"booked", IN_PATHWAY, 0.12, pathway_booked, "arrivals"},
    {"known arrivals", IN_PATHWAY, 0.08, pathway_known, "arrivals"},
    {"together", IN_PATHWAY, 0.15, pathway_together, "arrivals"},
    {"profile", IN_PATHWAY, 0.5, pathway_profile, NULL},
    {"season", IN_PATHWAY, 0.3, pathway_season, NULL},
    {"demand_times", IN_PATHWAY, 0.2, pathway_demand_times, NULL},
    {"follow", IN_PATHWAY, 0.3, pathway_follow, NULL},
    {"hours", IN_SITE, 0.3, site_hours, NULL},
    {"standard", IN_CLOCK, 1, standard_clock, NULL},
    {"standard of a journey", IN_STANDARD, 0.7, standard_travel, NULL},
    {"cost a use", IN_COST, 0.5, money_cost_use, NULL},
    {"cost a stay", IN_COST, 0.5, money_cost_time, NULL},
    {"cost a ward", IN_COST, 0.5, money_cost_wards, NULL},
    {"cost of staff", IN_COST, 0.3, money_cost_staff, NULL},
    {"cost a year", IN_COST, 0.3, money_cost_year, NULL},
    {"cost that runs on", IN_COST, 0.3, money_cost_running_on, NULL},
    {"payment with a baseline", IN_PAYMENT, 0.3, money_baseline, NULL},
    {"payment with bounds", IN_PAYMENT, 0.3, money_bounds, NULL},
    {"payment that several share", IN_PAYMENT, 0.3, money_shared, NULL},
    {"set", IN_PLAN, 0.6, plan_set, NULL},
    {"resize", IN_PLAN, 0.4, plan_resize, NULL},
    {"move", IN_PLAN, 0.5, plan_move, NULL},
    {"close", IN_PLAN, 0.5, plan_close, NULL},
    {"open", IN_PLAN, 0.5, plan_open, NULL},
    {"redirect", IN_PLAN, 0.4, plan_redirect, NULL},
    {"demand", IN_PLAN, 0.4, plan_demand, NULL},
    {"transfer", IN_PLAN, 0.2, plan_transfer, NULL},
    {"once", IN_PLAN, 0.2, plan_once, NULL},
    {"join", IN_PLAN, 0.2, plan_join, NULL},
    {"leave", IN_PLAN, 0.2, plan_leave, NULL},
    {"hand-off", IN_SCENARIO, 0.3, scenario_handoff, NULL},
};

enum { FEATURES = sizeof features / sizeof features[0], FEATURES_ALL = FEATURES + SKELETON_FEATURES };
_Static_assert((int)FEATURES_ALL <= (int)MADE_FEATURES_MOST, "more features than a made network has room for");

void network_has(struct maker *maker, enum skeleton_feature what) {
    maker->made->used[FEATURES + (unsigned)what] = true;
}

unsigned network_feature_count(void) {
    return FEATURES_ALL;
}

const char *network_feature_name(unsigned feature) {
    static const char *const skeleton[SKELETON_FEATURES] = {"teams", "loop", "start", "pathway to pathway", "escalation"};
    return feature < FEATURES ? features[feature].name : skeleton[feature - FEATURES];
}

static bool write_feature(struct maker *maker, unsigned feature, struct text *out) {
    size_t before = out->length;
    if (features[feature].write(maker, out)) {
        maker->made->used[feature] = true;
        return true;
    }
    out->length = before; /* what it wrote before it found that it does not fit */
    if (out->bytes != NULL) out->bytes[before] = '\0';
    return false;
}

bool network_write_one_of(struct maker *maker, enum where where, struct text *out) {
    double total = 0;
    for (unsigned i = 0; i < FEATURES; i++) total += features[i].where == where ? features[i].chance : 0;
    for (unsigned tries = 0; tries < 200; tries++) {
        double at = made_between(maker, 0, total);
        for (unsigned i = 0; i < FEATURES; i++) {
            if (features[i].where != where || (at -= features[i].chance) > 0) continue;
            if (write_feature(maker, i, out)) return true;
            break;
        }
    }
    return false;
}

unsigned network_write_list(struct maker *maker, enum where where, const char *between, struct text *out) {
    const char *taken[FEATURES];
    unsigned count = 0;
    for (unsigned i = 0; i < FEATURES; i++) {
        bool excluded = false;
        if (features[i].where != where || !made_is(maker, features[i].chance)) continue;
        for (unsigned k = 0; k < count; k++)
            excluded = excluded || (features[i].of != NULL && taken[k] != NULL && strcmp(features[i].of, taken[k]) == 0);
        struct text one = {0};
        if (!excluded && write_feature(maker, i, &one)) {
            text_add_format(out, "%s%s", count > 0 ? between : "", one.bytes != NULL ? one.bytes : "");
            taken[count++] = features[i].of;
        }
        text_free(&one);
    }
    return count;
}

void network_write_each(struct maker *maker, enum where where, struct text *out) {
    (void)network_write_list(maker, where, "", out);
}
