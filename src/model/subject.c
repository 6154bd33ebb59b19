#include "wangge/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "wangge/person.h"

typedef WG_VEC(struct wg_subject) subject_vec;

static enum wg_err of_place(wg_office *office, const struct wg_node *node, const char *text, struct wg_arena *a,
			    struct wg_subject *out, struct wg_error *e)
{
	if (node->kind != WG_NODE_PLACE)
		return wg_fail(e, WG_EUSAGE, N_("{1} is no place of its own: name one of its places"), "s", text);
	*out = (struct wg_subject){.place_id = node->id};
	return wg_node_path(office, node, "/", a, &out->text, e);
}

static enum wg_err of_person(wg_office *office, const struct wg_person *p, struct wg_arena *a, struct wg_subject *out,
			     struct wg_error *e)
{
	const char *door;
	enum wg_err err = wg_household_address(office, p->household_id, false, a, &door, e);
	if (err == WG_OK)
		*out = (struct wg_subject){.household_id = p->household_id,
					   .person_id = p->id,
					   .gone = p->gone != 0,
					   .text = wg_arena_printf(a, "%s %s", door, p->name)};
	return err;
}

static enum wg_err of_household(wg_office *office, int64_t id, struct wg_arena *a, struct wg_subject *out,
				struct wg_error *e)
{
	struct wg_household h;
	enum wg_err err = wg_household_get(office, id, a, &h, e);
	if (err == WG_OK)
		*out = (struct wg_subject){
			.household_id = id,
			.gone = strcmp(h.status, "gone") == 0,
			.text = wg_arena_printf(a, "%s%s%s %s", h.building, h.entrance, h.room, h.head)};
	return err;
}

static enum wg_err of_id(wg_office *office, const char *text, struct wg_arena *a, struct wg_subject *out,
			 struct wg_error *e)
{
	struct wg_node node;
	struct wg_person p;
	int64_t id = wg__full_id(office, strtoll(text + 1, NULL, 10));
	if (of_household(office, id, a, out, NULL) == WG_OK)
		return WG_OK;
	if (wg_person_get(office, id, a, &p, NULL) == WG_OK)
		return of_person(office, &p, a, out, e);
	if (wg_node_get(office, WG_NODE_PLACE, id, a, &node, NULL) == WG_OK)
		return of_place(office, &node, text, a, out, e);
	return wg_fail(e, WG_ENOTFOUND, N_("there is no household, person or place {1}"), "s", text);
}

/* A place's path goes before a person's name, that before a door. */
static enum wg_err find_one(wg_office *office, const char *text, struct wg_arena *a, struct wg_subject *out,
			    struct wg_error *e)
{
	struct wg_node node;
	struct wg_person p;
	struct wg_error why = {0};
	int64_t *ids;
	size_t n = 0;
	if (*text == '#')
		return of_id(office, text, a, out, e);
	enum wg_err err = wg_node_find(office, text, a, &node, e);
	if (err != WG_ENOTFOUND)
		return err == WG_OK ? of_place(office, &node, text, a, out, e) : err;
	err = wg_person_find(office, text, a, &p, &why);
	if (err == WG_OK)
		return of_person(office, &p, a, out, e);
	if (wg_household_find(office, text, a, &ids, &n, e) == WG_OK && n == 1)
		return of_household(office, ids[0], a, out, e);
	if (n > 1)
		return wg_fail(e, WG_EUSAGE, N_("{1} households live at {2}: name the person"), "ds", (int)n, text);
	if (err != WG_ENOTFOUND) {
		if (e)
			*e = why;
		return err;
	}
	return wg_fail(e, WG_ENOTFOUND, N_("there is no household, person or place {1}"), "s", text);
}

/* The length of the next piece; *skip: of what stands behind it. */
static size_t piece(const char *s, size_t *skip)
{
	static const char *const marks[] = {",", "，", "、"};
	for (size_t n = 0; s[n]; n++) {
		for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
			*skip = strlen(marks[m]);
			if (strncmp(s + n, marks[m], *skip) == 0)
				return n;
		}
	}
	*skip = 0;
	return strlen(s);
}

static bool known(const subject_vec *all, const struct wg_subject *s)
{
	for (size_t i = 0; i < all->len; i++) {
		const struct wg_subject *o = &all->at[i];
		if (o->household_id == s->household_id && o->person_id == s->person_id && o->place_id == s->place_id)
			return true;
	}
	return false;
}

enum wg_err wg_subject_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_subjects *out,
			    struct wg_error *e)
{
	subject_vec all = {0};
	enum wg_err err = WG_OK;
	size_t skip;
	for (const char *s = text; err == WG_OK && *s;) {
		size_t n = piece(s, &skip), from = strspn(s, " ");
		struct wg_subject one;
		if (from < n) {
			err = find_one(office, wg_arena_strndup(a, s + from, n - from), a, &one, e);
			if (err == WG_OK && !known(&all, &one))
				WG_PUSH(&all, one);
		}
		s += n + skip;
	}
	if (err == WG_OK && all.len == 0)
		err = wg_fail(e, WG_EUSAGE, N_("say whose it is, or where"), "");
	if (err == WG_OK) {
		*out = (struct wg_subjects){.at = WG_NEW(a, struct wg_subject, all.len), .n = all.len};
		memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
