/* The battery of cases with known answers, a quarter as long as scripts/validate runs it, and what it stands on. */
#include "validation/battery.h"

#include "base/memory.h"
#include "support/must.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ParameterizedTestParameters(battery, every_case_comes_out) {
    static size_t index[256];
    size_t count = 0;
    for (size_t i = 0; i < battery_count(); i++)
        if (!battery_system(i)->takes_long) index[count++] = i;
    return cr_make_param_array(size_t, index, count);
}

ParameterizedTest(size_t *index, battery, every_case_comes_out) {
    const struct battery_system *system = battery_system(*index);
    struct finding finding[MOST_ROWS];
    battery_judge(system, (struct battery_effort){run_is_short() ? 0.02 : 0.25, 1}, finding);
    for (size_t i = 0; i < system->row_count; i++) {
        const struct battery_row *row = &system->row[i];
        cr_expect(finding[i].passed, "%s: %s: %.6g (error %.2g), exactly %.6g, from %.6g to %.6g", system->name, row->name,
                  finding[i].ours, finding[i].error, finding[i].exact, finding[i].low, finding[i].high);
        /* An estimate that could not tell the target from one a third away would prove nothing. */
        if (row->rule == AGREES && !run_is_short())
            cr_expect_lt(finding[i].error, 0.1 * fabs(finding[i].exact), "%s: %s: too wide", system->name, row->name);
    }
}

Test(battery, systems_and_rows_have_names_of_their_own) {
    for (size_t i = 0; i < battery_count(); i++) {
        const struct battery_system *system = battery_system(i);
        for (size_t k = 0; k < i; k++) cr_expect_str_neq(system->name, battery_system(k)->name);
        for (size_t a = 0; a < system->row_count; a++) {
            cr_assert(system->row[a].name != NULL && system->row[a].source != NULL, "%s, row %zu", system->name, a);
            for (size_t b = 0; b < a; b++) cr_expect_str_neq(system->row[a].name, system->row[b].name);
        }
    }
}

/* The printed table names every case: scripts/validate --write has been run since the last row was added. */
Test(battery, the_printed_table_holds_every_case) {
    FILE *file = fopen(ICSIM_SOURCE_DIR "/tests/validation/README.md", "r");
    enum { MOST_BYTES = 1 << 18 };
    static char text[MOST_BYTES];
    cr_assert(file != NULL);
    text[fread(text, 1, MOST_BYTES - 1, file)] = '\0';
    fclose(file);
    for (size_t i = 0; i < battery_count(); i++) {
        const struct battery_system *system = battery_system(i);
        if (system->takes_long) continue;
        char name[160];
        snprintf(name, sizeof name, "**%s**: %s  \n", system->name, system->title);
        const char *at = strstr(text, name);
        cr_expect(at != NULL, "%s is not in tests/validation/README.md: run scripts/validate --write", system->name);
        for (size_t r = 0; at != NULL && r < system->row_count; r++) {
            snprintf(name, sizeof name, "| %s ", system->row[r].name);
            cr_expect(strstr(at, name) != NULL, "%s: %s is not in tests/validation/README.md: run scripts/validate --write",
                      system->name, system->row[r].name);
        }
    }
}
