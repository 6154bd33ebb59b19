/* Pins: what a hand has fixed, and the rest around it. */
#include <string.h>

#include "command/plan_build.h"

/* ---- pins ---- */

static void remember(struct wg_plan *plan, const struct wg__part *part)
{
	struct wg__past *past = WG_NEW(&plan->arena, struct wg__past, 1);
	*past = (struct wg__past){
		.before = plan->past,
		.part = (size_t)(part - plan->parts),
		.n_pins = part->n_pins,
		.pins = part->pins,
		.result = part->result,
		.unproven = part->unproven,
		.kept = part->kept,
	};
	plan->past = past;
}

/* The pins, and what they fix for the solvers. */
static void set_pins(struct wg_plan *plan, struct wg__part *part, const struct wg__pin *pins, size_t n)
{
	int *fixed = WG_NEW(&plan->arena, int, part->n);
	for (int i = 0; i < part->n; i++)
		fixed[i] = -1;
	for (size_t i = 0; i < n; i++) {
		fixed[pins[i].at] = pins[i].right;
		if (pins[i].left >= 0)
			fixed[pins[i].at - 1] = pins[i].left;
	}
	part->pins = pins;
	part->n_pins = n;
	part->in.fixed = n ? fixed : NULL;
}

/* Without the pin at a place (of a border: border), and with one more (NULL = none). */
static void change_pins(struct wg_plan *plan, struct wg__part *part, int at, bool border, const struct wg__pin *more)
{
	struct wg__pin *pins = WG_NEW(&plan->arena, struct wg__pin, part->n_pins + 1);
	size_t n = 0;
	for (size_t i = 0; i < part->n_pins; i++) {
		if (part->pins[i].at != at || (part->pins[i].left >= 0) != border)
			pins[n++] = part->pins[i];
	}
	if (more)
		pins[n++] = *more;
	set_pins(plan, part, pins, n);
}

static bool is_pinned(const struct wg__part *part, int at, bool border)
{
	for (size_t i = 0; i < part->n_pins; i++) {
		if (part->pins[i].at == at && (part->pins[i].left >= 0) == border)
			return true;
	}
	return false;
}

/* ---- planning around them ---- */

/* The best with the cadres in their order; owner, where it is given, is a plan that the pins allow and that will do
 * if there is nothing cheaper. */
static enum wg_err plan_around(struct wg_plan *plan, struct wg__part *part, const int *owner, struct wg_error *e)
{
	struct wg_partition_plan next;
	struct wg_partition_value v = {0};
	enum wg_err err = wg_partition_replan(&part->in, owner ? owner : part->result.owner, &plan->arena, &next, e);
	if (err != WG_OK)
		return err;
	if (owner)
		wg_partition_evaluate(&part->in, owner, &v);
	if (owner && (!next.owner || v.objective < next.value.objective)) {
		int *kept = WG_NEW(&plan->arena, int, part->n);
		memcpy(kept, owner, sizeof *kept * (size_t)part->n);
		next.owner = kept;
		next.value = v;
	}
	if (!next.owner)
		return wg_fail(e, WG_EREFUSED, N_("the pins leave no plan"), "");
	next.bound = part->bound;
	next.proven = next.bound >= next.value.objective;
	next.status = next.proven ? WG_PARTITION_OPTIMAL : WG_PARTITION_BOUNDED;
	part->result = next;
	part->unproven = !next.proven;
	part->kept = false;
	wg__plan_gather(plan);
	return WG_OK;
}

static void go_back(struct wg_plan *plan)
{
	struct wg__past *past = plan->past;
	struct wg__part *part = &plan->parts[past->part];
	set_pins(plan, part, past->pins, past->n_pins);
	part->result = past->result;
	part->unproven = past->unproven;
	part->kept = past->kept;
	plan->past = past->before;
	wg__plan_gather(plan);
}

static enum wg_err refuse(const struct wg__part *part, const struct wg__border *b, const struct wg_plan_price *price,
			  struct wg_error *e)
{
	bool right = b->to > b->at;
	const char *giver = part->workers.at[right ? b->right : b->left].name;
	const char *taker = part->workers.at[right ? b->left : b->right].name;
	if (price->bar == WG_PLAN_OVER)
		return wg_fail(e, WG_EREFUSED, N_("{1} would have more than {2} households"), "sd", taker,
			       price->limit);
	if (price->bar == WG_PLAN_UNDER)
		return wg_fail(e, WG_EREFUSED, N_("{1} would have fewer than {2} households"), "sd", giver,
			       price->limit);
	if (price->bar == WG_PLAN_RECUSED)
		return wg_fail(e, WG_EREFUSED, N_("{1} must not be the contact of a household there (recusal)"), "s",
			       taker);
	if (price->bar == WG_PLAN_PINNED)
		return wg_fail(e, WG_EREFUSED, N_("what lies there is pinned"), "");
	return wg_fail(e, WG_EREFUSED, N_("nothing would be left to {1}"), "s", giver);
}

enum wg_err wg_plan_move_border(wg_plan *plan, int cadre, enum wg_plan_move move, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg__part *part = NULL;
	struct wg__border b;
	struct wg_plan_price price;
	enum wg_err err = WG_OK;
	const int *owner = wg__plan_try(plan, cadre, move, &a, &part, &b, &price);
	if (!part)
		err = wg_fail(e, WG_EREFUSED, N_("there is no border behind this stretch"), "");
	else if (!owner || price.bar != WG_PLAN_FREE)
		err = refuse(part, &b, &price, e);
	if (err == WG_OK) {
		remember(plan, part);
		change_pins(plan, part, b.at, true, &(struct wg__pin){b.to, b.left, b.right});
		if ((err = plan_around(plan, part, owner, e)) != WG_OK)
			go_back(plan);
	}
	wg_arena_free(&a);
	return err;
}

/* Takes a pin out, or puts one in where the plan has it anyway: then the plan stays, and so does its proof. */
static enum wg_err toggle(struct wg_plan *plan, struct wg__part *part, const struct wg__pin *pin, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	bool held = is_pinned(part, pin->at, pin->left >= 0);
	remember(plan, part);
	change_pins(plan, part, pin->at, pin->left >= 0, held ? NULL : pin);
	if (held)
		err = plan_around(plan, part, NULL, e);
	else
		wg__plan_gather(plan);
	if (err != WG_OK)
		go_back(plan);
	return err;
}

enum wg_err wg_plan_pin_border(wg_plan *plan, int cadre, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg__part *part = NULL;
	struct wg__border b;
	struct wg_plan_price price;
	wg__plan_try(plan, cadre, WG_PLAN_STAY, &a, &part, &b, &price);
	wg_arena_free(&a);
	if (!part)
		return wg_fail(e, WG_EREFUSED, N_("there is no border behind this stretch"), "");
	return toggle(plan, part, &(struct wg__pin){b.at, b.left, b.right}, e);
}

enum wg_err wg_plan_pin(wg_plan *plan, size_t step, struct wg_error *e)
{
	int house = 0;
	struct wg__part *part = wg__plan_part(plan, step, &house);
	if (!part)
		return wg_fail(e, WG_EREFUSED, N_("the household is locked to its contact in the office"), "");
	if (part->result.owner[house] < 0)
		return wg_fail(e, WG_EREFUSED, N_("the household has no contact in this plan"), "");
	return toggle(plan, part, &(struct wg__pin){house, -1, part->result.owner[house]}, e);
}

static int worker_at(const struct wg__part *part, int64_t worker)
{
	int k = (int)part->workers.n - 1;
	while (k >= 0 && part->workers.at[k].id != worker)
		k--;
	return k;
}

enum wg_err wg__plan_add_pin(struct wg_plan *plan, int64_t household, int64_t left, int64_t worker, struct wg_error *e)
{
	size_t step = 0;
	int house = 0;
	while (step < plan->n_steps && plan->steps[step].household != household)
		step++;
	struct wg__part *part = wg__plan_part(plan, step, &house);
	if (!part)
		return wg_fail(e, WG_EREFUSED, N_("this household is not planned here: it is elsewhere, or locked"),
			       "");
	struct wg__pin pin = {house, left ? worker_at(part, left) : -1, worker_at(part, worker)};
	if (pin.right < 0 || (left && (pin.left < 0 || house == 0)))
		return wg_fail(e, WG_EREFUSED, N_("this cadre takes no part in the plan"), "");
	remember(plan, part);
	change_pins(plan, part, house, left != 0, &pin);
	part->unproven = true;
	wg__plan_gather(plan);
	return WG_OK;
}

enum wg_err wg_plan_pin_to(wg_plan *plan, int64_t household, int64_t worker, struct wg_error *e)
{
	return wg__plan_add_pin(plan, household, 0, worker, e);
}

bool wg_plan_unpin_last(wg_plan *plan)
{
	if (!plan->past)
		return false;
	go_back(plan);
	return true;
}

bool wg_plan_unproven(const wg_plan *plan)
{
	for (size_t i = 0; i < plan->n_parts; i++) {
		if (plan->parts[i].unproven)
			return true;
	}
	return false;
}

/* Keeps the plan on show unless another is cheaper, or it breaks a pin. */
static enum wg_err prove(struct wg_plan *plan, struct wg__part *part, int budget_ms, struct wg_error *e)
{
	struct wg_partition_options o = {.tick = wg__plan_tick, .user = plan, .budget_ms = budget_ms};
	struct wg_partition_plan best;
	struct wg_partition_value v;
	enum wg_err err = wg_partition_solve(&part->in, &o, &plan->arena, &best, e);
	if (err != WG_OK)
		return err;
	wg_partition_evaluate(&part->in, part->result.owner, &v);
	bool breaks = v.faults.unfixed > 0;
	if (!best.owner && breaks)
		return wg_fail(e, WG_EREFUSED, N_("the pins leave no plan"), "");
	bool better = !part->kept && best.owner && best.value.objective < part->result.value.objective;
	if (better || (best.owner && breaks)) {
		const int *before = part->result.owner;
		part->result.owner = best.owner;
		part->result.value = best.value;
		if (!part->in.current) /* nothing is cheaper for staying: at least names stay */
			wg__plan_rename(part, before, &plan->arena);
	}
	part->result.bound = best.bound > part->bound ? best.bound : part->bound;
	part->result.proven = part->result.bound >= part->result.value.objective;
	part->result.status = part->result.proven ? WG_PARTITION_OPTIMAL : best.status;
	part->result.plan_ns = best.plan_ns;
	part->result.proof_ns = best.proof_ns;
	part->unproven = false;
	return WG_OK;
}

enum wg_err wg_plan_prove(wg_plan *plan, int budget_ms, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < plan->n_parts; i++) {
		if (plan->parts[i].unproven)
			err = prove(plan, &plan->parts[i], budget_ms, e);
	}
	if (err == WG_OK)
		wg__plan_gather(plan);
	return err;
}
