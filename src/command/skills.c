#include "command/skills.h"

#include <string.h>

#include "base/clock.h"
#include "text/date.h"
#include "text/number.h"
#include "text/utf8.h"
#include "wangge/helper.h"

enum { NEAREST = 3, MOST_ALIKE = 8 };

static const char SQL_SKILL[] = "SELECT id, level, verified FROM worker_skill WHERE worker_id = $1 AND service = $2";
static const char SQL_CERT[] = "SELECT id, until FROM worker_cert WHERE worker_id = $1 AND certificate = $2";

/* How many characters of a stand in b. */
static size_t shared(const char *a, const char *b)
{
	size_t n = 0, len = strlen(a), other = strlen(b);
	for (size_t i = 0, end; i < len; i = end) {
		end = wg_utf8_next(a, len, i);
		n += memmem(b, other, a + i, end - i) != NULL;
	}
	return n;
}

static size_t likeness(const struct wg_code *code, const char *text)
{
	size_t best = shared(text, code->name);
	for (size_t i = 0; i < code->n_also; i++) {
		size_t n = shared(text, code->also[i]);
		best = n > best ? n : best;
	}
	return best < MOST_ALIKE ? best : MOST_ALIKE;
}

const char *wg__nearest_codes(struct wg_call *c, const char *list, const char *text)
{
	const struct wg_codes *codes = wg_office_codes(c->office);
	const char *names = "";
	size_t found = 0;
	for (size_t wanted = MOST_ALIKE; wanted > 0; wanted--) {
		for (size_t i = 0; i < codes->n_code && found < NEAREST; i++) {
			const struct wg_code *code = &codes->code[i];
			if (strcmp(code->list, list) != 0 || likeness(code, text) != wanted)
				continue;
			names = wg_arena_printf(c->a, "%s%s%s", names, *names ? "、" : "", code->name);
			found++;
		}
	}
	return names;
}

/* Calls fn for each word of all values of a parameter; the words lie in the arena. */
typedef enum wg_err word_fn(struct wg_call *c, void *user, const char *word, struct wg_error *e);

static enum wg_err each_word(struct wg_call *c, const char *name, bool *given, word_fn *fn, void *user,
			     struct wg_error *e)
{
	static const char *const gaps[] = {" ", ",", "，", "、", ";", "；", "　"};
	enum wg_err err = WG_OK;
	*given = false;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, name) != 0)
			continue;
		*given = true;
		for (const char *s = c->args->at[i].value; err == WG_OK && *s;) {
			size_t len = 0, gap = 0;
			for (; s[len] && !gap; len += !gap)
				for (size_t k = 0; k < sizeof gaps / sizeof *gaps && !gap; k++)
					gap = strncmp(s + len, gaps[k], strlen(gaps[k])) == 0 ? strlen(gaps[k]) : 0;
			if (len > 0)
				err = fn(c, user, wg_arena_strndup(c->a, s, len), e);
			s += len + gap;
		}
	}
	return err;
}

static enum wg_err code_of(struct wg_call *c, const char *list, const char *word, const struct wg_code **out,
			   struct wg_error *e)
{
	*out = wg_code_find(wg_office_codes(c->office), list, word);
	if (*out)
		return WG_OK;
	const char *near = wg__nearest_codes(c, list, word);
	return *near ? wg_fail(e, WG_EUSAGE, N_("{1} is not in the list; nearest: {2}"), "ss", word, near)
		     : wg_fail(e, WG_EUSAGE, N_("{1} is not in the list"), "s", word);
}

/* Cuts "水电维修:熟练" in two; the second is "" when there is no colon. */
static void cut(struct wg_call *c, const char *word, const char **first, const char **second)
{
	size_t n = strcspn(word, ":"), skip = 1;
	const char *wide = strstr(word, "：");
	if (wide && (size_t)(wide - word) < n) {
		n = (size_t)(wide - word);
		skip = strlen("：");
	}
	*first = wg_arena_strndup(c->a, word, n);
	*second = word[n] ? word + n + skip : "";
}

struct skills {
	struct wg__skill *at;
	size_t n;
};

static enum wg_err skill_word(struct wg_call *c, void *user, const char *word, struct wg_error *e)
{
	struct skills *all = user;
	const char *name, *level;
	const struct wg_code *service = NULL, *code = NULL;
	cut(c, word, &name, &level);
	enum wg_err err = code_of(c, "service", name, &service, e);
	if (err == WG_OK && *level)
		err = code_of(c, "level", level, &code, e);
	if (err != WG_OK)
		return err;
	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->at[i].service, service->code) == 0)
			return wg_fail(e, WG_EUSAGE, N_("{1} is there twice"), "s", service->name);
	}
	struct wg__skill *more = WG_NEW(c->a, struct wg__skill, all->n + 1);
	if (all->n > 0)
		memcpy(more, all->at, all->n * sizeof *more);
	more[all->n++] = (struct wg__skill){service->code, code ? code->code[0] - '0' : 0};
	all->at = more;
	return WG_OK;
}

enum wg_err wg__arg_skills(struct wg_call *c, const char *name, struct wg__skill **out, size_t *n, bool *given,
			   struct wg_error *e)
{
	struct skills all = {0};
	enum wg_err err = each_word(c, name, given, skill_word, &all, e);
	*out = all.at;
	*n = all.n;
	return err;
}

struct certs {
	struct wg__cert *at;
	size_t n;
};

static enum wg_err cert_word(struct wg_call *c, void *user, const char *word, struct wg_error *e)
{
	struct certs *all = user;
	const char *name, *until;
	const struct wg_code *code = NULL;
	struct wg__cert cert = {0};
	cut(c, word, &name, &until);
	enum wg_err err = code_of(c, "certificate", name, &code, e);
	if (err != WG_OK)
		return err;
	cert.certificate = code->code;
	cert.has_until = *until != '\0';
	if (*until && !wg_date_parse(until, &cert.until))
		return wg_fail(e, WG_EUSAGE, N_("{1} is not a date"), "s", until);
	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->at[i].certificate, code->code) == 0)
			return wg_fail(e, WG_EUSAGE, N_("{1} is there twice"), "s", code->name);
	}
	struct wg__cert *more = WG_NEW(c->a, struct wg__cert, all->n + 1);
	if (all->n > 0)
		memcpy(more, all->at, all->n * sizeof *more);
	more[all->n++] = cert;
	all->at = more;
	return WG_OK;
}

enum wg_err wg__arg_certs(struct wg_call *c, const char *name, struct wg__cert **out, size_t *n, bool *given,
			  struct wg_error *e)
{
	struct certs all = {0};
	enum wg_err err = each_word(c, name, given, cert_word, &all, e);
	*out = all.at;
	*n = all.n;
	return err;
}

struct codes {
	const char *list, *all;
};

static enum wg_err code_word(struct wg_call *c, void *user, const char *word, struct wg_error *e)
{
	struct codes *k = user;
	const struct wg_code *code = NULL;
	enum wg_err err = code_of(c, k->list, word, &code, e);
	if (err != WG_OK)
		return err;
	const char *there = wg_arena_printf(c->a, " %s ", k->all);
	if (!strstr(there, wg_arena_printf(c->a, " %s ", code->code)))
		k->all = wg_arena_printf(c->a, "%s%s%s", k->all, *k->all ? " " : "", code->code);
	return WG_OK;
}

enum wg_err wg__arg_codes(struct wg_call *c, const char *name, const char *list, const char **out, struct wg_error *e)
{
	struct codes k = {list, ""};
	bool given;
	enum wg_err err = each_word(c, name, &given, code_word, &k, e);
	*out = given ? k.all : NULL;
	return err;
}

enum wg_err wg__arg_slots(struct wg_call *c, const char *name, int64_t *slots, bool *given, struct wg_error *e)
{
	const char *text = wg__arg(c, name);
	*given = text && *text;
	if (*given && !wg_slots_read(text, slots))
		return wg_fail(e, WG_EUSAGE, N_("{1} is no time of the week: say 周三晚, 工作日白天, 周末"), "s", text);
	return WG_OK;
}

enum wg_err wg__arg_cap(struct wg_call *c, const char *name, int64_t *cap, struct wg_error *e)
{
	const char *text = wg__arg(c, name);
	*cap = 0;
	if (!text || !*text)
		return WG_OK;
	if (!wg_number_parse(text, cap) || *cap < 1 || *cap > WG__CAP_MAX)
		return wg_fail(e, WG_EUSAGE, N_("{1}: a helper has 1 to {2} open orders at a time"), "sd", text,
			       WG__CAP_MAX);
	return WG_OK;
}

void wg__warn_lapsed(struct wg_call *c, const struct wg__cert *certs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (certs[i].has_until && certs[i].until < wg_today())
			wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL,
				    wg_office_code_name(c->office, "certificate", certs[i].certificate),
				    N_("has lapsed: nobody is sent on it"), "");
	}
}

enum wg_err wg__skill_find(struct wg_call *c, int64_t worker, const char *service, struct wg__skill_row *out,
			   struct wg_error *e)
{
	*out = (struct wg__skill_row){0};
	struct wg_stmt *st = wg_query(c->db, SQL_SKILL);
	wg_bind_int(st, 1, worker);
	wg_bind_text(st, 2, service);
	if (wg_step(st))
		*out = (struct wg__skill_row){wg_int(st, 0), (int)wg_int(st, 1), wg_int(st, 2)};
	return wg_done(st, e);
}

enum wg_err wg__skill_write(struct wg_call *c, int64_t worker, const char *service, const struct wg__skill_row *old,
			    int level, bool verified, bool *touched, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	int64_t id = 0;
	if (old->id && old->level == level && old->verified == verified)
		return WG_OK;
	*touched = true;
	struct wg_value v[WG_WORKER_SKILL_COLUMNS] = {
		[WG_WORKER_SKILL_WORKER_ID] = wg_int_value(worker),
		[WG_WORKER_SKILL_SERVICE] = wg_text_value(service),
		[WG_WORKER_SKILL_LEVEL] = wg_int_value(level),
		[WG_WORKER_SKILL_VERIFIED] = wg_int_value(verified),
	};
	if (!old->id)
		return wg_row_insert(c->tx, WG_T_WORKER_SKILL, v, &id, e);
	if (old->level != level)
		err = wg_row_set(c->tx, WG_T_WORKER_SKILL, old->id, WG_WORKER_SKILL_LEVEL, wg_int_value(level), e);
	if (err == WG_OK && old->verified != verified)
		err = wg_row_set(c->tx, WG_T_WORKER_SKILL, old->id, WG_WORKER_SKILL_VERIFIED, wg_int_value(verified),
				 e);
	return err;
}

enum wg_err wg__cert_find(struct wg_call *c, int64_t worker, const char *certificate, struct wg__cert_row *out,
			  struct wg_error *e)
{
	*out = (struct wg__cert_row){0};
	struct wg_stmt *st = wg_query(c->db, SQL_CERT);
	wg_bind_int(st, 1, worker);
	wg_bind_text(st, 2, certificate);
	if (wg_step(st))
		*out = (struct wg__cert_row){wg_int(st, 0), !wg_is_null(st, 1), wg_int(st, 1)};
	return wg_done(st, e);
}

enum wg_err wg__cert_write(struct wg_call *c, int64_t worker, const struct wg__cert *cert,
			   const struct wg__cert_row *old, bool *touched, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value until = cert->has_until ? wg_int_value(cert->until) : (struct wg_value){0};
	bool same = old->has_until == cert->has_until && (!cert->has_until || old->until == cert->until);
	if (old->id && same)
		return WG_OK;
	*touched = true;
	if (old->id)
		return wg_row_set(c->tx, WG_T_WORKER_CERT, old->id, WG_WORKER_CERT_UNTIL, until, e);
	struct wg_value v[WG_WORKER_CERT_COLUMNS] = {
		[WG_WORKER_CERT_WORKER_ID] = wg_int_value(worker),
		[WG_WORKER_CERT_CERTIFICATE] = wg_text_value(cert->certificate),
		[WG_WORKER_CERT_UNTIL] = until,
	};
	return wg_row_insert(c->tx, WG_T_WORKER_CERT, v, &id, e);
}
