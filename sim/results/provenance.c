#include "results/provenance.h"
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <math.h>
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

/* ---- reading ----------------------------------------------------------------------------------------- */

/* A path from the root, from home or from a folder above says where things lie on one machine. */
static bool tells_a_place(const char *path) {
    return path[0] == '/' || path[0] == '~' || strncmp(path, "../", 3) == 0 || strstr(path, "/../") != NULL;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL || !tells_a_place(path) ? path : slash[1] != '\0' ? slash + 1 : "DIR";
}

/* As it is typed into a shell. */
static void add_word(struct text *out, const char *word) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%+,-./:=@_";
    if (word[0] != '\0' && strspn(word, plain) == strlen(word)) {
        text_add(out, word);
        return;
    }
    text_add(out, "'");
    for (; *word != '\0'; word++) text_add(out, *word == '\'' ? "'\\''" : (const char[]){*word, '\0'});
    text_add(out, "'");
}

/* What --set gives may be a file's name too, in quotes or without. */
static void add_setting(struct text *shown, const char *word) {
    const char *value = strchr(strncmp(word, "--set=", 6) == 0 ? word + 6 : word, '=');
    if (value == NULL) {
        text_add(shown, word);
        return;
    }
    value += value[1] == '"' ? 2 : 1;
    text_add_format(shown, "%.*s%s", (int)(value - word), word, last_part(value));
}

static char *told_command(const json_t *list) {
    struct text command = {0};
    bool value_next = false;
    text_add(&command, "icsim");
    for (size_t i = 1; i < json_array_size(list); i++) {
        const char *word = json_string_value(json_array_get(list, i));
        const char *equals = word == NULL || strncmp(word, "--", 2) != 0 ? NULL : strchr(word, '=');
        struct text shown = {0};
        if (word == NULL) continue;
        if (value_next || strncmp(word, "--set=", 6) == 0)
            add_setting(&shown, word);
        else if (equals != NULL)
            text_add_format(&shown, "%.*s=%s", (int)(equals - word), word, last_part(equals + 1));
        else
            text_add(&shown, last_part(word));
        value_next = !value_next && strcmp(word, "--set") == 0;
        text_add(&command, " ");
        add_word(&command, shown.bytes == NULL ? "" : shown.bytes);
        command.failed |= shown.failed;
        text_free(&shown);
    }
    if (command.failed) text_free(&command);
    return command.bytes;
}

static char *told_libraries(json_t *object) {
    struct text list = {0};
    const char *name;
    json_t *version;
    json_object_foreach(object, name, version)
        text_add_format(&list, "%s%s %s", list.length == 0 ? "" : ", ", name, json_is_string(version) ? json_string_value(version) : "?");
    if (list.failed) text_free(&list);
    return list.bytes;
}

static char *told_system(const json_t *host) {
    const char *system = json_string_value(json_object_get(host, "system"));
    const char *release = json_string_value(json_object_get(host, "release"));
    const char *machine = json_string_value(json_object_get(host, "machine"));
    struct text text = {0};
    if (system == NULL) return NULL;
    text_add_format(&text, "%s%s%s%s%s", system, release == NULL ? "" : " ", release == NULL ? "" : release,
                    machine == NULL ? "" : " on ", machine == NULL ? "" : machine);
    if (text.failed) text_free(&text);
    return text.bytes;
}

static char *copy_of(const json_t *root, const char *key) {
    return text_copy(json_string_value(json_object_get(root, key)));
}

static double number_of(const json_t *root, const char *key) {
    const json_t *number = json_object_get(root, key);
    return json_is_number(number) ? json_number_value(number) : (double)NAN;
}

enum status provenance_read(const char *folder, struct provenance_told *told, struct text *why) {
    struct text path = {0};
    json_error_t error;
    *told = (struct provenance_told){.seconds = NAN, .threads = NAN, .events = NAN};
    text_add_format(&path, "%s/%s", folder, PROVENANCE_FILE);
    json_t *root = path.failed ? NULL : json_load_file(path.bytes, JSON_REJECT_DUPLICATES, &error);
    text_free(&path);
    if (!json_is_object(root)) {
        json_decref(root);
        if (why != NULL) text_add_format(why, "%s holds no %s that can be read", folder, PROVENANCE_FILE);
        return STATUS_INPUT;
    }
    told->command = told_command(json_object_get(root, "command_line"));
    told->started = copy_of(root, "started");
    told->compiler = copy_of(root, "compiler");
    told->precision = copy_of(root, "precision");
    told->libraries = told_libraries(json_object_get(root, "libraries"));
    told->system = told_system(json_object_get(root, "host"));
    told->seconds = number_of(root, "seconds");
    told->threads = number_of(root, "threads");
    told->events = number_of(root, "events");
    json_decref(root);
    return STATUS_OK;
}

void provenance_told_free(struct provenance_told *told) {
    char *const text[] = {told->command, told->started, told->compiler, told->precision, told->libraries, told->system};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) free(text[i]);
    *told = (struct provenance_told){0};
}
