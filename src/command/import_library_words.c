#include <string.h>

#include "base/clock.h"
#include "command/import_library.h"
#include "text/date.h"
#include "text/pinyin.h"

/* What people write for a skill, a certificate or a limit, understood as a code. */

enum { SPELLING = 400 };

void wg__library_row_free(struct wg__library_row *r)
{
	WG_VEC_FREE(&r->skills);
	WG_VEC_FREE(&r->certs);
	WG_VEC_FREE(&r->pieces);
}

void wg__library_unread(struct wg__library *l, struct wg__library_row *r, int field, const char *text, const char *list)
{
	static const struct wg_rows_column columns[] = {
		{"sheet", N_("Sheet"), WG_ROWS_TEXT, NULL},         {"row", N_("Row"), WG_ROWS_INT, NULL},
		{"column", N_("Column"), WG_ROWS_TEXT, NULL},       {"name", N_("Name"), WG_ROWS_TEXT, NULL},
		{"text", N_("Not understood"), WG_ROWS_TEXT, NULL}, {"nearest", N_("Nearest"), WG_ROWS_TEXT, NULL},
	};
	struct wg_call *c = l->in.c;
	int column = r->rec->column[field];
	const char *head = column >= 0 ? r->rec->sheet->header.columns[column].text : "";
	const char *near = list ? wg__nearest_codes(c, list, text) : "";
	if (!l->unread)
		l->unread = wg__table(c, "not_understood", N_("Not understood, kept in the note"), columns, 6);
	struct wg_datum *d = wg__row(c, l->unread);
	d[0] = wg__text(wg_arena_strdup(c->a, r->rec->sheet->name));
	d[1] = wg__int((int64_t)r->rec->row + 1);
	d[2] = wg__text(wg_arena_strdup(c->a, head));
	d[3] = wg__text(wg_arena_strdup(c->a, r->name));
	d[4] = wg__text(wg_arena_strdup(c->a, text));
	d[5] = wg__text(near);
	wg__problem(l->in.f, WG_NOTE_WARNING, r->rec, field, text,
		    *near ? N_("not understood, kept in the note; nearest: {1}")
			  : N_("not understood, kept in the note"),
		    "s", near);
	WG_PUSH(&r->pieces, wg_arena_printf(&l->in.f->arena, "%s：%s", head, text));
}

int wg__library_level(struct wg__library *l, const char *word)
{
	const struct wg_code *code = wg__code_of(l->in.f, "level", word);
	return code ? code->code[0] - '0' : 0;
}

/* Takes a word of the list `level` from the beginning or the end of *word: 熟练水电维修, 理发熟练. 0 = there is none.
 */
static int take_level(struct wg__library *l, const char **word)
{
	const struct wg_codes *codes = wg_office_codes(l->in.c->office);
	size_t n = strlen(*word), best = 0;
	const struct wg_code *level = NULL;
	bool in_front = false;
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *code = &codes->code[i];
		for (size_t k = 0; strcmp(code->list, "level") == 0 && k <= code->n_also; k++) {
			const char *s = k < code->n_also ? code->also[k] : code->name;
			size_t len = strlen(s);
			bool front = n > len && strncmp(*word, s, len) == 0;
			if (len > best && (front || (n > len && strcmp(*word + n - len, s) == 0))) {
				best = len;
				level = code;
				in_front = front;
			}
		}
	}
	if (!level)
		return 0;
	*word = in_front ? *word + best : wg_arena_strndup(&l->in.f->arena, *word, n - best);
	return level->code[0] - '0';
}

/* What stands in the first brackets of a word; "" = nothing. */
static const char *in_brackets(struct wg__library *l, const char *word)
{
	const char *from = strchr(word, '('), *wide = strstr(word, "（");
	size_t skip = 1;
	if (wide && (!from || wide < from)) {
		from = wide;
		skip = strlen("（");
	}
	if (!from)
		return "";
	from += skip;
	const char *to = strchr(from, ')'), *to_wide = strstr(from, "）");
	if (to_wide && (!to || to_wide < to))
		to = to_wide;
	return wg_arena_strndup(&l->in.f->arena, from, to ? (size_t)(to - from) : strlen(from));
}

struct spelling {
	char text[SPELLING];
	bool done;
};

static void keep_first(void *user, const char *text)
{
	struct spelling *s = user;
	if (!s->done && strlen(text) < sizeof s->text)
		memcpy(s->text, text, strlen(text) + 1);
	s->done = true;
}

static const char *spelled(const char *word, struct spelling *s)
{
	*s = (struct spelling){0};
	wg_name_spell(word, strlen(word), false, keep_first, s);
	return s->text;
}

/* A word of a code that fits less strictly: it sounds alike (里发), or stands inside the text (家电维修师傅) and is the
 * only code that does. */
static const struct wg_code *guess(struct wg__library *l, const char *list, const char *text)
{
	const struct wg_codes *codes = wg_office_codes(l->in.c->office);
	const struct wg_code *alike = NULL, *inside = NULL;
	struct spelling mine, its;
	size_t n_inside = 0;
	spelled(text, &mine);
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *code = &codes->code[i];
		bool in = false;
		for (size_t k = 0; strcmp(code->list, list) == 0 && k <= code->n_also; k++) {
			const char *word = k < code->n_also ? code->also[k] : code->name;
			bool long_enough = strlen(word) >= 2 * strlen("一");
			if (!alike && long_enough && *mine.text && strcmp(spelled(word, &its), mine.text) == 0)
				alike = code;
			in |= long_enough && strstr(text, word);
		}
		if (in) {
			inside = code;
			n_inside++;
		}
	}
	return alike ? alike : n_inside == 1 ? inside : NULL;
}

static const struct wg_code *code_meant(struct wg__library *l, struct wg__library_row *r, int field, const char *list,
					const char *text)
{
	const struct wg_code *code = wg__code_of(l->in.f, list, text);
	if (!code && (code = guess(l, list, text)))
		wg__problem(l->in.f, WG_NOTE_WARNING, r->rec, field, text, N_("taken as {1}"), "s", code->name);
	return code;
}

static void add_skill(struct wg__library_row *r, const char *service, int level)
{
	for (size_t i = 0; i < r->skills.len; i++) {
		struct wg__skill *s = &r->skills.at[i];
		if (strcmp(s->service, service) == 0) {
			s->level = level > s->level ? level : s->level;
			return;
		}
	}
	WG_PUSH(&r->skills, (struct wg__skill){service, level});
}

/* A cell while its words are read. */
struct cell {
	struct wg__library *l;
	struct wg__library_row *r;
	int field, level;
	bool has_until;
	int64_t until;
};

static void skill_word(void *user, const char *word)
{
	struct cell *w = user;
	const char *text = word;
	int level = wg__library_level(w->l, in_brackets(w->l, word));
	const struct wg_code *code = wg__code_of(w->l->in.f, "service", text);
	if (!code) {
		int said = take_level(w->l, &text);
		level = said ? said : level;
		code = code_meant(w->l, w->r, w->field, "service", text);
	}
	if (code)
		add_skill(w->r, code->code, level ? level : w->level);
	else
		wg__library_unread(w->l, w->r, w->field, word, "service");
}

void wg__library_skills(struct wg__library *l, struct wg__library_row *r, int field, const char *text, int level)
{
	struct cell w = {.l = l, .r = r, .field = field, .level = level};
	wg__each_word(l->in.f, text, skill_word, &w);
}

/* The last day that a text means: 2027-05-01, 2027年5月, 2027. */
static bool last_day(const char *text, int64_t *day)
{
	int year, month, mday;
	int known = wg_birth_parse(text, day);
	if (known == 0 || known == 3)
		return known == 3;
	wg_date_from_day(*day, &year, &month, &mday);
	month = known == 1 ? 12 : month;
	*day = wg_day_from_date(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;
	return true;
}

static void cert_word(void *user, const char *word)
{
	struct cell *w = user;
	struct wg__cert cert = {.has_until = w->has_until, .until = w->until};
	const char *name = word, *date = in_brackets(w->l, word);
	static const char *const behind[] = {"有效期至", "有效期", "截至", "至", "到"};
	size_t n = strcspn(word, "0123456789");
	if (!*date && word[n]) {
		date = word + n;
		for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
			size_t k = strlen(behind[i]);
			if (n > k && strncmp(word + n - k, behind[i], k) == 0)
				n -= k;
		}
		name = wg_arena_strndup(&w->l->in.f->arena, word, n);
	} else if (*date) {
		date += strcspn(date, "0123456789");
	}
	if (*date && last_day(date, &cert.until))
		cert.has_until = true;
	const struct wg_code *code = code_meant(w->l, w->r, w->field, "certificate", name);
	if (!code) {
		wg__library_unread(w->l, w->r, w->field, word, "certificate");
		return;
	}
	cert.certificate = code->code;
	for (size_t i = 0; i < w->r->certs.len; i++) {
		if (strcmp(w->r->certs.at[i].certificate, cert.certificate) == 0)
			return;
	}
	WG_PUSH(&w->r->certs, cert);
	if (cert.has_until && cert.until < wg_today())
		wg__problem(w->l->in.f, WG_NOTE_WARNING, w->r->rec, w->field, word,
			    N_("has lapsed: nobody is sent on it"), "");
}

void wg__library_certs(struct wg__library *l, struct wg__library_row *r, int field, const char *text, const char *until)
{
	struct cell w = {.l = l, .r = r, .field = field};
	char *dates = wg_arena_strdup(&l->in.f->arena, text);
	w.has_until = *until && last_day(until, &w.until);
	/* A stroke between digits is one of a date; elsewhere it parts words. */
	for (char *s = dates; *s; s++) {
		if (*s == '/' && s > dates && s[-1] >= '0' && s[-1] <= '9' && s[1] >= '0' && s[1] <= '9')
			*s = '-';
	}
	wg__each_word(l->in.f, dates, cert_word, &w);
}

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);
	for (const char *s = words; (s = strstr(s, word)); s += n) {
		if ((s == words || s[-1] == ' ') && (s[n] == ' ' || s[n] == '\0'))
			return true;
	}
	return false;
}

static void limit_word(void *user, const char *word)
{
	struct cell *w = user;
	const struct wg_code *code = code_meant(w->l, w->r, w->field, "limit", word);
	if (!code)
		wg__library_unread(w->l, w->r, w->field, word, "limit");
	else if (!has_word(w->r->limits, code->code))
		w->r->limits = wg_arena_printf(&w->l->in.f->arena, "%s%s%s", w->r->limits, *w->r->limits ? " " : "",
					       code->code);
}

void wg__library_limits(struct wg__library *l, struct wg__library_row *r, int field, const char *text)
{
	struct cell w = {.l = l, .r = r, .field = field};
	wg__each_word(l->in.f, text, limit_word, &w);
}
