/* message.h: a sentence as a msgid and its arguments.
 * The library never translates: whoever shows a message looks its msgid up first.
 * In the text {1} … {9} stand for the arguments, so that a translation may turn them round.
 *
 *	wg_message_set(&m, N_("{1} holds {2} households, the band ends at {3}"), "sdd", name, 31, 30);
 */
#ifndef WANGGE_MESSAGE_H
#define WANGGE_MESSAGE_H

#include <stdarg.h>
#include <stddef.h>

#ifndef N_
#define N_(s) s /* marks a msgid for extraction; translated where it is shown */
#endif

enum { WG_MESSAGE_ARGS = 9, WG_MESSAGE_BYTES = 400 };

/* A value, safe to copy: the arguments are kept as text, one after another, each ended by NUL.
 * What does not fit is cut at a character boundary. */
struct wg_message {
	const char *msgid; /* static; NULL = no message */
	unsigned char n;
	unsigned short used;
	char args[WG_MESSAGE_BYTES];
};

/* types: one letter an argument: s = const char * (NULL counts as ""), d = int, l = long long. */
void wg_message_set(struct wg_message *m, const char *msgid, const char *types, ...);
void wg_message_vset(struct wg_message *m, const char *msgid, const char *types, va_list ap);

/* The i-th argument, 0-based; "" when there is none. Borrowed from *m. */
const char *wg_message_arg(const struct wg_message *m, unsigned i);

/* Writes text (the translation of m->msgid; NULL = the msgid itself) with the arguments put in.
 * Always terminates; returns the length that would have been needed, like snprintf(). */
size_t wg_message_text(const struct wg_message *m, const char *text, char *out, size_t cap);

#endif
