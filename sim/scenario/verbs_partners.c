/* The verbs join and leave: who is in a partnership from a day on. */
#include "scenario/verbs.h"

#include "base/text.h"
#include "scenario/reader.h"
#include "scenario/say.h"
#include <string.h>

static struct setting *member_called(const struct setting *members, const char *organisation) {
    for (size_t i = 0; members != NULL && i < members->child_count; i++)
        if (members->child[i]->kind == SETTING_TEXT && strcmp(members->child[i]->text, organisation) == 0)
            return members->child[i];
    return NULL;
}

static enum status add_member(struct setting *partnership, const char *organisation, const struct setting *at) {
    struct setting *members = setting_get(partnership, "members");
    if (members == NULL) {
        members = setting_new(partnership, "members", SETTING_LIST);
        if (members == NULL || setting_place(members, at->file, at->line) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    struct setting *made = setting_new(members, NULL, SETTING_TEXT);
    if (made == NULL || setting_become_text(made, organisation) != STATUS_OK)
        return STATUS_NO_MEMORY;
    return setting_place(made, at->file, at->line);
}

static enum status change_membership(const struct doing *doing, const struct setting *at, bool joins) {
    struct problem_list *problems = doing->timeline->problems;
    struct change_verb verb = {.at_setting = NULL};
    char nearest[100];
    size_t before = problems->errors;
    enum status status = reader_read(at, joins ? GROUP_JOIN : GROUP_LEAVE, &verb, problems);
    if (status != STATUS_OK || problems->errors != before)
        return status;
    struct setting *root = timeline_tree(doing->timeline, doing->change->on);
    if (root == NULL)
        return STATUS_NO_MEMORY;
    struct setting *all = setting_get(root, "partnerships");
    struct setting *partnership = all == NULL ? NULL : setting_get(all, verb.partnership);
    if (partnership == NULL || partnership->kind != SETTING_GROUP) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_no_such_partnership, setting_get(at, "partnership"), verb.partnership,
                    say_nearest_in(verb.partnership, all, nearest, sizeof nearest));
        return STATUS_OK;
    }
    struct setting *members = setting_get(partnership, "members");
    struct setting *member = member_called(members, verb.organisation);
    if (joins && member == NULL)
        return add_member(partnership, verb.organisation, at);
    if (joins) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_already_in, setting_get(at, "organisation"), verb.organisation,
                    verb.partnership);
        return STATUS_OK;
    }
    if (member == NULL) {
        problem_say(problems, SEVERITY_ERROR, SENTENCE_not_in, setting_get(at, "organisation"), verb.organisation,
                    verb.partnership, say_nearest_in(verb.organisation, members, nearest, sizeof nearest));
        return STATUS_OK;
    }
    setting_remove(member);
    return STATUS_OK;
}

enum status verb_join(const struct doing *doing) {
    return change_membership(doing, doing->change->join, true);
}

enum status verb_leave(const struct doing *doing) {
    return change_membership(doing, doing->change->leave, false);
}
