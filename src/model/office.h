/* office.h: the inside of an office handle, for model/ and command/. */
#ifndef WANGGE_MODEL_OFFICE_H
#define WANGGE_MODEL_OFFICE_H

#include "base/arena.h"
#include "store/db.h"
#include "wangge/office.h"

struct wg_office {
	struct wg_db *db;
	const struct wg_codes *codes;
	int64_t uid;
	char *actor;
	bool masked; /* no telephone, id number or note leaves model/ in full */
};

/* The digest of the code lists as the office keeps it: the name of the code of list "digest". */
enum { WG_DIGEST_TEXT = 17 };
void wg__codes_digest(const struct wg_codes *codes, char out[WG_DIGEST_TEXT]);

/* The telephone as this handle may show it; in the arena. NULL gives NULL. */
const char *wg__show_phone(const struct wg_office *office, struct wg_arena *a, const char *phone);

/* Of somebody who serves: that of a cadre hangs at the entrance and is never masked, that of a volunteer is a
 * resident's. */
const char *wg__show_worker_phone(const struct wg_office *office, struct wg_arena *a, const char *kind,
				  bool takes_households, const char *phone);

/* Likewise the id number. */
const char *wg__show_idno(const struct wg_office *office, struct wg_arena *a, const char *id_no);

/* Personal text (notes) as this handle may show it: nothing for a masked one. */
const char *wg__show_note(const struct wg_office *office, struct wg_arena *a, const char *note);

/* A text column in the arena; "" for NULL. */
const char *wg__text_or_empty(struct wg_stmt *st, int col, struct wg_arena *a);

/* An id as people may write it: with this office's number added when it is short. */
int64_t wg__full_id(const struct wg_office *office, int64_t id);

#endif
