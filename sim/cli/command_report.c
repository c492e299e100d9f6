/* `report`: a stored result as a page, or its pictures as files. */
#include "cli/commands.h"
#include "cli/speak.h"

#include "base/text.h"
#include "report/chart_files.h"
#include "report/report.h"

#include <stdio.h>

int command_report(const struct options *options) {
    struct text why = {0};
    uint32_t count = 0;
    struct report_wish wish = {options->journeys, options_threads(options), &speak_stop};
    const char *folder = options->file[0];
    if (options->journeys) speak_listen();
    enum status status = options->pictures != NULL ? chart_files_pictures(folder, options->pictures, &count, &why)
                                                   : report_write_wished(folder, &wish, &why);
    if (status == STATUS_OK && !options->quiet && options->pictures != NULL)
        fprintf(stderr, "icsim: drew %u pictures in %s\n", (unsigned)count, options->pictures);
    else if (status == STATUS_OK && !options->quiet)
        fprintf(stderr, "icsim: wrote %s/%s\n", folder, REPORT_FILE);
    if (status == STATUS_OK && why.length > 0)
        fprintf(stderr, "icsim report: warning: %s\n", why.bytes);
    if (status == STATUS_INTERRUPTED)
        fprintf(stderr, "icsim report: interrupted; the page is as it was\n");
    else if (status != STATUS_OK)
        fprintf(stderr, "icsim report: %s\n", why.bytes != NULL ? why.bytes : status_text(status));
    text_free(&why);
    return status == STATUS_OK ? EXIT_DONE : status == STATUS_INTERRUPTED ? EXIT_STOPPED : status == STATUS_INPUT ? EXIT_INPUT : EXIT_MACHINE;
}
