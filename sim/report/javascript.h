/* javascript: one JavaScriptCore context in this process: scripts are run in it, functions of theirs called with one text
 * and giving one text. There is no file, network, clock or screen for a script in it. */
#ifndef ICSIM_REPORT_JAVASCRIPT_H
#define ICSIM_REPORT_JAVASCRIPT_H

#include "base/text.h"
#include <stdbool.h>

struct javascript;

/* Whether scripts can be run here. If not, `why` says what is missing and how to get it. Opens the library. */
bool javascript_possible(struct text *why);

/* An empty context; NULL, and a sentence, where there can be none. Results are the same everywhere: as long as there is a
 * context, the time zone of the process (TZ) is UTC; nothing is compiled at run time, the collector works alone.
 * JavaScriptCore keeps one signal for itself: the sixth real-time one, since batch systems announce the end of a job
 * by SIGUSR1, SIGUSR2 or SIGTERM. The environment and standard error are changed while it is made, so no other thread
 * may run then. One context at a time. */
struct javascript *javascript_new(struct text *why) MUST_USE;
void javascript_free(struct javascript *javascript);

/* Runs a script (UTF-8) whose name appears in its errors. STATUS_INPUT and a sentence where it throws. */
enum status javascript_run(struct javascript *javascript, const char *name, const char *script, struct text *why) MUST_USE;

/* Calls a global function with `argument` (UTF-8; NULL: none) and appends what it returns, as text, to `result` (NULL: not
 * wanted). What the function has put off by promises is done before this returns. STATUS_INPUT and a sentence where
 * it throws. */
enum status javascript_call(struct javascript *javascript, const char *function, const char *argument,
                            struct text *result, struct text *why) MUST_USE;

#endif
