#include "scenario/source.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario/say.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void source_list_free(struct source_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        free(list->item[i]->file);
        free(list->item[i]->bytes);
        free(list->item[i]);
    }
    free(list->item);
    *list = (struct source_list){NULL, 0, 0, 0};
}

/* ---- names ------------------------------------------------------------------------------------------- */

/* Takes the last folder off `name`; false where there is none that could be taken ("" or "../.."). */
static bool drop_last(struct text *name) {
    size_t end = name->length;
    if (end == 0 || (end == 1 && name->bytes[0] == '/'))
        return false;
    size_t start = end;
    while (start > 0 && name->bytes[start - 1] != '/')
        start--;
    if (end - start == 2 && memcmp(name->bytes + start, "..", 2) == 0)
        return false;
    name->length = start > 1 ? start - 1 : start;
    name->bytes[name->length] = '\0';
    return true;
}

static void add_parts(struct text *name, const char *parts) {
    while (*parts != '\0') {
        size_t length = strcspn(parts, "/");
        if (length == 2 && memcmp(parts, "..", 2) == 0 && drop_last(name)) {
            /* one folder up: done */
        } else if (length > 0 && !(length == 1 && parts[0] == '.')) {
            bool slash = name->length > 0 && name->bytes[name->length - 1] != '/';
            text_add_format(name, "%s%.*s", slash ? "/" : "", (int)length, parts);
        }
        parts += length + (parts[length] == '/');
    }
}

char *source_name(const char *beside, const char *file) {
    struct text name = {NULL, 0, 0, false};
    if (file[0] != '/' && beside != NULL) {
        text_add(&name, beside[0] == '/' ? "/" : "");
        add_parts(&name, beside);
        if (!name.failed)
            drop_last(&name);
    } else {
        text_add(&name, file[0] == '/' ? "/" : "");
    }
    if (!name.failed)
        add_parts(&name, file);
    if (name.failed)
        text_free(&name);
    return name.bytes;
}

char *source_name_from(const char *from, const char *file) {
    size_t same = 0; /* bytes of the folders that both are in */
    for (size_t i = 0; from[i] != '\0' && from[i] == file[i]; i++)
        if (from[i] == '/')
            same = i + 1;
    struct text name = {NULL, 0, 0, false};
    text_add(&name, "");
    for (const char *at = from + same; (at = strchr(at, '/')) != NULL; at++)
        text_add(&name, "../");
    text_add(&name, file + same);
    if (name.failed)
        text_free(&name);
    return name.bytes;
}

char *source_id(const char *file) {
    const char *slash = strrchr(file, '/');
    const char *stem = slash == NULL ? file : slash + 1;
    const char *point = strrchr(stem, '.');
    size_t length = point == NULL || point == stem ? strlen(stem) : (size_t)(point - stem);
    struct text id = {NULL, 0, 0, false};
    for (size_t i = 0; i < length && i < 50; i++) {
        char c = stem[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        if (i == 0 && !letter)
            text_add(&id, "arm_");
        text_add_format(&id, "%c", letter || digit ? c : '_');
    }
    if (length == 0)
        text_add(&id, "arm");
    if (id.failed)
        text_free(&id);
    return id.bytes;
}

/* ---- bytes ------------------------------------------------------------------------------------------- */

/* Length of the UTF-8 character that starts here, 0 where there is none. */
static size_t utf8_length(const unsigned char *at, size_t left) {
    if (at[0] < 0x80)
        return 1;
    size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (at[0] < 0xc2 || at[0] > 0xf4 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    /* Written longer than needed, half of a pair of UTF-16, or beyond U+10FFFF. */
    bool overlong = (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xf0 && at[1] < 0x90);
    bool no_character = (at[0] == 0xed && at[1] >= 0xa0) || (at[0] == 0xf4 && at[1] >= 0x90);
    return overlong || no_character ? 0 : length;
}

/* Controls among the characters that begin with 0xe2 and 0xef; 0 for others. */
static unsigned wide_control(const unsigned char *at) {
    bool general = at[0] == 0xe2 && (at[1] == 0x80 || at[1] == 0x81); /* U+2000 to U+207F */
    unsigned code = general ? 0x2000U + ((at[1] & 0x3fU) << 6) + (at[2] & 0x3fU) : 0;
    if (code == 0x2028 || code == 0x2029 || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
        return code;
    bool end = at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe; /* U+FFFE, U+FFFF: no characters, and no XML */
    bool mark = at[0] == 0xef && at[1] == 0xbb && at[2] == 0xbf; /* U+FEFF */
    return end ? 0xfff0U + (at[2] & 0xfU) : mark ? 0xfeff : 0;
}

unsigned source_control_in(const char *text) {
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at < 0x20 || *at == 0x7f)
            return *at;
        if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0)
            return at[1];
        unsigned wide = wide_control(at);
        if (wide != 0)
            return wide;
    }
    return 0;
}

static int line_at(const char *bytes, size_t offset) {
    int line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

/* False, after saying so, where the bytes are no text. */
static bool is_text(const struct source *source, struct problem_list *problems) {
    struct place place = {source->file, 1, NULL};
    const char *nul = memchr(source->bytes, '\0', source->length);
    if (nul != NULL) {
        place.line = line_at(source->bytes, (size_t)(nul - source->bytes));
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_binary, &place, source->file);
        return false;
    }
    for (size_t i = 0; i < source->length;) {
        size_t length = utf8_length((const unsigned char *)source->bytes + i, source->length - i);
        if (length == 0) {
            place.line = line_at(source->bytes, i);
            problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_not_utf8, &place, source->file,
                              (unsigned)(unsigned char)source->bytes[i]);
            return false;
        }
        i += length;
    }
    return true;
}

/* Reads an open file; STATUS_OK with bytes NULL where a problem was said. */
static enum status read_bytes(FILE *file, struct source *source, const struct place *named_by,
                              struct problem_list *problems) {
    size_t capacity = 0;
    for (;;) {
        enum status status = memory_reserve(&source->bytes, &capacity, source->length + 65537, 1);
        if (status != STATUS_OK)
            return status;
        size_t got = fread(source->bytes + source->length, 1, capacity - source->length - 1, file);
        source->length += got;
        if (got == 0 || source->length > SOURCE_BYTES_MAX)
            break;
    }
    bool good = false;
    if (ferror(file))
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_unreadable, named_by, source->file,
                          strerror(errno));
    else if (source->length > SOURCE_BYTES_MAX)
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_too_large, named_by, source->file);
    else
        good = is_text(source, problems);
    if (good) {
        source->bytes[source->length] = '\0';
    } else {
        free(source->bytes);
        source->bytes = NULL;
    }
    return STATUS_OK;
}

static enum status read_file(struct source *source, const struct place *named_by,
                             struct problem_list *problems) {
    struct stat about;
    if (stat(source->file, &about) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_missing, named_by, source->file);
        else
            problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_unreadable, named_by, source->file,
                              strerror(errno));
        return STATUS_OK;
    }
    if (!S_ISREG(about.st_mode)) {
        /* A pipe or a device might never end. */
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_no_file, named_by, source->file);
        return STATUS_OK;
    }
    FILE *file = fopen(source->file, "rb");
    if (file == NULL) {
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_file_unreadable, named_by, source->file,
                          strerror(errno));
        return STATUS_OK;
    }
    enum status status = read_bytes(file, source, named_by, problems);
    fclose(file);
    return status;
}

enum status source_read(struct source_list *list, const char *file, const struct place *named_by,
                        struct problem_list *problems, const struct source **out) {
    *out = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->item[i]->file, file) == 0) {
            list->item[i]->reader = list->reader;
            if (list->item[i]->bytes != NULL)
                *out = list->item[i];
            return STATUS_OK;
        }
    enum status status = memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof *list->item);
    if (status != STATUS_OK)
        return status;
    struct source *source = memory_new(1, sizeof *source);
    if (source == NULL)
        return STATUS_NO_MEMORY;
    list->item[list->count++] = source;
    source->reader = list->reader;
    source->file = text_copy(file);
    if (source->file == NULL)
        return STATUS_NO_MEMORY;
    status = read_file(source, named_by, problems);
    if (status == STATUS_OK && source->bytes != NULL)
        *out = source;
    return status;
}
