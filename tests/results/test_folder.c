#include "results/folder.h"
#include "results/exchange.h"
#include "results/store.h"
#include "results/tree.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char scratch[300];

static void set_up(void) {
    snprintf(scratch, sizeof scratch, "%s/folder-XXXXXX", ICSIM_SCRATCH_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
}
static void tear_down(void) {
    (void)chmod(scratch, 0700);
    (void)tree_remove(AT_FDCWD, scratch);
}
TestSuite(folder, .init = set_up, .fini = tear_down);

/* How many names a folder has. */
static int count_names(const char *path) {
    int count = -2; /* . and .. */
    DIR *entries = opendir(path);
    cr_assert_not_null(entries);
    while (readdir(entries) != NULL)
        count++;
    closedir(entries);
    return count;
}

static bool put(const struct folder *folder, const char *name, int generation) {
    struct text content = {0};
    text_add_format(&content, "%d\n", generation);
    bool good = folder_write(folder, name, &content, NULL) == STATUS_OK;
    text_free(&content);
    return good;
}

/* A whole result: two files that say the same generation. */
static enum status make_result(const char *path, bool replace, int generation, struct text *why) {
    struct folder folder;
    enum status status = folder_begin(&folder, path, replace, why);
    if (status != STATUS_OK)
        return status;
    if (!put(&folder, STORE_FILE, generation) || !put(&folder, "last.csv", generation))
        status = STATUS_IO;
    if (status == STATUS_OK)
        status = folder_commit(&folder, why);
    folder_free(&folder);
    return status;
}

static int read_generation(const char *path) {
    int generation = -1;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return -1;
    if (fscanf(file, "%d\n", &generation) != 1)
        generation = -2;
    fclose(file);
    return generation;
}

Test(folder, nothing_stands_at_its_name_before_the_end) {
    struct folder folder;
    cr_assert_eq(folder_begin(&folder, "out/", false, NULL), STATUS_OK);
    cr_assert_neq(access("out", F_OK), 0);
    cr_assert(put(&folder, STORE_FILE, 1));
    char *path = folder_file(&folder, STORE_FILE);
    cr_assert_eq(read_generation(path), 1);
    free(path);
    cr_assert_neq(access("out", F_OK), 0);
    cr_assert_eq(folder_commit(&folder, NULL), STATUS_OK);
    folder_free(&folder);
    folder_free(&folder);
    cr_assert_eq(read_generation("out/" STORE_FILE), 1);
    cr_assert_eq(count_names("."), 1);
}

Test(folder, what_is_not_committed_is_gone) {
    struct folder folder;
    cr_assert_eq(folder_begin(&folder, "out", false, NULL), STATUS_OK);
    cr_assert(put(&folder, STORE_FILE, 1));
    folder_free(&folder);
    cr_assert_eq(count_names("."), 0);
}

Test(folder, an_existing_result_is_refused_unless_forced) {
    struct text why = {0};
    cr_assert_eq(make_result("out", false, 1, NULL), STATUS_OK);
    cr_assert_eq(make_result("out", false, 2, &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "--force"));
    cr_assert_eq(read_generation("out/" STORE_FILE), 1);
    cr_assert_eq(make_result("out", true, 2, NULL), STATUS_OK);
    cr_assert_eq(read_generation("out/" STORE_FILE), 2);
    cr_assert_eq(read_generation("out/last.csv"), 2);
    cr_assert_eq(count_names("."), 1);
    text_free(&why);
}

Test(folder, force_replaces_results_only) {
    struct text why = {0};
    cr_assert_eq(mkdir("home", 0700), 0);
    cr_assert_eq(make_result("home", true, 1, &why), STATUS_OK, "an empty folder may go");
    cr_assert_eq(mkdir("letters", 0700), 0);
    cr_assert_eq(close(creat("letters/to_mother.txt", 0600)), 0);
    cr_assert_eq(make_result("letters", true, 1, &why), STATUS_INPUT);
    cr_assert_not_null(strstr(why.bytes, "not replaced"));
    cr_assert_eq(access("letters/to_mother.txt", F_OK), 0);
    cr_assert_eq(count_names("."), 2);
    text_free(&why);
}

Test(folder, paths_that_cannot_be_results_are_refused) {
    static const char *const paths[] = {"", "/", ".", "..", "./", "out/..", "link", "file"};
    cr_assert_eq(symlink("elsewhere", "link"), 0);
    cr_assert_eq(close(creat("file", 0600)), 0);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct text why = {0};
        enum status status = make_result(paths[i], true, 1, &why);
        cr_assert_neq(status, STATUS_OK, "'%s'", paths[i]);
        cr_assert(why.bytes != NULL && strlen(why.bytes) > 10);
        text_free(&why);
    }
    cr_assert_eq(make_result("no/such/folder", false, 1, NULL), STATUS_IO);
    cr_assert_eq(count_names("."), 2);
}

Test(folder, links_inside_the_old_result_lead_nowhere) {
    cr_assert_eq(mkdir("precious", 0700), 0);
    cr_assert_eq(close(creat("precious/thing", 0600)), 0);
    cr_assert_eq(make_result("out", false, 1, NULL), STATUS_OK);
    cr_assert_eq(symlink("../precious", "out/link"), 0);
    cr_assert_eq(make_result("out", true, 2, NULL), STATUS_OK);
    cr_assert_eq(access("precious/thing", F_OK), 0);
    cr_assert_eq(count_names("out"), 2);
}

/* A process id that belongs to nobody: of a child that is gone. */
static long dead_process(void) {
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    int status;
    waitpid(child, &status, 0);
    return (long)child;
}

Test(folder, leftovers_of_dead_processes_go_and_of_living_ones_stay) {
    char dead[64], alive[64], other[] = "out.partial-notes";
    snprintf(dead, sizeof dead, "out.partial-%ld", dead_process());
    snprintf(alive, sizeof alive, "out.partial-%ld", (long)getppid());
    cr_assert_eq(mkdir(dead, 0700), 0);
    cr_assert_eq(mkdir(alive, 0700), 0);
    cr_assert_eq(mkdir(other, 0700), 0);
    cr_assert_eq(make_result("out", false, 1, NULL), STATUS_OK);
    cr_assert_neq(access(dead, F_OK), 0);
    cr_assert_eq(access(alive, F_OK), 0);
    cr_assert_eq(access(other, F_OK), 0);
}

Test(folder, an_old_result_left_aside_is_put_back) {
    char aside[64];
    snprintf(aside, sizeof aside, "out.old-%ld", dead_process());
    cr_assert_eq(make_result("out", false, 1, NULL), STATUS_OK);
    cr_assert_eq(rename("out", aside), 0);
    cr_assert_eq(make_result("out", false, 2, NULL), STATUS_INPUT, "it is there again");
    cr_assert_eq(read_generation("out/" STORE_FILE), 1);
    cr_assert_eq(count_names("."), 1);
}

Test(folder, a_name_taken_meanwhile_is_not_lost) {
    struct folder folder;
    cr_assert_eq(folder_begin(&folder, "out", false, NULL), STATUS_OK);
    cr_assert(put(&folder, STORE_FILE, 1));
    cr_assert_eq(mkdir("out", 0700), 0);
    cr_assert_eq(folder_commit(&folder, NULL), STATUS_INPUT);
    folder_free(&folder);
    cr_assert_eq(count_names("out"), 0);
    cr_assert_eq(count_names("."), 1);
    cr_assert_eq(mkdir("new", 0700), 0);
    cr_assert_neq(exchange_into_free_name(AT_FDCWD, "new", "out"), 0);
}

/* Whether names can change places in one instant here; where not, a kill may leave the old result aside. */
static bool can_exchange(void) {
    cr_assert_eq(mkdir("one", 0700), 0);
    cr_assert_eq(mkdir("two", 0700), 0);
    bool can = exchange_names(AT_FDCWD, "one", "two") == 0;
    cr_assert_eq(rmdir("one"), 0);
    cr_assert_eq(rmdir("two"), 0);
    return can;
}

/* Killed at many moments while it replaces a result again and again: whatever stands there is whole, and
 * a next run finds and removes the rest. */
Test(folder, killed_at_any_moment_it_leaves_the_old_or_the_new, .timeout = 120) {
    int rounds = getenv("ICSIM_SHORT") != NULL ? 40 : 250;
    int last = -1, seen_new = 0;
    long longest = 4000000; /* nanoseconds; more where the disk is slower */
    bool always_there = can_exchange();
    srand(1);
    for (int round = 0; round < rounds; round++) {
        pid_t child = fork();
        cr_assert_geq(child, 0);
        if (child == 0) {
            for (int generation = 1000 * round;; generation++)
                if (make_result("out", true, generation, NULL) != STATUS_OK)
                    _exit(1);
        }
        struct timespec moment = {0, rand() % longest};
        nanosleep(&moment, NULL);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        cr_assert(WIFSIGNALED(status), "round %d: the child could not write", round);
        int first = read_generation("out/" STORE_FILE), second = read_generation("out/last.csv");
        cr_assert_eq(first, second, "round %d: %d and %d", round, first, second);
        if (first == -1 && !always_there)
            continue; /* the next run puts it back */
        cr_assert(first >= last, "round %d: never back", round);
        seen_new += first > last;
        if (first == last && longest < 400000000)
            longest += longest / 8;
        last = first;
    }
    cr_assert_gt(seen_new, rounds / 20, "the test must have caught it at work (%d)", seen_new);
    cr_assert_eq(make_result("out", true, 9999999, NULL), STATUS_OK);
    cr_assert_eq(count_names("."), 1);
}

Test(folder, a_folder_that_may_not_be_written_is_told) {
    if (geteuid() == 0)
        cr_skip_test("root may write everywhere");
    struct text why = {0};
    cr_assert_eq(chmod(scratch, 0500), 0);
    cr_assert_eq(make_result("out", false, 1, &why), STATUS_IO);
    cr_assert_not_null(strstr(why.bytes, "cannot create"));
    text_free(&why);
}

Test(folder, a_full_disk_leaves_the_old_result) {
    struct text big = {0}, why = {0};
    struct rlimit limit = {1000, RLIM_INFINITY};
    struct folder folder;
    for (int i = 0; i < 500; i++)
        text_add(&big, "0123456789");
    cr_assert_eq(make_result("out", false, 1, NULL), STATUS_OK);
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_assert_eq(folder_begin(&folder, "out", true, NULL), STATUS_OK);
    cr_assert_eq(folder_write(&folder, STORE_FILE, &big, &why), STATUS_IO);
    cr_assert_not_null(strstr(why.bytes, "cannot write"));
    folder_free(&folder);
    limit.rlim_cur = RLIM_INFINITY;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_assert_eq(read_generation("out/" STORE_FILE), 1);
    cr_assert_eq(count_names("."), 1);
    text_free(&big);
    text_free(&why);
}
