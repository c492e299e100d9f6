/* shown_text: what a text may not be that results show as it is: names, titles, labels, remarks. Tables are opened in
 * spreadsheets, where = + - @ at the beginning of a text make it a formula. Owns nothing. */
#ifndef ICSIM_SCENARIO_SHOWN_TEXT_H
#define ICSIM_SCENARIO_SHOWN_TEXT_H

#include "base/problem.h"
#include "scenario/setting.h"

enum shown {
    SHOWN_NOWHERE,
    SHOWN_NAME,  /* a name: at most SHOWN_NAME_BYTES long */
    SHOWN_PROSE, /* of any length */
};

enum { SHOWN_NAME_BYTES = 160 };

/* Adds a problem where the text (a setting that is one) may not be shown so. */
void shown_text_check(const struct setting *text, enum shown shown, struct problem_list *problems);

/* The same of the name of a scenario's file, which results show without its folder; control characters too. */
void shown_file_check(const char *file, struct problem_list *problems);

#endif
