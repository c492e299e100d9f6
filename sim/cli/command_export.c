/* `export`: a stored result as files that other programs read. */
#include "cli/commands.h"

#include "base/text.h"
#include "report/chart_files.h"
#include "results/export.h"
#include "results/workbook.h"

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

/* The folder to write to, made where it is not there. */
static enum status make_folder(const char *folder, struct text *why) {
    if (mkdir(folder, 0777) == 0 || errno == EEXIST) return STATUS_OK;
    text_add_format(why, "cannot make the folder %s: %s", folder, strerror(errno));
    return STATUS_IO;
}

/* One table as a file in the folder. */
static enum status export_one(const struct export *export, const struct options *options, enum export_format format,
                              struct text *why) {
    struct text path = {0};
    enum status status = STATUS_NO_MEMORY;
    text_add_format(&path, "%s/%s%s", options->out, options->table, export_ending(format));
    if (path.failed) goto out;
    /* A name that is no table could be a path out of the folder: it is refused before any file is made. */
    status = export_has_table(export, options->table)
                 ? export_file(export, options->table, path.bytes, format, options->force, why)
                 : export_no_such_table(export, options->table, why);
    if (status == STATUS_OK && !options->quiet) fprintf(stderr, "icsim: wrote %s\n", path.bytes);
out:
    text_free(&path);
    return status;
}

static enum status export_to_folder(const struct export *export, const struct options *options,
                                    enum export_format format, struct text *why) {
    enum status status = make_folder(options->out, why);
    if (status != STATUS_OK) return status;
    if (options->table != NULL) return export_one(export, options, format, why);
    status = export_folder(export, options->out, format, options->force, why);
    if (status == STATUS_OK && !options->quiet)
        fprintf(stderr, "icsim: wrote %zu tables to %s\n", export->table_count, options->out);
    return status;
}

/* All tables, or one, as one Excel file. */
static enum status export_workbook(const struct export *export, const struct options *options, struct text *why) {
    const char *missing = workbook_missing();
    struct workbook_wish wish = {options->table, options->force, workbook_limits};
    enum status status = STATUS_INPUT;
    if (missing != NULL)
        text_add(why, missing);
    else if (options->out == NULL)
        text_add(why, "--format xlsx needs a file to write to: --out FILE.xlsx");
    else
        status = workbook_write(export, &wish, options->out, why);
    if (status == STATUS_OK && !options->quiet) fprintf(stderr, "icsim: wrote %s\n", options->out);
    return status;
}

/* The pictures' specifications, for other programs. */
static enum status export_charts(const struct options *options, struct text *why) {
    uint32_t count = 0;
    if (options->out == NULL || options->table != NULL) {
        text_add(why, "--charts needs a folder to write to, --out FOLDER, and no --table");
        return STATUS_INPUT;
    }
    enum status status = chart_files_specs(options->file[0], options->out, &count, why);
    if (status == STATUS_OK && !options->quiet)
        fprintf(stderr, "icsim: wrote %u specifications to %s\n", (unsigned)count, options->out);
    return status;
}

int command_export(const struct options *options) {
    static const enum export_format formats[] = {[FORMAT_TEXT] = EXPORT_CSV,
                                                 [FORMAT_CSV] = EXPORT_CSV,
                                                 [FORMAT_JSON] = EXPORT_JSON,
                                                 [FORMAT_MARKDOWN] = EXPORT_MARKDOWN,
                                                 [FORMAT_XLSX] = EXPORT_CSV};
    enum export_format format = formats[options->format];
    struct export export = {0};
    struct text why = {0};
    enum status status = export_open(&export, options->file[0], &why);
    if (status == STATUS_OK && options->charts)
        status = export_charts(options, &why);
    else if (status == STATUS_OK && options->format == FORMAT_XLSX)
        status = export_workbook(&export, options, &why);
    else if (status == STATUS_OK && options->out != NULL)
        status = export_to_folder(&export, options, format, &why);
    else if (status == STATUS_OK && options->table != NULL)
        status = export_table(&export, options->table, format, stdout, &why);
    else if (status == STATUS_OK)
        list_tables(&export, options->file[0]);
    int code = status == STATUS_OK ? EXIT_DONE : fail(status, &why);
    export_close(&export);
    text_free(&why);
    return code;
}
