/* `export`: a stored result as files that other programs read. */
#include "cli/commands.h"

#include "base/text.h"
#include "results/export.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int fail(enum status status, struct text *why) {
    fprintf(stderr, "icsim export: %s\n", why->bytes != NULL ? why->bytes : status_text(status));
    return status == STATUS_INPUT ? EXIT_INPUT : EXIT_MACHINE;
}

static void list_tables(const struct export *export, const char *folder) {
    printf("Tables of %s (icsim export %s --table NAME, or --out FOLDER for all as files):\n", folder, folder);
    for (size_t i = 0; i < export->table_count; i++) printf("  %s\n", export->table[i]);
}

static enum status export_all(const struct export *export, const struct options *options, enum export_format format,
                              struct text *why) {
    if (mkdir(options->out, 0777) != 0 && errno != EEXIST) {
        text_add_format(why, "cannot make the folder %s: %s", options->out, strerror(errno));
        return STATUS_IO;
    }
    return export_folder(export, options->out, format, why);
}

int command_export(const struct options *options) {
    static const enum export_format formats[] = {[FORMAT_TEXT] = EXPORT_CSV,
                                                 [FORMAT_CSV] = EXPORT_CSV,
                                                 [FORMAT_JSON] = EXPORT_JSON,
                                                 [FORMAT_MARKDOWN] = EXPORT_MARKDOWN};
    enum export_format format = formats[options->format];
    struct export export = {0};
    struct text why = {0};
    enum status status = export_open(&export, options->file[0], &why);
    if (status == STATUS_OK && options->table != NULL)
        status = export_table(&export, options->table, format, stdout, &why);
    else if (status == STATUS_OK && options->out != NULL)
        status = export_all(&export, options, format, &why);
    else if (status == STATUS_OK)
        list_tables(&export, options->file[0]);
    int code = status == STATUS_OK ? EXIT_DONE : fail(status, &why);
    export_close(&export);
    text_free(&why);
    return code;
}
