#include "base/status.h"

#include <criterion/criterion.h>
#include <string.h>

Test(status, every_status_has_its_own_sentence) {
    for (int a = STATUS_OK; a <= STATUS_INTERRUPTED; a++) {
        cr_assert(strlen(status_text((enum status)a)) > 3);
        for (int b = STATUS_OK; b < a; b++)
            cr_assert(strcmp(status_text((enum status)a), status_text((enum status)b)) != 0);
    }
    cr_assert(status_text((enum status)99) != NULL);
}
