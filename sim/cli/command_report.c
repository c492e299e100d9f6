/* `report`: a stored result as a page. */
#include "cli/commands.h"

#include "base/text.h"
#include "report/report.h"

#include <stdio.h>

int command_report(const struct options *options) {
    struct text why = {0};
    enum status status = report_write(options->file[0], &why);
    if (status == STATUS_OK && !options->quiet) fprintf(stderr, "icsim: wrote %s/%s\n", options->file[0], REPORT_FILE);
    if (status != STATUS_OK)
        fprintf(stderr, "icsim report: %s\n", why.bytes != NULL ? why.bytes : status_text(status));
    text_free(&why);
    return status == STATUS_OK ? EXIT_DONE : status == STATUS_INPUT ? EXIT_INPUT : EXIT_MACHINE;
}
