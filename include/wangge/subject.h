/* subject.h: whom or where something is for. */
#ifndef WANGGE_SUBJECT_H
#define WANGGE_SUBJECT_H

#include "wangge/place.h"

/* A household, one of its people (household_id and person_id), or a place. gone: has died or moved away. */
struct wg_subject {
	int64_t household_id, person_id, place_id; /* 0 = not that */
	bool gone;
	const char *text; /* 3栋2单元501 张伟; 昭山镇/窑洲社区/晴岚家园 */
};

struct wg_subjects {
	struct wg_subject *at;
	size_t n;
};

/* Everything that a text names, with , or 、 between: a place by its path, a person by name, household/name or
 * name:telephone tail, a household by its door or head, or #id of any of them. WG_ENOTFOUND; WG_EUSAGE when one of them
 * could be several. */
enum wg_err wg_subject_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_subjects *out,
			    struct wg_error *e);

#endif
