#include "scenario/shown_text.h"

#include "scenario/say.h"
#include "scenario/source.h"
#include <string.h>

static bool is_formula(const char *text) {
    return text[0] != '\0' && strchr("=+-@", text[0]) != NULL;
}

void shown_text_check(const struct setting *text, enum shown shown, struct problem_list *problems) {
    if (shown == SHOWN_NOWHERE)
        return;
    if (is_formula(text->text))
        problem_say(problems, SEVERITY_ERROR, SENTENCE_text_formula, text, text->text, text->text[0]);
    else if (shown == SHOWN_NAME && strlen(text->text) > SHOWN_NAME_BYTES)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_name_too_long, text, strlen(text->text), (int)SHOWN_NAME_BYTES);
}

void shown_file_check(const char *file, struct problem_list *problems) {
    const char *slash = strrchr(file, '/'), *name = slash == NULL ? file : slash + 1;
    const struct place place = {file, 0, NULL};
    unsigned control = source_control_in(name);
    if (is_formula(name))
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_text_formula, &place, name, name[0]);
    else if (control != 0)
        problem_say_place(problems, SEVERITY_ERROR, SENTENCE_text_has_control, &place, control);
}
