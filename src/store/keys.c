#include "store/keys.h"

#include <stdlib.h>
#include <string.h>

#include "store/tx_int.h"
#include "text/key.h"
#include "text/pinyin.h"

static const char SQL_PERSON[] = "SELECT name, phone FROM person WHERE id = $1";
static const char SQL_SET_SORT[] = "UPDATE person SET sort = $2 WHERE id = $1";
static const char SQL_DROP_KEY[] = "DELETE FROM name_key WHERE key = $1 AND kind = $2 AND person_id = $3";
static const char SQL_ADD_KEY[] = "INSERT INTO name_key VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/* A bulk load has ten keys a person: eight rows a statement take half the time. */
enum { TOGETHER = 8 };
static const char SQL_ADD_KEYS[] =
	"INSERT INTO name_key VALUES ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), "
	"($16, $17, $18), ($19, $20, $21), ($22, $23, $24) ON CONFLICT DO NOTHING";

/* head: the first eight bytes as a number, which decides nearly every comparison. */
struct key {
	uint64_t head;
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
	char last = '\0'; /* as it was typed, also where it has been written over */
	for (const char *p = s; *p; p++) {
		char now = *p;
		bool second =
			(now == 'h' && (last == 'z' || last == 'c' || last == 's')) || (now == 'g' && last == 'n');
		if (!second)
			*out++ = now == 'n' ? 'l' : now == 'f' ? 'h' : now;
		last = now;
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
	const char *byte = text;
	for (int i = 0; i < 8; i++)
		key.head = key.head << 8 | (*byte ? (unsigned char)*byte++ : 0u);
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

/* The keys of the person as it stands; none when it is not there. */
static enum wg_err keys_of(struct wg_tx *tx, struct keys *k, bool set_order, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	struct wg_stmt *st = wg_query(tx->db, SQL_PERSON);
	wg_bind_int(st, 1, k->person);
	if (wg_step(st)) {
		char reversed[32] = "";
		add_name(k, wg_text(st, 0));
		if (wg_text(st, 1))
			wg_reverse_phone(wg_text(st, 1), reversed, sizeof reversed);
		add(k, WG_KEY_PHONE, reversed);
		if (set_order)
			err = set_sort(tx, k->person, wg_text(st, 0), e);
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

static enum wg_err write_some(struct wg_tx *tx, const char *sql, const struct key *keys, int n, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, sql);
	for (int i = 0; i < n; i++) {
		wg_bind_text(st, 3 * i + 1, keys[i].text);
		wg_bind_int(st, 3 * i + 2, keys[i].kind);
		wg_bind_int(st, 3 * i + 3, keys[i].person);
	}
	return wg_exec(st, e);
}

static void forget_keys(struct keys *k)
{
	WG_VEC_FREE(&k->at);
	wg_arena_free(&k->arena);
}

enum wg_err wg__keys_before(struct wg_tx *tx, int64_t person, struct wg_error *e)
{
	bool is_new;
	wg_map_put(&tx->derive.persons, person, &is_new);
	if (!is_new)
		return WG_OK;
	struct keys k = {.person = person};
	enum wg_err err = keys_of(tx, &k, false, e);
	for (size_t i = 0; err == WG_OK && i < k.at.len; i++)
		err = write_some(tx, SQL_DROP_KEY, k.at.at + i, 1, e);
	forget_keys(&k);
	return err;
}

static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
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
		err = keys_of(tx, &k, true, e);
	}
	wg_map_clear(&tx->derive.persons);
	if (k.at.len > 0)
		qsort(k.at.at, k.at.len, sizeof *k.at.at, by_key);
	size_t at = 0;
	for (; err == WG_OK && at + TOGETHER <= k.at.len; at += TOGETHER)
		err = write_some(tx, SQL_ADD_KEYS, k.at.at + at, TOGETHER, e);
	for (; err == WG_OK && at < k.at.len; at++)
		err = write_some(tx, SQL_ADD_KEY, k.at.at + at, 1, e);
	forget_keys(&k);
	return err;
}
