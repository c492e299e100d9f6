/* Partnerships are values that change on dates; what is between organisations is structure. */
#include "scenario/compile.h"

#include "scenario/sentences.h"
#include "support/compiled.h"
#include "support/run_scenario.h"
#include <criterion/criterion.h>
#include <string.h>

Test(compile_partners, members_leave_by_patches_of_their_day) {
    struct network n;
    scenario_load_or_fail(&n, &(struct run_wish){.file = {"care/data/helping.cfg", "care/data/helping_ends.cfg"}});
    cr_assert_eq(n.partnership_count, 1);
    cr_assert_eq(n.organisation_count, 2);
    uint32_t west = strcmp(n.organisation[1].id, "west_nhs") == 0 ? 1 : 0;
    cr_expect_eq(n.value[n.partnership[0].member + west], 1);
    cr_assert_eq(n.arm[0].patch_count, 0);
    cr_assert_eq(n.arm[1].patch_count, 3, "one member, and two overflows that held within");
    for (size_t i = 0; i < 3; i++) {
        cr_expect_eq(n.arm[1].patch[i].minute, (30 + 365) * MINUTES_PER_DAY);
        cr_expect_eq(n.arm[1].patch[i].number, 0);
    }
    network_free(&n);
}

Test(compile_partners, hand_offs_name_organisations_by_id_or_kind) {
    struct network n;
    scenario_load_or_fail(&n, &(struct run_wish){.file = {"care/data/handoff_board.cfg"}});
    cr_assert_eq(n.handoff_count, 1);
    const struct handoff *handoff = &n.handoff[0];
    uint32_t acute = strcmp(n.organisation[0].id, "acute") == 0 ? 0 : 1, council = 1 - acute;
    cr_expect(handoff->from[acute] == 1 && handoff->from[council] == 0);
    cr_expect(handoff->to[council] == 1 && handoff->to[acute] == 0);
    cr_expect(handoff->step[0] == 1 && handoff->step[1] == 1, "any step");
    cr_assert_eq(n.partnership_count, 2);
    cr_expect_str_eq(n.partnership[0].id, "board");
    cr_expect(handoff->spared_by[0] == 1 && handoff->spared_by[1] == 0);
    network_free(&n);
}

Test(compile_partners, who_hands_over_to_whom_is_the_same_in_all_scenarios) {
    const char *files[] = {ICSIM_SOURCE_DIR "/tests/care/data/handoff.cfg", ICSIM_SOURCE_DIR "/tests/care/data/handoff_board.cfg"};
    struct network n;
    struct problem_list problems = {0};
    cr_assert_eq(scenario_load(files, 2, NULL, 0, &n, &problems), STATUS_INPUT);
    cr_assert_eq(problems.count, 1);
    cr_expect_eq(problems.item[0].sentence, SENTENCE_structure_differs);
    cr_expect_not_null(strstr(problems.item[0].text, "spared_by"));
    problem_list_free(&problems);
}
