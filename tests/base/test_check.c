#include "base/check.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <signal.h>

Test(check, a_kept_promise_does_nothing) {
    int evaluated = 0;
    CHECK(++evaluated == 1);
    cr_assert(evaluated == 1);
}

Test(check, a_broken_promise_aborts, .signal = SIGABRT, .init = cr_redirect_stderr) {
    int two = 2;
    CHECK(two + two == 5);
}
