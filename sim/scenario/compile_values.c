/* Values: a plain number, `{ by = "age"; under_65 = ..; else = ..; }` (which may nest), or
 * `{ column = "x"; }` of the areas' table, as rows of numbers. */
#include "scenario/compiler.h"

#include <math.h>
#include <string.h>

/* ---- by what a value varies ---- */

/* What `by` names: a dimension's index, or one of these. */
enum { BY_AREA_ID = MAX_DIMENSIONS, BY_NEXT, BY_UNKNOWN };

static uint32_t by_named(const struct network *n, const char *by, uint32_t step) {
    for (uint32_t d = 0; d < n->dimension_count; d++)
        if (strcmp(n->dimension[d].id, by) == 0)
            return d;
    if (strcmp(by, "area") == 0)
        return BY_AREA_ID;
    if (strcmp(by, "next") == 0 && step != NONE)
        return BY_NEXT;
    return BY_UNKNOWN;
}

static const struct setting *by_of_group(const struct setting *setting) {
    const struct setting *by = setting->kind == SETTING_GROUP ? setting_get(setting, "by") : NULL;
    return by != NULL && by->kind == SETTING_TEXT ? by : NULL;
}

static const struct setting *column_of_group(const struct setting *setting) {
    const struct setting *column = setting->kind == SETTING_GROUP ? setting_get(setting, "column") : NULL;
    bool plain = column != NULL && column->kind == SETTING_TEXT && setting_get(setting, "kind") == NULL;
    return plain ? column : NULL;
}

static uint32_t level_count(const struct compiler *c, uint32_t by, uint32_t step) {
    if (by < MAX_DIMENSIONS)
        return c->network->dimension[by].level_count;
    return by == BY_AREA_ID ? c->areas.count : c->step[step].to.count;
}

/* The name by which a level is called. Where people go next may be said as "pathway.step"; a setting's name
 * holds no dot, so there the step's own id stands. */
static const char *level_name(const struct compiler *c, uint32_t by, uint32_t step, uint32_t level) {
    if (by < MAX_DIMENSIONS)
        return c->network->dimension[by].level[level];
    if (by == BY_AREA_ID)
        return c->areas.id[level];
    const char *to = c->step[step].to.id[level], *dot = strchr(to, '.');
    return dot == NULL ? to : dot + 1;
}

static void say_bad_by(struct compiler *c, const struct setting *by, uint32_t step) {
    struct names valid = {0};
    bool failed = names_add(&valid, "area") != STATUS_OK;
    for (uint32_t d = 0; !failed && d < c->network->dimension_count; d++)
        failed = names_add(&valid, c->network->dimension[d].id) != STATUS_OK;
    if (!failed && step != NONE)
        failed = names_add(&valid, "next") != STATUS_OK;
    say_dangling(c, by, "group", by->text, &valid);
    names_free(&valid);
}

/* Names in a `by` group that are no level. */
static void check_level_names(struct compiler *c, const struct setting *group, uint32_t by, uint32_t step) {
    struct names valid = {0};
    for (uint32_t level = 0; level < level_count(c, by, step); level++)
        if (names_add(&valid, level_name(c, by, step, level)) != STATUS_OK)
            return;
    for (size_t i = 0; i < group->child_count; i++) {
        const char *name = group->child[i]->name;
        bool known = false;
        static const char *const ours[] = {"by", "else", "source", "note", "mark", "name"};
        for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
            known = known || strcmp(ours[k], name) == 0;
        for (uint32_t level = 0; !known && level < valid.count; level++)
            known = strcmp(valid.id[level], name) == 0;
        if (!known)
            say_dangling(c, group->child[i], setting_get(group, "by")->text, name, &valid);
    }
    names_free(&valid);
}

static unsigned walk_group(struct compiler *c, const struct setting *group, struct value_kind kind,
                           unsigned (*leaf)(struct compiler *, const struct setting *, struct value_kind)) {
    const struct setting *by_at = setting_get(group, "by"), *otherwise = setting_get(group, "else");
    uint32_t by = by_named(c->network, by_at->text, kind.step);
    if (by == BY_UNKNOWN) {
        say_bad_by(c, by_at, kind.step);
        return 0;
    }
    check_level_names(c, group, by, kind.step);
    unsigned varies = VARIES_AREA;
    if (by == BY_NEXT)
        varies = VARIES_BRANCH;
    else if (by < MAX_DIMENSIONS && !c->network->dimension[by].of_area)
        varies = VARIES_CELL;
    bool rest = false;
    for (uint32_t level = 0; level < level_count(c, by, kind.step); level++) {
        const char *name = level_name(c, by, kind.step, level);
        const struct setting *child = setting_get(group, name);
        if (child != NULL)
            varies |= value_walk(c, child, kind, leaf);
        else if (otherwise == NULL)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_missing_level, group, by_at->text, name);
        rest = rest || child == NULL;
    }
    if (rest && otherwise != NULL)
        varies |= value_walk(c, otherwise, kind, leaf);
    return varies;
}

static unsigned walk_column(struct compiler *c, const struct setting *column, struct value_kind kind,
                            unsigned (*leaf)(struct compiler *, const struct setting *, struct value_kind)) {
    for (uint32_t area = 0; area < c->areas.count; area++) {
        const struct setting *row = c->now_area[area];
        const struct setting *cell = row == NULL ? NULL : setting_get(row, column->text);
        if (cell == NULL) {
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_column_missing, column, column->text,
                        c->areas.id[area]);
            break;
        }
        leaf(c, cell, kind);
    }
    return VARIES_AREA;
}

unsigned value_walk(struct compiler *c, const struct setting *setting, struct value_kind kind,
                    unsigned (*leaf)(struct compiler *, const struct setting *, struct value_kind)) {
    if (setting == NULL)
        return 0;
    if (by_of_group(setting) != NULL)
        return walk_group(c, setting, kind, leaf);
    const struct setting *column = column_of_group(setting);
    return column != NULL ? walk_column(c, column, kind, leaf) : leaf(c, setting, kind);
}

static unsigned check_leaf(struct compiler *c, const struct setting *setting, struct value_kind kind) {
    double number;
    (void)kind.read(setting, &number, c->problems);
    return 0;
}

unsigned value_check(struct compiler *c, const struct setting *setting, struct value_kind kind) {
    return value_walk(c, setting, kind, check_leaf);
}

/* ---- the number for somebody ---- */

static uint32_t level_at(const struct network *n, uint32_t by, struct where where) {
    if (by < MAX_DIMENSIONS) {
        const struct dimension *dimension = &n->dimension[by];
        uint32_t of = dimension->of_area ? where.area : where.cell;
        return of == NONE ? NONE : dimension->level_of[of];
    }
    return by == BY_AREA_ID ? where.area : where.branch;
}

const struct setting *value_leaf(struct compiler *c, const struct setting *setting, struct where where,
                                 uint32_t step) {
    while (setting != NULL) {
        const struct setting *by_at = by_of_group(setting), *column = column_of_group(setting);
        if (by_at != NULL) {
            uint32_t by = by_named(c->network, by_at->text, step);
            uint32_t level = by == BY_UNKNOWN ? NONE : level_at(c->network, by, where);
            const struct setting *child =
                level == NONE ? NULL : setting_get(setting, level_name(c, by, step, level));
            setting = child != NULL ? child : setting_get(setting, "else");
        } else if (column != NULL) {
            const struct setting *row = where.area == NONE ? NULL : c->now_area[where.area];
            return row == NULL ? NULL : setting_get(row, column->text);
        } else {
            return setting;
        }
    }
    return NULL;
}

double value_at(struct compiler *c, const struct setting *setting, struct where where,
                struct value_kind kind, double fallback) {
    const struct setting *leaf = value_leaf(c, setting, where, kind.step);
    double number = fallback;
    if (leaf == NULL || !kind.read(leaf, &number, c->problems))
        return fallback;
    return number;
}

/* ---- rows ---- */

uint32_t rows_of(const struct network *n, enum row_by by, uint32_t step) {
    uint32_t branches = step == NONE ? 1 : n->step[step].branch_count;
    switch (by) {
    case BY_CELL:
        return n->cell_count;
    case BY_AREA:
        return n->area_count;
    case BY_STRATUM:
        return n->area_count * n->cell_count;
    case BY_BRANCH:
        return branches;
    case BY_CELL_AND_BRANCH:
        return n->cell_count * branches;
    case BY_NOTHING:
    case ROW_BY_COUNT:
        break;
    }
    return 1;
}

struct where where_of(const struct network *n, enum row_by by, uint32_t index, uint32_t step) {
    uint32_t branches = step == NONE ? 1 : n->step[step].branch_count;
    struct where where = {NONE, NONE, NONE};
    switch (by) {
    case BY_CELL:
        where.cell = index;
        break;
    case BY_AREA:
        where.area = index;
        break;
    case BY_STRATUM:
        where.area = index / n->cell_count;
        where.cell = index % n->cell_count;
        break;
    case BY_BRANCH:
        where.branch = index;
        break;
    case BY_CELL_AND_BRANCH:
        where.cell = index / branches;
        where.branch = index % branches;
        break;
    case BY_NOTHING:
    case ROW_BY_COUNT:
        break;
    }
    return where;
}

enum row_by by_of(unsigned varies) {
    if (varies & VARIES_BRANCH)
        return varies & VARIES_CELL ? BY_CELL_AND_BRANCH : BY_BRANCH;
    if (varies & VARIES_AREA)
        return varies & VARIES_CELL ? BY_STRATUM : BY_AREA;
    return varies & VARIES_CELL ? BY_CELL : BY_NOTHING;
}

struct row row_new(struct compiler *c, unsigned varies, uint32_t step) {
    enum row_by by = by_of(varies);
    return (struct row){compiler_slots(c, rows_of(c->network, by, step)), by};
}

struct duration duration_new(struct compiler *c, unsigned varies, uint32_t step) {
    enum row_by by = by_of(varies);
    return (struct duration){compiler_slots(c, 3 * (uint64_t)rows_of(c->network, by, step)), by};
}

void row_fill(struct compiler *c, struct row row, const struct setting *setting, struct value_kind kind,
              double fallback) {
    if (row.first == NONE)
        return;
    enum row_by by = (enum row_by)row.by;
    uint32_t count = rows_of(c->network, by, kind.step);
    for (uint32_t i = 0; i < count; i++)
        c->value[row.first + i] = value_at(c, setting, where_of(c->network, by, i, kind.step), kind, fallback);
}
