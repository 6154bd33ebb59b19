#include <string.h>

#include "model/match.h"
#include "store/derive.h"

enum { LEVEL_COMMUNITY = 2, LEVEL_COMPOUND, LEVEL_BUILDING, FLOOR_WITHOUT_STAIRS = 2, SEX_MAN = 1, SEX_WOMAN = 2 };
enum { DAY_SECONDS = 86400 };

static enum wg_near near_of(int level)
{
	return level >= LEVEL_BUILDING    ? WG_NEAR_BUILDING
	       : level == LEVEL_COMPOUND  ? WG_NEAR_COMPOUND
	       : level == LEVEL_COMMUNITY ? WG_NEAR_COMMUNITY
					  : WG_NEAR_UNKNOWN;
}

/* The deepest level at which two positions of the walk are in one place. */
static int common_level(int64_t a, int64_t b)
{
	int level = 5;
	while (level > 0 && a >> wg_level_shift(level) != b >> wg_level_shift(level))
		level--;
	return level;
}

/* By the home, or by a place they serve around it; a need of a whole compound is nobody's neighbour in it. */
static enum wg_near how_near(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w)
{
	int level = h->pos ? common_level(h->pos, w->pos) : 0;
	for (int i = h->serves; i >= 0; i = p->serves.at[i].next) {
		const struct wg__serves *s = &p->serves.at[i];
		if (s->lo <= w->pos && w->pos <= s->hi && s->level > level)
			level = s->level;
	}
	return near_of(level < w->level ? level : w->level);
}

/* The place where they serve counts; of who serves nowhere, where they live. Who does neither is everybody's. */
bool wg__of_community(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w)
{
	for (int i = h->serves; i >= 0; i = p->serves.at[i].next) {
		if (p->serves.at[i].lo <= w->hi && p->serves.at[i].hi >= w->lo)
			return true;
	}
	return h->serves < 0 && (!h->pos || (w->lo <= h->pos && h->pos <= w->hi));
}

static const struct wg__community *community_of(const struct wg__pool *p, const struct wg__candidate *h)
{
	int64_t pos = h->serves >= 0 ? p->serves.at[h->serves].lo : h->pos;
	size_t lo = 0, hi = p->community.len;
	while (lo < hi) { /* the first that begins behind it */
		size_t mid = (lo + hi) / 2;
		if (p->community.at[mid].lo <= pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 && pos <= p->community.at[lo - 1].hi ? &p->community.at[lo - 1] : NULL;
}

/* A certificate that is good for the service on that day; the one that lasts longest. */
static const struct wg__cert *cert_for(const struct wg__pool *p, const struct wg__candidate *h,
				       const struct wg_code *service, int64_t day)
{
	const struct wg__cert *best = NULL;
	for (int i = h->cert; i >= 0; i = p->cert.at[i].next) {
		const struct wg__cert *c = &p->cert.at[i];
		bool good = false;
		for (size_t k = 0; k < c->certificate->n_services && !good; k++)
			good = strcmp(c->certificate->services[k], service->code) == 0;
		bool longer = !best || !c->until || (best->until && c->until > best->until);
		if (good && longer && (!c->until || c->until >= day))
			best = c;
	}
	return best;
}

/* By the best of the skills that are allowed; when none is, by the best of the others. */
static void judge_skills(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w,
			 struct wg_fit *fit)
{
	const struct wg_match_weights *points = &p->office->codes->match;
	fit->left = WG_LEFT_SKILL;
	for (size_t k = 0; k < w->n_service; k++) {
		for (int i = h->skill; i >= 0; i = p->skill.at[i].next) {
			const struct wg__skill *s = &p->skill.at[i];
			if (s->service != w->service[k])
				continue;
			const struct wg__cert *c = cert_for(p, h, s->service, w->day);
			enum wg_left left = s->service->certified && !c ? WG_LEFT_CERTIFICATE
					    : (h->limits & WG__LIMIT_PHONE) && !s->service->by_phone ? WG_LEFT_PHONE
												     : WG_LEFT_NOT;
			int skill = points->level[s->level - 1] + (s->verified ? points->verified : 0);
			int cert = c ? points->certificate : 0;
			bool first = fit->left == WG_LEFT_SKILL;
			bool freer = left == WG_LEFT_NOT && fit->left != WG_LEFT_NOT;
			bool better = (left == WG_LEFT_NOT) == (fit->left == WG_LEFT_NOT) &&
				      skill + cert > fit->term[WG_FIT_SKILL] + fit->term[WG_FIT_CERTIFICATE];
			if (!first && !freer && !better)
				continue;
			fit->left = left;
			fit->service = s->service->code;
			fit->level = s->level;
			fit->verified = s->verified;
			fit->certificate = c ? c->certificate->code : "";
			fit->certified_until = c ? c->until : 0;
			fit->term[WG_FIT_SKILL] = skill;
			fit->term[WG_FIT_CERTIFICATE] = cert;
		}
	}
}

static bool is_away(const struct wg__pool *p, const struct wg__candidate *h, int64_t day)
{
	for (int i = h->away; i >= 0; i = p->busy.at[i].next) {
		if (p->busy.at[i].begins <= day && day <= p->busy.at[i].ends)
			return true;
	}
	return false;
}

static bool is_busy(const struct wg__pool *p, const struct wg__candidate *h, int64_t half_day)
{
	for (int i = h->busy; i >= 0; i = p->busy.at[i].next) {
		if (p->busy.at[i].begins < wg__half_day_time(p, half_day, true) &&
		    p->busy.at[i].ends > wg__half_day_time(p, half_day, false))
			return true;
	}
	return false;
}

#define BIT(left) (1U << (left))

/* The first half-day in which they could come; when there is none, the first in which nothing else is in the way. */
static unsigned judge_time(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w,
			   int64_t *half_day)
{
	int64_t free = -1;
	bool available = false;
	*half_day = w->when.from;
	for (int64_t t = w->when.from; t <= w->when.to; t++) {
		int64_t bit = INT64_C(1) << wg_half_day_bit(t);
		if (!(w->when.mask & bit))
			continue;
		bool can = (h->slots < 0 || (h->slots & bit)) && !is_away(p, h, t / 3);
		bool busy = is_busy(p, h, t);
		available = available || can;
		if (!busy && free < 0)
			*half_day = free = t;
		if (can && !busy) {
			*half_day = t;
			return 0;
		}
	}
	return (available ? 0 : BIT(WG_LEFT_TIME)) | (available || free < 0 ? BIT(WG_LEFT_OVERLAP) : 0);
}

static unsigned judge_limits(const struct wg__candidate *h, const struct wg__want *w)
{
	bool women_only = h->limits & WG__LIMIT_WOMEN, men_only = h->limits & WG__LIMIT_MEN;
	bool stairs = (h->limits & WG__LIMIT_STAIRS) && w->floor > FLOOR_WITHOUT_STAIRS && !w->lift;
	bool sex = (women_only && w->sex == SEX_MAN) || (men_only && w->sex == SEX_WOMAN);
	return (stairs ? BIT(WG_LEFT_STAIRS) : 0) | (sex ? BIT(WG_LEFT_SEX) : 0);
}

static const struct wg__tie *tie_with(const struct wg__want *w, int64_t worker)
{
	static const struct wg__tie none;
	for (size_t i = 0; i < w->n_tie; i++) {
		if (w->tie[i].worker == worker)
			return &w->tie[i];
	}
	return &none;
}

static void add_terms(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w,
		      const struct wg__tie *tie, struct wg_fit *fit)
{
	const struct wg_match_weights *points = &p->office->codes->match;
	fit->near = how_near(p, h, w);
	fit->term[WG_FIT_NEAR] = fit->near == WG_NEAR_UNKNOWN ? 0 : points->near[fit->near - WG_NEAR_COMMUNITY];
	fit->term[WG_FIT_ORDERS] = (h->open == 0 ? points->free : 0) - points->order * h->open;
	int64_t idle = h->last ? (p->now - h->last) / DAY_SECONDS : points->idle_days;
	idle = h->open || idle < 0 ? 0 : idle < points->idle_days ? idle : points->idle_days;
	fit->term[WG_FIT_IDLE] = (int)(points->idle * idle / points->idle_days);
	fit->term[WG_FIT_AGAIN] = tie->again ? points->again : 0;
	fit->term[WG_FIT_SATISFIED] = tie->satisfied > 0   ? points->satisfied
				      : tie->satisfied < 0 ? -points->unsatisfied
							   : 0;
	for (int i = 0; i < WG_FIT_TERMS; i++)
		fit->total += fit->term[i];
}

bool wg__judge(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w, struct wg_fit *fit,
	       int64_t *half_day)
{
	const struct wg__tie *tie = tie_with(w, h->id);
	bool here = wg__of_community(p, h, w);
	*fit = (struct wg_fit){
		.worker_id = h->id,
		.name = h->name,
		.kind = h->kind,
		.phone = h->phone,
		.service = "",
		.certificate = "",
		.home = "",
		.community = "",
		.open = h->open,
		.cap = h->cap,
		.last = h->last,
		.ask_time = h->slots < 0,
		.ask_sex = (h->limits & (WG__LIMIT_WOMEN | WG__LIMIT_MEN)) && w->sex != SEX_MAN && w->sex != SEX_WOMAN,
	};
	judge_skills(p, h, w, fit);
	add_terms(p, h, w, tie, fit);
	if (!here) {
		const struct wg__community *c = community_of(p, h);
		fit->community_id = c ? c->id : 0;
		fit->community = c ? c->name : "";
	}
	bool related = tie->related || (h->household && h->household == w->household);
	fit->against = judge_time(p, h, w, half_day) | judge_limits(h, w) | (fit->left ? BIT(fit->left) : 0) |
		       (tie->sent ? BIT(WG_LEFT_SENT) : 0) | (related ? BIT(WG_LEFT_RELATED) : 0) |
		       (h->open >= h->cap ? BIT(WG_LEFT_CAP) : 0) | (tie->returned ? BIT(WG_LEFT_RETURNED) : 0);
	fit->left = WG_LEFT_NOT;
	for (int i = 1; i < WG_LEFT_REASONS && fit->left == WG_LEFT_NOT; i++)
		fit->left = fit->against & BIT(i) ? (enum wg_left)i : WG_LEFT_NOT;
	return here;
}

int wg__urgency(const struct wg__pool *p, const struct wg__want *w)
{
	static const char *const names[] = {"urgent", "pressing", "normal", "standing"};
	const int *points = p->office->codes->match.urgency;
	for (int i = 0; i < 4; i++) {
		if (strcmp(w->urgency, names[i]) == 0)
			return points[i];
	}
	return points[2];
}
