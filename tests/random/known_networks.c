#include "random/known_networks.h"
#include "support/run_scenario.h"

#include "base/interval.h"
#include "random/chance.h"
#include "scenario/compile.h"
#include "support/theory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CLASSES = 4, MOST_NODES = 5, MOST_REPLICATIONS = 64 };

/* An answer that is too rare to be measured is not asked for. */
#define RAREST 0.02

/* Lengths come from tables of floats. */
#define ROUNDING 1e-6

struct known_maker {
    struct chance chance;
    struct known_network *known;
};

static unsigned from(struct known_maker *maker, unsigned low, unsigned high) {
    return chance_from(&maker->chance, low, high);
}
static double between(struct known_maker *maker, double low, double high) {
    return chance_between(&maker->chance, low, high);
}

static void expect(struct known_maker *maker, enum quantity quantity, const char *of, const char *at, double exact) {
    struct known_network *known = maker->known;
    if (known->check_count == KNOWN_CHECKS_MOST || exact < RAREST) return;
    struct known_check *check = &known->check[known->check_count++];
    check->quantity = (unsigned)quantity;
    check->exact = exact;
    snprintf(check->of, sizeof check->of, "%s", of);
    snprintf(check->at, sizeof check->at, "%s", at);
}

static void expect_class(struct known_maker *maker, enum quantity quantity, unsigned class, double exact) {
    char of[24];
    snprintf(of, sizeof of, "c%u.w", class);
    expect(maker, quantity, of, "s", exact);
}

/* Times such that about 13,000 people come; the start is long past by then. */
static void write_time(struct known_maker *maker, double rate_per_minute) {
    text_add_format(&maker->known->scenario,
                    "title = \"%s\";\ntime : { window_from = \"2026-04-01\"; window = \"%.0f d\"; warm_up = \"1 d\"; "
                    "follow = \"2 d\"; };\n", maker->known->family, ceil(9 / rate_per_minute));
}

/* One site with one pool, and what its classes are offered. */
static void write_site(struct known_maker *maker, unsigned classes, unsigned places) {
    struct text *out = &maker->known->scenario;
    text_add(out, "sites : { s : { offers = [");
    for (unsigned i = 0; i < classes; i++) text_add_format(out, "%s \"o%u\"", i > 0 ? "," : "", i);
    text_add_format(out, " ]; pools : { room = %u; }; }; };\npathways : {\n", places);
}

/* A class: a pathway of one step. `more` are further settings of the step. */
static void write_class(struct known_maker *maker, unsigned class, double rate, const char *work, const char *more) {
    text_add_format(&maker->known->scenario,
                    "  c%u : { demand = \"%.10g per d\"; first = \"w\"; steps : { w : { at = { service = \"o%u\"; choose = "
                    "\"only\"; }; needs = [ \"room\" ]; lasts = %s; %s }; }; };\n",
                    class, rate * 1440, class, work, more);
}

static void write_end(struct known_maker *maker) {
    text_add(&maker->known->scenario, "};\n");
}

enum { WORK_BYTES = 160 };

static void exponential(double mean, char out[WORK_BYTES]) {
    snprintf(out, WORK_BYTES, "{ kind = \"exponential\"; mean = \"%.10g min\"; }", mean);
}

/* Any distribution of that mean; gives its sd. */
static double any_work(struct known_maker *maker, double mean, char out[WORK_BYTES]) {
    double share = between(maker, 0.3, 1.2), shape = between(maker, 0.8, 3);
    unsigned stages = from(maker, 2, 6);
    switch (from(maker, 0, 6)) {
    case 0: snprintf(out, WORK_BYTES, "{ kind = \"constant\"; value = \"%.10g min\"; }", mean); return 0;
    case 1:
        snprintf(out, WORK_BYTES, "{ kind = \"uniform\"; low = \"%.10g min\"; high = \"%.10g min\"; }", 0.5 * mean, 1.5 * mean);
        return mean / sqrt(12);
    case 2:
        snprintf(out, WORK_BYTES, "{ kind = \"erlang\"; mean = \"%.10g min\"; stages = %u; }", mean, stages);
        return mean / sqrt(stages);
    case 3:
        snprintf(out, WORK_BYTES, "{ kind = \"gamma\"; mean = \"%.10g min\"; sd = \"%.10g min\"; }", mean, share * mean);
        return share * mean;
    case 4:
        snprintf(out, WORK_BYTES, "{ kind = \"lognormal\"; mean = \"%.10g min\"; sd = \"%.10g min\"; }", mean, share * mean);
        return share * mean;
    case 5:
        snprintf(out, WORK_BYTES, "{ kind = \"weibull\"; mean = \"%.10g min\"; shape = %.10g; }", mean, shape);
        return mean * sqrt(exp(lgamma(1 + 2 / shape) - 2 * lgamma(1 + 1 / shape)) - 1);
    default: exponential(mean, out); return mean;
    }
}

/* ---- one line -------------------------------------------------------------------------------------------- */

static void make_mmc(struct known_maker *maker) {
    unsigned servers = from(maker, 1, 6);
    double mean = between(maker, 0.5, 3), rho = between(maker, 0.45, 0.75), rate = rho * servers / mean;
    char work[WORK_BYTES];
    exponential(mean, work);
    write_time(maker, rate);
    write_site(maker, 1, servers);
    write_class(maker, 0, rate, work, "");
    write_end(maker);
    expect_class(maker, WAIT_MEAN, 0, theory_mmc_mean_wait(rate, 1 / mean, (int)servers));
    expect_class(maker, WAITED_SHARE, 0, theory_erlang_c(rate * mean, (int)servers));
    expect(maker, UTILISATION, "room", "s", rho);
    expect(maker, WAITING_MEAN, "room", "s", rate * theory_mmc_mean_wait(rate, 1 / mean, (int)servers));
}

static void make_mmck(struct known_maker *maker) {
    unsigned servers = from(maker, 1, 4), seats = from(maker, 0, 5);
    double rate = between(maker, 0.6, 1.3) * servers;
    char work[WORK_BYTES], more[80];
    exponential(1, work);
    write_time(maker, rate);
    write_site(maker, 1, servers);
    snprintf(more, sizeof more, seats == 0 ? "when_full = \"turn_away\";" : "line_limit = %u; when_full = \"turn_away\";", seats);
    write_class(maker, 0, rate, work, more);
    write_end(maker);
    struct theory_finite finite = theory_mmck(rate, 1, (int)servers, (int)(servers + seats));
    expect_class(maker, INSIDE_MEAN, 0, rate * (1 - finite.turned_away));
    expect_class(maker, TURNED_SHARE, 0, finite.turned_away);
    expect_class(maker, WAIT_MEAN, 0, finite.wait_mean);
}

static void make_erlang_a(struct known_maker *maker) {
    unsigned servers = from(maker, 1, 8);
    double rate = between(maker, 0.8, 1.3) * servers, patience = between(maker, 0.5, 4);
    char work[WORK_BYTES], more[WORK_BYTES + 20], wait[WORK_BYTES];
    exponential(1, work);
    exponential(patience, wait);
    snprintf(more, sizeof more, "patience = %s;", wait);
    write_time(maker, rate);
    write_site(maker, 1, servers);
    write_class(maker, 0, rate, work, more);
    write_end(maker);
    struct theory_impatient exact = theory_erlang_a(rate, 1, (int)servers, 1 / patience);
    expect_class(maker, WAITED_SHARE, 0, exact.waits);
    expect_class(maker, LEFT_SHARE, 0, exact.leaves);
    expect(maker, UTILISATION, "room", "s", exact.utilisation);
}

static void make_mg1(struct known_maker *maker) {
    double mean = between(maker, 0.5, 3), rho = between(maker, 0.4, 0.7), rate = rho / mean;
    char work[WORK_BYTES];
    double sd = any_work(maker, mean, work);
    write_time(maker, rate);
    write_site(maker, 1, 1);
    write_class(maker, 0, rate, work, "");
    write_end(maker);
    expect_class(maker, WAIT_MEAN, 0, theory_mg1_mean_wait(rate, mean, sd));
    expect_class(maker, WAITED_SHARE, 0, rho);
    expect(maker, IN_USE_MEAN, "room", "s", rho);
}

static void make_mginf(struct known_maker *maker) {
    double mean = between(maker, 1, 8), load = between(maker, 2, 12), rate = load / mean;
    char work[WORK_BYTES];
    (void)any_work(maker, mean, work);
    write_time(maker, rate);
    write_site(maker, 1, 60);
    write_class(maker, 0, rate, work, "");
    write_end(maker);
    expect(maker, IN_USE_MEAN, "room", "s", load);
    expect(maker, IN_USE_VARIANCE, "room", "s", load); /* the number there is Poisson */
    expect_class(maker, TIME_MEAN, 0, mean);
}

/* ---- several classes ---------------------------------------------------------------------------------------- */

/* Blocking of each class that takes so many units, by Kaufman (IEEE Transactions on Communications 29, 1981) and
 * Roberts: n q(n) = sum of load * units * q(n - units). */
static void kaufman_roberts(const double *load, const unsigned *units, unsigned classes, unsigned places, double *blocked) {
    double q[64] = {1}, sum = 1;
    for (unsigned n = 1; n <= places; n++) {
        q[n] = 0;
        for (unsigned i = 0; i < classes; i++)
            if (n >= units[i]) q[n] += load[i] * units[i] * q[n - units[i]] / n;
        sum += q[n];
    }
    for (unsigned i = 0; i < classes; i++) {
        blocked[i] = 0;
        for (unsigned n = places + 1 - units[i]; n <= places; n++) blocked[i] += q[n] / sum;
    }
}

static void make_loss(struct known_maker *maker, bool by_units) {
    unsigned classes = from(maker, 2, 3), places = from(maker, 4, 15), units[MOST_CLASSES];
    double load[MOST_CLASSES], rate[MOST_CLASSES], blocked[MOST_CLASSES], total = 0;
    char work[MOST_CLASSES][WORK_BYTES], more[80];
    for (unsigned i = 0; i < classes; i++) {
        double mean = between(maker, 0.5, 4);
        units[i] = by_units ? i + 1 : 1;
        load[i] = between(maker, 0.8, 1.4) * places / classes / units[i];
        rate[i] = load[i] / mean;
        total += rate[i];
        (void)any_work(maker, mean, work[i]);
    }
    write_time(maker, total);
    write_site(maker, classes, places);
    for (unsigned i = 0; i < classes; i++) {
        snprintf(more, sizeof more, "when_full = \"turn_away\"; amounts : { room = %u; };", units[i]);
        write_class(maker, i, rate[i], work[i], more);
    }
    write_end(maker);
    kaufman_roberts(load, units, classes, places, blocked);
    for (unsigned i = 0; i < classes; i++) {
        expect_class(maker, TURNED_SHARE, i, blocked[i]);
        expect_class(maker, INSIDE_MEAN, i, load[i] * (1 - blocked[i]));
    }
}
static void make_erlang_b(struct known_maker *maker) {
    make_loss(maker, false);
}
static void make_kaufman_roberts(struct known_maker *maker) {
    make_loss(maker, true);
}

static void make_cobham(struct known_maker *maker) {
    unsigned classes = from(maker, 2, 3);
    double rho = between(maker, 0.45, 0.7), total = 0, wait[MOST_CLASSES];
    struct theory_class class[MOST_CLASSES];
    char work[MOST_CLASSES][WORK_BYTES], more[40];
    for (unsigned i = 0; i < classes; i++) {
        class[i].service_mean = between(maker, 0.5, 2);
        class[i].service_sd = any_work(maker, class[i].service_mean, work[i]);
        class[i].arrival_rate = rho / classes / class[i].service_mean;
        total += class[i].arrival_rate;
    }
    write_time(maker, total);
    write_site(maker, classes, 1);
    for (unsigned i = 0; i < classes; i++) {
        snprintf(more, sizeof more, "priority = %u;", 2 * i + 1);
        write_class(maker, i, class[i].arrival_rate, work[i], more);
    }
    write_end(maker);
    theory_cobham(class, classes, wait);
    for (unsigned i = classes; i-- > 0;) expect_class(maker, WAIT_MEAN, i, wait[i]);
    expect(maker, UTILISATION, "room", "s", rho);
}

static void make_kella_yechiali(struct known_maker *maker) {
    unsigned classes = from(maker, 2, 4), servers = from(maker, 2, 5);
    double rho = between(maker, 0.55, 0.75), rate[MOST_CLASSES], wait[MOST_CLASSES], total = rho * servers;
    char work[WORK_BYTES], more[40];
    exponential(1, work);
    write_time(maker, total);
    write_site(maker, classes, servers);
    for (unsigned i = 0; i < classes; i++) {
        rate[i] = total / classes;
        snprintf(more, sizeof more, "priority = %u;", i + 2);
        write_class(maker, i, rate[i], work, more);
    }
    write_end(maker);
    theory_kella_yechiali(rate, classes, 1, (int)servers, wait);
    for (unsigned i = classes; i-- > 0;) expect_class(maker, WAIT_MEAN, i, wait[i]);
}

/* ---- networks ----------------------------------------------------------------------------------------------- */

/* Nodes with random ways between them, back to themselves too; every node is then M/M/c by itself. */
static void make_jackson(struct known_maker *maker) {
    unsigned nodes = from(maker, 2, MOST_NODES), servers[MOST_NODES];
    double external[MOST_NODES], routing[MOST_NODES * MOST_NODES], rate[MOST_NODES], mean[MOST_NODES], total = 0;
    struct text *out = &maker->known->scenario;
    for (unsigned i = 0; i < nodes; i++) {
        double sum = 0, leave = between(maker, 0.3, 0.7);
        external[i] = i == 0 || chance_is(&maker->chance, 0.5) ? between(maker, 0.3, 1.5) : 0;
        total += external[i];
        for (unsigned k = 0; k < nodes; k++) sum += routing[i * nodes + k] = between(maker, 0.05, 1);
        for (unsigned k = 0; k < nodes; k++) routing[i * nodes + k] *= (1 - leave) / sum;
    }
    (void)theory_traffic(external, routing, nodes, rate);
    write_time(maker, total);
    text_add(out, "sites : {\n");
    for (unsigned i = 0; i < nodes; i++) {
        servers[i] = from(maker, 1, 3);
        mean[i] = between(maker, 0.45, 0.7) * servers[i] / rate[i];
        text_add_format(out, "  s%u : { offers = [ \"o%u\" ]; pools : { room = %u; }; };\n", i, i, servers[i]);
    }
    text_add(out, "};\npathways : {\n");
    for (unsigned i = 0; i < nodes; i++) {
        char work[WORK_BYTES];
        exponential(mean[i], work);
        text_add_format(out, "  c%u : {", i);
        if (external[i] > 0) text_add_format(out, " demand = \"%.10g per d\";", 1440 * external[i]);
        text_add_format(out, " first = \"w\"; steps : { w : { at = { service = \"o%u\"; choose = \"only\"; }; needs = [ \"room\" ];"
                             " lasts = %s; next = (", i, work);
        for (unsigned k = 0; k < nodes; k++)
            text_add_format(out, " { to = \"c%u.w\"; share = %.17g; },", k, routing[i * nodes + k]);
        text_add(out, " { to = \"home\"; } ); }; }; };\n");
    }
    write_end(maker);
    for (unsigned i = 0; i < nodes; i++) {
        char site[24];
        snprintf(site, sizeof site, "s%u", i);
        expect(maker, WAITING_MEAN, "room", site, rate[i] * theory_mmc_mean_wait(rate[i], 1 / mean[i], (int)servers[i]));
        expect(maker, UTILISATION, "room", site, rate[i] * mean[i] / servers[i]);
    }
}

/* ---- the table ------------------------------------------------------------------------------------------------ */

static const struct { const char *name; void (*make)(struct known_maker *maker); } families[] = {
    {"M/M/c", make_mmc},           {"M/M/c/K", make_mmck},
    {"Erlang A", make_erlang_a},   {"M/G/1", make_mg1},
    {"M/G/infinity", make_mginf},  {"Erlang B of several classes", make_erlang_b},
    {"Kaufman and Roberts", make_kaufman_roberts}, {"Cobham", make_cobham},
    {"Kella and Yechiali", make_kella_yechiali},   {"Jackson", make_jackson},
};

unsigned known_family_count(void) {
    return sizeof families / sizeof families[0];
}

void known_make(struct known_network *known, unsigned family, uint64_t seed) {
    struct known_maker maker = {{seed * 64 + family}, known};
    *known = (struct known_network){.family = families[family].name};
    families[family].make(&maker);
}

void known_free(struct known_network *known) {
    text_free(&known->scenario);
}

/* ---- running -------------------------------------------------------------------------------------------------- */

static bool run(const struct known_network *known, const char *folder, uint32_t replications, struct scenario_run *out,
                struct text *said) {
    char name[600];
    const char *files[] = {name};
    struct problem_list problems = {0};
    snprintf(name, sizeof name, "%s/known.cfg", folder);
    FILE *file = fopen(name, "wb");
    bool good = file != NULL && !known->scenario.failed && fputs(known->scenario.bytes, file) >= 0;
    good = file != NULL && fclose(file) == 0 && good;
    good = good && scenario_load(files, 1, NULL, 0, &out->network, &problems) == STATUS_OK && problems.count == 0;
    for (size_t i = 0; i < problems.count; i++) text_add_format(said, "%s\n", problems.item[i].text);
    problem_list_free(&problems);
    struct experiment_plan plan = {.replications = replications, .seed = 7, .threads = 1};
    good = good && experiment_run(&out->network, &plan, &out->result) == STATUS_OK;
    if (!good) text_add_format(said, "%s cannot be run\n", name);
    return good;
}

bool known_holds(const struct known_network *known, const char *folder, uint32_t replications, unsigned claims,
                 struct text *said, double *first_error) {
    struct scenario_run done = {0};
    bool good = run(known, folder, replications, &done, said);
    *first_error = 0;
    for (unsigned i = 0; i < known->check_count && good; i++) {
        const struct known_check *check = &known->check[i];
        double value[MOST_REPLICATIONS];
        for (uint32_t k = 0; k < replications; k++)
            value[k] = measure_value(&done, 0, k, (struct sought){(enum quantity)check->quantity, check->of, check->at, 0});
        struct interval ours = interval_of_mean(value, replications, 0.99, claims);
        double error = ours.sd / sqrt((double)replications);
        if (i == 0) *first_error = (ours.mean - check->exact) / error;
        bool as_rounded = fabs(ours.mean - check->exact) <= ROUNDING * check->exact; /* what never varies */
        if (as_rounded || (check->exact >= ours.low && check->exact <= ours.high && error < 0.1 * check->exact)) continue;
        text_add_format(said, "%s: quantity %d of %s at %s: %.6g (%.6g to %.6g), exactly %.6g, %.1f errors of %.2g\n",
                        known->family, (int)check->quantity, check->of, check->at, ours.mean, ours.low, ours.high,
                        check->exact, (ours.mean - check->exact) / error, error);
        good = false;
    }
    scenario_run_free(&done);
    return good;
}
