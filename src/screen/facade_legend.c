#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/facade_state.h"
#include "view/strip.h"

enum { WIDE_COLS = 17, NARROW_COLS = 12, MARK = 3, LINES = 200, PAIR = 4 };

struct line {
	enum wg_role role;
	const char *lead, *name;
	int64_t n; /* −1 = none */
	char sign;
};

struct legend {
	const struct facade *f;
	struct wg_arena arena;
	struct line lines[LINES];
	int n, room;
	bool wide;
};

static void add(struct legend *l, struct line line)
{
	if (l->n < LINES && l->n < l->room)
		l->lines[l->n++] = line;
}

static void add_text(struct legend *l, enum wg_role role, const char *text)
{
	add(l, (struct line){role, "", text, -1, ' '});
}

/* A blank line, where `more` lines have room behind it. */
static void add_gap(struct legend *l, int more)
{
	if (l->n > 0 && l->n + more < l->room)
		add_text(l, WG_ROLE_NORMAL, "");
}

/* Where there are more cadres than lines: as many as reach to the one under the cursor. */
static void add_cadres(struct legend *l)
{
	const struct facade_building *b = &l->f->b;
	bool load = l->f->colour == FACADE_BY_LOAD;
	int door = wg_facade_cursor(&l->f->view), at = door >= 0 ? b->doors[door].cadre : -1;
	int room = l->room - l->n - (b->open > 0) - (b->vacant > 0), first = at >= room ? at - room + 1 : 0;
	for (int i = first; i < b->n_cadres && i < first + room; i++) {
		const struct wg_worker *w = &b->cadres[i].worker;
		const char *letter = wg_arena_printf(&l->arena, "%c", wg_cadre_letter(i));
		add(l, (struct line){b->cadres[i].role, letter, w->name, load ? w->load : w->count,
				     load ? ' ' : wg_band_sign(w, w->count)});
		if (*b->cadres[i].cover)
			add_text(l, WG_ROLE_WARN,
				 wg_arena_printf(&l->arena, "  %s %s", l->f->ui->tr(N_("c/o")), b->cadres[i].cover));
	}
}

static void add_contacts(struct legend *l)
{
	wg_translate *tr = l->f->ui->tr;
	const struct facade_building *b = &l->f->b;
	if (l->wide)
		add(l, (struct line){WG_ROLE_DIM, "", tr(N_("contact")), -1, ' '});
	add_cadres(l);
	if (b->open > 0)
		add(l, (struct line){WG_ROLE_WARN, "?", tr(N_("no one")), b->open, ' '});
	if (b->vacant > 0)
		add(l, (struct line){WG_ROLE_DIM, "-", tr(N_("vacant")), l->wide ? b->vacant : -1, ' '});
}

static void add_needs(struct legend *l)
{
	const struct facade_building *b = &l->f->b;
	int n = 0;
	for (int i = 0; i < b->n_doors; i++)
		n += b->cells[i].sign == '!';
	if (n > 0)
		add(l, (struct line){WG_ROLE_WARN, "!", l->f->ui->tr(N_("open need")), n, ' '});
}

static const char *group_name(const struct legend *l, int i)
{
	return wg_ui_code(l->f->ui, "care", l->f->b.groups[i].code->code);
}

static const char *group_mark(const struct legend *l, int i)
{
	const struct wg_code *c = l->f->b.groups[i].code;
	return c->mark ? c->mark : "";
}

static bool is_short(const struct legend *l, int i)
{
	return i < l->f->b.n_groups && wg_cells_width(&l->f->ui->cells, group_name(l, i)) <= PAIR;
}

/* The words of it that have room beside a mark. */
static const char *words_of(struct legend *l, const char *name)
{
	int room = (l->wide ? WIDE_COLS : NARROW_COLS) - MARK;
	for (const char *end; wg_cells_width(&l->f->ui->cells, name) > room && (end = strrchr(name, ' '));)
		name = wg_arena_strndup(&l->arena, name, (size_t)(end - name));
	return name;
}

/* What the marks mean; two groups to a line where they are short. */
static void add_groups(struct legend *l)
{
	bool counts = l->f->colour == FACADE_BY_CARE;
	for (int i = 0; i < l->f->b.n_groups; i++) {
		enum wg_role role = counts ? facade_group_role(i) : WG_ROLE_NORMAL;
		const char *name = words_of(l, group_name(l, i)), *lead = group_mark(l, i);
		if (!counts && l->wide && is_short(l, i) && is_short(l, i + 1)) {
			name = wg_arena_printf(&l->arena, "%s %s %s", name, group_mark(l, i + 1), group_name(l, i + 1));
			i++;
		}
		add(l, (struct line){role, lead, name, counts ? l->f->b.groups[i].households : -1, ' '});
	}
}

static const char *colour_name(const struct facade *f, enum facade_colour colour)
{
	static const char *const names[FACADE_COLOURS] = {N_("contact"), N_("load"), N_("care")};
	return f->ui->tr(names[colour]);
}

static void add_colours(struct legend *l)
{
	const struct facade *f = l->f;
	const char *others = "";
	for (int i = 0; i < FACADE_COLOURS; i++)
		if (i != (int)f->colour && facade_has(f, (enum facade_colour)i))
			others = wg_arena_printf(&l->arena, "%s %s", others, colour_name(f, (enum facade_colour)i));
	if (!*others)
		return;
	const char *current = wg_arena_printf(&l->arena, "[%s]", colour_name(f, f->colour));
	if (l->wide)
		current = wg_arena_printf(&l->arena, "%s %s", f->ui->tr(N_("colour")), current);
	add_text(l, WG_ROLE_NORMAL, current);
	add_text(l, WG_ROLE_DIM, l->wide ? wg_arena_printf(&l->arena, "Tab:%s", others) : others + 1);
}

/* "A 范春    26 =" */
static void draw_line(const struct legend *l, const struct line *line, struct wg_cells *c, int row, struct wg_rect r)
{
	char count[32], sign[2] = {line->sign, '\0'};
	int lead = wg_cells_width(c, line->lead), from = r.col + lead + (lead > 0), name = r.col + r.cols - from;
	int end = r.col + (l->wide ? 13 : 11);
	if (line->n >= 0) {
		snprintf(count, sizeof count, "%" PRId64, line->n);
		int width = wg_cells_width(c, count);
		wg_cells_put(c, row, end - width, width, WG_ROLE_NORMAL, count, 0);
		wg_cells_put(c, row, end + l->wide, 1, line->sign == '>' ? WG_ROLE_WARN : WG_ROLE_NORMAL, sign, 0);
		name = end - from - (width > 2 ? width : 2) - l->wide;
	}
	wg_cells_put(c, row, r.col, lead, line->role, line->lead, 0);
	wg_cells_put(c, row, from, name,
		     line->role >= WG_ROLE_CONTACT_1 && line->role <= WG_ROLE_CONTACT_6 ? WG_ROLE_NORMAL : line->role,
		     line->name, WG_PUT_ELL);
}

void facade_draw_legend(const struct facade *f, struct wg_cells *c, struct wg_rect r)
{
	struct legend l = {.f = f, .room = r.rows, .wide = r.cols >= WIDE_COLS};
	if (f->colour != FACADE_BY_CARE)
		add_contacts(&l);
	add_needs(&l);
	add_gap(&l, f->b.n_groups);
	add_groups(&l);
	add_gap(&l, 2);
	add_colours(&l);
	for (int i = 0; i < l.n; i++)
		draw_line(&l, &l.lines[i], c, r.row + i, r);
	wg_arena_free(&l.arena);
}
