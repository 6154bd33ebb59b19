#include <string.h>

#include "base/clock.h"
#include "text/date.h"
#include "text/number.h"
#include "text/phone.h"
#include "wangge/command.h"
#include "wangge/need.h"
#include "wangge/subject.h"
#include "wangge/person.h"
#include "wangge/worker.h"

static enum wg_err day_meaning(const char *value, struct wg_arena *a, const char **meant, struct wg_error *e)
{
	int64_t day;
	char text[16];
	if (!wg_day_parse(value, wg_today(), &day))
		return wg_fail(e, WG_EUSAGE, N_("not a date"), "");
	wg_date_text(day, text, sizeof text);
	*meant = strcmp(text, value) == 0 ? "" : wg_arena_strdup(a, text);
	return WG_OK;
}

static enum wg_err household_meaning(wg_office *office, const struct wg_param *p, const char *value, struct wg_arena *a,
				     const char **meant, struct wg_error *e)
{
	int64_t *ids;
	size_t n = 0;
	struct wg_household h;
	enum wg_err err = wg_household_find(office, value, a, &ids, &n, e);
	if (err != WG_OK)
		return err;
	if (n != 1 && !(p->flags & WG_PARAM_MANY))
		return wg_fail(e, WG_EUSAGE, N_("these are {1} households"), "d", (int)n);
	if (n != 1) {
		*meant = wg_arena_printf(a, "%zu", n);
		return WG_OK;
	}
	if ((err = wg_household_get(office, ids[0], a, &h, e)) == WG_OK)
		*meant = wg_arena_printf(a, "%s%s%s %s", h.building, h.entrance, h.room, h.head);
	return err;
}

static enum wg_err door_meaning(wg_office *office, const char *value, struct wg_arena *a, const char **meant,
				struct wg_error *e)
{
	int64_t door;
	enum wg_err err = wg_door_find(office, value, a, &door, e);
	return err == WG_OK ? wg_door_address(office, door, false, a, meant, e) : err;
}

static enum wg_err person_meaning(wg_office *office, const char *value, struct wg_arena *a, const char **meant,
				  struct wg_error *e)
{
	struct wg_person p;
	const char *address;
	enum wg_err err = wg_person_find(office, value, a, &p, e);
	if (err == WG_OK)
		err = wg_household_address(office, p.household_id, false, a, &address, e);
	if (err == WG_OK)
		*meant = wg_arena_printf(a, "%s %s", address, p.name);
	return err;
}

static enum wg_err worker_meaning(wg_office *office, const char *value, struct wg_arena *a, const char **meant,
				  struct wg_error *e)
{
	struct wg_worker w;
	char tail[5] = "";
	enum wg_err err = wg_worker_find(office, value, a, &w, e);
	if (err == WG_OK) {
		wg_phone_tail(w.phone, tail);
		*meant = wg_arena_printf(a, "%s %s %s", w.name, w.unit, tail);
	}
	return err;
}

static enum wg_err place_meaning(wg_office *office, const char *value, struct wg_arena *a, const char **meant,
				 struct wg_error *e)
{
	struct wg_node node;
	enum wg_err err = wg_node_find(office, value, a, &node, e);
	if (err == WG_OK)
		err = wg_node_path(office, &node, "/", a, meant, e);
	if (err == WG_OK && strcmp(*meant, value) == 0)
		*meant = "";
	return err;
}

static enum wg_err need_meaning(wg_office *office, const char *value, struct wg_arena *a, const char **meant,
				struct wg_error *e)
{
	struct wg_need n;
	enum wg_err err = wg_need_find(office, value, a, &n, e);
	if (err == WG_OK)
		*meant = wg_arena_printf(a, "%s %s", n.where, n.title);
	return err;
}

/* Several may be named, with commas between: they are as many as they are. */
static enum wg_err subject_meaning(wg_office *office, const char *value, struct wg_arena *a, const char **meant,
				   struct wg_error *e)
{
	struct wg_subjects all;
	enum wg_err err = wg_subject_find(office, value, a, &all, e);
	if (err == WG_OK)
		*meant = all.n == 1 ? all.at[0].text : wg_arena_printf(a, "%zu", all.n);
	return err;
}

enum wg_err wg_param_meaning(wg_office *office, const struct wg_param *param, const char *value, struct wg_arena *a,
			     const char **meant, struct wg_error *e)
{
	int64_t n;
	*meant = "";
	switch (param->type) {
	case WG_PARAM_INT:
		return wg_number_parse(value, &n) ? WG_OK : wg_fail(e, WG_EUSAGE, N_("not a number"), "");
	case WG_PARAM_CODE:
		return wg_code_find(wg_office_codes(office), param->choices, value)
			       ? WG_OK
			       : wg_fail(e, WG_EUSAGE, N_("not in the list"), "");
	case WG_PARAM_DATE:
		return day_meaning(value, a, meant, e);
	case WG_PARAM_PLACE:
		return place_meaning(office, value, a, meant, e);
	case WG_PARAM_DOOR:
		return door_meaning(office, value, a, meant, e);
	case WG_PARAM_HOUSEHOLD:
		return household_meaning(office, param, value, a, meant, e);
	case WG_PARAM_PERSON:
		return person_meaning(office, value, a, meant, e);
	case WG_PARAM_NEED:
		return need_meaning(office, value, a, meant, e);
	case WG_PARAM_SUBJECT:
		return subject_meaning(office, value, a, meant, e);
	case WG_PARAM_WORKER:
		return worker_meaning(office, value, a, meant, e);
	case WG_PARAM_TEXT:
	case WG_PARAM_FLAG:
	case WG_PARAM_CHOICE:
	case WG_PARAM_FILE_IN:
	case WG_PARAM_FILE_OUT:
		break;
	}
	return WG_OK;
}
