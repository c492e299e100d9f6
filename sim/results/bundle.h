/* bundle: the inputs of a result, frozen inside its folder: every file that was read, byte for byte, and what else
 * decides the result, so that it can be made again where the files are gone or changed.
 *
 *   inputs/MANIFEST.json    command, scenarios, options, and each file with its SHA-256 and its length
 *   inputs/files/...        the files, laid out so that they still name each other; links are files by then
 *   inputs/root/...         those that were named from the root, where others were not
 *   inputs/targets/NAME     published figures that were compared with
 *
 * A `bundle` borrows; a `bundle_inputs` owns its texts. */
#ifndef ICSIM_RESULTS_BUNDLE_H
#define ICSIM_RESULTS_BUNDLE_H

#include "results/folder.h"
#include "scenario/source.h"

#define BUNDLE_FOLDER "inputs"
#define BUNDLE_MANIFEST "MANIFEST.json"

/* What a command read, and how it was asked. */
struct bundle {
    const char *command;             /* "run" or "compare" */
    const struct source_list *sources;
    const char *const *scenario;     /* names as in `sources`, the baseline first */
    size_t scenario_count;
    const struct source *targets;    /* NULL: none */
    const char *const *option;       /* "--seed=4": those that decide the result */
    size_t option_count;
};

/* Writes all of it into a folder being filled; `why`, where not NULL, gets a sentence on failure. */
enum status bundle_write(const struct folder *folder, const struct bundle *bundle, struct text *why) MUST_USE;

struct bundle_inputs {
    char *command, *version;         /* of the program that made it */
    char **scenario;                 /* paths from where we are, DIR/inputs/files/... */
    size_t scenario_count;
    char *targets;                   /* the same; NULL: none */
    char **option;
    size_t option_count;
};

/* Reads the manifest of a result folder and compares every file with it. STATUS_INPUT, with a sentence in `why`
 * that names it: a file has changed or is gone, or there is no manifest, or it is none of ours. */
enum status bundle_open(struct bundle_inputs *inputs, const char *folder, struct text *why) MUST_USE;
void bundle_close(struct bundle_inputs *inputs);

/* True where `folder` is a folder. */
bool bundle_is_folder(const char *folder);

#endif
