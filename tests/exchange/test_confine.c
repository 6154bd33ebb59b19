#include "tests/test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "exchange/confine.h"
#include "exchange/wire.h"
#include "tests/exchange/check_book.h"

/* Time enough for a busy machine; little where its end is what is looked at. */
static const struct wg_confine limits = {.seconds = 20, .memory = 64 << 20, .output_max = 1 << 20},
			       hurried = {.seconds = 1, .memory = 64 << 20, .output_max = 1 << 20};

static enum wg_confine_end confined_by(const struct wg_confine *by, void (*fn)(void *user, struct wg_buf *out),
				       void *user, char answer[200])
{
	struct wg_buf out;
	wg_buf_init(&out, by->output_max);
	enum wg_confine_end end = wg_confine(by, fn, user, &out);
	snprintf(answer, 200, "%s", out.data ? out.data : "");
	wg_buf_free(&out);
	return end;
}

static enum wg_confine_end confined(void (*fn)(void *user, struct wg_buf *out), void *user, char answer[200])
{
	return confined_by(&limits, fn, user, answer);
}

static void say_hello(void *user, struct wg_buf *out)
{
	wg_buf_printf(out, "hello %s", (const char *)user);
}

static void the_child_answers(void **state)
{
	char name[] = "world", answer[200];
	(void)state;
	assert_int_equal(confined(say_hello, name, answer), WG_CONFINE_DONE);
	assert_string_equal(answer, "hello world");
}

static void crash(void *user, struct wg_buf *out)
{
	wg_buf_puts(out, "half an ans");
	raise(SIGSEGV);
	*(volatile int *)user = 1;
}

static void never_end(void *user, struct wg_buf *out)
{
	wg_buf_puts(out, "never");
	for (volatile int *stop = user; !*stop;)
		continue;
}

static void flood(void *user, struct wg_buf *out)
{
	(void)user;
	for (int i = 0; i < 3 << 20; i++)
		wg_buf_putc(out, 'x');
}

static void crashes_hangs_and_floods_are_told_apart_from_answers(void **state)
{
	char answer[200];
	int zero = 0;
	(void)state;
	assert_int_equal(confined(crash, NULL, answer), WG_CONFINE_BROKE);
	assert_string_equal(answer, "");
	assert_int_equal(confined(flood, NULL, answer), WG_CONFINE_BROKE);
	assert_int_equal(confined_by(&hurried, never_end, &zero, answer), WG_CONFINE_SLOW);
}

/* All that the child must not do; each says what came of it. */
static void try_everything(void *user, struct wg_buf *out)
{
	const int *fd = user;
	char c;
	int file = open("/etc/passwd", O_RDONLY), made = open("/tmp/wangge-confined", O_CREAT | O_WRONLY, 0600);
	wg_buf_printf(out, "open %d make %d read %zd unlink %d ", file, made, read(*fd, &c, 1), unlink("/tmp/wangge"));
	wg_buf_printf(out, "socket %d fork %d kill %d exec %d", socket(AF_INET, SOCK_STREAM, 0), (int)fork(),
		      kill(getppid(), 0), execl("/bin/true", "true", (char *)NULL));
}

static void files_network_and_processes_are_out_of_reach(void **state)
{
	char answer[200];
	int fd = open("/dev/zero", O_RDONLY);
	(void)state;
	assert_int_equal(confined(try_everything, &fd, answer), WG_CONFINE_DONE);
	assert_string_equal(answer, "open -1 make -1 read -1 unlink -1 socket -1 fork -1 kill -1 exec -1");
	close(fd);
}

#if !defined(__SANITIZE_ADDRESS__)
static void eat(void *user, struct wg_buf *out)
{
	(void)user;
	char *p = wg_xmalloc(100 << 20);
	wg_buf_printf(out, "%p", (void *)p);
}

static void memory_has_an_end(void **state)
{
	char answer[200];
	(void)state;
	assert_int_equal(confined(eat, NULL, answer), WG_CONFINE_BROKE);
}
#endif

static enum wg_wire_failure wire(const struct wg_buf *b, size_t n, struct wg_book **book)
{
	enum wg_err err;
	struct wg_error e = {0};
	*book = calloc(1, sizeof **book);
	(*book)->name = strdup("a.xls");
	return wg_wire_read(*book, b->data, n, &err, &e);
}

static void the_answer_is_read_only_when_whole_and_in_order(void **state)
{
	struct wg_buf b;
	struct wg_book *book;
	(void)state;
	wg_buf_init(&b, 1000);
	wg_wire_sheet(&b, "一", false);
	wg_wire_row(&b, 0);
	wg_wire_cell(&b, 0, 0, "姓名", 6);
	wg_wire_cell(&b, 2, WG_CELL_NUMBER, "7", 1);
	wg_wire_row(&b, 4);
	wg_wire_cell(&b, 0, WG_CELL_DATE, "1982-02-18", 10);
	wg_wire_merge(&b, &(struct wg_merge){0, 0, 1, 0});
	wg_wire_end(&b);
	assert_int_equal(wire(&b, b.len, &book), 0);
	assert_cell(book, 0, 2, "7");
	assert_cell(book, 1, 0, "姓名");
	assert_cell(book, 4, 0, "1982-02-18");
	wg_book_close(&book);
	for (size_t n = 0; n < b.len; n++) {
		assert_int_equal(wire(&b, n, &book), WG_WIRE_DAMAGED);
		wg_book_close(&book);
	}
	wg_buf_free(&b);
}

static void answers_that_break_a_rule_are_refused(void **state)
{
#define SHEET "S\0\1\0\0\0a"
#define ROW(n) "R" n "\0\0\0"
#define CELL(col, flags, text) "C" col "\0" flags "\1\0\0\0" text
	static const struct {
		const char *bytes;
		size_t n;
	} bad[] = {
#define BAD(s) {s, sizeof(s) - 1}
		BAD(SHEET ROW("\1") ROW("\1") "E"),
		BAD(SHEET ROW("\0") CELL("\1", "\0", "x") CELL("\1", "\0", "x") "E"),
		BAD(SHEET CELL("\1", "\0", "x") "E"),
		BAD(ROW("\1") "E"),
		BAD(SHEET ROW("\0") CELL("\1", "\x10", "x") "E"),
		BAD(SHEET ROW("\0") CELL("\1", "\0", "\xFF") "E"),
		BAD(SHEET ROW("\0") CELL("\1", "\0", "\0") "E"),
		BAD(SHEET ROW("\0") "C\1\0\0\0\0\0\0"
				    "E"),
		BAD(SHEET ROW("\0") "C\1\0\0\xFF\xFF\xFF\xFFx"
				    "E"),
		BAD(SHEET "R\0\0\0\x7F"
			  "E"),
		BAD(SHEET "M\2\0\0\0\1\0\0\0\0\0\0\0"
			  "E"),
		BAD(SHEET "X"
			  "E"),
		BAD(SHEET "EE"),
		BAD("S\2\1\0\0\0aE"),
		BAD("F\0"),
		BAD("F\x09"),
		BAD("F\1x"),
	};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct wg_buf b = {.data = (char *)(uintptr_t)bad[i].bytes};
		struct wg_book *book;
		if (wire(&b, bad[i].n, &book) != WG_WIRE_DAMAGED)
			fail_msg("case %zu was taken", i);
		wg_book_close(&book);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_child_answers),
		cmocka_unit_test(crashes_hangs_and_floods_are_told_apart_from_answers),
		cmocka_unit_test(files_network_and_processes_are_out_of_reach),
#if !defined(__SANITIZE_ADDRESS__)
		cmocka_unit_test(memory_has_an_end),
#endif
		cmocka_unit_test(the_answer_is_read_only_when_whole_and_in_order),
		cmocka_unit_test(answers_that_break_a_rule_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
