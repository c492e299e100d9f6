/* closing: whether an arm's bed closures pass the test that other capacity is in place before, in words. */
#ifndef ICSIM_NETWORK_CLOSING_H
#define ICSIM_NETWORK_CLOSING_H

#include "base/text.h"
#include "network/network.h"

/* Appends one sentence about the arm, without line end; nothing where its scenario asks for no such test. */
void closing_say(const struct network *network, uint32_t arm, struct text *out);

#endif
