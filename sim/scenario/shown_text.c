#include "scenario/shown_text.h"

#include "scenario/say.h"
#include <string.h>

void shown_text_check(const struct setting *text, enum shown shown, struct problem_list *problems) {
    if (shown == SHOWN_NOWHERE || text->text[0] == '\0')
        return;
    if (strchr("=+-@", text->text[0]) != NULL)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_text_formula, text, text->text, text->text[0]);
    else if (shown == SHOWN_NAME && strlen(text->text) > SHOWN_NAME_BYTES)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_name_too_long, text, strlen(text->text), (int)SHOWN_NAME_BYTES);
}
