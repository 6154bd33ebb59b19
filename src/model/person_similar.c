#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "model/person.h"
#include "store/keys.h"
#include "text/date.h"
#include "text/key.h"
#include "text/pinyin.h"

enum { CANDIDATES = 500, TAIL = 4, WHOLE = 7, YEAR_DAYS = 366 };

/* Greater than every text that begins with what stands before it. */
#define LAST_RUNE "\xF4\x8F\xBF\xBF"

/* SQL: whoever has a key of this kind in the range; born in other years is left out at once, there are many 张伟. */
static const char SQL_KEYS[] =
	"SELECT " WG__PERSON_COLUMNS ", h.status = 'gone' FROM name_key k JOIN person p ON p.id = k.person_id "
	"JOIN household h ON h.id = p.household_id WHERE k.key >= $1 AND k.key < $2 AND k.kind = $3 AND p.id <> $4 "
	"AND (p.birth IS NULL OR p.birth BETWEEN $5 AND $6) LIMIT $7";

struct seeking {
	wg_office *office;
	const struct wg_likeness *of;
	struct wg_arena *a;
	struct wg_map seen;
	WG_VEC(struct wg_similar) found;
	struct wg_name name;
	char tail[32], phone[32]; /* reversed; "" = too short */
	enum wg_err err;
	struct wg_error *e;
};

static int year_of(int64_t day)
{
	char text[16];
	wg_date_text(day, text, sizeof text);
	return (int)strtol(text, NULL, 10);
}

static bool has_syllable(const struct wg_name_rune *r, uint16_t syllable)
{
	for (int i = 0; i < r->readings; i++) {
		if (r->syllables[i] == syllable)
			return true;
	}
	return false;
}

/* Every character reads like the other's, tone aside: 张伟, 章玮. */
static bool sounds_alike(const struct wg_name *a, const struct wg_name *b)
{
	if (a->n != b->n || a->n < 2)
		return false;
	for (int i = 0; i < a->n; i++) {
		bool same = a->runes[i].rune == b->runes[i].rune;
		for (int k = 0; !same && k < a->runes[i].readings; k++)
			same = has_syllable(&b->runes[i], a->runes[i].syllables[k]);
		if (!same)
			return false;
	}
	return true;
}

static unsigned compare(struct seeking *s, const struct wg_person *p)
{
	unsigned same = 0;
	struct wg_name name;
	char reversed[32];
	wg_name_read(&name, p->name, strlen(p->name));
	if (s->of->name && wg_same_text(s->of->name, p->name))
		same |= WG_SAME_NAME;
	else if (sounds_alike(&s->name, &name))
		same |= WG_LIKE_NAME;
	if (s->of->id_no && *s->of->id_no && strcmp(s->of->id_no, p->id_no) == 0)
		same |= WG_SAME_ID;
	if (s->of->precision > 0 && p->has_birth && year_of(s->of->birth) == year_of(p->birth))
		same |= s->of->precision == 3 && s->of->birth == p->birth ? WG_SAME_BIRTH : WG_SAME_YEAR;
	wg_reverse_phone(p->phone, reversed, sizeof reversed);
	if (*s->phone && strcmp(s->phone, reversed) == 0)
		same |= WG_SAME_PHONE;
	else if (*s->tail && strncmp(s->tail, reversed, strlen(s->tail)) == 0)
		same |= WG_SAME_TAIL;
	return same;
}

static int score_of(unsigned same)
{
	static const int worth[] = {32, 8, 4, 6, 3, 9, 4}; /* by bit */
	int score = 0;
	for (size_t i = 0; i < sizeof worth / sizeof *worth; i++)
		score += same & (1u << i) ? worth[i] : 0;
	return score;
}

static bool is_like(const struct seeking *s, unsigned same, const struct wg_person *p)
{
	bool birth = same & (WG_SAME_BIRTH | WG_SAME_YEAR);
	if (same & (WG_SAME_ID | WG_SAME_PHONE))
		return true;
	if (s->of->precision > 0 && p->has_birth && !birth)
		return false;
	return (same & WG_SAME_NAME) || ((same & WG_LIKE_NAME) && (birth || (same & WG_SAME_TAIL)));
}

static void drive(struct seeking *s, enum wg_key_kind kind, const char *from, const char *to, bool any_year)
{
	bool dated = s->of->precision > 0 && !any_year;
	if (s->err != WG_OK || !*from)
		return;
	struct wg_stmt *st = wg_query(s->office->db, SQL_KEYS);
	wg_bind_text(st, 1, from);
	wg_bind_text(st, 2, to);
	wg_bind_int(st, 3, kind);
	wg_bind_int(st, 4, s->of->except);
	wg_bind_int(st, 5, dated ? s->of->birth - YEAR_DAYS : INT64_MIN);
	wg_bind_int(st, 6, dated ? s->of->birth + YEAR_DAYS : INT64_MAX);
	wg_bind_int(st, 7, CANDIDATES);
	while (wg_step(st)) {
		bool is_new;
		wg_map_put(&s->seen, wg_int(st, 0), &is_new);
		if (!is_new)
			continue;
		struct wg_similar x = {.person = wg__person_row(s->office, st, s->a)};
		x.left = wg_int(st, WG__PERSON_COLUMN_COUNT);
		x.same = compare(s, &x.person);
		x.score = score_of(x.same);
		if (is_like(s, x.same, &x.person))
			WG_PUSH(&s->found, x);
	}
	s->err = wg_done(st, s->e);
}

static void by_spelling(void *context, const char *spelling)
{
	struct seeking *s = context;
	char *key = wg_arena_strdup(s->a, spelling);
	wg_fold_sounds(key);
	drive(s, WG_KEY_PINYIN, key, wg_arena_printf(s->a, "%s\x01", key), false);
}

static int by_score(const void *x, const void *y)
{
	const struct wg_similar *a = x, *b = y;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return (a->person.id > b->person.id) - (a->person.id < b->person.id);
}

static void by_name(struct seeking *s)
{
	const char *typed = s->of->name;
	struct wg_buf key;
	wg_name_read(&s->name, typed, strlen(typed));
	wg_buf_init(&key, 4096);
	wg_fold(&key, typed, strlen(typed));
	const char *folded = wg_arena_strndup(s->a, key.len ? key.data : "", key.len);
	wg_buf_free(&key);
	drive(s, WG_KEY_HANZI, folded, wg_arena_printf(s->a, "%s\x01", folded), false);
	if (s->name.n > 1 && (s->of->precision > 0 || *s->tail || s->of->id_no))
		wg_name_spell(typed, strlen(typed), false, by_spelling, s);
}

static enum wg_err describe(struct seeking *s, struct wg_similar *x)
{
	struct wg_household h;
	enum wg_err err = wg_household_get(s->office, x->person.household_id, s->a, &h, s->e);
	if (err != WG_OK)
		return err;
	x->address = wg_arena_printf(s->a, "%s%s%s", h.building, h.entrance, h.room);
	x->head = h.head;
	x->contact = h.contact;
	return WG_OK;
}

enum wg_err wg_person_similar(wg_office *office, const struct wg_likeness *of, size_t limit, struct wg_arena *a,
			      struct wg_similars *out, struct wg_error *e)
{
	struct wg_likeness known = *of;
	struct seeking s = {.office = office, .of = &known, .a = a, .e = e};
	if (office->masked) {
		known.phone = known.id_no = NULL;
		known.precision = 0;
	}
	char digits[32];
	wg_reverse_phone(known.phone ? known.phone : "", digits, sizeof digits);
	if (strlen(digits) >= WHOLE)
		memcpy(s.phone, digits, sizeof digits);
	if (strlen(digits) >= TAIL)
		memcpy(s.tail, digits, TAIL);
	if (known.name && *known.name)
		by_name(&s);
	drive(&s, WG_KEY_PHONE, s.tail, wg_arena_printf(a, "%s" LAST_RUNE, s.tail), true);
	if (s.found.len > 1)
		qsort(s.found.at, s.found.len, sizeof *s.found.at, by_score);
	size_t n = s.found.len < limit ? s.found.len : limit;
	struct wg_similar *at = WG_NEW(a, struct wg_similar, n);
	for (size_t i = 0; s.err == WG_OK && i < n; i++) {
		at[i] = s.found.at[i];
		s.err = describe(&s, &at[i]);
	}
	WG_VEC_FREE(&s.found);
	wg_map_free(&s.seen);
	if (s.err == WG_OK)
		*out = (struct wg_similars){.at = at, .n = n};
	return s.err;
}
