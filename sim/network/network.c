#include "network/network.h"

#include <stdlib.h>
#include <string.h>

static void free_names(char **name, uint32_t count) {
    if (name == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        free(name[i]);
    free(name);
}

static void free_people(struct network *network) {
    free_names(network->place, network->place_count);
    for (uint32_t i = 0; i < MAX_DIMENSIONS; i++) {
        free(network->dimension[i].id);
        free_names(network->dimension[i].level, network->dimension[i].level_count);
        free(network->dimension[i].level_of);
        free(network->dimension[i].rank);
    }
    free_names(network->cell, network->cell_count);
    for (uint32_t i = 0; network->area != NULL && i < network->area_count; i++) {
        free(network->area[i].id);
        free(network->area[i].name);
    }
    free(network->area);
    free(network->population);
    free(network->home);
    free(network->stream);
}

static void free_places(struct network *network) {
    for (uint32_t i = 0; network->organisation != NULL && i < network->organisation_count; i++) {
        free(network->organisation[i].id);
        free(network->organisation[i].name);
        free(network->organisation[i].kind);
    }
    free(network->organisation);
    free_names(network->service, network->service_count);
    for (uint32_t i = 0; network->provider != NULL && i < network->provider_count; i++) {
        free(network->provider[i].id);
        free(network->provider[i].name);
    }
    free(network->provider);
    free_names(network->pool_kind, network->pool_kind_count);
    free(network->offer);
    free(network->service_offer_first);
    free(network->pool);
    for (uint32_t i = 0; network->rota != NULL && i < network->rota_count; i++) {
        free(network->rota[i].id);
        free(network->rota[i].shift);
    }
    free(network->rota);
    for (uint32_t i = 0; network->week != NULL && i < network->week_count; i++)
        free(network->week[i].id);
    free(network->week);
    for (uint32_t i = 0; network->days_off != NULL && i < network->days_off_count; i++) {
        free(network->days_off[i].id);
        free(network->days_off[i].day);
    }
    free(network->days_off);
    for (uint32_t i = 0; network->season != NULL && i < network->season_count; i++)
        free(network->season[i].id);
    free(network->season);
    for (uint32_t i = 0; network->leaving != NULL && i < network->leaving_count; i++)
        free(network->leaving[i].id);
    free(network->leaving);
}

static void free_partners(struct network *network) {
    for (uint32_t i = 0; network->partnership != NULL && i < network->partnership_count; i++) {
        free(network->partnership[i].id);
        free(network->partnership[i].name);
    }
    free(network->partnership);
    for (uint32_t i = 0; network->handoff != NULL && i < network->handoff_count; i++) {
        struct handoff *handoff = &network->handoff[i];
        void *const owned[] = {handoff->id, handoff->name, handoff->from, handoff->to,
                               handoff->step, handoff->spared_by, handoff->key};
        for (size_t k = 0; k < sizeof owned / sizeof *owned; k++)
            free(owned[k]);
    }
    free(network->handoff);
    free(network->overflow);
}

static void free_pathways(struct network *network) {
    for (uint32_t i = 0; network->pathway != NULL && i < network->pathway_count; i++) {
        free(network->pathway[i].id);
        free(network->pathway[i].name);
    }
    free(network->pathway);
    for (uint32_t i = 0; network->step != NULL && i < network->step_count; i++) {
        free(network->step[i].id);
        free(network->step[i].name);
    }
    free(network->step);
    free(network->option);
    free(network->option_at);
    free(network->branch);
    free(network->balk);
    free(network->booking);
    free(network->traced);
    free(network->batch);
    free(network->post);
    for (uint32_t i = 0; network->standard != NULL && i < network->standard_count; i++) {
        free(network->standard[i].id);
        free(network->standard[i].name);
    }
    free(network->standard);
    for (uint32_t i = 0; network->outcome_rule != NULL && i < network->outcome_rule_count; i++) {
        free(network->outcome_rule[i].id);
        free(network->outcome_rule[i].name);
    }
    free(network->outcome_rule);
    free(network->clock);
    free(network->clock_entry);
    free(network->travel_standard_first);
    free(network->travel_standard);
}

static void free_money(struct network *network) {
    for (uint32_t i = 0; network->money_rule != NULL && i < network->money_rule_count; i++)
        free(network->money_rule[i].id);
    free(network->money_rule);
    free(network->money_target);
    free(network->contract);
    for (uint32_t i = 0; network->once != NULL && i < network->once_count; i++)
        free(network->once[i].id);
    free(network->once);
    free(network->bed_closing);
    free(network->start_state);
}

static void free_escalation(struct network *network) {
    for (uint32_t i = 0; network->escalation != NULL && i < network->escalation_count; i++) {
        free(network->escalation[i].id);
        free(network->escalation[i].name);
    }
    free(network->escalation);
    free(network->effect);
}

static void free_tables(float **table, uint32_t count) {
    if (table == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        free(table[i]);
    free(table);
}

static void free_travel(struct travel *travel) {
    free_names(travel->mode, travel->mode_count);
    free_tables(travel->minutes, travel->mode_count);
    free_tables(travel->km, travel->mode_count);
    free_tables(travel->between_minutes, travel->mode_count);
    free_tables(travel->between_km, travel->mode_count);
}

static void free_arms(struct network *network) {
    for (uint32_t i = 0; network->arm != NULL && i < network->arm_count; i++) {
        free(network->arm[i].id);
        free(network->arm[i].title);
        free(network->arm[i].file);
        free(network->arm[i].patch);
    }
    free(network->arm);
    for (uint32_t i = 0; network->assumption != NULL && i < network->assumption_count; i++) {
        free(network->assumption[i].about);
        free(network->assumption[i].because);
        free(network->assumption[i].unit);
    }
    free(network->assumption);
}

void network_free(struct network *network) {
    free(network->title);
    free(network->period_to);
    free(network->period_year);
    free_people(network);
    free_places(network);
    free_partners(network);
    free_pathways(network);
    free_money(network);
    free_escalation(network);
    free_travel(&network->travel);
    free_arms(network);
    free(network->wakes_first);
    free(network->wakes);
    free(network->quantile);
    free(network->value);
    free(network->slot_use);
    free(network->slot_index);
    memset(network, 0, sizeof *network);
}

uint32_t network_pool(const struct network *network, uint32_t provider, uint32_t kind) {
    uint32_t low = 0, high = network->pool_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct pool *pool = &network->pool[middle];
        if (pool->provider < provider || (pool->provider == provider && pool->kind < kind))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < network->pool_count && network->pool[low].provider == provider &&
                 network->pool[low].kind == kind;
    return found ? low : NONE;
}

static bool takes(const struct step *step, uint32_t kind, uint32_t *need) {
    for (*need = 0; *need < step->need_count; (*need)++)
        if (step->need[*need].kind == kind)
            return true;
    return false;
}

uint32_t network_taker(const struct network *network, uint32_t step, uint32_t kind, uint32_t *need) {
    if (takes(&network->step[step], kind, need))
        return step;
    for (uint32_t s = 0; s < network->step_count; s++)
        if (network->step[s].pathway == network->step[step].pathway && takes(&network->step[s], kind, need))
            return s;
    return NONE;
}

uint32_t network_post(const struct network *network, uint32_t step, uint32_t provider) {
    uint32_t low = 0, high = network->post_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct post *post = &network->post[middle];
        if (post->step < step || (post->step == step && post->provider < provider))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < network->post_count && network->post[low].step == step &&
                 network->post[low].provider == provider;
    return found ? low : NONE;
}

uint32_t network_index(char *const *ids, uint32_t count, const char *id) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(ids[middle], id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && strcmp(ids[low], id) == 0 ? low : NONE;
}
