#include "report/library.h"
#include <criterion/criterion.h>
#include <string.h>

struct addresses {
    double (*cosine)(double);
    double (*sine)(double);
};

static const struct library_function function_list[] = {
    {"cos", offsetof(struct addresses, cosine)},
    {"sin", offsetof(struct addresses, sine)},
};

Test(library, gives_the_functions_of_what_is_there) {
    const struct library library = {"libm.so.6", "libc6", function_list, 2};
    struct addresses addresses = {0};
    struct text why = {0};
    cr_assert(library_open(&library, &addresses, &why) == STATUS_OK && why.length == 0);
    cr_assert(addresses.cosine(0) == 1 && addresses.sine(0) == 0);
}

Test(library, says_what_to_install_where_it_or_a_function_is_missing) {
    const struct library missing = {"libnothing.so.3", "libnothing3", function_list, 2};
    const struct library_function unknown = {"no_such_function", offsetof(struct addresses, sine)};
    const struct library old = {"libm.so.6", "libc6", &unknown, 1};
    struct addresses addresses = {0};
    struct text why = {0};
    cr_assert(library_open(&missing, &addresses, &why) == STATUS_INPUT);
    cr_assert_str_eq(why.bytes, "libnothing.so.3 cannot be loaded: install the Debian package libnothing3");
    text_free(&why);
    cr_assert(library_open(&old, &addresses, &why) == STATUS_INPUT);
    cr_assert_str_eq(why.bytes, "libm.so.6 has no function no_such_function: install a newer version of the Debian package libc6");
    text_free(&why);
}
