/* sentences: everything the program can say about input, by name, so that a test can enumerate them. The
 * texts stand in sentences.def (reading) and sentences_compile.def (meaning), each
 * SENTENCE(name, "printf format"): what was found, what was expected, what to do. */
#ifndef ICSIM_SCENARIO_SENTENCES_H
#define ICSIM_SCENARIO_SENTENCES_H

enum sentence {
#define SENTENCE(name, format) SENTENCE_##name,
#include "scenario/sentences.def"
#include "scenario/sentences_compile.def"
#undef SENTENCE
    SENTENCE_COUNT
};

/* The format of each, as an array that the compiler can check arguments against. */
#define SENTENCE(name, format) static const char format_SENTENCE_##name[] = format;
#include "scenario/sentences.def"
#include "scenario/sentences_compile.def"
#undef SENTENCE

/* The name of a sentence ("unknown_key"); NULL where there is none of this number. */
const char *sentence_name(int sentence);

#endif
