#include "exchange/header.h"

#include <stdint.h>
#include <string.h>

#include "base/vec.h"
#include "text/utf8.h"

enum { ROWS = 40, COLS = 256, BLOCK = 3, FOLD = 256 };

static bool is_blank(uint32_t r)
{
	return r <= ' ' || r == 0xA0 || r == 0x3000 || (r >= 0x2000 && r <= 0x200F) || r == 0x2028 || r == 0x2029 ||
	       r == 0xFEFF;
}

/* 1 opens a bracket, -1 closes one. */
static int bracket(uint32_t r)
{
	static const uint32_t open[] = {'(', '[', '{', 0x3010, 0x3014, 0x300A, 0x3008},
			      close[] = {')', ']', '}', 0x3011, 0x3015, 0x300B, 0x3009};
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (r == open[i] || r == close[i])
			return r == open[i] ? 1 : -1;
	return 0;
}

/* With cut, what brackets hold is left out, too. */
static char *fold(const char *text, bool cut, char *out, size_t cap)
{
	size_t len = strlen(text), n = 0;
	int depth = 0;
	for (size_t i = 0; i < len;) {
		uint32_t r;
		char bytes[WG_UTF8_MAX];
		i += wg_utf8_decode(text + i, len - i, &r);
		if (r >= 0xFF01 && r <= 0xFF5E)
			r -= 0xFEE0;
		if (r >= 'A' && r <= 'Z')
			r += 'a' - 'A';
		int b = bracket(r);
		depth += b;
		if (depth < 0)
			depth = 0;
		if (b != 0 || is_blank(r) || r == '*' || r == ':' || (cut && depth > 0))
			continue;
		size_t k = wg_utf8_encode(r, bytes);
		if (n + k >= cap)
			break;
		memcpy(out + n, bytes, k);
		n += k;
	}
	out[n] = '\0';
	return out;
}

char *wg_header_fold(const char *text, char *out, size_t cap)
{
	return fold(text, false, out, cap);
}

static const char *fold_into(struct wg_arena *a, const char *text, bool cut)
{
	char folded[FOLD];
	fold(text, cut, folded, sizeof folded);
	return wg_arena_strdup(a, folded);
}

/* A word of the caller, folded; group and leaf only when it is written group/leaf. */
struct word {
	const char *key, *whole, *group, *leaf;
};

/* A cell of the top rows. */
struct text {
	const char *raw, *read, *cut; /* as it stands; folded; folded without what brackets hold */
	unsigned flags;
	bool ends_word; /* some word ends with it; nearly all cells of the data are done with that */
};

struct finder {
	const struct wg_book *book;
	size_t sheet, rows, cols;
	struct wg_arena *arena;
	struct text *texts; /* rows * cols */
	WG_VEC(struct word) words;
	const char **keys; /* of the block that is looked at, by column */
};

static void fold_words(struct finder *f, const struct wg_header_word *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < words[i].n_words; k++) {
			const char *text = words[i].words[k], *slash = strchr(text, '/');
			struct word w = {.key = words[i].key, .whole = fold_into(f->arena, text, false)};
			if (slash && slash > text && slash[1]) {
				w.group = fold_into(f->arena, wg_arena_strndup(f->arena, text, (size_t)(slash - text)),
						    false);
				w.leaf = fold_into(f->arena, slash + 1, false);
			}
			WG_PUSH(&f->words, w);
		}
	}
}

static bool is_tail(const char *word, const char *text)
{
	size_t n = strlen(word), k = strlen(text);
	return k > 0 && k <= n && memcmp(word + n - k, text, k) == 0;
}

static bool ends_word(const struct finder *f, const struct text *t)
{
	for (size_t i = 0; i < f->words.len; i++)
		if (is_tail(f->words.at[i].whole, t->read) || is_tail(f->words.at[i].whole, t->cut))
			return true;
	return false;
}

static void fold_cells(struct finder *f)
{
	f->texts = WG_NEW(f->arena, struct text, f->rows * f->cols);
	for (size_t r = 0; r < f->rows; r++) {
		for (size_t c = 0; c < f->cols; c++) {
			struct wg_cell cell = wg_book_cell(f->book, f->sheet, r, c);
			struct text *t = &f->texts[r * f->cols + c];
			*t = (struct text){cell.text, "", "", cell.flags, false};
			if (*cell.text) {
				t->read = fold_into(f->arena, cell.text, false);
				t->cut = fold_into(f->arena, cell.text, true);
				t->ends_word = ends_word(f, t);
			}
		}
	}
}

static bool is_either(const struct text *t, const char *word)
{
	return *word && (strcmp(t->read, word) == 0 || strcmp(t->cut, word) == 0);
}

/* By group/leaf. A group that is just the word's counts first; one that holds words of several keys (户主及家庭成员)
 * says nothing. */
static const char *key_by_group(const struct finder *f, const struct text *leaf, const struct text *group)
{
	const char *key = NULL;
	bool several = false;
	for (const struct word *w = f->words.at, *end = w + f->words.len; w < end; w++) {
		if (!w->group || !is_either(leaf, w->leaf))
			continue;
		if (is_either(group, w->group))
			return w->key;
		if (!strstr(group->read, w->group))
			continue;
		several |= key && strcmp(key, w->key) != 0;
		key = w->key;
	}
	return several ? NULL : key;
}

static const char *key_by_whole(const struct finder *f, const struct text *t)
{
	for (const struct word *w = f->words.at, *end = w + f->words.len; w < end; w++)
		if (is_either(t, w->whole))
			return w->key;
	return NULL;
}

static const char *key_of(const struct finder *f, const struct text *leaf, const struct text *group)
{
	const char *key = NULL;
	if (!leaf->ends_word)
		return NULL;
	if (group) {
		char joined[2 * FOLD];
		size_t n = strlen(group->cut);
		memcpy(joined, group->cut, n);
		memcpy(joined + n, leaf->cut, strlen(leaf->cut) + 1);
		key = key_by_group(f, leaf, group);
		if (!key)
			key = key_by_whole(f, &(struct text){.raw = joined, .read = joined, .cut = joined});
	}
	return key ? key : key_by_whole(f, leaf);
}

struct block {
	size_t top, n;
	size_t keys, columns; /* different keys; columns with a key */
};

static const struct text *at(const struct finder *f, size_t row, size_t col)
{
	return &f->texts[row * f->cols + col];
}

/* The lowest text of a column, and its row. */
static const struct text *leaf_of(const struct finder *f, const struct block *b, size_t col, size_t *row)
{
	for (size_t r = b->top + b->n; r-- > b->top;) {
		if (*at(f, r, col)->raw) {
			*row = r;
			return at(f, r, col);
		}
	}
	return NULL;
}

/* What stands over a cell that is empty: the text to its left, when it is not merged (a merged range ends where it
 * ends) and stands itself over something. */
static const struct text *spread(const struct finder *f, const struct block *b, size_t row, size_t col)
{
	while (col-- > 0) {
		const struct text *t = at(f, row, col);
		size_t leaf_row = row;
		if (!*t->raw)
			continue;
		if (t->flags & (WG_CELL_LEAD | WG_CELL_FOLLOWER))
			return NULL;
		leaf_of(f, b, col, &leaf_row);
		return leaf_row > row ? t : NULL;
	}
	return NULL;
}

static const struct text *group_of(const struct finder *f, const struct block *b, size_t col, size_t leaf_row)
{
	const struct text *leaf = at(f, leaf_row, col);
	for (size_t r = leaf_row; r-- > b->top;) {
		const struct text *t = at(f, r, col);
		if (!*t->raw)
			t = spread(f, b, r, col);
		if (t && strcmp(t->raw, leaf->raw) != 0)
			return t;
	}
	return NULL;
}

static void judge(const struct finder *f, struct block *b)
{
	b->keys = b->columns = 0;
	for (size_t c = 0; c < f->cols; c++) {
		size_t row = 0;
		const struct text *leaf = leaf_of(f, b, c, &row);
		f->keys[c] = leaf ? key_of(f, leaf, group_of(f, b, c, row)) : NULL;
		if (!f->keys[c])
			continue;
		b->columns++;
		size_t k = 0;
		while (!f->keys[k] || strcmp(f->keys[k], f->keys[c]) != 0)
			k++;
		b->keys += k == c;
	}
}

/* 填报单位：窑洲社区 and the like: such a row stands above a header, not in it. */
static bool has_colon(const struct finder *f, size_t row)
{
	for (size_t c = 0; c < f->cols; c++)
		if (strchr(at(f, row, c)->raw, ':') || strstr(at(f, row, c)->raw, "\uFF1A"))
			return true;
	return false;
}

static bool may_be_block(const struct finder *f, const struct block *b)
{
	for (size_t r = b->top; r + 1 < b->top + b->n; r++)
		if (has_colon(f, r))
			return false;
	return true;
}

/* The block with the most keys; of equal ones the lower in height, then the first. */
static struct block best_block(const struct finder *f)
{
	struct block best = {0};
	for (size_t n = 1; n <= BLOCK; n++) {
		for (size_t top = 0; top + n <= f->rows; top++) {
			struct block b = {.top = top, .n = n};
			if (!may_be_block(f, &b))
				continue;
			judge(f, &b);
			if (b.keys > best.keys || (b.keys == best.keys && b.columns > best.columns))
				best = b;
		}
	}
	return best;
}

/* A row of groups: at least two texts, one of them over several columns or down into the header below; rows with dates
 * and numbers are unit rows. */
static bool is_group_row(const struct finder *f, size_t row)
{
	const char *first = NULL;
	bool several = false, over = false;
	if (has_colon(f, row))
		return false;
	for (size_t c = 0; c < f->cols; c++) {
		const struct text *t = at(f, row, c);
		if (!*t->raw)
			continue;
		if (strpbrk(t->raw, "0123456789"))
			return false;
		if (first && t->raw != first)
			several = true;
		else if (first)
			over = true;
		over |= (t->flags & (WG_CELL_LEAD | WG_CELL_FOLLOWER)) && at(f, row + 1, c)->raw == t->raw;
		first = t->raw;
	}
	return several && over;
}

/* Groups do not always add keys: take them in for their texts, and lest they count as titles. */
static void take_groups(const struct finder *f, struct block *b)
{
	while (b->n < BLOCK && b->top > 0 && is_group_row(f, b->top - 1)) {
		struct block taller = {.top = b->top - 1, .n = b->n + 1};
		judge(f, &taller);
		if (taller.keys < b->keys || taller.columns < b->columns)
			break;
		*b = taller;
	}
}

/* 1, 2, 3 … under the header's columns, as forms have it. */
static bool is_numbering(const struct finder *f, size_t row, size_t n_texts)
{
	size_t n = 0;
	for (size_t c = 0; row < f->rows && c < f->cols; c++) {
		const char *p = at(f, row, c)->read;
		size_t v = 0;
		if (!*p)
			continue;
		for (; *p >= '0' && *p <= '9' && v < COLS; p++)
			v = v * 10 + (size_t)(*p - '0');
		if (*p || v != ++n)
			return false;
	}
	return n >= 3 && n == n_texts;
}

static void count(struct wg_header *h)
{
	size_t texts = 0;
	h->n_known = 0;
	for (size_t c = 0; c < h->n_columns; c++) {
		h->n_known += h->columns[c].key != NULL;
		texts += *h->columns[c].text != '\0';
	}
	h->percent = texts ? (unsigned)(100 * h->n_known / texts) : 0;
}

static void fill_above(const struct finder *f, struct wg_header *h)
{
	h->above = WG_NEW(f->arena, const char *, h->row * f->cols);
	for (size_t r = 0; r < h->row; r++)
		for (size_t c = 0; c < f->cols; c++)
			if (*at(f, r, c)->raw && !(at(f, r, c)->flags & WG_CELL_FOLLOWER))
				h->above[h->n_above++] = at(f, r, c)->raw;
}

static void fill_columns(const struct finder *f, const struct block *b, struct wg_header *h)
{
	size_t texts = 0;
	h->n_columns = f->cols;
	h->columns = WG_NEW(f->arena, struct wg_header_column, f->cols);
	for (size_t c = 0; c < f->cols; c++) {
		size_t row = 0;
		const struct text *leaf = leaf_of(f, b, c, &row), *group = leaf ? group_of(f, b, c, row) : NULL;
		h->columns[c] = (struct wg_header_column){leaf ? key_of(f, leaf, group) : NULL, leaf ? leaf->raw : "",
							  group ? group->raw : ""};
		texts += leaf != NULL;
	}
	h->row = b->top;
	h->n_rows = b->n;
	h->data = b->top + b->n + is_numbering(f, b->top + b->n, texts);
	count(h);
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

bool wg_header_find(const struct wg_book *book, size_t sheet, const struct wg_header_word *words, size_t n_words,
		    struct wg_arena *arena, struct wg_header *out)
{
	struct finder f = {.book = book,
			   .sheet = sheet,
			   .arena = arena,
			   .rows = smaller(wg_book_rows(book, sheet), ROWS),
			   .cols = smaller(wg_book_cols(book, sheet), COLS)};
	f.keys = WG_NEW(arena, const char *, f.cols);
	fold_words(&f, words, n_words);
	fold_cells(&f);
	struct block b = best_block(&f);
	bool found = b.keys >= 2 || (b.keys == 1 && f.cols == 1);
	if (found) {
		struct wg_header h = {0};
		take_groups(&f, &b);
		fill_columns(&f, &b, &h);
		fill_above(&f, &h);
		*out = h;
	}
	WG_VEC_FREE(&f.words);
	return found;
}

size_t wg_header_map(struct wg_header *header, const char *name, const char *key)
{
	char wanted[FOLD], folded[FOLD], joined[2 * FOLD], letters[WG_COLUMN_LETTERS];
	size_t set = 0;
	wg_header_fold(name, wanted, sizeof wanted);
	for (size_t c = 0; c < header->n_columns; c++) {
		struct wg_header_column *column = &header->columns[c];
		wg_header_fold(column->text, folded, sizeof folded);
		wg_header_fold(column->group, joined, FOLD);
		size_t n = strlen(joined);
		joined[n] = '/';
		memcpy(joined + n + 1, folded, strlen(folded) + 1);
		bool by_text = *folded && (strcmp(folded, wanted) == 0 || strcmp(joined, wanted) == 0);
		if (!by_text && strcmp(wg_column_letters(c, letters), name) != 0)
			continue;
		column->key = key;
		set++;
	}
	count(header);
	return set;
}
