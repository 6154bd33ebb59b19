/* skills.h: what somebody can do, as a command's parameter says it and as rows: skills, certificates, limits, free
 * time. Shared by the commands of helpers and the import of their lists. */
#ifndef WANGGE_COMMAND_SKILLS_H
#define WANGGE_COMMAND_SKILLS_H

#include "command/call.h"

enum { WG__CAP_MAX = 99 }; /* open orders at a time */

/* The names of the codes that share the most characters with a text, with 、 between; "" = none does. */
const char *wg__nearest_codes(struct wg_call *c, const char *list, const char *text);

/* level 0: not said. */
struct wg__skill {
	const char *service;
	int level;
};

struct wg__cert {
	const char *certificate;
	bool has_until;
	int64_t until;
};

/* The values of a parameter: S04:2, 水电维修:熟练, 理发; 电工证:2027-05-01, 护士证. Each code once. WG_EUSAGE names
 * what is not in the list, and what is nearest. *given: the parameter was there, though it may be empty. */
enum wg_err wg__arg_skills(struct wg_call *c, const char *name, struct wg__skill **out, size_t *n, bool *given,
			   struct wg_error *e);
enum wg_err wg__arg_certs(struct wg_call *c, const char *name, struct wg__cert **out, size_t *n, bool *given,
			  struct wg_error *e);

/* Codes with blanks between; *out is NULL when the parameter is not given, "" when it is empty. */
enum wg_err wg__arg_codes(struct wg_call *c, const char *name, const char *list, const char **out, struct wg_error *e);

/* A set of half-days; *given false when it is not given or empty. WG_EUSAGE. */
enum wg_err wg__arg_slots(struct wg_call *c, const char *name, int64_t *slots, bool *given, struct wg_error *e);

/* 1 … WG__CAP_MAX; 0 when it is not given or empty. WG_EUSAGE. */
enum wg_err wg__arg_cap(struct wg_call *c, const char *name, int64_t *cap, struct wg_error *e);

/* A warning for each certificate that has lapsed. */
void wg__warn_lapsed(struct wg_call *c, const struct wg__cert *certs, size_t n);

/* A skill on record; id 0 = none. */
struct wg__skill_row {
	int64_t id;
	int level;
	bool verified;
};
enum wg_err wg__skill_find(struct wg_call *c, int64_t worker, const char *service, struct wg__skill_row *out,
			   struct wg_error *e);

/* Writes what is different; *touched is set when anything was. old: what wg__skill_find() found. */
enum wg_err wg__skill_write(struct wg_call *c, int64_t worker, const char *service, const struct wg__skill_row *old,
			    int level, bool verified, bool *touched, struct wg_error *e);

struct wg__cert_row {
	int64_t id;
	bool has_until;
	int64_t until;
};
enum wg_err wg__cert_find(struct wg_call *c, int64_t worker, const char *certificate, struct wg__cert_row *out,
			  struct wg_error *e);
enum wg_err wg__cert_write(struct wg_call *c, int64_t worker, const struct wg__cert *cert,
			   const struct wg__cert_row *old, bool *touched, struct wg_error *e);

#endif
