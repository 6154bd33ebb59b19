#include "exchange/xlsx_sheet.h"

#include <string.h>

#include "base/buf.h"
#include "exchange/xlsx_value.h"

enum { MERGES_MAX = 1 << 20 };

enum type { NUMBER, SHARED, TEXT, BOOLEAN, ERROR, DAY };

/* Where the reader stands: the next cell is at row, col unless it says so itself. */
struct reader {
	struct wg_xlsx *x;
	struct wg_sheet *sheet;
	size_t row, col;
	enum type type;
	size_t style;
	bool in_value, in_text; /* <v>; <t> */
	int phonetic;           /* depth in <rPh>: how a text is read aloud, not what it says */
	struct wg_buf text;
};

static void fail_at(struct wg_part *h, const struct reader *r, const char *msgid)
{
	char column[WG_COLUMN_LETTERS];
	wg_part_stop(h, wg_fail(h->e, WG_EDATA, msgid, "sssl", h->file, wg_book_text(r->x->book, r->sheet->name),
				wg_column_letters(r->col, column), (long long)r->row + 1));
}

static size_t number_of(const char *text, size_t max)
{
	size_t v = 0;
	if (*text == '\0')
		return SIZE_MAX;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return SIZE_MAX;
		v = v * 10 + (size_t)(*text - '0');
		if (v > max)
			return SIZE_MAX;
	}
	return v;
}

static void go_to_row(struct wg_part *h, struct reader *r, size_t row)
{
	size_t open = r->sheet->start.len; /* rows begun so far */
	if (row + 1 < open) {
		fail_at(h, r,
			N_("{1}, sheet {2}, cell {3}{4}: the rows are not in order; save the file again in Excel "
			   "or WPS"));
		return;
	}
	if (row >= WG_XLSX_ROWS_MAX) {
		wg_part_stop(h, wg_fail(h->e, WG_EDATA, N_("{1} has too many rows"), "s", h->file));
		return;
	}
	r->row = row;
	enum wg_err err = wg_sheet_row(r->x->book, r->sheet, row, h->e);
	if (err)
		wg_part_stop(h, err);
}

static void start_row(struct wg_part *h, struct reader *r, const char **attributes)
{
	const char *number = wg_part_attribute(attributes, "r");
	size_t row = number ? number_of(number, WG_XLSX_ROWS_MAX) : r->sheet->start.len + 1;
	r->col = 0;
	if (row == 0 || row == SIZE_MAX)
		fail_at(h, r, N_("{1}, sheet {2}, after cell {3}{4}: a row has no valid number"));
	else
		go_to_row(h, r, row - 1);
}

static enum type type_of(const char *t)
{
	static const struct {
		const char *name;
		enum type type;
	} types[] = {{"s", SHARED}, {"str", TEXT}, {"inlineStr", TEXT}, {"b", BOOLEAN}, {"e", ERROR}, {"d", DAY}};
	for (size_t i = 0; t && i < sizeof types / sizeof *types; i++)
		if (strcmp(t, types[i].name) == 0)
			return types[i].type;
	return NUMBER;
}

static void start_cell(struct wg_part *h, struct reader *r, const char **attributes)
{
	const char *reference = NULL, *type = NULL, *style = NULL, *end;
	size_t row = 0, col = 0;
	for (const char **a = attributes; a[0]; a += 2) {
		if (strcmp(a[0], "r") == 0)
			reference = a[1];
		else if (strcmp(a[0], "t") == 0)
			type = a[1];
		else if (strcmp(a[0], "s") == 0)
			style = a[1];
	}
	wg_buf_clear(&r->text);
	r->type = type_of(type);
	r->style = style ? number_of(style, 1 << 20) : 0;
	if (reference) {
		if (!wg_xlsx_reference(reference, &row, &col, &end) || *end != '\0') {
			fail_at(h, r, N_("{1}, sheet {2}, at cell {3}{4}: a cell has no valid place"));
			return;
		}
		r->col = col;
		if (row != r->row || r->sheet->start.len == 0)
			go_to_row(h, r, row);
	} else if (r->sheet->start.len == 0) {
		go_to_row(h, r, 0);
	}
	if (r->col >= WG_XLSX_COLS_MAX)
		wg_part_stop(h, wg_fail(h->e, WG_EDATA, N_("{1} has too many columns"), "s", h->file));
}

static void add_merge(struct wg_part *h, struct reader *r, const char **attributes)
{
	const char *range = wg_part_attribute(attributes, "ref"), *end;
	size_t row, col, last_row, last_col;
	if (!range || !wg_xlsx_reference(range, &row, &col, &end) || *end != ':' ||
	    !wg_xlsx_reference(end + 1, &last_row, &last_col, &end) || *end != '\0' || last_row < row || last_col < col)
		return; /* not a range: nothing to fill */
	if (r->sheet->merges.len >= MERGES_MAX) {
		wg_part_stop(h, wg_fail(h->e, WG_EDATA, N_("{1} has too many merged cells"), "s", h->file));
		return;
	}
	WG_PUSH(&r->sheet->merges,
		(struct wg_merge){(uint32_t)row, (uint32_t)col, (uint32_t)last_row, (uint32_t)last_col});
}

static struct wg_slot add_text(struct reader *r, const char *text, unsigned flags)
{
	return (struct wg_slot){wg_book_add_text(r->x->book, text, strlen(text)), (uint8_t)flags};
}

static struct wg_slot number_slot(struct reader *r)
{
	char shown[WG_XLSX_VALUE];
	bool damaged = false;
	if (!wg_xlsx_number(r->text.data, shown, &damaged))
		return add_text(r, r->text.data, 0);
	unsigned flags = WG_CELL_NUMBER | (damaged ? WG_CELL_DAMAGED : 0);
	if (!damaged && r->style < r->x->dates.len && r->x->dates.at[r->style] &&
	    wg_xlsx_date(shown, r->x->date1904, shown))
		flags = WG_CELL_DATE;
	return add_text(r, shown, flags);
}

/* An ISO 8601 moment; its day is what counts. */
static struct wg_slot day_slot(struct reader *r)
{
	static const char form[] = "0000-00-00";
	enum { DAY_BYTES = sizeof form - 1 };
	char *text = r->text.data;
	for (size_t i = 0; i < DAY_BYTES; i++)
		if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return add_text(r, text, 0);
	if (text[DAY_BYTES] == 'T')
		text[DAY_BYTES] = '\0';
	return add_text(r, text, text[DAY_BYTES] ? 0 : WG_CELL_DATE);
}

static struct wg_slot shared_slot(struct wg_part *h, struct reader *r)
{
	size_t i = number_of(r->text.data, UINT32_MAX);
	if (i < r->x->shared.len)
		return (struct wg_slot){r->x->shared.at[i], 0};
	fail_at(h, r, N_("{1}, sheet {2}, cell {3}{4}: the file is damaged, the cell's text is missing"));
	return (struct wg_slot){0};
}

static struct wg_slot make_slot(struct wg_part *h, struct reader *r)
{
	switch (r->type) {
	case SHARED:
		return shared_slot(h, r);
	case TEXT:
		r->text.data[wg_xlsx_unescape(r->text.data, r->text.len)] = '\0';
		return add_text(r, r->text.data, 0);
	case BOOLEAN:
		return add_text(r, r->text.data[0] == '1' ? "TRUE" : "FALSE", 0);
	case ERROR:
		return add_text(r, r->text.data, WG_CELL_ERROR);
	case DAY:
		return day_slot(r);
	case NUMBER:
		break;
	}
	return number_slot(r);
}

static void end_cell(struct wg_part *h, struct reader *r)
{
	if (r->text.toobig) {
		fail_at(h, r, N_("{1}, sheet {2}, cell {3}{4}: the text is too long"));
		return;
	}
	if (r->text.len > 0) {
		struct wg_slot slot = make_slot(h, r);
		enum wg_err err = h->err ? h->err : wg_sheet_set(r->x->book, r->sheet, r->col, slot, h->e);
		if (err) {
			wg_part_stop(h, err);
			return;
		}
	}
	r->col++;
}

static void on_start(struct wg_part *h, const char *element, const char **attributes)
{
	struct reader *r = h->user;
	if (strcmp(element, "c") == 0)
		start_cell(h, r, attributes);
	else if (strcmp(element, "v") == 0)
		r->in_value = true;
	else if (strcmp(element, "t") == 0)
		r->in_text = true;
	else if (strcmp(element, "row") == 0)
		start_row(h, r, attributes);
	else if (strcmp(element, "rPh") == 0)
		r->phonetic++;
	else if (strcmp(element, "mergeCell") == 0)
		add_merge(h, r, attributes);
}

static void on_end(struct wg_part *h, const char *element)
{
	struct reader *r = h->user;
	if (strcmp(element, "c") == 0)
		end_cell(h, r);
	else if (strcmp(element, "v") == 0)
		r->in_value = false;
	else if (strcmp(element, "t") == 0)
		r->in_text = false;
	else if (strcmp(element, "rPh") == 0)
		r->phonetic--;
}

static void on_text(struct wg_part *h, const char *text, int n)
{
	struct reader *r = h->user;
	if (r->in_value || (r->in_text && r->phonetic == 0))
		wg_buf_add(&r->text, text, (size_t)n);
}

enum wg_err wg_xlsx_read_sheet(struct wg_xlsx *x, const char *part, struct wg_error *e)
{
	struct reader r = {.x = x, .sheet = &x->book->sheets.at[x->book->sheets.len - 1]};
	struct wg_part h = {.user = &r, .start = on_start, .end = on_end, .text = on_text};
	wg_buf_init(&r.text, WG_CELL_BYTES_MAX);
	enum wg_err err = wg_package_read(&x->package, part, &h, e);
	wg_buf_free(&r.text);
	return err ? err : wg_sheet_finish(x->book, r.sheet, e);
}
