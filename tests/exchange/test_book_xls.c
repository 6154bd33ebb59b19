#include "tests/test.h"

#include "exchange/wire.h"
#include "exchange/xls_read.h"
#include "tests/exchange/check_book.h"
#include "tests/exchange/make_xls.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct wg_book *book_of(const struct made_xls *made)
{
	size_t n;
	void *bytes = make_xls(made, &n);
	struct wg_book *book = book_of_bytes("册.xls", bytes, n);
	free(bytes);
	return book;
}

static void assert_is(const struct wg_book *book, size_t row, size_t col, const char *text, unsigned flags)
{
	assert_cell(book, row, col, text);
	assert_int_equal(wg_book_cell(book, 0, row, col).flags, flags);
}

static void cells_of_every_kind_are_what_excel_shows(void **state)
{
	static const struct made_cell cells[] = {
		{0, 0, MADE_TEXT, "姓名", 0, 0},
		{0, 1, MADE_TEXT, "生日", 0, 0},
		{2, 0, MADE_TEXT, "张三", 0, 0},
		{2, 1, MADE_NUMBER, NULL, 30000, 1},
		{2, 2, MADE_NUMBER, NULL, 30000, 2},
		{2, 3, MADE_NUMBER, NULL, 30000, 3},
		{2, 4, MADE_NUMBER, NULL, 30000, 0},
		{3, 0, MADE_RK, NULL, -42, 0},
		{3, 1, MADE_FORMULA, NULL, 7.5, 0},
		{3, 2, MADE_FORMULA, NULL, 30000, 1},
		{3, 3, MADE_FORMULA_TEXT, "算出来的", 0, 0},
		{3, 4, MADE_ERROR, NULL, 0x17, 0},
		{3, 5, MADE_BOOL, NULL, 1, 0},
		{4, 0, MADE_NUMBER, NULL, 13800138000.0, 0},
		{4, 1, MADE_NUMBER, NULL, 430302198001011234.0, 0},
		{4, 2, MADE_TEXT, "430302198001011234", 0, 0},
	};
	const struct made_xls_sheet sheet = {"一栋", cells, COUNT(cells), {0}, 0};
	struct wg_book *book = book_of(&(struct made_xls){
		.sheets = &sheet, .n_sheets = 1, .format = {"14", "31", "yyyy\"年\"m\"月\"d\"日\""}});
	(void)state;
	assert_int_equal(wg_book_format(book), WG_BOOK_XLS);
	assert_null(wg_book_decoding(book));
	assert_string_equal(wg_book_encoding(book), "");
	assert_string_equal(wg_book_sheet_name(book, 0), "一栋");
	assert_int_equal(wg_book_rows(book, 0), 5);
	assert_is(book, 0, 0, "姓名", 0);
	assert_is(book, 1, 0, "", 0);
	for (size_t col = 1; col <= 3; col++)
		assert_is(book, 2, col, "1982-02-18", WG_CELL_DATE);
	assert_is(book, 2, 4, "30000", WG_CELL_NUMBER);
	assert_is(book, 3, 0, "-42", WG_CELL_NUMBER);
	assert_is(book, 3, 1, "7.5", WG_CELL_NUMBER);
	assert_is(book, 3, 2, "1982-02-18", WG_CELL_DATE);
	assert_is(book, 3, 3, "算出来的", 0);
	assert_is(book, 3, 4, "#REF!", WG_CELL_ERROR);
	assert_is(book, 3, 5, "TRUE", 0);
	assert_is(book, 4, 0, "13800138000", WG_CELL_NUMBER);
	assert_is(book, 4, 1, "430302198001011260", WG_CELL_NUMBER | WG_CELL_DAMAGED);
	assert_is(book, 4, 2, "430302198001011234", 0);
	wg_book_close(&book);
}

static void merged_cells_are_filled_and_hidden_sheets_marked(void **state)
{
	static const struct made_cell cells[] = {{0, 0, MADE_TEXT, "1栋", 0, 0},
						 {0, 1, MADE_TEXT, "101", 0, 0},
						 {1, 1, MADE_TEXT, "102", 0, 0},
						 {2, 1, MADE_TEXT, "201", 0, 0}};
	const struct made_xls_sheet sheets[] = {{"一", cells, COUNT(cells), {0, 2, 0, 0}, 0}, {"二", cells, 1, {0}, 1}};
	struct wg_book *book = book_of(&(struct made_xls){.sheets = sheets, .n_sheets = 2});
	(void)state;
	assert_is(book, 0, 0, "1栋", WG_CELL_LEAD);
	assert_is(book, 1, 0, "1栋", WG_CELL_FOLLOWER);
	assert_is(book, 2, 0, "1栋", WG_CELL_FOLLOWER);
	assert_is(book, 2, 1, "201", 0);
	assert_int_equal(wg_book_sheets(book), 2);
	assert_false(wg_book_sheet_hidden(book, 0));
	assert_true(wg_book_sheet_hidden(book, 1));
	assert_string_equal(wg_book_sheet_name(book, 1), "二");
	wg_book_close(&book);
}

/* Some programs write columns first, or a cell twice. */
static void cells_out_of_order_find_their_places(void **state)
{
	static const struct made_cell cells[] = {{1, 0, MADE_TEXT, "张三", 0, 0},
						 {0, 1, MADE_TEXT, "房号", 0, 0},
						 {0, 0, MADE_TEXT, "旧", 0, 0},
						 {0, 0, MADE_TEXT, "姓名", 0, 0},
						 {1, 1, MADE_RK, NULL, 101, 0}};
	const struct made_xls_sheet sheet = {"一", cells, COUNT(cells), {0}, 0};
	struct wg_book *book = book_of(&(struct made_xls){.sheets = &sheet, .n_sheets = 1});
	(void)state;
	assert_is(book, 0, 0, "姓名", 0);
	assert_is(book, 0, 1, "房号", 0);
	assert_is(book, 1, 0, "张三", 0);
	assert_is(book, 1, 1, "101", WG_CELL_NUMBER);
	wg_book_close(&book);
}

static void shared_texts_may_go_on_in_other_records(void **state)
{
	enum { ROWS = 600 };
	static struct made_cell cells[ROWS];
	static char names[ROWS][32];
	(void)state;
	for (int i = 0; i < ROWS; i++) {
		snprintf(names[i], sizeof names[i], "第%d户的户主", i);
		cells[i] = (struct made_cell){i, 0, MADE_TEXT, names[i], 0, 0};
	}
	const struct made_xls_sheet sheet = {"册", cells, ROWS, {0}, 0};
	struct wg_book *book = book_of(&(struct made_xls){.sheets = &sheet, .n_sheets = 1, .split = 1000});
	assert_int_equal(wg_book_rows(book, 0), ROWS);
	for (size_t i = 0; i < ROWS; i++)
		assert_cell(book, i, 0, names[i]);
	wg_book_close(&book);
}

/* The shared texts of one record cut in the middle of a text: the rest begins with flags of its own. */
static void a_text_cut_in_the_middle_changes_its_width(void **state)
{
	static const char stream[] = "\x09\x08\x10\0\0\6\x05\0\0\0\0\0\0\0\0\0\0\0\0\0" /* BOF */
				     "\x85\0\x0A\0\x38\0\0\0\0\0\2\0ab"                 /* BOUNDSHEET at 56 */
				     "\xFC\0\x0D\0\1\0\0\0\1\0\0\0\4\0\1-N"             /* SST: wide, half a text … */
				     "\x3C\0\4\0\0xyz"                                  /* CONTINUE: narrow */
				     "\x0A\0\0\0";                                      /* EOF */
	(void)state;
	struct wg_buf all, out;
	wg_buf_init(&all, 4096);
	wg_buf_init(&out, 4096);
	wg_buf_add(&all, stream, sizeof stream - 1);
	all.data[24] = (char)all.len;
	static const char sheet[] = "\x09\x08\x10\0\0\6\x10\0\0\0\0\0\0\0\0\0\0\0\0\0"
				    "\xFD\0\x0A\0\0\0\0\0\0\0\0\0\0\0\x0A\0\0\0";
	wg_buf_add(&all, sheet, sizeof sheet - 1);
	struct wg_book *book = book_of_bytes("a.xls", all.data, all.len);
	assert_cell(book, 0, 0, "中xyz");
	wg_book_close(&book);
	wg_buf_free(&all);
	wg_buf_free(&out);
}

/* What web pages in PHP and ASP write: no container, no workbook, texts in GBK. */
static void bare_records_of_web_systems_are_read(void **state)
{
	static const char bytes[] = "\x09\x08\x08\0\0\0\x10\0\0\0\0\0"
				    "\x04\x02\x0C\0\0\0\0\0\0\0\4\0\xD0\xD5\xC3\xFB"
				    "\x04\x02\x0C\0\1\0\0\0\0\0\4\0\xD5\xC5\xCE\xB0"
				    "\x03\x02\x0E\0\1\0\1\0\0\0\0\0\0\0\0\0\x59\x40"
				    "\x0A\0\0\0";
	struct wg_book *book = book_of_bytes("导出.xls", bytes, sizeof bytes - 1);
	(void)state;
	assert_cell(book, 0, 0, "姓名");
	assert_cell(book, 1, 0, "张伟");
	assert_is(book, 1, 1, "100", WG_CELL_NUMBER);
	wg_book_close(&book);
}

static void what_cannot_be_read_is_refused_with_what_to_do(void **state)
{
	static const struct made_cell cells[] = {{0, 0, MADE_TEXT, "姓名", 0, 0}};
	const struct made_xls_sheet sheet = {"一", cells, 1, {0}, 0};
	size_t n;
	(void)state;
	void *bytes = make_xls(&(struct made_xls){.sheets = &sheet, .n_sheets = 1, .filepass = 1}, &n);
	refused("册.xls", bytes, n, "册.xls has a password: open it, take the password off and save it again");
	free(bytes);
	bytes = make_ole("EncryptedPackage", "secret", 6, &n);
	refused("册.xlsx", bytes, n, "册.xlsx has a password: open it, take the password off and save it again");
	free(bytes);
	bytes = make_ole("WordDocument", "text", 4, &n);
	refused("册.wps", bytes, n,
		"册.wps is a document without sheets (.doc, .wps …): copy its table into a new sheet and save that as "
		".xlsx");
	free(bytes);
	bytes = make_xls(&(struct made_xls){.sheets = &sheet, .n_sheets = 1}, &n);
	refused("册.xls", bytes, 700, "册.xls is damaged or incomplete: open it in Excel or WPS and save it as .xlsx");
	free(bytes);
	refused("册.xls", "\x09\x00\x04\x00\x02\x00\x10\x00", 8,
		"册.xls is of a very old Excel: open it in Excel or WPS and save it as .xlsx");
}

/* Every prefix and every byte changed: an answer or a sentence, never anything else. */
static void broken_files_end_in_a_sentence(void **state)
{
	static const struct made_cell cells[] = {{0, 0, MADE_TEXT, "姓名", 0, 0},
						 {1, 0, MADE_FORMULA_TEXT, "张", 0, 0}};
	const struct made_xls_sheet sheet = {"一", cells, 2, {0, 1, 0, 0}, 0};
	size_t n;
	(void)state;
	unsigned char *bytes = make_xls(&(struct made_xls){.sheets = &sheet, .n_sheets = 1, .format = {"yyyy"}}, &n);
	for (size_t i = 0; i < n; i++) {
		unsigned char kept = bytes[i];
		struct wg_buf out;
		struct wg_book *book = calloc(1, sizeof(struct wg_book));
		struct wg_error e = {0};
		enum wg_err err;
		book->name = strdup("a");
		wg_buf_init(&out, 1 << 20);
		bytes[i] ^= 0xFF;
		wg_xls_read(bytes, i % 2 ? n : i, &out);
		bytes[i] = kept;
		assert_true(out.len > 0);
		enum wg_wire_failure why = wg_wire_read(book, out.data, out.len, &err, &e);
		/* What the reader sends is always of the form; what it could not read, it says itself. */
		assert_true(why == 0 || out.data[0] == 'F');
		wg_buf_free(&out);
		wg_book_close(&book);
	}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_of_every_kind_are_what_excel_shows),
		cmocka_unit_test(merged_cells_are_filled_and_hidden_sheets_marked),
		cmocka_unit_test(cells_out_of_order_find_their_places),
		cmocka_unit_test(shared_texts_may_go_on_in_other_records),
		cmocka_unit_test(a_text_cut_in_the_middle_changes_its_width),
		cmocka_unit_test(bare_records_of_web_systems_are_read),
		cmocka_unit_test(what_cannot_be_read_is_refused_with_what_to_do),
		cmocka_unit_test(broken_files_end_in_a_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
