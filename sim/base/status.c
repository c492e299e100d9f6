#include "base/status.h"

const char *status_text(enum status status) {
    switch (status) {
    case STATUS_OK:
        return "done";
    case STATUS_INPUT:
        return "the input is wrong";
    case STATUS_NO_MEMORY:
        return "there is not enough memory";
    case STATUS_IO:
        return "a file could not be read or written";
    case STATUS_INTERRUPTED:
        return "stopped before the end; what was finished is kept";
    }
    return "unknown status";
}
