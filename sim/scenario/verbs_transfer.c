/* A transfer of a share of a payment: who is paid it is other from a day on, so that it follows whatever the payment
 * comes to. */
#include "scenario/verbs.h"

#include "scenario/quantity.h"
#include "scenario/say.h"
#include <math.h>
#include <string.h>

#define ROUNDING 1e-9

/* The payment's group; NULL where there is none, which is said. */
static struct setting *find_payment(const struct doing *doing, struct setting *root, const char *id) {
    struct setting *all = setting_get(root, "payments"), *payment = all == NULL ? NULL : setting_get(all, id);
    char nearest[100];
    if (payment != NULL && payment->kind == SETTING_GROUP)
        return payment;
    problem_say(doing->timeline->problems, SEVERITY_ERROR, SENTENCE_no_such_payment, setting_get(doing->change->transfer, "payment"),
                id, say_nearest_in(id, all, nearest, sizeof nearest));
    return NULL;
}

/* One who is paid as the group that several would be. */
static enum status make_shares(struct setting *to) {
    if (to->kind != SETTING_TEXT)
        return STATUS_OK;
    struct setting *shares = setting_new(NULL, NULL, SETTING_GROUP), *one = NULL;
    enum status status = STATUS_NO_MEMORY;
    if (shares != NULL && (one = setting_new(shares, to->text, SETTING_NUMBER)) != NULL) {
        setting_become_number(one, 1, false);
        status = setting_place(one, to->file, to->line);
    }
    if (status == STATUS_OK)
        status = setting_become(to, shares);
    setting_free(shares);
    return status;
}

/* The share that one is paid, as a number; made where it is new. NULL: no memory, or no share, which is said. */
static struct setting *share_number(const struct doing *doing, struct setting *shares, const char *name) {
    struct setting *share = setting_get(shares, name);
    double number = 0;
    if (share == NULL && (share = setting_new(shares, name, SETTING_NUMBER)) != NULL &&
        setting_place(share, doing->change->transfer->file, doing->change->transfer->line) != STATUS_OK)
        return NULL;
    else if (share != NULL && share->kind != SETTING_NUMBER && !quantity_share(share, &number, doing->timeline->problems))
        return NULL;
    if (share != NULL && share->kind != SETTING_NUMBER)
        setting_become_number(share, number, false);
    return share;
}

static double paid_now(const struct doing *doing, const struct setting *to, const char *name) {
    double number = 0;
    if (to->kind == SETTING_TEXT)
        return strcmp(to->text, name) == 0 ? 1 : 0;
    const struct setting *share = to->kind == SETTING_GROUP ? setting_get(to, name) : NULL;
    return share != NULL && quantity_share(share, &number, doing->timeline->problems) ? number : 0;
}

enum status verb_transfer_share(const struct doing *doing, const struct change_verb *verb) {
    const struct setting *at = doing->change->transfer;
    struct problem_list *problems = doing->timeline->problems;
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    if (root == NULL)
        return STATUS_NO_MEMORY;
    struct setting *payment = find_payment(doing, root, verb->payment), *to = payment == NULL ? NULL : setting_get(payment, "to");
    if (to == NULL)
        return STATUS_OK; /* said here, or where the payment is read */
    if (doing->length > 0 && (setting_get(payment, "baseline") != NULL || setting_get(payment, "at_most") != NULL ||
                              setting_get(payment, "at_least") != NULL)) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_transfer_contract_over, doing->change->at, verb->payment);
        return STATUS_OK;
    }
    if (paid_now(doing, to, verb->from) < verb->share - ROUNDING || strcmp(verb->from, verb->to) == 0) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_transfer_share, setting_get(at, "share"), verb->payment, 100 * verb->share,
                    verb->from, verb->to);
        return STATUS_OK;
    }
    struct ramp ramp = {.at = doing->change->at, .on = doing->change->on, .length = doing->length, .shape = doing->shape, .points = doing->points};
    enum status status = make_shares(to);
    size_t errors = problems->errors;
    struct setting *less = status == STATUS_OK ? share_number(doing, to, verb->from) : NULL;
    struct setting *more = less != NULL ? share_number(doing, to, verb->to) : NULL;
    if (status != STATUS_OK || more == NULL)
        return problems->errors != errors ? STATUS_OK : STATUS_NO_MEMORY;
    status = ramp_add(&ramp, less, less->number, fmax(0, less->number - verb->share));
    if (status == STATUS_OK)
        status = ramp_add(&ramp, more, more->number, fmin(1, more->number + verb->share));
    if (status == STATUS_OK)
        return timeline_take(doing->timeline, &ramp);
    ramp_free(&ramp);
    return status;
}
