#include "view/facade.h"

#include <stdlib.h>
#include <string.h>

/* Where doors stand: one entrance at a time, its columns first, then its doors. */
struct column {
	char label[WG_FACADE_LABEL];
};

struct entrance {
	int from, to; /* its doors */
	int first, n; /* its columns, of which n_named have a label */
	int n_named;
	struct column *columns;
	int unknown; /* doors without a floor */
};

/* What is left of a room when its floor is taken off: "1102" on floor 11 gives "02"; NULL when it does not begin with
 * it, zeros before it aside. Rooms below ground begin with -1, B1 or 负1. */
static const char *behind_floor(const struct wg_facade_door *d)
{
	static const char *const below[] = {"-", "B", "b", "负", "地下"};
	const char *s = d->room;
	int n = 0, floor = d->floor < 0 ? -d->floor : d->floor;
	for (size_t i = 0; d->floor < 0 && i < sizeof below / sizeof *below; i++)
		if (strncmp(s, below[i], strlen(below[i])) == 0) {
			s += strlen(below[i]);
			break;
		}
	for (int digits = floor; digits > 0; digits /= 10)
		n++;
	s += d->floor > 0 ? strspn(s, "0") : 0;
	for (int i = n - 1, rest = floor; i >= 0; i--, rest /= 10)
		if (strnlen(s, (size_t)n) < (size_t)n || s[i] != '0' + rest % 10)
			return NULL;
	s += n;
	size_t len = strspn(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
	return len > 0 && len <= 3 ? s : NULL;
}

static void label_of(const struct wg_facade_door *d, char out[WG_FACADE_LABEL])
{
	const char *rest = d->floor ? behind_floor(d) : NULL;
	size_t n = rest ? strspn(rest, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") : 0;
	memcpy(out, rest ? rest : "", n);
	out[n] = '\0';
}

static int by_label(const void *a, const void *b)
{
	const char *x = ((const struct column *)a)->label, *y = ((const struct column *)b)->label;
	long m = strtol(x, NULL, 10), n = strtol(y, NULL, 10);
	return m != n ? (m > n) - (m < n) : strcmp(x, y);
}

static int column_of(const struct entrance *e, const char *label)
{
	for (int i = 0; i < e->n_named; i++)
		if (strcmp(e->columns[i].label, label) == 0)
			return i;
	return -1;
}

/* Most doors that one floor has; of floors that are not known, none. */
static int widest_floor(const struct wg_facade *f, const struct entrance *e)
{
	int most = 0;
	for (int i = e->from; i < e->to; i++) {
		int n = 0;
		for (int k = e->from; k < e->to; k++)
			n += f->doors[k].floor == f->doors[i].floor;
		if (f->doors[i].floor && n > most)
			most = n;
	}
	return most;
}

/* Rooms that are counted through the building (1 … 60) tell nothing about who is above whom: then doors stand as they
 * come. */
static void choose_columns(struct wg_facade *f, struct entrance *e)
{
	int most = widest_floor(f, e), known = 0, n = e->to - e->from;
	e->columns = WG_NEW(&f->arena, struct column, n);
	for (int i = e->from; i < e->to; i++) {
		struct column c;
		label_of(&f->doors[i], c.label);
		known += f->doors[i].floor != 0;
		if (c.label[0] && column_of(e, c.label) < 0)
			e->columns[e->n_named++] = c;
	}
	e->unknown = n - known;
	if (e->n_named > 2 * most + 2)
		e->n_named = 0;
	if (e->n_named > 1)
		qsort(e->columns, (size_t)e->n_named, sizeof *e->columns, by_label);
	e->n = e->n_named > most ? e->n_named : most;
	if (e->n == 0)
		e->n = e->unknown < 6 ? e->unknown : 6;
}

static int row_of_floor(const struct wg_facade *f, int floor)
{
	for (int i = 0; i < f->rows; i++)
		if (f->floor[i] == floor && floor != 0)
			return i;
	return -1;
}

static int by_floor(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

/* Rows: the floors that there are, the highest first, and then as many as doors without a floor need. */
static void choose_rows(struct wg_facade *f, const struct entrance *e)
{
	int room = 0, most = 0;
	for (int i = 0; i < f->n_doors; i++)
		room += 1 + f->doors[i].above;
	for (int i = 0; i < f->n_entrances; i++) {
		int rows = e[i].n > 0 ? (e[i].unknown + e[i].n - 1) / e[i].n : 0;
		most = rows > most ? rows : most;
	}
	f->floor = WG_NEW(&f->arena, int, room + most);
	f->rows = 0;
	for (int i = 0; i < f->n_doors; i++)
		for (int k = 0; f->doors[i].floor && k <= f->doors[i].above; k++) {
			int floor = f->doors[i].floor + k;
			floor += f->doors[i].floor < 0 && floor >= 0; /* there is no floor 0 */
			if (row_of_floor(f, floor) < 0)
				f->floor[f->rows++] = floor;
		}
	if (f->rows > 1)
		qsort(f->floor, (size_t)f->rows, sizeof *f->floor, by_floor);
	f->rows += most;
}

/* The first place that is free in a row of the entrance, from column `from` on; −1 when there is none. */
static int free_place(const struct wg_facade *f, const struct entrance *e, int row, int from, int above)
{
	for (int col = from; col < e->n; col++) {
		bool free = true;
		for (int k = 0; k <= above && row - k >= 0; k++)
			free = free && f->at[(row - k) * f->cols + e->first + col] < 0;
		if (free)
			return e->first + col;
	}
	return -1;
}

static void put_door(struct wg_facade *f, int door, int row, int col)
{
	f->home[door] = row;
	f->home_col[door] = col;
	for (int k = 0; k <= f->doors[door].above && row - k >= 0; k++)
		if (f->at[(row - k) * f->cols + col] < 0)
			f->at[(row - k) * f->cols + col] = door;
}

/* False: the entrance has too few columns. */
static bool place_door(struct wg_facade *f, const struct entrance *e, int door, bool labelled)
{
	const struct wg_facade_door *d = &f->doors[door];
	char label[WG_FACADE_LABEL];
	label_of(d, label);
	int row = row_of_floor(f, d->floor), col = label[0] ? column_of(e, label) : -1;
	if (labelled != (col >= 0))
		return true;
	if (col >= 0 && f->at[row * f->cols + e->first + col] >= 0) /* another door of this number */
		col = -1;
	col = free_place(f, e, row, col >= 0 ? col : 0, d->above);
	if (col >= 0)
		put_door(f, door, row, col);
	return col >= 0;
}

static bool place_entrance(struct wg_facade *f, const struct entrance *e, int first_unknown)
{
	bool fits = true;
	int unknown = 0;
	for (int pass = 0; pass < 2; pass++)
		for (int i = e->from; fits && i < e->to; i++)
			if (f->doors[i].floor)
				fits = place_door(f, e, i, pass == 0);
	for (int i = e->from; fits && i < e->to; i++)
		if (!f->doors[i].floor) {
			put_door(f, i, first_unknown + unknown / e->n, e->first + unknown % e->n);
			unknown++;
		}
	return fits;
}

static void number_columns(struct wg_facade *f, struct entrance *e)
{
	f->cols = 0;
	for (int i = 0; i < f->n_entrances; i++) {
		e[i].first = f->cols;
		f->cols += e[i].n;
	}
	f->columns = WG_NEW(&f->arena, struct wg_facade_column, f->cols);
	for (int i = 0; i < f->n_entrances; i++)
		for (int k = 0; k < e[i].n; k++) {
			struct wg_facade_column *c = &f->columns[e[i].first + k];
			c->entrance = i;
			if (k < e[i].n_named)
				memcpy(c->head, e[i].columns[k].label, sizeof c->head);
		}
}

static void lay_out(struct wg_facade *f)
{
	struct entrance *e = WG_NEW(&f->arena, struct entrance, f->n_entrances);
	for (int i = 0, door = 0; i < f->n_entrances; i++) {
		e[i].from = door;
		while (door < f->n_doors && f->doors[door].entrance <= i)
			door++;
		e[i].to = door;
		choose_columns(f, &e[i]);
	}
	choose_rows(f, e);
	f->home = WG_NEW(&f->arena, int, f->n_doors);
	f->home_col = WG_NEW(&f->arena, int, f->n_doors);
	for (bool fits = false; !fits;) {
		number_columns(f, e);
		f->at = WG_NEW(&f->arena, int, (size_t)f->rows *(size_t)f->cols);
		for (int i = 0; i < f->rows * f->cols; i++)
			f->at[i] = -1;
		int first_unknown = 0;
		while (first_unknown < f->rows && f->floor[first_unknown] != 0)
			first_unknown++;
		fits = true;
		for (int i = 0; i < f->n_entrances && fits; i++)
			if (!place_entrance(f, &e[i], first_unknown)) {
				e[i].n++;
				fits = false;
			}
	}
}

static void stand_on(struct wg_facade *f, int door)
{
	f->row = f->home[door];
	f->col = f->want = f->home_col[door];
	f->cursor_id = f->doors[door].id;
}

static int find(const struct wg_facade *f, int64_t id)
{
	for (int i = 0; id && i < f->n_doors; i++)
		if (f->doors[i].id == id)
			return i;
	return -1;
}

void wg_facade_set(struct wg_facade *f, const struct wg_facade_door *doors, int n_doors, const char *const *entrances,
		   int n_entrances)
{
	f->doors = doors;
	f->n_doors = n_doors;
	f->entrances = entrances;
	f->n_entrances = n_entrances;
	wg_arena_reset(&f->arena);
	lay_out(f);
	int door = find(f, f->cursor_id), anchor = find(f, f->anchor_id);
	if (n_doors == 0) {
		f->row = f->col = -1;
		f->ranging = false;
		return;
	}
	if (door >= 0)
		stand_on(f, door);
	else if (!wg_facade_go(f, doors[0].id))
		f->row = -1;
	f->ranging = f->ranging && anchor >= 0;
	if (f->ranging) {
		f->anchor_row = f->home[anchor];
		f->anchor_col = f->home_col[anchor];
	}
}

void wg_facade_free(struct wg_facade *f)
{
	wg_arena_free(&f->arena);
	wg_ids_free(&f->marks);
}

int wg_facade_door_at(const struct wg_facade *f, int row, int col)
{
	return row >= 0 && row < f->rows && col >= 0 && col < f->cols ? f->at[row * f->cols + col] : -1;
}

int wg_facade_cursor(const struct wg_facade *f)
{
	return wg_facade_door_at(f, f->row, f->col);
}

bool wg_facade_go(struct wg_facade *f, int64_t id)
{
	int door = find(f, id);
	if (door >= 0)
		stand_on(f, door);
	return door >= 0;
}
