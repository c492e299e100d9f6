/* The skeleton (how many of what, who offers what, which step follows which) is drawn first; then every place where
 * something may stand asks the table of features what does. Each step has a service of its own; site s0 always offers
 * all of them, so that somebody is open; from every step at least three in ten go home, so that loops end. */
#include "random/network_features.h"

#include <stdio.h>

static bool is_team(const struct maker *maker, unsigned provider) {
    return provider >= maker->sites;
}

/* ---- the skeleton ------------------------------------------------------------------------------------------------ */

static void draw_skeleton(struct maker *maker) {
    maker->areas = made_from(maker, 1, MOST_AREAS);
    maker->sites = made_from(maker, 1, MOST_SITES);
    maker->full_sites = made_from(maker, 1, maker->sites);
    maker->teams = made_is(maker, 0.5) ? made_from(maker, 1, maker->areas < MOST_TEAMS ? maker->areas : MOST_TEAMS) : 0;
    maker->pathways = made_from(maker, 1, MOST_PATHWAYS);
    if (maker->teams > 0) network_has(maker, HAS_TEAMS);
    for (unsigned p = 0; p < maker->pathways; p++) {
        maker->steps[p] = made_from(maker, 1, MOST_STEPS);
        maker->loops[p] = made_is(maker, 0.4);
        for (unsigned s = 0; s < maker->steps[p]; s++) {
            struct step_made *step = &maker->step[p][s];
            step->by_team = maker->teams > 0 && made_is(maker, 0.3);
            step->timeless = !maker->loops[p] && made_is(maker, 0.1);
            step->needs = made_is(maker, 0.1) ? 0 : 1u << chance_below(&maker->chance, KINDS);
            if (step->needs != 0 && made_is(maker, 0.25)) step->needs |= 1u << chance_below(&maker->chance, KINDS);
            for (unsigned i = 0; i < maker->sites; i++)
                maker->offers[i][p][s] = i < maker->full_sites || made_is(maker, 0.4);
        }
    }
}

static void write_areas(struct maker *maker) {
    struct text *out = &maker->made->areas;
    text_add(out, "id,place,lat,lon,road_km_per_visit,team_km2,young,old,hospital\n");
    for (unsigned i = 0; i < maker->areas; i++)
        text_add_format(out, "area_%u,place_%u,%.3f,%.3f,%.2f,%.1f,%u,%u,s%u\n", i, i % 2, made_between(maker, 50.7, 51.2),
                        made_between(maker, -0.6, 0.3), made_between(maker, 1, 12), made_between(maker, 5, 300), made_from(maker, 5000, 40000),
                        made_from(maker, 1000, 12000), chance_below(&maker->chance, maker->full_sites));
}

static void write_pools(struct maker *maker, unsigned provider, struct text *out) {
    text_add(out, " pools : {");
    for (unsigned kind = 0; kind < KINDS; kind++) {
        maker->provider = provider;
        maker->kind = kind;
        text_add_format(out, " k%u = ", kind);
        (void)network_write_one_of(maker, IN_POOL, out);
        text_add(out, ";");
    }
    text_add(out, " };");
}

static void write_offers(const struct maker *maker, unsigned provider, struct text *out) {
    unsigned count = 0;
    text_add(out, " offers = [");
    for (unsigned p = 0; p < maker->pathways; p++)
        for (unsigned s = 0; s < maker->steps[p]; s++)
            if (maker->step[p][s].by_team == is_team(maker, provider) &&
                (is_team(maker, provider) || maker->offers[provider][p][s]))
                text_add_format(out, "%s \"p%u_%c\"", count++ > 0 ? "," : "", p, (int)('a' + s));
    text_add(out, " ];");
}

static void write_providers(struct maker *maker, struct text *out) {
    text_add(out, "sites : {\n");
    for (unsigned i = 0; i < maker->sites; i++) {
        text_add_format(out, "  s%u : { run_by = \"trust\"; lat = %.3f; lon = %.3f;", i, made_between(maker, 50.7, 51.2),
                        made_between(maker, -0.6, 0.3));
        write_offers(maker, i, out);
        write_pools(maker, i, out);
        network_write_each(maker, IN_SITE, out);
        text_add(out, " };\n");
    }
    text_add(out, maker->teams > 0 ? "};\nteams : {\n" : "};\n");
    for (unsigned i = 0; i < maker->teams; i++) {
        unsigned count = 0;
        text_add_format(out, "  t%u : { run_by = \"community\"; covers = [", i);
        for (unsigned area = 0; area < maker->areas; area++)
            if (area % maker->teams == i) text_add_format(out, "%s \"area_%u\"", count++ > 0 ? "," : "", area);
        text_add(out, " ];");
        write_offers(maker, maker->sites + i, out);
        write_pools(maker, maker->sites + i, out);
        text_add(out, " };\n");
    }
    text_add(out, maker->teams > 0 ? "};\n" : "");
}

/* One branch of what follows. */
static void write_branch(struct maker *maker, const char *to, double share, struct text *out) {
    text_add_format(out, " { to = \"%s\"; share = ", to);
    maker->minutes = share;
    (void)network_write_one_of(maker, IN_BRANCH, out);
    text_add(out, ";");
    if (made_is(maker, 0.2)) {
        text_add(out, " after = ");
        network_write_length(maker, network_some_minutes(maker), out);
        text_add(out, ";");
    }
    text_add(out, " },");
}

static void write_next(struct maker *maker, struct text *out) {
    unsigned p = maker->pathway, s = maker->now;
    char to[24];
    text_add(out, " next = (");
    if (s + 1 < maker->steps[p]) {
        snprintf(to, sizeof to, "%c", (int)('a' + s + 1));
        write_branch(maker, to, made_between(maker, 0.2, 0.45), out);
    }
    if (maker->loops[p] && made_is(maker, 0.4)) {
        network_has(maker, HAS_LOOP);
        snprintf(to, sizeof to, "%c", (int)('a' + chance_below(&maker->chance, s + 1)));
        write_branch(maker, to, made_between(maker, 0.02, 0.15), out);
    }
    if (p + 1 < maker->pathways && made_is(maker, 0.2)) {
        network_has(maker, HAS_CROSSING);
        snprintf(to, sizeof to, "p%u.%c", p + 1, 'a');
        write_branch(maker, to, made_between(maker, 0.02, 0.1), out);
    }
    text_add(out, " { to = \"home\"; } );");
}

static void write_step(struct maker *maker, struct text *out) {
    const struct step_made *step = &maker->step[maker->pathway][maker->now];
    text_add_format(out, "    %c : { at = { service = \"p%u_%c\";", (int)('a' + maker->now), maker->pathway,
                    (int)('a' + maker->now));
    (void)network_write_one_of(maker, IN_CHOICE, out);
    text_add(out, " };");
    for (unsigned kind = 0, count = 0; kind < KINDS; kind++)
        if ((step->needs >> kind & 1) != 0) text_add_format(out, "%s \"k%u\"", count++ > 0 ? "," : " needs = [", kind);
    text_add(out, step->needs != 0 ? " ];" : "");
    if (!step->timeless) {
        text_add(out, " lasts = ");
        network_write_length(maker, network_some_minutes(maker), out);
        text_add(out, ";");
    }
    network_write_each(maker, IN_STEP, out);
    write_next(maker, out);
    text_add(out, " };\n");
}

static void write_pathways(struct maker *maker, struct text *out) {
    text_add(out, "pathways : {\n");
    for (unsigned p = 0; p < maker->pathways; p++) {
        maker->pathway = p;
        maker->is_listed = false;
        if (made_is(maker, 0.5))
            text_add_format(out, "  p%u : { demand = \"%.2f per d\"; first = \"a\";", p, made_between(maker, 4, 60));
        else
            text_add_format(out, "  p%u : { demand = { by = \"age\"; young = \"%.1f per d\"; old = \"%.1f per d\"; }; first = \"a\";",
                            p, made_between(maker, 2, 30), made_between(maker, 2, 30));
        network_write_each(maker, IN_PATHWAY, out);
        text_add(out, "\n    steps : {\n");
        for (maker->now = 0; maker->now < maker->steps[p]; maker->now++) write_step(maker, out);
        text_add(out, "    }; };\n");
    }
    text_add(out, "};\n");
}

static void write_money(struct maker *maker, struct text *out) {
    text_add(out, "costs : {\n");
    network_write_each(maker, IN_COST, out);
    text_add(out, "};\npayments : { block : { from = \"icb\"; to = \"trust\"; amount = \"GBP 3m per yr\"; };"
                  " tariff : { from = \"icb\"; to = \"provider\"; step = \"p0.a\"; amount = \"GBP 210 per use\"; };\n");
    network_write_each(maker, IN_PAYMENT, out);
    text_add(out, "};\n");
}

static void write_standards(struct maker *maker, struct text *out) {
    text_add(out, "standards : {\n");
    network_write_each(maker, IN_STANDARD, out);
    for (unsigned count = made_from(maker, 1, 3); count > 0; count--) (void)network_write_one_of(maker, IN_CLOCK, out);
    text_add(out, "};\n");
}

/* People there at the start, at a step of s0 with places of its own. */
static void write_start(struct maker *maker, struct text *out) {
    for (unsigned p = 0; p < maker->pathways; p++) {
        const struct step_made *step = &maker->step[p][0];
        unsigned kind = 0;
        if (step->by_team || step->needs == 0 || step->timeless || (step->needs & (step->needs - 1)) != 0) continue;
        while ((step->needs >> kind & 1) == 0) kind++;
        if (maker->places[0][kind] < 4) continue;
        network_has(maker, HAS_START);
        text_add_format(out, "start : { before : { step = \"p%u.a\"; at = \"s0\"; inside = %u; waiting = %u;%s }; };\n", p,
                        made_from(maker, 1, maker->places[0][kind] / 2), chance_below(&maker->chance, 6),
                        made_is(maker, 0.5) ? " elapsed = \"2 h\"; waited = { kind = \"exponential\"; mean = \"5 h\"; };" : "");
        return;
    }
}

/* A rule on places of s0: more of them, and those who come are sent on. */
static void write_escalation(struct maker *maker, struct text *out) {
    for (unsigned kind = 0; kind < KINDS; kind++) {
        if (maker->places[0][kind] == 0) continue;
        network_has(maker, HAS_ESCALATION);
        text_add_format(out, "escalation : { full : { watches = \"s0.k%u\"; above = \"%u %%\"; for = \"%u h\"; delay = \"%u h\"; below = \"50 %%\";"
                             " adds = { k%u = %u; };%s }; };\n",
                        kind, made_from(maker, 60, 95), made_from(maker, 0, 12), made_from(maker, 0, 5), kind,
                        made_from(maker, 1, 6), maker->offers[0][0][0] && !maker->step[0][0].by_team && !maker->step[0][0].timeless ? " diverts = [ \"p0.a\" ];" : "");
        return;
    }
}

static void write_plan(struct maker *maker) {
    struct text *out = &maker->made->plan;
    text_add(out, "title = \"Plan\";\nbase = \"base.cfg\";\nchanges = (\n  ");
    (void)network_write_list(maker, IN_PLAN, ",\n  ", out);
    text_add(out, "\n);\n");
}

void network_make(struct made_network *made, uint64_t seed) {
    struct maker maker = {.chance = {seed}, .made = made};
    struct text *out = &made->base;
    *made = (struct made_network){0};
    draw_skeleton(&maker);
    write_areas(&maker);
    text_add_format(out, "# Made up from seed %llu.\ntitle = \"Seed %llu\";\nprice_year = \"2024/25\";\n",
                    (unsigned long long)seed, (unsigned long long)seed);
    text_add_format(out, "time : { window_from = \"2026-04-05\"; window = \"%u d\"; warm_up = \"%u d\"; follow = \"%u d\"; };\n",
                    made_from(&maker, 7, 15), made_from(&maker, 0, 4), made_from(&maker, 0, 6));
    text_add(out, "areas = \"areas.csv\";\ngroups : { age = [ \"young\", \"old\" ]; };\n"
                  "organisations : { icb : { kind = \"commissioner\"; }; trust : { kind = \"acute trust\"; };"
                  " community : { kind = \"community trust\"; }; };\n"
                  "partnerships : { place : { members = [ \"icb\", \"trust\" ]; }; };\n"
                  "travel : { drive : { curve = \"england_2024\"; peak = 1.2; }; };\n");
    network_write_each(&maker, IN_SCENARIO, out);
    write_providers(&maker, out);
    write_pathways(&maker, out);
    write_standards(&maker, out);
    write_money(&maker, out);
    if (made_is(&maker, 0.3)) write_start(&maker, out);
    if (made_is(&maker, 0.4)) write_escalation(&maker, out);
    write_plan(&maker);
}

void network_made_free(struct made_network *made) {
    text_free(&made->base);
    text_free(&made->plan);
    text_free(&made->areas);
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

static bool write_file(const char *folder, const char *name, const char *content) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL) return false;
    bool good = fputs(content, file) >= 0;
    return fclose(file) == 0 && good;
}

/* A table of 24 hours or 12 months: `low` where the hour is outside [from, to). */
struct rows { const char *file, *head; unsigned first, count, from, to; double in, out; };

static bool write_rows(const char *folder, const struct rows *rows) {
    struct text text = {0};
    text_add_format(&text, "%s\n", rows->head);
    for (unsigned i = rows->first; i < rows->first + rows->count; i++)
        text_add_format(&text, "%u,%g\n", i, i >= rows->from && i < rows->to ? rows->in + 0.125 * (i % 3) : rows->out);
    bool good = !text.failed && write_file(folder, rows->file, text.bytes);
    text_free(&text);
    return good;
}

bool network_write(const struct made_network *made, const char *folder) {
    static const struct rows tables[] = {
        {"week.csv", "hour,weight", 0, 24, 8, 22, 1.25, 0.5},   {"season.csv", "month,weight", 1, 12, 4, 9, 0.75, 1.125},
        {"leaving.csv", "hour,share", 0, 24, 9, 19, 1, 0},      {"rota.csv", "hour,weight", 0, 24, 7, 21, 1, 0.25},
        {"calendar.csv", "hour,share", 0, 24, 6, 23, 0.5, 0.25}};
    bool good = !made->base.failed && !made->plan.failed && !made->areas.failed;
    good = good && write_file(folder, "base.cfg", made->base.bytes) && write_file(folder, "plan.cfg", made->plan.bytes) &&
           write_file(folder, "days_off.csv", "from,to,share\n2026-04-07,2026-04-08,0.5\n2026-04-10,,0\n") &&
           write_file(folder, "areas.csv", made->areas.bytes) &&
           write_file(folder, "booked.csv", "time,people,day\n09:00,3,mon\n10:30,2,wed\n23:50,1,sun\n") &&
           write_file(folder, "known.csv", "date,time,people\n2026-04-06,09:00,4\n2026-04-08,13:20,1\n2026-04-19,00:00,2\n") &&
           write_file(folder, "observed.csv", "value,weight\n\"20 min\",1\n\"1 h\",3\n\"5 h\",2\n\"20 h\",1\n");
    for (size_t i = 0; i < sizeof tables / sizeof tables[0] && good; i++) good = write_rows(folder, &tables[i]);
    struct text open = {0};
    text_add(&open, "hour,open\n");
    for (unsigned hour = 0; hour < 24; hour++) text_add_format(&open, "%u,%d\n", hour, hour >= 8 && hour < 18);
    good = good && !open.failed && write_file(folder, "open.csv", open.bytes);
    text_free(&open);
    return good;
}
