#include "screen/form_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/need_text.h"
#include "wangge/person.h"
#include "wangge/worker.h"

enum { PICKS = 9, PICK_COLUMNS = 50 };

/* The words of choices, as they are read. */
static const struct {
	const char *value, *text;
} words[] = {
	{"male", N_("male")},
	{"female", N_("female")},
	{"yes", N_("yes")},
	{"no", N_("no")},
	{"load", N_("load")},
	{"count", N_("count")},
	{"grid", N_("grid")},
	{"sector", N_("sector")},
	{"group", N_("group")},
	{"cluster", N_("cluster")},
	{"subdistrict", N_("sub-district")},
	{"community", N_("community")},
	{"compound", N_("compound")},
	{"building", N_("building")},
	{"entrance", N_("entrance")},
	{"ascending", N_("ascending")},
	{"top-down", N_("top floor down")},
	{"odd-even", N_("odd, then even")},
	{"serpentine", N_("to and fro")},
	{"hand", N_("by hand")},
	{"name", N_("name")},
	{"phone", N_("telephone")},
	{"sex", N_("sex")},
	{"birth", N_("born")},
	{"id-no", N_("id number")},
	{"relation", N_("relation")},
	{"note", N_("note")},
	{"household", N_("household")},
};

int wg__form_find(const struct wg__form *k, const char *param)
{
	for (int i = 0; i < k->form.n; i++)
		if (strcmp(k->about[i].param->name, param) == 0)
			return i;
	return -1;
}

static const char *word(const struct wg__form *k, const char *value)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].value, value) == 0)
			return k->ui->tr(words[i].text);
	return value;
}

static void add_choice(struct wg__form *k, int i, int cap, const char *label, const char *value)
{
	struct wg__form_field *about = &k->about[i];
	if (!about->choices)
		about->choices = WG_NEW(&k->arena, struct wg__form_choice, cap);
	if (about->n_choices < cap)
		about->choices[about->n_choices++] = (struct wg__form_choice){label, value};
}

static void read_choices(struct wg__form *k, int i)
{
	const struct wg_param *p = k->about[i].param;
	const struct wg_codes *codes = wg_office_codes(k->ui->face->office);
	int cap = p->type == WG_PARAM_CODE ? (int)codes->n_code + 1 : PICKS;
	if (p->type == WG_PARAM_FLAG) {
		add_choice(k, i, cap, k->ui->tr(N_("no")), "");
		add_choice(k, i, cap, k->ui->tr(N_("yes")), "yes");
		return;
	}
	for (const char *s = p->type == WG_PARAM_CHOICE ? p->choices : NULL; s && *s;) {
		size_t len = strcspn(s, "|");
		const char *value = wg_arena_strndup(&k->arena, s, len);
		add_choice(k, i, cap, word(k, value), value);
		s += len + (s[len] == '|');
	}
	for (size_t c = 0; p->type == WG_PARAM_CODE && c < codes->n_code; c++) {
		const struct wg_code *code = &codes->code[c];
		if (strcmp(code->list, p->choices) == 0)
			add_choice(k, i, cap, wg_ui_code(k->ui, p->choices, code->code), code->code);
	}
}

/* Few choices stand side by side; many are found by typing. */
static void set_kind(struct wg__form *k, int i)
{
	struct wg_field *f = &k->fields[i];
	const struct wg__form_field *about = &k->about[i];
	bool optional = about->param->type != WG_PARAM_FLAG && !(about->param->flags & WG_PARAM_REQUIRED);
	int columns = 0;
	for (int c = 0; c < about->n_choices; c++)
		columns += wg_cells_width(&k->ui->cells, about->choices[c].label) + 3;
	f->digits = about->n_choices > 0 || about->param->type == WG_PARAM_WORKER ||
		    about->param->type == WG_PARAM_TEXT; /* members; no others are offered for a text */
	if (about->n_choices == 0 || about->n_choices + optional > PICKS || columns > PICK_COLUMNS ||
	    about->param->flags & WG_PARAM_MANY)
		return;
	const char **list = WG_NEW(&k->arena, const char *, PICKS + 1);
	int n = 0;
	if (optional)
		list[n++] = "-";
	for (int c = 0; c < about->n_choices; c++)
		list[n++] = about->choices[c].label;
	f->kind = WG_FIELD_PICK;
	f->choices = list;
	f->n_choices = n;
}

/* The whole sentence is shown at the foot. */
static const char *label(struct wg__form *k, const char *help)
{
	char out[WG_UI_LABEL];
	wg_ui_label(k->ui, help, out);
	return wg_arena_strdup(&k->arena, out);
}

void wg__form_text(const struct wg__form *k, int i, char out[WG_FORM_VALUE])
{
	const struct wg_field *f = &k->fields[i];
	out[0] = '\0';
	if (f->kind == WG_FIELD_TEXT)
		wg_line_text(&f->line, out, WG_FORM_VALUE);
	else if (f->kind == WG_FIELD_PICK && (f->n_choices == k->about[i].n_choices || f->choice > 0))
		snprintf(out, WG_FORM_VALUE, "%s", f->choices[f->choice]);
	else if (f->kind == WG_FIELD_NOTE)
		snprintf(out, WG_FORM_VALUE, "%s", k->about[i].base);
}

void wg__form_set(struct wg__form *k, int i, const char *shown)
{
	struct wg_field *f = &k->fields[i];
	if (f->kind == WG_FIELD_TEXT)
		wg_line_set(&f->line, shown);
	for (int c = 0; f->kind == WG_FIELD_PICK && c < f->n_choices; c++)
		if (strcmp(f->choices[c], shown) == 0)
			f->choice = c;
	if (f->kind == WG_FIELD_PICK && !*shown)
		f->choice = 0;
}

static const char *label_of(const struct wg__form_field *about, const char *value)
{
	for (int c = 0; c < about->n_choices; c++)
		if (strcmp(about->choices[c].value, value) == 0)
			return about->choices[c].label;
	return value;
}

static const char *value_of(const struct wg__form_field *about, const char *shown)
{
	for (int c = 0; c < about->n_choices; c++)
		if (strcmp(about->choices[c].label, shown) == 0)
			return about->choices[c].value;
	return shown;
}

const char *wg__form_shown(const struct wg__form *k, int i, const char *value, struct wg_arena *a)
{
	const struct wg__form_field *about = &k->about[i];
	const char *out = "";
	if (about->n_choices == 0 || !(about->param->flags & WG_PARAM_MANY))
		return wg_arena_strdup(a, *value ? label_of(about, value) : "");
	for (const char *s = value; *s;) {
		size_t len = strcspn(s, " ");
		out = wg_arena_printf(a, "%s%s%s", out, *out ? "," : "", label_of(about, wg_arena_strndup(a, s, len)));
		s += len + strspn(s + len, " ");
	}
	return out;
}

bool wg__form_is_changed(const struct wg__form *k, int i)
{
	char text[WG_FORM_VALUE];
	wg__form_text(k, i, text);
	return strcmp(text, k->about[i].base) != 0;
}

/* Several values are separated by commas of either width. */
static void add_values(const struct wg__form_field *about, char *text, struct wg_arena *a, struct wg_args *args)
{
	const struct wg_param *p = about->param;
	if (!(p->flags & WG_PARAM_MANY)) {
		wg_args_add(args, p->name, wg_arena_strdup(a, p->type == WG_PARAM_FLAG ? "" : value_of(about, text)));
		return;
	}
	bool none = true;
	for (char *s = text; *s;) {
		size_t len = 0, gap = 0;
		for (; s[len] && !gap; len += !gap)
			gap = s[len] == ','                                                      ? 1
			      : strncmp(s + len, "，", 3) == 0 || strncmp(s + len, "、", 3) == 0 ? 3
												 : 0;
		const char *from = s + strspn(s, " ");
		const char *one = from < s + len ? wg_arena_strndup(a, from, (size_t)(s + len - from)) : "";
		if (*one)
			wg_args_add(args, p->name, wg_arena_strdup(a, value_of(about, one)));
		none = none && !*one;
		s += len + gap;
	}
	if (none)
		wg_args_add(args, p->name, "");
}

void wg__form_args(const struct wg__form *k, struct wg_arena *a, struct wg_args *args, int *missing)
{
	char text[WG_FORM_VALUE];
	*missing = -1;
	for (int i = 0; i < k->form.n; i++) {
		const struct wg__form_field *about = &k->about[i];
		bool must = about->param->flags & WG_PARAM_REQUIRED;
		wg__form_text(k, i, text);
		if (must && !*text && *missing < 0)
			*missing = i;
		bool given = about->param->type == WG_PARAM_FLAG ? *value_of(about, text) != '\0' : *text || k->edits;
		if (given && (must || !k->edits || strcmp(text, about->base) != 0))
			add_values(about, text, a, args);
	}
	if (k->edits)
		wg_args_add(args, "version", wg_arena_printf(a, "%" PRId64, k->version));
}

const char *wg__form_named(struct wg__form *k, const struct wg_param *p, const char *ref, struct wg_arena *a)
{
	wg_office *office = k->ui->face->office;
	int64_t id = *ref == '#' && !strchr(ref, ',') ? strtoll(ref + 1, NULL, 10) : 0;
	struct wg_worker w;
	struct wg_person person;
	if (!id)
		return ref;
	const char *door;
	int64_t pos;
	if (p->type == WG_PARAM_HOUSEHOLD ||
	    (p->type == WG_PARAM_SUBJECT && wg_household_pos(office, id, &pos, NULL) == WG_OK))
		return wg__form_household_text(k->ui, id, a);
	struct wg_need need;
	const char *number = wg_arena_printf(a, "#%lld", wg_need_number(id));
	if (p->type == WG_PARAM_NEED && wg_need_find(office, number, a, &need, NULL) == WG_OK && need.id == id)
		return number;
	struct wg_node place;
	const char *path;
	if ((p->type == WG_PARAM_SUBJECT || p->type == WG_PARAM_PLACE) &&
	    wg_node_get(office, WG_NODE_PLACE, id, a, &place, NULL) == WG_OK &&
	    wg_node_path(office, &place, "/", a, &path, NULL) == WG_OK && *path)
		return path;
	if (p->type == WG_PARAM_DOOR && wg_door_address(office, id, true, a, &door, NULL) == WG_OK)
		return door;
	if (p->type == WG_PARAM_WORKER && wg_worker_get(office, id, a, &w, NULL) == WG_OK &&
	    wg_worker_find(office, w.name, a, &w, NULL) == WG_OK)
		return w.name;
	if (p->type == WG_PARAM_PERSON && wg_person_get(office, id, a, &person, NULL) == WG_OK) {
		const char *text = wg_arena_printf(a, "%s/%s", wg__form_household_text(k->ui, person.household_id, a),
						   person.name);
		if (wg_person_find(office, text, a, &person, NULL) == WG_OK && person.id == id)
			return text;
	}
	return ref;
}

/* What was said when the form was opened; several values joined. NULL = nothing. */
static const char *said(const struct wg_args *args, const char *name, struct wg_arena *a)
{
	const char *out = NULL;
	for (size_t i = 0; i < args->n; i++)
		if (strcmp(args->at[i].name, name) == 0)
			out = out ? wg_arena_printf(a, "%s,%s", out, args->at[i].value) : args->at[i].value;
	return out;
}

static const char *head_of(struct wg__form *k)
{
	struct wg_persons people;
	if (!k->household ||
	    wg_household_members(k->ui->face->office, k->household, &k->arena, &people, NULL) != WG_OK || people.n == 0)
		return NULL;
	return wg_ui_refs(&k->arena, &people.at[0].id, 1);
}

/* What lies below is the subject of a command that has one; of others it may be any parameter, the first of its type.
 */
static bool comes_from_below(const struct wg__form *k, int i)
{
	const struct wg_param *p = k->about[i].param;
	bool subject = false, again = false;
	for (int j = 0; j < k->form.n; j++) {
		const struct wg_param *other = k->about[j].param;
		bool thing = other->type == WG_PARAM_HOUSEHOLD || other->type == WG_PARAM_PERSON ||
			     other->type == WG_PARAM_WORKER || other->type == WG_PARAM_DOOR ||
			     other->type == WG_PARAM_NEED || other->type == WG_PARAM_SUBJECT;
		subject = subject || (thing && other->flags & WG_PARAM_REQUIRED);
		again = again || (j < i && other->type == p->type);
	}
	return !again && (p->flags & WG_PARAM_REQUIRED || !subject);
}

/* For whom or where: the household under the cursor, else the place. */
static const char *subject_below(struct wg_screen *below, const struct wg_param *p, struct wg_arena *a)
{
	static const enum wg_param_type types[] = {WG_PARAM_HOUSEHOLD, WG_PARAM_PLACE};
	const char *value = below->ops->argument(below, p, a);
	for (size_t i = 0; i < 2 && !value && p->type == WG_PARAM_SUBJECT; i++)
		value = below->ops->argument(below, &(struct wg_param){.name = "", .type = types[i]}, a);
	return value;
}

static void prefill(struct wg__form *k, int i, struct wg_screen *below, const struct wg_args *args)
{
	const struct wg_param *p = k->about[i].param;
	const char *value = said(args, p->name, &k->arena);
	bool subject = k->fields[i].kind == WG_FIELD_NOTE;
	if (!value && (subject || !k->edits) && below && below->ops->argument && comes_from_below(k, i))
		value = subject_below(below, p, &k->arena);
	if (!value && subject && p->type == WG_PARAM_PERSON)
		value = head_of(k);
	if (!value)
		return;
	if (k->fields[i].kind == WG_FIELD_NOTE)
		k->about[i].base = wg_arena_strdup(&k->arena, value);
	else
		wg__form_set(k, i,
			     k->about[i].n_choices > 0 ? label_of(&k->about[i], value)
						       : wg__form_named(k, p, value, &k->arena));
}

/* An edit's subject stands above its fields and is not changed in it. */
static void set_subject(struct wg__form *k, int i)
{
	const char *meant = "";
	const struct wg_param *p = k->about[i].param;
	struct wg_error e = {0};
	if (wg_param_meaning(k->ui->face->office, p, k->about[i].base, &k->arena, &meant, &e) == WG_OK)
		k->form.title = wg_arena_printf(&k->arena, "%s  %s", label(k, k->ui->tr(p->help)), meant);
	k->fields[i].label = "";
}

/* The values of the office: what the command says when nothing is to be changed. */
static enum wg_err read_values(struct wg__form *k, struct wg_error *e)
{
	struct wg_outcome out = {0};
	struct wg_args args = {0};
	for (int i = 0; i < k->form.n; i++)
		if (k->fields[i].kind == WG_FIELD_NOTE)
			wg_args_add(&args, k->about[i].param->name, k->about[i].base);
	enum wg_err err = wg_ui_read(k->ui, k->command->name, &args, &out, e);
	const struct wg_rows *t = err == WG_OK && out.n_tables > 0 ? &out.tables[0] : NULL;
	for (size_t r = 0; t && r < t->n; r++) {
		const struct wg_datum *row = t->at + r * t->n_columns;
		int i = wg__form_find(k, row[0].s);
		k->version = row[3].i;
		if (i >= 0)
			wg__form_set(k, i, wg__form_shown(k, i, row[1].null ? "" : row[1].s, &k->arena));
	}
	wg_outcome_free(&out);
	wg_args_free(&args);
	return err;
}

static void add_field(struct wg__form *k, const struct wg_param *p)
{
	int i = k->form.n++;
	k->about[i] = (struct wg__form_field){.param = p, .base = ""};
	k->fields[i] = (struct wg_field){
		.key = p->name, .label = label(k, k->ui->tr(p->help)), .many = p->flags & WG_PARAM_MANY};
	read_choices(k, i);
	set_kind(k, i);
	if (k->edits && p->flags & WG_PARAM_REQUIRED)
		k->fields[i].kind = WG_FIELD_NOTE;
}

static const struct wg_command *command_of(const char *line)
{
	const struct wg_command *best = NULL;
	size_t length = 0;
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		size_t n = strlen(c->name);
		if (n > length && strncmp(line, c->name, n) == 0 && (line[n] == ' ' || line[n] == '\0')) {
			best = c;
			length = n;
		}
	}
	return best;
}

/* Where somebody begins: at what must be said, else at the first empty line. */
static int first_empty(const struct wg__form *k)
{
	char text[WG_FORM_VALUE];
	for (int i = 0; i < k->form.n && !k->edits; i++) {
		bool must = k->about[i].param->flags & WG_PARAM_REQUIRED;
		wg__form_text(k, i, text);
		if (must && (k->fields[i].kind == WG_FIELD_PICK || (k->fields[i].kind == WG_FIELD_TEXT && !*text)))
			return i;
	}
	for (int i = 0; i < k->form.n && !k->edits; i++) {
		wg__form_text(k, i, text);
		if (k->fields[i].kind == WG_FIELD_TEXT && !*text)
			return i;
	}
	return -1;
}

enum wg_err wg__form_build(struct wg__form *k, struct wg_screen *below, struct wg_error *e)
{
	char text[WG_FORM_VALUE];
	struct wg_args args = {0};
	const struct wg_command *parsed;
	const struct wg_param household = {.name = "", .type = WG_PARAM_HOUSEHOLD};
	k->command = command_of(k->argument);
	if (!k->command)
		return wg_fail(e, WG_EUSAGE, N_("there is no command {1}: see `wangge help`"), "s", k->argument);
	/* What is still missing is asked for here: the line need not be whole. */
	(void)k->ui->face->parse(wg_arena_strdup(&k->arena, k->argument), &parsed, &args, NULL);
	for (size_t i = 0; i < k->command->n_params; i++)
		k->edits = k->edits || strcmp(k->command->params[i].name, "version") == 0;
	for (size_t i = 0; i < k->command->n_params && k->form.n < WG_FORM_FIELDS; i++)
		if (strcmp(k->command->params[i].name, "version") != 0)
			add_field(k, &k->command->params[i]);
	const char *about = below && below->ops->argument ? below->ops->argument(below, &household, &k->arena) : NULL;
	k->household = about ? strtoll(about + 1, NULL, 10) : 0;
	int n = k->form.n;
	for (int i = 0; i < n; i++)
		prefill(k, i, below, &args);
	wg_args_free(&args);
	for (int i = 0; i < n; i++)
		if (k->fields[i].kind == WG_FIELD_NOTE)
			set_subject(k, i);
	if (k->edits && n > 0 && !*k->about[0].base)
		return wg_fail(e, WG_EUSAGE, N_("choose first whom it is about"), "");
	enum wg_err err = k->edits ? read_values(k, e) : WG_OK;
	for (int i = 0; i < n; i++) {
		wg__form_text(k, i, text);
		k->about[i].base = wg_arena_strdup(&k->arena, text);
	}
	wg_form_open(&k->form, k->form.title ? k->form.title : "", k->fields, n);
	int first = first_empty(k);
	if (first >= 0)
		k->form.focus = first;
	return err;
}
