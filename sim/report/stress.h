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

/* Logic (stress_logic.c). Called only with a root. */
enum status stress_flow(const struct stress *stress, struct text *html, struct text *why) MUST_USE;
enum status stress_steps(const struct stress *stress, struct text *html, struct text *why) MUST_USE;
enum status stress_changes(const struct stress *stress, struct text *html, struct text *why) MUST_USE;
enum status stress_rules(const struct stress *stress, struct text *html, struct text *why) MUST_USE;
enum status stress_resources(const struct stress *stress, struct text *html, struct text *why) MUST_USE;
enum status stress_queues(const struct stress *stress, struct text *html, struct text *why) MUST_USE;
enum status stress_entry(const struct stress *stress, struct text *html, struct text *why) MUST_USE;

/* "Not stated in the scenario; say it in `note`." without the paragraph's tags. */
void stress_not_stated(struct text *html, const char *key);

#endif
