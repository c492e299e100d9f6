/* A person's id goes to a text and back; every sentence about one that is wrong. */
#include "care/person_name.h"
#include "support/run_scenario.h"
#include "support/watched.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint64_t there_and_back(const struct network *network, uint64_t person) {
    struct text name = {0}, why = {0};
    uint64_t back = 0;
    enum person_fault fault;
    person_name(network, person, &name);
    cr_assert(person_read(network, name.bytes, &back, &fault, &why), "%s: %s", name.bytes, why.bytes);
    text_free(&name);
    text_free(&why);
    return back;
}

Test(person_name, what_is_printed_is_read_as_the_same_person) {
    struct network network;
    struct watched watched;
    scenario_load_or_fail(&network, &(struct run_wish){.file = {"experiment/data/town.cfg"}});
    watched_run(&watched, &network, 1);
    for (size_t i = 0; i < watched.count; i++)
        cr_assert_eq(there_and_back(&network, watched.person[i]), watched.person[i]);
    cr_assert_gt(watched.count, 1000);
    for (uint32_t ordinal = 0; ordinal < 20; ordinal++) {
        uint64_t there = person_pack(0, ordinal % network.stream_count, PERSON_BAND_AT_START, ordinal);
        cr_assert_eq(there_and_back(&network, there), there);
    }
    uint64_t last = person_pack(5, network.stream_count - 1, PERSON_BAND_AT_START - 1, (1u << PERSON_ORDINAL_BITS) - 1);
    cr_assert_eq(there_and_back(&network, last), last);
    watched_free(&watched, &network);
    network_free(&network);
}

Test(person_name, the_text_says_who_it_is) {
    struct network network;
    struct text name = {0};
    scenario_load_or_fail(&network, &(struct run_wish){.file = {"experiment/data/town.cfg"}});
    uint32_t stream = 0;
    while (strcmp(network.area[network.stream[stream].area].id, "south") != 0 ||
           strcmp(network.cell[network.stream[stream].cell], "from_65+car") != 0)
        stream++;
    person_name(&network, person_pack(22, stream, 4, 17), &name);
    cr_expect_str_eq(name.bytes, "emergency/south/from_65+car/2026-03-03/4.17");
    text_free(&name);
    person_name(&network, person_pack(0, stream, PERSON_BAND_AT_START, 8), &name);
    cr_expect_str_eq(name.bytes, "emergency/south/from_65+car/start/8");
    text_free(&name);
    network_free(&network);
}

Test(person_name, every_sentence_is_said_of_what_it_is_about) {
    static const struct { enum person_fault fault; const char *name, *said; } wrong[] = {
        {PERSON_form, "", "expected pathway/area/group/date/number, e.g. emergency/"},
        {PERSON_form, "emergency/south/from_65+car/2026-03-03", "is no person's id"},
        {PERSON_form, "emergency/south/from_65+car/2026-03-03/4.17/", "is no person's id"},
        {PERSON_form, "emergency//from_65+car/2026-03-03/4.17", "is no person's id"},
        {PERSON_pathway, "emergncy/south/from_65+car/2026-03-03/4.17", "did you mean \"emergency\"?"},
        {PERSON_pathway, "x/south/from_65+car/2026-03-03/4.17", "expected one of emergency, urgent_response"},
        {PERSON_area, "emergency/sorth/from_65+car/2026-03-03/4.17", "did you mean \""},
        {PERSON_group, "emergency/south/from_65/2026-03-03/4.17", "there is no group \"from_65\""},
        {PERSON_nobody, "emergency/nowhere/from_65/2026-03-03/4.17", "nobody comes for emergency/nowhere/from_65"},
        {PERSON_date, "emergency/south/from_65+car/2026-02-30/4.17", "2026-02-09 to"},
        {PERSON_date, "emergency/south/from_65+car/tomorrow/4.17", "or start"},
        {PERSON_outside, "emergency/south/from_65+car/2026-02-08/4.17", "which is from 2026-02-09"},
        {PERSON_number, "emergency/south/from_65+car/2026-03-03/4", "two whole numbers"},
        {PERSON_number, "emergency/south/from_65+car/2026-03-03/31.1", "two whole numbers"},
        {PERSON_number, "emergency/south/from_65+car/2026-03-03/4.2097152", "two whole numbers"},
        {PERSON_number, "emergency/south/from_65+car/2026-03-03/4.017", "two whole numbers"},
        {PERSON_number, "emergency/south/from_65+car/2026-03-03/4.1 ", "two whole numbers"},
        {PERSON_number, "emergency/south/from_65+car/start/-1", "a whole number"},
    };
    bool tried[PERSON_FAULTS] = {false};
    struct network town, alone;
    scenario_load_or_fail(&town, &(struct run_wish){.file = {"experiment/data/town.cfg"}});
    scenario_load_or_fail(&alone, &(struct run_wish){.file = {"experiment/data/town.cfg"}});
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const struct network *network = &town;
        char name[128];
        snprintf(name, sizeof name, "%s", wrong[i].name);
        if (wrong[i].fault == PERSON_nobody) { /* an area and group without a stream */
            network = &alone;
            alone.stream_count = 0;
            snprintf(name, sizeof name, "emergency/%s/%s/2026-03-03/4.17", alone.area[0].id, alone.cell[0]);
        }
        struct text why = {0};
        uint64_t person;
        enum person_fault fault;
        cr_assert_not(person_read(network, name, &person, &fault, &why), "%s is read", name);
        cr_expect_eq(fault, wrong[i].fault, "%s: %s", name, why.bytes);
        bool nobody = wrong[i].fault == PERSON_nobody;
        cr_expect(strstr(why.bytes, nobody ? "nobody comes for emergency/" : wrong[i].said) != NULL, "%s: %s", name, why.bytes);
        tried[fault] = true;
        text_free(&why);
    }
    for (int fault = 0; fault < PERSON_FAULTS; fault++) cr_expect(tried[fault], "sentence %d is not tried", fault);
    alone.stream_count = town.stream_count;
    network_free(&town);
    network_free(&alone);
}
