/* file: a file that is there whole or not at all: written under another name, synced, and renamed. Owns nothing. */
#ifndef ICSIM_REPORT_FILE_H
#define ICSIM_REPORT_FILE_H

#include "base/text.h"

/* In place of an earlier file of that name; links are replaced, never followed. `why` gets a sentence on failure. */
enum status file_put(const char *path, const struct text *content, struct text *why) MUST_USE;

#endif
