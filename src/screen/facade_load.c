#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "screen/facade_state.h"
#include "view/strip.h"

/* The last 12 bits of a position are the door's, so that the rest tells entrances apart (see the schema). */
enum { DOOR_BITS = 12 };

static wg_office *office_of(const struct facade *f)
{
	return f->ui->face->office;
}

static enum wg_err building_at(struct facade *f, int64_t pos, int64_t hi, struct wg_arena *a, struct wg_error *e)
{
	struct wg_node n;
	enum wg_err err = wg_node_at(office_of(f), WG_LEVEL_BUILDING, pos, 0, a, &n, e);
	if (err == WG_ENOTFOUND && (err = wg_node_at(office_of(f), WG_LEVEL_BUILDING, pos, 1, a, &n, e)) == WG_OK &&
	    n.lo > hi)
		err = WG_ENOTFOUND;
	if (err == WG_ENOTFOUND)
		return wg_fail(e, WG_ENOTFOUND, N_("there is no building here yet"), "");
	if (err == WG_OK) {
		f->building = n.id;
		f->want_pos = pos > n.lo ? pos : n.lo;
	}
	return err;
}

enum wg_err facade_find(struct facade *f, const char *argument, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_household h;
	struct wg_node n;
	enum wg_err err;
	if (argument && *argument == '#' &&
	    wg_household_get(office_of(f), strtoll(argument + 1, NULL, 10), &a, &h, NULL) == WG_OK)
		err = building_at(f, h.pos, h.pos, &a, e);
	else if ((err = wg_node_find(office_of(f), argument ? argument : "", &a, &n, e)) == WG_OK)
		err = building_at(f, n.lo, n.hi, &a, e);
	wg_arena_free(&a);
	return err;
}

static bool is_here(const struct wg_household *h)
{
	return h->id && strcmp(h->status, "here") == 0;
}

static bool is_vacant(const struct wg_household *h)
{
	return !h->id && strcmp(h->door_kind, "home") == 0;
}

/* Rows with the same door are one door. */
static void find_doors(struct facade_building *b, struct wg_arena *a)
{
	b->doors = WG_NEW(a, struct facade_door, b->rows.n);
	b->cells = WG_NEW(a, struct wg_facade_door, b->rows.n);
	for (size_t i = 0; i < b->rows.n; i++) {
		const struct wg_household *h = &b->rows.at[i];
		bool same = i > 0 && b->rows.at[i - 1].door_id == h->door_id;
		if (!same)
			b->doors[b->n_doors++] = (struct facade_door){.first = (int)i, .cadre = -1};
		b->doors[b->n_doors - 1].n++;
	}
}

/* "1501-1601": the household has a second door, one floor above the first; 0 when the room says nothing of the kind. */
static int floors_above(const struct wg_household *h)
{
	char *end, *behind;
	long room = strtol(h->room, &end, 10), other;
	if (h->floor <= 0 || room / 100 != h->floor || !*end || strspn(end, "0123456789") > 0)
		return 0;
	end += strcspn(end, "0123456789");
	other = strtol(end, &behind, 10);
	return *end && !*behind && other % 100 == room % 100 && other / 100 > h->floor && other / 100 <= h->floor + 3
		       ? (int)(other / 100 - h->floor)
		       : 0;
}

static const char *name_of(const struct facade *f, const struct facade_building *b, const struct facade_door *d,
			   struct wg_arena *a)
{
	const struct wg_household *h = &b->rows.at[d->first];
	if (!h->id)
		return is_vacant(h) ? f->ui->tr(N_("(vacant)")) : wg_ui_code(f->ui, "door_kind", h->door_kind);
	return d->n > 1 ? wg_arena_printf(a, "%s+%d", h->head, d->n - 1) : h->head;
}

static const struct wg_code *gravest_of(const struct facade *f, const struct facade_building *b,
					const struct facade_door *d)
{
	const struct wg_code *gravest = NULL;
	for (int i = d->first; i < d->first + d->n; i++) {
		const struct wg_household *h = &b->rows.at[i];
		const struct wg_code *c =
			h->id && *h->gravest ? wg_code_find(wg_office_codes(office_of(f)), "care", h->gravest) : NULL;
		if (c && (!gravest || c->gravity > gravest->gravity))
			gravest = c;
	}
	return gravest;
}

static void count_group(struct facade_building *b, const struct wg_code *code)
{
	int i = 0;
	while (i < b->n_groups && b->groups[i].code->gravity > code->gravity)
		i++;
	while (i < b->n_groups && b->groups[i].code != code && b->groups[i].code->gravity == code->gravity)
		i++;
	if (i == b->n_groups || b->groups[i].code != code) {
		memmove(&b->groups[i + 1], &b->groups[i], (size_t)(b->n_groups++ - i) * sizeof *b->groups);
		b->groups[i] = (struct facade_group){code, 0};
	}
	b->groups[i].households++;
}

static void fill_cells(const struct facade *f, struct facade_building *b, struct wg_arena *a)
{
	int entrance = -1;
	int64_t last = -1;
	b->groups = WG_NEW(a, struct facade_group, b->n_doors + 1);
	for (int i = 0; i < b->n_doors; i++) {
		struct facade_door *d = &b->doors[i];
		const struct wg_household *h = &b->rows.at[d->first];
		const struct wg_code *care = gravest_of(f, b, d);
		entrance += h->pos >> DOOR_BITS != last;
		last = h->pos >> DOOR_BITS;
		b->cells[i] = (struct wg_facade_door){.id = h->door_id,
						      .entrance = entrance,
						      .floor = h->floor,
						      .above = floors_above(h),
						      .room = h->room,
						      .name = name_of(f, b, d, a),
						      .mark = !care        ? ""
							      : care->mark ? care->mark
									   : care->name};
		if (care)
			count_group(b, care);
	}
	b->n_entrances = entrance + 1;
}

static enum wg_err cadre_of(const struct facade *f, struct facade_building *b, int64_t worker, struct wg_arena *a,
			    int *out, struct wg_error *e)
{
	for (int i = b->n_cadres - 1; i >= 0; i--)
		if (b->cadres[i].worker.id == worker) {
			*out = i;
			return WG_OK;
		}
	*out = b->n_cadres;
	struct facade_cadre *k = &b->cadres[b->n_cadres++];
	struct wg_worker *w = &k->worker;
	struct wg_cover cover = {0};
	enum wg_err err = wg_worker_get(office_of(f), worker, a, w, e);
	if (err == WG_OK)
		err = wg_cover_on(office_of(f), worker, wg_today(), a, &cover, e);
	k->cover = cover.id ? cover.by : "";
	if (err == WG_OK && f->draft && f->draft->count)
		w->count = f->draft->count(f->draft->user, worker, w->count);
	return err;
}

static enum wg_err count_row(const struct facade *f, struct facade_building *b, struct facade_door *d, int row,
			     struct wg_arena *a, struct wg_error *e)
{
	const struct wg_household *h = &b->rows.at[row];
	int k = -1;
	if (!h->id) {
		b->vacant += is_vacant(h);
		return WG_OK;
	}
	if (!is_here(h)) {
		b->elsewhere++;
		return WG_OK;
	}
	b->contact[row] = f->draft ? f->draft->contact(f->draft->user, h->id, h->contact_id) : h->contact_id;
	b->households++;
	d->weight += h->weight;
	if (!b->contact[row]) {
		b->open++;
		d->open = true;
		return WG_OK;
	}
	enum wg_err err = cadre_of(f, b, b->contact[row], a, &k, e);
	if (err == WG_OK) {
		b->cadres[k].here++;
		b->cadres[k].here_load += h->weight;
		d->cadre = d->cadre < 0 ? k : d->cadre;
	}
	return err;
}

static enum wg_err find_cadres(const struct facade *f, struct facade_building *b, struct wg_arena *a,
			       struct wg_error *e)
{
	enum wg_err err = WG_OK;
	b->contact = WG_NEW(a, int64_t, b->rows.n);
	b->cadres = WG_NEW(a, struct facade_cadre, b->rows.n + 1);
	for (int i = 0; err == WG_OK && i < b->n_doors; i++)
		for (int k = 0; err == WG_OK && k < b->doors[i].n; k++)
			err = count_row(f, b, &b->doors[i], b->doors[i].first + k, a, e);
	return err;
}

static enum wg_err read_building(struct facade *f, struct facade_building *b, struct wg_arena *back, struct wg_error *e)
{
	struct wg_household_filter all = {.vacant = true};
	enum wg_err err = wg_node_get(office_of(f), WG_NODE_PLACE, f->building, back, &b->node, e);
	if (err == WG_OK)
		err = wg_node_path(office_of(f), &b->node, " > ", back, &b->path, e);
	if (err == WG_OK)
		err = wg_household_list(office_of(f), &b->node, &all, 0, -1, back, &b->rows, e);
	if (err == WG_OK)
		err = wg_place_notes(office_of(f), f->building, back, &b->notes, e);
	if (err == WG_OK)
		err = wg_duty_list(office_of(f), &b->node, WG_DUTIES_HERE, false, back, &b->duties, e);
	if (err != WG_OK)
		return err;
	find_doors(b, back);
	fill_cells(f, b, back);
	b->entrances = WG_NEW(back, const char *, b->n_entrances);
	return find_cadres(f, b, back, e);
}

/* "02" is read as 02室 */
static void name_columns(struct facade *f)
{
	for (int i = 0; i < f->view.cols; i++) {
		struct wg_facade_column *c = &f->view.columns[i];
		char head[2 * WG_FACADE_LABEL];
		struct wg_message m;
		if (!c->head[0])
			continue;
		wg_message_set(&m, N_("door {1}"), "s", c->head);
		wg_ui_sentence(f->ui, &m, head, sizeof head);
		if (strlen(head) < sizeof c->head)
			memcpy(c->head, head, strlen(head) + 1);
	}
}

/* "2单元  31户"; above a single column there is less room. */
static void name_entrances(const struct facade *f, struct facade_building *b, struct wg_arena *a)
{
	for (int i = 0, door = 0, col = 0; i < b->n_entrances; i++) {
		struct wg_message m;
		char households[64];
		int n = 0, cols = 0;
		const char *name = b->rows.at[b->doors[door].first].entrance;
		for (; door < b->n_doors && b->cells[door].entrance == i; door++)
			for (int k = 0; k < b->doors[door].n; k++)
				n += is_here(&b->rows.at[b->doors[door].first + k]);
		for (; col < f->view.cols && f->view.columns[col].entrance == i; col++)
			cols++;
		wg_message_set(&m, N_("{1} hh"), "d", n);
		wg_ui_sentence(f->ui, &m, households, sizeof households);
		b->entrances[i] = wg_arena_printf(a, "%s%s%s", name, !*name ? "" : cols > 1 ? "  " : " ", households);
	}
}

enum wg_err facade_load(struct facade *f, struct wg_arena *back, struct wg_error *e)
{
	struct facade_building b = {.notes.lifts = -1};
	enum wg_err err = wg_office_read_begin(office_of(f), e);
	if (err != WG_OK)
		return err;
	err = read_building(f, &b, back, e);
	wg_office_read_end(office_of(f));
	if (err != WG_OK)
		return err;
	if (!f->same_office || (f->scales && (b.node.lo < wg_scales_community(f->scales)->lo ||
					      b.node.lo > wg_scales_community(f->scales)->hi)))
		wg_scales_close(&f->scales);
	f->same_office = false;
	f->b = b;
	wg_facade_set(&f->view, b.cells, b.n_doors, b.entrances, b.n_entrances);
	name_columns(f);
	name_entrances(f, &b, back);
	for (int i = 0; f->want_pos && i < b.n_doors; i++)
		if (b.rows.at[b.doors[i].first].pos >= f->want_pos) {
			wg_facade_go(&f->view, b.cells[i].id);
			break;
		}
	f->want_pos = 0;
	facade_recolour(f);
	return WG_OK;
}

bool facade_has(const struct facade *f, enum facade_colour colour)
{
	if (colour == FACADE_BY_CARE)
		return f->b.n_groups > 0;
	for (int i = 0; colour == FACADE_BY_LOAD && i < f->b.n_doors; i++)
		if (f->b.doors[i].weight > 1)
			return true;
	return colour == FACADE_BY_CONTACT;
}

static enum wg_role weight_role(int weight)
{
	return weight >= 4 ? WG_ROLE_WARN : weight == 3 ? WG_ROLE_STRONG : weight == 2 ? WG_ROLE_NORMAL : WG_ROLE_DIM;
}

static int group_of(const struct facade_building *b, const struct wg_facade_door *cell)
{
	for (int i = 0; *cell->mark && i < b->n_groups; i++) {
		const struct wg_code *c = b->groups[i].code;
		if (strcmp(c->mark ? c->mark : c->name, cell->mark) == 0)
			return i;
	}
	return -1;
}

enum wg_role facade_group_role(int group)
{
	return (enum wg_role)(WG_ROLE_CONTACT_1 + group % WG_CONTACT_ROLES);
}

static void paint_cell(const struct facade *f, int door, const enum wg_role *of_cadre)
{
	const struct facade_door *d = &f->b.doors[door];
	const struct wg_household *h = &f->b.rows.at[d->first];
	struct wg_facade_door *cell = &f->b.cells[door];
	int group = group_of(&f->b, cell);
	enum wg_role contact = d->open ? WG_ROLE_WARN : d->cadre >= 0 ? of_cadre[d->cadre] : WG_ROLE_DIM;
	bool by_load = f->colour == FACADE_BY_LOAD && d->weight > 0;
	cell->sign = 0;
	for (int i = d->first; i < d->first + d->n; i++)
		cell->sign = f->b.rows.at[i].needs > 0                                     ? '!'
			     : f->b.rows.at[i].locked && f->b.rows.at[i].id && !cell->sign ? '='
											   : cell->sign;
	cell->letter = by_load         ? (char)(d->weight > 9 ? '+' : '0' + d->weight)
		       : d->open       ? '?'
		       : d->cadre >= 0 ? wg_cadre_letter(d->cadre)
		       : is_vacant(h)  ? '-'
				       : ' ';
	cell->mark_role = group >= 0 && f->colour == FACADE_BY_CARE ? facade_group_role(group) : WG_ROLE_NORMAL;
	cell->letter_role = by_load                                   ? weight_role(d->weight)
			    : f->colour == FACADE_BY_CARE && !d->open ? WG_ROLE_NORMAL
								      : contact;
	cell->name_role = !d->weight                    ? WG_ROLE_DIM
			  : f->colour == FACADE_BY_CARE ? (group >= 0 ? cell->mark_role : WG_ROLE_DIM)
			  : by_load                     ? weight_role(d->weight)
							: contact;
}

void facade_recolour(struct facade *f)
{
	struct wg_arena a = {0};
	int *group = WG_NEW(&a, int, f->b.n_doors);
	enum wg_role *role = WG_NEW(&a, enum wg_role, f->b.n_cadres + 1);
	for (int i = 0; i < f->b.n_doors; i++)
		group[i] = f->b.doors[i].cadre;
	wg_facade_colours(&f->view, group, f->b.n_cadres, role);
	for (int i = 0; i < f->b.n_doors; i++)
		paint_cell(f, i, role);
	for (int i = 0; i < f->b.n_cadres; i++)
		f->b.cadres[i].role = role[i];
	wg_arena_free(&a);
}

void facade_choose(const struct facade *f, struct wg_arena *a, struct facade_choice *out)
{
	int *doors, n = wg_facade_working_set(&f->view, a, &doors);
	*out = (struct facade_choice){.cells = n, .doors = doors};
	out->ids = WG_NEW(a, int64_t, f->b.rows.n);
	out->contacts = WG_NEW(a, int64_t, f->b.rows.n);
	for (int i = 0; i < n; i++) {
		const struct facade_door *d = &f->b.doors[doors[i]];
		for (int row = d->first; row < d->first + d->n; row++) {
			const struct wg_household *h = &f->b.rows.at[row];
			out->vacant += is_vacant(h);
			out->elsewhere += h->id && !is_here(h);
			if (!is_here(h))
				continue;
			out->locked += h->locked;
			out->contacts[out->households] = f->b.contact[row];
			out->ids[out->households++] = h->id;
		}
	}
}

bool facade_weigh(struct facade *f, const struct facade_choice *choice, struct wg_weighed *out)
{
	struct wg_error e = {0};
	const struct wg_facade_draft *d = f->draft;
	if (!f->scales && wg_scales_open(office_of(f), f->b.node.lo, d ? d->contact : NULL, d ? d->user : NULL,
					 &f->scales, &e) != WG_OK) {
		wg_ui_complain(f->ui, &e);
		return false;
	}
	wg_weigh(f->scales, choice->ids, (size_t)choice->households, 0, out);
	return true;
}

const struct wg_household *facade_household(const struct facade *f)
{
	int door = wg_facade_cursor(&f->view);
	const struct wg_household *h = door >= 0 ? &f->b.rows.at[f->b.doors[door].first] : NULL;
	return h && h->id ? h : NULL;
}
