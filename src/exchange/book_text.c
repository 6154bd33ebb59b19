#include <string.h>

#include "exchange/book_build.h"
#include "exchange/write_csv.h"
#include "exchange/xlsx_value.h"
#include "text/encoding.h"

/* Fields are made in the block of the decoded file itself: a NUL in place of the separator ends each, and a quoted one
 * moves left over its quotes. So a file of a million rows is read without a copy. */
struct scanner {
	struct wg_book *book;
	struct wg_sheet *sheet;
	char *p, *end; /* *end is NUL */
	char separator;
	size_t row, line; /* 0-based; 1-based line of the file */
};

/* Excel's own first line, sep=; which it does not count as a row. */
static bool take_sep_line(struct scanner *s)
{
	const char *p = s->p;
	bool quoted = *p == '"';
	p += quoted;
	if ((p[0] | 0x20) != 's' || (p[1] | 0x20) != 'e' || (p[2] | 0x20) != 'p' || p[3] != '=' || p[4] == '\0')
		return false;
	const char *after = p + 5;
	if (quoted && *after++ != '"')
		return false;
	if (*after != '\r' && *after != '\n' && *after != '\0')
		return false;
	if (!strchr(",;\t|", p[4]))
		return false;
	s->separator = p[4];
	s->p += after - s->p;
	s->p += *s->p == '\r';
	s->p += *s->p == '\n';
	s->line++;
	return true;
}

/* Counts separators outside of quotes in the first lines. */
struct counts {
	size_t lines, with_tab, comma, semicolon;
};

static struct counts count_separators(const struct scanner *s)
{
	enum { LINES = 100, BYTES = 64 * 1024 };
	struct counts n = {0};
	bool quoted = false, tab = false, any = false;
	const char *end = s->end - s->p > BYTES ? s->p + BYTES : s->end;
	for (const char *p = s->p; p < end && n.lines < LINES; p++) {
		if (*p == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		n.comma += *p == ',';
		n.semicolon += *p == ';';
		tab |= *p == '\t';
		any |= *p != '\r' && *p != '\n';
		if (*p == '\n' || *p == '\r' || p + 1 == end) {
			n.lines += any;
			n.with_tab += tab;
			tab = any = false;
		}
	}
	return n;
}

/* Tabs hardly stand inside of cells, so every second line with one decides; commas and semicolons do. */
static char decide_separator(const struct scanner *s)
{
	struct counts n = count_separators(s);
	if (n.with_tab > 0 && n.with_tab * 2 >= n.lines)
		return '\t';
	return n.semicolon > n.comma ? ';' : ',';
}

static bool ends_field(const struct scanner *s, const char *p)
{
	return *p == s->separator || *p == '\n' || *p == '\r' || p == s->end;
}

static enum wg_err fail_at(const struct scanner *s, size_t line, size_t col, const char *msgid, struct wg_error *e)
{
	char letters[WG_COLUMN_LETTERS];
	return wg_fail(e, WG_EDATA, msgid, "sls", s->book->name, (long long)line, wg_column_letters(col, letters));
}

/* From the opening quote; *to is where the text ends. Whatever follows the closing quote is kept, as Excel does. */
static enum wg_err take_quoted(struct scanner *s, size_t col, char **to, struct wg_error *e)
{
	size_t opened = s->line;
	char *out = s->p;
	for (s->p++;;) {
		char *quote = memchr(s->p, '"', (size_t)(s->end - s->p));
		if (!quote)
			return fail_at(s, opened, col, N_("{1}, line {2}, column {3}: a quotation mark is not closed"),
				       e);
		for (char *p = s->p; p < quote; p++)
			s->line += *p == '\n';
		memmove(out, s->p, (size_t)(quote - s->p));
		out += quote - s->p;
		s->p = quote + 1;
		if (*s->p != '"')
			break;
		*out++ = '"';
		s->p++;
	}
	while (!ends_field(s, s->p))
		*out++ = *s->p++;
	*to = out;
	return WG_OK;
}

/* ="0123" is how people keep Excel from making a number of a text. */
static void unwrap(char **text, char **end)
{
	size_t n = (size_t)(*end - *text);
	if (n < 3 || (*text)[0] != '=' || (*text)[1] != '"' || (*end)[-1] != '"' || memchr(*text + 2, '"', n - 3))
		return;
	*text += 2;
	*end -= 1;
}

/* The field at s->p; afterwards s->p is behind its separator, *last tells whether that ended the row. */
static enum wg_err take_field(struct scanner *s, size_t col, bool *last, struct wg_error *e)
{
	char *text = s->p, *end = text;
	if (*s->p == '"') {
		enum wg_err err = take_quoted(s, col, &end, e);
		if (err)
			return err;
	} else {
		while (!ends_field(s, s->p))
			s->p++;
		end = s->p;
	}
	char stop = *s->p;
	*last = s->p == s->end || stop != s->separator;
	if (s->p < s->end)
		s->p++;
	if (stop == '\r' && *s->p == '\n')
		s->p++;
	if (end - text > (ptrdiff_t)WG_CELL_BYTES_MAX)
		return fail_at(s, s->line, col, N_("{1}, line {2}, column {3}: the text is too long"), e);
	if (col >= WG_XLSX_COLS_MAX)
		return fail_at(s, s->line, col, N_("{1}, line {2}: too many columns"), e);
	unwrap(&text, &end);
	*end = '\0';
	text += wg_csv_unguard(text) - text;
	if (*text == '\0')
		return WG_OK;
	struct wg_slot slot = {(uint32_t)(text - s->book->texts) + 1, 0};
	return wg_sheet_set(s->book, s->sheet, col, slot, e);
}

static enum wg_err take_rows(struct scanner *s, struct wg_error *e)
{
	while (s->p < s->end) {
		enum wg_err err = wg_sheet_row(s->book, s->sheet, s->row++, e);
		bool last = false;
		for (size_t col = 0; !err && !last; col++)
			err = take_field(s, col, &last, e);
		if (err)
			return err;
		s->line++;
	}
	return WG_OK;
}

enum wg_err wg_book_decode(struct wg_book *book, const void *bytes, size_t n, const char *encoding, struct wg_buf *text,
			   struct wg_error *e)
{
	/* The block's places are kept in 32 bits. */
	wg_buf_init(text, UINT32_MAX - 2);
	if (encoding && !wg_encoding_parse(encoding, &book->decoding.encoding))
		return wg_fail(e, WG_EUSAGE, N_("unknown encoding: {1}"), "s", encoding);
	enum wg_err err = wg_text_to_utf8(bytes, n, text, &book->decoding, e);
	if (!err && text->len == 0)
		err = wg_fail(e, WG_EDATA, N_("{1} is empty"), "s", book->name);
	return err;
}

static enum wg_err decode(struct wg_book *book, const void *bytes, size_t n, const char *encoding, struct wg_error *e)
{
	struct wg_buf text;
	enum wg_err err = wg_book_decode(book, bytes, n, encoding, &text, e);
	if (err) {
		wg_buf_free(&text);
		return err;
	}
	book->texts = text.data;
	book->len = text.len + 1; /* with its NUL, which ends the last field */
	book->cap = text.cap;
	return WG_OK;
}

static enum wg_err refuse_binary(const struct wg_book *book, struct wg_error *e)
{
	const char *nul = memchr(book->texts, '\0', book->len), *end = book->texts + book->len - 1;
	if (nul == end)
		return WG_OK;
	long long line = 1;
	for (const char *p = book->texts; p < nul; p++)
		line += *p == '\n';
	return wg_fail(e, WG_EDATA, N_("{1}, line {2}: a zero byte; this is no table of text"), "sl", book->name, line);
}

enum wg_err wg_book_read_text(struct wg_book *book, const void *bytes, size_t n, const char *encoding,
			      struct wg_error *e)
{
	book->format = WG_BOOK_TEXT;
	enum wg_err err = decode(book, bytes, n, encoding, e);
	if (!err)
		err = refuse_binary(book, e);
	if (err)
		return err;
	struct scanner s = {.book = book, .p = book->texts, .end = book->texts + book->len - 1, .line = 1};
	const char *slash = strrchr(book->name, '/');
	if (!take_sep_line(&s))
		s.separator = decide_separator(&s);
	/* The fields lie in the block: the sheet's name must not move it under the scanner. */
	WG_PUSH(&book->sheets, (struct wg_sheet){0});
	s.sheet = &book->sheets.at[0];
	err = take_rows(&s, e);
	if (!err)
		err = wg_sheet_finish(book, s.sheet, e);
	if (!err) {
		const char *name = slash ? slash + 1 : book->name;
		s.sheet->name = wg_book_add_text(book, name, strlen(name));
	}
	return err;
}
