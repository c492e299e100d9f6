/* workbook_check: a written workbook read back. libxlsxwriter writes to temporary files without looking whether there was
 * room for it, so a full disk could leave a workbook that is cut short and looks whole. Owns nothing. */
#ifndef ICSIM_RESULTS_WORKBOOK_CHECK_H
#define ICSIM_RESULTS_WORKBOOK_CHECK_H

#include "base/text.h"

/* Looks whether the file is a zip archive each of whose parts unpacks and ends as XML must, and whether sheet k (from 0)
 * has cells[k] cells. STATUS_IO: it is not so; a sentence names the file as it is `called`. */
enum status workbook_check(const char *path, const char *called, const uint64_t *cells, size_t sheets, struct text *why) MUST_USE;

#endif
