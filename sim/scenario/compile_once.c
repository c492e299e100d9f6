/* Money on a date: capital, redundancies, double running. Two scenarios may use one id for different things:
 * the date and the organisations are part of what tells them apart. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

static const char *or_none(const char *text) {
    return text == NULL ? "-" : text;
}

static struct text key_of(const struct spec_once *spec) {
    struct text key = {0};
    /* the day first, so that keys sort by date: days are positive and of five digits until 2243 */
    text_add_format(&key, "%07d %s %s ", (int)spec->on, spec->id, or_none(spec->label));
    text_add_format(&key, "%s %s %s", or_none(spec->falls_on), or_none(spec->from), or_none(spec->to));
    return key;
}

struct found { const struct spec_once *spec; struct text key; };

static int compare_found(const void *a, const void *b) {
    const struct found *x = a, *y = b;
    return strcmp(x->key.bytes, y->key.bytes);
}

static uint32_t organisation(struct compiler *c, const struct spec_once *spec, const char *name) {
    uint32_t found = names_find(&c->organisations, name);
    if (found == NONE)
        say_dangling(c, spec->at, "organisation", name, &c->organisations);
    return found;
}

static bool read_amount(struct compiler *c, const struct spec_once *spec, double *amount) {
    struct money_quantity money;
    if (!quantity_money(spec->amount, key_at(spec->at, "amount"), &money, c->problems))
        return false;
    if (money.per != MONEY_ONCE)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_once_amount, key_at(spec->at, "amount"), spec->amount);
    *amount = money.micro_gbp;
    return money.per == MONEY_ONCE;
}

static enum status fill_once(struct compiler *c, struct once *once, const struct spec_once *spec) {
    double amount;
    *once = (struct once){text_copy(spec->label != NULL ? spec->label : spec->id),
                          ((double)spec->on - c->network->first_day) * MINUTES_PER_DAY, compiler_slots(c, 1), NONE, NONE};
    (void)read_amount(c, spec, &amount);
    bool cost = spec->falls_on != NULL && spec->from == NULL && spec->to == NULL;
    bool payment = spec->falls_on == NULL && spec->from != NULL && spec->to != NULL;
    if (cost)
        once->to = organisation(c, spec, spec->falls_on);
    else if (payment) {
        once->from = organisation(c, spec, spec->from);
        once->to = organisation(c, spec, spec->to);
    } else {
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_once_form, spec->at);
    }
    return once->id == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status compile_once(struct compiler *c) {
    struct network *n = c->network;
    struct found *found = NULL;
    size_t room = 0, count = 0, kept = 0;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++) {
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].once_count; i++) {
            status = memory_reserve(&found, &room, count + 1, sizeof *found);
            if (status != STATUS_OK)
                break;
            found[count] = (struct found){&c->spec[v].once[i], key_of(&c->spec[v].once[i])};
            status = found[count++].key.failed ? STATUS_NO_MEMORY : STATUS_OK;
        }
    }
    if (status == STATUS_OK && count > 1)
        qsort(found, count, sizeof *found, compare_found);
    n->once = memory_new(count, sizeof *n->once);
    c->once_key = memory_new(count, sizeof *c->once_key);
    if (n->once == NULL || c->once_key == NULL)
        status = STATUS_NO_MEMORY;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (kept > 0 && strcmp(c->once_key[kept - 1].bytes, found[i].key.bytes) == 0)
            continue;
        status = fill_once(c, &n->once[kept], found[i].spec);
        c->once_key[kept++] = found[i].key;
        found[i].key = (struct text){0};
        n->once_count = (uint32_t)kept;
    }
    for (size_t i = 0; i < count; i++)
        text_free(&found[i].key);
    free(found);
    return status;
}

/* Writes the amounts that one version says. */
static void write_amounts(struct compiler *c, const struct spec *spec) {
    for (size_t i = 0; i < spec->once_count; i++) {
        struct text key = key_of(&spec->once[i]);
        double amount = 0;
        for (uint32_t k = 0; !key.failed && k < c->network->once_count; k++)
            if (strcmp(c->once_key[k].bytes, key.bytes) == 0 && read_amount(c, &spec->once[i], &amount))
                c->value[c->network->once[k].amount] = amount;
        text_free(&key);
    }
}

/* It bears its own date, so it holds in all of an arm's time where any of its versions says it. */
void once_fill(struct compiler *c) {
    size_t now = (size_t)(c->now - c->spec), arm = 0;
    while (c->arm_first[arm + 1] <= now)
        arm++;
    for (uint32_t k = 0; k < c->network->once_count; k++)
        c->value[c->network->once[k].amount] = 0;
    for (size_t v = c->arm_first[arm]; v < c->arm_first[arm + 1]; v++)
        write_amounts(c, &c->spec[v]);
}
