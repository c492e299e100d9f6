/* quantity: reads numbers with units: number [k|m|bn] unit {"per" [number] unit}. */
#ifndef ICSIM_SCENARIO_QUANTITY_H
#define ICSIM_SCENARIO_QUANTITY_H

#include "base/problem.h"
#include "scenario/setting.h"
#include "scenario/spec.h"

/* "GBP 2.4m per 24 places per yr": what drives it and how much a unit, in micro-pounds. */
enum money_per { MONEY_PER_USE, MONEY_PER_MINUTE, MONEY_PER_MILE, MONEY_PER_PLACE_MINUTE, MONEY_ONCE };
struct money_quantity {
    double micro_gbp;     /* per use; per minute; per mile; per place-minute; or the amount itself */
    enum money_per per;
    double group_size;    /* 24 for "per 24 places", else 1 */
};

/* Each adds a problem (file, line, path, found, expected) and gives false where the setting is not such a
 * quantity. A year is 365.25 days. */
bool quantity_minutes(const struct setting *setting, double *minutes, struct problem_list *problems);
bool quantity_share(const struct setting *setting, double *share, struct problem_list *problems);
bool quantity_number(const struct setting *setting, double *number, struct problem_list *problems);
bool quantity_km(const struct setting *setting, double *km, struct problem_list *problems);
/* "210 per 1000 per yr" -> per_person true, 0.21/365.25 a day; "24 per d", "1300 per yr" -> per_person false.
 * "per 1000 weighted people per yr" -> weight_column "weighted" (static text), per_person true. */
struct rate_quantity { double per_day; bool per_person; const char *weight_column; };
bool quantity_rate(const struct setting *setting, struct rate_quantity *rate, struct problem_list *problems);
/* "1 per 1300 people" or "... weighted people": WTE for one person. */
struct staff_quantity { double per_person; bool weighted; };
bool quantity_staff(const struct setting *setting, struct staff_quantity *staff, struct problem_list *problems);
/* "12000 per yr", or of time "50000 h per yr": a minute, of time in minutes. */
bool quantity_activity(const struct setting *setting, bool of_time, double *per_minute, struct problem_list *problems);
bool quantity_money(const char *text, const struct setting *at, struct money_quantity *money,
                    struct problem_list *problems);

/* A pace: "6 months" (by the calendar) or "8 wk". */
struct pace_quantity { int months; double minutes; };
bool quantity_pace(const char *text, const struct setting *at, struct pace_quantity *pace,
                   struct problem_list *problems);

/* The number in a quantity's text with its k, m or bn: value, and the bytes [start, end) that it takes. False
 * where the text holds none at its beginning (after "GBP"). */
struct quantity_part { double number; size_t start, end; };
bool quantity_split(const char *text, struct quantity_part *part);

/* True where two quantities are the same but for their numbers: "GBP 2 per d" and "GBP 0.3m per d". */
bool quantity_same_form(const char *one, const char *other);

/* The text with another number; the caller frees; NULL: no memory. */
char *quantity_with_number(const char *text, double number) MUST_USE;

/* The shortest text that reads as the same number; at most 31 bytes. */
void quantity_print(double number, char out[32]);

#endif
