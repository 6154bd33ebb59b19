#include "tests/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/exchange/check_book.h"

static struct wg_book *text_book(const char *text)
{
	return book_of_bytes("/tmp/户.csv", text, strlen(text));
}

/* All cells, rows ended by |, fields by a comma. */
static void holds(const char *text, const char *expected)
{
	char all[1000];
	size_t n = 0;
	struct wg_book *book = text_book(text);
	for (size_t r = 0; r < wg_book_rows(book, 0); r++) {
		for (size_t c = 0; c < wg_book_cols(book, 0); c++)
			n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", c ? "," : "",
					      wg_book_cell(book, 0, r, c).text);
		n += (size_t)snprintf(all + n, sizeof all - n, "|");
	}
	all[n] = '\0';
	assert_string_equal(all, expected);
	wg_book_close(&book);
}

static void fields_come_as_rfc_4180_says(void **state)
{
	(void)state;
	holds("a,b\r\nc,d\r\n", "a,b|c,d|");
	holds("a,b\nc,d", "a,b|c,d|");
	holds("a,b\rc,d\r", "a,b|c,d|");
	holds("\"a\",\"b \"\"x\"\" y\"\n\"\",z", "a,b \"x\" y|,z|");
	holds("a,\"1,2\nthree\",b\nc", "a,1,2\nthree,b|c,,|");
	holds("姓名,\"a\"b,c\"d\"\n", "姓名,ab,c\"d\"|");
	holds("a,\"\"\"\"\n", "a,\"|");
	holds("\xEF\xBB\xBF姓名,房号\n", "姓名,房号|");
}

static void rows_keep_their_numbers_and_empty_ends_are_cut(void **state)
{
	(void)state;
	holds("a,b,,\n\n,c,,\n,,,\n\n", "a,b|,|,c|");
	struct wg_book *book = text_book("a\n\nb\n");
	assert_int_equal(wg_book_rows(book, 0), 3);
	assert_cell(book, 2, 0, "b");
	assert_cell(book, 7, 7, "");
	assert_int_equal(wg_book_cell(book, 0, 2, 0).flags, 0);
	assert_int_equal(wg_book_sheets(book), 1);
	assert_string_equal(wg_book_sheet_name(book, 0), "户.csv");
	assert_string_equal(wg_book_encoding(book), "UTF-8");
	assert_false(wg_book_sheet_hidden(book, 0));
	wg_book_close(&book);
}

static void the_separator_is_found(void **state)
{
	(void)state;
	holds("姓名\t地址\n张三\t1栋,2单元,101\n", "姓名,地址|张三,1栋,2单元,101|");
	holds("姓名;地址\n张三;1栋,101\n李四;2栋\n", "姓名,地址|张三,1栋,101|李四,2栋|");
	holds("花名册\n姓名,专长\n张三,\"a;b;c;d\"\n", "花名册,|姓名,专长|张三,a;b;c;d|");
	holds("姓名\n张三\n", "姓名|张三|");
	holds("sep=;\r\na;b,c\r\n", "a,b,c|");
	holds("\"sep=|\"\na|b\n", "a,b|");
	holds("sep=a\nb,c\n", "sep=a,|b,c|");
}

static void numbers_that_look_damaged_stay_as_they_are(void **state)
{
	(void)state;
	holds("1.38E+10,0101,4.40101E+17,2024/1/5\n", "1.38E+10,0101,4.40101E+17,2024/1/5|");
}

static void the_guard_and_excels_text_wrapping_come_off(void **state)
{
	(void)state;
	holds("='=1+1,x\n", "='=1+1,x|");
	holds("'=1+1,''-5,'abc,'+86 1,'\uFF1Dx\n", "=1+1,'-5,'abc,+86 1,\uFF1Dx|");
	holds("=\"0123\",\"=\"\"0456\"\"\",=\"a\"&\"b\"\n", "0123,0456,=\"a\"&\"b\"|");
}

static void an_open_quote_is_named_by_the_line_where_it_opens(void **state)
{
	static const char text[] = "a,\"x\ny\"\n1,2\n3,4,\"open\n5,6\n7,8\n";
	(void)state;
	refused("户.csv", text, strlen(text), "户.csv, line 4, column C: a quotation mark is not closed");
}

static void what_is_no_text_table_is_refused_with_what_to_do(void **state)
{
	static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on",
			  zero[] = "a,b\nc\0,d\n";
	(void)state;
	refused("a.csv", "", 0, "a.csv is empty");
	refused("a.csv", "\xEF\xBB\xBF", 3, "a.csv is empty");
	refused("a.xls", ole, sizeof ole - 1, "a.xls is damaged or incomplete: open it in Excel or WPS and save it as .xlsx");
	refused("a.csv", zero, sizeof zero - 1, "a.csv, line 2: a zero byte; this is no table of text");
}

static void a_text_longer_than_a_cell_holds_is_named(void **state)
{
	size_t n = WG_CELL_BYTES_MAX + 1;
	char *text = malloc(n + 5);
	(void)state;
	memcpy(text, "a\nb,", 4);
	memset(text + 4, 'x', n);
	refused("a.csv", text, n + 4, "a.csv, line 2, column B: the text is too long");
	struct wg_book *book = book_of_bytes("a.csv", text, n + 3);
	assert_int_equal(strlen(wg_book_cell(book, 0, 1, 1).text), WG_CELL_BYTES_MAX);
	wg_book_close(&book);
	free(text);
}

static void too_many_columns_are_refused(void **state)
{
	char *text = malloc(16385);
	(void)state;
	memset(text, ',', 16384);
	text[16384] = 'x';
	refused("a.csv", text, 16385, "a.csv, line 1: too many columns");
	text[16383] = 'x';
	struct wg_book *book = book_of_bytes("a.csv", text, 16384);
	assert_int_equal(wg_book_cols(book, 0), 16384);
	wg_book_close(&book);
	free(text);
}

static void encodings_are_found_or_forced(void **state)
{
	static const char gb[] = "\xD0\xD5\xC3\xFB,\xB7\xBF\xBA\xC5\n\xD5\xC5\xCE\xB0,101\n\xC0\xEE\xCB\xC4,102\n",
			  utf16[] = "\xFF\xFE\x0D\x59\x54\x0D\t\0x\0\n\0";
	struct wg_book *book = book_of_bytes("a.csv", gb, sizeof gb - 1);
	struct wg_error e = {0};
	(void)state;
	assert_string_equal(wg_book_encoding(book), "GB18030");
	assert_cell(book, 0, 0, "姓名");
	assert_cell(book, 1, 0, "张伟");
	assert_int_equal(wg_book_decoding(book)->bad, 0);
	wg_book_close(&book);
	book = book_of_bytes("a.txt", utf16, sizeof utf16 - 1);
	assert_cell(book, 0, 1, "x");
	wg_book_close(&book);
	struct wg_book_options options = {.encoding = "gbk"};
	assert_int_equal(wg_book_read(&book, "a.csv", "\xC1\xAA\xCD\xA8", 4, &options, &e), WG_OK);
	assert_cell(book, 0, 0, "联通");
	wg_book_close(&book);
	options.encoding = "klingon";
	assert_int_equal(wg_book_read(&book, "a.csv", "a", 1, &options, &e), WG_EUSAGE);
	assert_null(book);
}

static void only_files_that_are_there_are_opened(void **state)
{
	char folder[] = "/tmp/wangge-test-XXXXXX", path[100];
	struct wg_book *book = NULL;
	struct wg_error e = {0};
	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(wg_book_open(&book, folder, NULL, &e), WG_ENOINPUT);
	snprintf(path, sizeof path, "%s/none.csv", folder);
	assert_int_equal(wg_book_open(&book, path, NULL, &e), WG_ENOINPUT);
	assert_non_null(strstr(said(&e), "none.csv cannot be read"));
	snprintf(path, sizeof path, "%s/pipe.csv", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(wg_book_open(&book, path, NULL, &e), WG_ENOINPUT);
	unlink(path);
	snprintf(path, sizeof path, "%s/large.csv", folder);
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	assert_int_equal(ftruncate(fd, (off_t)WG_BOOK_BYTES_MAX + 1), 0);
	close(fd);
	assert_int_equal(wg_book_open(&book, path, NULL, &e), WG_EDATA);
	assert_non_null(strstr(said(&e), "larger than 1 GiB"));
	assert_null(book);
	unlink(path);
	rmdir(folder);
}

static void a_real_list_in_gb18030_is_read_whole(void **state)
{
	struct wg_book *book = book_of_data("新华社区住户.csv");
	(void)state;
	assert_string_equal(wg_book_encoding(book), "GB18030");
	assert_string_equal(wg_book_sheet_name(book, 0), "新华社区住户.csv");
	assert_int_equal(wg_book_rows(book, 0), 721);
	assert_int_equal(wg_book_cols(book, 0), 7);
	assert_cell(book, 1, 1, "1号楼1单元101室");
	assert_cell(book, 720, 2, "719户");
	wg_book_close(&book);
}

static void columns_have_the_letters_of_a_spreadsheet(void **state)
{
	char out[WG_COLUMN_LETTERS];
	(void)state;
	assert_string_equal(wg_column_letters(0, out), "A");
	assert_string_equal(wg_column_letters(25, out), "Z");
	assert_string_equal(wg_column_letters(26, out), "AA");
	assert_string_equal(wg_column_letters(701, out), "ZZ");
	assert_string_equal(wg_column_letters(16383, out), "XFD");
	assert_int_equal(strlen(wg_column_letters(SIZE_MAX - 1, out)), 14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_come_as_rfc_4180_says),
		cmocka_unit_test(rows_keep_their_numbers_and_empty_ends_are_cut),
		cmocka_unit_test(the_separator_is_found),
		cmocka_unit_test(numbers_that_look_damaged_stay_as_they_are),
		cmocka_unit_test(the_guard_and_excels_text_wrapping_come_off),
		cmocka_unit_test(an_open_quote_is_named_by_the_line_where_it_opens),
		cmocka_unit_test(what_is_no_text_table_is_refused_with_what_to_do),
		cmocka_unit_test(a_text_longer_than_a_cell_holds_is_named),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(encodings_are_found_or_forced),
		cmocka_unit_test(only_files_that_are_there_are_opened),
		cmocka_unit_test(a_real_list_in_gb18030_is_read_whole),
		cmocka_unit_test(columns_have_the_letters_of_a_spreadsheet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
