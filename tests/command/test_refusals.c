#include "tests/test.h"

#include "tests/command/office.h"
#include "tests/store/dump.h"

/* Every command that writes can be refused: it says why, and the office stays as it was. */

#define FAMILY "add person 1-1-101 --name 李芳; add person 1-1-101 --name 张小明; "
#define NEED "add need 1-1-101 厨房漏水 --service S04; "

static void run_all(wg_office *office, const char *lines)
{
	while (*(lines += strspn(lines, " "))) {
		size_t n = strcspn(lines, ";");
		run_ok(office, "%.*s", (int)n, lines);
		lines += n + (lines[n] == ';');
	}
}

/* says: the sentence of a refusal or an error row, else of the error itself. */
static const struct refusal {
	const char *command, *before, *line, *says;
	enum wg_err code;
} refusals[] = {
	{"import households", NULL, "import households /nowhere/roster.csv --under 昭山镇/窑洲社区/晴岚家园",
	 "{1} cannot be read: {2}", WG_ENOINPUT},
	{"import compare", NULL, "import compare /nowhere/roster.csv --under 昭山镇/窑洲社区/晴岚家园",
	 "{1} cannot be read: {2}", WG_ENOINPUT},
	{"import cadres", NULL, "import cadres /nowhere/roster.csv --under 窑洲社区", "{1} cannot be read: {2}",
	 WG_ENOINPUT},
	{"import library", NULL, "import library /nowhere/helpers.csv --under 窑洲社区", "{1} cannot be read: {2}",
	 WG_ENOINPUT},
	{"grid", "grid 第1网格 --parts 1栋 --under 晴岚家园", "grid 第2网格 --parts 1栋 --under 晴岚家园",
	 "{1} belongs to {2} already; areas of one kind do not overlap", WG_EREFUSED},
	{"rename", NULL, "rename 3栋 2栋", "there is a {1} already: if both are the same, use merge places",
	 WG_EREFUSED},
	{"add place", NULL, "add place 3栋 --under 晴岚家园",
	 "there is a {1} already: if both are the same, use merge places", WG_EREFUSED},
	{"move place", NULL, "move place 窑洲社区 --under 1栋", "{1} cannot stand there: the level does not fit",
	 WG_EREFUSED},
	{"delete place", NULL, "delete place 1栋", "{1} households are recorded here: {2} …", WG_EREFUSED},
	{"merge places", NULL, "merge places 1栋 --into 1栋", "{1} is the same place", WG_EUSAGE},
	{"make rooms", NULL, "make rooms 1栋1单元 1-0层×01", "{1} cannot be read as doors: say 1-6层×01-04室",
	 WG_EUSAGE},
	{"kind", NULL, "kind 1栋1单元 --is castle", "{1} is no kind of door", WG_EUSAGE},
	{"order", NULL, "order 1栋1单元 --list 999", "there is no door {1}", WG_ENOTFOUND},
	{"apply-plan", "plan --under 晴岚家园 --save 草案; apply-plan 草案", "apply-plan 草案",
	 "somebody has changed contacts since this was planned; plan again", WG_ESTALE},
	{"save-plan", NULL, "save-plan 草案 --scope 晴岚家园 --cadres 无此人", "there is no worker {1}", WG_ENOTFOUND},
	{"forget-plan", NULL, "forget-plan 草案", "there is no draft {1}", WG_ENOTFOUND},
	{"assign", NULL, "assign 1栋 2栋 --to 甲一",
	 "would have {1} households, the band ends at {2}: give a reason with --over-band", WG_EREFUSED},
	{"unassign", "assign 1-1-101 --to 甲一; lock 1-1-101", "unassign 1-1-101",
	 "it is locked to its contact: unlock it first", WG_EREFUSED},
	{"swap", NULL, "swap 甲一 甲一", "{1} cannot be exchanged with itself", WG_EUSAGE},
	{"lock", NULL, "lock 1-1-101", "has no contact to be locked to", WG_EREFUSED},
	{"unlock", NULL, "unlock 9-9-999", "there is no household {1}", WG_ENOTFOUND},
	{"recuse", NULL, "recuse 甲一 1-1-101 --end", "no recusal of {1} is recorded there", WG_ENOTFOUND},
	{"handover", "plan --under 晴岚家园 --commit", "handover 甲一 --to 甲一", "{1} cannot hand over to {1}",
	 WG_EUSAGE},
	{"edit household", NULL, "edit household 1-1-101 --status gone",
	 "moving away and coming back are recorded for themselves", WG_EREFUSED},
	{"edit person", NULL, "edit person 张伟1 --birth 2999-01-01", "not a date", WG_EREFUSED},
	{"edit worker", NULL, "edit worker 甲一 --band-lo 20 --band-hi 10", "the band ends below its beginning, {1}",
	 WG_EREFUSED},
	{"add household", NULL, "add household 1-1-101 --head 李芳",
	 "a household lives there already: --allow-shared adds another", WG_EREFUSED},
	{"add person", NULL, "add person 1-1-101 --name 李芳 --birth 2999-01-01", "it is no date of birth",
	 WG_EREFUSED},
	{"move", NULL, "move 1-1-101 --to 1-1-102", "a household lives at {1} already: --allow-shared adds another",
	 WG_EREFUSED},
	{"split", FAMILY, "split 1-1-101 --members 王五 --to 1-1-502", "{1} is no member", WG_EREFUSED},
	{"merge", NULL, "merge 1-1-101 --into 1-1-101", "{1} is one household already", WG_EUSAGE},
	{"merge people", NULL, "merge people 张伟1 --other 张伟1", "{1} is one person already", WG_EUSAGE},
	{"join", NULL, "join 张伟1 1-1-101", "{1} lives there already", WG_EREFUSED},
	{"new-head", FAMILY, "new-head 1-1-101 --head 张伟1", "{1} is the head already", WG_EREFUSED},
	{"dies", FAMILY, "dies 张伟1", "loses its head: say who follows with --head ({1}), or --dissolve", WG_EREFUSED},
	{"leaves", FAMILY, "leaves 1-1-101 --members 张伟1",
	 "loses its head: say who follows with --head ({1}), or --dissolve", WG_EREFUSED},
	{"returns", NULL, "returns 张伟1", "{1} lives here already", WG_EREFUSED},
	{"care add", "care add 张伟1 --group alone", "care add 张伟1 --group alone", "{1} is in the group {2} already",
	 WG_EREFUSED},
	{"care end", NULL, "care end 张伟1 --group alone", "{1} is not in the group {2}", WG_EREFUSED},
	{"add need", NULL, "add need 1-1-101 漏水 --service S99", "{1}: {2} is not in the list", WG_EUSAGE},
	{"need accept", NEED "need accept 漏水", "need accept 漏水", "is {1}: this step does not follow from there",
	 WG_EREFUSED},
	{"need take", NEED, "need take 漏水", "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need start", NEED, "need start 漏水", "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need done", NEED "need cancel 漏水 --note 不用了", "need done 漏水",
	 "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need return", NEED, "need return 漏水 --note 没空", "is {1}: this step does not follow from there",
	 WG_EREFUSED},
	{"need refer", NEED "need cancel 漏水 --note 不用了", "need refer 漏水 --to 区住建局 --due 2026-12-31",
	 "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need hold", NEED "need cancel 漏水 --note 不用了", "need hold 漏水 --note 等配件",
	 "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need resume", NEED, "need resume 漏水", "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need reject", NEED "need cancel 漏水 --note 不用了", "need reject 漏水 --note 不归社区管",
	 "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need cancel", NEED "need cancel 漏水 --note 不用了", "need cancel 漏水 --note 不用了",
	 "is {1}: this step does not follow from there", WG_EREFUSED},
	{"need reopen", NEED, "need reopen 漏水 --note 又漏了", "is {1}: this step does not follow from there",
	 WG_EREFUSED},
	{"claim", NEED, "claim 漏水 --by 甲一", "is no wish: somebody is sent there, not claimed", WG_EREFUSED},
	{"dispatch", NEED, "dispatch 漏水 --to 甲一", "has no valid certificate, and the service demands one",
	 WG_EREFUSED},
	{"need work", NEED, "need work 漏水 --by 甲一 --minutes 40", "{1} is not sent there", WG_EREFUSED},
	{"follow up", NEED, "follow up 漏水 --result good", "is {1}: this step does not follow from there", WG_EREFUSED},
	{"reverse", NULL, "reverse 99999 --reason 记错了", "there is no posting {1}", WG_ENOTFOUND},
	{"repost", NEED, "repost 漏水 --minutes 40", "no work waits to be posted", WG_EREFUSED},
	{"edit need", NULL, "edit need #99999 --title 别的", "this need is no longer there", WG_ENOTFOUND},
	{"merge needs", NEED, "merge needs 漏水 --into 漏水", "cannot be joined with itself", WG_EREFUSED},
	{"errand", NULL, "errand 9-9-999 老年认证", "there is no household, person or place {1}", WG_ENOTFOUND},
	{"add project", NEED, "add project 修水管 --needs 漏水", "a project cites at least one helper, unit or resource",
	 WG_EREFUSED},
	{"edit project", NULL, "edit project 没有的 --name 别的", "there is no project {1}", WG_ENOTFOUND},
	{"cite", NULL, "cite 没有的 --helpers 甲一", "there is no project {1}", WG_ENOTFOUND},
	{"uncite", NEED "add project 修水管 --needs 漏水 --helpers 甲一", "uncite 修水管 --helpers 甲二",
	 "{1} does not cite it", WG_EREFUSED},
	{"add helper", NULL, "add helper 李师傅 --services S99", "{1} is not in the list", WG_EUSAGE},
	{"edit helper", NULL, "edit helper 无此人 --cap 3", "there is no worker {1}", WG_ENOTFOUND},
	{"skill", NULL, "skill 甲一 S04 --end", "{1} has no such skill: {2}", WG_EREFUSED},
	{"certificate", NULL, "certificate 甲一 电工证 --end", "{1} has no such certificate: {2}", WG_EREFUSED},
	{"add resource", NULL, "add resource 议事厅 --quantity -1", "not a number from 1 to {1}", WG_EREFUSED},
	{"edit resource", NULL, "edit resource 议事厅 --name 会议室", "there is no resource {1}", WG_ENOTFOUND},
	{"delete resource", NULL, "delete resource 议事厅", "there is no resource {1}", WG_ENOTFOUND},
	{"dispatch all", NULL, "dispatch all --send x", "{1} is not need:version:worker+worker", WG_EUSAGE},
	{"cover", NULL, "cover 甲一 --by 甲一", "{1} cannot stand in for {1}", WG_EREFUSED},
	{"appoint", "appoint 1栋 楼栋长 甲一", "appoint 1栋 楼栋长 甲一", "{1} has this duty already", WG_EREFUSED},
	{"dismiss", NULL, "dismiss 1栋 楼栋长", "{1} has no {2} like that", WG_ENOTFOUND},
	{"undo", NULL, "undo 99999", "there is no batch {1}", WG_ENOTFOUND},
	{"redo", NULL, "redo", "there is nothing to redo", WG_EREFUSED},
};

enum { REFUSALS = sizeof refusals / sizeof *refusals };

static void every_write_has_something_that_refuses_it(void **state)
{
	/* Nothing that somebody asks for: the program itself runs it when codes.yaml has changed. */
	static const char *const never[] = {"sync-codes"};
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		bool known = !(c->flags & WG_COMMAND_WRITE);
		for (size_t k = 0; k < sizeof never / sizeof *never; k++)
			known = known || strcmp(c->name, never[k]) == 0;
		for (size_t k = 0; k < REFUSALS; k++)
			known = known || strcmp(c->name, refusals[k].command) == 0;
		if (!known)
			fail_msg("%s writes, but nothing here refuses it", c->name);
	}
}

/* The first sentence that says no. */
static const char *reason(const struct wg_outcome *out, const struct wg_error *e)
{
	for (size_t i = 0; i < out->n_notes; i++)
		if (out->notes[i].kind == WG_NOTE_REFUSAL || out->notes[i].kind == WG_NOTE_ERROR)
			return out->notes[i].message.msgid;
	return e->message.msgid ? e->message.msgid : "";
}

static void what_is_refused_says_why_and_changes_nothing(void **state)
{
	int wrong = 0;
	for (size_t i = 0; i < REFUSALS; i++) {
		const struct refusal *r = &refusals[i];
		wg_office *office = test_office(4, 5);
		struct wg_arena a = {0};
		struct wg_outcome out = {0};
		struct wg_error e = {0};
		const struct wg_command *command;
		struct wg_args args = {0};
		char line[400];
		if (r->before)
			run_all(office, r->before);
		const char *before = dump_office(office->db, &a);
		int64_t batches = count_of(office, "SELECT count(*) FROM batch");
		snprintf(line, sizeof line, "%s", r->line);
		enum wg_err err = wg_command_parse(line, &command, &args, &e);
		struct wg_run_opts opts = {0};
		if (err == WG_OK) {
			assert_string_equal(command->name, r->command);
			err = wg_command_run(office, command->name, &args, &opts, &out, &e);
		}
		if (err != r->code || strcmp(reason(&out, &e), r->says) != 0) {
			print_message("# %s: %d instead of %d: %s\n", r->line, (int)err, (int)r->code,
				      reason(&out, &e));
			wrong++;
			continue;
		}
		assert_same_dump(before, dump_office(office->db, &a));
		assert_int_equal(count_of(office, "SELECT count(*) FROM batch"), batches);
		wg_outcome_free(&out);
		wg_args_free(&args);
		wg_arena_free(&a);
		wg_office_close(&office);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_write_has_something_that_refuses_it),
		cmocka_unit_test(what_is_refused_says_why_and_changes_nothing),
	};
	return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}
