#include "command/import_file.h"

#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "command/import_mapping.h"
#include "text/encoding.h"
#include "text/key.h"
#include "text/utf8.h"

enum { LISTED = 200, WORD = 256 };

static const struct wg_rows_column file_columns[] = {
	{"sheet", N_("Sheet"), WG_ROWS_TEXT, NULL},
	{"encoding", N_("Encoding"), WG_ROWS_TEXT, NULL},
	{"header_row", N_("Header in row"), WG_ROWS_INT, NULL},
	{"rows", N_("Rows"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column column_columns[] = {
	{"sheet", N_("Sheet"), WG_ROWS_TEXT, NULL},
	{"column", N_("Column"), WG_ROWS_TEXT, NULL},
	{"header", N_("Header"), WG_ROWS_TEXT, NULL},
	{"meaning", N_("Meaning"), WG_ROWS_TEXT, NULL},
};

const char *wg__column_name(struct wg__file *f, const struct wg__sheet *sheet, size_t column)
{
	char letters[WG_COLUMN_LETTERS];
	const struct wg_header_column *h = column < sheet->header.n_columns ? &sheet->header.columns[column] : NULL;
	return wg_arena_printf(&f->arena, "%s %s", wg_column_letters(column, letters), h ? h->text : "");
}

void wg__problem_said(struct wg__file *f, enum wg_note_kind kind, const struct wg__record *r, int field,
		      const char *value, const struct wg_message *message)
{
	struct wg_outcome *out = f->c->out;
	if (++f->counted[kind] > LISTED) {
		out->n_errors += kind == WG_NOTE_ERROR;
		out->n_warnings += kind == WG_NOTE_WARNING;
		return;
	}
	int column = r && field >= 0 ? r->column[field] : -1;
	wg__note_at(f->c, kind, r ? r->sheet->name : NULL, r ? (int64_t)r->row + 1 : 0,
		    column >= 0 ? wg__column_name(f, r->sheet, (size_t)column) : NULL, value, NULL, "");
	out->notes[out->n_notes - 1].message = *message;
}

void wg__problem(struct wg__file *f, enum wg_note_kind kind, const struct wg__record *r, int field, const char *value,
		 const char *msgid, const char *types, ...)
{
	struct wg_message message;
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&message, msgid, types, ap);
	va_end(ap);
	wg__problem_said(f, kind, r, field, value, &message);
}

void wg__problems_end(struct wg__file *f)
{
	static const char *const more[] = {
		[WG_NOTE_INFO] = N_("and {1} more remarks"),
		[WG_NOTE_WARNING] = N_("and {1} more warnings"),
		[WG_NOTE_ERROR] = N_("and {1} more errors"),
	};
	for (size_t k = WG_NOTE_INFO; k <= WG_NOTE_ERROR; k++) {
		if (f->counted[k] > LISTED)
			wg__note(f->c, WG_NOTE_INFO, more[k], "d", (int)(f->counted[k] - LISTED));
	}
}

static bool is_nothing(const char *s)
{
	static const char *const signs[] = {"", "-", "--", "—", "——", "－", "/", "\\", "无", "*"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (strcmp(s, signs[i]) == 0)
			return true;
	}
	return false;
}

const char *wg__clean(struct wg__file *f, const char *text, int how)
{
	if (!text || !*text)
		return "";
	struct wg_buf b;
	wg_buf_init(&b, WG_CELL_BYTES_MAX);
	wg_clean_text(&b, text, strlen(text), (enum wg_clean)how);
	const char *clean = b.len ? wg_arena_strndup(&f->arena, b.data, b.len) : "";
	wg_buf_free(&b);
	return is_nothing(clean) ? "" : clean;
}

static const char *word_key(const char *list, const char *word, char out[WORD + 32])
{
	char folded[WORD];
	snprintf(out, WORD + 32, "%s\x1f%s", list, wg_header_fold(word, folded, sizeof folded));
	return out;
}

static void learn_words(struct wg__file *f)
{
	const struct wg_codes *codes = wg_office_codes(f->c->office);
	char key[WORD + 32];
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *code = &codes->code[i];
		for (size_t k = 0; k <= code->n_also; k++) {
			const char *word = k < code->n_also ? code->also[k] : code->name;
			bool is_new;
			int64_t *slot = wg__names_put(&f->words, &f->arena, word_key(code->list, word, key), &is_new);
			if (is_new)
				*slot = (int64_t)i;
		}
	}
}

const struct wg_code *wg__code_of(struct wg__file *f, const char *list, const char *word)
{
	char key[WORD + 32], cut[WORD];
	const int64_t *found = wg__names_get(&f->words, word_key(list, word, key));
	size_t n = strcspn(word, "([");
	const char *wide = strstr(word, "（");
	if (wide && (size_t)(wide - word) < n)
		n = (size_t)(wide - word);
	if (!found && word[n] && n > 0 && n < sizeof cut) {
		memcpy(cut, word, n);
		cut[n] = '\0';
		found = wg__names_get(&f->words, word_key(list, cut, key));
	}
	return found ? &wg_office_codes(f->c->office)->code[*found] : NULL;
}

void wg__each_word(struct wg__file *f, const char *text, wg__word_fn *fn, void *user)
{
	static const char *const separators[] = {"、", "，", ",",  ";",  "；", "/", "|",
						 " ",  "\n", "\t", "　", "和", "+"};
	const char *start = text;
	for (const char *s = text;; s++) {
		size_t skip = 0;
		for (size_t i = 0; *s && !skip && i < sizeof separators / sizeof *separators; i++) {
			size_t k = strlen(separators[i]);
			/* 80+ is one word. */
			bool plus = separators[i][0] == '+' && s > text && s[-1] >= '0' && s[-1] <= '9';
			skip = strncmp(s, separators[i], k) == 0 && !plus ? k : 0;
		}
		if (*s && !skip)
			continue;
		if (s > start)
			fn(user, wg_arena_strndup(&f->arena, start, (size_t)(s - start)));
		if (!*s)
			return;
		s += skip - 1;
		start = s + 1;
	}
}

int wg__yes_no(const char *text)
{
	static const char *const yes[] = {"是",  "√",    "✓",    "1",    "参加", "有",   "对", "y",  "Y",  "yes", "Yes",
					  "YES", "true", "TRUE", "联户", "包户", "参与", "✔",  "已", "可", "能",  "☑"};
	static const char *const no[] = {"否", "×",  "0",  "不参加", "无",     "不",     "n",      "N",
					 "no", "No", "NO", "false",  "FALSE",  "不联户", "不包户", "未参加",
					 "✗",  "x",  "X",  "没有",   "不参与", "不能",   "☐"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		if (strcmp(text, yes[i]) == 0)
			return 1;
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		if (strcmp(text, no[i]) == 0)
			return 0;
	}
	return -1;
}

static int field_of(const struct wg__file *f, const char *key)
{
	for (size_t i = 0; key && i < f->n_keys; i++) {
		if (strcmp(f->keys[i], key) == 0)
			return (int)i;
	}
	return -1;
}

/* What is meant by 门牌=address, or by 门牌=地址: a field's key, or a word of the code lists that means it. */
static int field_meant(const struct wg__file *f, const char *name)
{
	const struct wg_codes *codes = wg_office_codes(f->c->office);
	char wanted[WORD], word[WORD];
	int field = field_of(f, name);
	wg_header_fold(name, wanted, sizeof wanted);
	for (size_t i = 0; field < 0 && i < codes->n_column; i++) {
		const struct wg_column_words *w = &codes->column[i];
		for (size_t k = 0; field < 0 && strcmp(w->table, f->table) == 0 && k < w->n_words; k++) {
			if (strcmp(wg_header_fold(w->words[k], word, sizeof word), wanted) == 0)
				field = field_of(f, w->key);
		}
	}
	return field;
}

static const struct wg_header_word *header_words(struct wg__file *f, size_t *n)
{
	const struct wg_codes *codes = wg_office_codes(f->c->office);
	const struct wg_args *args = f->c->args;
	struct wg_header_word *words = WG_NEW(&f->arena, struct wg_header_word, codes->n_column + args->n);
	*n = 0;
	/* What --map names helps to find the header, too. */
	for (size_t i = 0; i < args->n; i++) {
		const char *value = args->at[i].value,
			   *equal = strcmp(args->at[i].name, "map") == 0 ? strrchr(value, '=') : NULL;
		int field = equal ? field_meant(f, equal + 1) : -1;
		if (field < 0)
			continue;
		const char **word = WG_NEW(&f->arena, const char *, 1);
		*word = wg_arena_strndup(&f->arena, value, (size_t)(equal - value));
		words[(*n)++] = (struct wg_header_word){.key = f->keys[field], .words = word, .n_words = 1};
	}
	for (size_t i = 0; i < codes->n_column; i++) {
		const struct wg_column_words *w = &codes->column[i];
		if (strcmp(w->table, f->table) == 0)
			words[(*n)++] =
				(struct wg_header_word){.key = w->key, .words = w->words, .n_words = w->n_words};
	}
	return words;
}

/* --map 门牌=address, or a letter: --map C=address. A wish that no column fits is wrong use. */
static enum wg_err map_columns(struct wg__file *f, struct wg__sheet *s, size_t *used, struct wg_error *e)
{
	const struct wg_args *args = f->c->args;
	size_t wish = 0;
	for (size_t i = 0; i < args->n; i++) {
		if (strcmp(args->at[i].name, "map") != 0)
			continue;
		const char *value = args->at[i].value, *equal = strrchr(value, '=');
		int field = equal ? field_meant(f, equal + 1) : -1;
		if (!equal || (field < 0 && strcmp(equal + 1, "none") != 0))
			return wg_fail(e, WG_EUSAGE, N_("--map {1}: say it as 门牌=address; {2} is no field"), "ss",
				       value, equal ? equal + 1 : value);
		const char *name = wg_arena_strndup(&f->arena, value, (size_t)(equal - value));
		used[wish++] += wg__mapping_by_hand(f, s, name, field < 0 ? NULL : f->keys[field]);
	}
	return WG_OK;
}

static enum wg_err check_map(struct wg__file *f, const size_t *used, struct wg_error *e)
{
	const struct wg_args *args = f->c->args;
	size_t wish = 0;
	for (size_t i = 0; i < args->n; i++) {
		if (strcmp(args->at[i].name, "map") == 0 && used[wish++] == 0)
			return wg_fail(e, WG_EUSAGE, N_("--map {1}: no sheet has such a column"), "s",
				       args->at[i].value);
	}
	return WG_OK;
}

/* 家庭成员2 is another 家庭成员. */
static int numbered_field(const struct wg__file *f, const struct wg_header_word *words, size_t n_words,
			  const char *text)
{
	static const char *const numbers[] = {"1", "2", "3",  "4",  "5",  "6",  "7",  "8",
					      "9", "0", "一", "二", "三", "四", "五", "六"};
	char folded[WORD], word[WORD];
	size_t n = strlen(wg_header_fold(text, folded, sizeof folded)), whole = n;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		size_t k = strlen(numbers[i]);
		if (n > k && memcmp(folded + n - k, numbers[i], k) == 0) {
			n -= k;
			break;
		}
	}
	folded[n] = '\0';
	for (size_t i = 0; n < whole && i < n_words; i++) {
		for (size_t k = 0; k < words[i].n_words; k++) {
			if (strcmp(wg_header_fold(words[i].words[k], word, sizeof word), folded) == 0)
				return field_of(f, words[i].key);
		}
	}
	return -1;
}

static void take_columns(struct wg__file *f, struct wg__sheet *s, const struct wg_header_word *words, size_t n_words)
{
	s->field = WG_NEW(&f->arena, int, s->header.n_columns);
	s->care = WG_NEW(&f->arena, const struct wg_code *, s->header.n_columns);
	for (size_t c = 0; c < s->header.n_columns; c++) {
		const char *text = s->header.columns[c].text;
		s->field[c] = field_of(f, s->header.columns[c].key);
		if (s->field[c] < 0 && *text)
			s->field[c] = numbered_field(f, words, n_words, text);
		if (s->field[c] < 0 && *text)
			s->care[c] = wg__code_of(f, "care", text);
		if (s->field[c] >= 0)
			s->has[s->field[c]] = true;
	}
}

/* Is the sheet named by --sheet? 1 yes, 0 no, -1 nothing is named. */
static int is_named(const struct wg__file *f, const char *name)
{
	int answer = -1;
	for (size_t i = 0; i < f->c->args->n; i++) {
		if (strcmp(f->c->args->at[i].name, "sheet") != 0)
			continue;
		if (wg_same_text(f->c->args->at[i].value, name))
			return 1;
		answer = 0;
	}
	return answer;
}

static enum wg_err check_sheet_names(struct wg__file *f, struct wg_error *e)
{
	for (size_t i = 0; i < f->c->args->n; i++) {
		const struct wg_arg *arg = &f->c->args->at[i];
		bool found = strcmp(arg->name, "sheet") != 0;
		for (size_t s = 0; !found && s < wg_book_sheets(f->book); s++)
			found = wg_same_text(arg->value, wg_book_sheet_name(f->book, s));
		if (!found)
			return wg_fail(e, WG_EUSAGE, N_("the file has no sheet {1}"), "s", arg->value);
	}
	return WG_OK;
}

static enum wg_err read_sheets(struct wg__file *f, struct wg_error *e)
{
	size_t n_words, n = wg_book_sheets(f->book), *used = WG_NEW(&f->arena, size_t, f->c->args->n);
	const struct wg_header_word *words = header_words(f, &n_words);
	f->sheets = WG_NEW(&f->arena, struct wg__sheet, n);
	struct wg__mappings remembered = {0};
	enum wg_err err = check_sheet_names(f, e);
	if (err == WG_OK)
		err = wg__mappings_load(f, &remembered, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		const char *name = wg_book_sheet_name(f->book, i);
		int named = is_named(f, name);
		struct wg__sheet *s = &f->sheets[f->n_sheets];
		if (named == 0 || wg_book_rows(f->book, i) == 0)
			continue;
		if (named < 0 && wg_book_sheet_hidden(f->book, i)) {
			wg__note_at(f->c, WG_NOTE_INFO, name, 0, NULL, NULL,
				    N_("hidden sheet, passed over; --sheet {1} takes it"), "s", name);
			continue;
		}
		*s = (struct wg__sheet){.index = i, .name = name};
		if (!wg__mapping_header(f, &remembered, s, words, n_words)) {
			wg__note_at(f->c, WG_NOTE_INFO, name, 0, NULL, NULL,
				    N_("no header with known words, sheet passed over; --map helps"), "");
			continue;
		}
		if ((err = map_columns(f, s, used, e)) == WG_OK) {
			take_columns(f, s, words, n_words);
			f->n_sheets++;
		}
	}
	if (err == WG_OK)
		err = check_map(f, used, e);
	if (err == WG_OK && f->n_sheets == 0)
		err = wg_fail(e, WG_EDATA, N_("{1}: no sheet has a header with known words, such as 姓名 and 地址"),
			      "s", f->name);
	return err;
}

static void tell_encoding(struct wg__file *f)
{
	const struct wg_encoding_report *r = wg_book_decoding(f->book);
	if (!r)
		return;
	if (r->unsure)
		wg__note(f->c, WG_NOTE_WARNING,
			 N_("encoding taken for {1}, with little to go by; --encoding says another"), "s",
			 wg_book_encoding(f->book));
	for (size_t i = 0; i < r->bad && i < WG_ENCODING_PLACES; i++)
		wg__note_at(f->c, WG_NOTE_WARNING, NULL, (int64_t)r->places[i].line, NULL, NULL,
			    N_("a character that is not {1}"), "s", wg_book_encoding(f->book));
}

static void tell_columns(struct wg__file *f)
{
	struct wg_arena *a = f->c->a;
	struct wg_rows *files = wg__table(f->c, "file", N_("File"), file_columns, 4);
	struct wg_rows *columns = wg__table(f->c, "columns", N_("Columns"), column_columns, 4);
	for (size_t i = 0; i < f->n_sheets; i++) {
		struct wg__sheet *s = &f->sheets[i];
		struct wg__record r;
		for (size_t row = s->header.data; row < wg_book_rows(f->book, s->index); row++)
			s->n_rows += wg__file_record(f, s, row, &r);
		struct wg_datum *d = wg__row(f->c, files);
		d[0] = wg__text(wg_arena_strdup(a, s->name));
		d[1] = wg__text(wg_arena_strdup(a, wg_book_encoding(f->book)));
		d[2] = wg__int((int64_t)s->header.row + 1);
		d[3] = wg__int((int64_t)s->n_rows);
		for (size_t c = 0; c < s->header.n_columns; c++) {
			const struct wg_header_column *h = &s->header.columns[c];
			char letters[WG_COLUMN_LETTERS];
			if (!*h->text)
				continue;
			d = wg__row(f->c, columns);
			d[0] = wg__text(wg_arena_strdup(a, s->name));
			d[1] = wg__text(wg_arena_strdup(a, wg_column_letters(c, letters)));
			d[2] = wg__text(*h->group ? wg_arena_printf(a, "%s/%s", h->group, h->text)
						  : wg_arena_strdup(a, h->text));
			d[3] = wg__text(s->field[c] >= 0 ? f->keys[s->field[c]] : s->care[c] ? s->care[c]->name : NULL);
		}
	}
}

enum wg_err wg__file_open(struct wg__file *f, struct wg_call *c, const char *table, const char *const *keys,
			  size_t n_keys, struct wg_error *e)
{
	const char *path = wg__arg(c, "file");
	if (!path)
		return wg_fail(e, WG_EUSAGE, N_("which file?"), "");
	const char *slash = strrchr(path, '/');
	*f = (struct wg__file){
		.c = c, .name = slash ? slash + 1 : path, .table = table, .keys = keys, .n_keys = n_keys};
	learn_words(f);
	struct wg_book_options options = {.encoding = wg__arg(c, "encoding")};
	enum wg_err err = wg_book_open(&f->book, path, &options, e);
	if (err != WG_OK)
		return err;
	tell_encoding(f);
	if ((err = read_sheets(f, e)) == WG_OK) {
		tell_columns(f);
		wg__mapping_tell(f);
		wg__mapping_note(f);
	}
	return err;
}

void wg__file_close(struct wg__file *f)
{
	if (f->book)
		wg_book_close(&f->book);
	wg__names_free(&f->words);
	wg_arena_free(&f->arena);
}

bool wg__file_record(struct wg__file *f, struct wg__sheet *sheet, size_t row, struct wg__record *out)
{
	if (wg_row_is_empty(f->book, sheet->index, row) || wg_row_is_total(f->book, sheet->index, row) ||
	    wg_row_is_header(f->book, sheet->index, row, &sheet->header))
		return false;
	out->sheet = sheet;
	out->row = row;
	for (size_t i = 0; i < f->n_keys; i++) {
		out->at[i] = (struct wg_cell){.text = ""};
		out->column[i] = -1;
	}
	for (size_t c = 0; c < sheet->header.n_columns; c++) {
		int field = sheet->field[c];
		if (field < 0 || *out->at[field].text)
			continue;
		struct wg_cell cell = wg_book_cell(f->book, sheet->index, row, c);
		if (out->column[field] < 0 || *cell.text) {
			out->column[field] = (int)c;
			out->at[field] = cell;
		}
	}
	return true;
}

bool wg__file_column(struct wg__file *f, struct wg__record *r, int field, size_t n)
{
	for (size_t c = 0; c < r->sheet->header.n_columns; c++) {
		if (r->sheet->field[c] != field || n-- > 0)
			continue;
		r->column[field] = (int)c;
		r->at[field] = wg_book_cell(f->book, r->sheet->index, r->row, c);
		return true;
	}
	r->column[field] = -1;
	r->at[field] = (struct wg_cell){.text = ""};
	return false;
}

bool wg__file_next(struct wg__file *f, size_t *sheet, size_t *row, struct wg__record *out)
{
	for (; *sheet < f->n_sheets; (*sheet)++, *row = 0) {
		struct wg__sheet *s = &f->sheets[*sheet];
		if (*row < s->header.data)
			*row = s->header.data;
		while (*row < wg_book_rows(f->book, s->index)) {
			if (wg__file_record(f, s, (*row)++, out))
				return true;
		}
	}
	return false;
}

bool wg__is_continued(const struct wg__file *f, const struct wg__record *r, int field)
{
	if (!(r->at[field].flags & WG_CELL_FOLLOWER) || r->row <= r->sheet->header.data)
		return false;
	struct wg_cell above = wg_book_cell(f->book, r->sheet->index, r->row - 1, (size_t)r->column[field]);
	return (above.flags & (WG_CELL_LEAD | WG_CELL_FOLLOWER)) && strcmp(above.text, r->at[field].text) == 0;
}
