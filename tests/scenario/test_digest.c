#include "scenario/digest.h"

#include <criterion/criterion.h>
#include <string.h>

/* The answers are those of FIPS 180-4's examples. */
Test(digest, is_sha_256) {
    char out[65];
    digest_bytes("abc", 3, out);
    cr_assert_str_eq(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_bytes("", 0, out);
    cr_assert_str_eq(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

Test(digest, tells_parts_from_each_other) {
    struct digest_part one[] = {{"a", "bc", 2}, {"d", "", 0}}, other[] = {{"a", "b", 1}, {"d", "c", 1}};
    char first[65], second[65];
    digest_parts(one, 2, first);
    digest_parts(other, 2, second);
    cr_assert_str_neq(first, second);
}
