#include <string.h>

#include "base/clock.h"
#include "model/match.h"

/* What would have to be otherwise for a need that nobody, or too few, can be sent for. */

enum { LOOK_AHEAD = 3 * 14 };

static void say(struct wg_fits *out, const char *msgid, const char *types, ...)
{
	va_list ap;
	if (out->n_missing == WG_FIT_SENTENCES)
		return;
	va_start(ap, types);
	wg_message_vset(&out->missing[out->n_missing++], msgid, types, ap);
	va_end(ap);
}

/* 安全检查、水电维修 */
static const char *service_names(const struct wg__pool *p, const struct wg__want *w)
{
	const char *names = "";
	for (size_t i = 0; i < w->n_service; i++)
		names = wg_arena_printf(p->a, "%s%s%s", names, *names ? "、" : "", w->service[i]->name);
	return names;
}

static const char *community_name(const struct wg__pool *p, const struct wg__want *w)
{
	for (size_t i = 0; i < p->community.len; i++) {
		if (p->community.at[i].lo == w->lo && p->community.at[i].hi == w->hi)
			return p->community.at[i].name;
	}
	return "";
}

/* Who of those who lack nothing but time is free first, within a fortnight. */
static void say_first_free(const struct wg__pool *p, const struct wg__want *w, struct wg_fits *out)
{
	static const char *const sentences[] = {N_("the first to be free is {1}, on {2} in the morning"),
						N_("the first to be free is {1}, on {2} in the afternoon"),
						N_("the first to be free is {1}, on {2} in the evening")};
	struct wg__want later = *w;
	const struct wg_fit *first = NULL;
	int64_t best = INT64_MAX;
	later.when = (struct wg_when){w->when.from, w->when.from + LOOK_AHEAD, -1};
	for (size_t i = 0; i < out->n_left; i++) {
		const struct wg_fit *f = &out->left[i];
		struct wg_fit then;
		int64_t half_day;
		if (f->left != WG_LEFT_TIME && f->left != WG_LEFT_OVERLAP)
			continue;
		wg__judge(p, &p->helper.at[*wg_map_get(&p->by_id, f->worker_id)], &later, &then, &half_day);
		if (then.left == WG_LEFT_NOT && half_day < best) {
			best = half_day;
			first = f;
		}
	}
	if (!first)
		return;
	int year, month, day;
	wg_date_from_day(best / 3, &year, &month, &day);
	say(out, sentences[best % 3], "ss", first->name, wg_arena_printf(p->a, "%02d-%02d", month, day));
}

static void say_no_time(const struct wg__pool *p, const struct wg__want *w, const char *when, int64_t able,
			struct wg_fits *out)
{
	int year, month, day;
	wg_date_from_day(w->when.to / 3, &year, &month, &day);
	if (when)
		say(out, N_("{1} can do it, none of them is free on {2}"), "ls", (long long)able, when);
	else
		say(out, N_("{1} can do it, none of them is free until {2}"), "ls", (long long)able,
		    wg_arena_printf(p->a, "%02d-%02d", month, day));
	say_first_free(p, w, out);
}

static void say_nobody(const struct wg__pool *p, const struct wg__want *w, const char *when, struct wg_fits *out)
{
	const int64_t *n = out->count;
	const char *where = community_name(p, w), *what = service_names(p, w);
	int64_t can = (int64_t)out->n_left - n[WG_LEFT_SENT], able = can - n[WG_LEFT_CERTIFICATE];
	int64_t time = n[WG_LEFT_TIME] + n[WG_LEFT_OVERLAP], cap = n[WG_LEFT_CAP];
	if (can <= 0)
		say(out, *where ? N_("nobody in {2} can do {1}") : N_("nobody can do {1}"), "ss", what, where);
	else if (able <= 0)
		say(out,
		    *where ? N_("no one with a certificate for {1} in {2}") : N_("no one with a certificate for {1}"),
		    "ss", what, where);
	else if (time == able)
		say_no_time(p, w, when, able, out);
	else if (cap == able)
		say(out, N_("{1} can do it, all of them have as many orders as can be"), "l", (long long)able);
	else {
		say(out,
		    N_("{1} can do it, none can be sent: {2} without certificate, {3} without time, {4} with enough "
		       "orders, {5} for other reasons"),
		    "lllll", (long long)can, (long long)n[WG_LEFT_CERTIFICATE], (long long)time, (long long)cap,
		    (long long)(able - time - cap));
		if (time > 0)
			say_first_free(p, w, out);
	}
}

/* From where the most could come. */
static void say_outside(const struct wg__pool *p, struct wg_fits *out)
{
	const char *best = NULL;
	int64_t most = 0;
	for (size_t c = 0; c < p->community.len; c++) {
		int64_t n = 0;
		for (size_t i = 0; i < out->n_outside; i++)
			n += out->outside[i].community_id == p->community.at[c].id;
		if (n > most) {
			most = n;
			best = p->community.at[c].name;
		}
	}
	if (best)
		say(out, N_("{1} in {2} could be asked in"), "ls", (long long)most, best);
}

void wg__say_missing(const struct wg__pool *p, const struct wg__want *w, const char *when, struct wg_fits *out)
{
	if (out->wanted == 0 || (int64_t)out->n >= out->wanted)
		return;
	if (w->n_service == 0) {
		say(out, N_("no service is named: edit the need first"), "");
		return;
	}
	if (out->n > 0)
		say(out, N_("{1} helpers are wanted, {2} can be sent"), "dl", out->wanted, (long long)out->n);
	else
		say_nobody(p, w, when, out);
	say_outside(p, out);
}
