#include <string.h>

#include "command/exec.h"
#include "command/place_edit.h"
#include "store/derive.h"

static const char SQL_NAMELESS_ABOVE[] =
	"SELECT q.id FROM place p JOIN place q ON q.lo <= p.lo AND q.hi >= p.hi WHERE p.id = $1 AND q.level = $2 AND "
	"q.implicit = 1";
static const char SQL_NAMELESS_BELOW[] =
	"SELECT min(q.id), count(*) FROM place p JOIN place q ON q.lo BETWEEN p.lo AND p.hi WHERE p.id = $1 AND "
	"q.level = $2 AND q.implicit = 1";
static const char SQL_PARENT_OF_PARTS[] =
	"SELECT min(p.parent_id), min(p.level) FROM area_part x JOIN place p ON p.id = x.place_id WHERE x.area_id = $1";
static const char SQL_IN_GRID[] = "SELECT count(*) FROM area_part x JOIN area a ON a.id = x.area_id JOIN place p ON "
				  "p.id = x.place_id WHERE p.parent_id = $1 AND a.kind = 'grid'";

/* The nameless place at a level, above or below a named one. */
static enum wg_err nameless_at(struct wg_call *c, const struct wg_node *near, enum wg_level level, int64_t *id,
			       struct wg_error *e)
{
	int64_t n = 0;
	bool above = level < near->level;
	struct wg_stmt *st = wg_query(c->db, above ? SQL_NAMELESS_ABOVE : SQL_NAMELESS_BELOW);
	*id = 0;
	wg_bind_int(st, 1, near->id);
	wg_bind_int(st, 2, level);
	if (wg_step(st)) {
		*id = wg_int(st, 0);
		n = above ? 1 : wg_int(st, 1);
	}
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK || n == 1)
		return err;
	return n == 0 ? wg_fail(e, WG_ENOTFOUND, N_("{1} has no nameless place at that level"), "s", near->name)
		      : wg_fail(e, WG_EUSAGE, N_("{1} has {2} nameless places at that level: say which"), "sl",
				near->name, (long long)n);
}

/* A parameter into a column; "" empties it. list: NULL, or that of the codes whose spelling is understood. */
static enum wg_err set_field(struct wg_call *c, int64_t id, const char *param, int col, const char *list,
			     struct wg_error *e)
{
	const char *typed = wg__arg(c, param);
	int64_t number = 0;
	if (!typed)
		return WG_OK;
	struct wg_value v = wg_text_value(*typed ? typed : NULL);
	const struct wg_code *code = list ? wg_code_find(wg_office_codes(c->office), list, typed) : NULL;
	if (code)
		v.s = code->code;
	if (*typed && wg_table_info[WG_T_PLACE].column[col].type == 'I') {
		enum wg_err err = wg__arg_int(c, param, 0, &number, e);
		if (err != WG_OK)
			return err;
		v = wg_int_value(number);
	}
	return wg_row_set(c->tx, WG_T_PLACE, id, col, v, e);
}

static enum wg_err set_fields(struct wg_call *c, int64_t id, struct wg_error *e)
{
	static const struct {
		const char *param;
		int col;
		const char *list;
	} fields[] = {
		{"code", WG_PLACE_CODE, NULL},         {"street-no", WG_PLACE_STREET_NO, NULL},
		{"kind", WG_PLACE_KIND, "place_kind"}, {"management", WG_PLACE_MANAGEMENT, "management"},
		{"lift", WG_PLACE_LIFT, NULL},         {"group-note", WG_PLACE_GROUP_NOTE, NULL},
		{"note", WG_PLACE_NOTE, NULL},
	};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < sizeof fields / sizeof *fields; i++)
		err = set_field(c, id, fields[i].param, fields[i].col, fields[i].list, e);
	return err;
}

static enum wg_err taken(struct wg_call *c, int64_t other, struct wg_error *e)
{
	const char *path = "";
	enum wg_err err = wg__path_of(c, other, &path, e);
	return err != WG_OK ? err
			    : wg_fail(e, WG_EREFUSED,
				      N_("there is a {1} already: if both are the same, use merge places"), "s", path);
}

static enum wg_err rename_place(struct wg_call *c, int64_t id, const char *typed, struct wg_error *e)
{
	struct wg_value v[WG_PLACE_COLUMNS];
	const char *name = "";
	int64_t other = 0;
	enum wg_err err = wg_row_get(c->db, WG_T_PLACE, id, v, c->a, e);
	if (err != WG_OK)
		return err;
	enum wg_level level = (enum wg_level)v[WG_PLACE_LEVEL].i;
	if ((err = wg__place_name(c, level, typed, &name, e)) != WG_OK ||
	    (err = wg__child_named(c, v[WG_PLACE_PARENT_ID].i, level, name, id, &other, e)) != WG_OK)
		return err;
	if (other)
		return taken(c, other, e);
	err = wg_row_set(c->tx, WG_T_PLACE, id, WG_PLACE_NAME, wg_text_value(name), e);
	return err == WG_OK ? wg_row_set(c->tx, WG_T_PLACE, id, WG_PLACE_IMPLICIT, wg_int_value(0), e) : err;
}

static enum wg_err rename_area(struct wg_call *c, int64_t id, struct wg_error *e)
{
	static const char *const others[] = {"level", "street-no", "kind", "management", "lift", "group-note", "note"};
	const char *typed = wg__arg(c, "name"), *code = wg__arg(c, "code"), *name = "";
	enum wg_err err = WG_OK;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (wg__flag(c, others[i]))
			return wg_fail(e, WG_EUSAGE, N_("a grid has a name and a code only"), "");
	}
	if (typed && (err = wg__place_name(c, WG_LEVEL_COMPOUND, typed, &name, e)) == WG_OK)
		err = wg_row_set(c->tx, WG_T_AREA, id, WG_AREA_NAME, wg_text_value(name), e);
	if (err == WG_OK && code)
		err = wg_row_set(c->tx, WG_T_AREA, id, WG_AREA_CODE, wg_text_value(*code ? code : NULL), e);
	return err;
}

enum wg_err wg__exec_rename(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	const char *before = "", *after = "";
	enum wg_level level = wg__level_of(wg__arg(c, "level"));
	enum wg_err err = wg__arg_place(c, "place", &node, e);
	if (err != WG_OK || (err = wg_node_path(c->office, &node, "/", c->a, &before, e)) != WG_OK)
		return err;
	if (node.kind != WG_NODE_PLACE && node.kind != WG_NODE_AREA)
		return wg_fail(e, WG_EUSAGE, N_("the office itself has no name"), "");
	int64_t id = node.id;
	if (node.kind == WG_NODE_AREA) {
		err = rename_area(c, id, e);
	} else {
		if (level != WG_LEVEL_OFFICE && level != node.level)
			err = nameless_at(c, &node, level, &id, e);
		if (err == WG_OK && wg__arg(c, "name"))
			err = rename_place(c, id, wg__arg(c, "name"), e);
		if (err == WG_OK)
			err = set_fields(c, id, e);
	}
	if (err != WG_OK || (err = wg_node_get(c->office, node.kind, id, c->a, &node, e)) != WG_OK ||
	    (err = wg_node_path(c->office, &node, "/", c->a, &after, e)) != WG_OK)
		return err;
	if (strcmp(before, after) == 0)
		wg__say(c, N_("{1} changed"), "s", after);
	else
		wg__say(c, N_("{1} is called {2} now"), "ss", before, after);
	return WG_OK;
}

/* Where something goes: below a place, or into an area and beside its parts. */
struct target {
	int64_t parent, area;
	enum wg_level parent_level, level; /* level: that of the area's parts; 0 = no area */
};

static enum wg_err find_target(struct wg_call *c, const char *param, struct target *t, struct wg_error *e)
{
	struct wg_node node;
	*t = (struct target){0};
	enum wg_err err = wg__arg_place(c, param, &node, e);
	if (err != WG_OK || node.kind != WG_NODE_AREA) {
		t->parent = node.kind == WG_NODE_PLACE ? node.id : 0;
		t->parent_level = node.kind == WG_NODE_PLACE ? node.level : WG_LEVEL_OFFICE;
		return err;
	}
	struct wg_stmt *st = wg_query(c->db, SQL_PARENT_OF_PARTS);
	wg_bind_int(st, 1, node.id);
	if (wg_step(st)) {
		t->area = node.id;
		t->parent = wg_int(st, 0);
		t->level = (enum wg_level)wg_int(st, 1);
		t->parent_level = (enum wg_level)(t->level - 1);
	}
	return wg_done(st, e);
}

/* A child of the target's parent by --before; 0 when it is not given. */
static enum wg_err find_before(struct wg_call *c, int64_t parent, enum wg_level level, int64_t *before,
			       struct wg_error *e)
{
	struct wg_node node;
	struct wg_value v[WG_PLACE_COLUMNS];
	const char *typed = wg__arg(c, "before"), *name = "";
	*before = 0;
	if (!typed)
		return WG_OK;
	if (wg__place_name(c, level, typed, &name, NULL) == WG_OK) {
		enum wg_err err = wg__child_named(c, parent, level, name, 0, before, e);
		if (err != WG_OK || *before)
			return err;
	}
	enum wg_err err = wg__arg_place(c, "before", &node, e);
	if (err == WG_OK && node.kind == WG_NODE_PLACE)
		err = wg_row_get(c->db, WG_T_PLACE, node.id, v, c->a, e);
	if (err == WG_OK && (node.kind != WG_NODE_PLACE || v[WG_PLACE_PARENT_ID].i != parent))
		err = wg_fail(e, WG_EUSAGE, N_("{1} does not stand beside it"), "s", typed);
	*before = node.id;
	return err;
}

/* Nobody forgets a building that no grid holds, where the others beside it are in one. */
static enum wg_err say_gridless(struct wg_call *c, const struct target *t, const char *path, struct wg_error *e)
{
	int64_t n = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_IN_GRID);
	wg_bind_int(st, 1, t->parent);
	enum wg_err err = wg_one_int(st, 0, &n, e);
	if (err == WG_OK && n > 0 && !t->area)
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, path, N_("is in no grid: move it under one"), "");
	return err;
}

enum wg_err wg__exec_add_place(struct wg_call *c, struct wg_error *e)
{
	struct target t;
	const char *name = "", *path = "";
	int64_t other = 0, before = 0, ord = 0, id = 0;
	enum wg_level level = wg__level_of(wg__arg(c, "level"));
	enum wg_err err = find_target(c, "under", &t, e);
	if (err != WG_OK)
		return err;
	if (level == WG_LEVEL_OFFICE || t.area)
		level = (enum wg_level)(t.parent_level + 1);
	if (level <= t.parent_level || level > WG_LEVEL_ENTRANCE)
		return wg_fail(e, WG_EREFUSED,
			       t.parent_level == WG_LEVEL_ENTRANCE
				       ? N_("an entrance has doors below it: use make rooms")
				       : N_("that level does not stand below this place"),
			       "");
	if ((err = wg__place_name(c, level, wg__arg(c, "name"), &name, e)) != WG_OK ||
	    (err = wg__down_to(c, &t.parent, t.parent_level, (enum wg_level)(level - 1), e)) != WG_OK ||
	    (err = wg__child_named(c, t.parent, level, name, 0, &other, e)) != WG_OK ||
	    (err = find_before(c, t.parent, level, &before, e)) != WG_OK)
		return err;
	if (other)
		return taken(c, other, e);
	if ((err = wg__child_ord(c, t.parent, level, name, before, 0, &ord, e)) != WG_OK)
		return err;
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = wg_int_or_null(t.parent, 0),
		[WG_PLACE_LEVEL] = wg_int_value(level),
		[WG_PLACE_ORD] = wg_int_value(ord),
		[WG_PLACE_NAME] = wg_text_value(name),
		[WG_PLACE_IMPLICIT] = wg_int_value(0),
	};
	if ((err = wg_row_insert(c->tx, WG_T_PLACE, v, &id, e)) != WG_OK || (err = set_fields(c, id, e)) != WG_OK ||
	    (t.area && (err = wg__area_take(c, t.area, id, e)) != WG_OK) ||
	    (err = wg__path_of(c, id, &path, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} is there now"), "s", path);
	return say_gridless(c, &t, path, e);
}

static enum wg_err check_move(const struct wg_node *node, const struct target *t, const char *path, struct wg_error *e)
{
	if (t->parent_level >= node->level)
		return wg_fail(e, WG_EREFUSED, N_("{1} cannot stand there: the level does not fit"), "s", path);
	if (t->level && t->level != node->level)
		return wg_fail(e, WG_EREFUSED, N_("{1}: buildings and compounds do not mix in one grid"), "s", path);
	return WG_OK;
}

/* Changes parent and number; the nameless places above that are left empty go. */
static enum wg_err carry(struct wg_call *c, const struct wg_node *node, int64_t parent, int64_t before,
			 struct wg_error *e)
{
	struct wg_value v[WG_PLACE_COLUMNS];
	int64_t ord = 0;
	enum wg_err err = wg_row_get(c->db, WG_T_PLACE, node->id, v, c->a, e);
	if (err != WG_OK)
		return err;
	int64_t from = v[WG_PLACE_PARENT_ID].i;
	if (from == parent && !before)
		return WG_OK;
	if ((err = wg__child_ord(c, parent, node->level, node->name, before, node->id, &ord, e)) != WG_OK ||
	    (err = wg_row_set(c->tx, WG_T_PLACE, node->id, WG_PLACE_PARENT_ID, wg_int_or_null(parent, 0), e)) !=
		    WG_OK ||
	    (err = wg_row_set(c->tx, WG_T_PLACE, node->id, WG_PLACE_ORD, wg_int_value(ord), e)) != WG_OK)
		return err;
	return from && from != parent ? wg__prune(c, from, e) : WG_OK;
}

enum wg_err wg__exec_move_place(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_value v[WG_PLACE_COLUMNS];
	struct target t;
	const char *from = "", *to = "";
	int64_t other = 0, before = 0;
	enum wg_err err = wg__arg_place(c, "place", &node, e);
	if (err != WG_OK)
		return err;
	if (node.kind != WG_NODE_PLACE)
		return wg_fail(e, WG_EUSAGE, N_("only places move; a grid follows its parts"), "");
	if ((err = wg_row_get(c->db, WG_T_PLACE, node.id, v, c->a, e)) != WG_OK ||
	    (err = wg__path_of(c, node.id, &from, e)) != WG_OK)
		return err;
	if (wg__flag(c, "under"))
		err = find_target(c, "under", &t, e);
	else
		t = (struct target){.parent = v[WG_PLACE_PARENT_ID].i, .parent_level = (enum wg_level)(node.level - 1)};
	if (err != WG_OK || (err = check_move(&node, &t, from, e)) != WG_OK ||
	    (err = wg__down_to(c, &t.parent, t.parent_level, (enum wg_level)(node.level - 1), e)) != WG_OK ||
	    (err = wg__child_named(c, t.parent, node.level, node.name, node.id, &other, e)) != WG_OK ||
	    (err = find_before(c, t.parent, node.level, &before, e)) != WG_OK)
		return err;
	if (other)
		return taken(c, other, e);
	if (before == node.id)
		return wg_fail(e, WG_EUSAGE, N_("{1} does not stand beside it"), "s", node.name);
	if ((err = carry(c, &node, t.parent, before, e)) != WG_OK || (err = wg__areas_follow(c, node.id, e)) != WG_OK ||
	    (t.area && (err = wg__area_take(c, t.area, node.id, e)) != WG_OK) ||
	    (err = wg__path_of(c, node.id, &to, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} moved: {2}, {3} households"), "ssl", from, to, (long long)node.counters.households);
	return say_gridless(c, &t, to, e);
}
