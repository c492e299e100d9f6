/* compile_reach: factors of demand and of shares that follow from the services that are there in a version. Opened for one
 * version and closed again; between them factors cost little. */
#ifndef ICSIM_SCENARIO_COMPILE_REACH_H
#define ICSIM_SCENARIO_COMPILE_REACH_H

#include "scenario/compiler.h"

/* reach = { service = "ae"; per_km = -0.01; beyond = "5 km"; }: `distance` of each home to the nearest provider that is
 * open, NULL where no reach was said. Owns the distances. */
struct reach {
    struct spec_reach spec;
    uint32_t service, mode;
    double *distance;
};

/* By what it varies in the version in hand; says all that is wrong. NULL varies by nothing. */
unsigned reach_check(struct compiler *compiler, const struct setting *setting);
enum status reach_open(struct compiler *compiler, const struct setting *setting, struct reach *reach) MUST_USE;
void reach_close(struct reach *reach);
/* 0 (out of reach) to 1, the mean over the homes of where.area; 1 without reach. */
double reach_factor(struct compiler *compiler, const struct reach *reach, struct where where);

/* induced = { service = "visits"; pool = "nurse"; elasticity = 0.2; }: `more` units a head by area than the arm had at its
 * start, as a share. */
struct induced {
    struct spec_induced spec;
    double *more;
};

void induced_check(struct compiler *compiler, const struct setting *setting);
/* The first version that is opened after induced_forget is the start. */
enum status induced_open(struct compiler *compiler, uint32_t pathway, const struct setting *setting,
                         struct induced *induced) MUST_USE;
void induced_close(struct induced *induced);
double induced_factor(struct compiler *compiler, const struct induced *induced, struct where where);
void induced_forget(struct compiler *compiler);

#endif
