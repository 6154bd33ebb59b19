#include "command/exec.h"
#include "command/need.h"
#include "command/need_class.h"
#include "wangge/subject.h"

enum wg_err wg__need_similar(struct wg_call *c, const struct wg_subject *s, const char *title, const char *services,
			     struct wg_needs *out, struct wg_error *e)
{
	struct wg_need_likeness of = {s->household_id, s->place_id, title, services};
	return wg_need_similar(c->office, &of, c->a, out, e);
}

/* A form asks this while it is typed in. */
enum wg_err wg__exec_similar_needs(struct wg_call *c, struct wg_error *e)
{
	const char *title = wg__arg(c, "title");
	struct wg__classes classes;
	struct wg_subjects subjects;
	enum wg_err err = wg_subject_find(c->office, wg__arg(c, "for"), c->a, &subjects, e);
	if (err == WG_OK)
		err = wg__arg_classes(c, title ? title : "", &classes, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__need_table(c, "needs", NULL);
	for (size_t i = 0; err == WG_OK && i < subjects.n; i++) {
		struct wg_needs like;
		err = wg__need_similar(c, &subjects.at[i], title, classes.services, &like, e);
		for (size_t k = 0; err == WG_OK && k < like.n; k++)
			wg__need_row(c, t, &like.at[k]);
	}
	if (err == WG_OK)
		wg__say(c, N_("{1} similar needs"), "d", (int)t->n);
	return err;
}
