/* What is assumed, as data: where, between what limits, why, and the value as it is. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The number at the head of a setting, in its own unit; the rest of the text is the unit. NAN where it has none. */
static double number_of(const struct setting *setting, const char **unit) {
    struct quantity_part part;
    *unit = "";
    if (setting == NULL)
        return NAN;
    if (setting->kind == SETTING_NUMBER)
        return setting->number;
    if (setting->kind != SETTING_TEXT || !quantity_split(setting->text, &part))
        return NAN;
    *unit = setting->text + part.end;
    while (**unit == ' ')
        (*unit)++;
    return part.number;
}

/* The value that a path means, where it means one number. */
static const struct setting *value_of(const struct setting *root, const char *path) {
    const struct setting *at = root;
    while (at != NULL && *path != '\0') {
        size_t length = strcspn(path, ".");
        at = setting_part(at, path, length);
        path += length + (path[length] == '.');
    }
    return at;
}

static enum status add_assumption(struct compiler *c, uint32_t arm, const struct spec *spec, const struct spec_assumption *from) {
    struct network *n = c->network;
    const char *unit = "", *other;
    struct assumption *to = &n->assumption[n->assumption_count++];
    const struct setting *value = value_of(spec->root, from->about);
    if (value == NULL && strchr(from->about, '*') == NULL)
        problem_say(c->problems, SEVERITY_WARNING, SENTENCE_assumption_about_nothing, from->at, from->about);
    to->about = text_copy(from->about);
    to->because = text_copy(from->because != NULL ? from->because : "");
    to->value = number_of(value, &unit);
    to->low = number_of(from->low, &other);
    to->high = number_of(from->high, &other);
    to->unit = text_copy(unit);
    to->arm = arm;
    if (to->low > to->high)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_assumption_range, from->at, to->low, to->high);
    return to->about == NULL || to->because == NULL || to->unit == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Of each arm at its start; an arm's that the baseline has in the same words are said once. */
static bool in_baseline(const struct compiler *c, const struct spec_assumption *assumption) {
    for (size_t i = 0; i < c->spec[0].assumption_count; i++) {
        const struct spec_assumption *other = &c->spec[0].assumption[i];
        if (text_same(other->about, assumption->about) && setting_same(other->low, assumption->low) &&
            setting_same(other->high, assumption->high) && text_same(other->because, assumption->because))
            return true;
    }
    return false;
}

enum status compile_assumptions(struct compiler *c) {
    struct network *n = c->network;
    enum status status = STATUS_OK;
    size_t most = 0;
    for (size_t a = 0; a < c->set->arm_count; a++)
        most += c->spec[c->arm_first[a]].assumption_count;
    n->assumption = memory_new(most, sizeof *n->assumption);
    if (n->assumption == NULL)
        return STATUS_NO_MEMORY;
    for (size_t a = 0; a < c->set->arm_count; a++) {
        const struct spec *spec = &c->spec[c->arm_first[a]];
        for (size_t i = 0; status == STATUS_OK && i < spec->assumption_count; i++)
            if (a == 0 || !in_baseline(c, &spec->assumption[i]))
                status = add_assumption(c, (uint32_t)a, spec, &spec->assumption[i]);
    }
    return status;
}
