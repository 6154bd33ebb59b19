/* A disk that is full, and several processes that write at once. */
#include "tests/test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/fault/office.h"

enum { WRITERS = 4, EACH = HOUSEHOLDS, SAID = 400 };

/* The program itself, with files that cannot grow beyond limit bytes; returns its exit status and what it said. */
static int run_limited(rlim_t limit, char said[SAID], const char *const argv[])
{
	char program[400];
	int fd[2], status = -1;
	snprintf(program, sizeof program, "%s/src/app/wangge", getenv("WANGGE_BUILD"));
	assert_int_equal(pipe(fd), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		const struct rlimit size = {limit, limit};
		int null = open("/dev/null", O_WRONLY);
		dup2(null, 1);
		dup2(fd[1], 2);
		if (setrlimit(RLIMIT_FSIZE, &size) == 0)
			execv(program, (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(fd[1]);
	size_t n = 0;
	for (ssize_t got; n + 1 < SAID && (got = read(fd[0], said + n, SAID - 1 - n)) > 0;)
		n += (size_t)got;
	said[n] = '\0';
	close(fd[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_full_disk_is_told_and_nothing_is_written(void **state)
{
	char said[SAID];
	(void)state;
	make_office(1);
	const char *const argv[] = {"wangge", "--db", office_path(), "--lang", "en", "import", "households", roster_of(2),
				    "--under", "昭山镇/窑洲社区", NULL};
	struct holding before = check_office();
	int status = run_limited(32768, said, argv);
	if (status != 74 || !strstr(said, "the disk is full; nothing was saved"))
		fail_msg("status %d: %s", status, said);
	struct holding after = check_office();
	assert_memory_equal(&before, &after, sizeof before);
	assert_int_equal(run_limited(RLIM_INFINITY, said, argv), 0);
	assert_int_equal(check_office().households, before.households + HOUSEHOLDS);
}

/* Each writer gives the households of one compound to one cadre, one by one. */
static _Noreturn void assign_all(int writer)
{
	wg_office *office = open_office();
	for (int i = 0; i < EACH; i++)
		run_or_die(office, "assign 第%d小区/%d栋/1单元/%d0%d --to 王干部%d", writer, i / 12 + 1, i % 12 / 2 + 1,
			   i % 2 + 1, writer);
	_exit(0);
}

static void four_processes_write_at_once_and_nothing_is_lost(void **state)
{
	pid_t pid[WRITERS];
	int status;
	(void)state;
	make_office(WRITERS);
	struct holding before = check_office();
	for (int i = 0; i < WRITERS; i++) {
		pid[i] = fork();
		assert_true(pid[i] >= 0);
		if (pid[i] == 0)
			assign_all(i + 1);
	}
	for (int i = 0; i < WRITERS; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	struct holding after = check_office();
	assert_int_equal(after.batches, before.batches + WRITERS * EACH);
	assert_int_equal(after.covered, WRITERS * EACH);
}

static int set_up(void **state)
{
	(void)state;
	make_folder();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	remove_folder();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_disk_is_told_and_nothing_is_written),
		cmocka_unit_test(four_processes_write_at_once_and_nothing_is_lost),
	};
	return cmocka_run_group_tests_name("limits", tests, set_up, tear_down);
}
