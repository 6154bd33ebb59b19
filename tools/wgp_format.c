#include "wgp_format.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum { FIELDS_MAX = 24, FIELD_BYTES = 64, LEVELS = 5, WEIGHT_MAX = 4, BAND_MAX = 1000000, PRICE_MAX = 100000000 };

struct path {
	int part[LEVELS]; /* compound, building, unit, floor, room */
};

/* An id and where it stands, sorted by id to be found. */
struct place {
	int id, at;
};

struct affinity {
	int cadre, level, bonus;
	struct path prefix;
};

/* The community being read: what it declared, and what came so far. */
struct draft {
	int n, n_cadre, line;
	int hh, cadres; /* read so far */
	int *weight, *current, *cadre_id, *household_id, *share;
	struct path *path;
	struct place *cadre_at, *household_at; /* sorted once complete */
	struct wg_partition_cadre *cadre;
};

struct reader {
	const char *next, *end;
	int line;
	char field[FIELDS_MAX][FIELD_BYTES];
	int n_field;
	struct wg_arena *arena;
	struct wgp_error *error;
	struct wg_partition_prices price;
	int cut[LEVELS];
	bool has_name, has_cost, open;
	const char *name;
	struct draft d;
	struct wgp_community community;
	WG_VEC(struct wgp_community) done;
	WG_VEC(struct affinity) affinity;
	WG_VEC(struct wg_partition_pair) forbid;
};

static bool fail(struct reader *r, const char *text)
{
	*r->error = (struct wgp_error){r->line, text};
	return false;
}

static bool fail_field(struct reader *r, int field, const char *what)
{
	return fail(r,
		    wg_arena_printf(r->arena, "\"%.40s\" is not %s", field < r->n_field ? r->field[field] : "", what));
}

/* Splits the next line into fields. False at the end, or with an error set. */
static bool next_line(struct reader *r)
{
	if (r->next == r->end)
		return false;
	const char *stop = memchr(r->next, '\n', (size_t)(r->end - r->next));
	const char *end = stop ? stop : r->end, *p = r->next;
	r->next = stop ? stop + 1 : r->end;
	r->line++;
	r->n_field = 0;
	if (end > p && end[-1] == '\r')
		end--;
	while (p < end) {
		if (*p == ' ' || *p == '\t') {
			p++;
			continue;
		}
		const char *from = p;
		while (p < end && *p != ' ' && *p != '\t')
			if ((unsigned char)*p++ < ' ' || (unsigned char)p[-1] == 0x7f)
				return fail(r, "a control character");
		if (r->n_field == FIELDS_MAX || p - from >= FIELD_BYTES)
			return fail(r, r->n_field == FIELDS_MAX ? "too many fields" : "a field is too long");
		memcpy(r->field[r->n_field], from, (size_t)(p - from));
		r->field[r->n_field++][p - from] = '\0';
	}
	return true;
}

/* Digits up to *end; -1 when there are none or the number passes INT_MAX. */
static int digits(const char *s, const char **end)
{
	long long v = 0;
	*end = s;
	for (; **end >= '0' && **end <= '9'; (*end)++)
		if ((v = v * 10 + (**end - '0')) > INT_MAX)
			return -1;
	return *end == s ? -1 : (int)v;
}

static bool number(struct reader *r, int field, int lo, int hi, int *out)
{
	const char *s = field < r->n_field ? r->field[field] : "", *end;
	bool negative = *s == '-';
	int v = digits(s + negative, &end);
	if (v < 0 || *end || (negative ? -v : v) < lo || (negative ? -v : v) > hi)
		return fail_field(r, field, wg_arena_printf(r->arena, "a number from %d to %d", lo, hi));
	*out = negative ? -v : v;
	return true;
}

static bool path(struct reader *r, int field, int parts, struct path *out)
{
	const char *s = field < r->n_field ? r->field[field] : "";
	*out = (struct path){{0}};
	for (int i = 0; i < parts; i++) {
		out->part[i] = digits(s, &s);
		if (out->part[i] < 0 || *s != (i + 1 < parts ? '/' : '\0'))
			return fail_field(r, field,
					  parts == LEVELS ? "compound/building/unit/floor/room"
							  : "compound/building/unit/floor");
		s++;
	}
	return true;
}

static bool fields(struct reader *r, int n)
{
	return r->n_field == n ||
	       fail(r, wg_arena_printf(r->arena, "%s has %d fields, not %d", r->field[0], r->n_field, n));
}

static bool word(struct reader *r, int field, const char *want)
{
	return !strcmp(r->field[field], want) || fail(r, wg_arena_printf(r->arena, "expected \"%s\"", want));
}

static int by_id(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* Sorts the ids; false when one stands twice. */
static bool sort_ids(struct reader *r, const int *id, int n, struct place *at, const char *noun)
{
	for (int i = 0; i < n; i++)
		at[i] = (struct place){id[i], i};
	qsort(at, (size_t)n, sizeof *at, by_id);
	for (int i = 1; i < n; i++)
		if (at[i].id == at[i - 1].id)
			return fail(r, wg_arena_printf(r->arena, "%s %d stands twice", noun, at[i].id));
	return true;
}

static bool find(struct reader *r, int field, const struct place *at, int n, const char *noun, int *out)
{
	struct place key = {0, 0};
	if (!number(r, field, 0, INT_MAX, &key.id))
		return false;
	const struct place *found = n ? bsearch(&key, at, (size_t)n, sizeof *at, by_id) : NULL;
	if (!found)
		return fail(r, wg_arena_printf(r->arena, "there is no %s %d", noun, key.id));
	*out = found->at;
	return true;
}

static bool read_cost(struct reader *r)
{
	static const char *const names[] = {"load", "move", "unused", "uncovered", "uncovered_weight"};
	const int at[] = {1, 9, 11, 13, 15};
	int *to[] = {&r->price.load, &r->price.move, &r->price.unused, &r->price.uncovered, &r->price.uncovered_weight};
	if (r->has_cost || !r->has_name)
		return fail(r, r->has_cost ? "a second cost line" : "cost before wgp");
	if (!fields(r, 17) || !word(r, 3, "cut"))
		return false;
	for (int i = 0; i < 5; i++)
		if (!word(r, at[i], names[i]) || !number(r, at[i] + 1, 0, PRICE_MAX, to[i]))
			return false;
	for (int i = 0; i < LEVELS; i++)
		if (!number(r, 4 + i, -PRICE_MAX, PRICE_MAX, &r->cut[i]))
			return false;
	return r->has_cost = true;
}

static bool read_name(struct reader *r)
{
	if (r->has_name)
		return fail(r, "a second wgp line");
	if (!fields(r, 3))
		return false;
	if (strcmp(r->field[1], "1"))
		return fail_field(r, 1, "a version known here (1)");
	r->name = wg_arena_strdup(r->arena, r->field[2]);
	return r->has_name = true;
}

static int deepest_common(const struct path *a, const struct path *b)
{
	int level = 0;
	while (level < LEVELS - 1 && a->part[level] == b->part[level])
		level++;
	return level;
}

static bool below(const struct path *p, const struct affinity *a)
{
	for (int i = 0; i < a->level; i++)
		if (p->part[i] != a->prefix.part[i])
			return false;
	return true;
}

/* One bonus for every stretch of the walk that lies below the prefix. */
static void fill_bonus(struct reader *r, struct wg_partition *p)
{
	WG_VEC(struct wg_partition_bonus) list = {0};
	for (size_t x = 0; x < r->affinity.len; x++) {
		const struct affinity *a = &r->affinity.at[x];
		for (int i = 0; i < p->n; i++) {
			if (!below(&r->d.path[i], a))
				continue;
			if (i > 0 && below(&r->d.path[i - 1], a))
				list.at[list.len - 1].to = i + 1;
			else
				WG_PUSH(&list, (struct wg_partition_bonus){a->cadre, i, i + 1, a->bonus});
		}
	}
	struct wg_partition_bonus *bonus = WG_NEW(r->arena, struct wg_partition_bonus, list.len);
	if (list.len)
		memcpy(bonus, list.at, sizeof *bonus * list.len);
	p->bonus = bonus;
	p->n_bonus = (int)list.len;
	WG_VEC_FREE(&list);
}

static void fill_targets(struct reader *r, struct draft *d)
{
	int64_t total = 0;
	for (int i = 0; i < d->n; i++)
		total += d->weight[i];
	int *target = WG_NEW(r->arena, int, d->n_cadre);
	wg_partition_targets(total, d->n_cadre, d->share, target);
	for (int k = 0; k < d->n_cadre; k++)
		d->cadre[k].target = target[k];
}

static bool complete(const struct draft *d)
{
	return d->hh == d->n && d->cadres == d->n_cadre;
}

/* The community is over: turns the draft into a partition. */
static bool close_community(struct reader *r)
{
	struct draft *d = &r->d;
	if (!r->open)
		return true;
	if (!complete(d)) {
		const char *text = wg_arena_printf(
			r->arena, "the community declares %d households and %d cadres, it has %d and %d", d->n,
			d->n_cadre, d->hh, d->cadres);
		r->line = d->line;
		return fail(r, text);
	}
	int *gap = WG_NEW(r->arena, int, d->n);
	for (int i = 1; i < d->n; i++)
		gap[i] = r->cut[deepest_common(&d->path[i - 1], &d->path[i])];
	fill_targets(r, d);
	struct wg_partition_pair *forbid = WG_NEW(r->arena, struct wg_partition_pair, r->forbid.len);
	if (r->forbid.len)
		memcpy(forbid, r->forbid.at, sizeof *forbid * r->forbid.len);
	r->community.cadre_id = d->cadre_id;
	r->community.household_id = d->household_id;
	r->community.p = (struct wg_partition){.n = d->n,
					       .weight = d->weight,
					       .gap = gap,
					       .current = d->current,
					       .n_cadre = d->n_cadre,
					       .cadre = d->cadre,
					       .forbid = forbid,
					       .n_forbid = (int)r->forbid.len,
					       .price = r->price};
	fill_bonus(r, &r->community.p);
	WG_PUSH(&r->done, r->community);
	r->affinity.len = r->forbid.len = 0;
	r->open = false;
	return true;
}

static bool read_community(struct reader *r)
{
	if (!close_community(r))
		return false;
	if (!r->has_cost)
		return fail(r, "community before cost");
	int n, k, most = (int)((r->end - r->next) / 4 < INT_MAX ? (r->end - r->next) / 4 : INT_MAX);
	if (!fields(r, 4) || !number(r, 2, 0, most, &n) || !number(r, 3, 0, most, &k))
		return false;
	struct wg_arena *a = r->arena;
	r->community = (struct wgp_community){.name = wg_arena_strdup(a, r->field[1])};
	r->d = (struct draft){.n = n,
			      .n_cadre = k,
			      .line = r->line,
			      .weight = WG_NEW(a, int, n),
			      .current = WG_NEW(a, int, n),
			      .household_id = WG_NEW(a, int, n),
			      .path = WG_NEW(a, struct path, n),
			      .cadre_id = WG_NEW(a, int, k),
			      .share = WG_NEW(a, int, k),
			      .cadre_at = WG_NEW(a, struct place, k),
			      .household_at = WG_NEW(a, struct place, n),
			      .cadre = WG_NEW(a, struct wg_partition_cadre, k)};
	return r->open = true;
}

static bool read_cadre(struct reader *r)
{
	struct draft *d = &r->d;
	if (!r->open || d->cadres == d->n_cadre)
		return fail(r, "a cadre more than the community declares");
	struct wg_partition_cadre *c = &d->cadre[d->cadres];
	if (!fields(r, 5) || !number(r, 1, 0, INT_MAX, &d->cadre_id[d->cadres]) || !number(r, 2, 0, BAND_MAX, &c->lo) ||
	    !number(r, 3, c->lo > 1 ? c->lo : 1, BAND_MAX, &c->hi) || !number(r, 4, 0, BAND_MAX, &d->share[d->cadres]))
		return false;
	d->cadres++;
	return d->cadres < d->n_cadre || sort_ids(r, d->cadre_id, d->n_cadre, d->cadre_at, "cadre");
}

static bool read_household(struct reader *r)
{
	struct draft *d = &r->d;
	if (!r->open || d->cadres < d->n_cadre)
		return fail(r, "hh before the cadres of its community");
	if (d->hh == d->n)
		return fail(r, "a household more than the community declares");
	int i = d->hh;
	if (!fields(r, 5) || !number(r, 1, 0, INT_MAX, &d->household_id[i]) ||
	    !number(r, 2, 1, WEIGHT_MAX, &d->weight[i]) || !path(r, 3, LEVELS, &d->path[i]))
		return false;
	d->current[i] = -1;
	if (strcmp(r->field[4], "-") && !find(r, 4, d->cadre_at, d->n_cadre, "cadre", &d->current[i]))
		return false;
	d->hh++;
	return d->hh < d->n || sort_ids(r, d->household_id, d->n, d->household_at, "household");
}

static bool read_affinity(struct reader *r)
{
	struct affinity a;
	if (!r->open || !complete(&r->d))
		return fail(r, "affinity before the households");
	if (!fields(r, 5) || !find(r, 1, r->d.cadre_at, r->d.n_cadre, "cadre", &a.cadre) ||
	    !number(r, 2, 0, LEVELS - 1, &a.level) || !path(r, 3, LEVELS - 1, &a.prefix) ||
	    !number(r, 4, -PRICE_MAX, PRICE_MAX, &a.bonus))
		return false;
	WG_PUSH(&r->affinity, a);
	return true;
}

static bool read_forbid(struct reader *r)
{
	struct wg_partition_pair p;
	if (!r->open || !complete(&r->d))
		return fail(r, "forbid before the households");
	if (!fields(r, 3) || !find(r, 1, r->d.cadre_at, r->d.n_cadre, "cadre", &p.cadre) ||
	    !find(r, 2, r->d.household_at, r->d.n, "household", &p.household))
		return false;
	WG_PUSH(&r->forbid, p);
	return true;
}

static bool read_record(struct reader *r)
{
	static const struct {
		const char *name;
		bool (*read)(struct reader *r);
	} records[] = {
		{"hh", read_household},  {"cadre", read_cadre},         {"affinity", read_affinity},
		{"forbid", read_forbid}, {"community", read_community}, {"cost", read_cost},
		{"wgp", read_name},
	};
	for (size_t i = 0; i < sizeof records / sizeof *records; i++)
		if (!strcmp(r->field[0], records[i].name))
			return records[i].read(r);
	return fail_field(r, 0, "a record of this format");
}

bool wgp_parse(const char *text, size_t size, struct wg_arena *arena, struct wgp_file *out, struct wgp_error *error)
{
	*error = (struct wgp_error){0};
	struct reader r = {.next = text, .end = text + size, .arena = arena, .error = error};
	bool ok = true;
	while (ok && next_line(&r)) {
		if (r.n_field == 0 || r.field[0][0] == '#')
			continue;
		ok = read_record(&r);
	}
	ok = ok && !error->text && close_community(&r) && (r.done.len > 0 || fail(&r, "there is no community"));
	if (ok) {
		struct wgp_community *all = WG_NEW(arena, struct wgp_community, r.done.len);
		memcpy(all, r.done.at, sizeof *all * r.done.len);
		*out = (struct wgp_file){r.name, (int)r.done.len, all};
	}
	WG_VEC_FREE(&r.done);
	WG_VEC_FREE(&r.affinity);
	WG_VEC_FREE(&r.forbid);
	return ok;
}
