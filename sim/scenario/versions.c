#include "scenario/versions.h"

#include <stdlib.h>

void scenario_set_free(struct scenario_set *set) {
    for (size_t i = 0; i < set->arm_count; i++) {
        struct scenario_arm *arm = &set->arm[i];
        for (size_t j = 0; j < arm->version_count; j++)
            setting_free(arm->version[j].root);
        for (size_t j = 0; j < arm->touched_count; j++)
            free(arm->touched[j].path);
        setting_free(arm->changes);
        free(arm->touched);
        free(arm->version);
        free(arm->id);
        free(arm->file);
    }
    for (size_t i = 0; i < set->file_count; i++)
        free(set->file[i]);
    free(set->arm);
    free(set->file);
    source_list_free(&set->sources);
    *set = (struct scenario_set){.arm = NULL};
}
