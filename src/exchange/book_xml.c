#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/book_build.h"
#include "exchange/xlsx_value.h"

/* XML spreadsheets of Excel 2003 (SpreadsheetML), named .xls or .xml by the systems that write them. */

enum { SHEETS_MAX = 1024, MERGES_MAX = 1 << 20, WORD = 32 };

struct reader {
	struct wg_book *book;
	XML_Parser parser;
	struct wg_sheet *sheet;
	size_t row, col; /* where the next row, the next cell is, unless it says so itself */
	bool in_row, in_cell, in_data, in_comment, in_visible;
	char type[WORD];
	struct wg_buf text;
	enum wg_err err;
	struct wg_error *e;
};

static void stop(struct reader *r, enum wg_err err)
{
	r->err = err;
	XML_StopParser(r->parser, XML_FALSE);
}

static const char *local_name(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
	for (const char **a = attributes; a[0]; a += 2) {
		if (strcmp(local_name(a[0]), name) == 0)
			return a[1];
	}
	return NULL;
}

/* A number from 1 (least) on; 0 when there is none. */
static size_t number_of(const char **attributes, const char *name, size_t max)
{
	const char *text = attribute(attributes, name);
	size_t n =
		text && strlen(text) < 10 && strspn(text, "0123456789") == strlen(text) ? strtoul(text, NULL, 10) : 0;
	return n > max ? max : n;
}

static void begin_sheet(struct reader *r, const char **attributes)
{
	const char *name = attribute(attributes, "Name");
	if (r->book->sheets.len >= SHEETS_MAX) {
		stop(r, wg_fail(r->e, WG_EDATA, N_("{1} has too many sheets"), "s", r->book->name));
		return;
	}
	r->sheet = wg_book_add_sheet(r->book, name ? name : "", false);
	r->row = 0;
}

static void end_sheet(struct reader *r)
{
	if (!r->sheet)
		return;
	enum wg_err err = wg_sheet_finish(r->book, r->sheet, r->e);
	r->sheet = NULL;
	if (err)
		stop(r, err);
}

static void begin_row(struct reader *r, const char **attributes)
{
	size_t index = number_of(attributes, "Index", WG_XLSX_ROWS_MAX);
	if (index > r->row + 1)
		r->row = index - 1;
	r->col = 0;
	r->in_row = true;
	enum wg_err err = r->row < WG_XLSX_ROWS_MAX
				  ? wg_sheet_row(r->book, r->sheet, r->row, r->e)
				  : wg_fail(r->e, WG_EDATA, N_("{1} has too many rows"), "s", r->book->name);
	if (err)
		stop(r, err);
}

static void begin_cell(struct reader *r, const char **attributes)
{
	size_t index = number_of(attributes, "Index", WG_XLSX_COLS_MAX + 1);
	size_t across = number_of(attributes, "MergeAcross", WG_XLSX_COLS_MAX),
	       down = number_of(attributes, "MergeDown", WG_XLSX_ROWS_MAX);
	if (index > r->col + 1)
		r->col = index - 1;
	if (r->col >= WG_XLSX_COLS_MAX || r->sheet->merges.len >= MERGES_MAX) {
		stop(r, wg_fail(r->e, WG_EDATA, N_("{1} has too many columns"), "s", r->book->name));
		return;
	}
	if (across > 0 || down > 0)
		WG_PUSH(&r->sheet->merges, (struct wg_merge){(uint32_t)r->row, (uint32_t)r->col,
							     (uint32_t)(r->row + down), (uint32_t)(r->col + across)});
	r->in_cell = true;
	r->type[0] = '\0';
	wg_buf_clear(&r->text);
}

static struct wg_slot add(struct reader *r, const char *text, unsigned flags)
{
	return (struct wg_slot){wg_book_add_text(r->book, text, strlen(text)), (uint8_t)flags};
}

/* 1982-02-18T00:00:00.000; a time of day has a day before 1900. */
static struct wg_slot day_slot(struct reader *r)
{
	static const char form[] = "0000-00-00T00:00";
	char *text = r->text.data;
	for (size_t i = 0; i < sizeof form - 1; i++) {
		if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return add(r, text, 0);
	}
	text[16] = '\0';
	if (strncmp(text, "1899-12-3", 9) == 0)
		return add(r, text + 11, 0);
	text[10] = '\0';
	return add(r, text, WG_CELL_DATE);
}

static struct wg_slot slot_of(struct reader *r)
{
	const char *text = r->text.data;
	char shown[WG_XLSX_VALUE];
	bool damaged = false;
	if (strcmp(r->type, "DateTime") == 0)
		return day_slot(r);
	if (strcmp(r->type, "Number") == 0 && wg_xlsx_number(text, shown, &damaged))
		return add(r, shown, WG_CELL_NUMBER | (damaged ? WG_CELL_DAMAGED : 0));
	if (strcmp(r->type, "Boolean") == 0)
		return add(r, *text == '1' ? "TRUE" : "FALSE", 0);
	return add(r, text, strcmp(r->type, "Error") == 0 ? WG_CELL_ERROR : 0);
}

static void end_cell(struct reader *r)
{
	enum wg_err err = WG_OK;
	if (r->text.toobig)
		err = wg_fail(r->e, WG_EDATA, N_("{1}: a text is too long"), "s", r->book->name);
	else if (r->text.len > 0)
		err = wg_sheet_set(r->book, r->sheet, r->col, slot_of(r), r->e);
	r->in_cell = false;
	/* The columns of a range have no cells of their own. */
	size_t n = r->sheet->merges.len;
	const struct wg_merge *m = n > 0 ? &r->sheet->merges.at[n - 1] : NULL;
	r->col = m && m->row == r->row && m->col == r->col ? m->last_col + 1 : r->col + 1;
	if (err)
		stop(r, err);
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct reader *r = user;
	name = local_name(name);
	if (r->err)
		return;
	if (strcmp(name, "Worksheet") == 0) {
		end_sheet(r);
		begin_sheet(r, attributes);
	} else if (r->sheet && strcmp(name, "Row") == 0) {
		begin_row(r, attributes);
	} else if (r->in_row && strcmp(name, "Cell") == 0) {
		begin_cell(r, attributes);
	} else if (r->in_cell && strcmp(name, "Comment") == 0) {
		r->in_comment = true;
	} else if (r->in_cell && !r->in_comment && strcmp(name, "Data") == 0) {
		const char *type = attribute(attributes, "Type");
		snprintf(r->type, sizeof r->type, "%s", type ? type : "");
		r->in_data = true;
	} else if (r->sheet && strcmp(name, "Visible") == 0) {
		r->in_visible = true;
		wg_buf_clear(&r->text);
	}
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct reader *r = user;
	name = local_name(name);
	if (r->err)
		return;
	if (strcmp(name, "Data") == 0) {
		r->in_data = false;
	} else if (strcmp(name, "Comment") == 0) {
		r->in_comment = false;
	} else if (r->in_cell && strcmp(name, "Cell") == 0) {
		end_cell(r);
	} else if (r->in_row && strcmp(name, "Row") == 0) {
		r->in_row = false;
		r->row++;
	} else if (r->in_visible && strcmp(name, "Visible") == 0) {
		r->in_visible = false;
		r->sheet->hidden = r->text.data && strncmp(r->text.data, "SheetHidden", 11) == 0;
	} else if (strcmp(name, "Worksheet") == 0) {
		end_sheet(r);
	}
}

static void XMLCALL on_text(void *user, const XML_Char *text, int n)
{
	struct reader *r = user;
	if (!r->err && (r->in_data || r->in_visible))
		wg_buf_add(&r->text, text, (size_t)n);
}

/* Nobody needs one here; whoever sends one wants entities. */
static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public,
			       int own)
{
	struct reader *r = user;
	(void)name, (void)system, (void)public, (void)own;
	stop(r, wg_fail(r->e, WG_EDATA, N_("{1} is not a workbook: it has a document type"), "s", r->book->name));
}

static enum wg_err parse(struct reader *r, const char *text, size_t n)
{
	enum { CHUNK = 1 << 20 };
	for (size_t at = 0; at <= n; at += CHUNK) {
		size_t left = n - at, k = left < CHUNK ? left : CHUNK;
		if (XML_Parse(r->parser, text + at, (int)k, k == left) == XML_STATUS_OK && !r->err)
			continue;
		return r->err ? r->err
			      : wg_fail(r->e, WG_EDATA,
					N_("{1} is damaged in line {2}: open it in Excel or WPS and save it as .xlsx"),
					"sl", r->book->name, (long long)XML_GetCurrentLineNumber(r->parser));
	}
	return WG_OK;
}

enum wg_err wg_book_read_xml(struct wg_book *book, const char *text, size_t n, struct wg_error *e)
{
	struct reader r = {.book = book, .parser = XML_ParserCreate("UTF-8"), .e = e};
	if (!r.parser)
		abort();
	book->format = WG_BOOK_XML;
	wg_buf_init(&r.text, WG_CELL_BYTES_MAX);
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	enum wg_err err = parse(&r, text, n);
	if (!err && book->sheets.len == 0)
		err = wg_fail(e, WG_EDATA, N_("{1} has no sheet with cells"), "s", book->name);
	XML_ParserFree(r.parser);
	wg_buf_free(&r.text);
	return err;
}
