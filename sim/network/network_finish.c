/* What follows from the rest of a network: which lines a freed pool wakes, where clocks start and stop,
 * which steps can come twice, which pools a post uses, and what a value slot belongs to. */
#include "network/network.h"

#include "base/check.h"
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

static void find_post_pools(struct network *network) {
    for (uint32_t i = 0; i < network->post_count; i++) {
        struct post *post = &network->post[i];
        const struct step *step = &network->step[post->step];
        for (uint32_t n = 0; n < MAX_NEEDS; n++) {
            bool used = n < step->need_count;
            post->pool[n] = used ? network_pool(network, post->provider, step->need[n].kind) : NONE;
            CHECK(!used || post->pool[n] != NONE); /* the scenario floor has refused the rest */
        }
    }
}

static int compare_pairs(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    if (x[0] != y[0])
        return x[0] < y[0] ? -1 : 1;
    return x[1] < y[1] ? -1 : x[1] > y[1];
}

/* Posts of the same step whose pools serve those who wait at this one too. */
static uint32_t others_of(const struct network *network, uint32_t post) {
    const struct step *step = &network->step[network->post[post].step];
    return step->one_line ? step->option_count : 0;
}

static size_t count_pairs(const struct network *network) {
    size_t count = 0, most = 0; /* pools that serve for one */
    for (uint32_t p = 0; p < network->pool_count; p++)
        if (network->pool[p].overflow_count > most)
            most = network->pool[p].overflow_count;
    for (uint32_t i = 0; i < network->post_count; i++)
        count += MAX_NEEDS * (1 + most + others_of(network, i));
    return count;
}

/* A post waits in the line of its first pool and can be woken by any of its pools: (pool, line) pairs,
 * sorted, each once. A pool whose own line needs it is among the lines it wakes. */
static enum status find_wakes(struct network *network) {
    enum status status = STATUS_NO_MEMORY;
    uint32_t(*pair)[2] = memory_new(count_pairs(network), sizeof *pair);
    network->wakes_first = memory_new((size_t)network->pool_count + 1, sizeof *network->wakes_first);
    size_t count = 0, kept = 0;
    if (pair == NULL || network->wakes_first == NULL)
        goto out;
    for (uint32_t i = 0; i < network->post_count; i++) {
        const struct post *post = &network->post[i];
        for (uint32_t n = 0; n < network->step[post->step].need_count; n++) {
            pair[count][0] = post->pool[n];
            pair[count++][1] = post->pool[0];
            for (uint32_t k = 0; k < others_of(network, i); k++) {
                const struct option *other = &network->option[network->step[post->step].option_first + k];
                pair[count][0] = network->post[other->post].pool[n];
                pair[count++][1] = post->pool[0];
            }
            const struct pool *pool = &network->pool[post->pool[n]];
            for (uint32_t k = 0; k < pool->overflow_count; k++) {
                pair[count][0] = network->overflow[pool->overflow_first + k].lender;
                pair[count++][1] = post->pool[0];
            }
        }
    }
    qsort(pair, count, sizeof *pair, compare_pairs);
    network->wakes = memory_new(count, sizeof *network->wakes);
    if (network->wakes == NULL)
        goto out;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_pairs(pair[i - 1], pair[i]) == 0)
            continue;
        network->wakes_first[pair[i][0] + 1]++;
        network->wakes[kept++] = pair[i][1];
    }
    for (uint32_t p = 0; p < network->pool_count; p++)
        network->wakes_first[p + 1] += network->wakes_first[p];
    status = STATUS_OK;
out:
    free(pair);
    return status;
}

static uint32_t list_clocks(struct network *network, uint32_t list, bool starts, uint32_t next) {
    for (uint32_t s = 0; s < network->standard_count; s++) {
        const struct standard *standard = &network->standard[s];
        if (standard->kind != STANDARD_CLOCK)
            continue;
        uint32_t at = starts ? standard->start_step * STEP_EVENT_COUNT + standard->start_event
                             : standard->stop_step * STEP_EVENT_COUNT + standard->stop_event;
        if (at == list)
            network->clock_entry[next++] = s;
    }
    return next;
}

static enum status find_clocks(struct network *network) {
    uint32_t lists = network->step_count * STEP_EVENT_COUNT, next = 0;
    network->clock = memory_new(lists, sizeof *network->clock);
    network->clock_entry = memory_new((size_t)network->standard_count * 2, sizeof *network->clock_entry);
    network->travel_standard_first =
        memory_new((size_t)network->step_count + 1, sizeof *network->travel_standard_first);
    network->travel_standard = memory_new(network->standard_count, sizeof *network->travel_standard);
    if (network->clock == NULL || network->clock_entry == NULL ||
        network->travel_standard_first == NULL || network->travel_standard == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t list = 0; list < lists; list++) {
        struct clock_list *clock = &network->clock[list];
        clock->start_first = next;
        next = list_clocks(network, list, true, next);
        clock->start_count = next - clock->start_first;
        clock->stop_first = next;
        next = list_clocks(network, list, false, next);
        clock->stop_count = next - clock->stop_first;
    }
    network->clock_entry_count = next;
    next = 0;
    for (uint32_t step = 0; step < network->step_count; step++) {
        network->travel_standard_first[step] = next;
        for (uint32_t s = 0; s < network->standard_count; s++)
            if (network->standard[s].kind == STANDARD_TRAVEL && network->standard[s].start_step == step)
                network->travel_standard[next++] = s;
    }
    network->travel_standard_first[network->step_count] = next;
    return STATUS_OK;
}

/* Adds `to` to those seen and still to look at. */
static void reach(uint32_t to, uint8_t *seen, uint32_t *todo, uint32_t *count) {
    if (to == NONE || seen[to])
        return;
    seen[to] = 1;
    todo[(*count)++] = to;
}

/* A step on a cycle of branches (or of lost patience) may come twice to one person: it gets a counter. */
static enum status find_visit_slots(struct network *network) {
    uint8_t *seen = memory_new(network->step_count, sizeof *seen);
    uint32_t *todo = memory_new(network->step_count, sizeof *todo);
    enum status status = STATUS_NO_MEMORY;
    if (seen == NULL || todo == NULL)
        goto out;
    network->visit_slot_count = 0;
    for (uint32_t start = 0; start < network->step_count; start++) {
        uint32_t count = 0, at = start;
        memset(seen, 0, network->step_count);
        do {
            const struct step *step = &network->step[at];
            for (uint32_t b = 0; b < step->branch_count; b++)
                reach(network->branch[step->branch_first + b].to, seen, todo, &count);
            reach(step->impatient_to, seen, todo, &count);
            reach(step->balk_to, seen, todo, &count);
            reach(step->closed_to, seen, todo, &count);
            reach(step->full_to, seen, todo, &count);
            at = count > 0 ? todo[--count] : NONE;
        } while (at != NONE && !seen[start]);
        network->step[start].visit_slot = seen[start] ? network->visit_slot_count++ : NONE;
    }
    status = STATUS_OK;
out:
    free(seen);
    free(todo);
    return status;
}

static void mark(struct network *network, uint32_t slot, enum slot_use use, uint32_t index) {
    if (slot == NONE)
        return;
    network->slot_use[slot] = (uint8_t)use;
    network->slot_index[slot] = index;
}

/* A change of a contract's terms, or of who has which part of it, settles what has come before. */
static void mark_contracts(struct network *network) {
    for (uint32_t i = 0; i < network->contract_count; i++) {
        const struct money_contract *contract = &network->contract[i];
        const struct money_target *target = &network->money_target[contract->target];
        const uint32_t terms[] = {contract->above, contract->below, contract->at_most, contract->at_least};
        mark(network, contract->baseline, SLOT_MONEY, contract->rule);
        for (size_t k = 0; k < sizeof terms / sizeof *terms; k++)
            mark(network, terms[k], SLOT_TERMS, contract->rule);
        for (uint32_t part = 0; part < target->parts; part++)
            mark(network, target[part].share, SLOT_TERMS, contract->rule);
    }
}

static enum status find_slot_uses(struct network *network) {
    network->slot_use = memory_new(network->value_count, sizeof *network->slot_use);
    network->slot_index = memory_new(network->value_count, sizeof *network->slot_index);
    if (network->slot_use == NULL || network->slot_index == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < network->value_count; i++)
        mark(network, i, SLOT_PLAIN, NONE);
    for (uint32_t i = 0; i < network->pool_count; i++) {
        mark(network, network->pool[i].capacity, SLOT_POOL, i);
        mark(network, network->pool[i].hours_per_wte, SLOT_POOL, i);
    }
    for (uint32_t i = 0; i < network->offer_count; i++)
        mark(network, network->offer[i].open, SLOT_OFFER, i);
    for (uint32_t i = 0; i < network->money_rule_count; i++)
        mark(network, network->money_rule[i].rate, SLOT_MONEY, i);
    for (uint32_t i = 0; i < network->money_target_count; i++)
        mark(network, network->money_target[i].share, SLOT_MONEY, network->money_target[i].rule);
    mark_contracts(network);
    return STATUS_OK;
}

static enum status find_options(struct network *network) {
    size_t cells = (size_t)network->step_count * network->provider_count;
    network->option_at = memory_new(cells, sizeof network->option_at[0]);
    if (network->option_at == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < cells; i++)
        network->option_at[i] = NONE;
    for (uint32_t s = 0; s < network->step_count; s++)
        for (uint32_t i = 0; i < network->step[s].option_count; i++) {
            uint32_t option = network->step[s].option_first + i;
            network->option_at[(size_t)s * network->provider_count + network->option[option].provider] = option;
        }
    return STATUS_OK;
}

/* Whether it matters who is inside. */
static void find_inside(struct network *network) {
    for (uint32_t i = 0; i < network->step_count; i++)
        network->may_preempt = network->may_preempt || network->step[i].preemption != PREEMPT_NEVER;
    for (uint32_t i = 0; i < network->step_count; i++)
        network->sends_out = network->sends_out || network->step[i].from_base;
    network->keeps_inside = network->may_preempt;
    for (uint32_t i = 0; i < network->pool_count; i++)
        network->keeps_inside = network->keeps_inside || network->pool[i].attention != NONE;
}

enum status network_finish(struct network *network) {
    find_post_pools(network);
    find_inside(network);
    enum status status = find_options(network);
    if (status == STATUS_OK)
        status = find_wakes(network);
    if (status == STATUS_OK)
        status = find_clocks(network);
    if (status == STATUS_OK)
        status = find_visit_slots(network);
    if (status == STATUS_OK)
        status = find_slot_uses(network);
    return status;
}
