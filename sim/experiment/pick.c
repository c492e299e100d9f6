/* Each person's best claim is found in one walk through sorted records; then the claims are sorted. */
#include "experiment/pick.h"

#include "base/memory.h"
#include "base/text.h"
#include "care/outcome.h"
#include "care/person.h"

#include <stdlib.h>

#define SAME_MINUTES (1.0 / 60) /* within a second nobody is worse off */

struct claims {
    const struct network *network;
    const struct pick_wish *wish;
    struct picked *picked; /* in order of person; each once */
    size_t count, capacity;
    enum status status;
};

static bool is_in(const struct network *network, uint32_t stream, uint32_t margin) {
    struct margin at = margin_at(network, margin);
    const struct stream *from = &network->stream[stream];
    if (at.kind == MARGIN_ALL) return true;
    if (at.kind == MARGIN_AREA) return from->area == at.index;
    const struct dimension *dimension = &network->dimension[at.dimension];
    return dimension->level_of[dimension->of_area ? from->area : from->cell] == at.index;
}

static bool is_meant(const struct claims *claims, const struct record *record) {
    const struct pick_wish *wish = claims->wish;
    uint32_t stream = person_stream(record->person);
    return (wish->standard == NONE || record->standard == wish->standard) &&
           is_in(claims->network, stream, wish->area_margin) && is_in(claims->network, stream, wish->group_margin);
}

/* A claim beats an earlier one of the same person where its rank is smaller. People come in order. */
static void claim(struct claims *claims, const struct picked *made) {
    struct picked *last = claims->count > 0 ? &claims->picked[claims->count - 1] : NULL;
    if (last != NULL && last->person == made->person) {
        if (made->rank < last->rank) *last = *made;
        return;
    }
    claims->status = memory_reserve(&claims->picked, &claims->capacity, claims->count + 1, sizeof *made);
    if (claims->status == STATUS_OK) claims->picked[claims->count++] = *made;
}

static double luck_of(const struct claims *claims, uint64_t person) {
    const struct pick_wish *wish = claims->wish;
    uint64_t stream = claims->network->stream[person_stream(person)].key;
    struct draw_pair pair = draw_pair_at(draw_key_make(wish->seed, wish->replication, stream),
                                         person_counter(person, 0), text_hash("who is followed"));
    return draw_uniform(pair.word[0]);
}

/* Claims that one reading of the baseline makes. */
static void claim_alone(struct claims *claims, const struct record *record) {
    struct picked made = {.person = record->person & person_who(claims->network),
                          .standard = record->standard,
                          .minutes = (double)record->minutes,
                          .baseline_minutes = (double)record->minutes,
                          .unfinished = record->unfinished};
    made.rank = claims->wish->rule == PICK_LONGEST ? -made.minutes : luck_of(claims, record->person);
    claim(claims, &made);
}

static int compare_keys(const struct record *a, const struct record *b, uint64_t who) {
    if (((a->person ^ b->person) & who) != 0) return (a->person & who) < (b->person & who) ? -1 : 1;
    if (a->standard != b->standard) return a->standard < b->standard ? -1 : 1;
    return a->occurrence < b->occurrence ? -1 : a->occurrence > b->occurrence;
}

/* Pairs an arm with the baseline, the same visit of the same person, in order. */
static void claim_pairs(struct claims *claims, const struct record_list *baseline, const struct record_list *records,
                        uint32_t arm) {
    size_t i = 0, k = 0;
    while (i < baseline->count && k < records->count && claims->status == STATUS_OK) {
        const struct record *before = &baseline->record[i], *after = &records->record[k];
        int order = compare_keys(before, after, person_who(claims->network));
        i += order <= 0;
        k += order >= 0;
        double change = (double)after->minutes - (double)before->minutes;
        if (order != 0 || change <= SAME_MINUTES || !is_meant(claims, before)) continue;
        struct picked made = {.person = before->person & person_who(claims->network),
                              .standard = before->standard,
                              .arm = arm,
                              .minutes = (double)after->minutes,
                              .baseline_minutes = (double)before->minutes,
                              .unfinished = before->unfinished || after->unfinished,
                              .rank = -change};
        claim(claims, &made);
    }
}

static int compare_ranks(const void *first, const void *second) {
    const struct picked *a = first, *b = second;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->person != b->person) return a->person < b->person ? -1 : 1;
    return a->arm < b->arm ? -1 : a->arm > b->arm;
}

/* Of those claimed in several arms the best claim stays. The claims are sorted by rank, and stay so. */
static void drop_repeats(struct claims *claims) {
    size_t kept = 0;
    for (size_t i = 0; i < claims->count && kept < claims->wish->count; i++) {
        bool known = false;
        for (size_t k = 0; k < kept && !known; k++) known = claims->picked[k].person == claims->picked[i].person;
        if (!known) claims->picked[kept++] = claims->picked[i];
    }
    claims->count = kept;
}

enum status pick_people(const struct network *network, const struct record_list *records, const struct pick_wish *wish,
                        struct picked **picked, size_t *count, size_t *of) {
    struct claims claims = {.network = network, .wish = wish};
    if (wish->rule == PICK_WORST_OFF) {
        for (uint32_t arm = 1; arm < network->arm_count; arm++) claim_pairs(&claims, &records[0], &records[arm], arm);
    } else {
        for (size_t i = 0; i < records[0].count && claims.status == STATUS_OK; i++)
            if (is_meant(&claims, &records[0].record[i])) claim_alone(&claims, &records[0].record[i]);
    }
    *of = claims.count; /* people, or pairs of people and arms */
    if (claims.count > 0) qsort(claims.picked, claims.count, sizeof claims.picked[0], compare_ranks);
    drop_repeats(&claims);
    *picked = claims.picked;
    *count = claims.count;
    return claims.status;
}
