#include "screen/export.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "screen/sift.h"

/* What a file's name must not hold becomes a dash. */
static const char *as_file(struct wg_arena *a, const char *text)
{
	char *name = wg_arena_strdup(a, text);
	for (char *p = name; (p = strpbrk(p, "/\\:*?\"<>| ")); p++)
		*p = '-';
	return name;
}

const char *wg_new_file(struct wg_arena *a, const char *what, const char *about)
{
	enum { TRIES = 99 };
	int year, month, day;
	const char *home = getenv("HOME"), *path = "";
	wg_date_from_day(wg_today(), &year, &month, &day);
	const char *name = wg_arena_printf(a, "%s%s%s%s%s-%04d%02d%02d", home ? home : "", home ? "/" : "",
					   as_file(a, what), *about ? "-" : "", as_file(a, about), year, month, day);
	for (int i = 1; i <= TRIES; i++) {
		path = i == 1 ? wg_arena_printf(a, "%s.xlsx", name) : wg_arena_printf(a, "%s-%d.xlsx", name, i);
		if (access(path, F_OK) != 0)
			break;
	}
	return path;
}

void wg_export_ask(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const struct wg_param place = {.name = "", .type = WG_PARAM_PLACE};
	const char *path = s->ops->argument ? s->ops->argument(s, &place, &a) : NULL;
	struct wg_node node;
	if (!s->ops->listed && !s->ops->argument) {
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("there is no list here")));
	} else if (!s->ops->listed) {
		wg_ui_open(ui, "form", "export contacts");
	} else {
		bool known = path && wg_node_find(ui->face->office, path, &a, &node, NULL) == WG_OK;
		const char *file = wg_new_file(&a, ui->tr(N_("list")), known ? node.name : "");
		wg_ui_open(ui, "form", wg_arena_printf(&a, "export list \"%s\"", file));
	}
	wg_arena_free(&a);
}

void wg_export_about(struct wg_screen *s, char title[WG_CRUMBS], char note[WG_CRUMBS])
{
	char right[WG_CRUMBS];
	const struct wg_sift *sift = s->ops->sift ? s->ops->sift(s, WG_ACTION_NONE) : NULL;
	title[0] = note[0] = right[0] = '\0';
	if (s->ops->crumbs)
		s->ops->crumbs(s, title, right);
	if (sift)
		wg_sift_text(sift, s->ui, note);
}
