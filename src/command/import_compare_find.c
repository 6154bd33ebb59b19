#include "command/import_compare.h"

#include <string.h>

const struct wg__difference_word wg__difference_words[WG__DIFF_KINDS] = {
	[WG__DIFF_MOVED] = {"moved", N_("other door"), N_("move inside the area")},
	[WG__DIFF_NEW] = {"new", N_("new family"), N_("moves in")},
	[WG__DIFF_HEAD] = {"head", N_("other head"), N_("new head, the former stays a member")},
	[WG__DIFF_PHONE] = {"phone", N_("other phone"), N_("take the telephone of the file")},
	[WG__DIFF_JOINED] = {"joined", N_("new member"), N_("join the household")},
	[WG__DIFF_REPLACED] = {"replaced", N_("other family"), N_("one moves away, one moves in")},
	[WG__DIFF_LEFT] = {"left", N_("member gone"), N_("moved away; died: use `dies`")},
	[WG__DIFF_GONE] = {"gone", N_("family gone"), N_("moved away; the record is kept")},
	[WG__DIFF_EMPTY] = {"empty", N_("empty door"), N_("moved away; the record is kept")},
	[WG__DIFF_LOOK] = {"look", N_("look at it"), NULL},
};

struct finder {
	struct wg__compare *m;
	bool members; /* the file names members, so who is not named is missing */
	WG_VEC(struct wg__difference) all;
};

static void add(struct finder *f, struct wg__difference d)
{
	if (!d.suggestion)
		d.suggestion = wg__difference_words[d.kind].suggestion;
	WG_PUSH(&f->all, d);
}

/* Somebody whom the office knows at another door is not recorded a second time. */
static bool is_known_elsewhere(struct finder *f, struct wg__roster_household *h, struct wg__roster_person *p)
{
	struct wg__sighting s;
	if (!wg__compare_sight(f->m, p, &s) || s.doubtful)
		return false;
	add(f, (struct wg__difference){.kind = WG__DIFF_LOOK,
				       .door = h->door,
				       .household = h,
				       .person = p,
				       .former = s.household,
				       .was = s.person,
				       .suggestion = N_("is recorded at another door: `join`, `split` or `move`")});
	return true;
}

static bool is_doubtful(struct finder *f, struct wg__roster_household *h)
{
	struct wg__sighting s;
	if (!h->head || !wg__compare_sight(f->m, h->head, &s) || !s.doubtful)
		return false;
	add(f, (struct wg__difference){.kind = WG__DIFF_LOOK,
				       .door = h->door,
				       .household = h,
				       .person = h->head,
				       .former = s.household,
				       .was = s.person,
				       .suggestion = N_("the same person? then `move`, else `add household`")});
	return true;
}

/* Who comes back keeps the old record. */
static bool is_back(struct finder *f, struct wg__roster_household *h)
{
	if (!h->head || !wg__compare_gone(f->m, h->head))
		return false;
	add(f, (struct wg__difference){.kind = WG__DIFF_LOOK,
				       .door = h->door,
				       .household = h,
				       .person = h->head,
				       .suggestion = N_("had moved away: `returns` brings the record back")});
	return true;
}

static void compare_people(struct finder *f, struct wg__roster_household *h)
{
	struct wg__old_household *o = h->old;
	for (struct wg__roster_person *p = h->persons; p; p = p->next) {
		struct wg__difference d = {.door = h->door, .household = h, .person = p, .former = o, .was = p->old};
		if (p->old && *p->phone && strcmp(p->phone, p->old->phone ? p->old->phone : "") != 0) {
			d.kind = WG__DIFF_PHONE;
			add(f, d);
		} else if (!p->old && p != h->head && !is_known_elsewhere(f, h, p)) {
			d.kind = WG__DIFF_JOINED;
			add(f, d);
		}
	}
	for (struct wg__old_person *was = o->persons; was && f->members && h->persons; was = was->next) {
		if (!was->seen)
			add(f,
			    (struct wg__difference){
				    .kind = WG__DIFF_LEFT, .door = h->door, .household = h, .former = o, .was = was});
	}
}

static void compare_household(struct finder *f, struct wg__roster_household *h)
{
	struct wg__old_household *o = h->old;
	const struct wg__old_person *head = wg__old_head(o);
	size_t before = f->all.len;
	struct wg__difference d = {.door = h->door, .household = h, .person = h->head, .former = o};
	if (h->door != o->door) {
		d.kind = WG__DIFF_MOVED;
		add(f, d);
	}
	bool same = h->head && h->head->old && h->head->old == head;
	if (h->head && !same && (h->head->old || !is_known_elsewhere(f, h, h->head))) {
		d.kind = WG__DIFF_HEAD;
		add(f, d);
	}
	compare_people(f, h);
	f->m->same += f->all.len == before;
}

/* True when somebody must look first: of whom it is not sure that the office does not know them. */
static bool needs_look(struct finder *f, struct wg__roster_household *h)
{
	bool look = false;
	for (struct wg__roster_person *p = h->persons; p; p = p->next)
		look = is_known_elsewhere(f, h, p) || look;
	return look || is_doubtful(f, h) || is_back(f, h);
}

static struct wg__old_household *left_behind(const struct wg__door *d)
{
	for (struct wg__old_household *o = d->old; o; o = o->next) {
		if (!o->seen && strcmp(o->status, "here") == 0)
			return o;
	}
	return NULL;
}

static void compare_new(struct finder *f, struct wg__roster_household *h)
{
	struct wg__old_household *o = left_behind(&f->m->r->places->doors.at[h->door]);
	if (o)
		o->seen = true;
	add(f, (struct wg__difference){.kind = o ? WG__DIFF_REPLACED : WG__DIFF_NEW,
				       .door = h->door,
				       .household = h,
				       .person = h->head,
				       .former = o});
}

/* Who is in the office alone. Of buildings that the file does not name, only the number counts. */
static void compare_missing(struct finder *f)
{
	const struct wg__places *places = f->m->r->places;
	for (size_t i = 0; i < places->doors.len; i++) {
		const struct wg__door *d = &places->doors.at[i];
		int building = wg__place_above(places, d->entrance, WG_LEVEL_BUILDING);
		for (struct wg__old_household *o = d->old; o; o = o->next) {
			if (o->seen)
				continue;
			if (!places->at.at[building].used) {
				f->m->elsewhere++;
				continue;
			}
			add(f, (struct wg__difference){.kind = d->used && !d->first ? WG__DIFF_EMPTY : WG__DIFF_GONE,
						       .door = (int)i,
						       .former = o});
		}
	}
}

void wg__compare_find(struct wg__compare *m)
{
	struct wg__roster *r = m->r;
	struct finder f = {.m = m};
	WG_VEC(struct wg__roster_household *) strangers = {0};
	for (size_t i = 0; i < r->households.len; i++) {
		const struct wg__roster_household *h = r->households.at[i];
		f.members |= h->persons && h->persons->next;
	}
	for (size_t i = 0; i < r->households.len; i++) {
		struct wg__roster_household *h = r->households.at[i];
		if (h->old)
			compare_household(&f, h);
		else if (!needs_look(&f, h))
			WG_PUSH(&strangers, h);
	}
	for (size_t i = 0; i < strangers.len; i++)
		compare_new(&f, strangers.at[i]);
	compare_missing(&f);
	for (int kind = 0; kind < WG__DIFF_KINDS; kind++) {
		for (size_t i = 0; i < f.all.len; i++) {
			if ((int)f.all.at[i].kind == kind)
				WG_PUSH(&m->at, f.all.at[i]);
		}
	}
	WG_VEC_FREE(&strangers);
	WG_VEC_FREE(&f.all);
}
