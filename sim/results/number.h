/* Numbers as they stand in every result: 12 significant digits, a point as decimal sign whatever the
 * locale. Rounding before storing keeps the last bits of a sum, which compilers and processors may
 * differ in, out of the stored bytes. Owns nothing. */
#ifndef ICSIM_RESULTS_NUMBER_H
#define ICSIM_RESULTS_NUMBER_H

enum { NUMBER_DIGITS = 12, NUMBER_BYTES = 40 };

/* Writes `number` and a NUL; nothing but the NUL where it is not finite. */
void number_format(double number, char out[NUMBER_BYTES]);

/* The same with a fixed number of decimals (0..9), for tables that people read. */
void number_format_fixed(double number, int decimals, char out[NUMBER_BYTES]);

/* The double nearest to the 12 digits; not finite ones stay as they are, -0 becomes 0. */
double number_round(double number);

#endif
