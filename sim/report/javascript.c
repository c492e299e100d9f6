#include "report/javascript.h"

#ifdef ICSIM_JAVASCRIPT

#include "base/memory.h"
#include "report/library.h"
#include <JavaScriptCore/JavaScript.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define FUNCTIONS(F)                                                                                         \
    F(JSGlobalContextCreate)                                                                                 \
    F(JSGlobalContextRelease)                                                                                \
    F(JSContextGetGlobalObject)                                                                              \
    F(JSEvaluateScript)                                                                                      \
    F(JSObjectCallAsFunction)                                                                                \
    F(JSObjectGetProperty)                                                                                   \
    F(JSObjectIsFunction)                                                                                    \
    F(JSStringCreateWithUTF8CString)                                                                         \
    F(JSStringGetLength)                                                                                     \
    F(JSStringGetMaximumUTF8CStringSize)                                                                     \
    F(JSStringGetUTF8CString)                                                                                \
    F(JSStringRelease)                                                                                       \
    F(JSValueIsObject)                                                                                       \
    F(JSValueMakeString)                                                                                     \
    F(JSValueToObject)                                                                                       \
    F(JSValueToStringCopy)

struct functions { FUNCTIONS(LIBRARY_FIELD) };
static const struct library_function function_list[] = {FUNCTIONS(LIBRARY_ROW)};

static const struct library library = {"libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-4.1-0", function_list,
                                       sizeof function_list / sizeof function_list[0]};

struct javascript {
    struct functions jsc;
    JSGlobalContextRef context;
    char *zone; /* TZ as it was; NULL: not set */
};

/* JavaScriptCore sets addresses aside, not memory, and ends the program where it gets none: measured with 2.50, it needs 5 GB of them. */
static const unsigned long long addresses_needed = 8ull << 30;

static bool addresses_enough(struct text *why) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= addresses_needed)
        return true;
    text_add_format(why, "JavaScriptCore needs %llu GB of addresses (not of memory), and programs here may have %llu MB: "
                         "raise the limit by ulimit -v unlimited",
                    addresses_needed >> 30, (unsigned long long)limit.rlim_cur >> 20);
    return false;
}

bool javascript_possible(struct text *why) {
    struct functions jsc;
    return addresses_enough(why) && library_open(&library, &jsc, why) == STATUS_OK;
}

/* Appends a JavaScript string; false where it is no text (half of a pair of surrogates) or there is no memory. */
static bool add_string(const struct functions *jsc, JSStringRef string, struct text *out) {
    size_t capacity = jsc->JSStringGetMaximumUTF8CStringSize(string);
    char *bytes = memory_new(capacity, 1);
    bool good = bytes != NULL && jsc->JSStringGetUTF8CString(string, bytes, capacity) > 0;
    if (good) text_add(out, bytes);
    free(bytes);
    return good;
}

/* The most that is told of an error: some of Vega's hold a whole picture. */
enum { LONGEST_ERROR = 300 };

static void add_exception(const struct functions *jsc, JSContextRef context, JSValueRef exception, struct text *why) {
    struct text said = {0};
    JSStringRef string = jsc->JSValueToStringCopy(context, exception, NULL);
    if (string == NULL || !add_string(jsc, string, &said) || said.failed)
        text_add(why, "an error without words");
    else {
        for (char *c = said.bytes; *c != '\0'; c++)
            if (*c == '\n' || *c == '\r' || *c == '\t') *c = ' ';
        size_t length = said.length;
        if (length > LONGEST_ERROR) {
            length = LONGEST_ERROR;
            while (length > 0 && ((unsigned char)said.bytes[length] & 0xc0) == 0x80)
                length--; /* not inside a character */
        }
        text_add_format(why, "%.*s%s", (int)length, said.bytes, length < said.length ? "..." : "");
    }
    if (string != NULL) jsc->JSStringRelease(string);
    text_free(&said);
}

/* What JavaScriptCore reads from the environment when its first context is made. Without threads of its own and without
 * compiling, memory is at its smallest and drawing takes no longer (measured); without WebAssembly it takes no signals
 * for that. */
static void set_options(bool set) {
    char signal_number[16];
    snprintf(signal_number, sizeof signal_number, "%d", SIGRTMIN + 5);
    const char *const option[][2] = {{"JSC_SIGNAL_FOR_GC", signal_number},
                                     {"JSC_useJIT", "0"},
                                     {"JSC_useWasm", "0"},
                                     {"JSC_useConcurrentGC", "0"},
                                     {"JSC_numberOfGCMarkers", "1"}};
    for (size_t i = 0; i < sizeof option / sizeof option[0]; i++)
        if (set)
            setenv(option[i][0], option[i][1], 1);
        else
            unsetenv(option[i][0]);
}

/* JavaScriptCore takes the name of its signal, which it understands, for a wrong option, and says so on standard error:
 * that is led away for the moment. */
static JSGlobalContextRef new_context(const struct functions *jsc) {
    int errors = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool quiet = errors >= 0 && nowhere >= 0;
    set_options(true);
    if (quiet) dup2(nowhere, STDERR_FILENO);
    JSGlobalContextRef context = jsc->JSGlobalContextCreate(NULL);
    if (quiet) dup2(errors, STDERR_FILENO);
    set_options(false);
    if (errors >= 0) close(errors);
    if (nowhere >= 0) close(nowhere);
    return context;
}

/* The time zone is asked for again and again, so it is UTC as long as there is a context. */
static enum status set_zone(struct javascript *javascript) {
    const char *zone = getenv("TZ");
    javascript->zone = text_copy(zone);
    if (zone != NULL && javascript->zone == NULL) return STATUS_NO_MEMORY;
    setenv("TZ", "UTC", 1);
    return STATUS_OK;
}

static void restore_zone(struct javascript *javascript) {
    if (javascript->zone != NULL)
        setenv("TZ", javascript->zone, 1);
    else
        unsetenv("TZ");
    free(javascript->zone);
}

struct javascript *javascript_new(struct text *why) {
    struct javascript *javascript = memory_new(1, sizeof *javascript);
    if (javascript == NULL) {
        text_add(why, status_text(STATUS_NO_MEMORY));
        return NULL;
    }
    if (!addresses_enough(why) || library_open(&library, &javascript->jsc, why) != STATUS_OK) goto out;
    if (set_zone(javascript) != STATUS_OK) {
        text_add(why, status_text(STATUS_NO_MEMORY));
        goto out;
    }
    javascript->context = new_context(&javascript->jsc);
    if (javascript->context != NULL) return javascript;
    text_add(why, "JavaScriptCore gives no context");
    restore_zone(javascript);
out:
    free(javascript);
    return NULL;
}

void javascript_free(struct javascript *javascript) {
    if (javascript == NULL) return;
    javascript->jsc.JSGlobalContextRelease(javascript->context);
    restore_zone(javascript);
    free(javascript);
}

/* A JavaScript string of UTF-8; NULL and a sentence where the bytes are no UTF-8, which come back empty. */
static JSStringRef new_string(const struct functions *jsc, const char *bytes, struct text *why) {
    JSStringRef string = jsc->JSStringCreateWithUTF8CString(bytes);
    if (string != NULL && (bytes[0] == '\0' || jsc->JSStringGetLength(string) > 0)) return string;
    if (string != NULL) jsc->JSStringRelease(string);
    text_add(why, string != NULL ? "its text is not UTF-8" : status_text(STATUS_NO_MEMORY));
    return NULL;
}

enum status javascript_run(struct javascript *javascript, const char *name, const char *script, struct text *why) {
    const struct functions *jsc = &javascript->jsc;
    JSValueRef exception = NULL;
    struct text said = {0};
    JSStringRef source = new_string(jsc, script, &said);
    if (source != NULL) {
        jsc->JSEvaluateScript(javascript->context, source, NULL, NULL, 1, &exception);
        jsc->JSStringRelease(source);
    }
    if (exception != NULL) add_exception(jsc, javascript->context, exception, &said);
    bool good = source != NULL && exception == NULL;
    if (!good) text_add_format(why, "%s: %s", name, said.bytes != NULL ? said.bytes : "");
    text_free(&said);
    return good ? STATUS_OK : STATUS_INPUT;
}

/* The global function of that name; NULL where there is none. */
static JSObjectRef find_function(struct javascript *javascript, const char *name) {
    const struct functions *jsc = &javascript->jsc;
    JSStringRef string = jsc->JSStringCreateWithUTF8CString(name);
    if (string == NULL) return NULL;
    JSObjectRef global = jsc->JSContextGetGlobalObject(javascript->context);
    JSValueRef value = jsc->JSObjectGetProperty(javascript->context, global, string, NULL);
    jsc->JSStringRelease(string);
    if (value == NULL || !jsc->JSValueIsObject(javascript->context, value)) return NULL;
    JSObjectRef object = jsc->JSValueToObject(javascript->context, value, NULL);
    return object != NULL && jsc->JSObjectIsFunction(javascript->context, object) ? object : NULL;
}

enum status javascript_call(struct javascript *javascript, const char *function, const char *argument,
                            struct text *result, struct text *why) {
    const struct functions *jsc = &javascript->jsc;
    JSStringRef string = NULL;
    JSValueRef value = NULL, exception = NULL, returned;
    JSObjectRef called = find_function(javascript, function);
    if (called == NULL) {
        text_add_format(why, "no script has defined %s", function);
        return STATUS_INPUT;
    }
    if (argument != NULL) {
        string = new_string(jsc, argument, why);
        if (string == NULL) return STATUS_INPUT;
        value = jsc->JSValueMakeString(javascript->context, string);
        jsc->JSStringRelease(string);
    }
    returned = jsc->JSObjectCallAsFunction(javascript->context, called, NULL, argument != NULL, &value, &exception);
    if (exception != NULL) {
        add_exception(jsc, javascript->context, exception, why);
        return STATUS_INPUT;
    }
    if (result == NULL) return STATUS_OK;
    string = jsc->JSValueToStringCopy(javascript->context, returned, NULL);
    bool good = string != NULL && add_string(jsc, string, result) && !result->failed;
    if (string != NULL) jsc->JSStringRelease(string);
    if (!good) text_add_format(why, "what %s gives is no text", function);
    return good ? STATUS_OK : STATUS_INPUT;
}

#else /* built without JavaScriptCore */

bool javascript_possible(struct text *why) {
    text_add(why, "this icsim was built without JavaScriptCore: install the Debian package "
                  "libjavascriptcoregtk-4.1-dev (scripts/setup does) and build icsim again");
    return false;
}

struct javascript *javascript_new(struct text *why) {
    (void)javascript_possible(why);
    return NULL;
}

void javascript_free(struct javascript *javascript) {
    (void)javascript;
}

/* These two are never reached: there is no context to give them. */
enum status javascript_run(struct javascript *javascript, const char *name, const char *script, struct text *why) {
    (void)javascript, (void)name, (void)script;
    (void)javascript_possible(why);
    return STATUS_INPUT;
}

enum status javascript_call(struct javascript *javascript, const char *function, const char *argument,
                            struct text *result, struct text *why) {
    (void)javascript, (void)function, (void)argument, (void)result;
    (void)javascript_possible(why);
    return STATUS_INPUT;
}

#endif
