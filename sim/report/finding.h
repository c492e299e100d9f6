/* finding: what may be said of a difference, in words. The only place where longer and shorter are decided for headlines,
 * sentences and tables, so that they never contradict each other. */
#ifndef ICSIM_REPORT_FINDING_H
#define ICSIM_REPORT_FINDING_H

#include "report/report.h"

/* How sure a direction is. */
enum sureness {
    SURE_NOT,      /* the 95 % interval of the difference holds zero */
    SURE_ALONE,    /* it does not, but the interval that holds together with all others of its family does */
    SURE_TOGETHER, /* neither does */
};

struct difference {
    double value, low, high;                   /* standing alone */
    double simultaneous_low, simultaneous_high;
    const char *unit;                          /* as in the table summary: min, %, percentage points, GBP m, people */
    const char *measure;                       /* may be NULL */
};

enum sureness finding_sureness(const struct difference *difference);

/* "longer", "shorter", "more", "less", "better off", "worse off": by the sign alone. */
const char *finding_word(const struct difference *difference);

/* "29.3 min (95 % interval 26.2 to 32.4)", without sign where `absolute`: minutes from two days on are told in days, pounds
 * as "£1.2m". As plain text, to be escaped. */
void finding_quantity(const struct difference *difference, bool absolute, struct text *out);

/* "29.3 min longer (95 % interval 26.2 to 32.4)", "no clear difference (−1.0 to 2.0 min)", and of SURE_ALONE "... longer, seen
 * alone". */
void finding_say(const struct difference *difference, struct text *out);

/* The summary's cell of a row (by its number) and scenario; false where there is none. */
bool finding_of_summary(const struct report *report, int64_t number, uint32_t arm, struct difference *difference);

/* The same of the row that is called so: "all organisations: cost". */
bool finding_of_label(const struct report *report, const char *label, uint32_t arm, struct difference *difference);

#endif
