#include "model/household_where.h"

#include <stdio.h>
#include <string.h>

#include "store/keys.h"

/* The last code point: greater than every text that begins with what stands before it. */
#define LAST_RUNE "\xF4\x8F\xBF\xBF"

/* SQL: value is what is compared, order what rows are sorted by. set is asked instead of the value, for a whole table
 * at once: SELECT … WHERE (set_value …)). The positions in a building share what stands above their last 20 bits, those
 * in an entrance above 12: see the table place. */
static const struct sql_column {
	const char *value, *order;
	unsigned joins;
	const char *set, *set_value;
	bool is_private; /* a masked office is not searched by it */
} sql_columns[WG_HH_COLUMNS] = {
	[WG_HH_ID] = {"CASE WHEN h.id > 0 THEN h.id END", "h.id"},
	[WG_HH_BUILDING] = {"b.name", "h.pos", WG__JOIN_PLACE,
			    "h.pos / 1048576 IN (SELECT lo / 1048576 FROM place WHERE level = 4 AND (", "name"},
	[WG_HH_ENTRANCE] = {"en.name", "en.name", WG__JOIN_PLACE,
			    "h.pos / 4096 IN (SELECT lo / 4096 FROM place WHERE level = 5 AND (", "name"},
	[WG_HH_ROOM] = {"d.room", "length(d.room), d.room", WG__JOIN_DOOR, "h.door_id IN (SELECT id FROM door WHERE (",
			"room"},
	[WG_HH_FLOOR] = {"nullif(d.floor, 0)", "nullif(d.floor, 0)", WG__JOIN_DOOR},
	[WG_HH_HEAD] = {"p.name", "p.sort", WG__JOIN_HEAD, NULL, NULL},
	[WG_HH_PHONE] = {"p.phone", "p.phone", WG__JOIN_HEAD, NULL, NULL, true},
	[WG_HH_PEOPLE] = {"h.people", "h.people"},
	[WG_HH_WEIGHT] = {"h.weight", "h.weight"},
	[WG_HH_ORIGIN] = {"h.origin", "(SELECT k.id FROM code k WHERE k.list = 'origin' AND k.code = h.origin)"},
	[WG_HH_CARE] = {"h.gravest", "(SELECT -k.gravity FROM code k WHERE k.list = 'care' AND k.code = h.gravest)", 0,
			"h.id IN (SELECT m.household_id FROM care r JOIN person m ON m.id = r.person_id WHERE "
			"r.until IS NULL AND "
			"m.gone IS NULL AND (",
			"r.care_group"},
	[WG_HH_CONTACT_ID] = {"h.contact_id", "h.contact_id"},
	[WG_HH_CONTACT] = {"w.name", "w.name", WG__JOIN_WORKER, "h.contact_id IN (SELECT id FROM worker WHERE (",
			   "name"},
	[WG_HH_SINCE] = {"c.since", "c.since", WG__JOIN_CONTACT},
	[WG_HH_LOCKED] = {"h.contact_locked", "h.contact_locked"},
	[WG_HH_STATUS] = {"h.status", "(SELECT k.id FROM code k WHERE k.list = 'status' AND k.code = h.status)"},
	[WG_HH_NOTE] = {"h.access_note", "h.access_note", 0, NULL, NULL, true},
	[WG_HH_NEEDS] = {"nullif(h.needs, 0)", "h.needs"},
	[WG_HH_KIND] = {"CASE WHEN h.id < 0 AND d.kind = 'home' THEN 'vacant' ELSE d.kind END",
			"(SELECT k.id FROM code k WHERE k.list = 'door_kind' AND k.code = d.kind)", WG__JOIN_DOOR},
};

static void put(struct wg__where *w, const char *text)
{
	wg_buf_puts(&w->text, text);
}

/* A parameter takes the value's place; that there are too many is said at the end. */
static void bind_text(struct wg__where *w, const char *text)
{
	wg_buf_printf(&w->text, "$%d", WG__WHERE_FIRST + w->n);
	if (w->n < WG__WHERE_VALUES)
		w->value[w->n].text = text;
	w->n++;
}

static void bind_number(struct wg__where *w, int64_t number)
{
	wg_buf_printf(&w->text, "$%d", WG__WHERE_FIRST + w->n);
	if (w->n < WG__WHERE_VALUES)
		w->value[w->n].number = number;
	w->n++;
}

void wg__where_bind(struct wg_stmt *st, const struct wg__where *w)
{
	for (int i = 0; i < w->n; i++)
		if (w->value[i].text)
			wg_bind_text(st, WG__WHERE_FIRST + i, w->value[i].text);
		else
			wg_bind_int(st, WG__WHERE_FIRST + i, w->value[i].number);
}

/* The text as it is looked for inside another. */
static const char *pattern(const char *text, struct wg_arena *a)
{
	char *out = WG_NEW(a, char, strlen(text) * 2 + 3), *at = out;
	*at++ = '%';
	for (const char *s = text; *s; s++) {
		if (strchr("%_\\", *s))
			*at++ = '\\';
		*at++ = *s;
	}
	*at = '%';
	return out;
}

static void put_like(struct wg__where *w, const char *expr, const char *text, struct wg_arena *a)
{
	wg_buf_printf(&w->text, "%s LIKE ", expr);
	bind_text(w, pattern(text, a));
	put(w, " ESCAPE '\\'");
}

static bool is_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

static bool is_letters(const char *s)
{
	return *s && s[strspn(s, "abcdefghijklmnopqrstuvwxyz'")] == '\0';
}

static bool is_wide(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x80)
			return false;
	return true;
}

/* Who is called so: by the keys of names, from some hanzi on, in full pinyin or initials. */
static void put_names(struct wg__where *w, const char *text, bool heads, struct wg_arena *a)
{
	char *key = wg_arena_strdup(a, text);
	bool letters = is_letters(text);
	put(w, "h.id IN (SELECT m.household_id FROM ");
	if (letters || is_wide(text)) {
		if (letters)
			wg_fold_sounds(key);
		put(w, "name_key k JOIN person m ON m.id = k.person_id WHERE k.key >= ");
		bind_text(w, key);
		put(w, " AND k.key < ");
		bind_text(w, wg_arena_printf(a, "%s" LAST_RUNE, key));
		put(w, letters ? " AND k.kind IN (2, 3)" : " AND k.kind = 1");
	} else {
		put(w, "person m WHERE ");
		put_like(w, "lower(m.name)", text, a);
	}
	put(w, heads ? " AND m.gone IS NULL AND m.relation = 'head')" : " AND m.gone IS NULL)");
}

static void put_tail(struct wg__where *w, const char *digits, struct wg_arena *a)
{
	char *reversed = WG_NEW(a, char, strlen(digits) + 1);
	wg_reverse_phone(digits, reversed, strlen(digits) + 1);
	put(w,
	    "h.id IN (SELECT m.household_id FROM name_key k JOIN person m ON m.id = k.person_id WHERE k.kind = 4 AND "
	    "k.key >= ");
	bind_text(w, reversed);
	put(w, " AND k.key < ");
	bind_text(w, wg_arena_printf(a, "%s" LAST_RUNE, reversed));
	put(w, " AND m.gone IS NULL)");
}

/* 3 is 3栋 too; a telephone is its last digits. */
static void put_equal(struct wg__where *w, size_t column, const char *expr, const char *text, struct wg_arena *a)
{
	wg_buf_printf(&w->text, "(lower(%s) = ", expr);
	bind_text(w, text);
	if (is_digits(text) && column == WG_HH_PHONE && strlen(text) >= 4) {
		wg_buf_printf(&w->text, " OR %s LIKE ", expr);
		bind_text(w, wg_arena_printf(a, "%%%s", text));
	} else if (is_digits(text)) {
		size_t len = strlen(text);
		wg_buf_printf(&w->text, " OR (substr(%s, 1, %zu) = ", expr, len);
		bind_text(w, text);
		wg_buf_printf(&w->text, " AND substr(%s, %zu, 1) > '~')", expr, len + 1);
	}
	put(w, ")");
}

static void put_value(const wg_office *office, const struct wg_filter *f, const struct wg__filter_value *v,
		      const char *expr, struct wg_arena *a, struct wg__where *w)
{
	static const char *const signs[] = {"=", "<", "<=", ">", ">=", "="};
	const struct wg_rows_column *c = &f->table->columns[f->column];
	if (c->type == WG_ROWS_CODE) {
		wg_buf_printf(&w->text, "%s = ", expr);
		bind_text(w, v->code);
	} else if (c->type == WG_ROWS_TEXT && f->op == WG__FILTER_HOLDS) {
		char *lower = wg_arena_printf(a, "lower(%s)", expr);
		put_like(w, lower, v->text, a);
	} else if (c->type == WG_ROWS_TEXT) {
		put_equal(w, f->column, expr, v->text, a);
	} else {
		wg_buf_printf(&w->text, "%s %s ", expr, signs[f->op]);
		bind_number(w, c->type == WG_ROWS_ID ? wg__full_id(office, v->number) : v->number);
	}
}

static void put_filled(size_t column, struct wg__where *w)
{
	const struct sql_column *s = &sql_columns[column];
	if (column == WG_HH_CONTACT) {
		put(w, "h.contact_id IS NOT NULL");
		return;
	}
	w->joins |= s->joins;
	wg_buf_printf(&w->text, column == WG_HH_LOCKED ? "%s <> 0" : "coalesce(%s, '') <> ''", s->value);
}

/* Values of a set are asked together, the empty one for itself. */
static void put_compare(const wg_office *office, const struct wg_filter *f, struct wg_arena *a, struct wg__where *w)
{
	const struct sql_column *s = &sql_columns[f->column];
	const char *expr = s->set ? s->set_value : s->value;
	const char *joint = "";
	size_t plain = 0;
	put(w, "(");
	for (size_t i = 0; i < f->n_values; i++)
		plain += !f->value[i].empty;
	if (plain < f->n_values) {
		put(w, "(");
		put_filled(f->column, w);
		put(w, ") IS NOT TRUE");
		joint = " OR ";
	}
	bool names = f->op == WG__FILTER_HOLDS && f->column == WG_HH_HEAD;
	if (!s->set && !names)
		w->joins |= s->joins;
	if (plain > 0 && s->set)
		wg_buf_printf(&w->text, "%s%s", joint, s->set);
	for (size_t i = 0, n = 0; i < f->n_values; i++) {
		if (f->value[i].empty)
			continue;
		put(w, n++ && s->set ? " OR " : s->set ? "" : joint);
		joint = " OR ";
		if (names)
			put_names(w, f->value[i].text, true, a);
		else
			put_value(office, f, &f->value[i], expr, a, w);
	}
	put(w, plain > 0 && s->set ? ")))" : ")");
}

/* Anywhere: whoever lives there, the contact, the note, the place, the room, the end of a telephone number. */
static void put_word(const wg_office *office, const char *text, struct wg_arena *a, struct wg__where *w)
{
	put(w, "(");
	put_names(w, text, false, a);
	put(w, " OR h.contact_id IN (SELECT id FROM worker WHERE ");
	put_like(w, "lower(name)", text, a);
	put(w, ") OR ");
	put_like(w, "lower(h.registered_in)", text, a);
	if (!office->masked) {
		put(w, " OR ");
		put_like(w, "lower(h.access_note)", text, a);
	}
	if (is_digits(text) && strlen(text) >= 4 && !office->masked) {
		put(w, " OR ");
		put_tail(w, text, a);
	}
	put(w, " OR h.door_id IN (SELECT id FROM door WHERE ");
	put_equal(w, WG_HH_ROOM, "room", text, a);
	put(w, "))");
}

static void translate(const wg_office *office, const struct wg_filter *f, struct wg_arena *a, struct wg__where *w)
{
	switch (f->kind) {
	case WG__FILTER_AND:
	case WG__FILTER_OR:
		put(w, "(");
		translate(office, f->left, a, w);
		put(w, f->kind == WG__FILTER_AND ? " AND " : " OR ");
		translate(office, f->right, a, w);
		put(w, ")");
		break;
	case WG__FILTER_NOT:
		put(w, "((");
		translate(office, f->left, a, w);
		put(w, ") IS NOT TRUE)");
		break;
	case WG__FILTER_FILLED:
		put(w, "(");
		put_filled(f->column, w);
		put(w, ")");
		break;
	case WG__FILTER_COMPARE:
		put_compare(office, f, a, w);
		break;
	case WG__FILTER_WORD:
		put_word(office, f->value[0].text, a, w);
		break;
	}
}

static const struct wg_filter *hidden_from(const wg_office *office, const struct wg_filter *f)
{
	if (!f || !office->masked)
		return NULL;
	if (f->kind == WG__FILTER_COMPARE || f->kind == WG__FILTER_FILLED)
		return sql_columns[f->column].is_private ? f : NULL;
	const struct wg_filter *left = hidden_from(office, f->left);
	return left ? left : hidden_from(office, f->right);
}

enum wg_err wg__household_where(const wg_office *office, const struct wg_filter *f, struct wg_arena *a,
				struct wg__where *w, struct wg_error *e)
{
	const struct wg_filter *hidden = hidden_from(office, f);
	if (hidden)
		return wg_fail(e, WG_EPERM, N_("telephones and notes are not searched in a masked office"), "");
	translate(office, f, a, w);
	return w->n <= WG__WHERE_VALUES ? WG_OK : wg_fail(e, WG_EUSAGE, N_("the expression is too long"), "");
}

/* Each part of an order is turned round by itself, and empty cells come last either way. */
enum wg_err wg__household_order(const struct wg_household_filter *filter, struct wg__where *w, struct wg_error *e)
{
	const char *sort = filter->sort ? filter->sort : "", *way = filter->descending ? " DESC" : "";
	if (!*sort) {
		put(w, " ORDER BY h.pos, h.id");
		return WG_OK;
	}
	for (size_t i = 0; i < WG_HH_COLUMNS; i++) {
		const struct sql_column *s = &sql_columns[i];
		if (strcmp(wg_household_columns[i].key, sort) != 0)
			continue;
		w->joins |= s->joins;
		if (i == WG_HH_ROOM)
			wg_buf_printf(&w->text, " ORDER BY length(d.room)%s, d.room%s, h.pos, h.id", way, way);
		else if (strcmp(s->order, "h.pos") == 0)
			wg_buf_printf(&w->text, " ORDER BY h.pos%s, h.id%s", way, way);
		else
			wg_buf_printf(&w->text, " ORDER BY %s IS NULL, %s%s, h.pos, h.id", s->order, s->order, way);
		return WG_OK;
	}
	return wg_fail(e, WG_EUSAGE, N_("there is no column {1}"), "s", sort);
}

const char *wg__household_value(size_t column, struct wg__where *w)
{
	if (column == WG_HH_CARE) {
		w->joins |= WG__JOIN_CARE;
		return "k.g";
	}
	w->joins |= sql_columns[column].joins;
	return sql_columns[column].value;
}
