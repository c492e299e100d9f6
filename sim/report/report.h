/* report: a stored result as one page that a board can read and an analyst can take apart: report.html, one file that
 * works offline and asks for nothing. It is made from the result folder alone. */
#ifndef ICSIM_REPORT_REPORT_H
#define ICSIM_REPORT_REPORT_H

#include "results/inputs.h"
#include "results/provenance.h"
#include "results/query.h"
#include <stdatomic.h>

#define REPORT_FILE "report.html"

/* What a page may have beside what it always has. */
struct report_wish {
    bool journeys;           /* some people are simulated again and told about: as long as two more replications */
    uint32_t threads;        /* for that; >= 1 */
    const atomic_bool *stop; /* may be NULL: set, it ends that, and no page is written */
};

/* A result folder, open, and what many parts of a page ask for. Owns all of it but the folder's name. */
struct report {
    const char *folder;
    struct export store;
    struct grid run, arm;               /* the tables */
    struct grid organisation, standard; /* id and name */
    struct grid summary;     /* the table */
    char *wait, *travel;     /* the main clock and journey, ids of standards, by the rule of charts/main_standard.sql; never NULL, ""
                                where there is none */
    struct text *specs;      /* borrowed: gets the pictures' specifications as the page's figures are written; NULL: not wanted */
    struct inputs inputs;    /* what the scenarios say; there only where `no_inputs` is NULL and report_read_inputs was called */
    char *no_inputs;         /* why they are not: a sentence without full stop */
    struct provenance_told made; /* when and by what; all NULL where the folder does not say it */
    struct report_wish wish;
};

/* STATUS_INPUT where the folder holds no result that can be read; `why` gets the sentence. */
enum status report_open(struct report *report, const char *folder, struct text *why) MUST_USE;
void report_close(struct report *report);

/* Reads the inputs that are kept in the folder; what is wrong with them becomes `no_inputs`. */
enum status report_read_inputs(struct report *report) MUST_USE;
bool report_has_inputs(const struct report *report);

/* A value of the table run: "seed", "window_from"; "" where there is none. */
const char *report_run(const struct report *report, const char *key);
/* A date of the table run as people read it, "4 January 2027", into `out`, which is given back. */
enum { REPORT_DATE = 24 };
const char *report_date(const struct report *report, const char *key, char out[REPORT_DATE]);
/* A scenario's short name and its title, which is never empty. */
const char *report_name(const struct report *report, uint32_t arm);
const char *report_title(const struct report *report, uint32_t arm);

/* Runs one of the program's own queries; :wait and :travel in it are the main standards. */
enum status report_query(const struct report *report, const char *sql, struct grid *grid, struct text *why) MUST_USE;

/* The whole page, appended. */
enum status report_page(const struct report *report, struct text *html, struct text *why) MUST_USE;

/* Writes report.html into the result folder: whole or not at all, in place of an earlier one. */
enum status report_write(const char *folder, struct text *why) MUST_USE;
enum status report_write_wished(const char *folder, const struct report_wish *wish, struct text *why) MUST_USE;

#endif
