/* Draws are named by hashes of steps, branches and options, streams by hashes of theirs: no two may be the
 * same, or two things would share their luck. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include <stdlib.h>

struct named_key { uint64_t key; const char *name; uint32_t step; };

static int compare_keys(const void *a, const void *b) {
    const struct named_key *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void say_twins(struct compiler *c, struct named_key *key, size_t count) {
    qsort(key, count, sizeof *key, compare_keys);
    for (size_t i = 1; i < count; i++) {
        if (key[i].key != key[i - 1].key)
            continue;
        const struct setting *at = key[i].step == NONE ? NULL : c->step[key[i].step].spec->at;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_same_key, at, key[i - 1].name, key[i].name);
    }
}

/* The low byte of a draw's name gives way to its purpose. */
static uint64_t without_purpose(uint64_t key) {
    return key & ~(uint64_t)0xff;
}

enum status check_keys(struct compiler *c) {
    const struct network *n = c->network;
    size_t draws = (size_t)n->step_count * (n->handoff_count + (size_t)1) + n->branch_count + n->option_count, count = 0;
    size_t most = draws > n->stream_count ? draws : n->stream_count;
    struct named_key *key = memory_new(most, sizeof *key);
    if (key == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t s = 0; s < n->step_count; s++) {
        const struct step *step = &n->step[s];
        key[count++] = (struct named_key){without_purpose(step->key), step->id, s};
        for (uint32_t b = 0; b < step->branch_count; b++)
            key[count++] = (struct named_key){without_purpose(n->branch[step->branch_first + b].key),
                                              c->step[s].to.id[b], s};
        for (uint32_t o = 0; o < step->option_count; o++) {
            const struct option *option = &n->option[step->option_first + o];
            key[count++] = (struct named_key){without_purpose(option->key), n->provider[option->provider].id, s};
        }
    }
    for (uint32_t h = 0; h < n->handoff_count; h++)
        for (uint32_t s = 0; s < n->step_count; s++)
            key[count++] = (struct named_key){without_purpose(n->handoff[h].key[s]), n->handoff[h].id, s};
    say_twins(c, key, count);
    count = 0;
    for (uint32_t i = 0; i < n->stream_count; i += network_streams_together(n)) /* lists share a key */
        key[count++] = (struct named_key){n->stream[i].key, n->area[n->stream[i].area].id, NONE};
    say_twins(c, key, count);
    free(key);
    return STATUS_OK;
}
