#include "support/must.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>

void (*must_fails)(const char *sentence);

void must(bool holds, const char *format, ...) {
    char sentence[2048];
    va_list arguments;
    if (holds) return;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    if (must_fails != NULL) must_fails(sentence);
    cr_assert_fail("%s", sentence);
}
