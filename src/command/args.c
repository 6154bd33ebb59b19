#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/map.h"
#include "base/vec.h"
#include "command/call.h"
#include "text/date.h"
#include "text/date.h"
#include "text/number.h"
#include "wangge/person.h"

void wg_args_add(struct wg_args *args, const char *name, const char *value)
{
	args->at = wg_vec_grow(args->at, args->n, &args->cap, sizeof *args->at);
	args->at[args->n++] = (struct wg_arg){.name = name, .value = value};
}

const char *wg_args_get(const struct wg_args *args, const char *name)
{
	for (size_t i = 0; args && i < args->n; i++) {
		if (strcmp(args->at[i].name, name) == 0)
			return args->at[i].value;
	}
	return NULL;
}

void wg_args_free(struct wg_args *args)
{
	free(args->at);
	*args = (struct wg_args){0};
}

const char *wg__arg(const struct wg_call *c, const char *name)
{
	return wg_args_get(c->args, name);
}

bool wg__flag(const struct wg_call *c, const char *name)
{
	return wg__arg(c, name) != NULL;
}

enum wg_err wg__arg_int(const struct wg_call *c, const char *name, int64_t otherwise, int64_t *out, struct wg_error *e)
{
	const char *s = wg__arg(c, name);
	char *end = NULL;
	*out = otherwise;
	if (!s || wg_number_parse(s, out)) /* as people write numbers */
		return WG_OK;
	errno = 0;
	*out = strtoll(s, &end, 10); /* as programs do, of any size */
	if (errno || end == s || *end)
		return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not a number"), "ss", name, s);
	return WG_OK;
}

enum wg_err wg__arg_day(const struct wg_call *c, const char *name, int64_t otherwise, int64_t *out, struct wg_error *e)
{
	const char *s = wg__arg(c, name);
	*out = otherwise;
	if (!s || !*s || wg_day_parse(s, wg_today(), out))
		return WG_OK;
	return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not a date"), "ss", name, s);
}

enum wg_err wg__arg_code(const struct wg_call *c, const char *name, const char *list, const struct wg_code **out,
			 struct wg_error *e)
{
	const char *s = wg__arg(c, name);
	*out = s && *s ? wg_code_find(wg_office_codes(c->office), list, s) : NULL;
	if (!s || !*s || *out)
		return WG_OK;
	return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not in the list"), "ss", name, s);
}

enum wg_err wg__arg_date(const struct wg_call *c, const char *name, int64_t otherwise, int64_t *day, struct wg_error *e)
{
	const char *s = wg__arg(c, name);
	*day = otherwise;
	if (!s || !*s || wg_date_parse(s, day))
		return WG_OK;
	return wg_fail(e, WG_EUSAGE, N_("{1} is not a date"), "s", s);
}

enum wg_err wg__arg_place(struct wg_call *c, const char *name, struct wg_node *out, struct wg_error *e)
{
	const char *s = wg__arg(c, name);
	return wg_node_find(c->office, s ? s : "", c->a, out, e);
}

enum wg_err wg__arg_worker(struct wg_call *c, const char *name, struct wg_worker *out, struct wg_error *e)
{
	return wg_worker_find(c->office, wg__arg(c, name), c->a, out, e);
}

enum wg_err wg__arg_person(struct wg_call *c, const char *name, struct wg_person *out, struct wg_error *e)
{
	return wg_person_find(c->office, wg__arg(c, name), c->a, out, e);
}

enum wg_err wg__arg_workers(struct wg_call *c, const char *name, struct wg_worker **out, size_t *n, struct wg_error *e)
{
	*out = WG_NEW(c->a, struct wg_worker, c->args->n);
	*n = 0;
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, name) != 0)
			continue;
		struct wg_worker w;
		enum wg_err err = wg_worker_find(c->office, c->args->at[i].value, c->a, &w, e);
		if (err != WG_OK)
			return err;
		bool twice = false;
		for (size_t k = 0; k < *n; k++)
			twice = twice || (*out)[k].id == w.id;
		if (!twice)
			(*out)[(*n)++] = w;
	}
	return WG_OK;
}

enum wg_err wg__arg_need(struct wg_call *c, const char *name, struct wg_need *out, struct wg_error *e)
{
	return wg_need_find(c->office, wg__arg(c, name), c->a, out, e);
}

enum wg_err wg__arg_needs(struct wg_call *c, const char *name, struct wg_need **out, size_t *n, struct wg_error *e)
{
	*out = WG_NEW(c->a, struct wg_need, c->args->n);
	*n = 0;
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, name) != 0)
			continue;
		struct wg_need need;
		enum wg_err err = wg_need_find(c->office, c->args->at[i].value, c->a, &need, e);
		if (err != WG_OK)
			return err;
		bool twice = false;
		for (size_t k = 0; k < *n; k++)
			twice = twice || (*out)[k].id == need.id;
		if (!twice)
			(*out)[(*n)++] = need;
	}
	return WG_OK;
}

struct place_in_walk {
	int64_t id, pos;
};

static int by_walk(const void *a, const void *b)
{
	const struct place_in_walk *x = a, *y = b;
	int by_pos = (x->pos > y->pos) - (x->pos < y->pos);
	return by_pos ? by_pos : (x->id > y->id) - (x->id < y->id);
}

static enum wg_err sort_by_walk(struct wg_call *c, int64_t *ids, size_t n, struct wg_error *e)
{
	struct place_in_walk *at = WG_NEW(c->a, struct place_in_walk, n);
	for (size_t i = 0; i < n; i++) {
		at[i].id = ids[i];
		struct wg_stmt *st = wg_query(c->db, "SELECT pos FROM household WHERE id = $1");
		wg_bind_int(st, 1, ids[i]);
		enum wg_err err = wg_one_int(st, 0, &at[i].pos, e);
		if (err != WG_OK)
			return err;
	}
	if (n > 1)
		qsort(at, n, sizeof *at, by_walk);
	for (size_t i = 0; i < n; i++)
		ids[i] = at[i].id;
	return WG_OK;
}

enum wg_err wg__arg_households(struct wg_call *c, const char *name, int64_t **ids, size_t *n, struct wg_error *e)
{
	struct wg_map seen = {0};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, name) != 0)
			continue;
		int64_t *found;
		size_t n_found = 0;
		err = wg_household_find(c->office, c->args->at[i].value, c->a, &found, &n_found, e);
		for (size_t k = 0; err == WG_OK && k < n_found; k++)
			wg_map_put(&seen, found[k], NULL);
	}
	*n = seen.len;
	*ids = WG_NEW(c->a, int64_t, seen.len);
	for (size_t i = 0; i < seen.len; i++)
		(*ids)[i] = seen.entries[i].key;
	wg_map_free(&seen);
	return err == WG_OK ? sort_by_walk(c, *ids, *n, e) : err;
}
