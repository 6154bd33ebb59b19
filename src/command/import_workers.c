#include "command/import_workers.h"

#include <string.h>

#include "base/clock.h"
#include "command/import_under.h"
#include "text/key.h"
#include "text/phone.h"

static const char SQL_NAMED[] = "SELECT id, phone FROM worker WHERE name = $1 ORDER BY id";
static const char SQL_SERVES[] = "SELECT 1 FROM serves WHERE worker_id = $1 AND until IS NULL AND "
				 "(place_id = $2 OR area_id = $3) LIMIT 1";

void wg__list_free(struct wg__worker_list *l)
{
	wg_map_free(&l->seen);
	wg__names_free(&l->named);
}

const char *wg__list_text(struct wg__worker_list *l, const struct wg__record *rec, int field, int how)
{
	return rec->at[field].flags & WG_CELL_ERROR ? "" : wg__clean(l->f, rec->at[field].text, how);
}

const char *wg__list_phone(struct wg__worker_list *l, const struct wg__record *rec, int field)
{
	char phone[WG_PHONE_TEXT];
	const char *said = wg__list_text(l, rec, field, WG_CLEAN_LINE);
	enum wg_phone_fault fault = wg_phone_check(said, phone);
	if (fault == WG_PHONE_OK)
		return wg_arena_strdup(&l->f->arena, phone);
	if (*said)
		wg__problem(l->f, WG_NOTE_WARNING, rec, field, said, wg_phone_fault_text(fault), "");
	return "";
}

bool wg__list_no_row(const struct wg__file *f, const struct wg__record *rec, int serial)
{
	for (int i = 0; i < (int)f->n_keys; i++) {
		if (i != serial && *rec->at[i].text)
			return false;
	}
	return true;
}

bool wg__list_twice(struct wg__worker_list *l, const struct wg__record *rec, int field, const char *name,
		    const char *phone)
{
	bool is_new;
	const char *key = wg_arena_printf(&l->f->arena, "%s\x1f%s", name, phone);
	int64_t *row = wg__names_put(&l->named, &l->f->arena, key, &is_new);
	if (is_new) {
		*row = (int64_t)rec->row + 1;
		return false;
	}
	wg__problem(l->f, WG_NOTE_WARNING, rec, field, name, N_("stands in row {1} already; the first is taken"), "l",
		    (long long)*row);
	return true;
}

enum wg_err wg__list_worker(struct wg__worker_list *l, const struct wg__record *rec, int field, const char *name,
			    const char *phone, int64_t *id, struct wg_error *e)
{
	int64_t exact = 0, open = 0;
	int n_open = 0, n = 0;
	struct wg_stmt *st = wg_query(l->c->db, SQL_NAMED);
	wg_bind_text(st, 1, name);
	while (wg_step(st)) {
		const char *its = wg_text(st, 1) ? wg_text(st, 1) : "";
		if (wg_map_get(&l->seen, wg_int(st, 0)))
			continue; /* two rows of one list are two people */
		n++;
		if (strcmp(its, phone) == 0)
			exact = wg_int(st, 0);
		else if (!*its || !*phone) {
			open = wg_int(st, 0);
			n_open++;
		}
	}
	*id = exact ? exact : n_open == 1 && n == 1 ? open : 0;
	if (!*id && n > 0)
		wg__problem(l->f, WG_NOTE_WARNING, rec, field, phone,
			    N_("a worker {1} with another telephone is there; this one is taken as somebody else"), "s",
			    name);
	return wg_done(st, e);
}

enum wg_err wg__list_set(struct wg__worker_list *l, int64_t id, int col, const struct wg_value *old, struct wg_value v,
			 struct wg_error *e)
{
	if (wg_value_equal(old[col], v))
		return WG_OK;
	l->touched = true;
	return wg_row_set(l->c->tx, WG_T_WORKER, id, col, v, e);
}

static enum wg_err serve(struct wg__worker_list *l, int64_t worker, const struct wg_node *node, struct wg_error *e)
{
	int64_t there = 0, id = 0;
	bool area = node->kind == WG_NODE_AREA;
	struct wg_stmt *st = wg_query(l->c->db, SQL_SERVES);
	wg_bind_int(st, 1, worker);
	wg_bind_int(st, area ? 3 : 2, node->id);
	enum wg_err err = wg_one_int(st, 0, &there, e);
	if (err != WG_OK || there)
		return err;
	struct wg_value v[WG_SERVES_COLUMNS] = {
		[WG_SERVES_WORKER_ID] = wg_int_value(worker),
		[WG_SERVES_SINCE] = wg_int_value(wg_day_of(wg_tx_at(l->c->tx))),
	};
	v[area ? WG_SERVES_AREA_ID : WG_SERVES_PLACE_ID] = wg_int_value(node->id);
	l->touched = true;
	return wg_row_insert(l->c->tx, WG_T_SERVES, v, &id, e);
}

/* A name where a worker serves: as it stands, else below --under. */
struct served {
	int field;
	struct wg__worker_list *l;
	const struct wg__record *rec;
	int64_t worker;
	int n;
	enum wg_err err;
	struct wg_error *e;
};

static void serve_word(void *user, const char *word)
{
	struct served *s = user;
	struct wg__worker_list *l = s->l;
	struct wg_node node;
	const char *path;
	if (s->err != WG_OK)
		return;
	enum wg_err err = wg_node_find(l->c->office, word, &l->f->arena, &node, NULL);
	if (err == WG_ENOTFOUND)
		err = wg_node_find(l->c->office, wg_arena_printf(&l->f->arena, "%s社区", word), &l->f->arena, &node,
				   NULL);
	if (err == WG_EUSAGE && l->under.kind == WG_NODE_PLACE &&
	    wg_node_path(l->c->office, &l->under, "/", &l->f->arena, &path, NULL) == WG_OK) {
		/* Several places are called so: the one meant is --under itself, or below it. */
		const char *below = wg_arena_printf(&l->f->arena, "%s/%s", path, word);
		err = strcmp(l->under.name, word) == 0 ? WG_OK
						       : wg_node_find(l->c->office, below, &l->f->arena, &node, NULL);
		if (strcmp(l->under.name, word) == 0)
			node = l->under;
	}
	if (err == WG_OK && (node.kind == WG_NODE_PLACE || node.kind == WG_NODE_AREA)) {
		s->n++;
		s->err = serve(l, s->worker, &node, s->e);
	} else if (err == WG_ENOTFOUND || err == WG_EUSAGE || err == WG_OK) {
		wg__problem(l->f, WG_NOTE_WARNING, s->rec, s->field, word,
			    err == WG_EUSAGE ? N_("more than one place is called so; say its path")
					     : N_("no such place in the office"),
			    "");
	} else {
		s->err = err;
	}
}

enum wg_err wg__list_serves(struct wg__worker_list *l, const struct wg__record *rec, int field, int64_t worker,
			    struct wg_error *e)
{
	struct served s = {.l = l, .field = field, .rec = rec, .worker = worker, .e = e};
	const char *said = wg__list_text(l, rec, field, WG_CLEAN_LINE);
	struct wg_node node;
	/* A path has slashes, which also part words. */
	if (*said && strchr(said, '/') && wg_node_find(l->c->office, said, &l->f->arena, &node, NULL) == WG_OK)
		return serve(l, worker, &node, e);
	if (*said)
		wg__each_word(l->f, said, serve_word, &s);
	if (s.err == WG_OK && s.n == 0 && l->under.kind != WG_NODE_OFFICE)
		return serve(l, worker, &l->under, e);
	if (s.err == WG_OK && s.n == 0)
		wg__problem(l->f, WG_NOTE_ERROR, rec, field, said,
			    N_("nobody says where this worker serves: name the place (--under)"), "");
	return s.err;
}

enum wg_err wg__list_under(struct wg__worker_list *l, struct wg_error *e)
{
	struct wg_call *c = l->c;
	struct wg__places p = {0};
	struct wg_error mine = {0};
	int64_t n_new[WG_LEVEL_ENTRANCE + 1] = {0};
	int place = -1;
	enum wg_err err = wg__arg_place(c, "under", &l->under, &mine);
	if (err != WG_ENOTFOUND) {
		if (err != WG_OK && e)
			*e = mine;
		return err;
	}
	if ((err = wg__places_open(&p, c, &l->f->arena, e)) == WG_OK)
		err = wg__under_path(&p, wg__arg(c, "under"), &place, e);
	if (err == WG_OK && p.at.at[place].level > WG_LEVEL_COMMUNITY) {
		if (e)
			*e = mine;
		err = WG_ENOTFOUND;
	}
	if (err == WG_OK) {
		wg__place_use(&p, place);
		if ((err = wg__places_order(&p, e)) == WG_OK && (err = wg__places_write(&p, n_new, e)) == WG_OK &&
		    (err = wg_tx_settle(c->tx, e)) == WG_OK)
			err = wg_node_get(c->office, WG_NODE_PLACE, p.at.at[place].id, c->a, &l->under, e);
		wg__note(c, WG_NOTE_INFO, N_("{1} is new"), "s", wg__arg(c, "under"));
	}
	wg__places_free(&p);
	return err;
}

void wg__list_took(struct wg__worker_list *l, int64_t id, bool known)
{
	l->n_updated += known && l->touched;
	l->n_unchanged += known && !l->touched;
	*wg_map_put(&l->seen, id, NULL) = 1;
}
