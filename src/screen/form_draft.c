#include "view/draft.h"
#include "screen/form_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A draft, as text:
 *
 *	edit person #12          the form, as it was opened
 *	version 5
 *	phone <TAB> 1380000 <TAB> 1390000      what stood there, what was typed; a field a line */

enum { DRAFT_BYTES = 256 * 1024 };

static bool differs(const struct wg__form *k)
{
	for (int i = 0; i < k->form.n; i++)
		if (k->fields[i].kind != WG_FIELD_NOTE && wg__form_is_changed(k, i))
			return true;
	return false;
}

static const char *draft_text(const struct wg__form *k, struct wg_buf *b)
{
	char text[WG_FORM_VALUE];
	wg_buf_printf(b, "%s\nversion %" PRId64 "\n", k->argument, k->version);
	for (int i = 0; i < k->form.n; i++) {
		if (k->fields[i].kind == WG_FIELD_NOTE || !wg__form_is_changed(k, i))
			continue;
		wg__form_text(k, i, text);
		wg_buf_printf(b, "%s\t%s\t%s\n", k->about[i].param->name, k->about[i].base, text);
	}
	return b->data;
}

void wg__form_keep(struct wg__form *k)
{
	const struct wg_drafts *d = k->ui->drafts;
	if (!d || k->stage == WG_FORM_STAGE_OFFER)
		return;
	if (!differs(k)) {
		wg__form_drop(k);
		return;
	}
	struct wg_buf b;
	wg_buf_init(&b, DRAFT_BYTES);
	k->kept = draft_text(k, &b) && !b.toobig && d->write(d->user, k->draft_name, b.data, b.len);
	wg_buf_free(&b);
}

void wg__form_drop(struct wg__form *k)
{
	const struct wg_drafts *d = k->ui->drafts;
	if (d && (k->kept || k->draft))
		d->drop(d->user, k->draft_name);
	k->kept = false;
	k->draft = NULL;
}

/* The name says nothing about whom it is of: FNV-1a of the line that opened the form. */
static const char *name_of(struct wg__form *k)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (const char *s = k->argument; *s; s++)
		hash = (hash ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return wg_arena_printf(&k->arena, "%016" PRIx64, hash);
}

void wg__form_find_draft(struct wg__form *k)
{
	const struct wg_drafts *d = k->ui->drafts;
	size_t n = strlen(k->argument);
	k->draft_name = name_of(k);
	if (!d || !d->read(d->user, k->draft_name, &k->draft_arena, &k->draft, &k->draft_at))
		return;
	if (strncmp(k->draft, k->argument, n) != 0 || k->draft[n] != '\n') {
		k->draft = NULL; /* another form's: it is written over */
		return;
	}
	k->stage = WG_FORM_STAGE_OFFER;
}

/* The next line with a field that the form has; false at the end. */
static bool next_field(const struct wg__form *k, char **at, int *field, struct wg_draft_line *out)
{
	while (wg_draft_next(at, out)) {
		*field = wg__form_find(k, out->param);
		if (*field >= 0 && k->fields[*field].kind != WG_FIELD_NOTE)
			return true;
	}
	return false;
}

void wg__form_go_on(struct wg__form *k)
{
	char *at = wg_arena_strdup(&k->draft_arena, k->draft);
	const char *version = strstr(at, "\nversion ");
	struct wg_draft_line d;
	int field;
	if (version && k->edits)
		k->version = strtoll(version + strlen("\nversion "), NULL, 10);
	while (next_field(k, &at, &field, &d)) {
		k->about[field].base = d.before;
		wg__form_set(k, field, d.typed);
	}
	k->kept = true;
	k->stage = WG_FORM_STAGE_FILL;
	k->pending = true;
}

void wg__form_draw_offer(struct wg__form *k, struct wg_cells *c, struct wg_rect r)
{
	char when[64] = "", line[WG_FORM_VALUE];
	struct wg_message m;
	struct wg_arena a = {0};
	time_t t = (time_t)k->draft_at;
	struct tm tm;
	if (localtime_r(&t, &tm))
		(void)strftime(when, sizeof when, "%m-%d %H:%M", &tm);
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_TITLE, k->form.title, WG_PUT_ELL);
	wg_message_set(&m, N_("Typed on {1} and not saved:"), "s", when);
	wg_cells_put(c, r.row + 2, r.col + 1, r.cols - 2, WG_ROLE_STRONG, wg_ui_sentence(k->ui, &m, line, sizeof line),
		     0);
	struct wg_draft_line d;
	int field;
	char *at = wg_arena_strdup(&a, k->draft);
	for (int row = r.row + 4; row < r.row + r.rows - 2 && next_field(k, &at, &field, &d); row++) {
		wg_cells_put(c, row, r.col + 3, 16, WG_ROLE_NORMAL, k->fields[field].label, WG_PUT_ELL);
		snprintf(line, sizeof line, "%s > %s", *d.before ? d.before : "-", *d.typed ? d.typed : "-");
		wg_cells_put(c, row, r.col + 20, r.cols - 22, WG_ROLE_NORMAL, line, WG_PUT_ELL);
	}
	wg_arena_free(&a);
}
