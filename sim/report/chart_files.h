/* chart_files: the pictures of a result as files: specifications for other programs that read Vega-Lite (Altair, R, Power
 * BI), or drawn. The folder is made where it is not there; files in it are replaced one by one, each whole or not at all. */
#ifndef ICSIM_REPORT_CHART_FILES_H
#define ICSIM_REPORT_CHART_FILES_H

#include "base/text.h"

/* NAME.vl.json for each picture, its data inside. *count: how many. */
enum status chart_files_specs(const char *result, const char *folder, uint32_t *count, struct text *why) MUST_USE;

/* NAME.svg, NAME.png at twice its size, and NAME.txt with headline, what is shown, alternative text and source.
 * STATUS_INPUT where this program cannot draw: `why` says what to install. With STATUS_OK, `why` may hold a warning. */
enum status chart_files_pictures(const char *result, const char *folder, uint32_t *count, struct text *why) MUST_USE;

#endif
