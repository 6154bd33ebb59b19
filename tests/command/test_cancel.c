#include "tests/test.h"

#include <unistd.h>

#include "tests/command/office.h"
#include "tests/store/dump.h"

/* Says stop when it is asked for the n-th time. */
struct patience {
	int asked, until;
};

static bool go_on(void *user, double done)
{
	struct patience *p = user;
	assert_true(done >= 0 && done <= 1);
	return ++p->asked <= p->until;
}

static enum wg_err run_until(wg_office *office, const char *line, struct patience *p, struct wg_outcome *out)
{
	char copy[200];
	const struct wg_command *command = NULL;
	struct wg_args args = {0};
	struct wg_run_opts opts = {.tick = go_on, .user = p};
	snprintf(copy, sizeof copy, "%s", line);
	assert_int_equal(wg_command_parse(copy, &command, &args, NULL), WG_OK);
	enum wg_err err = wg_command_run(office, command->name, &args, &opts, out, NULL);
	wg_args_free(&args);
	return err;
}

/* Cancels the command at its first question, its second, its fourth …, and at last lets it run. */
static void cancelled_everywhere(wg_office *office, const char *line)
{
	struct wg_arena a = {0};
	const char *before = dump_office(office->db, &a);
	int cancelled = 0;
	for (int until = 0;; until = 2 * until + 1) {
		struct patience p = {.until = until};
		struct wg_outcome out = {0};
		enum wg_err err = run_until(office, line, &p, &out);
		wg_outcome_free(&out);
		if (err == WG_OK)
			break;
		assert_int_equal(err, WG_ECANCELLED);
		assert_same_dump(before, dump_office(office->db, &a));
		assert_int_equal(access("cancel_test.csv", F_OK), -1);
		cancelled++;
	}
	assert_true(cancelled > 0);
	run_ok(office, "check --deep");
	wg_arena_free(&a);
}

/* Thirty buildings: 720 doors, 648 households. */
static void a_cancelled_command_leaves_no_trace(void **state)
{
	wg_office *office = test_office(30, 10);
	run_ok(office, "assign 1栋 --to 甲一 --reason 就近");
	cancelled_everywhere(office, "check --deep");
	cancelled_everywhere(office, "assign 晴岚家园 --to 甲二 --over-band 临时");
	cancelled_everywhere(office, "undo");
	cancelled_everywhere(office, "redo");
	cancelled_everywhere(office, "export contacts cancel_test.csv --under 晴岚家园");
	assert_int_equal(unlink("cancel_test.csv"), 0);
	wg_office_close(&office);
}

static void nobody_is_asked_once_it_is_saved(void **state)
{
	wg_office *office = test_office(30, 10);
	struct patience p = {.until = 1 << 30}, again;
	struct wg_outcome out = {0};
	assert_int_equal(run_until(office, "assign 晴岚家园 --to 甲二 --over-band 临时", &p, &out), WG_OK);
	wg_outcome_free(&out);
	again = p;
	run_ok(office, "check --deep");
	assert_int_equal(p.asked, again.asked);
	wg_office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cancelled_command_leaves_no_trace),
		cmocka_unit_test(nobody_is_asked_once_it_is_saved),
	};
	return cmocka_run_group_tests_name("cancel", tests, NULL, NULL);
}
