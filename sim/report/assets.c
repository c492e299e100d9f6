#include "report/assets.h"
#include "base/check.h"
#include <string.h>

const struct asset *asset_find(const char *name) {
    for (size_t i = 0; i < asset_count; i++)
        if (strcmp(asset_list[i].name, name) == 0)
            return &asset_list[i];
    return NULL;
}

const char *asset_text(const char *name) {
    const struct asset *asset = asset_find(name);
    CHECK(asset != NULL);
    return (const char *)asset->bytes;
}
