/* CHECK(condition): a promise of the code to itself. It stays on in release builds; a broken one prints
 * file, line and the condition to stderr and aborts, for a wrong number is worse than none. */
#ifndef ICSIM_BASE_CHECK_H
#define ICSIM_BASE_CHECK_H

_Noreturn void check_failed(const char *file, int line, const char *condition);

#define CHECK(condition) \
    do { \
        if (__builtin_expect(!(condition), 0)) \
            check_failed(__FILE__, __LINE__, #condition); \
    } while (0)

#endif
