#include "exchange/write_paper.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "exchange/book.h"
#include "exchange/xlsx_page.h"
#include "exchange/xlsx_value.h"

enum { USUAL_POINTS = 11, USUAL_HEIGHT = 20, TITLE_MORE = 7 };

/* A workbook knows widths in characters of eleven points. */
struct writer {
	const struct wg_paper *p;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *title, *line, *head, *align[WG_PAPER_FLUSH + 1];
	lxw_row_t row;
	WG_VEC(lxw_row_t) breaks;
	struct wg_buf escaped;
	const char *name;
	int points;
};

static lxw_format *make_format(struct writer *w, int points, bool bold, bool border, enum wg_paper_align align)
{
	static const uint8_t aligns[] = {LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
	lxw_format *f = wg_xlsx_format(w->book, points, bold, border, aligns[align]);
	format_set_text_wrap(f);
	format_set_num_format(f, "@");
	return f;
}

static void make_formats(struct writer *w)
{
	w->points = w->p->points ? w->p->points : USUAL_POINTS;
	w->title = make_format(w, w->points + TITLE_MORE, true, false, WG_PAPER_CENTER);
	w->line = make_format(w, w->points, false, false, WG_PAPER_LEFT);
	w->head = make_format(w, w->points, true, true, WG_PAPER_CENTER);
	format_set_bg_color(w->head, 0xE7E6E6);
	for (int i = WG_PAPER_LEFT; i <= WG_PAPER_FLUSH; i++)
		w->align[i] = make_format(w, w->points, false, true, (enum wg_paper_align)i);
}

static double width_of(const struct writer *w, size_t column)
{
	return w->p->columns[column].width * (double)w->points / USUAL_POINTS + 2;
}

/* By how much columns must be narrower to stand on one page, in dots: a digit of the usual font is
 * 8 wide, of what may stand in for it 10. */
static double fitting(const struct writer *w)
{
	enum { DIGIT = 10, CELL = 5, PORTRAIT = 690, LANDSCAPE = 1018 };
	double digits = 0, room = (w->p->landscape ? LANDSCAPE : PORTRAIT) - CELL * (double)w->p->n_columns;
	for (size_t i = 0; i < w->p->n_columns; i++)
		digits += width_of(w, i) * DIGIT;
	return digits > room ? room / digits : 1;
}

static void add_sheet(struct writer *w, const char *name, size_t number)
{
	char wanted[WG_XLSX_SHEET_NAME], text[WG_XLSX_SHEET_NAME + 32];
	const struct wg_paper *p = w->p;
	wg_xlsx_sheet_name(name, wanted);
	/* Two cadres may have one name, two sheets may not. */
	if (workbook_validate_sheet_name(w->book, wanted) != LXW_NO_ERROR) {
		snprintf(text, sizeof text, "%zu %s", number, name);
		wg_xlsx_sheet_name(text, wanted);
	}
	w->sheet = workbook_add_worksheet(w->book, wanted);
	w->row = 0;
	double scale = p->one_sheet ? fitting(w) : 1;
	for (size_t i = 0; w->sheet && i < p->n_columns; i++)
		worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, width_of(w, i) * scale, NULL);
	if (w->sheet)
		wg_xlsx_page(w->sheet, p->mark, p->date, p->landscape);
}

static lxw_error put(struct writer *w, lxw_col_t col, const char *text, lxw_format *format)
{
	if (*text == '\0')
		return worksheet_write_blank(w->sheet, w->row, col, format);
	wg_buf_clear(&w->escaped);
	wg_xlsx_escape(&w->escaped, text);
	return worksheet_write_string(w->sheet, w->row, col, w->escaped.data, format);
}

static lxw_error put_across(struct writer *w, const char *text, lxw_format *format)
{
	lxw_col_t last = (lxw_col_t)(w->p->n_columns - 1);
	if (last > 0)
		worksheet_merge_range(w->sheet, w->row, 0, w->row, last, "", format);
	return put(w, 0, text, format);
}

static lxw_error put_line(struct writer *w, const struct wg_paper_line *l)
{
	const struct wg_paper *p = w->p;
	double height = p->height && l->kind == WG_PAPER_ROW ? p->height : USUAL_HEIGHT * w->points / USUAL_POINTS;
	lxw_error error = LXW_NO_ERROR;
	if (l->kind == WG_PAPER_TITLE)
		height += TITLE_MORE * 2;
	worksheet_set_row(w->sheet, w->row, height, NULL);
	if (l->kind == WG_PAPER_TITLE || l->kind == WG_PAPER_LINE)
		error = put_across(w, l->cells[0], l->kind == WG_PAPER_TITLE ? w->title : w->line);
	for (size_t i = 0; i < p->n_columns && error == LXW_NO_ERROR; i++) {
		const struct wg_paper_column *c = &p->columns[i];
		if (l->kind == WG_PAPER_HEAD)
			error = put(w, (lxw_col_t)i, c->name, w->head);
		else if (l->kind == WG_PAPER_ROW)
			error = put(w, (lxw_col_t)i, c->tick ? "□" : l->cells[i], w->align[c->align]);
	}
	w->row++;
	return error;
}

static lxw_error put_part(struct writer *w, const struct wg_paper_part *part)
{
	lxw_error error = LXW_NO_ERROR;
	if (!w->p->one_sheet && part->repeat > 0)
		worksheet_repeat_rows(w->sheet, 0, (lxw_row_t)part->repeat - 1);
	if (w->row > 0)
		WG_PUSH(&w->breaks, w->row);
	for (size_t i = 0; i < part->lines.len && error == LXW_NO_ERROR; i++) {
		if (w->row >= WG_XLSX_ROWS_MAX)
			return LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
		error = put_line(w, &part->lines.at[i]);
	}
	return error;
}

/* Breaks of one's own are followed only where the sheet is not made to fit: then the columns must fit by themselves. */
static lxw_error put_parts(struct writer *w)
{
	const struct wg_paper *p = w->p;
	lxw_error error = LXW_NO_ERROR;
	for (size_t i = 0; i < p->parts.len && error == LXW_NO_ERROR; i++) {
		if (i == 0 || !p->one_sheet)
			add_sheet(w, p->parts.at[i].name, i + 1);
		if (!w->sheet)
			return LXW_ERROR_PARAMETER_VALIDATION;
		if (!p->one_sheet)
			worksheet_fit_to_pages(w->sheet, 1, 0);
		error = put_part(w, &p->parts.at[i]);
	}
	if (error == LXW_NO_ERROR && p->one_sheet && w->breaks.len > 0) {
		WG_PUSH(&w->breaks, 0);
		error = worksheet_set_h_pagebreaks(w->sheet, w->breaks.at);
	}
	return error;
}

enum wg_err wg_paper_write_xlsx(const struct wg_paper *p, const char *path, const char *name, struct wg_error *e)
{
	struct writer w = {.p = p, .book = wg_xlsx_book(path), .name = name};
	lxw_error error = LXW_ERROR_PARAMETER_VALIDATION;
	wg_buf_init(&w.escaped, WG_BOOK_BYTES_MAX);
	if (w.book) {
		make_formats(&w);
		error = put_parts(&w);
		if (error == LXW_NO_ERROR)
			error = workbook_close(w.book);
		else
			lxw_workbook_free(w.book);
	}
	WG_VEC_FREE(&w.breaks);
	wg_buf_free(&w.escaped);
	return error ? wg_fail(e, WG_ECANTCREAT, N_("{1} cannot be written: {2}"), "ss", name, lxw_strerror(error))
		     : WG_OK;
}
