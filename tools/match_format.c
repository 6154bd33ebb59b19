#include "match_format.h"

struct reader {
	const char *next, *end;
	int line;
	struct wg_arena *arena;
	struct match_format_error *error;
};

static bool fail(struct reader *r, const char *text)
{
	*r->error = (struct match_format_error){r->line, text};
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct reader *r)
{
	for (; r->next < r->end && is_blank(*r->next); r->next++)
		r->line += *r->next == '\n';
}

/* The next number, which must lie in lo … hi and stand alone. */
static bool number(struct reader *r, const char *what, int32_t lo, int32_t hi, int32_t *out)
{
	skip_blanks(r);
	const char *from = r->next;
	int64_t value = 0;
	if (from == r->end)
		return fail(r, wg_arena_printf(r->arena, "the file ends where %s is expected", what));
	for (; r->next < r->end && *r->next >= '0' && *r->next <= '9'; r->next++)
		value = value <= INT32_MAX ? value * 10 + (*r->next - '0') : value;
	if (r->next == from || (r->next < r->end && !is_blank(*r->next)) || value < lo || value > hi)
		return fail(r, wg_arena_printf(r->arena, "%s is not a number from %d to %d", what, lo, hi));
	*out = (int32_t)value;
	return true;
}

/* Every number takes a digit and a blank, so that counts cannot ask for more memory than the file has bytes. */
static bool fits(struct reader *r, int64_t numbers)
{
	return numbers <= (r->end - r->next) / 2 + 1 ||
	       fail(r, "there are fewer numbers than the first line announces");
}

/* met[helper] = 1 + the last need that lists it. */
static bool read_need(struct reader *r, int32_t at, int32_t n_helper, int32_t left, int32_t *met,
		      struct wg_match_edge *edge, struct wg_match_need *out)
{
	int32_t persons, degree;
	if (!number(r, "the number of persons", 1, WG_MATCH_PERSONS_MAX, &persons) ||
	    !number(r, "the degree of a need", 0, left, &degree))
		return false;
	for (int32_t k = 0; k < degree; k++) {
		if (!number(r, "a helper", 0, n_helper - 1, &edge[k].helper) ||
		    !number(r, "a score", 1, WG_MATCH_SCORE_MAX, &edge[k].score))
			return false;
		if (met[edge[k].helper] == at + 1)
			return fail(r, wg_arena_printf(r->arena, "helper %d stands twice", edge[k].helper));
		met[edge[k].helper] = at + 1;
	}
	*out = (struct wg_match_need){persons, degree, edge};
	return true;
}

bool match_format_parse(const char *text, size_t size, struct wg_arena *arena, struct wg_match_problem *out,
			struct match_format_error *error)
{
	struct reader r = {text, text + size, 1, arena, error};
	int32_t n, h, m, used = 0;
	*error = (struct match_format_error){0};
	if (!number(&r, "the number of needs", 0, WG_MATCH_NODES_MAX, &n) ||
	    !number(&r, "the number of helpers", 0, WG_MATCH_NODES_MAX, &h) ||
	    !number(&r, "the number of edges", 0, WG_MATCH_EDGES_MAX, &m) || !fits(&r, 2 * ((int64_t)n + m) + h))
		return false;
	struct wg_match_need *need = WG_NEW(arena, struct wg_match_need, n);
	struct wg_match_helper *helper = WG_NEW(arena, struct wg_match_helper, h);
	struct wg_match_edge *edge = WG_NEW(arena, struct wg_match_edge, m);
	int32_t *met = WG_NEW(arena, int32_t, h);
	for (int32_t i = 0; i < n; used += need[i++].n_edge)
		if (!read_need(&r, i, h, m - used, met, edge + used, &need[i]))
			return false;
	if (used < m)
		return fail(&r, wg_arena_printf(arena, "the needs have %d edges, not %d", used, m));
	for (int32_t j = 0; j < h; j++) {
		helper[j].group = -1;
		if (!number(&r, "a helper's cap", 0, WG_MATCH_CAP_MAX, &helper[j].cap))
			return false;
	}
	skip_blanks(&r);
	if (r.next < r.end)
		return fail(&r, "there is more after the last cap");
	*out = (struct wg_match_problem){.n_need = n, .n_helper = h, .need = need, .helper = helper};
	return true;
}
