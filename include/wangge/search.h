/* search.h: people, doors and workers found by what one remembers of them.
 *
 *	3栋 张 独居      words are blank-separated, all of them must fit, in any order
 *	张w zhw weiwei   hanzi, full pinyin, initials and mixtures: see text/match.h
 *	3-2-501 501      addresses and rooms; four digits and more are also the end of a telephone number
 *	独居 独 晴岚      care groups by name or mark, and the beginning of a place's name
 *
 * At most WG_SEARCH_CANDIDATES fitting rows are looked at and ranked; a masked office is not searched by telephone. */
#ifndef WANGGE_SEARCH_H
#define WANGGE_SEARCH_H

#include "wangge/place.h"

enum { WG_SEARCH_CANDIDATES = 500 };

enum wg_hit_kind {
	WG_HIT_PERSON, /* somebody of a household, the head or another member */
	WG_HIT_DOOR,   /* a household found by where it is; the person is the head */
	WG_HIT_WORKER,
};

/* Texts are never NULL. */
struct wg_hit {
	enum wg_hit_kind kind;
	int64_t household_id, person_id, worker_id; /* 0 where there is none */
	int64_t pos;                                /* in the walk */
	const char *address;                        /* "3栋2单元501"; of a worker the unit */
	const char *name, *relation;                /* who was found; relation is a code, of a worker the kind */
	const char *head, *phone, *contact, *care;  /* phone as this handle may show it; care: codes, blank between */
	int64_t contact_id;
	int rank;           /* less is better; hits come ordered by it, then by the walk */
	uint64_t highlight; /* bit i: character i of name was hit */
};

struct wg_hits {
	struct wg_hit *at;
	size_t n;
	bool more; /* there are others beyond the limit or the candidates */
};

/* scope: only what lies in the node; NULL = everywhere. An empty text finds nothing. limit: how many hits at most. */
enum wg_err wg_search(wg_office *office, const char *text, const struct wg_node *scope, size_t limit,
		      struct wg_arena *a, struct wg_hits *out, struct wg_error *e);

/* A list of households narrowed as one types: ids of those in which every word is found (who lives there, where, the
 * care groups, the contact, where the list is short also the note), the best first, then in walking order, at most
 * limit. among: only these, ascending; NULL = all of the scope. *more: there are others. */
enum wg_err wg_search_households(wg_office *office, const char *text, const struct wg_node *scope, const int64_t *among,
				 size_t n_among, size_t limit, struct wg_arena *a, int64_t **ids, size_t *n, bool *more,
				 struct wg_error *e);

#endif
