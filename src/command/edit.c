#include "command/edit.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "command/skills.h"
#include "text/date.h"
#include "text/idno.h"
#include "text/key.h"
#include "text/number.h"
#include "text/phone.h"
#include "text/slots.h"
#include "wangge/place.h"

enum { TEXT_MAX = 2000, NUMBER_MAX = 9999, AMOUNT_MAX = 1000000000 };

static const char *version_sql(enum wg_table_id t)
{
	return t == WG_T_HOUSEHOLD  ? "SELECT version FROM household WHERE id = $1"
	       : t == WG_T_PERSON   ? "SELECT version FROM person WHERE id = $1"
	       : t == WG_T_NEED     ? "SELECT version FROM need WHERE id = $1"
	       : t == WG_T_RESOURCE ? "SELECT version FROM resource WHERE id = $1"
				    : "SELECT version FROM worker WHERE id = $1";
}

void wg__edit_refuse(struct wg__edit *m, const char *param, const char *value, const char *msgid, const char *types,
		     ...)
{
	struct wg_call *c = m->c;
	wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, param, value, NULL, "");
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&c->out->notes[c->out->n_notes - 1].message, msgid, types, ap);
	va_end(ap);
}

static const char *day_text(struct wg_call *c, int64_t day)
{
	char text[16];
	wg_date_text(day, text, sizeof text);
	return wg_arena_strdup(c->a, text);
}

/* Codes with blanks between as they would be typed: by name, with 、 between. */
static const char *names_of(struct wg_call *c, const char *list, const char *codes)
{
	const char *all = "";
	for (const char *s = codes + strspn(codes, " "); *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");
		const char *code = wg_arena_strndup(c->a, s, n);
		all = wg_arena_printf(c->a, "%s%s%s", all, *all ? "、" : "",
				      wg_office_code_name(c->office, list, code));
		s += n;
	}
	return all;
}

/* A stored value as it would be typed; "" for none. */
static enum wg_err text_of(const struct wg__edit *m, const struct wg__edit_field *f, struct wg_value v,
			   const char **out, struct wg_error *e)
{
	struct wg_node node;
	struct wg_worker worker;
	char slots[WG_SLOTS_TEXT];
	*out = v.type == WG_TEXT ? v.s : "";
	if (f->kind == WG__EDIT_CODES && v.type == WG_TEXT)
		*out = names_of(m->c, f->list, v.s);
	if (v.type != WG_INT)
		return WG_OK;
	if (f->kind == WG__EDIT_PLACE) {
		enum wg_err err = wg_node_get(m->c->office, WG_NODE_PLACE, v.i, m->c->a, &node, e);
		return err == WG_OK ? wg_node_path(m->c->office, &node, "/", m->c->a, out, e) : err;
	}
	if (f->kind == WG__EDIT_WORKER) {
		enum wg_err err = wg_worker_get(m->c->office, v.i, m->c->a, &worker, e);
		*out = err == WG_OK ? worker.name : "";
		return err;
	}
	if (f->kind == WG__EDIT_SLOTS) {
		*out = wg_arena_strdup(m->c->a, wg_slots_text(v.i, false, slots));
		return WG_OK;
	}
	if (f->kind == WG__EDIT_DAY || f->kind == WG__EDIT_BIRTH)
		*out = day_text(m->c, v.i);
	else if (f->kind == WG__EDIT_LAST_SECOND)
		*out = day_text(m->c, wg_day_of(v.i));
	else if (f->kind == WG__EDIT_CHOICE)
		*out = v.i == f->base || v.i == f->base + 1 ? f->words[v.i - f->base] : "";
	else if (f->kind == WG__EDIT_DOOR)
		return wg_door_address(m->c->office, v.i, true, m->c->a, out, e);
	else
		*out = wg_arena_printf(m->c->a, "%lld", (long long)v.i);
	return WG_OK;
}

static void read_clean(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	struct wg_buf b;
	wg_buf_init(&b, TEXT_MAX);
	wg_clean_text(&b, typed, strlen(typed), f->kind == WG__EDIT_NAME ? WG_CLEAN_NAME : WG_CLEAN_LINE);
	if (b.toobig)
		wg__edit_refuse(m, f->param, "", N_("longer than {1} bytes"), "d", TEXT_MAX);
	else
		*v = wg_text_value(b.len ? wg_arena_strndup(m->c->a, b.data, b.len) : NULL);
	wg_buf_free(&b);
}

static void read_phone(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	char phone[WG_PHONE_TEXT];
	enum wg_phone_fault fault = wg_phone_check(typed, phone);
	if (fault == WG_PHONE_OK)
		*v = wg_text_value(wg_arena_strdup(m->c->a, phone));
	else
		wg__edit_refuse(m, f->param, typed, wg_phone_fault_text(fault), "");
}

static void read_idno(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	struct wg_idno id;
	enum wg_idno_fault fault = wg_idno_check(typed, &id);
	if (fault == WG_IDNO_OK)
		*v = wg_text_value(wg_arena_strdup(m->c->a, id.text));
	else
		wg__edit_refuse(m, f->param, typed, wg_idno_fault_text(fault), "");
}

static void read_day(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	int64_t day = 0;
	bool birth = f->kind == WG__EDIT_BIRTH;
	if (!(birth ? wg_birth_parse(typed, &day) > 0 : wg_day_parse(typed, wg_today(), &day)))
		wg__edit_refuse(m, f->param, typed, N_("not a date"), "");
	else if (birth && day > wg_today())
		wg__edit_refuse(m, f->param, typed, N_("this day is still to come"), "");
	else
		*v = wg_int_value(day);
}

static void read_number(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	int64_t n = 0, least = f->kind == WG__EDIT_AMOUNT ? 0 : 1;
	int most = f->kind == WG__EDIT_AMOUNT ? AMOUNT_MAX : NUMBER_MAX;
	if (wg_number_parse(typed, &n) && n >= least && n <= most)
		*v = wg_int_value(n);
	else
		wg__edit_refuse(m, f->param, typed, N_("not a number from 1 to {1}"), "d", most);
}

static void read_code(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	const struct wg_code *code = wg_code_find(wg_office_codes(m->c->office), f->list, typed);
	if (code)
		*v = wg_text_value(code->code);
	else
		wg__edit_refuse(m, f->param, typed, N_("not in the list"), "");
}

/* Takes a refusal's sentence from an error. */
static void refuse_why(struct wg__edit *m, const struct wg__edit_field *f, const char *typed,
		       const struct wg_error *why)
{
	wg__edit_refuse(m, f->param, typed, NULL, "");
	m->c->out->notes[m->c->out->n_notes - 1].message = why->message;
}

static void read_door(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	int64_t door = 0;
	struct wg_error why = {0};
	if (wg_door_find(m->c->office, typed, m->c->a, &door, &why) == WG_OK) {
		*v = wg_int_value(door);
	} else {
		refuse_why(m, f, typed, &why);
	}
}

static void read_place(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	struct wg_node node;
	struct wg_error why = {0};
	if (wg_node_find(m->c->office, typed, m->c->a, &node, &why) != WG_OK)
		refuse_why(m, f, typed, &why);
	else if (node.kind != WG_NODE_PLACE)
		wg__edit_refuse(m, f->param, typed, N_("a place is wanted, not a grid"), "");
	else
		*v = wg_int_value(node.id);
}

static void read_worker(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	struct wg_worker w;
	struct wg_error why = {0};
	if (wg_worker_find(m->c->office, typed, m->c->a, &w, &why) == WG_OK)
		*v = wg_int_value(w.id);
	else
		refuse_why(m, f, typed, &why);
}

static void read_slots(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	int64_t slots;
	if (wg_slots_parse(typed, &slots))
		*v = wg_int_value(slots);
	else
		wg__edit_refuse(m, f->param, typed, N_("no time of the week: say 周三晚, 工作日白天, 周末"), "");
}

static void read_codes(struct wg__edit *m, const struct wg__edit_field *f, struct wg_value *v)
{
	const char *codes;
	struct wg_error why = {0};
	if (wg__arg_codes(m->c, f->param, f->list, &codes, &why) == WG_OK)
		*v = wg_text_value(codes && *codes ? codes : NULL);
	else
		refuse_why(m, f, wg__arg(m->c, f->param), &why);
}

static void read_last_second(struct wg__edit *m, const struct wg__edit_field *f, const char *typed, struct wg_value *v)
{
	int64_t day = 0;
	if (wg_day_parse(typed, wg_today(), &day))
		*v = wg_int_value(wg_day_begins(day + 1) - 1);
	else
		wg__edit_refuse(m, f->param, typed, N_("not a date"), "");
}

static void read_field(struct wg__edit *m, const struct wg__edit_field *f, const char *typed)
{
	struct wg_value *v = &m->after[f->col];
	if (!*typed) {
		*v = (struct wg_value){0};
		if (f->must)
			wg__edit_refuse(m, f->param, typed, N_("cannot be empty"), "");
		return;
	}
	switch (f->kind) {
	case WG__EDIT_LINE:
	case WG__EDIT_NAME:
		read_clean(m, f, typed, v);
		if (f->must && v->type == WG_NULL)
			wg__edit_refuse(m, f->param, typed, N_("cannot be empty"), "");
		break;
	case WG__EDIT_PHONE:
		read_phone(m, f, typed, v);
		break;
	case WG__EDIT_IDNO:
		read_idno(m, f, typed, v);
		break;
	case WG__EDIT_BIRTH:
	case WG__EDIT_DAY:
		read_day(m, f, typed, v);
		break;
	case WG__EDIT_NUMBER:
	case WG__EDIT_AMOUNT:
		read_number(m, f, typed, v);
		break;
	case WG__EDIT_CODE:
		read_code(m, f, typed, v);
		break;
	case WG__EDIT_CHOICE:
		*v = wg_int_value(f->base + (strcmp(typed, f->words[1]) == 0));
		break;
	case WG__EDIT_DOOR:
		read_door(m, f, typed, v);
		break;
	case WG__EDIT_PLACE:
		read_place(m, f, typed, v);
		break;
	case WG__EDIT_WORKER:
		read_worker(m, f, typed, v);
		break;
	case WG__EDIT_SLOTS:
		read_slots(m, f, typed, v);
		break;
	case WG__EDIT_CODES:
		read_codes(m, f, v);
		break;
	case WG__EDIT_LAST_SECOND:
		read_last_second(m, f, typed, v);
		break;
	}
}

void wg__edit_other(struct wg__edit *m, const char *param, const char *now, const char *yours)
{
	if (!m->rows)
		return;
	struct wg_datum *row = wg__row(m->c, m->rows);
	row[0] = wg__text(param);
	row[1] = wg__text(now);
	row[2] = yours ? (struct wg_datum){.s = yours} : (struct wg_datum){.null = true};
	row[3] = wg__int(m->version);
}

static enum wg_err one_field(struct wg__edit *m, const struct wg__edit_field *f, struct wg_error *e)
{
	const char *typed = wg__arg(m->c, f->param), *now, *yours = NULL;
	size_t refusals = m->c->out->n_refusals;
	enum wg_err err = text_of(m, f, m->before[f->col], &now, e);
	if (err == WG_OK && typed) {
		read_field(m, f, typed);
		yours = typed;
		if (m->c->out->n_refusals == refusals)
			err = text_of(m, f, m->after[f->col], &yours, e);
	}
	if (err == WG_OK)
		wg__edit_other(m, f->param, now, yours);
	return err;
}

static enum wg_err all_fields(struct wg__edit *m, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	memcpy(m->after, m->before, sizeof m->after);
	for (size_t i = 0; err == WG_OK && i < m->n; i++)
		err = one_field(m, &m->fields[i], e);
	return err;
}

enum wg_err wg__edit_open(struct wg__edit *m, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"field", N_("field"), WG_ROWS_TEXT, NULL},
		{"now", N_("now in the office"), WG_ROWS_TEXT, NULL},
		{"yours", N_("yours"), WG_ROWS_TEXT, NULL},
		{"version", N_("version"), WG_ROWS_INT, NULL},
	};
	struct wg_stmt *st = wg_query(m->c->db, version_sql(m->table));
	wg_bind_int(st, 1, m->id);
	enum wg_err err = wg_one_int(st, 0, &m->version, e);
	if (err == WG_OK)
		err = wg_row_get(m->c->db, m->table, m->id, m->before, m->c->a, e);
	if (err != WG_OK)
		return err;
	m->rows = wg__table(m->c, "fields", NULL, columns, sizeof columns / sizeof *columns);
	return all_fields(m, e);
}

enum wg_err wg__edit_new(struct wg__edit *m, struct wg_error *e)
{
	memset(m->before, 0, sizeof m->before);
	m->rows = NULL;
	return all_fields(m, e);
}

enum wg_err wg__edit_stale(const struct wg__edit *m, const char *name, struct wg_error *e)
{
	int64_t version;
	enum wg_err err = wg__arg_int(m->c, "version", m->version, &version, e);
	if (err != WG_OK || version == m->version)
		return err;
	return wg_fail(e, WG_ESTALE, N_("somebody has changed {1} meanwhile"), "s", name);
}

enum wg_err wg__edit_write(struct wg__edit *m, const char *name, int other, struct wg_error *e)
{
	int changed = other;
	enum wg_err err = WG_OK;
	if (m->c->out->n_refusals > 0)
		return WG_OK;
	for (int col = 0; err == WG_OK && col < wg_table_info[m->table].n_columns; col++) {
		if (wg_value_equal(m->before[col], m->after[col]))
			continue;
		changed++;
		err = wg_row_set(m->c->tx, m->table, m->id, col, m->after[col], e);
	}
	if (err == WG_OK && changed == 0)
		wg__say(m->c, N_("{1}: nothing is different"), "s", name);
	else if (err == WG_OK)
		wg__say(m->c, N_("{1}: {2} values changed"), "sd", name, changed);
	return err;
}
