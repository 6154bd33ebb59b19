/* error.h: what can go wrong, as codes; the sentence is a struct wg_message.
 * Every room may include this header and message.h: they are the ground floor. */
#ifndef WANGGE_ERROR_H
#define WANGGE_ERROR_H

#include "wangge/message.h"

/* CODE, exit status of the command line (sysexits.h; 1 = a rule refuses), English name */
#define WG_ERRORS(X)                                                                                                   \
	X(WG_OK, 0, "ok")                                                                                              \
	X(WG_EREFUSED, 1, "refused by a rule")                                                                         \
	X(WG_EUSAGE, 64, "wrong use")                                                                                  \
	X(WG_EDATA, 65, "bad data")                                                                                    \
	X(WG_ENOINPUT, 66, "file cannot be read")                                                                      \
	X(WG_ENOTFOUND, 66, "not found")                                                                               \
	X(WG_EUNAVAILABLE, 69, "not available")                                                                        \
	X(WG_EINTERNAL, 70, "internal error")                                                                          \
	X(WG_EOS, 71, "system error")                                                                                  \
	X(WG_ECANTCREAT, 73, "file cannot be written")                                                                 \
	X(WG_EIO, 74, "input or output error")                                                                         \
	X(WG_EBUSY, 75, "somebody else is writing")                                                                    \
	X(WG_ESTALE, 75, "changed since it was shown")                                                                 \
	X(WG_ECANCELLED, 75, "cancelled")                                                                              \
	X(WG_EPERM, 77, "not permitted")                                                                               \
	X(WG_ECONFIG, 78, "configuration error")

enum wg_err {
#define WG_ERROR_ENUM(code, status, name) code,
	WG_ERRORS(WG_ERROR_ENUM)
#undef WG_ERROR_ENUM
};

/* An error and its sentence. Zero-initialised means no error. */
struct wg_error {
	enum wg_err code;
	struct wg_message message;
};

/* Exit status of the command line for a code. */
int wg_err_status(enum wg_err code);

/* Sets *e (which may be NULL) and returns code, so that `return wg_fail(…)` reads as one step.
 * msgid, types and the arguments: see wg_message_set(). */
enum wg_err wg_fail(struct wg_error *e, enum wg_err code, const char *msgid, const char *types, ...);

#endif
