/* layout: where the files that a result was made from are put in its own folder, so that they still name each
 * other rightly: what lies beside, above or below stays so. Owns nothing. */
#ifndef ICSIM_RESULTS_LAYOUT_H
#define ICSIM_RESULTS_LAYOUT_H

#include "scenario/source.h"

/* A place "files/harbour/today.cfg" for each source, in their order, into place[] (sources->count entries, the
 * caller frees them; NULL for one that could not be read). Different sources get different places, none of which
 * holds ".." or begins with a slash. Folders that all have in common are left out, but for those that a file may
 * step up into and down again. Where some are named from the root and others
 * are not, the former stand in a tree of their own, "root/". */
enum status layout_places(const struct source_list *sources, char **place) MUST_USE;

#endif
