#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "command/contact.h"
#include "command/exec.h"
#include "command/open_work.h"
#include "command/plan_build.h"

/* A handover is a plan over the leaver's households alone. Their neighbours along the walk do not move; a successor who
 * stands beside a stretch saves the border there, which is a bonus for the household at its end. */
struct handover {
	struct wg_call *c;
	struct wg_worker leaver;
	struct wg_walk walk;
	struct wg_workers known, to; /* who could take over, the nearest first; who shall: the first of them */
	WG_VEC(struct wg_partition_bonus) bonus;
	struct wg_partition in;
};

static bool is_successor(const struct handover *h, int64_t worker)
{
	for (size_t i = 0; i < h->to.n; i++) {
		if (h->to.at[i].id == worker)
			return true;
	}
	return false;
}

/* A step outward from a stretch of the leaver's, to the left or to the right. */
struct feeler {
	const struct wg_walk *walk;
	int64_t at;
	int direction;
};

typedef WG_VEC(struct feeler) feeler_vec;
typedef WG_VEC(struct wg_worker) worker_vec;

/* Feelers at both ends of each of the leaver's stretches, in every community where there is one. */
static enum wg_err put_out_feelers(struct handover *h, feeler_vec *feelers, struct wg_error *e)
{
	int64_t done_to = -1;
	for (size_t i = 0; i < h->walk.n; i++) {
		struct wg_node community;
		struct wg_walk *walk = WG_NEW(h->c->a, struct wg_walk, 1);
		if (h->walk.at[i].pos <= done_to)
			continue;
		enum wg_err err = wg_community_at(h->c->office, h->walk.at[i].pos, h->c->a, &community, e);
		if (err == WG_OK)
			err = wg_walk_of(h->c->office, &community, h->c->a, walk, e);
		if (err != WG_OK)
			return err;
		done_to = community.hi;
		for (size_t k = 0; k < walk->n; k++) {
			if (walk->at[k].contact != h->leaver.id)
				continue;
			if (k == 0 || walk->at[k - 1].contact != h->leaver.id)
				WG_PUSH(feelers, (struct feeler){walk, (int64_t)k, -1});
			if (k + 1 == walk->n || walk->at[k + 1].contact != h->leaver.id)
				WG_PUSH(feelers, (struct feeler){walk, (int64_t)k, 1});
		}
	}
	return WG_OK;
}

/* Moves a feeler to the next contact that is not known yet; 0 when the walk ends. */
static int64_t feel_on(struct feeler *f, const worker_vec *known, int64_t leaver)
{
	for (f->at += f->direction; f->at >= 0 && f->at < (int64_t)f->walk->n; f->at += f->direction) {
		int64_t contact = f->walk->at[f->at].contact;
		bool seen = contact == 0 || contact == leaver;
		for (size_t k = 0; k < known->len && !seen; k++)
			seen = known->at[k].id == contact;
		if (!seen)
			return contact;
	}
	return 0;
}

/* Neighbours along the walk, the nearest first: one more from each side in every round. */
static enum wg_err find_neighbours(struct handover *h, struct wg_error *e)
{
	feeler_vec feelers = {0};
	worker_vec found = {0};
	enum wg_err err = put_out_feelers(h, &feelers, e);
	for (bool more = true; err == WG_OK && more;) {
		more = false;
		for (size_t i = 0; err == WG_OK && i < feelers.len; i++) {
			int64_t next = feel_on(&feelers.at[i], &found, h->leaver.id);
			struct wg_worker w;
			if (!next || (err = wg_worker_get(h->c->office, next, h->c->a, &w, e)) != WG_OK)
				continue;
			more = true;
			if (w.takes_households)
				WG_PUSH(&found, w);
		}
	}
	h->known.n = found.len;
	h->known.at = WG_NEW(h->c->a, struct wg_worker, found.len);
	if (found.len > 0)
		memcpy(h->known.at, found.at, found.len * sizeof *found.at);
	WG_VEC_FREE(&feelers);
	WG_VEC_FREE(&found);
	return err;
}

static int64_t room_of(const struct wg_worker *w)
{
	return w->hi > w->count ? w->hi - w->count : 0;
}

/* The nearest neighbours who together have room, two at least; all of them when even they have not. */
static size_t enough_neighbours(const struct handover *h)
{
	int64_t room = 0;
	size_t n = 0;
	while (n < h->known.n && (n < 2 || room < (int64_t)h->walk.n))
		room += room_of(&h->known.at[n++]);
	return n;
}

static enum wg_err choose_successors(struct handover *h, struct wg_error *e)
{
	bool named = wg__flag(h->c, "to");
	enum wg_err err = named ? wg__arg_workers(h->c, "to", &h->known.at, &h->known.n, e) : find_neighbours(h, e);
	if (err != WG_OK)
		return err;
	h->to = (struct wg_workers){h->known.at,
				    named || wg__flag(h->c, "over-band") ? h->known.n : enough_neighbours(h)};
	if (wg__flag(h->c, "over-band") && !named && h->to.n > 2)
		h->to.n = 2;
	if (is_successor(h, h->leaver.id))
		return wg_fail(e, WG_EUSAGE, N_("{1} cannot hand over to {1}"), "s", h->leaver.name);
	if (h->to.n == 0)
		return wg_fail(e, WG_EREFUSED,
			       N_("{1} has no neighbours along the walk: name the successors with --to"), "s",
			       h->leaver.name);
	for (size_t i = 0; i < h->to.n; i++) {
		if (!h->to.at[i].takes_households)
			return wg_fail(e, WG_EREFUSED, N_("{1} takes no households"), "s", h->to.at[i].name);
	}
	return WG_OK;
}

/* The borders to what stands beside the leaver's stretches. */
static enum wg_err add_edges(struct handover *h, int *gap, struct wg_error *e)
{
	const int *cut = h->c->office->codes->plan.cut;
	for (size_t i = 0; i < h->walk.n; i++) {
		for (int direction = -1; direction <= 1; direction += 2) {
			struct wg_step beside;
			enum wg_err err = wg_walk_beside(h->c->office, &h->walk.at[i], direction, &beside, e);
			if (err != WG_OK)
				return err;
			if (!beside.household || beside.contact == h->leaver.id)
				continue;
			if (direction < 0)
				gap[i] = 0;
			int price = cut[wg_walk_common(&h->walk.at[i], &beside)];
			for (size_t k = 0; k < h->to.n; k++) {
				if (h->to.at[k].id == beside.contact)
					WG_PUSH(&h->bonus,
						(struct wg_partition_bonus){(int)k, (int)i, (int)i + 1, price});
			}
		}
	}
	return WG_OK;
}

static void set_cadres(struct handover *h, int64_t weight)
{
	struct wg_arena *a = h->c->a;
	struct wg_partition_cadre *cadre = WG_NEW(a, struct wg_partition_cadre, h->to.n);
	int *share = WG_NEW(a, int, h->to.n), *target = WG_NEW(a, int, h->to.n);
	bool over = wg__flag(h->c, "over-band");
	for (size_t k = 0; k < h->to.n; k++) {
		const struct wg_worker *w = &h->to.at[k];
		share[k] = w->share > 0 ? w->share : w->hi;
		weight += w->load;
	}
	wg_partition_targets(weight, (int)h->to.n, share, target);
	for (size_t k = 0; k < h->to.n; k++) {
		const struct wg_worker *w = &h->to.at[k];
		cadre[k] = (struct wg_partition_cadre){
			.lo = 0,
			.hi = over ? (int)h->walk.n : (int)room_of(w),
			.target = target[k] - (int)w->load,
			.held = (int)w->count + 1, /* a successor may get nothing */
		};
	}
	h->in.n_cadre = (int)h->to.n;
	h->in.cadre = cadre;
}

static enum wg_err build(struct handover *h, struct wg_error *e)
{
	struct wg_arena *a = h->c->a;
	const struct wg_plan_weights *price = &h->c->office->codes->plan;
	int n = (int)h->walk.n, *weight = WG_NEW(a, int, n), *chain = WG_NEW(a, int, n);
	int64_t sum = 0;
	for (int i = 0; i < n; i++) {
		chain[i] = i;
		weight[i] = h->walk.at[i].weight;
		sum += weight[i];
	}
	int *gap = wg__gaps(h->c->office, &h->walk, chain, n, a);
	h->in = (struct wg_partition){
		.n = n,
		.weight = weight,
		.gap = gap,
		.price = {.load = 1, .uncovered = price->uncovered, .uncovered_weight = price->uncovered_weight},
	};
	set_cadres(h, sum);
	enum wg_err err = wg__wishes(h->c->office, &h->to, &h->walk, chain, n, a, &h->in, e);
	for (int i = 0; err == WG_OK && i < h->in.n_bonus; i++)
		WG_PUSH(&h->bonus, h->in.bonus[i]);
	if (err == WG_OK)
		err = add_edges(h, gap, e);
	h->in.n_bonus = (int)h->bonus.len;
	h->in.bonus = h->bonus.at;
	return err;
}

/* A lock to somebody who leaves says nothing any more. */
static enum wg_err unlock_all(struct handover *h, struct wg_error *e)
{
	int64_t n = 0;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < h->walk.n; i++) {
		if (!h->walk.at[i].locked)
			continue;
		err = wg_row_set(h->c->tx, WG_T_HOUSEHOLD, h->walk.at[i].household, WG_HOUSEHOLD_CONTACT_LOCKED,
				 wg_int_value(0), e);
		n++;
	}
	if (err == WG_OK && n)
		wg__note(h->c, WG_NOTE_INFO, N_("{1} locked households were unlocked to be handed over"), "l",
			 (long long)n);
	return err;
}

static enum wg_err give(struct handover *h, const struct wg_partition_plan *plan, struct wg_error *e)
{
	struct wg_give *gives = WG_NEW(h->c->a, struct wg_give, h->walk.n);
	struct wg_give_opts opts = {
		.reason = wg__arg(h->c, "reason") ? wg__arg(h->c, "reason") : "handover",
		.over_band = wg__arg(h->c, "over-band"),
	};
	int64_t changed = 0;
	for (size_t i = 0; i < h->walk.n; i++)
		gives[i] = (struct wg_give){h->walk.at[i].household, h->to.at[plan->owner[i]].id};
	enum wg_err err = unlock_all(h, e);
	if (err == WG_OK)
		err = wg__give(h->c, gives, h->walk.n, &opts, &changed, e);
	if (err == WG_OK)
		wg__say(h->c, N_("{1} households of {2} handed over to {3} contacts"), "lsd", (long long)changed,
			h->leaver.name, (int)h->to.n);
	return err;
}

/* Recusals may leave households although there is room: then one neighbour more is asked. */
static enum wg_err plan_and_give(struct handover *h, struct wg_error *e)
{
	struct wg_partition_plan plan;
	enum wg_err err;
	for (;;) {
		h->bonus.len = 0;
		if ((err = build(h, e)) != WG_OK ||
		    (err = wg_partition_solve(&h->in, NULL, h->c->a, &plan, e)) != WG_OK)
			return err;
		if (plan.owner && plan.value.n_uncovered == 0)
			return give(h, &plan, e);
		if (h->to.n == h->known.n || wg__flag(h->c, "to"))
			break;
		h->to.n++;
	}
	return wg_fail(
		e, WG_EREFUSED,
		N_("the successors cannot take all: {1} of {2} households would be left; name more with --to, or give "
		   "a reason with --over-band"),
		"dd", plan.owner ? plan.value.n_uncovered : (int)h->walk.n, (int)h->walk.n);
}

enum wg_err wg__exec_handover(struct wg_call *c, struct wg_error *e)
{
	struct handover h = {.c = c};
	enum wg_err err = wg__arg_worker(c, "worker", &h.leaver, e);
	if (err == WG_OK)
		err = wg_walk_of_contact(c->office, h.leaver.id, c->a, &h.walk, e);
	if (err == WG_OK && h.walk.n == 0)
		err = wg_fail(e, WG_EREFUSED, N_("{1} has no households to hand over"), "s", h.leaver.name);
	if (err == WG_OK)
		err = choose_successors(&h, e);
	if (err == WG_OK)
		err = wg__work_of_leaver(c, &h.leaver, h.to.n > 0 ? h.to.at[0].id : 0, e);
	if (err == WG_OK)
		err = plan_and_give(&h, e);
	WG_VEC_FREE(&h.bonus);
	return err;
}
