#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "command/exec.h"
#include "command/place_edit.h"
#include "command/siblings.h"
#include "command/walk_doors.h"

static const char SQL_ENTRANCES[] = "SELECT id FROM place WHERE level = 5 AND lo BETWEEN $1 AND $2 ORDER BY lo";
static const char SQL_OTHER_ORDERS[] = "SELECT id FROM place WHERE lo BETWEEN $1 AND $2 AND hi <= $2 AND id <> $3 AND "
				       "walk IS NOT NULL ORDER BY lo";
static const char SQL_CHILDREN[] = "SELECT id, ord FROM place WHERE parent_id = $1 ORDER BY ord";

enum wg_err wg__door_kind(struct wg_call *c, const char *param, const char **out, struct wg_error *e)
{
	const char *typed = wg__arg(c, param);
	const struct wg_code *code = wg_code_find(wg_office_codes(c->office), "door_kind", typed ? typed : "home");
	*out = "home";
	if (code && strcmp(code->code, "vacant") != 0)
		*out = code->code;
	else if (typed && strcmp(typed, "home") != 0)
		return wg_fail(e, WG_EUSAGE, N_("{1} is no kind of door"), "s", typed);
	return WG_OK;
}

/* The doors that the values of a parameter name, each once. */
static enum wg_err named_doors(struct wg_call *c, const char *param, const struct wg_node *in, int64_t **ids, size_t *n,
			       struct wg_error *e)
{
	struct wg_map seen = {0};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		int64_t *found;
		size_t n_found = 0;
		if (strcmp(c->args->at[i].name, param) != 0)
			continue;
		err = wg_doors_find(c->office, c->args->at[i].value, in, c->a, &found, &n_found, e);
		for (size_t k = 0; err == WG_OK && k < n_found; k++)
			wg_map_put(&seen, found[k], NULL);
	}
	*n = seen.len;
	*ids = WG_NEW(c->a, int64_t, seen.len);
	for (size_t i = 0; i < seen.len; i++)
		(*ids)[i] = seen.entries[i].key;
	wg_map_free(&seen);
	return err;
}

enum wg_err wg__exec_kind(struct wg_call *c, struct wg_error *e)
{
	const char *kind = "home";
	int64_t *ids, changed = wg_tx_changes(c->tx);
	size_t n = 0;
	enum wg_err err = wg__door_kind(c, "is", &kind, e);
	if (err == WG_OK)
		err = named_doors(c, "doors", NULL, &ids, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg_row_set(c->tx, WG_T_DOOR, ids[i], WG_DOOR_KIND, wg_text_value(kind), e);
	if (err == WG_OK)
		wg__say(c, N_("{1} doors changed: {2}"), "ls", (long long)(wg_tx_changes(c->tx) - changed),
			wg_office_code_name(c->office, "door_kind", kind));
	return err;
}

/* Orders said for places below no longer hold. */
static enum wg_err forget_below(struct wg_call *c, const struct wg_node *node, struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_OTHER_ORDERS);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	wg_bind_int(st, 3, node->id);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = wg_row_set(c->tx, WG_T_PLACE, ids.at[i], WG_PLACE_WALK, (struct wg_value){0}, e);
	WG_VEC_FREE(&ids);
	return err;
}

static enum wg_err order_doors(struct wg_call *c, const struct wg_node *node, const char *mode, struct wg_error *e)
{
	WG_VEC(int64_t) entrances = {0};
	int64_t *first = NULL, changed = 0, one = 0;
	size_t n_first = 0;
	enum wg_err err = wg_row_set(c->tx, WG_T_PLACE, node->id, WG_PLACE_WALK, wg_text_value(mode), e);
	if (err == WG_OK)
		err = forget_below(c, node, e);
	if (err == WG_OK)
		err = named_doors(c, "list", node, &first, &n_first, e);
	struct wg_stmt *st = wg_query(c->db, SQL_ENTRANCES);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	while (err == WG_OK && wg_step(st))
		WG_PUSH(&entrances, wg_int(st, 0));
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	err = err == WG_OK ? done : err;
	for (size_t i = 0; err == WG_OK && i < entrances.len; i++) {
		err = wg__doors_order(c, entrances.at[i], mode, first, n_first, &one, e);
		changed += one;
	}
	if (err == WG_OK)
		wg__say(c, N_("{1}: walked in the new order, {2} doors in {3} entrances changed their place"), "sll",
			node->name, (long long)changed, (long long)entrances.len);
	WG_VEC_FREE(&entrances);
	return err;
}

static size_t index_of(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) {
		if (ids[i] == id)
			return i;
	}
	return n;
}

/* The children in the order of --list, the rest behind them as they were. */
static enum wg_err order_children(struct wg_call *c, const struct wg_node *node, const int64_t *first, size_t n_first,
				  struct wg_error *e)
{
	struct child {
		int64_t id, ord, old;
	};
	WG_VEC(struct child) all = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_CHILDREN);
	wg_bind_int(st, 1, node->id);
	while (wg_step(st))
		WG_PUSH(&all, (struct child){wg_int(st, 0), 0, wg_int(st, 1)});
	enum wg_err err = wg_done(st, e);
	size_t rest = n_first;
	int64_t changed = 0;
	struct wg__sibling *s = WG_NEW(c->a, struct wg__sibling, all.len);
	for (size_t i = 0; i < all.len; i++) {
		size_t at = index_of(first, n_first, all.at[i].id);
		s[at < n_first ? at : rest++].ord = &all.at[i].ord;
	}
	wg__siblings_spread(s, all.len, (int)node->level);
	for (size_t i = 0; err == WG_OK && i < all.len; i++) {
		changed += all.at[i].ord != all.at[i].old;
		err = wg_row_set(c->tx, WG_T_PLACE, all.at[i].id, WG_PLACE_ORD, wg_int_value(all.at[i].ord), e);
	}
	if (err == WG_OK)
		wg__say(c, N_("{1}: walked in the new order, {2} places changed theirs"), "sl", node->name,
			(long long)changed);
	WG_VEC_FREE(&all);
	return err;
}

/* Does the list name places directly below? Then they are put in order, not doors. */
static enum wg_err listed_children(struct wg_call *c, const struct wg_node *node, int64_t **ids, size_t *n,
				   struct wg_error *e)
{
	WG_VEC(int64_t) found = {0};
	enum wg_err err = WG_OK;
	size_t given = 0;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const char *name = "";
		int64_t id = 0;
		if (strcmp(c->args->at[i].name, "list") != 0)
			continue;
		given++;
		if (node->level == WG_LEVEL_ENTRANCE ||
		    wg__place_name(c, (enum wg_level)(node->level + 1), c->args->at[i].value, &name, NULL) != WG_OK)
			continue;
		err = wg__child_named(c, node->id, (enum wg_level)(node->level + 1), name, 0, &id, e);
		if (err == WG_OK && id && index_of(found.at, found.len, id) == found.len)
			WG_PUSH(&found, id);
	}
	if (err == WG_OK && found.len > 0 && found.len != given)
		err = wg_fail(e, WG_EUSAGE, N_("the list names places that do not stand directly below {1}"), "s",
			      node->name);
	*n = found.len;
	*ids = WG_NEW(c->a, int64_t, found.len);
	if (found.len > 0)
		memcpy(*ids, found.at, found.len * sizeof **ids);
	WG_VEC_FREE(&found);
	return err;
}

enum wg_err wg__exec_order(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	const char *mode = wg__arg(c, "by");
	int64_t *ids;
	size_t n = 0;
	bool list = wg__flag(c, "list"), by_hand = !mode || strcmp(mode, wg__walk_hand) == 0;
	enum wg_err err = wg__arg_place(c, "place", &node, e);
	if (err != WG_OK)
		return err;
	if (node.kind != WG_NODE_PLACE)
		return wg_fail(e, WG_EUSAGE, N_("the walking order is that of a place"), "");
	if (list != by_hand)
		return wg_fail(e, WG_EUSAGE, N_("say --by with an order, or --list with the order by hand"), "");
	if (!list)
		return order_doors(c, &node, mode, e);
	if ((err = listed_children(c, &node, &ids, &n, e)) != WG_OK)
		return err;
	return n > 0 ? order_children(c, &node, ids, n, e) : order_doors(c, &node, wg__walk_hand, e);
}
