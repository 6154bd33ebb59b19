/* search_ids.h: who may fit, by ids alone: indexes are read for that, rows only of those who are left. Inside model/
 * only. */
#ifndef WANGGE_MODEL_SEARCH_IDS_H
#define WANGGE_MODEL_SEARCH_IDS_H

#include "model/search_people.h"

/* Persons, each once or more. From the search's arena. */
struct wg__ids {
	int64_t *at;
	size_t n;
};

/* Who has such a key. The search's `more` is set when there are too many to be looked at. */
enum wg_err wg__ids_of_key(struct wg__search *s, int kind, const char *key, struct wg__ids *out, struct wg_error *e);

/* The households with a member in the group where the search goes: everybody of the first of them in walking order,
 * beyond these only who is in the group. */
enum wg_err wg__ids_of_care(struct wg__search *s, const char *group, struct wg__ids *out, struct wg_error *e);

/* Leaves out whom another word than the leading one cannot mean, as far as indexes tell, and those who are too many;
 * what is left is in the order in which the rows lie in the file. */
enum wg_err wg__ids_sift(struct wg__search *s, struct wg__ids *ids, struct wg_error *e);

#endif
