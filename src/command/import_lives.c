#include "command/import_lives.h"

#include <string.h>

#include "text/address.h"
#include "text/key.h"

static const char SQL_DOORS[] =
	"SELECT d.id, d.pos, cp.name, cm.name FROM door d JOIN place en ON en.id = d.entrance_id "
	"JOIN place b ON b.id = en.parent_id JOIN place cp ON cp.id = b.parent_id JOIN place cm ON cm.id = "
	"cp.parent_id "
	"WHERE d.room = $1 AND b.name = $2 AND en.name = $3 ORDER BY d.pos";
static const char SQL_AT_DOOR[] =
	"SELECT p.id, p.name, p.phone FROM household h JOIN person p ON p.household_id = h.id "
	"WHERE h.door_id = $1 AND p.gone IS NULL ORDER BY p.relation <> 'head', p.id";
static const char SQL_NAMED[] =
	"SELECT p.id, p.phone FROM name_key k JOIN person p ON p.id = k.person_id JOIN household h ON h.id = "
	"p.household_id "
	"WHERE k.kind = 1 AND k.key = $1 AND p.name = $2 AND p.gone IS NULL AND h.pos BETWEEN $3 AND $4";

static bool in_under(const struct wg_node *under, int64_t pos)
{
	return under->kind == WG_NODE_OFFICE || (pos >= under->lo && pos <= under->hi);
}

/* The door of an address. *n counts those that fit: first below `under`, else in the whole office. */
static enum wg_err find_door(struct wg__file *f, const struct wg__home *home, const struct wg_address *a, int64_t *door,
			     int *n, struct wg_error *e)
{
	int64_t near = 0, any = 0;
	int n_near = 0, n_any = 0;
	struct wg_stmt *st = wg_query(f->c->db, SQL_DOORS);
	wg_bind_text(st, 1, a->room);
	wg_bind_text(st, 2, a->building);
	wg_bind_text(st, 3, a->entrance);
	while (wg_step(st)) {
		const char *compound = wg_text(st, 2), *community = wg_text(st, 3);
		/* What stands before the building names the compound, or the community of one without a name. */
		bool fits = !*a->lead || (*compound && (strstr(a->lead, compound) || strstr(compound, a->lead))) ||
			    (!*compound && *community && strstr(a->lead, community));
		if (!fits)
			continue;
		any = wg_int(st, 0);
		n_any++;
		if (in_under(home->under, wg_int(st, 1))) {
			near = any;
			n_near++;
		}
	}
	*n = n_near > 0 ? n_near : n_any;
	*door = *n != 1 ? 0 : n_near > 0 ? near : any;
	return wg_done(st, e);
}

static bool same_phone(const char *resident, const char *phone)
{
	return resident && *phone && strcmp(resident, phone) == 0;
}

/* Who of the door is it: the name must fit, and the telephone where both are known. */
static enum wg_err find_there(struct wg__file *f, struct wg__home *home, bool *named, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(f->c->db, SQL_AT_DOOR);
	wg_bind_int(st, 1, home->door);
	*named = false;
	while (wg_step(st)) {
		const char *phone = wg_text(st, 2);
		if (!wg_same_text(wg_text(st, 1), home->name))
			continue;
		*named = true;
		if (!home->person && (!phone || !*home->phone || same_phone(phone, home->phone)))
			home->person = wg_int(st, 0);
	}
	return wg_done(st, e);
}

/* The one resident with this name and telephone. */
static enum wg_err find_anywhere(struct wg__file *f, struct wg__home *home, struct wg_error *e)
{
	struct wg_buf key;
	int n = 0;
	wg_buf_init(&key, 4096);
	wg_fold(&key, home->name, strlen(home->name));
	struct wg_stmt *st = wg_query(f->c->db, SQL_NAMED);
	wg_bind_text(st, 1, key.data ? key.data : "");
	wg_bind_text(st, 2, home->name);
	wg_bind_int(st, 3, home->under->kind == WG_NODE_OFFICE ? 0 : home->under->lo);
	wg_bind_int(st, 4, home->under->kind == WG_NODE_OFFICE ? INT64_MAX : home->under->hi);
	int64_t found = 0;
	while (wg_step(st)) {
		if (same_phone(wg_text(st, 1), home->phone)) {
			found = wg_int(st, 0);
			n++;
		}
	}
	home->person = n == 1 ? found : 0;
	enum wg_err err = wg_done(st, e);
	wg_buf_free(&key);
	return err;
}

enum wg_err wg__find_home(struct wg__file *f, const struct wg__record *rec, int field, struct wg__home *home,
			  struct wg_error *e)
{
	struct wg_address a;
	bool named = true;
	int n = 0;
	enum wg_err err = WG_OK;
	home->door = home->person = 0;
	if (*home->address) {
		bool read = wg_address_parse(home->address, &a, NULL) == WG_OK && (a.has_room || a.has_building);
		if (read && (err = find_door(f, home, &a, &home->door, &n, e)) != WG_OK)
			return err;
		if (!home->door)
			wg__problem(f, WG_NOTE_WARNING, rec, field, home->address,
				    !read   ? N_("no readable address; left empty")
				    : n > 1 ? N_("more than one door fits; say the compound")
					    : N_("no such door in the office; left empty"),
				    "");
		else if ((err = find_there(f, home, &named, e)) != WG_OK)
			return err;
		if (!named)
			wg__problem(f, WG_NOTE_WARNING, rec, field, home->address, N_("nobody named {1} lives there"),
				    "s", home->name);
	}
	return home->person || !*home->phone ? WG_OK : find_anywhere(f, home, e);
}
