#include "screen/menu_print.h"

#include "screen/export.h"
#include "wangge/place.h"
#include "wangge/worker.h"

struct prints {
	struct wg_ui *ui;
	struct wg_arena *a;
	struct wg__print_choice *out;
	int n;
};

/* of: the parameter and what stands there. */
static void add(struct prints *p, const char *command, const char *what, const char *about, const char *of,
		const char *value)
{
	const struct wg_command *c = wg_command_find(command);
	if (p->n == WG_PRINTS || !c)
		return;
	const char *path = wg_new_file(p->a, p->ui->tr(what), about);
	const char *line = wg_arena_printf(p->a, "%s \"%s\"", command, path);
	if (*value)
		line = wg_arena_printf(p->a, "%s --%s \"%s\"", line, of, value);
	const char *sep = *about ? "  " : "";
	p->out[p->n++] = (struct wg__print_choice){
		line, wg_arena_printf(p->a, "%s%s%s  %s", p->ui->tr(what), sep, about, p->ui->tr(c->summary))};
}

int wg__print_choices(struct wg_ui *ui, const char *place, const char *worker, struct wg_arena *a,
		      struct wg__print_choice out[WG_PRINTS])
{
	struct prints p = {.ui = ui, .a = a, .out = out};
	struct wg_worker w;
	if (worker && wg_worker_find(ui->face->office, worker, a, &w, NULL) == WG_OK) {
		add(&p, "print rounds", N_("rounds"), w.name, "contact", worker);
		add(&p, "print cards", N_("cards"), w.name, "contact", worker);
		add(&p, "print handover", N_("handover sheet"), w.name, "worker", worker);
	}
	struct wg_node node;
	const char *path = "", *name = "";
	if (place && wg_node_find(ui->face->office, place, a, &node, NULL) == WG_OK &&
	    wg_node_path(ui->face->office, &node, "/", a, &path, NULL) == WG_OK)
		name = node.name;
	add(&p, "print notice", N_("notice"), name, "under", path);
	add(&p, "print rounds", N_("rounds"), name, "under", path);
	add(&p, "print cards", N_("cards"), name, "under", path);
	add(&p, "print slips", N_("slips"), name, "under", path);
	add(&p, "print menu", N_("service menu"), name, "under", path);
	return p.n;
}
