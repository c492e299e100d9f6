/* spec_read and spec_free of scenario/spec.h. */
#include "scenario/spec.h"

#include "scenario/reader.h"
#include "scenario/say.h"
#include <string.h>

/* Sites and teams are one list, sorted by id: an id in both stands side by side there. */
static void check_providers(struct spec *spec, struct problem_list *problems) {
    for (size_t i = 0; i < spec->provider_count; i++) {
        struct spec_provider *provider = &spec->provider[i];
        provider->is_team = provider->at->parent != NULL && provider->at->parent->name != NULL &&
                            strcmp(provider->at->parent->name, "teams") == 0;
        if (i > 0 && strcmp(spec->provider[i - 1].id, provider->id) == 0) {
            const struct setting *other = spec->provider[i - 1].at;
            problem_say(problems, SEVERITY_ERROR, SENTENCE_provider_twice, provider->at, provider->id,
                        other->file == NULL ? "" : other->file, other->line);
        }
        for (size_t j = 0; j < provider->pool_count; j++) {
            const struct spec_pool *pool = &provider->pool[j];
            if (pool->at->kind != SETTING_GROUP)
                continue;
            int given = (setting_get(pool->at, "places") != NULL) + (setting_get(pool->at, "wte") != NULL) +
                        (pool->unlimited != 0);
            if (given != 1)
                problem_say(problems, SEVERITY_ERROR, SENTENCE_pool_size, pool->at,
                            given == 0 ? "none" : "more than one");
        }
    }
}

enum status spec_read(const struct setting *root, struct spec *spec, struct problem_list *problems) {
    *spec = (struct spec){.root = root};
    if (root->child_count == 0)
        return STATUS_OK; /* a file that could not be read: that was said */
    enum status status = reader_read(root, GROUP_ROOT, spec, problems);
    if (status != STATUS_OK) {
        spec_free(spec);
        return status;
    }
    check_providers(spec, problems);
    return STATUS_OK;
}

void spec_free(struct spec *spec) {
    reader_free(GROUP_ROOT, spec);
    *spec = (struct spec){.root = NULL};
}
