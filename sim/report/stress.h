/* stress: the items of the STRESS-DES checklist (Monks et al. 2019, doi 10.1080/17477778.2018.1442155), each filled from
 * what the scenario and the result say. */
#ifndef ICSIM_REPORT_STRESS_H
#define ICSIM_REPORT_STRESS_H

#include "report/report.h"
#include "report/words.h"

struct stress {
    const struct report *report;
    const struct setting *root;  /* the first scenario at its start; NULL: its inputs cannot be read again */
    struct remark_list remarks;
};

typedef enum status stress_writer(const struct stress *stress, struct text *html, struct text *why);

/* Logic (stress_logic.c). Called only with a root. */
stress_writer stress_flow, stress_steps, stress_changes, stress_rules, stress_resources, stress_queues, stress_entry;

/* "Not stated in the scenario; say it in `note`." without the paragraph's tags. */
void stress_not_stated(struct text *html, const char *key);

#endif
