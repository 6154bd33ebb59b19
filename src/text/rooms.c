#include "text/rooms.h"

#include <stdbool.h>
#include <string.h>

#include "text/key.h"
#include "text/number.h"

enum { RUNES_MAX = 400 };

struct reader {
	const uint32_t *s;
	size_t n, at;
	const char *text; /* for the sentence of an error */
};

static enum wg_err cannot_read(const struct reader *r, struct wg_error *e)
{
	return wg_fail(e, WG_EUSAGE, N_("{1} cannot be read as doors: say 1-6层×01-04室"), "s", r->text);
}

static void skip_blanks(struct reader *r)
{
	while (r->at < r->n && r->s[r->at] == ' ')
		r->at++;
}

static bool skip_one_of(struct reader *r, const uint32_t *runes)
{
	skip_blanks(r);
	for (; r->at < r->n && *runes; runes++) {
		if (r->s[r->at] == *runes) {
			r->at++;
			return true;
		}
	}
	return false;
}

/* A number or one letter. */
static bool read_side(struct reader *r, bool letters, struct wg_room_side *out)
{
	*out = (struct wg_room_side){0};
	skip_blanks(r);
	bool below = !letters && skip_one_of(r, U"-负");
	size_t used = wg_number_read(r->s + r->at, r->n - r->at, &out->number);
	if (used > 0) {
		out->digits = r->s[r->at] == '0' ? (int)used : 0;
		r->at += used;
		if (below)
			out->number = -out->number;
		return true;
	}
	if (letters && r->at < r->n && r->s[r->at] >= 'a' && r->s[r->at] <= 'z')
		out->letter = (char)('A' + (r->s[r->at++] - 'a'));
	return out->letter != 0;
}

/* "01-04": from and to, both of a kind; the same when there is one. */
static bool read_range(struct reader *r, bool letters, const uint32_t *unit, struct wg_room_side *from,
		       struct wg_room_side *to)
{
	if (!read_side(r, letters, from))
		return false;
	*to = *from;
	skip_one_of(r, unit);
	if (!skip_one_of(r, U"-~至到"))
		return true;
	if (!read_side(r, letters, to))
		return false;
	skip_one_of(r, unit);
	return (from->letter != 0) == (to->letter != 0) && from->letter <= to->letter && from->number <= to->number;
}

typedef bool add_fn(void *user, struct wg_room_side side);

/* Every member of a list of ranges. */
static bool read_list(struct reader *r, bool letters, const uint32_t *unit, add_fn *add, void *user)
{
	do {
		struct wg_room_side from, to;
		if (!read_range(r, letters, unit, &from, &to))
			return false;
		for (struct wg_room_side x = from; x.letter ? x.letter <= to.letter : x.number <= to.number;) {
			if ((x.letter || letters || x.number != 0) && !add(user, x))
				return false;
			if (x.letter)
				x.letter++;
			else
				x.number++;
		}
	} while (skip_one_of(r, U",、;，"));
	return true;
}

static bool add_floor(void *user, struct wg_room_side side)
{
	struct wg_rooms_pattern *p = user;
	for (int i = 0; i < p->n_floors; i++) {
		if (p->floor[i] == side.number)
			return true;
	}
	if (p->n_floors == WG_ROOMS_FLOORS)
		return false;
	p->floor[p->n_floors++] = side.number;
	return true;
}

static bool add_side(void *user, struct wg_room_side side)
{
	struct wg_rooms_pattern *p = user;
	for (int i = 0; i < p->n_sides; i++) {
		if (p->side[i].number == side.number && p->side[i].letter == side.letter)
			return true;
	}
	if (p->n_sides == WG_ROOMS_SIDES || (!side.letter && side.number == 0))
		return false;
	p->side[p->n_sides++] = side;
	return true;
}

static size_t fold(const char *text, uint32_t runes[RUNES_MAX])
{
	return wg_fold_runes(text, strlen(text), WG_FOLD_LOWER, runes, RUNES_MAX);
}

/* Where the sign between floors and doors stands; n when there is none. */
static size_t find_times(const uint32_t *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == U'×' || s[i] == 'x' || s[i] == '*' || s[i] == U'乘')
			return i;
	}
	return n;
}

enum wg_err wg_rooms_parse(const char *text, struct wg_rooms_pattern *out, struct wg_error *e)
{
	static const uint32_t floors[] = U"层楼f", doors[] = U"室户号房";
	uint32_t s[RUNES_MAX];
	struct reader r = {.s = s, .n = fold(text, s), .text = text};
	size_t end = r.n, times = find_times(s, r.n);
	*out = (struct wg_rooms_pattern){0};
	if (end == RUNES_MAX)
		return cannot_read(&r, e);
	if (times < end) {
		r.n = times;
		if (!read_list(&r, false, floors, add_floor, out))
			return cannot_read(&r, e);
		skip_blanks(&r);
		if (r.at != times)
			return cannot_read(&r, e);
		r.at = times + 1;
		r.n = end;
	}
	if (!read_list(&r, true, doors, add_side, out))
		return cannot_read(&r, e);
	skip_blanks(&r);
	if (r.at != end || (times < end && out->n_floors == 0))
		return cannot_read(&r, e);
	return WG_OK;
}

struct numbers {
	int *at, cap, n;
};

static bool add_number(void *user, struct wg_room_side side)
{
	struct numbers *x = user;
	if (x->n == x->cap)
		return false;
	x->at[x->n++] = side.number;
	return true;
}

enum wg_err wg_number_list_parse(const char *text, int *out, int cap, int *n, struct wg_error *e)
{
	uint32_t s[RUNES_MAX];
	struct reader r = {.s = s, .n = fold(text, s), .text = text};
	struct numbers x = {out, cap, 0};
	bool good = r.n < RUNES_MAX && read_list(&r, false, U"层楼f室户号房", add_number, &x);
	skip_blanks(&r);
	if (!good || r.at != r.n)
		return wg_fail(e, WG_EUSAGE, N_("{1} is no list of numbers"), "s", text);
	*n = x.n;
	return WG_OK;
}
