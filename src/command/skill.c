#include "base/clock.h"
#include "command/exec.h"
#include "command/skills.h"
#include "wangge/helper.h"

/* One skill, one certificate of somebody. */

static enum wg_err read_level(struct wg_call *c, int *level, struct wg_error *e)
{
	const struct wg_code *code;
	enum wg_err err = wg__arg_code(c, "level", "level", &code, e);
	*level = err == WG_OK && code ? code->code[0] - '0' : 0;
	return err;
}

enum wg_err wg__exec_skill(struct wg_call *c, struct wg_error *e)
{
	struct wg_worker w;
	struct wg_helper h;
	struct wg__skill *list;
	struct wg__skill_row row;
	size_t n = 0;
	int level = 0;
	bool given, touched = false;
	const char *verified = wg__arg(c, "verified");
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	if (err == WG_OK)
		err = wg__arg_skills(c, "service", &list, &n, &given, e);
	if (err == WG_OK)
		err = read_level(c, &level, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("which service? one is wanted"), "");
	if (err == WG_OK)
		err = wg__skill_find(c, w.id, list[0].service, &row, e);
	if (err == WG_OK)
		err = wg_helper_get(c->office, w.id, c->a, &h, e);
	if (err != WG_OK)
		return err;
	const struct wg_code *service = wg_code_find(wg_office_codes(c->office), "service", list[0].service);
	if (wg__flag(c, "end")) {
		if (!row.id)
			return wg_fail(e, WG_EREFUSED, N_("{1} has no such skill: {2}"), "ss", w.name, service->name);
		wg__say(c, N_("{1}: {2} is taken out"), "ss", w.name, service->name);
		return wg_row_delete(c->tx, WG_T_WORKER_SKILL, row.id, e);
	}
	level = level ? level : list[0].level ? list[0].level : row.id ? row.level : 1;
	bool seen = verified && *verified ? verified[0] == 'y' : row.verified && level == row.level;
	err = wg__skill_write(c, w.id, service->code, &row, level, seen, &touched, e);
	if (err != WG_OK)
		return err;
	if (service->certified && !wg_helper_certified(wg_office_codes(c->office), &h, service->code, wg_today()))
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, service->name,
			    N_("wants a valid certificate: without one nobody is sent"), "");
	if (!touched)
		wg__say(c, N_("{1}: nothing is different"), "s", w.name);
	else
		wg__say(c, N_("{1}: {2}, {3}"), "sss", w.name, service->name,
			wg_office_code_name(c->office, "level", wg_arena_printf(c->a, "%d", level)));
	return WG_OK;
}

enum wg_err wg__exec_certificate(struct wg_call *c, struct wg_error *e)
{
	struct wg_worker w;
	struct wg__cert *list, cert;
	struct wg__cert_row row;
	size_t n = 0;
	bool given, touched = false;
	int64_t until;
	const char *number = wg__arg(c, "number"), *day = wg__arg(c, "until");
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	if (err == WG_OK)
		err = wg__arg_certs(c, "certificate", &list, &n, &given, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("which certificate? one is wanted"), "");
	if (err == WG_OK)
		err = wg__arg_day(c, "until", 0, &until, e);
	if (err == WG_OK)
		err = wg__cert_find(c, w.id, list[0].certificate, &row, e);
	if (err != WG_OK)
		return err;
	cert = list[0];
	const char *name = wg_office_code_name(c->office, "certificate", cert.certificate);
	if (wg__flag(c, "end")) {
		if (!row.id)
			return wg_fail(e, WG_EREFUSED, N_("{1} has no such certificate: {2}"), "ss", w.name, name);
		wg__say(c, N_("{1}: {2} is taken out"), "ss", w.name, name);
		return wg_row_delete(c->tx, WG_T_WORKER_CERT, row.id, e);
	}
	if (day) {
		cert.has_until = *day != '\0';
		cert.until = until;
	} else if (!cert.has_until && row.id) {
		cert.has_until = row.has_until;
		cert.until = row.until;
	}
	if ((err = wg__cert_write(c, w.id, &cert, &row, &touched, e)) == WG_OK && number)
		err = wg__cert_find(c, w.id, cert.certificate, &row, e);
	if (err == WG_OK && number)
		err = wg_row_set(c->tx, WG_T_WORKER_CERT, row.id, WG_WORKER_CERT_NUMBER,
				 wg_text_value(*number ? number : NULL), e);
	if (err != WG_OK)
		return err;
	wg__warn_lapsed(c, &cert, 1);
	if (wg_tx_changes(c->tx) == 0)
		wg__say(c, N_("{1}: nothing is different"), "s", w.name);
	else
		wg__say(c, N_("{1}: {2} is on record"), "ss", w.name, name);
	return WG_OK;
}
