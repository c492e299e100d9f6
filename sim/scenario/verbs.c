#include "scenario/verbs.h"

#include "base/calendar.h"
#include "base/text.h"
#include "scenario/edit.h"
#include "scenario/quantity.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct place place_of(const struct setting *at, const char *path) {
    return (struct place){at->file, at->line, path};
}

/* A path in a buffer that text_free frees; NULL bytes: no memory. */
static const char *join(struct text *out, const char *first, const char *second, const char *third) {
    text_add_format(out, "%s%s%s", first, second, third);
    return out->failed ? NULL : out->bytes;
}

/* Reads a verb's group; false after a problem. */
static bool read_verb(const struct doing *doing, const struct setting *group, enum group_kind kind,
                      struct change_verb *verb, enum status *status) {
    size_t before = doing->timeline->problems->errors;
    *verb = (struct change_verb){.at_setting = NULL};
    *status = reader_read(group, kind, verb, doing->timeline->problems);
    return *status == STATUS_OK && doing->timeline->problems->errors == before;
}

/* ---- set and resize ---------------------------------------------------------------------------------- */

static bool one_way(const struct doing *doing, const struct edit *edit, const struct setting *at) {
    int given = (edit->to != NULL) + (edit->times != NULL) + (edit->add != NULL);
    if (given != 1)
        problem_say(doing->timeline->problems, SEVERITY_ERROR, SENTENCE_set_one_way, at,
                    given == 0 ? "none" : "more than one");
    return given == 1;
}

/* True where `to` replaces values as they are: at once, and not counted up or down. */
static bool replaces(const struct doing *doing, const struct edit *edit) {
    return doing->length == 0 && edit->to != NULL;
}

static enum status change_leaves(const struct doing *doing, const struct edit *edit, const struct place *place,
                                 const struct leaf_list *leaves) {
    struct problem_list *problems = doing->timeline->problems;
    struct ramp ramp = {.at = doing->change->at, .on = doing->change->on, .length = doing->length, .shape = doing->shape, .points = doing->points};
    size_t before = problems->errors;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < leaves->count && status == STATUS_OK; i++) {
        double from = 0, to = 0;
        bool counted = edit_number(leaves->leaf[i], &from);
        if (replaces(doing, edit) || edit_target(leaves->leaf[i], edit, place, &to, problems))
            status = ramp_add(&ramp, leaves->leaf[i], counted ? from : 0, to);
    }
    if (status != STATUS_OK || problems->errors != before) {
        ramp_free(&ramp);
        return status;
    }
    if (!replaces(doing, edit))
        return timeline_take(doing->timeline, &ramp);
    /* The ramp of no length says only what is touched; the values are put in as they are written. */
    for (size_t i = 0; i < leaves->count && status == STATUS_OK; i++)
        status = setting_become(leaves->leaf[i], edit->to);
    if (status == STATUS_OK)
        status = timeline_touch(doing->timeline, &ramp);
    ramp_free(&ramp);
    return status;
}

static enum status change_path(const struct doing *doing, const char *path, const struct edit *edit,
                               const struct setting *at) {
    struct place place = place_of(at, path);
    struct leaf_list leaves = {NULL, 0, 0};
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    if (root == NULL)
        return STATUS_NO_MEMORY;
    enum status status = edit_leaves(root, path, doing->length == 0 ? edit->to : NULL, &place, &leaves,
                                     doing->timeline->problems);
    if (status == STATUS_OK && leaves.count > 0)
        status = change_leaves(doing, edit, &place, &leaves);
    leaf_list_free(&leaves);
    return status;
}

/* A value by group moves level by level, each towards what `to` says of it. */
static enum status change_levels(const struct doing *doing, const char *path, const struct setting *to) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < to->child_count && status == STATUS_OK; i++) {
        const struct setting *level = to->child[i];
        struct edit edit = {level, NULL, NULL};
        struct text part = {NULL, 0, 0, false};
        if (edit_is_remark(level->name))
            continue;
        if (join(&part, path, ".", level->name) == NULL)
            status = STATUS_NO_MEMORY;
        else if (level->kind == SETTING_GROUP)
            status = change_levels(doing, part.bytes, level);
        else
            status = change_path(doing, part.bytes, &edit, doing->change->at);
        text_free(&part);
    }
    return status;
}

enum status verb_set(const struct doing *doing) {
    const struct change *change = doing->change;
    struct edit edit = {change->to, change->times, change->add};
    if (!one_way(doing, &edit, change->at))
        return STATUS_OK;
    if (doing->length > 0 && edit.to != NULL && setting_get(edit.to, "by") != NULL)
        return change_levels(doing, change->set, edit.to);
    return change_path(doing, change->set, &edit, change->at);
}

enum status verb_resize(const struct doing *doing) {
    struct change_verb verb;
    enum status status = STATUS_OK;
    if (!read_verb(doing, doing->change->resize, GROUP_RESIZE, &verb, &status))
        return status;
    struct edit edit = {verb.resize_to, verb.times, verb.add};
    struct text path = {NULL, 0, 0, false};
    char *provider = NULL;
    struct place place = place_of(doing->change->resize, NULL);
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    if (root == NULL)
        return STATUS_NO_MEMORY;
    if (!one_way(doing, &edit, doing->change->resize))
        return STATUS_OK;
    if (strcmp(verb.at, "*") == 0)
        provider = text_copy("sites.*");
    else
        status = edit_provider(root, verb.at, &place, &provider, doing->timeline->problems);
    if (status == STATUS_OK && provider != NULL)
        status = join(&path, provider, ".pools.", verb.pool) == NULL
                     ? STATUS_NO_MEMORY
                     : change_path(doing, path.bytes, &edit, doing->change->resize);
    text_free(&path);
    free(provider);
    return status;
}

/* ---- move -------------------------------------------------------------------------------------------- */

/* The size of a pool at a provider; *leaf NULL where it has none. The pool itself in *pool. */
static void find_pool(struct setting *root, const char *provider, const char *kind, struct setting **pool,
                      struct setting **leaf) {
    *pool = setting_get(setting_get(setting_at(root, provider), "pools"), kind);
    *leaf = *pool;
    if (*pool != NULL && (*pool)->kind == SETTING_GROUP) {
        struct setting *places = setting_get(*pool, "places");
        *leaf = places != NULL ? places : setting_get(*pool, "wte");
    }
    if (*leaf != NULL && (*leaf)->kind != SETTING_NUMBER)
        *leaf = NULL;
}

/* Makes an empty pool at `provider` in the likeness of another. */
static enum status make_pool(struct setting *root, const char *provider, const struct setting *like) {
    struct setting *at = setting_at(root, provider), *pools = setting_get(at, "pools");
    if (pools == NULL)
        pools = setting_new(at, "pools", SETTING_GROUP);
    struct setting *made = pools == NULL ? NULL : setting_copy(like, pools), *leaf = NULL;
    if (made == NULL)
        return STATUS_NO_MEMORY;
    find_pool(root, provider, like->name, &made, &leaf);
    if (leaf != NULL)
        leaf->number = 0;
    return STATUS_OK;
}

static enum status move(const struct doing *doing, const struct change_verb *verb, const char *from,
                        const char *to) {
    const struct setting *at = doing->change->move;
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    struct setting *pool = NULL, *leaf = NULL, *to_pool = NULL, *to_leaf = NULL;
    struct problem_list *problems = doing->timeline->problems;
    find_pool(root, from, verb->pool, &pool, &leaf);
    if (leaf == NULL) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_no_such_pool, at, verb->from, verb->pool);
        return STATUS_OK;
    }
    find_pool(root, to, verb->pool, &to_pool, &to_leaf);
    if (to_pool == NULL) {
        enum status status = make_pool(root, to, pool);
        if (status != STATUS_OK)
            return status;
        find_pool(root, to, verb->pool, &to_pool, &to_leaf);
    }
    bool whole = edit_is_countable(leaf);
    bool staff = strcmp(leaf->name, "wte") == 0;
    if (to_leaf == NULL || staff != (strcmp(to_leaf->name, "wte") == 0)) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_move_unlike, at, verb->pool, verb->from, verb->to);
        return STATUS_OK;
    }
    if (whole && floor(verb->count) != verb->count) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_whole, at, verb->count);
        return STATUS_OK;
    }
    if (edit_left(leaf->number, verb->count) < 0) {
        struct place place = place_of(at, NULL);
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_move_too_many, &place, leaf->number, verb->count);
        return STATUS_OK;
    }
    struct ramp ramp = {.at = doing->change->at, .on = doing->change->on, .length = doing->length,
                        .shape = doing->shape, .points = doing->points, .additive = true};
    enum status status = ramp_add(&ramp, leaf, 0, -verb->count);
    if (status == STATUS_OK)
        status = ramp_add(&ramp, to_leaf, 0, verb->count);
    if (status == STATUS_OK)
        return timeline_take(doing->timeline, &ramp);
    ramp_free(&ramp);
    return status;
}

/* The paths of a verb's two providers; NULL after a problem. */
static enum status find_both(const struct doing *doing, const struct setting *at, const struct change_verb *verb,
                             char **from, char **to) {
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    struct place place = place_of(at, NULL);
    if (root == NULL)
        return STATUS_NO_MEMORY;
    enum status status = edit_provider(root, verb->from, &place, from, doing->timeline->problems);
    if (status == STATUS_OK)
        status = edit_provider(root, verb->to, &place, to, doing->timeline->problems);
    if (status == STATUS_OK && *from != NULL && *to != NULL && strcmp(*from, *to) == 0) {
        problem_say(doing->timeline->problems, SEVERITY_ERROR, SENTENCE_from_is_to, at, verb->from);
        free(*to);
        *to = NULL;
    }
    return status;
}

enum status verb_move(const struct doing *doing) {
    struct change_verb verb;
    enum status status = STATUS_OK;
    char *from = NULL, *to = NULL;
    if (!read_verb(doing, doing->change->move, GROUP_MOVE, &verb, &status))
        return status;
    status = find_both(doing, doing->change->move, &verb, &from, &to);
    if (status == STATUS_OK && from != NULL && to != NULL)
        status = move(doing, &verb, from, to);
    free(from);
    free(to);
    return status;
}

/* ---- open, close, redirect --------------------------------------------------------------------------- */

/* The group or list of that name, made where there is none. NULL: no memory. */
static struct setting *have(struct setting *provider, const char *name, enum setting_kind kind,
                            const struct setting *at) {
    struct setting *there = setting_get(provider, name);
    if (there == NULL && (there = setting_new(provider, name, kind)) != NULL &&
        setting_place(there, at->file, at->line) != STATUS_OK)
        return NULL;
    return there;
}

static bool offers(const struct setting *provider, const char *service) {
    const struct setting *list = setting_get(provider, "offers");
    for (size_t i = 0; list != NULL && i < list->child_count; i++)
        if (list->child[i]->kind == SETTING_TEXT && strcmp(list->child[i]->text, service) == 0)
            return true;
    return false;
}

/* False, after saying so, where the provider does not offer the service. */
static bool check_offer(const struct doing *doing, const struct setting *provider, const char *service,
                        const struct setting *at) {
    char nearest[100];
    if (offers(provider, service))
        return true;
    problem_say(doing->timeline->problems, SEVERITY_ERROR, SENTENCE_not_offered, at, provider->name, service,
                say_nearest_in(service, setting_get(provider, "offers"), nearest, sizeof nearest));
    return false;
}

static enum status put_number(struct setting *group, const char *name, double number, const struct setting *at) {
    struct setting *there = setting_get(group, name);
    if (there == NULL)
        there = setting_new(group, name, SETTING_NUMBER);
    if (there == NULL)
        return STATUS_NO_MEMORY;
    setting_become_number(there, number, true);
    return setting_place(there, at->file, at->line);
}

static enum status put_text(struct setting *group, const char *name, const char *text, const struct setting *at) {
    struct setting *there = name == NULL ? NULL : setting_get(group, name);
    if (there == NULL)
        there = setting_new(group, name, SETTING_TEXT);
    if (there == NULL || setting_become_text(there, text) != STATUS_OK)
        return STATUS_NO_MEMORY;
    return setting_place(there, at->file, at->line);
}

/* The provider a verb names with `at` or `from`; NULL after a problem. */
static enum status find_one(const struct doing *doing, const char *id, const struct setting *at,
                            struct setting **provider) {
    struct place place = place_of(at, NULL);
    char *path = NULL;
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    *provider = NULL;
    if (root == NULL)
        return STATUS_NO_MEMORY;
    enum status status = edit_provider(root, id, &place, &path, doing->timeline->problems);
    if (path != NULL)
        *provider = setting_at(root, path);
    free(path);
    return status;
}

enum status verb_open(const struct doing *doing) {
    const struct setting *at = doing->change->open;
    struct change_verb verb;
    struct setting *provider = NULL;
    enum status status = STATUS_OK;
    if (!read_verb(doing, at, GROUP_OPEN, &verb, &status))
        return status;
    status = find_one(doing, verb.at, at, &provider);
    if (status != STATUS_OK || provider == NULL)
        return status;
    struct setting *closed = setting_get(setting_get(provider, "closed"), verb.service);
    if (closed != NULL)
        setting_remove(closed);
    if (offers(provider, verb.service))
        return STATUS_OK;
    struct setting *list = have(provider, "offers", SETTING_LIST, at);
    return list == NULL ? STATUS_NO_MEMORY : put_text(list, NULL, verb.service, at);
}

enum status verb_close(const struct doing *doing) {
    const struct setting *at = doing->change->close;
    struct change_verb verb;
    struct setting *provider = NULL;
    enum status status = STATUS_OK;
    if (!read_verb(doing, at, GROUP_CLOSE, &verb, &status))
        return status;
    status = find_one(doing, verb.at, at, &provider);
    if (status != STATUS_OK || provider == NULL)
        return status;
    if (verb.service != NULL && !check_offer(doing, provider, verb.service, at))
        return STATUS_OK;
    bool waiting_move = verb.those_waiting != NULL && strcmp(verb.those_waiting, "move") == 0;
    bool inside_move = verb.those_inside != NULL && strcmp(verb.those_inside, "move") == 0;
    double how = inside_move ? -2 : waiting_move ? -1 : 0;
    struct setting *closed = have(provider, "closed", SETTING_GROUP, at);
    const struct setting *list = setting_get(provider, "offers");
    if (closed == NULL)
        return STATUS_NO_MEMORY;
    if (verb.service != NULL)
        return put_number(closed, verb.service, how, at);
    for (size_t i = 0; list != NULL && i < list->child_count && status == STATUS_OK; i++)
        if (list->child[i]->kind == SETTING_TEXT)
            status = put_number(closed, list->child[i]->text, how, at);
    return status;
}

enum status verb_redirect(const struct doing *doing) {
    const struct setting *at = doing->change->redirect;
    struct change_verb verb;
    enum status status = STATUS_OK;
    char *from = NULL, *to = NULL;
    if (!read_verb(doing, at, GROUP_REDIRECT, &verb, &status))
        return status;
    status = find_both(doing, at, &verb, &from, &to);
    if (status == STATUS_OK && from != NULL && to != NULL) {
        struct setting *root = timeline_tree(doing->timeline, doing->change->on);
        struct setting *provider = setting_at(root, from);
        if (check_offer(doing, provider, verb.service, at) &&
            check_offer(doing, setting_at(root, to), verb.service, at)) {
            struct setting *redirects = have(provider, "redirects", SETTING_GROUP, at);
            status = redirects == NULL ? STATUS_NO_MEMORY : put_text(redirects, verb.service, verb.to, at);
        }
    }
    free(from);
    free(to);
    return status;
}

/* ---- money ------------------------------------------------------------------------------------------- */

/* A new group of that name below `container` of the root. NULL: no memory. */
static struct setting *make_rule(struct setting *root, const char *container, const char *name,
                                 const struct setting *at) {
    struct setting *group = have(root, container, SETTING_GROUP, at);
    return group == NULL ? NULL : have(group, name, SETTING_GROUP, at);
}

static enum status put_given(struct setting *rule, const char *name, const char *text, const struct setting *at) {
    return text == NULL ? STATUS_OK : put_text(rule, name, text, at);
}

enum status verb_transfer(const struct doing *doing) {
    const struct setting *at = doing->change->transfer;
    struct change_verb verb;
    struct money_quantity money;
    enum status status = STATUS_OK;
    if (!read_verb(doing, at, GROUP_TRANSFER, &verb, &status))
        return status;
    const struct setting *amount = setting_get(at, "amount");
    bool of_payment = verb.payment != NULL && !isnan(verb.share);
    if (of_payment ? verb.amount != NULL : verb.amount == NULL || verb.payment != NULL || !isnan(verb.share)) {
        problem_say(doing->timeline->problems, SEVERITY_ERROR, SENTENCE_transfer_form, at);
        return STATUS_OK;
    }
    if (of_payment)
        return verb_transfer_share(doing, &verb);
    if (!quantity_money(verb.amount, amount, &money, doing->timeline->problems))
        return STATUS_OK;
    if (money.per != MONEY_PER_MINUTE) {
        problem_say(doing->timeline->problems, SEVERITY_ERROR, SENTENCE_transfer_per_time, amount, verb.amount);
        return STATUS_OK;
    }
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    struct setting *rule = root == NULL ? NULL : make_rule(root, "payments", doing->name, at);
    struct quantity_part part;
    if (rule == NULL || put_text(rule, "from", verb.from, at) != STATUS_OK ||
        put_text(rule, "to", verb.to, at) != STATUS_OK || put_text(rule, "amount", verb.amount, at) != STATUS_OK)
        return STATUS_NO_MEMORY;
    if (doing->length == 0 || !quantity_split(verb.amount, &part))
        return STATUS_OK;
    struct setting *leaf = setting_get(rule, "amount");
    struct place place = place_of(at, NULL);
    struct ramp ramp = {.at = doing->change->at, .on = doing->change->on, .length = doing->length, .shape = doing->shape, .points = doing->points};
    status = ramp_add(&ramp, leaf, 0, part.number);
    if (status == STATUS_OK)
        status = edit_set_number(leaf, 0, &place);
    if (status == STATUS_OK)
        return timeline_take(doing->timeline, &ramp);
    ramp_free(&ramp);
    return status;
}

enum status verb_once(const struct doing *doing) {
    const struct setting *at = doing->change->once;
    struct problem_list *problems = doing->timeline->problems;
    struct change_verb verb;
    enum status status = STATUS_OK;
    if (!read_verb(doing, at, GROUP_CHANGE_ONCE, &verb, &status))
        return status;
    bool both = verb.from != NULL && verb.to != NULL, either = verb.from != NULL || verb.to != NULL;
    if (either == (verb.falls_on != NULL) || either != both) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_once_who, at);
        return STATUS_OK;
    }
    char day[11];
    calendar_format(doing->change->on, day);
    struct setting *rule = make_rule(doing->timeline->arm->version[0].root, "once", doing->name, at);
    if (rule == NULL || put_text(rule, "label", verb.label, at) != STATUS_OK ||
        put_text(rule, "on", day, doing->change->at) != STATUS_OK ||
        put_text(rule, "amount", verb.amount, at) != STATUS_OK ||
        put_given(rule, "falls_on", verb.falls_on, at) != STATUS_OK ||
        put_given(rule, "from", verb.from, at) != STATUS_OK || put_given(rule, "to", verb.to, at) != STATUS_OK)
        return STATUS_NO_MEMORY;
    return STATUS_OK;
}
