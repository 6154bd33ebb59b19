/* A process is killed while it imports, plans, commits and undoes; whatever it has told is there, and nothing is there
 * by halves. */
#include "tests/test.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/random.h"
#include "base/vec.h"
#include "tests/fault/office.h"

enum { KILLS = 200, KILLS_OF_ONE_OFFICE = 20, FROM_US = 5000, TO_US = 60000 };

static const char SCOPE[] = "昭山镇/窑洲社区";

/* Tells of each batch only after the command has returned. */
static void tell(int fd, int64_t batch)
{
	if (batch && write(fd, &batch, sizeof batch) != sizeof batch)
		_exit(3);
}

/* Imports a compound, plans it and takes both back. */
static void work(wg_office *office, int fd, int compound)
{
	int64_t imported = run_or_die(office, "import households %s --under %s", roster_of(compound), SCOPE);
	tell(fd, imported);
	int64_t planned = run_or_die(office, "plan --under 第%d小区 --fresh --commit", compound);
	tell(fd, planned);
	for (int i = 0; i < 2; i++) {
		int64_t batch = (i ? imported : planned) & ((INT64_C(1) << 40) - 1);
		if (batch)
			tell(fd, run_or_die(office, "undo %lld", (long long)batch));
	}
}

static _Noreturn void work_for_ever(int fd, int compound)
{
	wg_office *office = open_office();
	for (;;)
		work(office, fd, compound);
}

/* How long all of it takes here and now: kills are spread over as much. */
static int time_us(int compound)
{
	struct timespec from, to;
	int fd[2], status = -1;
	assert_int_equal(pipe(fd), 0);
	clock_gettime(CLOCK_MONOTONIC, &from);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		work(open_office(), fd[1], compound);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	clock_gettime(CLOCK_MONOTONIC, &to);
	close(fd[0]);
	close(fd[1]);
	int64_t us = (to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000;
	return us < TO_US ? TO_US : (int)us;
}

static void pause_us(long us)
{
	struct timespec t = {us / 1000000, us % 1000000 * 1000};
	while (nanosleep(&t, &t) != 0 && errno == EINTR)
		;
}

struct batches {
	WG_VEC(int64_t) told;
};

static void kill_one(long after_us, int compound, struct batches *b)
{
	int fd[2], status = 0;
	int64_t batch;
	assert_int_equal(pipe(fd), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(fd[0]);
		work_for_ever(fd[1], compound);
	}
	close(fd[1]);
	pause_us(after_us);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("it ended by itself: status %x", status);
	while (read(fd[0], &batch, sizeof batch) == sizeof batch)
		WG_PUSH(&b->told, batch);
	close(fd[0]);
}

static void killed_200_times_nothing_told_is_lost_and_nothing_is_torn(void **state)
{
	struct wg_random random = {858};
	struct batches b = {0};
	int64_t written = 0, told = 0, untold = 0;
	int most_us = TO_US;
	(void)state;
	for (int i = 0; i < KILLS; i++) {
		if (i % KILLS_OF_ONE_OFFICE == 0) {
			make_office(1);
			most_us = time_us(2);
			written = check_office().batches;
			b.told.len = 0;
		}
		size_t before = b.told.len;
		kill_one(FROM_US + wg_random_below(&random, most_us - FROM_US), i % KILLS_OF_ONE_OFFICE + 3, &b);
		int64_t now = check_office().batches, news = (int64_t)(b.told.len - before);
		assert_all_there(b.told.at + before, b.told.len - before);
		/* It may have been killed between its last commit and telling of it. */
		assert_in_range(now - written, news, news + 1);
		told += news;
		untold += now - written - news;
		written = now;
	}
	WG_VEC_FREE(&b.told);
	assert_true(told > KILLS / 10); /* or nothing was tried */
	print_message("# %d kills, %lld batches told, %lld written and not told\n", KILLS, (long long)told,
		      (long long)untold);
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
		cmocka_unit_test(killed_200_times_nothing_told_is_lost_and_nothing_is_torn),
	};
	return cmocka_run_group_tests_name("kill", tests, set_up, tear_down);
}
