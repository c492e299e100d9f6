/* words: settings of a scenario as plain words, and what stands beside figures: where they come from, what kind they
 * are. */
#ifndef ICSIM_REPORT_WORDS_H
#define ICSIM_REPORT_WORDS_H

#include "base/text.h"
#include "scenario/versions.h"

/* "gamma, mean 2.6 h, sd 1.5 h", "by age: under_65 0.17, from_65 0.46", "ae, ward"; without names, notes, sources and
 * marks. A table is its file's name. Plain text, to be escaped. */
void words_of_setting(const struct setting *setting, struct text *out);

/* A group with a `source` or a `mark` of its own. The list owns its paths and borrows all else from the set. */
struct remark {
    char *path;          /* "teams.shore.pools.nurse"; of a change "change on 2026-05-01" */
    const struct setting *at;
    const char *mark, *source, *note; /* NULL: not said */
    uint32_t arm, arms;  /* the first scenario that has it, and how many do */
};

struct remark_list { struct remark *item; size_t count, capacity; };

/* All of the scenarios as they are at the start, and of their changes, in the order of the files; each once. */
enum status remarks_find(const struct scenario_set *set, struct remark_list *list) MUST_USE;
void remark_list_free(struct remark_list *list);

/* True where a remark is of that kind: "assumption", "cited", "derived". */
bool remark_is(const struct remark *remark, const char *mark);

#endif
