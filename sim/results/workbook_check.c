#include "results/workbook_check.h"
#include <stdio.h>
#include <string.h>
#include <zlib.h>

/* The zip format as APPNOTE.TXT 6.3 has it: a list of parts at the end, whose own end is at the very end. */
enum { END_BYTES = 22, ENTRY_BYTES = 46, LOCAL_BYTES = 30, DEFLATED = 8, BUFFER = 65536, TAIL = 80, NAME = 128 };

struct part {
    char name[NAME];
    uint64_t offset, packed; /* where its local head is; bytes packed */
    unsigned method;
};

/* What is known of an unpacked part so far. */
struct seen {
    char head[TAIL + 1], tail[TAIL + 1];
    size_t head_length, tail_length;
    uint64_t cells;
    unsigned matched; /* letters of "<c " that stand at the end */
};

static uint64_t little(const unsigned char *at, int bytes) {
    uint64_t number = 0;
    for (int i = bytes - 1; i >= 0; i--)
        number = number << 8 | at[i];
    return number;
}

static void look_at(struct seen *seen, const char *bytes, size_t length) {
    static const char cell[] = "<c ";
    for (size_t i = 0; i < length; i++) {
        if (seen->head_length < TAIL)
            seen->head[seen->head_length++] = bytes[i];
        seen->matched = bytes[i] == cell[seen->matched] ? seen->matched + 1 : bytes[i] == '<';
        if (seen->matched == 3) {
            seen->cells++;
            seen->matched = 0;
        }
    }
    size_t kept = length < TAIL ? length : TAIL, before = seen->tail_length + kept > TAIL ? TAIL - kept : seen->tail_length;
    memmove(seen->tail, seen->tail + seen->tail_length - before, before);
    memcpy(seen->tail + before, bytes + length - kept, kept);
    seen->tail_length = before + kept;
}

/* Unpacks a part of the file. */
static bool unpack(FILE *file, const struct part *part, struct seen *seen) {
    static const int raw = -15; /* no head and no checksum of zlib's around it */
    unsigned char in[BUFFER / 4], out[BUFFER];
    unsigned char local[LOCAL_BYTES];
    z_stream stream = {0};
    int code = Z_OK;
    if (part->method != DEFLATED || fseeko(file, (off_t)part->offset, SEEK_SET) != 0 ||
        fread(local, 1, sizeof local, file) != sizeof local ||
        fseeko(file, (off_t)(little(local + 26, 2) + little(local + 28, 2)), SEEK_CUR) != 0 ||
        inflateInit2(&stream, raw) != Z_OK)
        return false;
    for (uint64_t left = part->packed; code == Z_OK && left > 0;) {
        size_t got = fread(in, 1, left < sizeof in ? (size_t)left : sizeof in, file);
        if (got == 0)
            break;
        left -= got;
        stream.next_in = in;
        stream.avail_in = (uInt)got;
        do {
            stream.next_out = out;
            stream.avail_out = sizeof out;
            code = inflate(&stream, Z_NO_FLUSH);
            look_at(seen, (const char *)out, sizeof out - stream.avail_out);
        } while (code == Z_OK && stream.avail_out == 0);
    }
    inflateEnd(&stream);
    return code == Z_STREAM_END;
}

/* Whether it begins with <?xml ...?> <name and ends with </name>. */
static bool is_whole_xml(struct seen *seen) {
    char name[TAIL + 4] = "</";
    seen->head[seen->head_length] = '\0';
    seen->tail[seen->tail_length] = '\0';
    const char *end = strstr(seen->head, "?>");
    const char *root = end == NULL ? NULL : strchr(end, '<');
    if (root == NULL)
        return false;
    size_t length = strcspn(root + 1, " />\n");
    memcpy(name + 2, root + 1, length);
    strcpy(name + 2 + length, ">");
    size_t ends = strlen(name);
    while (seen->tail_length > 0 && seen->tail[seen->tail_length - 1] == '\n')
        seen->tail[--seen->tail_length] = '\0';
    return seen->tail_length >= ends && strcmp(seen->tail + seen->tail_length - ends, name) == 0;
}

static enum status refuse(struct text *why, const char *path, const char *part) {
    if (why != NULL)
        text_add_format(why, "cannot write %s: %s came out cut short; is the disk full, or the one of temporary files (TMPDIR)?",
                        path, part);
    return STATUS_IO;
}

/* The next part of the list, which then stands at the one after; false where there is none. */
static bool next_part(FILE *file, uint64_t *at, struct part *part) {
    unsigned char entry[ENTRY_BYTES];
    if (fseeko(file, (off_t)*at, SEEK_SET) != 0 || fread(entry, 1, sizeof entry, file) != sizeof entry ||
        little(entry, 4) != 0x02014b50)
        return false;
    size_t length = (size_t)little(entry + 28, 2);
    if (length >= NAME || fread(part->name, 1, length, file) != length)
        return false;
    part->name[length] = '\0';
    part->method = (unsigned)little(entry + 10, 2);
    part->packed = little(entry + 20, 4);
    part->offset = little(entry + 42, 4);
    *at += ENTRY_BYTES + length + little(entry + 30, 2) + little(entry + 32, 2);
    return true;
}

static enum status check_parts(FILE *file, const char *path, const uint64_t *cells, size_t sheets, struct text *why) {
    unsigned char end[END_BYTES];
    struct part part;
    size_t found = 0;
    if (fseeko(file, -END_BYTES, SEEK_END) != 0 || fread(end, 1, sizeof end, file) != sizeof end ||
        little(end, 4) != 0x06054b50)
        return refuse(why, path, "its end");
    uint64_t at = little(end + 16, 4), count = little(end + 10, 2);
    for (uint64_t i = 0; i < count; i++) {
        struct seen seen = {.cells = 0};
        unsigned number = 0;
        if (!next_part(file, &at, &part))
            return refuse(why, path, "its list of parts");
        if (!unpack(file, &part, &seen) || !is_whole_xml(&seen))
            return refuse(why, path, part.name);
        if (sscanf(part.name, "xl/worksheets/sheet%u.xml", &number) != 1 || strstr(part.name, "_rels") != NULL)
            continue;
        found++;
        if (number < 1 || number > sheets || cells[number - 1] != seen.cells)
            return refuse(why, path, part.name);
    }
    return found == sheets ? STATUS_OK : refuse(why, path, "its list of sheets");
}

enum status workbook_check(const char *path, const char *called, const uint64_t *cells, size_t sheets, struct text *why) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return refuse(why, called, "all of it");
    enum status status = check_parts(file, called, cells, sheets, why);
    fclose(file);
    return status;
}
