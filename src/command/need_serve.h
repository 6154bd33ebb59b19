/* need_serve.h: minutes that helpers have worked. */
#ifndef WANGGE_COMMAND_NEED_SERVE_H
#define WANGGE_COMMAND_NEED_SERVE_H

#include "command/need.h"

/* --minutes: a number for each helper, or name=number of some. */
struct wg__worked {
	int64_t worker_id, minutes;
	const char *name;
};
struct wg__minutes {
	int64_t each; /* 0 = not given */
	struct wg__worked *at;
	size_t n;
};

/* A number outside a day is a refusal. */
enum wg_err wg__arg_minutes(struct wg_call *c, struct wg__minutes *out, struct wg_error *e);
/* 0 = none were given for this one. */
int64_t wg__minutes_of(const struct wg__minutes *m, int64_t worker);

/* Work that waits to be posted; nothing when there are no minutes. */
enum wg_err wg__write_work(struct wg_call *c, int64_t need, int64_t worker, int64_t day, int64_t minutes,
			   struct wg_error *e);

#endif
