#include "screen/form_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/fuzzy.h"
#include "wangge/person.h"
#include "wangge/search.h"
#include "wangge/worker.h"

enum { MOST = WG_FORM_CANDIDATES, PLACES = 3000, WORST = 5 };

struct offer {
	struct wg__form *k;
	struct wg_arena *a;
	wg_office *office;
	char typed[WG_FORM_VALUE];
	int n, chosen;
};

static void add(struct offer *o, const char *name, const char *text)
{
	if (o->n < MOST)
		o->k->candidates[o->n++] = (struct wg_candidate){.name = name, .text = text};
}

/* The shortest text that leads to this household and to no other. */
const char *wg__form_household_text(struct wg_ui *ui, int64_t household, struct wg_arena *a)
{
	wg_office *office = ui->face->office;
	for (int full = 0; full < 2; full++) {
		const char *text;
		int64_t *ids;
		size_t n = 0;
		if (wg_household_address(office, household, full, a, &text, NULL) == WG_OK &&
		    wg_household_find(office, text, a, &ids, &n, NULL) == WG_OK && n == 1 && ids[0] == household)
			return text;
	}
	return wg_ui_refs(a, &household, 1);
}

static const char *care_text(struct offer *o, const char *codes)
{
	const char *out = "";
	for (const char *s = codes; *s;) {
		size_t len = strcspn(s, " ");
		out = wg_arena_printf(o->a, "%s %s", out, wg_ui_code(o->k->ui, "care", wg_arena_strndup(o->a, s, len)));
		s += len + strspn(s + len, " ");
	}
	return out;
}

/* Best fits first; equal ones in the order of the list. */
static void offer_choices(struct offer *o, const struct wg__form_field *about)
{
	for (int fit = 1; fit <= WORST && o->n < MOST; fit++)
		for (int i = 0; i < about->n_choices; i++)
			if (wg_fuzzy(o->typed, about->choices[i].label) == fit)
				add(o, about->choices[i].label, about->choices[i].label);
}

static void offer_workers(struct offer *o)
{
	struct wg_worker_fits fits;
	struct wg_worker again;
	size_t n = o->k->household ? 1 : 0;
	if (wg_worker_match(o->office, o->typed, &o->k->household, n, o->a, &fits, NULL) != WG_OK)
		return;
	for (size_t i = 0; i < fits.n && o->n < MOST; i++) {
		const struct wg_worker *w = &fits.at[i].worker;
		bool unique = wg_worker_find(o->office, w->name, o->a, &again, NULL) == WG_OK;
		add(o, unique ? w->name : wg_ui_refs(o->a, &w->id, 1),
		    wg_arena_printf(o->a, "%s  %s  %s  %" PRId64 " %c", w->name,
				    wg_ui_code(o->k->ui, "worker_kind", w->kind), w->unit, w->count,
				    wg_band_sign(w, w->count)));
	}
}

static void offer_hit(struct offer *o, const struct wg_hit *hit, bool person)
{
	const char *home = wg__form_household_text(o->k->ui, hit->household_id, o->a), *name = home;
	struct wg_person found;
	if (person) {
		name = wg_arena_printf(o->a, "%s/%s", home, hit->name);
		if (wg_person_find(o->office, name, o->a, &found, NULL) != WG_OK || found.id != hit->person_id)
			name = wg_ui_refs(o->a, &hit->person_id, 1);
	}
	add(o, name,
	    wg_arena_printf(o->a, "%s  %s  %s%s", hit->address, hit->name,
			    wg_ui_code(o->k->ui, "relation", hit->relation), care_text(o, hit->care)));
}

static void offer_hits(struct offer *o, bool person)
{
	struct wg_hits hits;
	if (wg_search(o->office, o->typed, NULL, 3 * MOST, o->a, &hits, NULL) != WG_OK)
		return;
	for (size_t i = 0; i < hits.n && o->n < MOST; i++) {
		const struct wg_hit *hit = &hits.at[i];
		bool again = false;
		for (size_t j = 0; j < i && !person; j++)
			again = again || hits.at[j].household_id == hit->household_id;
		if (hit->household_id && (!person || hit->person_id) && !again)
			offer_hit(o, hit, person);
	}
}

/* The household that the form names, else the one that lies below. */
static int64_t home_of(struct offer *o)
{
	char text[WG_FORM_VALUE];
	for (int i = 0; i < o->k->form.n; i++) {
		enum wg_param_type type = o->k->about[i].param->type;
		struct wg_person p;
		int64_t *ids;
		size_t n = 0;
		if (i == o->k->form.focus || (type != WG_PARAM_HOUSEHOLD && type != WG_PARAM_PERSON))
			continue;
		wg__form_text(o->k, i, text);
		if (type == WG_PARAM_PERSON && *text && wg_person_find(o->office, text, o->a, &p, NULL) == WG_OK)
			return p.household_id;
		if (type == WG_PARAM_HOUSEHOLD && *text &&
		    wg_household_find(o->office, text, o->a, &ids, &n, NULL) == WG_OK && n == 1)
			return ids[0];
	}
	return o->k->household;
}

/* full: with the household, so that the text stands for itself. */
static void offer_members(struct offer *o, bool full)
{
	struct wg_persons people;
	int64_t household = home_of(o);
	if (!household || wg_household_members(o->office, household, o->a, &people, NULL) != WG_OK)
		return;
	const char *home = full ? wg__form_household_text(o->k->ui, household, o->a) : "";
	for (size_t i = 0; i < people.n; i++) {
		const struct wg_person *p = &people.at[i];
		if (wg_fuzzy(o->typed, p->name) > 0)
			add(o, full ? wg_arena_printf(o->a, "%s/%s", home, p->name) : p->name,
			    wg_arena_printf(o->a, "%s  %s%s", p->name, wg_ui_code(o->k->ui, "relation", p->relation),
					    care_text(o, p->care)));
	}
}

/* Parameters that are members of the household by their names alone: of the wizards about it, not of a new one. */
static bool is_member(const struct wg__form *k, const struct wg_param *p)
{
	bool named =
		strcmp(p->name, "members") == 0 || strcmp(p->name, "head") == 0 || strcmp(p->name, "new-head") == 0;
	bool within = wg__form_find(k, "household") >= 0 || wg__form_find(k, "person") >= 0;
	return p->type == WG_PARAM_TEXT && named && within;
}

static void offer_place(struct offer *o, const struct wg_node *node, const char *typed)
{
	const char *path;
	if (*node->name && wg_fuzzy(typed, node->name) > 0 &&
	    wg_node_path(o->office, node, "/", o->a, &path, NULL) == WG_OK)
		add(o, path, path);
}

/* Down to the compounds, level by level; buildings and entrances are found behind a slash. */
static void offer_places(struct offer *o)
{
	struct wg_nodes below;
	struct wg_node top, *queue = WG_NEW(o->a, struct wg_node, PLACES);
	const char *slash = strrchr(o->typed, '/');
	int n = 0;
	const char *above = slash ? wg_arena_strndup(o->a, o->typed, (size_t)(slash - o->typed)) : "";
	if (wg_node_find(o->office, above, o->a, &top, NULL) != WG_OK)
		return;
	queue[n++] = top;
	for (int i = 0; i < n && o->n < MOST; i++) {
		bool deeper =
			i == 0 || (!slash && queue[i].kind == WG_NODE_PLACE && queue[i].level < WG_LEVEL_COMPOUND);
		if (!deeper || wg_node_children(o->office, &queue[i], o->a, &below, NULL) != WG_OK)
			continue;
		for (size_t b = 0; b < below.n; b++) {
			offer_place(o, &below.at[b], slash ? slash + 1 : o->typed);
			if (n < PLACES)
				queue[n++] = below.at[b];
		}
	}
}

static void offer_files(struct offer *o, bool out)
{
	o->n = wg__form_files(o->typed, out, o->a, o->k->candidates, MOST);
	o->chosen = -1; /* a new name must not become an old one */
}

static void offer_for(struct offer *o, const struct wg__form_field *about, bool typing)
{
	enum wg_param_type type = about->param->type;
	if (about->n_choices > 0) {
		if (!typing)
			o->typed[0] = '\0';
		offer_choices(o, about);
		o->chosen = typing && *o->typed ? 0 : -1;
	} else if (type == WG_PARAM_PERSON && !*o->typed) {
		offer_members(o, true);
		o->chosen = -1;
	} else if (is_member(o->k, about->param)) {
		if (!typing)
			o->typed[0] = '\0';
		offer_members(o, false);
		o->chosen = typing && *o->typed ? 0 : -1;
	} else if (!typing || !*o->typed) {
		return;
	} else if (type == WG_PARAM_WORKER) {
		offer_workers(o);
	} else if (type == WG_PARAM_HOUSEHOLD || type == WG_PARAM_PERSON || type == WG_PARAM_DOOR) {
		offer_hits(o, type == WG_PARAM_PERSON);
	} else if (type == WG_PARAM_SUBJECT) {
		offer_hits(o, false);
		offer_places(o);
	} else if (type == WG_PARAM_PLACE) {
		offer_places(o);
	} else if (type == WG_PARAM_FILE_IN || type == WG_PARAM_FILE_OUT) {
		offer_files(o, type == WG_PARAM_FILE_OUT);
	}
}

void wg__form_offer(struct wg__form *k)
{
	struct offer o = {.k = k, .a = &k->pick_arena, .office = k->ui->face->office};
	wg_arena_reset(&k->pick_arena);
	wg_form_candidates(&k->form, NULL, 0, -1);
	if (k->form.n == 0 || k->fields[k->form.focus].kind != WG_FIELD_TEXT)
		return;
	k->candidates = WG_NEW(&k->pick_arena, struct wg_candidate, MOST);
	wg_form_word(&k->form, o.typed, sizeof o.typed);
	offer_for(&o, &k->about[k->form.focus], k->form.typing);
	wg_form_candidates(&k->form, k->candidates, o.n, o.chosen);
}
