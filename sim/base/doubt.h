/* What is not known of a published number, and what it does to a result: stratified draws from its interval, and
 * the mixture of Student's t that a result is where both the number and the mean of replications are uncertain. */
#ifndef ICSIM_BASE_DOUBT_H
#define ICSIM_BASE_DOUBT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DOUBT_DRAWS = 128 };

/* Standard normal numbers for the parameter of this name: the middles of DOUBT_DRAWS equally likely strata, in an
 * order drawn by seed and name (Latin hypercube: McKay, Beckman and Conover 1979). So each parameter's interval comes
 * out exactly however few the draws, and several parameters are independent. */
void doubt_normal(uint32_t seed, uint64_t name_hash, double normal[DOUBT_DRAWS]);

/* The numbers of standard deviations from the middle to the end of a 95 % interval: 1.96. */
double doubt_reach(void);

/* Student's t distribution function for means of `count` numbers, as a table: errors are below 1e-6. */
enum { STUDENT_STEPS = 4096 };
struct student {
    size_t count;
    double below[STUDENT_STEPS + 1];
};
void student_init(struct student *student, size_t count);

/* Equally likely pieces, of which the k-th says centre[k], with the standard error error[k] of a mean of
 * student->count numbers; between them, in order, it goes on evenly. */
enum { MIXTURE_PIECES = 4 * DOUBT_DRAWS };
struct mixture {
    const struct student *student; /* borrowed */
    bool unknown;                  /* an error is no number (under two numbers), and so are all answers */
    double centre[MIXTURE_PIECES], error[MIXTURE_PIECES];
};
void mixture_init(struct mixture *mixture, const struct student *student, const double centre[DOUBT_DRAWS],
                  const double error[DOUBT_DRAWS]);

/* The share-quantile (0..1). */
double mixture_quantile(const struct mixture *mixture, double share);

/* The probability of a number below 0, half of that of 0 itself. */
double mixture_below_zero(const struct mixture *mixture);

/* The share-quantile of the centres alone. */
double doubt_quantile(const double centre[DOUBT_DRAWS], double share);

#endif
