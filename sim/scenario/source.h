/* source: the files an experiment is read from, each read once and whole, with the guards that every file
 * needs. A source_list owns names and bytes; the sources stay where they are until it is freed. */
#ifndef ICSIM_SCENARIO_SOURCE_H
#define ICSIM_SCENARIO_SOURCE_H

#include "base/problem.h"
#include <stddef.h>

enum { SOURCE_BYTES_MAX = 16 << 20 };

struct source {
    char *file;     /* as the user would name it, without "x/.." and "./" */
    char *bytes;    /* with a NUL behind the last; NULL: could not be read, and that was said */
    size_t length;  /* without the NUL */
    unsigned reader; /* who asked for it last */
};

struct source_list {
    struct source **item; /* in the order they were asked for */
    size_t count, capacity;
    unsigned reader; /* a number for who reads now, such as one arm of several; the user sets it */
};

void source_list_free(struct source_list *list);

/* Gives the file's bytes, from memory where it was read before. *out is NULL where a problem was added (at
 * `named_by`: the place that names the file). Else STATUS_NO_MEMORY. */
enum status source_read(struct source_list *list, const char *file, const struct place *named_by,
                        struct problem_list *problems, const struct source **out) MUST_USE;

/* The name of `file`, which stands in `beside`, from where we are: "sussex/today.cfg" + "../england/costs.cfg" =
 * "england/costs.cfg". `beside` NULL: only tidied. The caller frees; NULL: no memory. */
char *source_name(const char *beside, const char *file) MUST_USE;

/* The name of `file` seen from the folder that `from` is in: the reverse of source_name. */
char *source_name_from(const char *from, const char *file) MUST_USE;

/* An id made from the name of a file: "a/Close-Castle.cfg" gives close_castle. The caller frees; NULL: no memory. */
char *source_id(const char *file) MUST_USE;

/* A character that a terminal, a table or a line of text would trip over: the controls of ASCII and Latin-1, the line
 * and paragraph separators U+2028 and U+2029, what embeds, overrides or isolates a direction of writing (U+202A to U+202E,
 * U+2066 to U+2069: with these a text shows in another order than it stands in; letters that are written from right to
 * left need none of them), and U+FEFF, U+FFFE, U+FFFF. 0: there is none. */
unsigned source_control_in(const char *text);

#endif
