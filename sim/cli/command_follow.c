/* `follow`: some people's journeys in every scenario. A first pass finds them where they were not named, a second
 * follows them. */
#include "cli/commands.h"
#include "cli/speak.h"

#include "base/memory.h"
#include "care/outcome.h"
#include "care/person_name.h"
#include "experiment/pick.h"
#include "experiment/watch.h"
#include "results/journeys.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80, WIDEST = 400, GROUPS_SAID = 12 };

/* One command under way. */
struct job {
    const struct options *options;
    struct network network;
    struct watch watch;
    struct record_list *records;   /* by arm; NULL where the person is named */
    struct follow *follow;         /* by arm */
    struct picked *picked;
    size_t count, of;              /* people chosen, and to choose from */
    struct journey_person *person; /* owns `because` */
};

/* ---- whom ---------------------------------------------------------------------------------------------- */

/* Says that an option's word is none of `names`. */
static int unknown(const char *option, const char *word, const char *what, const struct text *names) {
    fprintf(stderr, "icsim follow: --%s \"%s\": there is no such %s; expected %s\n", option, word, what,
            names->bytes != NULL ? names->bytes : "nothing, for there is none");
    return EXIT_INPUT;
}

static int find_standard(const struct job *job, const char *option, const char *id, uint32_t *standard) {
    const struct network *network = &job->network;
    struct text names = {0};
    for (uint32_t i = 0; i < network->standard_count; i++) {
        if (strcmp(network->standard[i].id, id) == 0) {
            text_free(&names);
            *standard = i;
            return EXIT_DONE;
        }
        text_add_format(&names, "%s%s", i == 0 ? "" : ", ", network->standard[i].id);
    }
    int code = unknown(option, id, "standard", &names);
    text_free(&names);
    return code;
}

/* A margin of one kind; its names are said where it is none of them. */
static int find_margin(const struct job *job, const char *option, const char *name, enum margin_kind kind,
                       uint32_t *margin) {
    const struct network *network = &job->network;
    *margin = margin_find(network, name);
    if (name == NULL || (*margin != NONE && margin_at(network, *margin).kind == kind)) return EXIT_DONE;
    struct text names = {0};
    uint32_t said = 0;
    for (uint32_t i = 1; i < margin_count(network); i++) {
        struct margin at = margin_at(network, i);
        if (at.kind != kind || said++ >= GROUPS_SAID) continue;
        if (said > 1) text_add(&names, ", ");
        if (kind == MARGIN_AREA)
            text_add(&names, network->area[at.index].id);
        else
            text_add_format(&names, "%s/%s", network->dimension[at.dimension].id,
                            network->dimension[at.dimension].level[at.index]);
    }
    if (said > GROUPS_SAID) text_add(&names, ", ..");
    int code = unknown(option, name, option, &names);
    text_free(&names);
    return code;
}

static int read_wish(const struct job *job, struct pick_wish *wish) {
    const struct options *options = job->options;
    *wish = (struct pick_wish){.rule = PICK_RANDOM,
                               .standard = NONE,
                               .count = options->count > 0 ? options->count : 1,
                               .seed = job->watch.seed,
                               .replication = job->watch.replication};
    int code = EXIT_DONE;
    if (options->longest != NULL) {
        wish->rule = PICK_LONGEST;
        code = find_standard(job, "longest", options->longest, &wish->standard);
    } else if (options->worst_off) {
        wish->rule = PICK_WORST_OFF;
        if (options->worst_off_of != NULL) code = find_standard(job, "worst-off", options->worst_off_of, &wish->standard);
        if (code == EXIT_DONE && job->network.arm_count < 2) {
            fprintf(stderr, "icsim follow: --worst-off compares scenarios: expected two files or more\n");
            code = EXIT_INPUT;
        }
    }
    if (code == EXIT_DONE) code = find_margin(job, "area", options->area, MARGIN_AREA, &wish->area_margin);
    if (code == EXIT_DONE) code = find_margin(job, "group", options->group, MARGIN_LEVEL, &wish->group_margin);
    return code;
}

/* How somebody was chosen. */
static void say_because(const struct job *job, const struct pick_wish *wish, size_t place, struct text *out) {
    journeys_because(&job->network, wish, &job->picked[place], place, job->of, out);
    if (job->options->area != NULL) text_add_format(out, ", of area %s", job->options->area);
    if (job->options->group != NULL) text_add_format(out, ", of group %s", job->options->group);
}

/* Nobody fits: why, and what might help. */
static int nobody(const struct job *job, const struct pick_wish *wish) {
    const char *among = wish->area_margin != 0 || wish->group_margin != 0 ? " among those asked for" : "";
    if (wish->rule == PICK_WORST_OFF)
        fprintf(stderr, "icsim follow: nobody%s is measured longer in another scenario than in %s\n", among,
                job->network.arm[0].id);
    else if (wish->rule == PICK_LONGEST)
        fprintf(stderr, "icsim follow: nobody%s was measured for %s in %s, replication %u\n", among,
                job->network.standard[wish->standard].id, job->network.arm[0].id, job->watch.replication + 1);
    else
        fprintf(stderr, "icsim follow: nobody%s was measured in %s, replication %u; --person names anybody who comes\n",
                among, job->network.arm[0].id, job->watch.replication + 1);
    return EXIT_INPUT;
}

static int choose_people(struct job *job) {
    struct pick_wish wish;
    int code = read_wish(job, &wish);
    if (code != EXIT_DONE) return code;
    uint32_t arms = wish.rule == PICK_WORST_OFF ? job->network.arm_count : 1; /* only these are looked at */
    job->records = calloc(job->network.arm_count, sizeof job->records[0]);
    enum status status = job->records == NULL ? STATUS_NO_MEMORY : watch_records(&job->watch, arms, job->records);
    if (status == STATUS_OK)
        status = pick_people(&job->network, job->records, &wish, &job->picked, &job->count, &job->of);
    if (status != STATUS_OK) return speak_status(status, "finding the person");
    if (job->count == 0) return nobody(job, &wish);
    job->person = calloc(job->count, sizeof job->person[0]);
    if (job->person == NULL) return speak_status(STATUS_NO_MEMORY, "finding the person");
    for (size_t i = 0; i < job->count; i++) {
        struct text because = {0};
        say_because(job, &wish, i, &because);
        job->person[i] = (struct journey_person){job->picked[i].person, because.bytes};
    }
    return EXIT_DONE;
}

static int read_person(struct job *job) {
    uint64_t person;
    enum person_fault fault;
    struct text why = {0};
    bool good = person_read(&job->network, job->options->person, &person, &fault, &why);
    if (!good) fprintf(stderr, "icsim follow: --person: %s\n", why.bytes != NULL ? why.bytes : "no memory");
    text_free(&why);
    if (!good) return EXIT_INPUT;
    job->person = calloc(1, sizeof job->person[0]);
    if (job->person == NULL) return speak_status(STATUS_NO_MEMORY, "finding the person");
    job->person[0] = (struct journey_person){person, text_copy("by name")};
    job->count = 1;
    return EXIT_DONE;
}

/* One way of choosing, and options that belong to it. */
static int look_at_options(const struct options *options) {
    int ways = (options->person != NULL) + (options->longest != NULL) + options->worst_off + options->random;
    if (ways > 1) {
        fprintf(stderr, "icsim follow: expected one of --person, --longest, --worst-off and --random, found %d\n", ways);
        return EXIT_INPUT;
    }
    if (options->person != NULL && (options->area != NULL || options->group != NULL || options->count > 0)) {
        fprintf(stderr, "icsim follow: --person names one person: --area, --group and --count do not go with it\n");
        return EXIT_INPUT;
    }
    if (options->format == FORMAT_CSV || options->format == FORMAT_MARKDOWN) {
        fprintf(stderr, "icsim follow: --format csv and markdown are not offered here; use table or json\n");
        return EXIT_INPUT;
    }
    return EXIT_DONE;
}

/* ---- following and telling ----------------------------------------------------------------------------- */

static int compare_people(const void *first, const void *second) {
    const uint64_t *a = first, *b = second;
    return *a < *b ? -1 : *a > *b;
}

static int follow_people(struct job *job) {
    uint64_t *person = memory_new(job->count, sizeof *person);
    job->follow = calloc(job->network.arm_count, sizeof job->follow[0]);
    enum status status = person == NULL || job->follow == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (status == STATUS_OK) {
        for (size_t i = 0; i < job->count; i++) person[i] = job->person[i].person;
        qsort(person, job->count, sizeof *person, compare_people);
        status = watch_people(&job->watch, person, job->count, job->follow);
    }
    free(person);
    return speak_status(status, "following");
}

/* Somebody who was named may never come. */
static int look_whether_came(const struct job *job) {
    bool came = false;
    for (uint32_t arm = 0; arm < job->network.arm_count; arm++)
        for (size_t i = 0; i < job->count; i++) came = came || job->follow[arm].followed[i].came;
    if (came) return EXIT_DONE;
    fprintf(stderr, "icsim follow: --person %s: nobody of that id comes in replication %u of seed %u, in any scenario. "
                    "Other replications and seeds have other people; --random, --longest and --worst-off find some\n",
            job->options->person, job->watch.replication + 1, job->watch.seed);
    return EXIT_INPUT;
}

/* Columns of the terminal; without one, what COLUMNS says. */
static unsigned width_of_output(void) {
    struct winsize size;
    long width = 0;
    if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
    const char *columns = getenv("COLUMNS");
    if (width <= 0 && columns != NULL) width = strtol(columns, NULL, 10);
    if (width <= 0) width = DEFAULT_WIDTH;
    return width > WIDEST ? WIDEST : (unsigned)width;
}

static int tell(const struct job *job) {
    struct journeys journeys = {.network = &job->network,
                                .follow = job->follow,
                                .person = job->person,
                                .count = job->count,
                                .seed = job->watch.seed,
                                .replication = job->watch.replication + 1};
    struct text text = {0};
    if (job->options->format == FORMAT_JSON)
        journeys_json(&journeys, &text);
    else
        journeys_text(&journeys, width_of_output(), &text);
    bool good = !text.failed && text.bytes != NULL;
    if (good) fputs(text.bytes, stdout);
    text_free(&text);
    return speak_status(good ? STATUS_OK : STATUS_NO_MEMORY, "telling");
}

static void job_free(struct job *job) {
    uint32_t arms = job->network.arm_count;
    for (uint32_t arm = 0; arm < arms && job->records != NULL; arm++) record_list_free(&job->records[arm]);
    for (uint32_t arm = 0; arm < arms && job->follow != NULL; arm++) follow_free(&job->follow[arm]);
    for (size_t i = 0; i < job->count && job->person != NULL; i++) free(job->person[i].because);
    free(job->records);
    free(job->follow);
    free(job->person);
    free(job->picked);
    network_free(&job->network);
}

int command_follow(const struct options *options) {
    struct job job = {.options = options};
    int code = look_at_options(options);
    if (code == EXIT_DONE) code = speak_load(options, &job.network);
    if (code != EXIT_DONE) return code;
    job.watch = (struct watch){
        .network = &job.network,
        .seed = options->seed > 0 ? options->seed : job.network.seed > 0 ? job.network.seed : 1,
        .replication = options->replication > 0 ? options->replication - 1 : 0,
        .threads = options_threads(options),
        .stop = &speak_stop,
    };
    speak_listen();
    code = options->person != NULL ? read_person(&job) : choose_people(&job);
    if (code == EXIT_DONE) code = follow_people(&job);
    if (code == EXIT_DONE && options->person != NULL) code = look_whether_came(&job);
    if (code == EXIT_DONE) code = tell(&job);
    job_free(&job);
    return code;
}
