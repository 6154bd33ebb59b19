#include "tests/test.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "exchange/write_csv.h"
#include "tests/exchange/check_book.h"

static const struct wg_table_column columns[] = {{"户主", 10, false}, {"联系电话", 0, false}, {"人口", 6, true}};

static const struct wg_table_head head = {
	.title = "晴岚家园联户名单", .note = "窑洲社区 2026-03-26", .mark = "内部资料 R&D", .date = "2026-03-26",
	.columns = columns, .n_columns = 3};

/* What a cell may hold: guards, quotes, breaks, long numbers, rare characters. */
static const char *const texts[][3] = {
	{"张伟", "19900001111", "3"},
	{"=1+1", "+86 199", "-5"},
	{"-", "@x", "007"},
	{"'=x", "''-y", "'z"},
	{"\uFF1D1", "\uFF0B2", "\uFF0D\uFF20"},
	{"\t tab", "\r\n", "a\rb"},
	{"a,b;c", "say \"hi\"", "1\n2"},
	{" front", "back ", "440101199001011234"},
	{"𬱖㛃䶮", "1.38E+10", ""},
	{"", "", "12345678901234567890"},
	{"_x000D_", "<&>'\"", "999999999999999"},
	{"last", "=\"1\"", "1"},
};

enum { N_TEXTS = sizeof texts / sizeof *texts };

static char folder[] = "/tmp/wangge-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *in_folder(const char *name)
{
	static char path[200];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static size_t files_in_folder(void)
{
	size_t n = 0;
	DIR *d = opendir(folder);
	assert_non_null(d);
	for (struct dirent *entry; (entry = readdir(d));)
		n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(d);
	return n;
}

static void write_texts(const char *path)
{
	struct wg_table *t = NULL;
	struct wg_error e = {0};
	if (wg_table_open(&t, path, &head, &e) != WG_OK)
		fail_msg("%s", said(&e));
	for (size_t r = 0; r < N_TEXTS; r++)
		assert_int_equal(wg_table_row(t, texts[r], &e), WG_OK);
	if (wg_table_finish(&t, &e) != WG_OK)
		fail_msg("%s", said(&e));
	assert_null(t);
}

static void what_was_written_is_read_again(const char *name, size_t header_row)
{
	const char *path = in_folder(name);
	struct stat st;
	struct wg_book *book = NULL;
	struct wg_error e = {0};
	write_texts(path);
	assert_int_equal(files_in_folder(), 1);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	if (wg_book_open(&book, path, NULL, &e) != WG_OK)
		fail_msg("%s", said(&e));
	assert_int_equal(wg_book_rows(book, 0), header_row + 1 + N_TEXTS);
	for (size_t c = 0; c < 3; c++)
		assert_cell(book, header_row, c, columns[c].name);
	for (size_t r = 0; r < N_TEXTS; r++)
		for (size_t c = 0; c < 3; c++)
			assert_cell(book, header_row + 1 + r, c, texts[r][c]);
	unlink(path);
	wg_book_close(&book);
}

static void csv_is_read_again_exactly(void **state)
{
	(void)state;
	what_was_written_is_read_again("名单.csv", 0);
}

static void xlsx_is_read_again_exactly(void **state)
{
	(void)state;
	what_was_written_is_read_again("名单.XLSX", 2);
}

static char *whole_file(const char *path, size_t *n)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *bytes = malloc(100000);
	*n = fread(bytes, 1, 99999, file);
	bytes[*n] = '\0';
	fclose(file);
	return bytes;
}

static void csv_is_what_excel_opens_without_running_anything(void **state)
{
	size_t n;
	const char *path = in_folder("a.csv");
	(void)state;
	write_texts(path);
	char *bytes = whole_file(path, &n);
	assert_memory_equal(bytes, "\xEF\xBB\xBF户主,联系电话,人口\r\n张伟,19900001111,3\r\n\"'=1+1\",\"'+86 199\",\"'-5\"\r\n"
				   "\"'-\",\"'@x\",007\r\n",
			    strlen("\xEF\xBB\xBF户主,联系电话,人口\r\n张伟,19900001111,3\r\n\"'=1+1\",\"'+86 199\",\"'-5\"\r\n"
				   "\"'-\",\"'@x\",007\r\n"));
	assert_non_null(strstr(bytes, "\"a,b;c\",\"say \"\"hi\"\"\",\"1\n2\"\r\n"));
	assert_memory_equal(bytes + n - 2, "\r\n", 2);
	free(bytes);
	unlink(path);
}

static void the_guard_comes_off_exactly(void **state)
{
	static const char *const guarded[] = {"=1", "+1", "-1", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20",
					      "'=", "''''-"};
	static const char *const plain[] = {"", "1", "a=b", "'", "'a", "''", " =1", "\n="};
	char with[32];
	(void)state;
	for (size_t i = 0; i < sizeof guarded / sizeof *guarded; i++) {
		assert_true(wg_csv_needs_guard(guarded[i]));
		snprintf(with, sizeof with, "'%s", guarded[i]);
		assert_string_equal(wg_csv_unguard(with), guarded[i]);
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		assert_false(wg_csv_needs_guard(plain[i]));
		assert_ptr_equal(wg_csv_unguard(plain[i]), plain[i]);
	}
}

static char *part_of(const char *path, const char *part)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	zip_file_t *file = zip_fopen(zip, part, 0);
	assert_non_null(file);
	char *text = calloc(1, 100000);
	assert_true(zip_fread(file, text, 99999) > 0);
	zip_fclose(file);
	zip_close(zip);
	return text;
}

static void xlsx_prints_well_and_keeps_texts_as_texts(void **state)
{
	const char *path = in_folder("a.xlsx");
	(void)state;
	write_texts(path);
	char *sheet = part_of(path, "xl/worksheets/sheet1.xml"), *workbook = part_of(path, "xl/workbook.xml");
	assert_non_null(strstr(sheet, "<mergeCell ref=\"A1:C1\"/>"));
	assert_non_null(strstr(sheet, "ySplit=\"3\""));
	assert_non_null(strstr(sheet, "state=\"frozen\""));
	assert_non_null(strstr(sheet, "fitToHeight=\"0\""));
	assert_non_null(strstr(sheet, "paperSize=\"9\""));
	assert_non_null(strstr(sheet, "内部资料 R&amp;&amp;D"));
	assert_non_null(strstr(sheet, "&amp;L2026-03-26&amp;C内部资料 R&amp;&amp;D&amp;R&amp;P/&amp;N"));
	assert_non_null(strstr(workbook, "Print_Titles"));
	assert_non_null(strstr(workbook, "$3:$3"));
	/* 人口 3 is a number; 007 and what has more digits than a number keeps are texts. */
	assert_non_null(strstr(sheet, "<v>999999999999999</v>"));
	assert_null(strstr(sheet, "12345678901234567890"));
	assert_null(strstr(sheet, "<v>19900001111</v>"));
	free(sheet);
	free(workbook);
	unlink(path);
}

static void an_abandoned_table_leaves_the_old_file(void **state)
{
	static const char *const names[] = {"b.csv", "b.xlsx"};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const char *path = in_folder(names[i]);
		struct wg_table *t = NULL;
		struct wg_error e = {0};
		size_t n;
		FILE *old = fopen(path, "w");
		assert_non_null(old);
		fputs("old", old);
		fclose(old);
		assert_int_equal(wg_table_open(&t, path, &head, &e), WG_OK);
		assert_int_equal(wg_table_row(t, texts[0], &e), WG_OK);
		wg_table_abort(&t);
		assert_null(t);
		assert_int_equal(files_in_folder(), 1);
		char *bytes = whole_file(path, &n);
		assert_string_equal(bytes, "old");
		free(bytes);
		unlink(path);
	}
}

static void names_and_places_that_do_not_do_are_refused(void **state)
{
	struct wg_table *t = NULL;
	struct wg_error e = {0};
	(void)state;
	assert_int_equal(wg_table_open(&t, in_folder("a.txt"), &head, &e), WG_EUSAGE);
	assert_non_null(strstr(said(&e), "a.txt: the file's name must end in .csv or .xlsx"));
	assert_int_equal(wg_table_open(&t, "csv", &head, &e), WG_EUSAGE);
	assert_int_equal(wg_table_open(&t, in_folder("none/a.csv"), &head, &e), WG_ECANTCREAT);
	assert_int_equal(wg_table_open(&t, in_folder("none/a.xlsx"), &head, &e), WG_ECANTCREAT);
	assert_int_equal(mkdir(in_folder("dir.csv"), 0700), 0);
	assert_int_equal(wg_table_open(&t, in_folder("dir.csv"), &head, &e), WG_ECANTCREAT);
	rmdir(in_folder("dir.csv"));
	assert_null(t);
	assert_int_equal(files_in_folder(), 0);
}

static void a_sheet_name_that_excel_refuses_is_mended(void **state)
{
	struct wg_table_head odd = head;
	struct wg_table *t = NULL;
	struct wg_error e = {0};
	struct wg_book *book = NULL;
	(void)state;
	odd.sheet = "1/2栋:[甲]*?\\一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
	assert_int_equal(wg_table_open(&t, in_folder("a.xlsx"), &odd, &e), WG_OK);
	assert_int_equal(wg_table_finish(&t, &e), WG_OK);
	assert_int_equal(wg_book_open(&book, in_folder("a.xlsx"), NULL, &e), WG_OK);
	assert_string_equal(wg_book_sheet_name(book, 0), "1-2栋--甲----一二三四五六七八九十一二三四五六七八九十");
	wg_book_close(&book);
	unlink(in_folder("a.xlsx"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_is_read_again_exactly),
		cmocka_unit_test(xlsx_is_read_again_exactly),
		cmocka_unit_test(csv_is_what_excel_opens_without_running_anything),
		cmocka_unit_test(the_guard_comes_off_exactly),
		cmocka_unit_test(xlsx_prints_well_and_keeps_texts_as_texts),
		cmocka_unit_test(an_abandoned_table_leaves_the_old_file),
		cmocka_unit_test(names_and_places_that_do_not_do_are_refused),
		cmocka_unit_test(a_sheet_name_that_excel_refuses_is_mended),
	};
	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
