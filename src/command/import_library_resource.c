#include <string.h>

#include "command/import_library.h"
#include "text/key.h"
#include "text/number.h"

/* A row that is no helper but a venue, goods or money: known again by kind, name and place. */

static const char SQL_SAME[] = "SELECT id FROM resource WHERE kind = $1 AND name = $2 AND place_id IS NOT DISTINCT "
			       "FROM $3 ORDER BY id LIMIT 1";
static const char SQL_UNIT[] = "SELECT id FROM worker WHERE name = $1 ORDER BY kind <> 'unit', id LIMIT 1";

/* The place that the cell names, else --under; 0 = none. An area is no place of a resource. */
static void find_place(struct wg__library *l, const struct wg__library_row *r, int field, int64_t *place)
{
	struct wg_node node;
	const char *said = wg__list_text(&l->in, r->rec, field, WG_CLEAN_LINE);
	*place = l->in.under.kind == WG_NODE_PLACE ? l->in.under.id : 0;
	if (!*said)
		return;
	if (wg_node_find(l->in.c->office, said, &l->in.f->arena, &node, NULL) == WG_OK && node.kind == WG_NODE_PLACE)
		*place = node.id;
	else
		wg__problem(l->in.f, WG_NOTE_WARNING, r->rec, field, said, N_("no such place in the office"), "");
}

/* "5台" is five of 台. */
static void read_quantity(struct wg__library *l, struct wg__library_row *r, int field, struct wg_value *v)
{
	const char *said = wg__list_text(&l->in, r->rec, field, WG_CLEAN_LINE);
	size_t n = strspn(said, "0123456789");
	int64_t quantity;
	if (!*said)
		return;
	if (n == 0 || !wg_number_parse(wg_arena_strndup(&l->in.f->arena, said, n), &quantity)) {
		wg__library_unread(l, r, field, said, NULL);
		return;
	}
	v[WG_RESOURCE_QUANTITY] = wg_int_value(quantity);
	if (said[n])
		v[WG_RESOURCE_MEASURE] = wg_text_value(said + n);
}

/* Who supplies it, when the unit is on record; else the unit stands in the note. */
static enum wg_err find_supplier(struct wg__library *l, struct wg__library_row *r, int64_t *supplier,
				 struct wg_error *e)
{
	*supplier = 0;
	if (!*r->unit)
		return WG_OK;
	struct wg_stmt *st = wg_query(l->in.c->db, SQL_UNIT);
	wg_bind_text(st, 1, r->unit);
	enum wg_err err = wg_one_int(st, 0, supplier, e);
	if (err == WG_OK && !*supplier)
		WG_PUSH(&r->pieces, r->unit);
	return err;
}

static const char *services_of(struct wg__library *l, const struct wg__library_row *r)
{
	const char *all = "";
	for (size_t i = 0; i < r->skills.len; i++)
		all = wg_arena_printf(&l->in.f->arena, "%s%s%s", all, i ? " " : "", r->skills.at[i].service);
	return all;
}

/* Only what the list says. */
static enum wg_err update(struct wg__library *l, int64_t id, struct wg_value *v, const struct wg__library_row *r,
			  struct wg_error *e)
{
	struct wg_value old[WG_RESOURCE_COLUMNS];
	enum wg_err err = wg_row_get(l->in.c->db, WG_T_RESOURCE, id, old, &l->in.f->arena, e);
	if (err == WG_OK)
		v[WG_RESOURCE_NOTE] = wg__library_note(l, r, old[WG_RESOURCE_NOTE]);
	for (int col = 0; err == WG_OK && col < WG_RESOURCE_COLUMNS; col++) {
		if (v[col].type != WG_NULL && !wg_value_equal(old[col], v[col]))
			err = wg_row_set(l->in.c->tx, WG_T_RESOURCE, id, col, v[col], e);
	}
	return err;
}

enum wg_err wg__library_resource(struct wg__library *l, struct wg__library_row *r, const struct wg_code *kind,
				 const struct wg__library_cells *at, struct wg_error *e)
{
	struct wg_value v[WG_RESOURCE_COLUMNS] = {
		[WG_RESOURCE_KIND] = wg_text_value(kind->code),
		[WG_RESOURCE_NAME] = wg_text_value(r->name),
		[WG_RESOURCE_PHONE] = wg_text_value(*r->phone ? r->phone : NULL),
		[WG_RESOURCE_SLOTS] = r->has_slots ? wg_int_value(r->slots) : (struct wg_value){0},
	};
	int64_t place, supplier, id = 0;
	const char *services = services_of(l, r);
	find_place(l, r, at->serves, &place);
	read_quantity(l, r, at->quantity, v);
	enum wg_err err = find_supplier(l, r, &supplier, e);
	v[WG_RESOURCE_PLACE_ID] = wg_int_or_null(place, 0);
	v[WG_RESOURCE_SUPPLIER_ID] = wg_int_or_null(supplier, 0);
	v[WG_RESOURCE_SERVICES] = wg_text_value(*services ? services : NULL);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(l->in.c->db, SQL_SAME);
	wg_bind_text(st, 1, kind->code);
	wg_bind_text(st, 2, r->name);
	if (place)
		wg_bind_int(st, 3, place);
	if ((err = wg_one_int(st, 0, &id, e)) != WG_OK)
		return err;
	l->n_resources++;
	if (id)
		return update(l, id, v, r, e);
	v[WG_RESOURCE_NOTE] = wg__library_note(l, r, (struct wg_value){0});
	return wg_row_insert(l->in.c->tx, WG_T_RESOURCE, v, &id, e);
}
