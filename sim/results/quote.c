#include "results/quote.h"
#include <string.h>

static void add_bytes(struct text *out, const char *bytes, size_t length) {
    char piece[2] = {0, 0};
    for (size_t i = 0; i < length; i++) {
        piece[0] = bytes[i];
        text_add(out, piece);
    }
}

void quote_csv(struct text *out, const char *field) {
    if (field == NULL)
        return;
    size_t length = strlen(field);
    bool plain = length > 0 && strpbrk(field, ",\"\r\n") == NULL && field[0] != ' ' &&
                 field[length - 1] != ' ';
    if (plain) {
        text_add(out, field);
        return;
    }
    text_add(out, "\"");
    for (const char *quote; (quote = strchr(field, '"')) != NULL; field = quote + 1) {
        add_bytes(out, field, (size_t)(quote - field));
        text_add(out, "\"\"");
    }
    text_add(out, field);
    text_add(out, "\"");
}

void quote_json(struct text *out, const char *string) {
    if (string == NULL) {
        text_add(out, "null");
        return;
    }
    text_add(out, "\"");
    for (; *string != '\0'; string++) {
        unsigned char byte = (unsigned char)*string;
        if (byte == '"' || byte == '\\')
            text_add_format(out, "\\%c", byte);
        else if (byte == '\n')
            text_add(out, "\\n");
        else if (byte < 0x20 || byte == 0x7f)
            text_add_format(out, "\\u%04x", (unsigned)byte);
        else if (strncmp(string, "\xe2\x80\xa8", 3) == 0 || strncmp(string, "\xe2\x80\xa9", 3) == 0) {
            text_add(out, string[2] == '\xa8' ? "\\u2028" : "\\u2029"); /* line ends to older readers of JavaScript */
            string += 2;
        }
        else
            add_bytes(out, string, 1);
    }
    text_add(out, "\"");
}

void quote_markdown(struct text *out, const char *cell) {
    for (; cell != NULL && *cell != '\0'; cell++) {
        if (*cell == '|')
            text_add(out, "\\|");
        else if (*cell == '\n' || *cell == '\r')
            text_add(out, " ");
        else if (*cell == '<')
            text_add(out, "&lt;");
        else if (*cell == '>')
            text_add(out, "&gt;");
        else
            add_bytes(out, cell, 1);
    }
}

void quote_markdown_text(struct text *out, const char *cell) {
    char piece[2] = {0, 0};
    for (; cell != NULL && *cell != '\0'; cell++) {
        if (strchr("\\`*[]&~", *cell) != NULL)
            text_add(out, "\\");
        piece[0] = *cell;
        quote_markdown(out, piece);
    }
}
