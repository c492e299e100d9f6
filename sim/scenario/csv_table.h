/* csv_table: the bytes of a CSV file into a table: a group of rows, each a group of its columns. The first row
 * names the columns; a column `id` names the rows, else they are row_1, row_2, ... A cell that is a number all
 * through becomes a number, any other a text, an empty one is left out. Lines that begin with # say where the
 * figures come from and are skipped. Owns nothing. */
#ifndef ICSIM_SCENARIO_CSV_TABLE_H
#define ICSIM_SCENARIO_CSV_TABLE_H

#include "scenario/setting.h"
#include "scenario/source.h"

/* Turns `at` (a text that named the file) into the table; its text stays the file's name. Where problems are
 * added, the rows that are good are there. STATUS_OK or STATUS_NO_MEMORY. */
enum status csv_table_hang(const struct source *source, struct setting *at, struct problem_list *problems) MUST_USE;

#endif
