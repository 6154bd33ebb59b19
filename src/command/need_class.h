/* need_class.h: what a need is about: services and the classes that follow from them. */
#ifndef WANGGE_COMMAND_NEED_CLASS_H
#define WANGGE_COMMAND_NEED_CLASS_H

#include "command/call.h"

/* services: codes with blanks between; all of it NULL where it is not known. */
struct wg__classes {
	const char *services, *life, *field, *micro;
};

/* --service, --life, --field and --micro; what is not given follows from the first service, the life first from words
 * of the title (灶 → 食). Without --service a service that the title names is taken. */
enum wg_err wg__arg_classes(struct wg_call *c, const char *title, struct wg__classes *out, struct wg_error *e);

/* When a need said at `at` is due by its urgency; 0 = a standing need never is. */
int64_t wg__due_by(const struct wg_need_rules *rules, const char *urgency, int64_t at);

#endif
