/* explanation_words: one difference between two scenarios, and the words in which it is told. An explanation owns its
 * texts, and its list frees them. */
#ifndef ICSIM_SCENARIO_EXPLANATION_WORDS_H
#define ICSIM_SCENARIO_EXPLANATION_WORDS_H

#include "base/text.h"
#include "scenario/setting.h"
#include <stdint.h>

/* In the order in which they are told. */
enum explanation_kind {
    KIND_PLACES, KIND_SERVICES, KIND_DEMAND, KIND_PATHWAYS, KIND_STANDARDS, KIND_OUTCOMES, KIND_MONEY, KIND_RUN, KIND_REMARKS,
    KIND_COUNT
};

struct explanation {
    enum explanation_kind kind;
    int32_t from, until;  /* days; from INT32_MIN: the start; until > from: bit by bit */
    char *path;           /* of the setting, or of the thing that only one has */
    char *what;           /* "nurse of team shore" */
    char *before, *after; /* as written in the first and the second, without quotes; NULL: not there */
    const char *unit;     /* "WTE", "places" or "" where the values carry theirs */
    double was, is;       /* numbers in both, NAN where they are none */
    char *says;           /* the whole sentence */
    const char *no_effect;/* why it changes nothing in a run; NULL: it may */
    char *family;         /* equal where only the provider differs: "teams.*.pools.nurse.wte"; NULL: none */
};

/* The trees that an explanation is about, as they are when all of it has happened: names are found there. */
struct explained_trees { struct setting *first, *second; };

/* Fills kind (unless KIND_REMARKS), what, unit, was, is, family and says of an explanation whose path, times, before
 * and after are there. `thing`: only one of the two has it, and before or after lists its parts. */
enum status explanation_put_words(struct explanation *item, const struct explained_trees *trees, bool thing) MUST_USE;

/* "Places and staff" */
const char *explanation_heading(enum explanation_kind kind);
/* "places", for files that programs read */
const char *explanation_word(enum explanation_kind kind);

/* "from 1 Oct 2026 over 6 months", "from 5 Jan 2027", "from the start" */
void explanation_when(int32_t from, int32_t until, struct text *out);

/* "1,234.5": at most six significant digits, in groups of three. */
void explanation_number(double number, struct text *out);

#endif
