/* exact: the formulas of support/theory.h as functions of a row's parameters. Each line says the parameters in their
 * order; rates and times are in one unit of time, whichever it is. */
#ifndef ICSIM_TESTS_VALIDATION_EXACT_H
#define ICSIM_TESTS_VALIDATION_EXACT_H

double exact_number(const double *with);       /* the number itself */
double exact_product(const double *with);      /* all numbers up to the first 0 */
double exact_mm1_wait(const double *with);     /* arrival rate, service rate */
double exact_mm1_time(const double *with);     /* the same: time in the system, also under processor sharing */
double exact_mmc_wait(const double *with);     /* arrival rate, service rate, servers */
double exact_mmc_waits(const double *with);    /* the same: share who wait (Erlang C) */
double exact_mmc_line(const double *with);     /* the same: mean number waiting */
double exact_mmc_tail(const double *with);     /* the same, minutes: P(wait > minutes) */
double exact_mmc_number(const double *with);   /* load, servers, number */
double exact_mg1_wait(const double *with);     /* arrival rate, mean work, its sd */
double exact_gm1_wait(const double *with);     /* arrival rate, service rate, shape of the gaps; 0: constant gaps */
double exact_batch_wait(const double *with);   /* arrival rate, mean work, sd; moments of how many come at once */
double exact_erlang_b(const double *with);     /* load, servers */
double exact_carried(const double *with);      /* the same: mean number in use */
double exact_mmck_away(const double *with);    /* arrival rate, service rate, servers, places */
double exact_mmck_wait(const double *with);
double exact_mmck_present(const double *with);
double exact_mmck_line(const double *with);    /* mean number waiting */
double exact_erlang_a_waits(const double *with); /* arrival rate, service rate, servers, patience rate */
double exact_erlang_a_leaves(const double *with);
double exact_erlang_a_wait(const double *with);
double exact_erlang_a_use(const double *with);
double exact_poisson(const double *with);      /* mean, number */
double exact_poisson_tail(const double *with); /* mean, least number */
double exact_cobham(const double *with);       /* two classes of arrival rate, mean work, sd; 0 or 1: which */
double exact_preemptive(const double *with);   /* the same: time in the system, preemptive-resume */
double exact_kella(const double *with);        /* two arrival rates, service rate, servers; which */
double exact_tandem(const double *with);       /* two service rates: throughput */
double exact_shared_beds(const double *with);  /* two loads, two numbers of own beds, shared beds; which is lost */
double exact_unfettered(const double *with);   /* the same by the approximation from demand without limits */
double exact_balking(const double *with);      /* number present, of the published example; -1: share that balks; -2: mean */

#endif
