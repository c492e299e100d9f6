#include "scenario/quantity.h"

#include "base/calendar.h"
#include "base/text.h"
#include "scenario/say.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the words --------------------------------------------------------------------------------------- */

enum measure { TIME, MONTHS, PEOPLE, WEIGHTED, USE, DISTANCE, PLACE, PERCENT, PLAIN };

struct word {
    const char *text;
    enum measure measure;
    double factor; /* minutes; km; 1 */
};

/* A mile is 1.609344 km (international yard and pound agreement, 1959). */
#define KM_PER_MILE 1.609344

static const struct word words[] = {
    {"min", TIME, 1},          {"h", TIME, 60},         {"d", TIME, 1440},
    {"wk", TIME, 10080},       {"yr", TIME, MINUTES_PER_YEAR},
    {"months", MONTHS, 1},     {"month", MONTHS, 1},    {"people", PEOPLE, 1},
    {"person", PEOPLE, 1},     {"head", PEOPLE, 1},     {"use", USE, 1},         {"uses", USE, 1},
    {"km", DISTANCE, 1},       {"miles", DISTANCE, KM_PER_MILE},
    {"mile", DISTANCE, KM_PER_MILE}, {"place", PLACE, 1}, {"places", PLACE, 1},
    {"%", PERCENT, 0.01},
};

enum { PARTS_MAX = 4, LONGEST_PACE_YEARS = 100 };

/* 2.4m places | per 24 places | per yr */
struct part {
    double number;
    enum measure measure;
    double factor;
};

struct quantity {
    bool money;
    struct part part[PARTS_MAX]; /* [0] before the first "per" */
    size_t count;
};

/* ---- reading ----------------------------------------------------------------------------------------- */

static const char *skip_blanks(const char *at) {
    return at + strspn(at, " ");
}

static size_t digits_at(const char *at) {
    return strspn(at, "0123456789");
}

/* Bytes of a plain decimal number at the start of the text; 0: none. */
static size_t number_length(const char *at) {
    size_t sign = (size_t)(at[0] == '-' || at[0] == '+');
    size_t length = digits_at(at + sign), some = length;
    if (at[sign + length] == '.') {
        size_t more = digits_at(at + sign + length + 1);
        some += more;
        length += 1 + more;
    }
    if (some == 0)
        return 0;
    length += sign;
    if (at[length] == 'e' || at[length] == 'E') {
        size_t exponent_sign = (size_t)(at[length + 1] == '-' || at[length + 1] == '+');
        size_t more = digits_at(at + length + 1 + exponent_sign);
        if (more > 0)
            length += 1 + exponent_sign + more;
    }
    return length;
}

static size_t word_length(const char *at) {
    return *at == '%' ? 1 : strcspn(at, " 0123456789%");
}

static bool is_word(const char *at, size_t length, const char *word) {
    return strlen(word) == length && strncmp(at, word, length) == 0;
}

/* k, m or bn behind a number; 0 bytes where there is none. */
static size_t scale_at(const char *at, double *scale) {
    static const struct { const char *text; double scale; } scales[] = {{"k", 1e3}, {"m", 1e6}, {"bn", 1e9}};
    const char *word = skip_blanks(at);
    size_t length = word_length(word);
    *scale = 1;
    for (size_t i = 0; i < 3; i++)
        if (is_word(word, length, scales[i].text)) {
            *scale = scales[i].scale;
            return (size_t)(word - at) + length;
        }
    return 0;
}

bool quantity_split(const char *text, struct quantity_part *part) {
    const char *at = skip_blanks(text);
    if (strncmp(at, "GBP", 3) == 0)
        at = skip_blanks(at + 3);
    size_t length = number_length(at);
    if (length == 0)
        return false;
    double scale = 1;
    *part = (struct quantity_part){strtod(at, NULL), (size_t)(at - text), 0};
    length += scale_at(at + length, &scale);
    part->number *= scale;
    part->end = part->start + length;
    return isfinite(part->number);
}

/* The unit at *at, which goes behind it. False: an unknown word, of which *wrong is the start. */
static bool read_unit(const char **at, struct part *part, const char **wrong) {
    const char *word = skip_blanks(*at);
    size_t length = word_length(word);
    part->measure = PLAIN;
    part->factor = 1;
    *at = word;
    if (length == 0 || is_word(word, length, "per"))
        return true;
    *wrong = word;
    if (is_word(word, length, "weighted")) {
        const char *next = skip_blanks(word + length);
        size_t next_length = word_length(next);
        *at = next + next_length;
        part->measure = WEIGHTED;
        return is_word(next, next_length, "people");
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(word, length, words[i].text)) {
            part->measure = words[i].measure;
            part->factor = words[i].factor;
            *at = word + length;
            return true;
        }
    return false;
}

/* Reads a whole text. False: no quantity; *wrong is then an unknown unit's start, or NULL. */
static bool read_quantity(const char *text, struct quantity *quantity, const char **wrong) {
    struct quantity_part first;
    *quantity = (struct quantity){.count = 1};
    *wrong = NULL;
    if (!quantity_split(text, &first))
        return false;
    quantity->money = strncmp(skip_blanks(text), "GBP", 3) == 0;
    quantity->part[0].number = first.number;
    const char *at = text + first.end;
    if (!read_unit(&at, &quantity->part[0], wrong))
        return false;
    for (at = skip_blanks(at); *at != '\0'; at = skip_blanks(at)) {
        if (!is_word(at, word_length(at), "per") || quantity->count == PARTS_MAX) {
            *wrong = is_word(at, word_length(at), "per") ? NULL : at;
            return false;
        }
        struct part *part = &quantity->part[quantity->count++];
        at = skip_blanks(at + 3);
        size_t length = number_length(at);
        double scale = 1;
        part->number = length > 0 ? strtod(at, NULL) : 1;
        at += length;
        if (length > 0)
            at += scale_at(at, &scale);
        part->number *= scale;
        if (!read_unit(&at, part, wrong) || (part->measure == PLAIN && length == 0) || !(part->number > 0)) {
            return false;
        }
    }
    return true;
}

/* ---- what is wrong ----------------------------------------------------------------------------------- */

/* What stands there, for a sentence. */
static const char *found(const struct setting *setting, char out[100]) {
    char number[32];
    switch (setting->kind) {
    case SETTING_NUMBER:
        quantity_print(setting->number, number);
        snprintf(out, 100, "%s", number);
        break;
    case SETTING_TEXT:
        snprintf(out, 100, "\"%.90s\"", setting->text);
        break;
    case SETTING_FLAG:
        snprintf(out, 100, "%s", setting->flag ? "true" : "false");
        break;
    case SETTING_LIST:
        snprintf(out, 100, "a list");
        break;
    case SETTING_GROUP:
    default:
        snprintf(out, 100, "a group");
    }
    return out;
}

/* Reads a text setting; false where it is none, or an unknown unit was said. *known is false in the first case. */
static bool read_setting(const struct setting *setting, struct quantity *quantity, bool *said,
                         struct problem_list *problems) {
    const char *wrong = NULL;
    *said = false;
    if (setting->kind != SETTING_TEXT)
        return false;
    if (read_quantity(setting->text, quantity, &wrong))
        return true;
    if (wrong != NULL) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_unknown_unit, setting, (int)word_length(wrong), wrong,
                    setting->text);
        *said = true;
    }
    return false;
}

/* ---- the kinds of quantity --------------------------------------------------------------------------- */

bool quantity_minutes(const struct setting *setting, double *minutes, struct problem_list *problems) {
    struct quantity quantity;
    char text[100];
    bool said = false;
    if (read_setting(setting, &quantity, &said, problems) && !quantity.money && quantity.count == 1 &&
        quantity.part[0].measure == TIME) {
        *minutes = quantity.part[0].number * quantity.part[0].factor;
        if (*minutes >= 0)
            return true;
        problem_say(problems, SEVERITY_ERROR, SENTENCE_negative, setting, setting->text);
    } else if (!said) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_duration, setting, found(setting, text));
    }
    return false;
}

bool quantity_share(const struct setting *setting, double *share, struct problem_list *problems) {
    struct quantity quantity;
    char text[100];
    bool said = false;
    *share = -1;
    if (setting->kind == SETTING_NUMBER)
        *share = setting->number;
    else if (read_setting(setting, &quantity, &said, problems) && !quantity.money && quantity.count == 1 &&
             quantity.part[0].measure == PERCENT)
        *share = quantity.part[0].number / 100;
    else if (said)
        return false;
    if (*share >= 0 && *share <= 1)
        return true;
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_share, setting, found(setting, text));
    return false;
}

bool quantity_number(const struct setting *setting, double *number, struct problem_list *problems) {
    char text[100];
    if (setting->kind == SETTING_NUMBER) {
        *number = setting->number;
        return true;
    }
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_number, setting, found(setting, text));
    return false;
}

bool quantity_km(const struct setting *setting, double *km, struct problem_list *problems) {
    struct quantity quantity;
    char text[100];
    bool said = false;
    if (read_setting(setting, &quantity, &said, problems) && !quantity.money && quantity.count == 1 &&
        quantity.part[0].measure == DISTANCE) {
        *km = quantity.part[0].number * quantity.part[0].factor;
        if (*km >= 0)
            return true;
        problem_say(problems, SEVERITY_ERROR, SENTENCE_negative, setting, setting->text);
    } else if (!said) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_distance, setting, found(setting, text));
    }
    return false;
}

bool quantity_rate(const struct setting *setting, struct rate_quantity *rate, struct problem_list *problems) {
    struct quantity quantity;
    char text[100];
    bool said = false, timed = false;
    *rate = (struct rate_quantity){0, false, NULL};
    bool good = read_setting(setting, &quantity, &said, problems) && !quantity.money &&
                (quantity.part[0].measure == PLAIN || quantity.part[0].measure == PEOPLE);
    if (good)
        rate->per_day = quantity.part[0].number;
    for (size_t i = 1; good && i < quantity.count; i++) {
        const struct part *part = &quantity.part[i];
        bool people = part->measure == PEOPLE || part->measure == PLAIN || part->measure == WEIGHTED;
        if (part->measure == TIME && !timed) {
            timed = true;
            rate->per_day *= MINUTES_PER_DAY / (part->number * part->factor);
        } else if (people && !rate->per_person) {
            rate->per_person = true;
            rate->weight_column = part->measure == WEIGHTED ? "weighted" : NULL;
            rate->per_day /= part->number;
        } else {
            good = false;
        }
    }
    if (good && timed && rate->per_day >= 0)
        return true;
    if (good && timed)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_negative, setting, setting->text);
    else if (!said)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_rate, setting, found(setting, text));
    return false;
}

bool quantity_staff(const struct setting *setting, struct staff_quantity *staff, struct problem_list *problems) {
    struct quantity quantity;
    char text[100];
    bool said = false;
    *staff = (struct staff_quantity){0, false};
    if (read_setting(setting, &quantity, &said, problems) && !quantity.money && quantity.count == 2 &&
        quantity.part[0].measure == PLAIN && (quantity.part[1].measure == PEOPLE || quantity.part[1].measure == WEIGHTED) &&
        quantity.part[0].number >= 0) {
        *staff = (struct staff_quantity){quantity.part[0].number / quantity.part[1].number, quantity.part[1].measure == WEIGHTED};
        return true;
    }
    if (!said)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_staff, setting, found(setting, text));
    return false;
}

/* What one of two parts of a price is per. */
static bool take_price(const struct quantity *quantity, struct money_quantity *money) {
    const struct part *first = &quantity->part[1], *second = &quantity->part[2];
    *money = (struct money_quantity){quantity->part[0].number * 1e6, MONEY_ONCE, 1};
    if (quantity->count == 1)
        return true;
    money->micro_gbp /= first->number * first->factor;
    if (quantity->count == 2) {
        money->per = first->measure == TIME ? MONEY_PER_MINUTE
                     : first->measure == DISTANCE ? MONEY_PER_MILE : MONEY_PER_USE;
        if (money->per == MONEY_PER_MILE)
            money->micro_gbp *= KM_PER_MILE;
        return first->measure == TIME || first->measure == DISTANCE || first->measure == USE;
    }
    bool heads = first->measure == PEOPLE;
    money->per = heads ? MONEY_PER_HEAD_MINUTE : MONEY_PER_PLACE_MINUTE;
    money->group_size = heads ? 1 : first->number;
    money->micro_gbp /= second->number * second->factor;
    return quantity->count == 3 && (heads || first->measure == PLACE) && second->measure == TIME;
}

bool quantity_activity(const struct setting *setting, bool of_time, double *per_minute, struct problem_list *problems) {
    struct quantity quantity;
    char text[100];
    bool said = false;
    if (read_setting(setting, &quantity, &said, problems) && !quantity.money && quantity.count == 2 &&
        quantity.part[0].measure == (of_time ? TIME : PLAIN) && quantity.part[1].measure == TIME &&
        quantity.part[0].number >= 0) {
        const struct part *part = quantity.part;
        *per_minute = part[0].number * part[0].factor / (part[1].number * part[1].factor);
        return true;
    }
    if (!said)
        problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_activity, setting,
                    of_time ? "\"50000 h per yr\"" : "\"12000 per yr\"", found(setting, text));
    return false;
}

bool quantity_money(const char *text, const struct setting *at, struct money_quantity *money,
                    struct problem_list *problems) {
    struct quantity quantity;
    const char *wrong = NULL;
    if (read_quantity(text, &quantity, &wrong)) {
        if (quantity.money && quantity.part[0].measure == PLAIN && take_price(&quantity, money))
            return true;
    } else if (wrong != NULL) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_unknown_unit, at, (int)word_length(wrong), wrong, text);
        return false;
    }
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_money, at, text);
    return false;
}

bool quantity_pace(const char *text, const struct setting *at, struct pace_quantity *pace,
                   struct problem_list *problems) {
    struct quantity quantity;
    const char *wrong = NULL;
    *pace = (struct pace_quantity){0, 0};
    if (read_quantity(text, &quantity, &wrong) && !quantity.money && quantity.count == 1 &&
        quantity.part[0].number > 0) {
        const struct part *part = &quantity.part[0];
        if (part->measure == TIME && part->number * part->factor <= LONGEST_PACE_YEARS * MINUTES_PER_YEAR) {
            pace->minutes = part->number * part->factor;
            return true;
        }
        if (part->measure == MONTHS && part->number <= 1200 && floor(part->number) == part->number) {
            pace->months = (int)part->number;
            return true;
        }
    }
    problem_say(problems, SEVERITY_ERROR, SENTENCE_expected_pace, at, text);
    return false;
}

/* ---- rewriting --------------------------------------------------------------------------------------- */

bool quantity_same_form(const char *one, const char *other) {
    struct quantity_part a, b;
    if (!quantity_split(one, &a) || !quantity_split(other, &b))
        return false;
    bool money = strncmp(skip_blanks(one), "GBP", 3) == 0;
    if (money != (strncmp(skip_blanks(other), "GBP", 3) == 0))
        return false;
    one = skip_blanks(one + a.end);
    other = skip_blanks(other + b.end);
    while (*one != '\0' && *one == *other) {
        bool blank = *one == ' ';
        one++;
        other++;
        if (blank) {
            one = skip_blanks(one);
            other = skip_blanks(other);
        }
    }
    return *skip_blanks(one) == '\0' && *skip_blanks(other) == '\0';
}

char *quantity_with_number(const char *text, double number) {
    struct quantity_part part;
    struct text out = {NULL, 0, 0, false};
    char printed[32];
    if (!quantity_split(text, &part))
        return text_copy(text);
    quantity_print(number, printed);
    const char *rest = text + part.end;
    bool apart = *rest != '\0' && *rest != ' ' && *rest != '%';
    text_add_format(&out, "%.*s%s%s%s", (int)part.start, text, printed, apart ? " " : "", rest);
    if (out.failed)
        text_free(&out);
    return out.bytes;
}

void quantity_print(double number, char out[32]) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, 32, "%.*g", digits, number);
        if (strtod(out, NULL) == number)
            return;
    }
}
