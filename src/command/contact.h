/* contact.h: the one way a household gets, changes or loses its contact. Every command that assigns goes through it,
 * so that bands, recusals and locks are decided by one function. */
#ifndef WANGGE_COMMAND_CONTACT_H
#define WANGGE_COMMAND_CONTACT_H

#include "command/call.h"

struct wg_give {
	int64_t household, worker; /* worker 0 = nobody */
	int64_t since;             /* day the contact begins; 0 = as the options say */
};

struct wg_give_opts {
	const char *reason;
	const char *over_band; /* why the upper band may be passed; NULL = it may not */
	int64_t since;         /* day the contact begins; 0 = today */
	bool yield;   /* what a rule refuses gets nobody, with a warning, and is no refusal; a locked one stays */
	/* Somebody states what is so: what a rule refuses is left as it was, what the band does not allow is taken with
	 * over_band; both with a warning. */
	bool stated;
	bool restore; /* from wangge's own file: what was in force is put back, bands and locks do not refuse */
};

/* Closes the open interval and opens the next. What is already so is no change.
 * Refused, each with a note that names household and rule: a locked household, a recusal (own household, recorded
 * relatives), one that does not live here, a worker who takes no households, more than the band allows. Then nothing
 * is written, unless the command was given --skip-refused: then the rest is. *n_changed counts households. */
enum wg_err wg__give(struct wg_call *c, const struct wg_give *gives, size_t n, const struct wg_give_opts *opts,
		     int64_t *n_changed, struct wg_error *e);

/* Why this worker cannot be this household's contact, as a msgid; NULL when nothing is against it. */
enum wg_err wg__recused(struct wg_call *c, int64_t worker, int64_t household, const char **why, struct wg_error *e);

#endif
