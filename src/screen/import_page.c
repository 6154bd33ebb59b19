#include "screen/contacts_answer.h"
#include "screen/import_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wangge/helper.h"

enum { ROWS_SHOWN = 30, COLUMN_MAX = 24, LINE_BYTES = 400 };

/* Fields of an import and what a clerk calls them; those that are not here are shown by their key. */
static const struct {
	const char *key, *name;
} meanings[] = {
	{"serial", N_("number")},
	{"subdistrict", N_("sub-district")},
	{"community", N_("community")},
	{"compound", N_("compound")},
	{"address", N_("address")},
	{"building", N_("building")},
	{"entrance", N_("entrance")},
	{"floor", N_("floor")},
	{"room", N_("room")},
	{"head", N_("head")},
	{"name", N_("name")},
	{"own_contact", N_("whom to ask")},
	{"relation", N_("relation")},
	{"id_no", N_("id number")},
	{"phone", N_("telephone")},
	{"sex", N_("sex")},
	{"birth", N_("born")},
	{"member_name", N_("member")},
	{"member_id_no", N_("member's id number")},
	{"member_phone", N_("member's telephone")},
	{"member_sex", N_("member's sex")},
	{"member_birth", N_("member's birth")},
	{"member_care", N_("member's care")},
	{"door_kind", N_("use of the door")},
	{"people", N_("people")},
	{"registered", N_("registered in")},
	{"origin", N_("registered")},
	{"care", N_("care")},
	{"note", N_("note")},
	{"contact", N_("contact")},
	{"contact_phone", N_("contact's telephone")},
	{"contact_unit", N_("contact's unit")},
	{"since", N_("since")},
	{"locked", N_("locked")},
	{"weight", N_("weight")},
	{"status", N_("status")},
	{"kind", N_("kind")},
	{"unit", N_("unit")},
	{"band_lo", N_("from")},
	{"band_hi", N_("to")},
	{"serves", N_("serves in")},
	{"takes", N_("takes households")},
	{"skills", N_("skills")},
	{"level", N_("level")},
	{"certificates", N_("certificates")},
	{"cert_until", N_("valid until")},
	{"slots", N_("free")},
	{"limits", N_("limits")},
	{"cap", N_("at most")},
	{"quantity", N_("quantity")},
	{"part_time", N_("part-time")},
	{"until", N_("until")},
	{"lives", N_("lives at")},
	{"skills", N_("skills")},
};

static const char *meaning(const struct wg_ui *ui, const char *key)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
		if (strcmp(meanings[i].key, key) == 0)
			return ui->tr(meanings[i].name);
	}
	return key;
}

struct writer {
	const struct wg_ui *ui;
	struct wg_arena *a;
	int cols;
	WG_VEC(struct wg_page_line) lines;
};

static void line(struct writer *w, enum wg_role role, const char *left, const char *text)
{
	WG_PUSH(&w->lines, (struct wg_page_line){left, text, role});
}

/* A long sentence goes on in the next line, farther in. */
static void long_line(struct writer *w, enum wg_role role, const char *text)
{
	const char *indent = "";
	while (*text) {
		size_t n = wg__fill(&w->ui->cells, text, w->cols - 4 - (int)strlen(indent));
		if (n == 0)
			return;
		line(w, role, NULL, wg_arena_printf(w->a, "%s%.*s", indent, (int)n, text));
		text += n;
		indent = "      ";
	}
}

static void title(struct writer *w, const char *text)
{
	if (w->lines.len > 0)
		line(w, WG_ROLE_NORMAL, NULL, "");
	line(w, WG_ROLE_HEAD, NULL, text);
}

static const char *datum(const struct writer *w, const struct wg_rows_column *column, const struct wg_datum *d)
{
	char slots[WG_SLOTS_WORDS];
	if (d->null)
		return "";
	switch (column->type) {
	case WG_ROWS_TEXT:
		return d->s ? d->s : "";
	case WG_ROWS_MSG:
		return w->ui->tr(d->s);
	case WG_ROWS_CODE:
		return d->s && *d->s ? wg_ui_code(w->ui, column->list, d->s) : "";
	case WG_ROWS_YES:
		return d->i ? w->ui->tr(N_("yes")) : "";
	case WG_ROWS_SLOTS:
		return wg_arena_strdup(w->a, wg_slots_words(d->i, w->ui->english, slots));
	case WG_ROWS_INT:
	case WG_ROWS_ID:
	case WG_ROWS_DATE:
	case WG_ROWS_TIME:
		break;
	}
	return wg_arena_printf(w->a, "%" PRId64, d->i);
}

/* Appends text, filled up with blanks to width columns. */
static const char *pad(const struct writer *w, const char *so_far, const char *text, int width)
{
	int blanks = width - wg_cells_width(&w->ui->cells, text);
	return wg_arena_printf(w->a, "%s%s%*s", so_far, text, blanks > 0 ? blanks : 0, "");
}

static void show_table(struct writer *w, const struct wg_rows *t)
{
	int width[WG_TABLE_COLUMNS] = {0};
	size_t columns = t->n_columns < WG_TABLE_COLUMNS ? t->n_columns : WG_TABLE_COLUMNS;
	size_t shown = t->n < ROWS_SHOWN ? t->n : ROWS_SHOWN;
	if (t->n == 0)
		return;
	title(w, t->title ? w->ui->tr(t->title) : t->key);
	for (size_t k = 0; k < columns; k++)
		width[k] = columns > 2 && t->columns[k].type != WG_ROWS_ID
				   ? wg_cells_width(&w->ui->cells, w->ui->tr(t->columns[k].title)) + 2
				   : 0;
	for (size_t i = 0; i < shown * t->n_columns; i++) {
		size_t k = i % t->n_columns;
		if (k >= columns || t->columns[k].type == WG_ROWS_ID)
			continue;
		int n = wg_cells_width(&w->ui->cells, datum(w, &t->columns[k], &t->at[i])) + 2;
		n = n > COLUMN_MAX ? COLUMN_MAX : n;
		width[k] = n > width[k] ? n : width[k];
	}
	const char *heads = "  ";
	for (size_t k = 0; k < columns && columns > 2; k++)
		heads = width[k] > 0 ? pad(w, heads, w->ui->tr(t->columns[k].title), width[k]) : heads;
	if (columns > 2)
		line(w, WG_ROLE_DIM, NULL, heads);
	for (size_t r = 0; r < shown; r++) {
		const char *text = "  ";
		for (size_t k = 0; k < columns; k++) {
			if (t->columns[k].type != WG_ROWS_ID)
				text = pad(w, text, datum(w, &t->columns[k], &t->at[r * t->n_columns + k]), width[k]);
		}
		line(w, WG_ROLE_NORMAL, NULL, text);
	}
	if (shown < t->n) {
		struct wg_message m;
		char more[200];
		wg_message_set(&m, N_("and {1} more"), "l", (long long)(t->n - shown));
		line(w, WG_ROLE_DIM, NULL, wg_arena_printf(w->a, "  %s", wg_ui_sentence(w->ui, &m, more, sizeof more)));
	}
}

/* Words one after another, as many a line as fit. */
struct flow {
	struct writer *w;
	const char *text;
	enum wg_role role;
};

static void flow_end(struct flow *f)
{
	if (*f->text)
		line(f->w, f->role, NULL, f->text);
	f->text = "";
}

static void flow_word(struct flow *f, const char *word)
{
	const char *longer = wg_arena_printf(f->w->a, "%s  %s", f->text, word);
	if (*f->text && wg_cells_width(&f->w->ui->cells, longer) > f->w->cols - 2) {
		flow_end(f);
		longer = wg_arena_printf(f->w->a, "  %s", word);
	}
	f->text = longer;
}

/* The table of columns has sheet, column, header, meaning: one line for those that are understood, one for the rest. */
static void show_columns(struct writer *w, const struct wg_rows *t)
{
	struct flow known = {w, "", WG_ROLE_NORMAL}, unknown = {w, "", WG_ROLE_DIM};
	if (t->n_columns < 4)
		return;
	title(w, w->ui->tr(N_("Columns recognised")));
	for (size_t r = 0; r < t->n; r++) {
		const struct wg_datum *d = &t->at[r * t->n_columns];
		if (!d[3].null && d[3].s && *d[3].s)
			flow_word(&known, wg_arena_printf(w->a, "%s %s=%s", d[1].s, d[2].s, meaning(w->ui, d[3].s)));
	}
	flow_end(&known);
	for (size_t r = 0; r < t->n; r++) {
		const struct wg_datum *d = &t->at[r * t->n_columns];
		if (d[3].null || !d[3].s || !*d[3].s)
			flow_word(&unknown, wg_arena_printf(w->a, "%s %s", d[1].s, d[2].s));
	}
	if (*unknown.text)
		line(w, WG_ROLE_DIM, NULL, w->ui->tr(N_("  not used:")));
	flow_end(&unknown);
}

static const char *place_of(const struct writer *w, const struct wg_note *note)
{
	const char *place = note->sheet ? note->sheet : "";
	if (note->row > 0)
		place = wg_arena_printf(w->a, "%s%s%" PRId64, place, *place ? " " : "", note->row);
	if (note->column && *note->column)
		place = wg_arena_printf(w->a, "%s %s", place, note->column);
	return place;
}

static void show_notes(struct writer *w, const struct wg_outcome *o, enum wg_note_kind kind, enum wg_role role,
		       const char *head)
{
	char text[LINE_BYTES];
	bool first = true;
	for (size_t i = 0; i < o->n_notes; i++) {
		const struct wg_note *note = &o->notes[i];
		if (note->kind != kind)
			continue;
		if (first)
			title(w, head);
		first = false;
		const char *said = wg_ui_sentence(w->ui, &note->message, text, sizeof text), *value = note->value;
		const char *where = place_of(w, note);
		long_line(w, role,
			  wg_arena_printf(w->a, "  %s%s%s%s%s", where, *where ? "  " : "", value ? value : "",
					  value && *value ? "  " : "", said));
	}
}

int wg__import_lines(const struct wg_ui *ui, const struct wg_outcome *outcome, const struct wg_error *e, int cols,
		     struct wg_arena *a, const struct wg_page_line **out)
{
	struct writer w = {.ui = ui, .a = a, .cols = cols};
	char text[LINE_BYTES];
	const struct wg_message *said = e ? &e->message : &outcome->said;
	if (said->msgid)
		line(&w, e ? WG_ROLE_ERROR : WG_ROLE_STRONG, NULL,
		     wg_arena_strdup(a, wg_ui_sentence(ui, said, text, sizeof text)));
	show_notes(&w, outcome, WG_NOTE_REFUSAL, WG_ROLE_ERROR, ui->tr(N_("Refused")));
	show_notes(&w, outcome, WG_NOTE_ERROR, WG_ROLE_ERROR, ui->tr(N_("Rows that cannot be taken")));
	for (size_t i = 0; i < outcome->n_tables; i++) {
		const struct wg_rows *t = &outcome->tables[i];
		if (strcmp(t->key, "columns") == 0)
			show_columns(&w, t);
		else if (strcmp(t->key, "proposal") != 0)
			show_table(&w, t);
	}
	show_notes(&w, outcome, WG_NOTE_WARNING, WG_ROLE_WARN, ui->tr(N_("Left empty or doubtful")));
	show_notes(&w, outcome, WG_NOTE_INFO, WG_ROLE_NORMAL, ui->tr(N_("To know")));
	struct wg_page_line *lines = WG_NEW(a, struct wg_page_line, w.lines.len);
	int n = (int)w.lines.len;
	if (n > 0)
		memcpy(lines, w.lines.at, w.lines.len * sizeof *lines);
	WG_VEC_FREE(&w.lines);
	*out = lines;
	return n;
}
