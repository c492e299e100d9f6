#include "report/html.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

void html_text(struct text *out, const char *text) {
    for (; text != NULL && *text != '\0'; text++) {
        switch (*text) {
        case '&': text_add(out, "&amp;"); break;
        case '<': text_add(out, "&lt;"); break;
        case '>': text_add(out, "&gt;"); break;
        case '"': text_add(out, "&quot;"); break;
        case '\'': text_add(out, "&#39;"); break;
        default: text_add(out, (const char[]){*text, '\0'});
        }
    }
}

void html_json(struct text *out, const char *json) {
    for (; *json != '\0'; json++) {
        if (*json == '<' || *json == '>' || *json == '&')
            text_add_format(out, "\\u%04x", (unsigned)*json);
        else if (strncmp(json, "\xe2\x80\xa8", 3) == 0 || strncmp(json, "\xe2\x80\xa9", 3) == 0)
            text_add(out, (unsigned char)json[2] == 0xa8 ? "\\u2028" : "\\u2029"), json += 2;
        else
            text_add(out, (const char[]){*json, '\0'});
    }
}

void html_number(struct text *out, double number, int decimals, bool sign) {
    char digits[400];
    if (!isfinite(number)) {
        text_add(out, "No data");
        return;
    }
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(number));
    bool is_zero = strspn(digits, "0.") == strlen(digits);
    if (!is_zero && (number < 0 || sign))
        text_add(out, number < 0 ? "\xe2\x88\x92" : "+");
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++)
        text_add_format(out, "%s%c", i > 0 && (whole - i) % 3 == 0 ? "," : "", digits[i]);
    text_add(out, digits + whole);
}

void html_in(struct text *out, const char *before, const char *text, const char *after) {
    text_add(out, before);
    html_text(out, text);
    text_add(out, after);
}

void html_path(struct text *out, const char *path) {
    for (const char *dot = strchr(path, '.'); dot != NULL; path = dot + 1, dot = strchr(path, '.')) {
        struct text part = {0};
        text_add_bytes(&part, path, (size_t)(dot - path) + 1);
        html_in(out, "", part.bytes, "<wbr>");
        out->failed |= part.failed;
        text_free(&part);
    }
    html_text(out, path);
}

void html_table_begin(struct text *out, const char *kind, const char *caption) {
    html_in(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"", caption, "\">");
    if (kind == NULL)
        text_add(out, "<table>\n");
    else
        text_add_format(out, "<table class=\"%s\">\n", kind);
    html_in(out, "<caption>", caption, "</caption>\n");
}

void html_table_end(struct text *out) {
    text_add(out, "</table></div>\n");
}
