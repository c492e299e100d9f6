#include "scenario/libconfig_file.h"

#include "base/check.h"
#include "base/text.h"
#include "scenario/libconfig_scan.h"
#include "scenario/say.h"
#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the walk over libconfig's settings needs. */
struct walk {
    const char *file;
    int first_line; /* 1, or 0 for an argument, which has no lines */
    struct problem_list *problems;
};

static enum status take_text(struct walk *walk, struct setting *to, const char *text) {
    unsigned control = source_control_in(text);
    if (control != 0)
        problem_say(walk->problems, SEVERITY_ERROR, SENTENCE_text_has_control, to, control);
    return setting_become_text(to, text);
}

static enum status take(struct walk *walk, const config_setting_t *from, struct setting *to);

static enum status take_children(struct walk *walk, const config_setting_t *from, struct setting *to) {
    int count = config_setting_length(from);
    for (int i = 0; i < count; i++) {
        const config_setting_t *child = config_setting_get_elem(from, (unsigned)i);
        struct setting *made = setting_new(to, config_setting_name(child), SETTING_GROUP);
        if (made == NULL || setting_place(made, walk->file, (int)config_setting_source_line(child) - 1 + walk->first_line) != STATUS_OK)
            return STATUS_NO_MEMORY;
        enum status status = take(walk, child, made);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* One of libconfig's settings; the depth is bounded by the scan. */
static enum status take(struct walk *walk, const config_setting_t *from, struct setting *to) {
    int type = config_setting_type(from);
    switch (type) {
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        setting_become_number(to, (double)config_setting_get_int64(from), true);
        return STATUS_OK;
    case CONFIG_TYPE_FLOAT:
        setting_become_number(to, config_setting_get_float(from), false);
        return STATUS_OK;
    case CONFIG_TYPE_BOOL:
        to->kind = SETTING_FLAG;
        to->flag = config_setting_get_bool(from) != 0;
        return STATUS_OK;
    case CONFIG_TYPE_STRING:
        return take_text(walk, to, config_setting_get_string(from));
    case CONFIG_TYPE_ARRAY:
    case CONFIG_TYPE_LIST:
        to->kind = SETTING_LIST;
        return take_children(walk, from, to);
    default:
        CHECK(type == CONFIG_TYPE_GROUP);
        to->kind = SETTING_GROUP;
        return take_children(walk, from, to);
    }
}

/* The text of a line, without the blanks around it, cut to what fits. */
static void line_text(const char *bytes, int line, char *out, size_t size) {
    while (line > 1 && (bytes = strchr(bytes, '\n')) != NULL) {
        bytes++;
        line--;
    }
    if (bytes == NULL)
        bytes = "";
    bytes += strspn(bytes, " \t");
    size_t length = strcspn(bytes, "\r\n");
    snprintf(out, size, "%.*s", (int)(length < size ? length : size - 1), bytes);
}

static void say_syntax(const config_t *config, const char *bytes, const struct place *from,
                       struct problem_list *problems) {
    struct place place = *from;
    char text[81];
    line_text(bytes, config_error_line(config), text, sizeof text);
    place.line += config_error_line(config) - 1;
    const char *why = config_error_text(config);
    if (why != NULL && strstr(why, "duplicate") != NULL)
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_duplicate_key, &place, text);
    else if (why != NULL && strstr(why, "mismatch") != NULL)
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_mixed_array, &place, text);
    else
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_syntax, &place, text);
}

/* Bytes that have passed the scan, and end with a newline, into a tree. */
static enum status parse(const char *bytes, const char *file, int first_line, struct setting **root,
                         struct problem_list *problems) {
    struct place place = {file, first_line, NULL};
    enum status status = STATUS_OK;
    config_t config;
    config_init(&config);
    if (config_read_string(&config, bytes) != CONFIG_TRUE) {
        say_syntax(&config, bytes, &place, problems);
        goto out;
    }
    *root = setting_new(NULL, NULL, SETTING_GROUP);
    if (*root == NULL || setting_place(*root, file, first_line) != STATUS_OK) {
        status = STATUS_NO_MEMORY;
        goto out;
    }
    struct walk walk = {file, first_line, problems};
    status = take(&walk, config_root_setting(&config), *root);
out:
    config_destroy(&config);
    if (status != STATUS_OK) {
        setting_free(*root);
        *root = NULL;
    }
    return status;
}

enum status libconfig_file_parse(const struct source *source, struct setting **root,
                                 struct problem_list *problems) {
    *root = NULL;
    if (!libconfig_scan(source->file, 1, source->bytes, problems))
        return STATUS_OK;
    /* libconfig takes a comment on a last line without its end as a syntax error. */
    struct text bytes = {NULL, 0, 0, false};
    text_add(&bytes, source->bytes);
    text_add(&bytes, "\n");
    if (bytes.failed) {
        text_free(&bytes);
        return STATUS_NO_MEMORY;
    }
    enum status status = parse(bytes.bytes, source->file, 1, root, problems);
    text_free(&bytes);
    if (status == STATUS_OK && *root != NULL && (*root)->child_count == 0) {
        struct place place = {source->file, 0, NULL};
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_empty, &place, source->file);
        setting_free(*root);
        *root = NULL;
    }
    return status;
}

/* True where the text is no bare number, flag, text in quotes, group or list: then it is a text. */
static bool is_plain_text(const char *text) {
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0 || text[0] == '\0')
        return text[0] == '\0';
    if (strchr("\"{[(", text[0]) != NULL)
        return false;
    char *end = NULL;
    strtod(text, &end);
    return *end != '\0' || strpbrk(text, "nNpP") != NULL;
}

enum status libconfig_value_parse(const char *text, const struct place *place, struct setting **value,
                                  struct problem_list *problems) {
    *value = NULL;
    struct text line = {NULL, 0, 0, false};
    enum status status = STATUS_OK;
    if (is_plain_text(text)) {
        struct walk walk = {place->file, 0, problems};
        *value = setting_new(NULL, NULL, SETTING_GROUP);
        struct setting *made = *value == NULL ? NULL : setting_new(*value, "value", SETTING_TEXT);
        if (made == NULL || setting_place(*value, place->file, 0) != STATUS_OK ||
            setting_place(made, place->file, 0) != STATUS_OK || take_text(&walk, made, text) != STATUS_OK)
            status = STATUS_NO_MEMORY;
    } else {
        text_add_format(&line, "value = %s;\n", text);
        if (line.failed)
            status = STATUS_NO_MEMORY;
        else if (libconfig_scan(place->file, 0, line.bytes, problems))
            status = parse(line.bytes, place->file, 0, value, problems);
    }
    if (*value != NULL && (status != STATUS_OK || (*value)->child_count != 1)) {
        if (status == STATUS_OK)
            problem_say_place(problems, SEVERITY_ERROR, SENTENCE_syntax, place, text);
        setting_free(*value);
        *value = NULL;
    }
    text_free(&line);
    return status;
}
