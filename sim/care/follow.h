/* follow: writes down each thing that happens to chosen people, in order, as numbers; sentences are made of them
 * afterwards (results/journeys.h). Where nobody is followed it costs one test of a pointer.
 *
 * A struct follow owns its arrays; a world borrows it, and it outlives the run. */
#ifndef ICSIM_CARE_FOLLOW_H
#define ICSIM_CARE_FOLLOW_H

#include "care/world.h"

enum { FOLLOW_NUMBERS = 14 };

enum happening_kind {
#define HAPPENING(id, sentence) HAPPENS_##id,
#include "care/happenings.def"
#undef HAPPENING
    HAPPENING_KINDS
};

/* How a reading stands to its target. */
enum verdict { VERDICT_WITHIN, VERDICT_BEYOND, VERDICT_UNFINISHED };
/* A reading that is not counted began then. */
enum outside { OUTSIDE_BEFORE, OUTSIDE_AFTER };

/* Minutes, indices and micro-pounds, in the order in which the kind's sentence names them; NAN: missing. */
struct happening {
    double minute;
    uint32_t kind; /* enum happening_kind */
    double number[FOLLOW_NUMBERS];
};

/* One person's journey in one arm. */
struct followed {
    uint64_t person;
    struct happening *happening;
    size_t count, capacity;
    uint32_t slot;       /* NONE before they come and when they are gone */
    bool came, gone;
    double work_ended;   /* minute at which the work of the step they are leaving was done */
    double gave_way;     /* minute at which they last had to give way */
    double charged_until;/* minute up to which the time of their stay is charged */
};

struct follow {
    struct followed *followed; /* sorted by person */
    size_t count;
    uint64_t who;              /* the bits of a person that count (person_who), all unless set */
    bool out_of_memory;
};

/* Follows `count` people, sorted and each once. */
enum status follow_init(struct follow *follow, const uint64_t *person, size_t count) MUST_USE;
void follow_free(struct follow *follow);

/* The person's journey so far; NULL where they are not followed. */
struct followed *follow_find(const struct follow *follow, uint64_t person);

/* True where nothing more can happen at `minute` or later: everybody followed is gone, or can come no more. */
bool follow_is_over(const struct follow *follow, double minute);

/* What is called where things happen, and only where world->follow is not NULL. Each writes down one happening if
 * that patient is followed, and what follows from it: costs of a start, and of a stay. All are out of line and cold,
 * so that a run in which nobody is followed pays for no more than the test. */
#define COLD __attribute__((cold, noinline))
void follow_note(const struct world *world, uint32_t slot, enum happening_kind kind, const double *number) COLD;
void follow_started(const struct world *world, uint32_t slot, double at_door, double end, double staff_km) COLD;
/* The place of the step before is about to be left, if there is one. */
void follow_left(const struct world *world, uint32_t slot) COLD;
/* The work is done, and a pool stays held for the next step. */
void follow_kept(const struct world *world, uint32_t slot, struct holding held, const struct step *next) COLD;
void follow_joined(const struct world *world, uint32_t slot, uint32_t pool) COLD;
void follow_lost(const struct world *world, uint32_t slot) COLD;
void follow_moved(const struct world *world, uint32_t slot) COLD; /* out of a line whose place closes */
/* What a clock or a journey showed: `start` minute, minutes; counted where it began in the window. */
struct told_reading { uint32_t standard; double start, minutes; bool unfinished, counted; };
void follow_reading(const struct world *world, uint32_t slot, const struct told_reading *reading) COLD;
/* The clocks that still run are void. */
void follow_void(const struct world *world, uint32_t slot) COLD;
/* The person goes, done or without more care; first their clocks. */
void follow_gone(const struct world *world, uint32_t slot, bool done) COLD;

/* Charges the time of stays so far where the rule goes by it: its price is about to change. */
void follow_settle(const struct world *world, uint32_t rule);

/* The run is over: who is still here, and what their stays have come to so far. */
void follow_end(const struct world *world);

/* Whether anybody is followed: the one test that an ordinary run pays for. */
static inline bool follow_is_on(const struct world *world) {
    return __builtin_expect(world->follow != NULL, 0);
}

static inline bool follow_has(const struct world *world, uint32_t slot) {
    return follow_find(world->follow, world->patient[slot].person) != NULL;
}

/* Notes HAPPENS_##kind with the numbers that its sentence names, which must be ready: for places that are seldom come
 * by. */
#define FOLLOW(world, slot, kind, ...)                                                                              \
    do {                                                                                                            \
        if (follow_is_on(world))                                                                                    \
            follow_note(world, slot, HAPPENS_##kind, (const double[FOLLOW_NUMBERS]){__VA_ARGS__});                  \
    } while (0)

#endif
