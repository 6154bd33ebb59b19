#include "command/import_mapping.h"

#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "text/date.h"

static const char SQL_ALL[] = "SELECT id, header, fields, file, at FROM mapping WHERE kind = $1 ORDER BY at DESC, id";

static const char NONE[] = "none";

enum { WORD = 256 };

enum wg_err wg__mappings_load(struct wg__file *f, struct wg__mappings *out, struct wg_error *e)
{
	WG_VEC(struct wg__mapping) all = {0};
	struct wg_stmt *st = wg_query(f->c->db, SQL_ALL);
	wg_bind_text(st, 1, f->table);
	while (wg_step(st))
		WG_PUSH(&all, (struct wg__mapping){.id = wg_int(st, 0),
						   .header = wg_arena_strdup(&f->arena, wg_text(st, 1)),
						   .fields = wg_arena_strdup(&f->arena, wg_text(st, 2)),
						   .file = wg_arena_strdup(&f->arena, wg_text(st, 3)),
						   .at = wg_int(st, 4)});
	enum wg_err err = wg_done(st, e);
	*out = (struct wg__mappings){WG_NEW(&f->arena, struct wg__mapping, all.len), all.len};
	if (all.len > 0)
		memcpy(out->at, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	return err;
}

/* A header as it is remembered. Folded texts hold no blanks, so a tab parts them. */
static const char *header_text(struct wg__file *f, const struct wg_header *h)
{
	char group[WORD], text[WORD];
	struct wg_buf b;
	wg_buf_init(&b, SIZE_MAX / 2);
	for (size_t c = 0; c < h->n_columns; c++) {
		wg_header_fold(h->columns[c].group, group, sizeof group);
		wg_header_fold(h->columns[c].text, text, sizeof text);
		wg_buf_printf(&b, "%s%s%s%s", c > 0 ? "\t" : "", group, *group ? "/" : "", text);
	}
	const char *all = wg_arena_strdup(&f->arena, b.data ? b.data : "");
	wg_buf_free(&b);
	return all;
}

static const char *key_of(const struct wg__file *f, const char *field)
{
	for (size_t i = 0; i < f->n_keys; i++) {
		if (strcmp(f->keys[i], field) == 0)
			return f->keys[i];
	}
	return NULL;
}

/* The next "C=address" of *fields, as the number of its column and its field; false at the end. */
static bool next_pair(struct wg__file *f, const char **fields, size_t *column, const char **field)
{
	const char *p = *fields + strspn(*fields, " ");
	size_t n = strcspn(p, " "), letters = strcspn(p, "="), c = 0;
	if (n == 0 || letters >= n)
		return false;
	for (size_t i = 0; i < letters; i++)
		c = c * 26 + (size_t)(p[i] - 'A') + 1;
	*column = c - 1;
	*field = wg_arena_strndup(&f->arena, p + letters + 1, n - letters - 1);
	*fields = p + n;
	return true;
}

static const char *nth_text(struct wg__file *f, const char *header, size_t n)
{
	for (; n > 0 && *header; n--) {
		header += strcspn(header, "\t");
		header += *header == '\t';
	}
	return wg_arena_strndup(&f->arena, header, strcspn(header, "\t"));
}

/* The words of the code lists, before them those that this header's own fields add: they help to find it. */
static const struct wg_header_word *more_words(struct wg__file *f, const struct wg__mapping *m,
					       const struct wg_header_word *words, size_t *n_words)
{
	size_t n = 0, column;
	const char *field, *rest = m->fields;
	for (const char *p = m->fields; *p; p++)
		n += *p == '=';
	struct wg_header_word *all = WG_NEW(&f->arena, struct wg_header_word, n + *n_words);
	n = 0;
	while (next_pair(f, &rest, &column, &field)) {
		const char **word = WG_NEW(&f->arena, const char *, 1), *key = key_of(f, field);
		*word = nth_text(f, m->header, column);
		if (key && **word)
			all[n++] = (struct wg_header_word){.key = key, .words = word, .n_words = 1};
	}
	memcpy(all + n, words, *n_words * sizeof *words);
	*n_words += n;
	return all;
}

static void apply(struct wg__file *f, struct wg__sheet *s, const struct wg__mapping *m)
{
	const char *rest = m->fields, *field;
	char letters[WG_COLUMN_LETTERS];
	size_t column;
	while (next_pair(f, &rest, &column, &field)) {
		const char *key = key_of(f, field);
		if (column >= s->header.n_columns || (!key && strcmp(field, NONE) != 0))
			continue;
		wg_header_map(&s->header, wg_column_letters(column, letters), key);
		s->hand[column] = key ? key : NONE;
	}
}

bool wg__mapping_header(struct wg__file *f, const struct wg__mappings *all, struct wg__sheet *s,
			const struct wg_header_word *words, size_t n_words)
{
	bool found = false;
	for (size_t i = 0; i < all->n && !s->mapping; i++) {
		size_t n = n_words;
		const struct wg_header_word *more = more_words(f, &all->at[i], words, &n);
		found = wg_header_find(f->book, s->index, more, n, &f->arena, &s->header);
		if (found && strcmp(header_text(f, &s->header), all->at[i].header) == 0)
			s->mapping = &all->at[i];
	}
	bool use = s->mapping && !wg__flag(f->c, "no-remembered");
	if (!use)
		found = wg_header_find(f->book, s->index, words, n_words, &f->arena, &s->header);
	if (!found)
		return false;
	s->hand = WG_NEW(&f->arena, const char *, s->header.n_columns);
	if (use)
		apply(f, s, s->mapping);
	return true;
}

size_t wg__mapping_by_hand(struct wg__file *f, struct wg__sheet *s, const char *name, const char *field)
{
	/* Told by a mark which columns the name means. */
	static const char mark[] = "";
	struct wg_header h = s->header;
	h.columns = WG_NEW(&f->arena, struct wg_header_column, h.n_columns);
	memcpy(h.columns, s->header.columns, h.n_columns * sizeof *h.columns);
	wg_header_map(&h, name, mark);
	for (size_t c = 0; c < h.n_columns; c++) {
		if (h.columns[c].key == mark)
			s->hand[c] = field ? field : NONE;
	}
	return wg_header_map(&s->header, name, field);
}

/* "C=address D=none"; "" = nothing was said by hand. */
static const char *fields_of(struct wg__file *f, const struct wg__sheet *s)
{
	char letters[WG_COLUMN_LETTERS];
	const char *all = "";
	for (size_t c = 0; c < s->header.n_columns; c++) {
		if (s->hand[c])
			all = wg_arena_printf(&f->arena, "%s%s%s=%s", all, *all ? " " : "",
					      wg_column_letters(c, letters), s->hand[c]);
	}
	return all;
}

/* The same with the texts of the columns, as a person wants to see it. */
static const char *fields_shown(struct wg__file *f, const struct wg__sheet *s)
{
	const char *rest = s->mapping->fields, *field, *all = "";
	size_t column;
	while (next_pair(f, &rest, &column, &field))
		all = wg_arena_printf(&f->arena, "%s%s%s=%s", all, *all ? "、" : "", wg__column_name(f, s, column),
				      field);
	return wg_arena_strdup(f->c->a, all);
}

void wg__mapping_tell(struct wg__file *f)
{
	char day[16];
	bool forget = wg__flag(f->c, "no-remembered");
	for (size_t i = 0; i < f->n_sheets; i++) {
		const struct wg__sheet *s = &f->sheets[i];
		if (!s->mapping)
			continue;
		wg_date_text(wg_day_of(s->mapping->at), day, sizeof day);
		wg__note_at(f->c, WG_NOTE_INFO, s->name, 0, NULL, NULL,
			    forget ? N_("not understood as remembered from {1} ({2}), which is forgotten: {3}")
				   : N_("understood as remembered from {1} ({2}): {3}; --no-remembered forgets it"),
			    "sss", wg_arena_strdup(f->c->a, s->mapping->file), day, fields_shown(f, s));
	}
}

static enum wg_err keep(struct wg__file *f, const struct wg__sheet *s, struct wg_error *e)
{
	const char *fields = fields_of(f, s);
	struct wg_tx *tx = f->c->tx;
	int64_t id = s->mapping ? s->mapping->id : 0;
	if (!*fields)
		return id ? wg_row_delete(tx, WG_T_MAPPING, id, e) : WG_OK;
	if (id && strcmp(s->mapping->fields, fields) == 0)
		return WG_OK;
	wg__note_at(f->c, WG_NOTE_INFO, s->name, 0, NULL, NULL, N_("remembered for the next file with this header"),
		    "");
	struct wg_value v[WG_MAPPING_COLUMNS] = {
		[WG_MAPPING_KIND] = wg_text_value(f->table),
		[WG_MAPPING_HEADER] = wg_text_value(header_text(f, &s->header)),
		[WG_MAPPING_FIELDS] = wg_text_value(fields),
		[WG_MAPPING_FILE] = wg_text_value(f->name),
		[WG_MAPPING_AT] = wg_int_value(wg_tx_at(tx)),
	};
	if (!id)
		return wg_row_insert(tx, WG_T_MAPPING, v, &id, e);
	enum wg_err err = WG_OK;
	for (int col = WG_MAPPING_FIELDS; err == WG_OK && col < WG_MAPPING_COLUMNS; col++)
		err = wg_row_set(tx, WG_T_MAPPING, id, col, v[col], e);
	return err;
}

enum wg_err wg__mapping_keep(struct wg__file *f, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < f->n_sheets; i++) {
		bool done = false;
		/* Sheets with the same header are remembered once. */
		for (size_t k = 0; k < i && !done; k++)
			done = strcmp(header_text(f, &f->sheets[k].header), header_text(f, &f->sheets[i].header)) == 0;
		if (!done)
			err = keep(f, &f->sheets[i], e);
	}
	return err;
}

void wg__mapping_note(struct wg__file *f)
{
	char letters[WG_COLUMN_LETTERS];
	struct wg_buf b;
	wg_buf_init(&b, 1 << 20);
	wg_buf_printf(&b, "blake2b %s %s", wg_book_digest(f->book), f->name);
	for (size_t i = 0; i < f->n_sheets; i++) {
		const struct wg__sheet *s = &f->sheets[i];
		wg_buf_printf(&b, "\n%s:", s->name);
		for (size_t c = 0; c < s->header.n_columns; c++) {
			const char *field = s->field[c] >= 0 ? f->keys[s->field[c]] : NULL;
			if (field || s->care[c])
				wg_buf_printf(&b, " %s=%s", wg_column_letters(c, letters),
					      field ? field : s->care[c]->code);
		}
	}
	wg_tx_note(f->c->tx, b.data);
	wg_buf_free(&b);
}
