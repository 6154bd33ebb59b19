/* codes.h: the lists an office may edit (config/codes.yaml), as plain structs.
 * conf/ fills them, libwangge uses them; libwangge reads no YAML.
 * All pointers are borrowed from whoever filled the structs and live as long as the office is open. */
#ifndef WANGGE_CODES_H
#define WANGGE_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One code: list "care", code "alone", name 独居, also {"独居老人"}.
 * Lists of today: care, worker_kind, origin, relation, door_kind, status, reason, role, management, place_kind; of
 * needs: service, life, field, micro, form, urgency, source, need_state, satisfaction, channel, certificate, limit,
 * level, resource_kind. */
struct wg_code {
	const char *list, *code;
	const char *name, *name_en; /* shown; name is Chinese */
	const char **also;          /* other spellings met in rosters */
	size_t n_also;
	int weight;           /* care: added to the household's weight, 0 … 3 */
	int gravity;          /* care: the greatest is the one shown where there is room for one; 0 = last */
	const char *mark;     /* care: one hanzi for narrow places; NULL = none */
	int band_lo, band_hi; /* worker_kind: households; 0,0 = takes none by default */
	int part_lo, part_hi; /* worker_kind: the band of a part-timer */
	const char *life, *field,
		*micro;        /* service: the classes of a need for it; codes of these lists; never NULL there */
	bool certified;        /* service: nobody without a valid certificate for it is sent */
	bool by_phone;         /* service: can be done without going there */
	bool free;             /* care: such a household pays no hours; the pool does */
	const char **services; /* certificate: what it is good for */
	size_t n_services;
};

/* A field of an import and the header words that mean it: key "room", words {"房号", "室", …}. */
struct wg_column_words {
	const char *table; /* "households", "cadres" or "library" */
	const char *key;   /* stable English key, as in --map 门牌=address */
	const char **words;
	size_t n_words;
};

/* Weights of the contact plan's objective; reference: struct wg_partition in the planner. */
struct wg_plan_weights {
	int cut[5]; /* a border between neighbours whose deepest common place is community, compound, building,
		       entrance, floor */
	int move;   /* a household that changes its contact */
	int affinity_entrance, affinity_building; /* a cadre who lives there, per household */
	int unused;                               /* a cadre without households */
	int uncovered, uncovered_weight; /* a household without contact: uncovered + uncovered_weight * weight */
};

/* What an office has agreed on about needs. */
struct wg_need_rules {
	int urgent_hours, pressing_days, normal_days; /* until a need is due, by its urgency */
	int sample;                                   /* each so-many-th counter errand is followed up; 0 = none */
	int lead_days, community_days;                /* overdue for more: the grid lead is told, then the community */
};

/* Points of a match: what makes one helper a better choice than another; and how many orders at a time. */
struct wg_match_weights {
	int level[3], verified;     /* can, is good at it, by profession; seen by the office */
	int certificate;            /* a valid one for the service */
	int near[3];                /* same community, compound, building */
	int free, order;            /* without an open order; off for each open one */
	int idle, idle_days;        /* full after so many days without an order, in proportion before */
	int again;                  /* has served this household before */
	int satisfied, unsatisfied; /* what that household said the last time; the second is taken off */
	int urgency[4]; /* urgent, pressing, normal, standing: before anything else when all needs are matched */
	int load_cap;   /* open orders at a time, of who has no number of his own */
};

struct wg_codes {
	struct wg_code *code;
	size_t n_code;
	struct wg_column_words *column;
	size_t n_column;
	struct wg_plan_weights plan;
	struct wg_need_rules need;
	struct wg_match_weights match;
	uint64_t digest; /* of the text they were read from: differs = the office's copy must be synchronised */
};

/* The code of list whose code, name or other spelling equals text (after folding done by the caller); NULL if none. */
const struct wg_code *wg_code_find(const struct wg_codes *codes, const char *list, const char *text);

#endif
