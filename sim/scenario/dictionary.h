/* dictionary: every key of the language, one row each, in one table. It reads (scenario/reader), checks, and is
 * printed as the reference. The table is constant and owns nothing. */
#ifndef ICSIM_SCENARIO_DICTIONARY_H
#define ICSIM_SCENARIO_DICTIONARY_H

#include "scenario/shown_text.h"
#include "scenario/spec.h"
#include <stdbool.h>
#include <stddef.h>

enum key_kind {
    KEY_TEXT,         /* -> const char * */
    KEY_CHOICE,       /* one of `words` -> const char * */
    KEY_REFERENCE,    /* an id of what `words` says -> const char *, or with `many` struct id_list */
    KEY_NUMBER,       /* by its unit -> double; int32_t for a date; int for a price year or a flag */
    KEY_VALUE,        /* may differ by group -> const struct setting * */
    KEY_DISTRIBUTION, /* -> const struct setting * */
    KEY_TABLE,        /* a CSV file -> const struct setting * of the rows; `many`: a group of files */
    KEY_THINGS,       /* groups of the kind `of` -> as `shape` says */
};

enum things_shape {
    THINGS_BY_ID, /* a group of groups -> sorted array, count at count_offset */
    THINGS_LIST,  /* a list of groups -> array in order */
    THINGS_ONE,   /* one group -> struct at offset */
};

/* What kinds of group there are. */
enum group_kind {
    GROUP_ROOT, GROUP_TIME, GROUP_POPULATION, GROUP_LIST, GROUP_ORGANISATION, GROUP_PARTNERSHIP, GROUP_HANDOFF, GROUP_SITE, GROUP_TEAM, GROUP_POOL, GROUP_MODE, GROUP_PATHWAY,
    GROUP_ARRIVALS, GROUP_BATCH, GROUP_STEP, GROUP_AT, GROUP_BRANCH, GROUP_REACH, GROUP_INDUCED, GROUP_BALK, GROUP_DISTRIBUTION, GROUP_MIXTURE_PART, GROUP_BY, GROUP_STANDARD,
    GROUP_OUTCOME, GROUP_EFFECT, GROUP_COST, GROUP_PAYMENT, GROUP_ASSUMPTION, GROUP_START, GROUP_ONCE, GROUP_ESCALATION, GROUP_BED_CLOSURE, GROUP_CHANGE, GROUP_OPEN, GROUP_CLOSE,
    GROUP_MOVE, GROUP_RESIZE, GROUP_REDIRECT, GROUP_TRANSFER, GROUP_JOIN, GROUP_LEAVE, GROUP_CHANGE_ONCE, GROUP_ANY, GROUP_KIND_COUNT,
};

#define NOT_KEPT SIZE_MAX /* an offset of what is checked and documented but not read into a struct */

struct key {
    enum group_kind group;
    const char *name;
    enum key_kind kind;
    const char *help;          /* one sentence, with its full stop */
    const char *words;         /* of a choice: what it may be; of a reference: what it is an id of; of a number:
                                  words that may stand for it, and are read as NAN */
    const char *otherwise;     /* what holds where it is not given, in words; NULL: nothing */
    enum unit unit;
    bool required, many;
    bool or_one;               /* with `many`: one text may stand for a list of it alone */
    enum shown shown;          /* of a text: whether results show it as it is */
    double low, high;          /* of numbers, both 0: any */
    double fallback;           /* of numbers, where not given */
    enum group_kind of;        /* of things */
    enum things_shape shape;
    size_t offset, count_offset;
};

/* How a kind of group is kept. Sizes and offsets of its struct; NOT_KEPT where it has no such member. */
struct group_about {
    const char *path;          /* "pathways.ID.steps.ID": for the reference and sentences */
    const char *help;
    size_t size, at_offset, id_offset;
    const char *short_key;     /* a number may stand for the group: this key's */
};

size_t dictionary_count(void);
const struct key *dictionary_row(size_t number);
const struct group_about *dictionary_group(enum group_kind group);

/* The rows of one kind of group: [*first, *end). */
void dictionary_range(enum group_kind group, size_t *first, size_t *end);

/* The row of a key; also of those that may stand in any group (name, note, source, mark). NULL: unknown. */
const struct key *dictionary_find(enum group_kind group, const char *name);

/* The row that tells what a path leads to, by its text alone: of "pathways.x.steps.y.lasts.mean" that of mean,
 * of "sites.x.pools.bed" that of places; of what lies inside a value or a table, the value's or table's own.
 * NULL: it leads to no value. */
const struct key *dictionary_at_path(const char *path);

/* Words for the reference: "text", "duration", ... never NULL. */
const char *key_kind_name(enum key_kind kind);
const char *unit_name(enum unit unit);

#endif
