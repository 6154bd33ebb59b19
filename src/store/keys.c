#include "store/keys.h"

#include <stdlib.h>
#include <string.h>

#include "store/tx_int.h"
#include "text/key.h"
#include "text/pinyin.h"

static const char SQL_PERSON[] = "SELECT name, phone FROM person WHERE id = $1";
static const char SQL_SET_SORT[] = "UPDATE person SET sort = $2 WHERE id = $1";
static const char SQL_DROP_KEYS[] = "DELETE FROM name_key WHERE person_id = $1";
static const char SQL_ADD_KEY[] = "INSERT INTO name_key VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

struct key {
	const char *text;
	int64_t person;
	int kind;
};

struct keys {
	struct wg_arena arena;
	WG_VEC(struct key) at;
	int64_t person;
	int kind;
};

void wg_fold_sounds(char *s)
{
	char *out = s;
	char last = '\0'; /* as it was typed */
	for (const char *p = s; *p; last = *p++) {
		if (*p == 'h' && (last == 'z' || last == 'c' || last == 's'))
			continue;
		if (*p == 'g' && last == 'n')
			continue;
		*out++ = *p == 'n' ? 'l' : *p == 'f' ? 'h' : *p;
	}
	*out = '\0';
}

void wg_reverse_phone(const char *phone, char *out, size_t cap)
{
	size_t n = 0;
	for (size_t i = strcspn(phone, "/"); i > 0 && n + 1 < cap; i--) {
		if (phone[i - 1] >= '0' && phone[i - 1] <= '9')
			out[n++] = phone[i - 1];
	}
	if (cap > 0)
		out[n] = '\0';
}

static void add(struct keys *k, int kind, const char *text)
{
	struct key key = {.text = wg_arena_strdup(&k->arena, text), .person = k->person, .kind = kind};
	if (*text)
		WG_PUSH(&k->at, key);
}

static void add_spelling(void *context, const char *spelling)
{
	struct keys *k = context;
	char *folded = wg_arena_strdup(&k->arena, spelling);
	wg_fold_sounds(folded);
	add(k, k->kind, folded);
}

static void add_name(struct keys *k, const char *name)
{
	struct wg_name runes;
	struct wg_buf folded;
	wg_buf_init(&folded, 4096);
	wg_name_read(&runes, name, strlen(name));
	for (int i = 0; i < runes.n; i++) {
		const char *from = name + runes.runes[i].at;
		wg_buf_clear(&folded);
		wg_fold(&folded, from, strlen(from));
		add(k, WG_KEY_HANZI, folded.len ? folded.data : "");
		k->kind = WG_KEY_PINYIN;
		wg_name_spell(from, strlen(from), false, add_spelling, k);
		k->kind = WG_KEY_INITIALS;
		wg_name_spell(from, strlen(from), true, add_spelling, k);
	}
	wg_buf_free(&folded);
}

static enum wg_err set_sort(struct wg_tx *tx, int64_t person, const char *name, struct wg_error *e)
{
	struct wg_buf sort;
	wg_buf_init(&sort, 4096);
	wg_name_sort_key(&sort, name, strlen(name));
	struct wg_stmt *st = wg_query(tx->db, SQL_SET_SORT);
	wg_bind_int(st, 1, person);
	wg_bind_blob(st, 2, sort.data ? sort.data : "", (int)sort.len);
	enum wg_err err = wg_exec(st, e);
	wg_buf_free(&sort);
	return err;
}

static enum wg_err drop_keys(struct wg_tx *tx, int64_t person, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, SQL_DROP_KEYS);
	wg_bind_int(st, 1, person);
	return wg_exec(st, e);
}

static enum wg_err refresh_person(struct wg_tx *tx, struct keys *k, bool is_new, struct wg_error *e)
{
	enum wg_err err = is_new ? WG_OK : drop_keys(tx, k->person, e);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(tx->db, SQL_PERSON);
	wg_bind_int(st, 1, k->person);
	if (wg_step(st)) {
		char reversed[32] = "";
		add_name(k, wg_text(st, 0));
		if (wg_text(st, 1))
			wg_reverse_phone(wg_text(st, 1), reversed, sizeof reversed);
		add(k, WG_KEY_PHONE, reversed);
		err = set_sort(tx, k->person, wg_text(st, 0), e);
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int c = strcmp(x->text, y->text);
	if (c == 0)
		c = (x->kind > y->kind) - (x->kind < y->kind);
	return c ? c : (x->person > y->person) - (x->person < y->person);
}

/* In key order: an import's keys go into the tree from left to right. */
enum wg_err wg__keys_flush(struct wg_tx *tx, struct wg_error *e)
{
	struct keys k = {0};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < tx->derive.persons.len; i++) {
		k.person = tx->derive.persons.entries[i].key;
		err = refresh_person(tx, &k, tx->derive.persons.entries[i].value == WG__NEW_PERSON, e);
	}
	if (k.at.len > 0)
		qsort(k.at.at, k.at.len, sizeof *k.at.at, by_key);
	for (size_t i = 0; err == WG_OK && i < k.at.len; i++) {
		struct wg_stmt *st = wg_query(tx->db, SQL_ADD_KEY);
		wg_bind_text(st, 1, k.at.at[i].text);
		wg_bind_int(st, 2, k.at.at[i].kind);
		wg_bind_int(st, 3, k.at.at[i].person);
		err = wg_exec(st, e);
	}
	WG_VEC_FREE(&k.at);
	wg_arena_free(&k.arena);
	return err;
}
