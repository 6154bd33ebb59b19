#include <string.h>

#include "base/clock.h"
#include "command/edit.h"
#include "command/exec.h"
#include "command/helper.h"
#include "command/skills.h"
#include "text/date.h"
#include "text/key.h"
#include "text/phone.h"

/* Helpers by hand: added, changed as a whole, a skill or a certificate at a time. */

static const char SQL_SAME[] = "SELECT id, coalesce(phone, '') FROM worker WHERE name = $1 ORDER BY id";
static const char SQL_RESIDENT[] = "SELECT p.id, h.pos FROM name_key k JOIN person p ON p.id = k.person_id "
				   "JOIN household h ON h.id = p.household_id WHERE k.kind = 1 AND k.key = $1 AND "
				   "p.name = $2 AND p.phone = $3 AND p.gone IS NULL ORDER BY p.id";

/* What add helper is given. */
struct added {
	const char *name, *phone, *unit, *note, *limits;
	const struct wg_code *kind;
	struct wg__skill *skills;
	struct wg__cert *certs;
	size_t n_skills, n_certs;
	int64_t slots, cap, until, lives, person, pos; /* pos: of the home */
	bool has_slots;
};

static const char *clean(struct wg_call *c, const char *text, enum wg_clean how)
{
	struct wg_buf b;
	wg_buf_init(&b, 2000);
	wg_clean_text(&b, text ? text : "", text ? strlen(text) : 0, how);
	const char *out = b.len ? wg_arena_strndup(c->a, b.data, b.len) : "";
	wg_buf_free(&b);
	return out;
}

static enum wg_err read_phone(struct wg_call *c, const char **out, struct wg_error *e)
{
	char phone[WG_PHONE_TEXT];
	const char *typed = wg__arg(c, "phone");
	*out = "";
	if (!typed || !*typed)
		return WG_OK;
	enum wg_phone_fault fault = wg_phone_check(typed, phone);
	if (fault != WG_PHONE_OK)
		return wg_fail(e, WG_EUSAGE, wg_phone_fault_text(fault), "");
	*out = wg_arena_strdup(c->a, phone);
	return WG_OK;
}

static enum wg_err read_added(struct wg_call *c, struct added *h, struct wg_error *e)
{
	bool given;
	enum wg_err err = read_phone(c, &h->phone, e);
	h->name = clean(c, wg__arg(c, "name"), WG_CLEAN_NAME);
	h->unit = clean(c, wg__arg(c, "unit"), WG_CLEAN_LINE);
	h->note = clean(c, wg__arg(c, "note"), WG_CLEAN_NOTE);
	if (err == WG_OK && !*h->name)
		err = wg_fail(e, WG_EUSAGE, N_("who? a name is wanted"), "");
	if (err == WG_OK)
		err = wg__arg_code(c, "kind", "worker_kind", &h->kind, e);
	if (err == WG_OK)
		err = wg__arg_skills(c, "services", &h->skills, &h->n_skills, &given, e);
	if (err == WG_OK)
		err = wg__arg_certs(c, "certificates", &h->certs, &h->n_certs, &given, e);
	if (err == WG_OK)
		err = wg__arg_codes(c, "limits", "limit", &h->limits, e);
	if (err == WG_OK)
		err = wg__arg_slots(c, "free", &h->slots, &h->has_slots, e);
	if (err == WG_OK)
		err = wg__arg_cap(c, "cap", &h->cap, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "until", 0, &h->until, e);
	if (err == WG_OK && wg__arg(c, "lives"))
		err = wg_door_find(c->office, wg__arg(c, "lives"), c->a, &h->lives, e);
	return err;
}

/* Nobody twice: name and telephone make a worker. */
static enum wg_err check_new(struct wg_call *c, const struct added *h, struct wg_error *e)
{
	int64_t same = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_SAME);
	wg_bind_text(st, 1, h->name);
	while (wg_step(st)) {
		if (!same && (strcmp(wg_text(st, 1), h->phone) == 0 || !*h->phone))
			same = wg_int(st, 0);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && same && *h->phone)
		err = wg_fail(e, WG_EREFUSED, N_("{1} with this telephone serves already: edit helper, or skill"), "s",
			      h->name);
	else if (err == WG_OK && same)
		err = wg_fail(e, WG_EREFUSED, N_("a {1} serves already: edit helper; or say the telephone"), "s",
			      h->name);
	return err;
}

/* The resident of this name and telephone. */
static enum wg_err find_resident(struct wg_call *c, struct added *h, struct wg_error *e)
{
	struct wg_buf key;
	int n = 0;
	if (!*h->phone)
		return WG_OK;
	wg_buf_init(&key, 4096);
	wg_fold(&key, h->name, strlen(h->name));
	struct wg_stmt *st = wg_query(c->db, SQL_RESIDENT);
	wg_bind_text(st, 1, key.data ? key.data : "");
	wg_bind_text(st, 2, h->name);
	wg_bind_text(st, 3, h->phone);
	for (; wg_step(st); n++) {
		h->person = wg_int(st, 0);
		h->pos = wg_int(st, 1);
	}
	if (n > 1)
		h->person = h->pos = 0;
	enum wg_err err = wg_done(st, e);
	wg_buf_free(&key);
	return err;
}

static enum wg_err serve(struct wg_call *c, int64_t worker, const struct wg_node *node, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_SERVES_COLUMNS] = {
		[WG_SERVES_WORKER_ID] = wg_int_value(worker),
		[WG_SERVES_SINCE] = wg_int_value(wg_day_of(wg_tx_at(c->tx))),
	};
	v[node->kind == WG_NODE_AREA ? WG_SERVES_AREA_ID : WG_SERVES_PLACE_ID] = wg_int_value(node->id);
	return wg_row_insert(c->tx, WG_T_SERVES, v, &id, e);
}

/* --serves, else the compound where they live. */
static enum wg_err write_serves(struct wg_call *c, const struct added *h, int64_t worker, struct wg_error *e)
{
	struct wg_node node;
	int64_t pos = h->pos;
	enum wg_err err = WG_OK;
	int n = 0;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const struct wg_arg *arg = &c->args->at[i];
		if (strcmp(arg->name, "serves") != 0 || !*arg->value)
			continue;
		err = wg_node_find(c->office, arg->value, c->a, &node, e);
		if (err == WG_OK && node.kind == WG_NODE_OFFICE)
			err = wg_fail(e, WG_EUSAGE, N_("where do they serve? name a place"), "");
		if (err == WG_OK)
			err = serve(c, worker, &node, e);
		n++;
	}
	if (err != WG_OK || n > 0)
		return err;
	if (h->lives) {
		struct wg_stmt *st = wg_query(c->db, "SELECT pos FROM door WHERE id = $1");
		wg_bind_int(st, 1, h->lives);
		err = wg_one_int(st, 0, &pos, e);
	}
	if (err == WG_OK && !pos)
		err = wg_fail(e, WG_EREFUSED,
			      N_("nobody says where {1} serves: --serves, or --lives for the compound of the home"),
			      "s", h->name);
	if (err == WG_OK)
		err = wg_node_at(c->office, WG_LEVEL_COMPOUND, pos, 0, c->a, &node, e);
	return err == WG_OK ? serve(c, worker, &node, e) : err;
}

static struct wg_value text_or_null(const char *s)
{
	return wg_text_value(s && *s ? s : NULL);
}

static enum wg_err write_added(struct wg_call *c, const struct added *h, struct wg_error *e)
{
	struct wg_value v[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(h->name),
		[WG_WORKER_KIND] = wg_text_value(h->kind ? h->kind->code : "volunteer"),
		[WG_WORKER_UNIT] = text_or_null(h->unit),
		[WG_WORKER_PHONE] = text_or_null(h->phone),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(0),
		[WG_WORKER_PERSON_ID] = wg_int_or_null(h->person, 0),
		[WG_WORKER_LIVES_ID] = wg_int_or_null(h->lives, 0),
		[WG_WORKER_UNTIL] = wg_int_or_null(h->until, 0),
		[WG_WORKER_NOTE] = text_or_null(h->note),
		[WG_WORKER_SLOTS] = h->has_slots ? wg_int_value(h->slots) : (struct wg_value){0},
		[WG_WORKER_LIMITS] = text_or_null(h->limits),
		[WG_WORKER_LOAD_CAP] = wg_int_or_null(h->cap, 0),
	};
	int64_t id = 0;
	bool touched;
	enum wg_err err = wg_row_insert(c->tx, WG_T_WORKER, v, &id, e);
	for (size_t i = 0; err == WG_OK && i < h->n_skills; i++)
		err = wg__skill_write(c, id, h->skills[i].service, &(struct wg__skill_row){0},
				      h->skills[i].level ? h->skills[i].level : 1, false, &touched, e);
	for (size_t i = 0; err == WG_OK && i < h->n_certs; i++)
		err = wg__cert_write(c, id, &h->certs[i], &(struct wg__cert_row){0}, &touched, e);
	if (err == WG_OK)
		err = write_serves(c, h, id, e);
	return err;
}

enum wg_err wg__exec_add_helper(struct wg_call *c, struct wg_error *e)
{
	struct added h = {0};
	enum wg_err err = read_added(c, &h, e);
	if (err == WG_OK)
		err = check_new(c, &h, e);
	if (err == WG_OK)
		err = find_resident(c, &h, e);
	if (err == WG_OK)
		err = write_added(c, &h, e);
	if (err != WG_OK)
		return err;
	wg__warn_lapsed(c, h.certs, h.n_certs);
	if (h.person)
		wg__note_at(c, WG_NOTE_INFO, NULL, 0, NULL, h.name, N_("a resident: now among those who serve"), "");
	wg__say(c, N_("{1} helps: {2} skills, {3} certificates"), "sdd", h.name, (int)h.n_skills, (int)h.n_certs);
	return WG_OK;
}

static const struct wg__edit_field fields[] = {
	{.param = "kind", .col = WG_WORKER_KIND, .kind = WG__EDIT_CODE, .list = "worker_kind", .must = true},
	{.param = "unit", .col = WG_WORKER_UNIT, .kind = WG__EDIT_LINE},
	{.param = "phone", .col = WG_WORKER_PHONE, .kind = WG__EDIT_PHONE},
	{.param = "free", .col = WG_WORKER_SLOTS, .kind = WG__EDIT_SLOTS},
	{.param = "limits", .col = WG_WORKER_LIMITS, .kind = WG__EDIT_CODES, .list = "limit"},
	{.param = "cap", .col = WG_WORKER_LOAD_CAP, .kind = WG__EDIT_NUMBER},
	{.param = "lives", .col = WG_WORKER_LIVES_ID, .kind = WG__EDIT_DOOR},
	{.param = "until", .col = WG_WORKER_UNTIL, .kind = WG__EDIT_DAY},
	{.param = "note", .col = WG_WORKER_NOTE, .kind = WG__EDIT_LINE},
};

/* All skills as they would be typed: S04:2 S03:1. */
static const char *skills_text(struct wg_call *c, const struct wg_helper *h)
{
	const char *all = "";
	for (size_t i = 0; i < h->n_skills; i++)
		all = wg_arena_printf(c->a, "%s%s%s:%d", all, i ? "、" : "",
				      wg_office_code_name(c->office, "service", h->skills[i].service),
				      h->skills[i].level);
	return all;
}

static const char *certs_text(struct wg_call *c, const struct wg_helper *h)
{
	const char *all = "";
	for (size_t i = 0; i < h->n_certs; i++) {
		char day[16] = "";
		if (h->certs[i].has_until)
			wg_date_text(h->certs[i].until, day, sizeof day);
		all = wg_arena_printf(c->a, "%s%s%s%s%s", all, i ? "、" : "",
				      wg_office_code_name(c->office, "certificate", h->certs[i].certificate),
				      *day ? ":" : "", day);
	}
	return all;
}

static bool wants_skill(const struct wg__skill *list, size_t n, const char *service)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(list[i].service, service) == 0)
			return true;
	}
	return false;
}

/* Exactly these skills from now on. One whose level is not said keeps it; a changed level is no longer verified. */
static enum wg_err write_skills(struct wg_call *c, const struct wg_helper *h, const struct wg__skill *list, size_t n,
				int *changed, struct wg_error *e)
{
	struct wg__skill_row row;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < h->n_skills; i++) {
		if (wants_skill(list, n, h->skills[i].service))
			continue;
		++*changed;
		if ((err = wg__skill_find(c, h->id, h->skills[i].service, &row, e)) == WG_OK)
			err = wg_row_delete(c->tx, WG_T_WORKER_SKILL, row.id, e);
	}
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		bool touched = false;
		if ((err = wg__skill_find(c, h->id, list[i].service, &row, e)) != WG_OK)
			return err;
		int level = list[i].level ? list[i].level : row.id ? row.level : 1;
		err = wg__skill_write(c, h->id, list[i].service, &row, level, row.verified && level == row.level,
				      &touched, e);
		*changed += touched;
	}
	return err;
}

static enum wg_err write_certs(struct wg_call *c, const struct wg_helper *h, const struct wg__cert *list, size_t n,
			       int *changed, struct wg_error *e)
{
	struct wg__cert_row row;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < h->n_certs; i++) {
		bool wanted = false;
		for (size_t k = 0; k < n; k++)
			wanted |= strcmp(list[k].certificate, h->certs[i].certificate) == 0;
		if (wanted)
			continue;
		++*changed;
		if ((err = wg__cert_find(c, h->id, h->certs[i].certificate, &row, e)) == WG_OK)
			err = wg_row_delete(c->tx, WG_T_WORKER_CERT, row.id, e);
	}
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		bool touched = false;
		if ((err = wg__cert_find(c, h->id, list[i].certificate, &row, e)) == WG_OK)
			err = wg__cert_write(c, h->id, &list[i], &row, &touched, e);
		*changed += touched;
	}
	return err;
}

enum wg_err wg__exec_edit_helper(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_WORKER, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_worker w = {0};
	struct wg_helper h;
	struct wg__skill *skills;
	struct wg__cert *certs;
	size_t n_skills, n_certs;
	bool set_skills, set_certs;
	int changed = 0;
	int64_t cap;
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	if (err == WG_OK)
		err = wg_helper_get(c->office, w.id, c->a, &h, e);
	if (err == WG_OK)
		err = wg__arg_skills(c, "services", &skills, &n_skills, &set_skills, e);
	if (err == WG_OK)
		err = wg__arg_certs(c, "certificates", &certs, &n_certs, &set_certs, e);
	if (err == WG_OK)
		err = wg__arg_cap(c, "cap", &cap, e);
	m.id = w.id;
	if (err != WG_OK || (err = wg__edit_open(&m, e)) != WG_OK)
		return err;
	wg__edit_other(&m, "services", skills_text(c, &h), wg__arg(c, "services"));
	wg__edit_other(&m, "certificates", certs_text(c, &h), wg__arg(c, "certificates"));
	if ((err = wg__edit_stale(&m, w.name, e)) != WG_OK || c->out->n_refusals > 0)
		return err;
	if (set_skills)
		err = write_skills(c, &h, skills, n_skills, &changed, e);
	if (err == WG_OK && set_certs)
		err = write_certs(c, &h, certs, n_certs, &changed, e);
	if (err == WG_OK && set_certs)
		wg__warn_lapsed(c, certs, n_certs);
	return err == WG_OK ? wg__edit_write(&m, w.name, changed, e) : err;
}
