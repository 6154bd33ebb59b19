#include "screen/form_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/grid_draw.h"
#include "wangge/person.h"

static void add_line(struct rows_lines *l, const char *left, const char *text, enum wg_role role)
{
	WG_PUSH(&l->lines, (struct wg_page_line){.left = left, .text = text, .role = role});
}

static void complain(struct wg_field *f, const char *text)
{
	snprintf(f->message, sizeof f->message, "%s", text);
}

/* What a text was understood as, or what is wrong with it. Codes and words of a list are put right here. */
static void check_field(struct wg__form *k, int i)
{
	struct wg_field *f = &k->fields[i];
	const struct wg__form_field *about = &k->about[i];
	struct wg_args args = {0};
	struct wg_error e = {0};
	const char *meant = "";
	char said[WG_FIELD_MESSAGE];
	int missing;
	f->meant[0] = f->message[0] = '\0';
	f->changed = k->edits && wg__form_is_changed(k, i);
	if (f->kind != WG_FIELD_TEXT || (k->edits && !f->changed))
		return;
	wg__form_args(k, &k->check_arena, &args, &missing);
	for (size_t v = 0; v < args.n && !e.code; v++) {
		struct wg_error own = {0};
		if (strcmp(args.at[v].name, about->param->name) == 0 && *args.at[v].value &&
		    wg_param_meaning(k->ui->face->office, about->param, args.at[v].value, &k->check_arena, &meant,
				     &own) != WG_OK)
			e = own;
	}
	/* A word that is still being typed is not wrong yet. */
	if (e.code && !(k->form.typing && i == k->form.focus && k->form.n_candidates > 0))
		complain(f, wg_ui_sentence(k->ui, &e.message, said, sizeof said));
	else if (!e.code && *meant && about->n_choices == 0)
		snprintf(f->meant, sizeof f->meant, "= %s", meant);
	wg_args_free(&args);
}

void wg__form_notes(struct wg__form *k, const struct wg_outcome *outcome)
{
	char said[WG_FIELD_MESSAGE];
	for (size_t n = 0; n < outcome->n_notes; n++) {
		int i = wg__form_find(k, outcome->notes[n].column);
		if (i >= 0 && outcome->notes[n].kind == WG_NOTE_REFUSAL && !k->fields[i].message[0])
			complain(&k->fields[i], wg_ui_sentence(k->ui, &outcome->notes[n].message, said, sizeof said));
	}
}

/* Field by field: what stood there, and what will. */
static void show_changes(struct wg__form *k)
{
	char text[WG_FORM_VALUE];
	for (int i = 0; i < k->form.n; i++) {
		if (!k->fields[i].changed)
			continue;
		wg__form_text(k, i, text);
		add_line(&k->lines, k->fields[i].label,
			 wg_arena_printf(&k->check_arena, "%s > %s", *k->about[i].base ? k->about[i].base : "-",
					 *text ? text : "-"),
			 WG_ROLE_NORMAL);
	}
}

/* Sentences name parameters as they are typed on the command line: here they have labels. */
static const char *with_labels(struct wg__form *k, const char *text)
{
	for (int i = 0; i < k->form.n; i++) {
		const char *option = wg_arena_printf(&k->check_arena, "--%s", k->about[i].param->name);
		const char *at = strstr(text, option), *rest = at ? at + strlen(option) : NULL;
		if (at && *rest != '-' && !(*rest >= 'a' && *rest <= 'z'))
			text = wg_arena_printf(&k->check_arena, "%.*s\"%s\"%s", (int)(at - text), text,
					       k->fields[i].label, rest);
	}
	return text;
}

static void say(struct wg__form *k, enum wg_role role, const struct wg_message *m)
{
	char said[800];
	wg_ui_sentence(k->ui, m, said, sizeof said);
	add_line(&k->lines, NULL, with_labels(k, wg_arena_strdup(&k->check_arena, said)), role);
}

/* Warnings, and refusals that belong to no field. */
static void show_notes(struct wg__form *k, const struct wg_outcome *out)
{
	for (size_t n = 0; n < out->n_notes; n++) {
		const struct wg_note *note = &out->notes[n];
		bool at_field = wg__form_find(k, note->column) >= 0 && note->kind == WG_NOTE_REFUSAL;
		if (!at_field && note->kind != WG_NOTE_INFO)
			say(k, note->kind == WG_NOTE_WARNING ? WG_ROLE_WARN : WG_ROLE_ERROR, &note->message);
	}
}

/* An error that begins with the name of a parameter is about that field, which has said so already. */
static bool at_field(const struct wg__form *k, const struct wg_error *e)
{
	int i = wg__form_find(k, wg_message_arg(&e->message, 0));
	return i >= 0 && (k->fields[i].message[0] || i == k->form.focus);
}

static void show_outcome(struct wg__form *k, enum wg_err err, const struct wg_outcome *out, const struct wg_error *e)
{
	k->stale = err == WG_ESTALE && out->n_tables > 0;
	wg__form_notes(k, out);
	if (err == WG_OK && k->edits) {
		show_changes(k);
		show_notes(k, out);
	} else if (err == WG_OK && wg__form_is_need(k)) {
		wg__form_need_derived(k, out);
		show_notes(k, out);
	} else if (err == WG_OK) {
		rows_add_outcome(&k->lines, k->ui, out, &k->check_arena);
	} else if (err == WG_EREFUSED && out->n_notes > 0) {
		show_notes(k, out);
	} else if (!at_field(k, e)) {
		say(k, WG_ROLE_ERROR, &e->message);
	}
	if (k->stale)
		add_line(&k->lines, NULL, k->ui->tr(N_("Enter shows the difference, field by field")), WG_ROLE_WARN);
	snprintf(k->digest, sizeof k->digest, "%s", err == WG_OK ? out->digest : "");
}

/* What a form may always ask: a preview holds a lock and takes the time of the command. */
static bool has_preview(const struct wg__form *k)
{
	return (k->command->flags & (WG_COMMAND_WRITE | WG_COMMAND_BULK)) == WG_COMMAND_WRITE && k->ui->face->preview;
}

static bool anything_changed(const struct wg__form *k)
{
	for (int i = 0; i < k->form.n; i++)
		if (k->fields[i].changed)
			return true;
	return !k->edits;
}

static void preview(struct wg__form *k)
{
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	int missing;
	wg__form_args(k, &k->check_arena, &args, &missing);
	if (missing >= 0) {
		add_line(&k->lines, NULL,
			 wg_arena_printf(&k->check_arena, "%s%s", k->ui->tr(N_("Still to be filled in: ")),
					 k->fields[missing].label),
			 WG_ROLE_DIM);
	} else if (has_preview(k)) {
		enum wg_err err = wg_ui_read(k->ui, k->command->name, &args, &out, &e);
		show_outcome(k, err, &out, &e);
	}
	wg_outcome_free(&out);
	wg_args_free(&args);
}

static void text_of(const struct wg__form *k, const char *param, char out[WG_FORM_VALUE], bool *changed)
{
	int i = wg__form_find(k, param);
	out[0] = '\0';
	if (i < 0)
		return;
	wg__form_text(k, i, out);
	*changed = *changed || (*out && strcmp(out, k->about[i].base) != 0);
}

static int64_t cell(const struct wg_rows *t, size_t row, const char *key, const char **text)
{
	for (size_t c = 0; c < t->n_columns; c++)
		if (strcmp(t->columns[c].key, key) == 0) {
			const struct wg_datum *d = &t->at[row * t->n_columns + c];
			*text = d->null || !d->s ? "" : d->s;
			return d->null ? 0 : d->i;
		}
	*text = "";
	return 0;
}

/* Whose resident this form is about: not alike to oneself. */
static int64_t self(struct wg__form *k)
{
	struct wg_person p;
	int i = wg__form_find(k, "person");
	return i >= 0 && k->edits &&
			       wg_person_find(k->ui->face->office, k->about[i].base, &k->check_arena, &p, NULL) == WG_OK
		       ? p.id
		       : 0;
}

static void show_alike(struct wg__form *k, const struct wg_rows *t)
{
	int64_t me = self(k);
	for (size_t r = 0; r < t->n; r++) {
		const char *name, *phone, *address, *none;
		char born[16] = "";
		int64_t birth = cell(t, r, "birth", &none);
		if (birth)
			grid_date(birth, born);
		if (cell(t, r, "person", &none) == me)
			continue;
		cell(t, r, "name", &name);
		cell(t, r, "phone", &phone);
		cell(t, r, "address", &address);
		add_line(&k->alike, NULL,
			 wg_arena_printf(&k->check_arena, "%s  %s  %s  %s", name, born, phone, address), WG_ROLE_WARN);
	}
}

/* Somebody who is being entered may be recorded already: same or similar name, year of birth, end of the telephone. */
static void look_for_alike(struct wg__form *k)
{
	static const char *const asked[] = {"birth", "phone", "id-no"};
	char name[WG_FORM_VALUE], text[WG_FORM_VALUE];
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	bool changed = false;
	if (wg__form_find(k, "phone") < 0 || wg__form_find(k, "worker") >= 0 || wg__form_is_need(k))
		return;
	text_of(k, wg__form_find(k, "head") >= 0 ? "head" : "name", name, &changed);
	if (!*name)
		return;
	wg_args_add(&args, "name", name);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		text_of(k, asked[i], text, &changed);
		if (*text)
			wg_args_add(&args, asked[i], wg_arena_strdup(&k->check_arena, text));
	}
	if (changed && wg_ui_read(k->ui, "similar", &args, &out, &e) == WG_OK && out.n_tables > 0)
		show_alike(k, &out.tables[0]);
	wg_outcome_free(&out);
	wg_args_free(&args);
}

void wg__form_check(struct wg__form *k)
{
	k->pending = k->stale = false;
	k->digest[0] = '\0';
	k->lines.lines.len = k->alike.lines.len = 0;
	wg_arena_reset(&k->check_arena);
	for (int i = 0; i < k->form.n; i++)
		check_field(k, i);
	if (wg__form_is_need(k))
		wg__form_need_look(k);
	if (anything_changed(k))
		preview(k);
	look_for_alike(k);
	wg_page_init(&k->page, k->lines.lines.at, (int)k->lines.lines.len);
	wg_page_init(&k->alike_page, k->alike.lines.at, (int)k->alike.lines.len);
}
