#include "results/provenance.h"
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

/* A string for JSON even where a file's name is no valid UTF-8: then its other bytes become '?'. */
static json_t *any_string(const char *string) {
    json_t *json = json_string(string);
    if (json != NULL || string == NULL)
        return json != NULL ? json : json_null();
    char *plain = text_copy(string);
    for (char *byte = plain; byte != NULL && *byte != '\0'; byte++)
        if ((unsigned char)*byte >= 0x80)
            *byte = '?';
    json = plain == NULL ? NULL : json_string(plain);
    free(plain);
    return json;
}

static json_t *command_line(const struct provenance *provenance) {
    json_t *list = json_array();
    for (int i = 0; i < provenance->argument_count; i++)
        json_array_append_new(list, any_string(provenance->argument[i]));
    return list;
}

static json_t *files(const struct provenance *provenance) {
    json_t *list = json_array();
    for (size_t i = 0; i < provenance->file_count; i++) {
        json_t *one = json_object();
        json_object_set_new(one, "name", any_string(provenance->file[i].name));
        json_object_set_new(one, "sha256", any_string(provenance->file[i].digest));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *host(void) {
    struct utsname about;
    json_t *one = json_object();
    if (uname(&about) != 0)
        return one;
    json_object_set_new(one, "name", any_string(about.nodename));
    json_object_set_new(one, "system", any_string(about.sysname));
    json_object_set_new(one, "release", any_string(about.release));
    json_object_set_new(one, "machine", any_string(about.machine));
    return one;
}

static json_t *libraries(void) {
    json_t *one = json_object();
    json_object_set_new(one, "gsl", any_string(gsl_version));
    json_object_set_new(one, "jansson", any_string(jansson_version_str()));
    json_object_set_new(one, "sqlite", any_string(sqlite3_libversion()));
    return one;
}

static json_t *moment(time_t when) {
    char text[32];
    struct tm broken_down;
    if (gmtime_r(&when, &broken_down) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &broken_down) == 0)
        return json_null();
    return json_string(text);
}

enum status provenance_text(const struct provenance *provenance, struct text *out) {
    json_t *root = json_object();
    int failed = 0;
    failed |= json_object_set_new(root, "program", any_string("icsim"));
    failed |= json_object_set_new(root, "version", any_string(ICSIM_VERSION));
    failed |= json_object_set_new(root, "command_line", command_line(provenance));
    failed |= json_object_set_new(root, "started", moment(provenance->started));
    failed |= json_object_set_new(root, "seconds", json_real(provenance->seconds));
    failed |= json_object_set_new(root, "threads", json_integer((json_int_t)provenance->threads));
    failed |= json_object_set_new(root, "events", json_integer((json_int_t)provenance->events));
    if (provenance->precision != NULL)
        failed |= json_object_set_new(root, "precision", any_string(provenance->precision));
    failed |= json_object_set_new(root, "compiler", any_string(__VERSION__));
    failed |= json_object_set_new(root, "libraries", libraries());
    failed |= json_object_set_new(root, "host", host());
    failed |= json_object_set_new(root, "files", files(provenance));
    char *text = failed != 0 ? NULL
                             : json_dumps(root, JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(12));
    json_decref(root);
    if (text != NULL) {
        text_add(out, text);
        text_add(out, "\n");
    }
    enum status status = text == NULL || out->failed ? STATUS_NO_MEMORY : STATUS_OK;
    free(text);
    return status;
}
