#include "exchange/write_xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "exchange/book.h"
#include "exchange/xlsx_page.h"
#include "exchange/xlsx_value.h"
#include "text/fit.h"

enum { NUMBER_DIGITS = 15 };

struct xlsx {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *text, *number;
	char *name; /* for messages */
	bool *is_number;
	struct wg_buf escaped;
	size_t n_columns;
	lxw_row_t row; /* the next */
};

static enum wg_err failed(const struct xlsx *x, lxw_error error, struct wg_error *e)
{
	return wg_fail(e, WG_ECANTCREAT, N_("{1} cannot be written: {2}"), "ss", x->name, lxw_strerror(error));
}

static lxw_format *make_format(struct xlsx *x, double size, bool bold, bool border, uint8_t align)
{
	return wg_xlsx_format(x->book, size, bold, border, align);
}

static void write_line(struct xlsx *x, const char *text, lxw_format *format, double height)
{
	lxw_col_t last = (lxw_col_t)(x->n_columns - 1);
	worksheet_set_row(x->sheet, x->row, height, NULL);
	if (last > 0)
		worksheet_merge_range(x->sheet, x->row, 0, x->row, last, text, format);
	else
		worksheet_write_string(x->sheet, x->row, 0, text, format);
	x->row++;
}

static void write_header(struct xlsx *x, const struct wg_table_head *head)
{
	lxw_format *format = make_format(x, 11, true, true, LXW_ALIGN_CENTER);
	format_set_bg_color(format, 0xE7E6E6);
	format_set_text_wrap(format);
	for (size_t i = 0; i < head->n_columns; i++) {
		const struct wg_table_column *c = &head->columns[i];
		int width = c->width > 0 ? c->width : wg_text_width(c->name, 0);
		worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, width + 2.0, NULL);
		worksheet_write_string(x->sheet, x->row, (lxw_col_t)i, c->name, format);
	}
	worksheet_repeat_rows(x->sheet, x->row, x->row);
	x->row++;
	worksheet_freeze_panes(x->sheet, x->row, 0);
}

static void xlsx_close(void *out)
{
	struct xlsx *x = out;
	if (x->book)
		lxw_workbook_free(x->book);
	wg_buf_free(&x->escaped);
	free(x->is_number);
	free(x->name);
	free(x);
}

static enum wg_err xlsx_sheet(void *out, const struct wg_table_head *head, struct wg_error *e)
{
	struct xlsx *x = out;
	char sheet[WG_XLSX_SHEET_NAME];
	wg_xlsx_sheet_name(head->sheet ? head->sheet : head->title ? head->title : "", sheet);
	x->sheet = x->book ? workbook_add_worksheet(x->book, *sheet ? sheet : NULL) : NULL;
	if (!x->sheet)
		return failed(x, LXW_ERROR_PARAMETER_VALIDATION, e);
	free(x->is_number);
	x->n_columns = head->n_columns;
	x->is_number = wg_xmalloc(head->n_columns * sizeof(bool));
	for (size_t i = 0; i < head->n_columns; i++)
		x->is_number[i] = head->columns[i].number;
	x->row = 0;
	if (head->title)
		write_line(x, head->title, make_format(x, 16, true, false, LXW_ALIGN_CENTER), 30);
	if (head->note)
		write_line(x, head->note, make_format(x, 11, false, false, LXW_ALIGN_LEFT), 18);
	write_header(x, head);
	wg_xlsx_page(x->sheet, head->mark, head->date ? head->date : "", head->landscape);
	worksheet_fit_to_pages(x->sheet, 1, 0);
	return WG_OK;
}

static enum wg_err xlsx_open(void **out, const char *path, const char *name, const struct wg_table_head *head,
			     struct wg_error *e)
{
	struct xlsx *x = wg_xmalloc(sizeof *x);
	*x = (struct xlsx){.book = wg_xlsx_book(path), .name = wg_xstrdup(name)};
	wg_buf_init(&x->escaped, WG_BOOK_BYTES_MAX);
	if (x->book) {
		x->text = make_format(x, 11, false, true, LXW_ALIGN_LEFT);
		format_set_num_format(x->text, "@");
		format_set_text_wrap(x->text);
		x->number = make_format(x, 11, false, true, LXW_ALIGN_RIGHT);
	}
	enum wg_err err = xlsx_sheet(x, head, e);
	if (err != WG_OK)
		xlsx_close(x);
	else
		*out = x;
	return err;
}

static bool whole_number(const char *text, double *value)
{
	int64_t v = 0;
	const char *p = text + (*text == '-');
	size_t n = strlen(p);
	if (n == 0 || n > NUMBER_DIGITS || (n > 1 && *p == '0'))
		return false;
	for (; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		v = v * 10 + (*p - '0');
	}
	*value = (double)(*text == '-' ? -v : v);
	return true;
}

/* The library escapes control characters, but not a text that looks like an escape. */
static lxw_error write_text(struct xlsx *x, lxw_col_t col, const char *text)
{
	if (*text == '\0')
		return worksheet_write_blank(x->sheet, x->row, col, x->text);
	if (strstr(text, "_x")) {
		wg_buf_clear(&x->escaped);
		wg_xlsx_escape(&x->escaped, text);
		text = x->escaped.data;
	}
	return worksheet_write_string(x->sheet, x->row, col, text, x->text);
}

static enum wg_err xlsx_row(void *out, const char *const *cells, struct wg_error *e)
{
	struct xlsx *x = out;
	if (x->row >= WG_XLSX_ROWS_MAX)
		return wg_fail(e, WG_EDATA, N_("{1}: a sheet holds no more than {2} rows; write a .csv file"), "sl",
			       x->name, (long long)WG_XLSX_ROWS_MAX);
	for (size_t i = 0; i < x->n_columns; i++) {
		const char *text = cells[i] ? cells[i] : "";
		double value;
		lxw_col_t col = (lxw_col_t)i;
		lxw_error error;
		if (x->is_number[i] && whole_number(text, &value))
			error = worksheet_write_number(x->sheet, x->row, col, value, x->number);
		else
			error = write_text(x, col, text);
		if (error)
			return failed(x, error, e);
	}
	x->row++;
	return WG_OK;
}

static enum wg_err xlsx_finish(void *out, struct wg_error *e)
{
	struct xlsx *x = out;
	lxw_workbook *book = x->book;
	x->book = NULL; /* freed by closing it, also when that fails */
	lxw_error error = workbook_close(book);
	return error ? failed(x, error, e) : WG_OK;
}

const struct wg_table_ops wg_xlsx_ops = {xlsx_open, xlsx_row, xlsx_finish, xlsx_close, xlsx_sheet};
