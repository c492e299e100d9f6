#include "scenario/dictionary.h"

#include "base/check.h"
#include "scenario/change.h"
#include <math.h>
#include <string.h>

#define AT(type, member) .offset = offsetof(struct type, member)
#define ARRAY(type, member) .offset = offsetof(struct type, member), .count_offset = offsetof(struct type, member##_count)
#define UNKEPT .offset = NOT_KEPT

/* Rows stand together by group, in the order of enum group_kind. */
static const struct key keys[] = {
#include "scenario/dictionary.def"
};

#define KEPT(type) sizeof(struct type), offsetof(struct type, at), offsetof(struct type, id)
#define UNNAMED(type) sizeof(struct type), offsetof(struct type, at), NOT_KEPT
#define INSIDE 0, NOT_KEPT, NOT_KEPT
#define VERB sizeof(struct change_verb), offsetof(struct change_verb, at_setting), NOT_KEPT

static const struct group_about groups[GROUP_KIND_COUNT] = {
    [GROUP_ROOT] = {"", "A scenario, or a what-if on a base.", sizeof(struct spec), offsetof(struct spec, root), NOT_KEPT, NULL},
    [GROUP_TIME] = {"time", "What time is simulated and measured.", INSIDE, NULL},
    [GROUP_POPULATION] = {"population", "How many people live in the areas over the years.", UNNAMED(spec_population), NULL},
    [GROUP_ORGANISATION] = {"organisations.ID", "Who runs and who pays.", KEPT(spec_organisation), NULL},
    [GROUP_SITE] = {"sites.ID", "Somewhere people go.", KEPT(spec_provider), NULL},
    [GROUP_PARTNERSHIP] = {"partnerships.ID", "Organisations that work as one.", KEPT(spec_partnership), NULL},
    [GROUP_HANDOFF] = {"handoffs.ID", "What passes between the steps of two organisations.", KEPT(spec_handoff), NULL},
    [GROUP_TEAM] = {"teams.ID", "People who go to patients.", KEPT(spec_provider), NULL},
    [GROUP_POOL] = {"sites.ID.pools.ID", "Capacity that steps occupy; a plain number means places.", KEPT(spec_pool), "places"},
    [GROUP_MODE] = {"travel.ID", "A way to travel.", KEPT(spec_mode), NULL},
    [GROUP_PATHWAY] = {"pathways.ID", "A need and what is done about it.", KEPT(spec_pathway), NULL},
    [GROUP_ARRIVALS] = {"pathways.ID.arrivals", "How people come, where they do not come by chance alone.", INSIDE, NULL},
    [GROUP_BATCH] = {"pathways.ID.arrivals.together", "How many come at one moment, with shares.", UNNAMED(spec_batch), NULL},
    [GROUP_STEP] = {"pathways.ID.steps.ID", "One thing that happens to a patient.", KEPT(spec_step), NULL},
    [GROUP_AT] = {"pathways.ID.steps.ID.at", "Where a step happens.", INSIDE, NULL},
    [GROUP_BRANCH] = {"pathways.ID.steps.ID.next", "What may follow a step.", UNNAMED(spec_branch), NULL},
    [GROUP_REACH] = {"pathways.ID.reach", "How far a service reaches: multiplies a demand, or the share of a branch, by area (and group).", UNNAMED(spec_reach), NULL},
    [GROUP_INDUCED] = {"pathways.ID.induced", "Demand that capacity brings about by itself.", UNNAMED(spec_induced), NULL},
    [GROUP_BALK] = {"pathways.ID.steps.ID.balks", "Of those who find so many there, a share turns round.", UNNAMED(spec_balk), NULL},
    [GROUP_DISTRIBUTION] = {"DISTRIBUTION", "A distribution, wherever one may stand.", INSIDE, NULL},
    [GROUP_MIXTURE_PART] = {"DISTRIBUTION.of", "One part of a mixture: a distribution with a weight.", INSIDE, NULL},
    [GROUP_BY] = {"VALUE", "A value that differs by group, wherever a value may stand: by and one key a level.", INSIDE, NULL},
    [GROUP_STANDARD] = {"standards.ID", "A clock with a start, a stop, a target and a goal.", KEPT(spec_standard), NULL},
    [GROUP_OUTCOME] = {"outcomes.ID", "Expected events among the people of a step, by a published risk and effects on it.", KEPT(spec_outcome), NULL},
    [GROUP_EFFECT] = {"outcomes.ID.by_EXPOSURE", "A published effect: one of odds_ratio, risk_ratio, risk_difference, with its interval.", sizeof(struct spec_effect), NOT_KEPT, NOT_KEPT, NULL},
    [GROUP_COST] = {"costs.ID", "Resources used, borne by an organisation.", KEPT(spec_money), NULL},
    [GROUP_PAYMENT] = {"payments.ID", "Money from one organisation to another.", KEPT(spec_money), NULL},
    [GROUP_ASSUMPTION] = {"assumptions", "What is assumed rather than known.", UNNAMED(spec_assumption), NULL},
    [GROUP_START] = {"start.ID", "Who is there when the simulation begins.", KEPT(spec_start), NULL},
    [GROUP_ONCE] = {"once.ID", "Money spent once, on a date.", KEPT(spec_once), NULL},
    [GROUP_ESCALATION] = {"escalation.ID", "What is done while a place has been full for some time.", KEPT(spec_escalation), NULL},
    [GROUP_BED_CLOSURE] = {"bed_closure", "The test that other capacity is in place before beds close.", INSIDE, NULL},
    [GROUP_CHANGE] = {"changes", "Something different from a date on; each has one verb.", UNNAMED(change), NULL},
    [GROUP_OPEN] = {"changes.open", "A service opens at a provider.", VERB, NULL},
    [GROUP_CLOSE] = {"changes.close", "A service, or all of them, closes at a provider.", VERB, NULL},
    [GROUP_MOVE] = {"changes.move", "Places or staff move between providers, whole units.", VERB, NULL},
    [GROUP_RESIZE] = {"changes.resize", "A pool changes its size.", VERB, NULL},
    [GROUP_REDIRECT] = {"changes.redirect", "Those who would choose one provider are sent to another.", VERB, NULL},
    [GROUP_TRANSFER] = {"changes.transfer", "Money moves between organisations, from then on.", VERB, NULL},
    [GROUP_JOIN] = {"changes.join", "An organisation joins a partnership.", VERB, NULL},
    [GROUP_LEAVE] = {"changes.leave", "An organisation leaves a partnership.", VERB, NULL},
    [GROUP_CHANGE_ONCE] = {"changes.once", "Money spent once.", VERB, NULL},
    [GROUP_ANY] = {"any group", "What may stand in any group.", INSIDE, NULL},
};

size_t dictionary_count(void) {
    return sizeof keys / sizeof keys[0];
}

const struct key *dictionary_row(size_t number) {
    CHECK(number < dictionary_count());
    return &keys[number];
}

const struct group_about *dictionary_group(enum group_kind group) {
    CHECK(group < GROUP_KIND_COUNT);
    return &groups[group];
}

void dictionary_range(enum group_kind group, size_t *first, size_t *end) {
    size_t at = 0;
    while (at < dictionary_count() && keys[at].group != group)
        at++;
    *first = at;
    while (at < dictionary_count() && keys[at].group == group)
        at++;
    *end = at;
}

static const struct key *find_in(enum group_kind group, const char *name) {
    size_t first = 0, end = 0;
    dictionary_range(group, &first, &end);
    for (size_t i = first; i < end; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

const struct key *dictionary_find(enum group_kind group, const char *name) {
    const struct key *key = find_in(group, name);
    return key != NULL ? key : find_in(GROUP_ANY, name);
}

/* Copies the next part of a path and goes behind it; false at the end, or where a part is too long. */
static bool next_part(const char **path, char part[80]) {
    size_t length = strcspn(*path, ".");
    if (length == 0 || length >= 80)
        return false;
    memcpy(part, *path, length);
    part[length] = '\0';
    *path += length + ((*path)[length] == '.');
    return true;
}

const struct key *dictionary_at_path(const char *path) {
    enum group_kind kind = GROUP_ROOT;
    char part[80];
    while (next_part(&path, part)) {
        const struct key *key = dictionary_find(kind, part);
        if (key == NULL || (key->kind != KEY_THINGS && key->kind != KEY_DISTRIBUTION) || *path == '\0')
            return key == NULL || key->kind == KEY_THINGS ? NULL : key;
        if (key->kind == KEY_DISTRIBUTION) {
            const char *rest = path;
            if (!next_part(&rest, part) || dictionary_find(GROUP_DISTRIBUTION, part) == NULL)
                return key; /* a level of { by = ... } */
            kind = GROUP_DISTRIBUTION;
            continue;
        }
        kind = key->of;
        if (key->shape == THINGS_ONE)
            continue;
        if (!next_part(&path, part))
            return NULL;
        if (*path == '\0') /* an id: a number may stand for the group */
            return dictionary_group(kind)->short_key == NULL ? NULL
                                                             : dictionary_find(kind, dictionary_group(kind)->short_key);
    }
    return NULL;
}

const char *key_kind_name(enum key_kind kind) {
    static const char *const names[] = {
        [KEY_TEXT] = "text", [KEY_CHOICE] = "choice", [KEY_REFERENCE] = "reference", [KEY_NUMBER] = "number",
        [KEY_VALUE] = "value", [KEY_DISTRIBUTION] = "distribution", [KEY_TABLE] = "table", [KEY_THINGS] = "things",
    };
    return names[kind];
}

const char *unit_name(enum unit unit) {
    static const char *const names[] = {
        [UNIT_NONE] = "", [UNIT_SHARE] = "share", [UNIT_MINUTES] = "duration", [UNIT_DEGREES] = "degrees",
        [UNIT_KM] = "distance", [UNIT_KM2] = "km2", [UNIT_PER_DAY] = "rate", [UNIT_MONEY] = "money",
        [UNIT_COUNT] = "whole number", [UNIT_DATE] = "date", [UNIT_PRICE_YEAR] = "price year",
        [UNIT_FLAG] = "true or false", [UNIT_STAFF] = "staff",
    };
    return names[unit];
}
