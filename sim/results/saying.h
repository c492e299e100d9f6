/* saying: what happened to a person as plain words, and as fields of JSON. All appends to the caller's text. */
#ifndef ICSIM_RESULTS_SAYING_H
#define ICSIM_RESULTS_SAYING_H

#include "base/text.h"
#include "care/follow.h"

/* "40 s", "2 h 13 min", "3 d 4 h": to a second below a minute, to a minute below two days, to an hour above. */
void say_duration(double minutes, struct text *out);

/* "Tue 5 May 2026" and "14:07": the minute of the run rounded down. */
void say_day(const struct network *network, double minute, struct text *out);
void say_time(double minute, struct text *out);

/* "2026-05-05T14:07:32", rounded down to the second. */
void say_iso(const struct network *network, double minute, struct text *out);

/* "GBP 1,234.50" of micro-pounds. */
void say_money(double micro_pounds, struct text *out);

/* The sentence of a happening, without full stop. */
void say_happening(const struct network *network, const struct happening *happening, struct text *out);

/* Its fields as members of a JSON object, each with a comma and a space before it. */
void say_happening_json(const struct network *network, const struct happening *happening, struct text *out);

/* The number that a kind's sentence calls "{name:type}"; NAN where it has none. */
double say_number(const struct happening *happening, const char *name, const char *type);

/* The word for a kind: "joined_line". */
const char *say_kind(uint32_t kind);

/* All kinds, as a Markdown table: word, fields of JSON, sentence. */
void say_describe(struct text *out);

/* "inside", "outside": how a reading stands to its target. */
const char *say_verdict(double verdict);

#endif
