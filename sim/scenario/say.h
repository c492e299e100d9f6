/* say: adds a problem about a setting: its file, line and path, and one of the sentences. Owns nothing. */
#ifndef ICSIM_SCENARIO_SAY_H
#define ICSIM_SCENARIO_SAY_H

#include "base/problem.h"
#include "scenario/sentences.h"
#include "scenario/setting.h"

/* problem_say(problems, severity, SENTENCE_x, setting, ...): the sentence is written by its name, since its
 * format is checked against the arguments when compiling. `setting` may be NULL. */
#define problem_say(problems, severity, sentence, ...) \
    say_setting(problems, severity, sentence, format_##sentence, __VA_ARGS__)

/* The same at a place that is no setting: problem_say_place(problems, severity, SENTENCE_x, &place, ...). */
#define problem_say_place(problems, severity, sentence, ...) \
    say_place(problems, severity, sentence, format_##sentence, __VA_ARGS__)

void say_setting(struct problem_list *problems, enum severity severity, enum sentence sentence,
                 const char *format, const struct setting *at, ...) __attribute__((format(printf, 4, 6)));
void say_place(struct problem_list *problems, enum severity severity, enum sentence sentence,
               const char *format, const struct place *at, ...) __attribute__((format(printf, 4, 6)));

/* "; did you mean \"x\"?" or "" where nothing is near: the end of a sentence about a wrong name. Writes at most
 * `size` bytes to `out` and gives `out`. */
const char *say_nearest(const char *name, const char *const *names, size_t count, char *out, size_t size);

/* The same, of the names in a group or the texts in a list (NULL: none), as far as the first 64. */
const char *say_nearest_in(const char *name, const struct setting *among, char *out, size_t size);

#endif
