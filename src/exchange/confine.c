#include "exchange/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The address sanitizer maps terabytes and looks at itself: with it only the filter and the time hold. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { CONFINED = 'c', FAILED = 'f', CHUNK = 64 * 1024 };

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__loongarch__)
#define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#error "the filter of system calls does not know this processor"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF_NOT_SKIP(value, n) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (n))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define ALLOW(call) IF_NOT_SKIP(call, 1), ANSWER(SECCOMP_RET_ALLOW)

/* Memory, the pipe, the end. Anything else is answered by EPERM; a call for another processor ends the child. */
static bool shut_calls(void)
{
	static const struct sock_filter filter[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
		ANSWER(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		ALLOW(SYS_write),
		ALLOW(SYS_brk),
		ALLOW(SYS_mmap),
		ALLOW(SYS_munmap),
		ALLOW(SYS_mremap),
		ALLOW(SYS_madvise),
		ALLOW(SYS_futex),
		ALLOW(SYS_rt_sigprocmask),
		ALLOW(SYS_rt_sigreturn),
		ALLOW(SYS_getpid),
		ALLOW(SYS_gettid),
		ALLOW(SYS_exit),
		ALLOW(SYS_exit_group),
		ANSWER(SECCOMP_RET_ERRNO | EPERM),
	};
	const struct sock_fprog program = {.len = sizeof filter / sizeof *filter,
					   .filter = (struct sock_filter *)(uintptr_t)filter};
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static bool set_limit(__rlimit_resource_t what, rlim_t value)
{
	struct rlimit now;
	if (getrlimit(what, &now) != 0)
		return false;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < value)
		value = now.rlim_max;
	return setrlimit(what, &(struct rlimit){value, value}) == 0;
}

/* Bytes of address space that the process has. */
static size_t own_size(void)
{
	char text[64] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
	if (fd >= 0)
		close(fd);
	return n > 0 ? (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : (size_t)1 << 30;
}

static bool shut_limits(const struct wg_confine *limits)
{
	bool ok = set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_CPU, limits->seconds);
	if (!SANITIZED)
		ok = ok && set_limit(RLIMIT_AS, own_size() + limits->memory);
	return ok && set_limit(RLIMIT_NOFILE, 0);
}

static void shut_files(int pipe_fd)
{
	if (pipe_fd > 0)
		close_range(0, (unsigned)pipe_fd - 1, 0);
	close_range((unsigned)pipe_fd + 1, ~0u, 0);
}

/* The signals of the console are none of the child's; it goes when its parent goes. */
static void forget_signals(void)
{
	sigset_t none;
	sigemptyset(&none);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, bytes, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return false;
		bytes += k;
		n -= (size_t)k;
	}
	return true;
}

/* Nobody's handlers run, a sanitizer's neither: it would want to look around. */
static _Noreturn void end(int status)
{
	for (;;)
		syscall(SYS_exit_group, status);
}

static _Noreturn void be_confined(int fd, const struct wg_confine *limits, void (*fn)(void *user, struct wg_buf *out),
				  void *user)
{
	struct wg_buf out;
	char begun = FAILED;
	forget_signals();
	/* The tables of this encoding come from files: they must be there before files are out of reach. */
	iconv_t kept = iconv_open("UTF-8", "GB18030");
	if (kept != (iconv_t)-1 && shut_limits(limits)) {
		shut_files(fd);
		if (shut_calls())
			begun = CONFINED;
	}
	if (!write_all(fd, &begun, 1) || begun != CONFINED)
		end(1);
	wg_buf_init(&out, limits->output_max);
	fn(user, &out);
	end(!out.toobig && write_all(fd, out.data ? out.data : "", out.len) ? 0 : 1);
}

static int64_t milliseconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Everything that comes until the end of the pipe; false when the time is over or it is too much. */
static bool read_answer(int fd, int64_t deadline, struct wg_buf *out)
{
	char chunk[CHUNK];
	for (;;) {
		int64_t left = deadline - milliseconds();
		struct pollfd p = {.fd = fd, .events = POLLIN};
		if (left <= 0)
			return false;
		int ready = poll(&p, 1, (int)left);
		if (ready <= 0 && !(ready < 0 && errno == EINTR))
			return false;
		ssize_t n = ready > 0 ? read(fd, chunk, sizeof chunk) : -1;
		if (n == 0)
			return true;
		if (n > 0)
			wg_buf_add(out, chunk, (size_t)n);
		if (out->toobig || (n < 0 && errno != EINTR))
			return false;
	}
}

static int reap(pid_t child)
{
	int status = 0;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return status;
}

enum wg_confine_end wg_confine(const struct wg_confine *limits, void (*fn)(void *user, struct wg_buf *out), void *user,
			       struct wg_buf *out)
{
	int ends[2];
	struct wg_buf answer;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return WG_CONFINE_NOT;
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		be_confined(ends[1], limits, fn, user);
	}
	int kept = errno;
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		errno = kept;
		return WG_CONFINE_NOT;
	}
	wg_buf_init(&answer, limits->output_max + 1);
	int64_t deadline = milliseconds() + (int64_t)limits->seconds * 1000;
	bool ended = read_answer(ends[0], deadline, &answer);
	bool late = !ended && !answer.toobig && milliseconds() >= deadline;
	close(ends[0]);
	if (!ended)
		kill(child, SIGKILL);
	int status = reap(child);
	enum wg_confine_end how = WG_CONFINE_BROKE;
	if (late || (status != -1 && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
		how = WG_CONFINE_SLOW;
	} else if (answer.len > 0 && answer.data[0] == FAILED) {
		errno = EPERM;
		how = WG_CONFINE_NOT;
	} else if (ended && status == 0 && answer.len > 0) {
		wg_buf_add(out, answer.data + 1, answer.len - 1);
		how = out->toobig ? WG_CONFINE_BROKE : WG_CONFINE_DONE;
	}
	wg_buf_free(&answer);
	return how;
}
