#include "scenario/say.h"

#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAMES_SAID = 64 };

static const char *const names[] = {
#define SENTENCE(name, format) #name,
#include "scenario/sentences.def"
#include "scenario/sentences_compile.def"
#undef SENTENCE
};

const char *sentence_name(int sentence) {
    return sentence >= 0 && sentence < SENTENCE_COUNT ? names[sentence] : NULL;
}

enum { LONGEST = 2000 }; /* bytes of a problem's text; what is longer is cut */

__attribute__((format(printf, 5, 0))) static void
say(struct problem_list *problems, enum severity severity, enum sentence sentence,
    const struct place *place, const char *format, va_list arguments) {
    char text[LONGEST];
    vsnprintf(text, sizeof text, format, arguments);
    problem_add(problems, severity, (int)sentence, *place, text);
}

void say_setting(struct problem_list *problems, enum severity severity, enum sentence sentence,
                 const char *format, const struct setting *at, ...) {
    struct place place = {NULL, 0, NULL};
    char *path = NULL;
    if (at != NULL) {
        path = setting_path(at);
        place = (struct place){at->file, at->line, path};
        if (path != NULL && path[0] == '\0')
            place.path = NULL;
    }
    va_list arguments;
    va_start(arguments, at);
    say(problems, severity, sentence, &place, format, arguments);
    va_end(arguments);
    free(path);
}

void say_place(struct problem_list *problems, enum severity severity, enum sentence sentence,
               const char *format, const struct place *at, ...) {
    va_list arguments;
    va_start(arguments, at);
    say(problems, severity, sentence, at, format, arguments);
    va_end(arguments);
}

const char *say_nearest(const char *name, const char *const *candidates, size_t count, char *out,
                        size_t size) {
    const char *nearest = text_nearest(name, candidates, count);
    if (nearest == NULL)
        snprintf(out, size, "%s", "");
    else
        snprintf(out, size, "; did you mean \"%s\"?", nearest);
    return out;
}

const char *say_nearest_in(const char *name, const struct setting *among, char *out, size_t size) {
    const char *known[NAMES_SAID];
    size_t count = 0;
    for (size_t i = 0; among != NULL && i < among->child_count && count < NAMES_SAID; i++) {
        const struct setting *child = among->child[i];
        if (child->name != NULL || child->kind == SETTING_TEXT)
            known[count++] = child->name != NULL ? child->name : child->text;
    }
    return say_nearest(name, known, count, out, size);
}
