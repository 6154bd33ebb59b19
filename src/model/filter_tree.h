/* filter_tree.h: a parsed expression, for those who ask rows (filter_rows.c) and the store (filter_sql.c). Inside
 * model/ only. */
#ifndef WANGGE_MODEL_FILTER_TREE_H
#define WANGGE_MODEL_FILTER_TREE_H

#include "text/match.h"
#include "wangge/filter.h"

enum wg__filter_kind {
	WG__FILTER_AND,
	WG__FILTER_OR,
	WG__FILTER_NOT,     /* left only */
	WG__FILTER_FILLED,  /* the column has a value; of YES columns: it is 1 */
	WG__FILTER_COMPARE, /* the column and one of the values */
	WG__FILTER_WORD,    /* the text of value[0] stands anywhere in the row */
};

/* NOT of EQUAL is said by a node of its own. */
enum wg__filter_op {
	WG__FILTER_EQUAL,
	WG__FILTER_LESS,
	WG__FILTER_AT_MOST,
	WG__FILTER_MORE,
	WG__FILTER_AT_LEAST,
	WG__FILTER_HOLDS,
};

struct wg__filter_value {
	const char *text; /* folded by wg__filter_fold() */
	const char *code; /* CODE columns */
	int64_t number;   /* INT, ID, DATE, TIME, YES */
	bool empty;       /* 无: a cell without value; the fields above then mean nothing */
};

struct wg_filter {
	enum wg__filter_kind kind;
	const struct wg_filter *left, *right;
	const struct wg_filter_table *table;
	size_t column;
	enum wg__filter_op op;
	const struct wg__filter_value *value;
	size_t n_values;
	struct wg_query *query; /* HOLDS and WORD: the text as names are found by it */
};

/* As texts are compared: NFKC, lower case. */
const char *wg__filter_fold(const char *text, size_t len, struct wg_arena *a);

/* Columns in which people stand: also found by pinyin and initials. */
bool wg__filter_is_name(const struct wg_rows_column *c);
bool wg__filter_is_text(const struct wg_rows_column *c);

/* Words for what an expression speaks of (filter_word.c). They never fail: what is not found gives NULL or false. */
const struct wg_code *wg__filter_code(const struct wg_codes *codes, const char *list, const char *word);
bool wg__filter_is_joint(const char *word); /* 且, or */
bool wg__filter_empty(const char *word);    /* 无 */
const char *wg__filter_title(const struct wg_filter_table *table, size_t column);
/* 没有电话的: the column, and whether it is to be filled in. */
bool wg__filter_phrase(const struct wg_filter_table *table, const char *word, struct wg_arena *a, size_t *column,
		       bool *filled);

#endif
