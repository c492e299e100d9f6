#include "results/bundle.h"
#include "results/tree.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/bundle-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
}
static void tear_down(void) {
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(bundle, .init = set_up, .fini = tear_down);

static void put(const char *path, const char *content) {
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(content, file), 0);
    fclose(file);
}

/* A folder "out" with a bundle of two files, one of them a link, and targets. */
static void make_bundle(void) {
    static const char *const files[] = {"plans/a.cfg", "plans/t.csv"}, *const options[] = {"--seed=4"};
    struct source_list sources = {NULL, 0, 0, 0}, targets = {NULL, 0, 0, 0};
    struct problem_list problems = {0};
    const struct source *source = NULL;
    struct place nowhere = {0};
    struct folder folder;
    cr_assert_eq(mkdir("plans", 0777), 0);
    put("plans/a.cfg", "title = \"A\";\n");
    put("elsewhere.csv", "id,x\none,1\n");
    cr_assert_eq(symlink("../elsewhere.csv", "plans/t.csv"), 0);
    for (int i = 0; i < 2; i++) cr_assert_eq(source_read(&sources, files[i], &nowhere, &problems, &source), STATUS_OK);
    cr_assert_eq(source_read(&targets, "elsewhere.csv", &nowhere, &problems, &source), STATUS_OK);
    struct bundle bundle = {.command = "run", .sources = &sources, .scenario = files, .scenario_count = 1,
                            .targets = source, .option = options, .option_count = 1};
    cr_assert_eq(folder_begin(&folder, "out", false, NULL), STATUS_OK);
    cr_assert_eq(bundle_write(&folder, &bundle, NULL), STATUS_OK);
    cr_assert_eq(access("out", F_OK), -1, "nothing of it is there before the whole is");
    cr_assert_eq(folder_commit(&folder, NULL), STATUS_OK);
    folder_free(&folder);
    source_list_free(&sources);
    source_list_free(&targets);
    problem_list_free(&problems);
}

/* Opening must be refused with these words. */
static void expect_refused(const char *folder, const char *words) {
    struct bundle_inputs inputs;
    struct text why = {0};
    cr_assert_eq(bundle_open(&inputs, folder, &why), STATUS_INPUT);
    cr_assert_not_null(why.bytes);
    cr_expect_not_null(strstr(why.bytes, words), "%s", why.bytes);
    text_free(&why);
}

Test(bundle, what_is_written_is_read_again) {
    make_bundle();
    struct bundle_inputs inputs;
    cr_assert_eq(bundle_open(&inputs, "out", NULL), STATUS_OK);
    cr_assert_str_eq(inputs.command, "run");
    cr_assert_eq(inputs.scenario_count, 1u);
    cr_assert_str_eq(inputs.scenario[0], "out/inputs/files/plans/a.cfg");
    cr_assert_str_eq(inputs.targets, "out/inputs/targets/elsewhere.csv");
    cr_assert_eq(inputs.option_count, 1u);
    cr_assert_str_eq(inputs.option[0], "--seed=4");
    bundle_close(&inputs);
}

Test(bundle, a_link_is_kept_by_what_it_holds) {
    make_bundle();
    struct stat about;
    cr_assert_eq(lstat("out/inputs/files/plans/t.csv", &about), 0);
    cr_assert(S_ISREG(about.st_mode));
    put("elsewhere.csv", "another\n");
    struct bundle_inputs inputs;
    cr_assert_eq(bundle_open(&inputs, "out", NULL), STATUS_OK);
    bundle_close(&inputs);
}

Test(bundle, a_changed_file_is_named) {
    make_bundle();
    put("out/inputs/files/plans/t.csv", "id,x\none,2\n");
    expect_refused("out", "out/inputs/files/plans/t.csv has changed");
}

Test(bundle, a_file_that_is_gone_is_named) {
    make_bundle();
    cr_assert_eq(unlink("out/inputs/files/plans/a.cfg"), 0);
    expect_refused("out", "out/inputs/files/plans/a.cfg is gone");
}

Test(bundle, a_folder_without_inputs_is_no_bundle) {
    cr_assert_eq(mkdir("empty", 0777), 0);
    expect_refused("empty", "holds no inputs/MANIFEST.json");
    expect_refused("nowhere", "holds no inputs/MANIFEST.json");
}

Test(bundle, a_manifest_that_is_damaged_or_leads_out_is_refused) {
    make_bundle();
    put("out/inputs/MANIFEST.json", "{");
    expect_refused("out", "it is no JSON");
    put("out/inputs/MANIFEST.json", "{\"format\": 99}");
    expect_refused("out", "cannot read");
    put("out/inputs/MANIFEST.json",
        "{\"format\": 1, \"command\": \"run\", \"version\": \"0\", \"scenarios\": [\"files/../../../elsewhere.csv\"],"
        " \"files\": [{\"path\": \"files/../../../elsewhere.csv\", \"sha256\": \"0\"}]}");
    expect_refused("out", "names no proper file");
    put("out/inputs/MANIFEST.json",
        "{\"format\": 1, \"command\": \"run\", \"version\": \"0\", \"scenarios\": [\"files/other.cfg\"], \"files\": []}");
    expect_refused("out", "names no proper scenario");
    put("out/inputs/MANIFEST.json",
        "{\"format\": 1, \"command\": \"run\", \"version\": \"0\", \"scenarios\": [\"files/plans/a.cfg\"],"
        " \"targets\": \"/etc/passwd\", \"files\": [{\"path\": \"files/plans/a.cfg\", \"sha256\":"
        " \"bdb96335c246d7d56ddb78402c5c7514d36db515cc1c9e4334b70bfff2629999\"}]}");
    expect_refused("out", "names no proper targets");
}
