#include "scenario/libconfig_scan.h"

#include "base/text.h"
#include "scenario/say.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct scan {
    const char *file, *at;
    int line;
    struct problem_list *problems;
    int depth;
    int names[SCAN_DEPTH_MAX + 1]; /* settings seen in each open group */
    int opened[SCAN_DEPTH_MAX + 1]; /* line of each open bracket */
    char bracket[SCAN_DEPTH_MAX + 1];
    int words;
    bool good, stop;
    struct place place;
    int comma_line; /* of a comma that nothing has followed yet; 0: none */
};

/* The place of something wrong in a line. */
static const struct place *wrong(struct scan *scan, int line) {
    scan->place = (struct place){scan->file, line, NULL};
    scan->good = false;
    return &scan->place;
}

#define SAY(scan, sentence, ...) problem_say_place((scan)->problems, SEVERITY_ERROR, sentence, __VA_ARGS__)

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '*' ||
           c == '.' || c == '-' || c == '+';
}

/* A text in quotes: from the opening quote to behind the closing one. */
static void scan_text(struct scan *scan) {
    int line = scan->line;
    for (scan->at++; *scan->at != '"'; scan->at++) {
        if (*scan->at == '\\' && scan->at[1] != '\0' && scan->at[1] != '\n')
            scan->at++;
        if (*scan->at == '\0' || *scan->at == '\n') {
            SAY(scan, SENTENCE_text_unterminated, wrong(scan, line));
            scan->stop = true;
            return;
        }
    }
    scan->at++;
}

static void scan_comment(struct scan *scan) {
    int line = scan->line;
    for (scan->at += 2; *scan->at != '\0'; scan->at++) {
        if (scan->at[0] == '*' && scan->at[1] == '/') {
            scan->at += 2;
            return;
        }
        scan->line += *scan->at == '\n';
    }
    SAY(scan, SENTENCE_comment_unterminated, wrong(scan, line));
    scan->stop = true;
}

static void scan_name(struct scan *scan, const char *name) {
    if (!text_is_id(name))
        SAY(scan, SENTENCE_bad_name, wrong(scan, scan->line), name);
    if (++scan->names[scan->depth] == SCAN_NAMES_MAX + 1) {
        SAY(scan, SENTENCE_group_too_large, wrong(scan, scan->line), SCAN_NAMES_MAX);
        scan->stop = true;
    }
}

/* A whole number beyond 32 bits without an L is cut by libconfig; one beyond 2^53 has no exact double. */
static void scan_number(struct scan *scan, const char *word) {
    char *end = NULL;
    bool whole = strpbrk(word, ".eE") == NULL || strncasecmp(word, "0x", 2) == 0;
    double number = strtod(word, &end);
    bool marked = *end == 'L' || *end == 'l';
    while (*end == 'L' || *end == 'l')
        end++;
    if (end == word || *end != '\0' || strpbrk(word, "nNpP") != NULL)
        SAY(scan, SENTENCE_bare_word, wrong(scan, scan->line), word);
    else if (isinf(number) || (whole && fabs(number) > 9007199254740992.0))
        SAY(scan, SENTENCE_number_too_large, wrong(scan, scan->line), word);
    else if (whole && !marked && (number > 2147483647.0 || number < -2147483648.0))
        SAY(scan, SENTENCE_number_needs_l, wrong(scan, scan->line), word, word);
}

/* A name or a value without quotes. What decides is whether = or : follows. */
static void scan_word(struct scan *scan) {
    char word[128];
    size_t length = 0;
    while (is_word(scan->at[length]))
        length++;
    snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), scan->at);
    const char *next = scan->at + length;
    next += strspn(next, " \t\r\n");
    if (++scan->words > SCAN_WORDS_MAX) {
        SAY(scan, SENTENCE_file_too_many, wrong(scan, scan->line), SCAN_WORDS_MAX);
        scan->stop = true;
    } else if (*next == '=' || *next == ':') {
        scan_name(scan, word);
    } else if (strcasecmp(word, "true") != 0 && strcasecmp(word, "false") != 0) {
        scan_number(scan, word);
    }
    scan->at += length;
}

static void scan_open(struct scan *scan) {
    if (scan->depth == SCAN_DEPTH_MAX) {
        SAY(scan, SENTENCE_too_deep, wrong(scan, scan->line), SCAN_DEPTH_MAX);
        scan->stop = true;
        return;
    }
    scan->depth++;
    scan->names[scan->depth] = 0;
    scan->opened[scan->depth] = scan->line;
    scan->bracket[scan->depth] = *scan->at++;
}

static void scan_close(struct scan *scan) {
    static const char opens[] = "{[(", closes[] = "}])";
    char wanted = opens[strchr(closes, *scan->at) - closes];
    if (scan->comma_line > 0)
        SAY(scan, SENTENCE_trailing_comma, wrong(scan, scan->comma_line), *scan->at);
    if (scan->depth == 0 || scan->bracket[scan->depth] != wanted) {
        char open = scan->depth > 0 ? scan->bracket[scan->depth] : ' ';
        if (scan->depth == 0)
            SAY(scan, SENTENCE_bracket_unopened, wrong(scan, scan->line), *scan->at);
        else
            SAY(scan, SENTENCE_bracket_mismatch, wrong(scan, scan->line), *scan->at, open, scan->opened[scan->depth]);
        scan->stop = true;
        return;
    }
    scan->depth--;
    scan->at++;
}

static void scan_other(struct scan *scan) {
    unsigned char c = (unsigned char)*scan->at;
    bool blank = c == ' ' || c == '\t' || c == '\r';
    bool known = blank || c == '=' || c == ':' || c == ';' || c == ',';
    if (c == '@')
        SAY(scan, SENTENCE_include_refused, wrong(scan, scan->line));
    else if ((c < ' ' && !blank) || c == 0x7f)
        SAY(scan, SENTENCE_control_character, wrong(scan, scan->line), (unsigned)c);
    else if (!known)
        SAY(scan, SENTENCE_stray_character, wrong(scan, scan->line), c < 0x80 ? (char)c : '?');
    scan->stop = scan->stop || !known; /* what follows would bring more that means nothing */
    scan->at++;
}

/* One thing of the text: a comment, a text, a word, a bracket, or one character. */
static void scan_one(struct scan *scan) {
    char c = *scan->at;
    bool hollow = true; /* blank or comment: what follows a comma is still to come */
    if (c == '\n') {
        scan->line++;
        scan->at++;
    } else if (c == '#' || (c == '/' && scan->at[1] == '/')) {
        scan->at += strcspn(scan->at, "\n");
    } else if (c == '/' && scan->at[1] == '*') {
        scan_comment(scan);
    } else {
        hollow = c == ' ' || c == '\t' || c == '\r';
        if (c == '"')
            scan_text(scan);
        else if (is_word(c))
            scan_word(scan);
        else if (strchr("{[(", c) != NULL)
            scan_open(scan);
        else if (strchr("}])", c) != NULL)
            scan_close(scan);
        else
            scan_other(scan);
    }
    if (!hollow)
        scan->comma_line = c == ',' ? scan->line : 0;
}

bool libconfig_scan(const char *file, int line, const char *text, struct problem_list *problems) {
    struct scan scan = {.file = file, .at = text, .line = line, .problems = problems, .good = true};
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) {
        SAY(&scan, SENTENCE_file_bom, wrong(&scan, line));
        scan.at += 3;
    }
    while (*scan.at != '\0' && !scan.stop)
        scan_one(&scan);
    if (!scan.stop && scan.depth > 0)
        SAY(&scan, SENTENCE_bracket_unclosed, wrong(&scan, scan.opened[scan.depth]), scan.bracket[scan.depth]);
    return scan.good;
}
