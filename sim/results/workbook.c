#include "results/workbook.h"
#include <string.h>

const struct workbook_limits workbook_limits = {40000, 1048575, 1500000};

#ifndef ICSIM_WORKBOOKS

const char *workbook_missing(void) {
    return "this icsim was built without libxlsxwriter, so it cannot write Excel files: install libxlsxwriter-dev (scripts/setup "
           "does), run cmake again and build; or take --format csv, which Excel opens";
}

enum status workbook_write(const struct export *export, const struct workbook_wish *wish, const char *path, struct text *why) {
    (void)export;
    (void)wish;
    (void)path;
    if (why != NULL)
        text_add(why, workbook_missing());
    return STATUS_INPUT;
}

#else

#include "results/new_file.h"
#include "results/workbook_check.h"
#include "results/workbook_sheets.h"
#include <errno.h>
#include <xlsxwriter.h>

const char *workbook_missing(void) {
    return NULL;
}

static enum status check_ending(const char *path, struct text *why) {
    size_t length = strlen(path), ending = strlen(WORKBOOK_ENDING);
    if (length > ending && strcmp(path + length - ending, WORKBOOK_ENDING) == 0)
        return STATUS_OK;
    if (why != NULL)
        text_add_format(why, "%s has another ending than " WORKBOOK_ENDING ", by which Excel knows its files", path);
    return STATUS_INPUT;
}

/* The store knows no time, and the same store gives the same bytes: the day on which zip archives begin. */
static void set_properties(lxw_workbook *book) {
    char author[] = "icsim " ICSIM_VERSION, comments[] = "Simulated, not observed.";
    lxw_doc_properties properties = {.author = author, .comments = comments, .created = 315532800};
    (void)workbook_set_properties(book, &properties);
}

/* Fills the file `partial`, which libxlsxwriter makes when it closes the workbook. */
static enum status fill(struct workbook_sheets *sheets, const char *path, const char *partial, struct text *why) {
    bool large = workbook_sheets_cells(sheets) > sheets->wish.limits.cells_in_memory;
    lxw_workbook_options options = {.constant_memory = large};
    lxw_workbook *book = workbook_new_opt(partial, &options);
    struct pen pen;
    if (book == NULL)
        return STATUS_NO_MEMORY;
    set_properties(book);
    pen_init(&pen, book);
    enum status status = workbook_sheets_write(sheets, &pen);
    pen_free(&pen);
    if (status != STATUS_OK) {
        lxw_workbook_free(book);
        if (why != NULL && status == STATUS_INPUT)
            text_add_format(why, "cannot write %s: the result store is damaged", path);
        else if (why != NULL && status == STATUS_IO)
            text_add_format(why, "cannot write %s: a table does not fit into a sheet of Excel", path);
        return status;
    }
    errno = 0;
    lxw_error error = workbook_close(book); /* frees it */
    if (error == LXW_NO_ERROR)
        return STATUS_OK;
    if (why != NULL)
        text_add_format(why, "cannot write %s: %s%s%s", path, lxw_strerror(error), errno == 0 ? "" : " ",
                        errno == 0 ? "" : strerror(errno));
    return error == LXW_ERROR_MEMORY_MALLOC_FAILED ? STATUS_NO_MEMORY : STATUS_IO;
}

static enum status write_sheets(struct workbook_sheets *sheets, const char *path, struct text *why) {
    struct new_file file;
    enum status status = new_file_begin(&file, path, sheets->wish.replace, why);
    if (status == STATUS_OK)
        status = fill(sheets, path, file.partial, why);
    if (status == STATUS_OK)
        status = workbook_check(file.partial, path, sheets->written, sheets->written_count, why);
    if (status == STATUS_OK)
        status = new_file_commit(&file, why);
    new_file_free(&file);
    return status;
}

enum status workbook_write(const struct export *export, const struct workbook_wish *wish, const char *path,
                           struct text *why) {
    struct workbook_sheets sheets;
    enum status status = check_ending(path, why);
    if (status == STATUS_OK)
        status = workbook_sheets_init(&sheets, export, wish, why);
    if (status != STATUS_OK)
        return status;
    status = write_sheets(&sheets, path, why);
    workbook_sheets_free(&sheets);
    return status;
}

#endif
