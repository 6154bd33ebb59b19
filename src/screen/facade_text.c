#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "screen/facade_state.h"
#include "screen/grid_draw.h"
#include "screen/need_card.h"

enum { NAMED = 3, NAMED_SHORT = 1 };

bool facade_is_wide(const struct facade *f)
{
	return f->ui->cells.cols >= FACADE_WIDE;
}

/* "3栋" is 3 before a room. */
static void put_short(char *out, const char *name)
{
	size_t n = strspn(name, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), have = strlen(out);
	snprintf(out + have, WG_CELL_TEXT - have, "%.*s%s", (int)(n ? n : strlen(name)), name, *name ? "-" : "");
}

/* "2-1301" */
void facade_door_name(const struct facade *f, int door, char out[WG_CELL_TEXT])
{
	const struct wg_household *h = &f->b.rows.at[f->b.doors[door].first];
	out[0] = '\0';
	put_short(out, h->entrance);
	size_t have = strlen(out);
	snprintf(out + have, WG_CELL_TEXT - have, "%s", h->room);
	if (!*out) /* a house that is one home */
		snprintf(out, WG_CELL_TEXT, "%s", f->b.node.name);
}

/* One more part of a line, two blanks before it. */
void facade_part(const struct facade *f, char line[FACADE_TEXT], const char *msgid, const char *types, ...)
{
	struct wg_message m;
	char text[FACADE_TEXT];
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&m, msgid, types, ap);
	va_end(ap);
	wg_ui_sentence(f->ui, &m, text, sizeof text);
	size_t have = strlen(line);
	snprintf(line + have, FACADE_TEXT - have, "%s%s", have ? "  " : "", text);
}

/* "11-13 层"; "" where no floor is known */
static void floors_of(const struct facade *f, const struct facade_choice *choice, char out[FACADE_TEXT])
{
	int lo = 0, hi = 0;
	char floors[32];
	for (int i = 0; i < choice->cells; i++) {
		int floor = f->b.cells[choice->doors[i]].floor;
		lo = floor && (!lo || floor < lo) ? floor : lo;
		hi = floor && (!hi || floor > hi) ? floor : hi;
	}
	snprintf(floors, sizeof floors, lo == hi ? "%d" : "%d-%d", lo, hi);
	if (lo)
		facade_part(f, out, N_("floors {1}"), "s", floors);
}

/* "选中 6 格 (2单元 11-13 层) 实为 5 户，空置 1 格不计。" */
void facade_say_chosen(const struct facade *f, const struct facade_choice *choice, char line[FACADE_TEXT])
{
	char where[FACADE_TEXT], floors[FACADE_TEXT] = "", name[WG_CELL_TEXT];
	const char *first = f->b.rows.at[f->b.doors[choice->doors[0]].first].entrance;
	const char *last = f->b.rows.at[f->b.doors[choice->doors[choice->cells - 1]].first].entrance;
	if (!facade_is_wide(f)) {
		facade_part(f, line, N_("chosen {1} hh"), "d", choice->households);
		if (choice->vacant > 0)
			facade_part(f, line, N_("({1} vacant not counted)"), "d", choice->vacant);
		return;
	}
	floors_of(f, choice, floors);
	facade_door_name(f, choice->doors[0], name);
	bool one = choice->cells == 1, several = strcmp(first, last) != 0;
	snprintf(where, sizeof where, "%s%s%s%s%s", one ? name : first, several ? "-" : "", several ? last : "",
		 !one && *first && *floors ? " " : "", one ? "" : floors);
	facade_part(f, line, N_("doors chosen {1} ({2}), households {3}"), "dsd", choice->cells, where,
		    choice->households);
	if (choice->vacant > 0)
		facade_part(f, line, N_("{1} vacant not counted"), "d", choice->vacant);
	if (choice->elsewhere > 0)
		facade_part(f, line, N_("{1} living elsewhere not counted"), "d", choice->elsewhere);
	if (choice->locked > 0)
		facade_part(f, line, N_("{1} locked"), "d", choice->locked);
}

/* Whose they are now: so many by name, the others as a number. */
void facade_say_holders(const struct facade *f, const struct facade_choice *choice, char line[FACADE_TEXT])
{
	int open = choice->households, named = 0, others = 0;
	for (int k = 0; k < f->b.n_cadres; k++) {
		const struct wg_worker *w = &f->b.cadres[k].worker;
		int n = 0;
		for (int i = 0; i < choice->households; i++)
			n += choice->contacts[i] == w->id;
		open -= n;
		if (n > 0 && named == (facade_is_wide(f) ? NAMED : NAMED_SHORT))
			others++;
		else if (n > 0)
			facade_part(f, line, named++ == 0 ? N_("now with {1} {2}") : N_("{1} {2}"), "sd", w->name, n);
	}
	if (others > 0)
		facade_part(f, line, N_("and {1} more"), "d", others);
	if (open > 0)
		facade_part(f, line, N_("without contact {1}"), "d", open);
}

static void say_needs(const struct facade *f, int64_t household, char line[FACADE_TEXT])
{
	struct wg_arena a = {0};
	facade_part(f, line, N_("needs: {1}"), "s", wg_need_line(f->ui, household, true, &a));
	wg_arena_free(&a);
}

/* Who lives behind the door under the cursor. */
void facade_say_door(const struct facade *f, char line[FACADE_TEXT])
{
	char name[WG_CELL_TEXT], codes[WG_CELL_TEXT];
	int door = wg_facade_cursor(&f->view);
	if (door < 0)
		return;
	const struct facade_door *d = &f->b.doors[door];
	facade_door_name(f, door, name);
	snprintf(line, FACADE_TEXT, "%s", name);
	if (!f->b.rows.at[d->first].id)
		facade_part(f, line, "{1}", "s", f->b.cells[door].name);
	for (int i = d->first; i < d->first + d->n && f->b.rows.at[i].id; i++) {
		const struct wg_household *h = &f->b.rows.at[i];
		facade_part(f, line, N_("{1}, household of {2}"), "sd", h->head, h->people);
		if (*h->origin)
			facade_part(f, line, "{1}", "s", wg_ui_code(f->ui, "origin", h->origin));
		grid_codes(f->ui, "care", h->care, codes, sizeof codes);
		if (*codes)
			facade_part(f, line, "{1}", "s", codes);
		if (strlen(h->phone) >= 4 && !strchr(h->phone, '/'))
			facade_part(f, line, N_("phone ends {1}"), "s", h->phone + strlen(h->phone) - 4);
		if (h->needs > 0)
			say_needs(f, h->id, line);
		if (strcmp(h->status, "here") != 0)
			facade_part(f, line, "{1}", "s", wg_ui_code(f->ui, "status", h->status));
		else if (!f->b.contact[i])
			facade_part(f, line, "{1}", "s", f->ui->tr(N_("without contact")));
		if (h->locked)
			facade_part(f, line, "{1}", "s", f->ui->tr(N_("locked")));
		if (*h->note)
			facade_part(f, line, "{1}", "s", h->note);
	}
}

/* A part that stands whole in the line or not at all. */
static void part_if_fits(const struct facade *f, char line[FACADE_TEXT], const char *text)
{
	if (*text &&
	    wg_cells_width(&f->ui->cells, line) + 2 + wg_cells_width(&f->ui->cells, text) <= f->ui->cells.cols - 2)
		facade_part(f, line, "{1}", "s", text);
}

/* "楼栋长 康永超 702  电梯 2 部  门禁码问物业  网格员 王芳"; the figures where there is room. */
void facade_say_building(const struct facade *f, char line[FACADE_TEXT])
{
	const struct wg_place_notes *notes = &f->b.notes;
	const struct wg_counters *n = &f->b.node.counters;
	char lifts[FACADE_TEXT] = "", figures[FACADE_TEXT] = "", text[FACADE_TEXT];
	snprintf(line, FACADE_TEXT, "%s", f->b.node.name);
	for (size_t i = 0; i < f->b.duties.n; i++) {
		const struct wg_duty *d = &f->b.duties.at[i];
		snprintf(text, sizeof text, "%s %s%s%s", wg_ui_code(f->ui, "role", d->kind), d->worker,
			 *d->home ? " " : "", d->home);
		part_if_fits(f, line, text);
	}
	if (notes->lifts >= 0)
		facade_part(f, lifts, notes->lifts ? N_("lifts {1}") : N_("no lift"), "d", notes->lifts);
	part_if_fits(f, line, lifts);
	part_if_fits(f, line, notes->note);
	if (*notes->management)
		part_if_fits(f, line, wg_ui_code(f->ui, "management", notes->management));
	part_if_fits(f, line, notes->group);
	facade_part(f, figures, N_("{1} residents"), "l", (long long)n->people);
	facade_part(f, figures, N_("load {1}"), "l", (long long)n->load);
	facade_part(f, figures, N_("households in care {1}"), "l", (long long)n->care);
	facade_part(f, figures, N_("contacts {1}"), "d", f->b.n_cadres);
	if (f->b.elsewhere > 0)
		facade_part(f, figures, N_("living elsewhere {1}"), "d", f->b.elsewhere);
	part_if_fits(f, line, figures);
}

static void say_side(const struct facade *f, const struct wg_weigh_side *s, bool gains, char line[FACADE_TEXT])
{
	char sign[2] = {wg_band_sign(&s->worker, s->after), '\0'};
	facade_part(f, line, gains ? N_("to {1}: {2} > {3} {4}") : N_("{1} {2} > {3} {4}"), "slls", s->worker.name,
		    (long long)s->before, (long long)s->after, sign);
}

/* The first of those whose stretch would be parted is named. */
static void say_whole(const struct facade *f, const struct wg_weighed *w, char line[FACADE_TEXT])
{
	if (w->whole)
		facade_part(f, line, N_("in one piece {1}"), "s", wg_glyph(&f->ui->cells, WG_GLYPH_TICK));
	for (int i = 0; i < w->n_sides; i++) {
		const struct wg_weigh_side *s = &w->sides[i];
		if (s->stretches_after > 1 && s->stretches_after > s->stretches_before) {
			facade_part(f, line, N_("{1} in {2} pieces"), "sd", s->worker.name, s->stretches_after);
			return;
		}
	}
}

bool facade_say_weighed(const struct facade *f, const struct wg_weighed *w, char line[FACADE_TEXT])
{
	if (w->n_sides == 0 || w->changed == 0)
		return false;
	const struct wg_weigh_side *to = &w->sides[0];
	int named = facade_is_wide(f) ? NAMED : NAMED_SHORT;
	for (int i = 0; i < w->n_sides && i <= named; i++)
		say_side(f, &w->sides[i], i == 0, line);
	if (w->n_sides > 1 + named)
		facade_part(f, line, N_("and {1} more"), "d", w->n_sides - 1 - named);
	if (w->recused > 0)
		facade_part(f, line, N_("{1} must not be theirs"), "d", w->recused);
	say_whole(f, w, line);
	if (w->locked > 0)
		facade_part(f, line, N_("{1} locked stay"), "d", w->locked);
	if (w->priced)
		facade_part(f, line, w->price > 0 ? N_("cost +{1}") : N_("cost {1}"), "l", (long long)w->price);
	return !w->whole || w->recused > 0 || wg_band_sign(&to->worker, to->after) == '>';
}
