#include "results/number.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The decimal sign of a locale may be any text: whatever is no part of a C number becomes one point. */
static void set_point(const char *from, char out[NUMBER_BYTES]) {
    size_t length = 0;
    bool in_sign = false;
    for (; *from != '\0' && length + 1 < NUMBER_BYTES; from++) {
        if (strchr("0123456789+-e", *from) != NULL) {
            out[length++] = *from;
            in_sign = false;
        } else if (!in_sign) {
            out[length++] = '.';
            in_sign = true;
        }
    }
    out[length] = '\0';
}

void number_format(double number, char out[NUMBER_BYTES]) {
    char written[NUMBER_BYTES];
    out[0] = '\0';
    if (!isfinite(number))
        return;
    snprintf(written, sizeof written, "%.*g", NUMBER_DIGITS, number == 0 ? 0.0 : number);
    set_point(written, out);
}

void number_format_fixed(double number, int decimals, char out[NUMBER_BYTES]) {
    char written[400]; /* the longest double has 309 digits before the point */
    out[0] = '\0';
    if (!isfinite(number))
        return;
    if (fabs(number) >= 1e20) {
        number_format(number, out);
        return;
    }
    snprintf(written, sizeof written, "%.*f", decimals, number);
    set_point(written, out);
    if (out[0] == '-' && strspn(out + 1, "0.") == strlen(out + 1))
        memmove(out, out + 1, strlen(out)); /* "-0.0" says less than "0.0" */
}

double number_round(double number) {
    char written[NUMBER_BYTES];
    if (!isfinite(number))
        return number;
    if (number == 0)
        return 0;
    /* Written and read in one locale, so its decimal sign does not matter here. */
    snprintf(written, sizeof written, "%.*e", NUMBER_DIGITS - 1, number);
    return strtod(written, NULL);
}
