#include "tests/test.h"

#include "tests/exchange/check_book.h"
#include "tests/exchange/make_xlsx.h"

#define DATA(rows) "<sheetData>" rows "</sheetData>"

static struct wg_book *made(const struct made_book *parts)
{
	size_t n;
	void *bytes = make_xlsx(parts, &n);
	struct wg_book *book = book_of_bytes("册.xlsx", bytes, n);
	free(bytes);
	return book;
}

static struct wg_book *made_sheet(const char *sheet)
{
	return made(&(struct made_book){.sheet = sheet});
}

static void refused_book(const struct made_book *parts, const char *sentence)
{
	size_t n;
	void *bytes = make_xlsx(parts, &n);
	refused("册.xlsx", bytes, n, sentence);
	free(bytes);
}

static void refused_sheet(const char *sheet, const char *sentence)
{
	refused_book(&(struct made_book){.sheet = sheet}, sentence);
}

static void assert_flags(const struct wg_book *book, size_t row, size_t col, unsigned flags)
{
	assert_int_equal(wg_book_cell(book, 0, row, col).flags, flags);
}

static void every_kind_of_cell_is_text(void **state)
{
	struct wg_book *book = made(&(struct made_book){
		.shared = "<sst><si><t>姓名</t></si><si><t xml:space=\"preserve\"> 张 </t></si><si/></sst>",
		.sheet = DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
			      "<c r=\"C1\" t=\"inlineStr\"><is><t>1栋</t></is></c><c r=\"D1\"><v>101</v></c>"
			      "<c r=\"E1\" t=\"b\"><v>1</v></c><c r=\"F1\" t=\"e\"><v>#REF!</v></c>"
			      "<c r=\"G1\" t=\"str\"><f>A1&amp;B1</f><v>和</v></c>"
			      "<c r=\"H1\" t=\"d\"><v>2024-01-05T00:00:00</v></c>"
			      "<c r=\"M1\" t=\"d\"><v>T12:30</v></c>"
			      "<c r=\"I1\" t=\"n\"><f>SUM(1)</f><v>1.9900007515E10</v></c><c r=\"J1\" t=\"s\"><v>2</v></c>"
			      "<c r=\"K1\"><v>440101199001011234</v></c><c r=\"L1\" s=\"3\"/></row>")});
	(void)state;
	static const char *const texts[] = {"姓名", " 张 ", "1栋", "101", "TRUE", "#REF!", "和", "2024-01-05",
					    "19900007515", "", "440101199001011234", "", "T12:30"};
	static const unsigned flags[] = {0, 0, 0, WG_CELL_NUMBER, 0, WG_CELL_ERROR, 0, WG_CELL_DATE, WG_CELL_NUMBER, 0,
					 WG_CELL_NUMBER | WG_CELL_DAMAGED, 0, 0};
	assert_int_equal(wg_book_format(book), WG_BOOK_XLSX);
	assert_string_equal(wg_book_encoding(book), "");
	assert_null(wg_book_decoding(book));
	assert_string_equal(wg_book_sheet_name(book, 0), "花名册");
	assert_int_equal(wg_book_cols(book, 0), 13);
	for (size_t i = 0; i < 13; i++) {
		assert_cell(book, 0, i, texts[i]);
		assert_flags(book, 0, i, flags[i]);
	}
	wg_book_close(&book);
}

static void runs_are_joined_and_phonetic_helps_dropped(void **state)
{
	struct wg_book *book = made(&(struct made_book){
		.shared = "<sst><si><r><rPr><b/></rPr><t>张</t></r><r><t>伟</t></r><rPh sb=\"0\" eb=\"1\"><t>zhang</t></rPh>"
			  "<phoneticPr fontId=\"1\"/></si><si><t>一_x000D_\n二_x005F_</t></si></sst>",
		.sheet = DATA("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><r><t>李</t></r>"
			      "<r><t>四</t></r><rPh><t>li</t></rPh></is></c></row>")});
	(void)state;
	assert_cell(book, 0, 0, "张伟");
	assert_cell(book, 0, 1, "一\r\n二_");
	assert_cell(book, 0, 2, "李四");
	wg_book_close(&book);
}

static void cells_without_places_follow_each_other(void **state)
{
	struct wg_book *book = made_sheet(DATA("<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row>"
					       "<row/><row><c/><c><v>4</v></c></row><row r=\"6\"><c><v>5</v></c></row>"
					       "<row><c r=\"A9\"><v>6</v></c></row><row/>"));
	(void)state;
	assert_cell(book, 0, 0, "1");
	assert_cell(book, 0, 3, "2");
	assert_cell(book, 0, 4, "3");
	assert_cell(book, 2, 1, "4");
	assert_cell(book, 5, 0, "5");
	assert_cell(book, 8, 0, "6");
	assert_int_equal(wg_book_rows(book, 0), 9);
	assert_int_equal(wg_book_cols(book, 0), 5);
	wg_book_close(&book);
}

static void the_strict_variant_with_prefixes_reads_the_same(void **state)
{
	size_t n;
	static const char strict[] = "http://purl.oclc.org/ooxml/officeDocument/relationships";
	char rels[500], book_rels[500], workbook[500];
	(void)state;
	snprintf(rels, sizeof rels,
		 "<p:Relationships xmlns:p=\"" XLSX_PACKAGE "\"><p:Relationship Id=\"a\" Type=\"%s/officeDocument\" "
		 "Target=\"/book/b.xml\"/></p:Relationships>",
		 strict);
	snprintf(book_rels, sizeof book_rels,
		 "<Relationships><Relationship Id=\"x1\" Type=\"%s/worksheet\" Target=\"../deep/../s/One.xml\"/></Relationships>",
		 strict);
	snprintf(workbook, sizeof workbook,
		 "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:rel=\"%s\"><x:workbookPr "
		 "date1904=\"1\"/><x:sheets><x:sheet name=\"一\" sheetId=\"7\" rel:id=\"x1\"/></x:sheets></x:workbook>",
		 strict);
	const struct made_part parts[] = {
		{"_rels/.rels", rels}, {"book/b.xml", workbook}, {"book/_rels/b.xml.rels", book_rels},
		{"deep/../s/one.xml",
		 "<?xml version=\"1.0\" encoding=\"UTF-8\"?><x:worksheet xmlns:x=\"u\"><x:sheetData><x:row r=\"2\"><x:c r=\"B2\" "
		 "t=\"inlineStr\"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"},
	};
	void *bytes = make_zip(parts, 4, &n);
	struct wg_book *book = book_of_bytes("a.xlsx", bytes, n);
	assert_string_equal(wg_book_sheet_name(book, 0), "一");
	assert_cell(book, 1, 1, "甲");
	wg_book_close(&book);
	free(bytes);
}

static const char date_styles[] =
	"<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
	"<numFmt numFmtId=\"177\" formatCode=\"0&quot;day&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
	"</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/>"
	"<xf numFmtId=\"20\"/></cellXfs></styleSheet>";

static void dates_are_known_by_their_style(void **state)
{
	struct made_book parts = {
		.styles = date_styles,
		.sheet = DATA("<row><c><v>45296</v></c><c s=\"1\"><v>45296</v></c><c s=\"2\"><v>45296.5</v></c>"
			      "<c s=\"3\"><v>45296</v></c><c s=\"4\"><v>0.5</v></c><c s=\"1\"><v>20240105</v></c>"
			      "<c s=\"99\"><v>1</v></c><c s=\"1\" t=\"str\"><v>45296</v></c></row>")};
	struct wg_book *book = made(&parts);
	static const char *const texts[] = {"45296", "2024-01-05", "2024-01-05", "45296", "12:00", "20240105", "1", "45296"};
	static const unsigned flags[] = {WG_CELL_NUMBER, WG_CELL_DATE, WG_CELL_DATE, WG_CELL_NUMBER,
					 WG_CELL_NUMBER, WG_CELL_NUMBER, WG_CELL_NUMBER, 0};
	(void)state;
	for (size_t i = 0; i < 8; i++) {
		assert_cell(book, 0, i, texts[i]);
		assert_flags(book, 0, i, flags[i]);
	}
	wg_book_close(&book);
	parts.workbook = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"true\"/><sheets><sheet name=\"a\" r:id=\"rId1\"/>"
			 "</sheets></workbook>";
	book = made(&parts);
	assert_cell(book, 0, 1, "2028-01-06");
	wg_book_close(&book);
}

static void merged_ranges_are_filled_and_told_apart(void **state)
{
	struct wg_book *book =
		made_sheet(DATA("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>册</v></c></row>"
				"<row r=\"2\"><c r=\"A2\" t=\"str\"><v>1栋</v></c><c r=\"B2\"><v>101</v></c></row>"
				"<row r=\"4\"><c r=\"C4\"><v>102</v></c></row>") "<mergeCells count=\"5\">"
			   "<mergeCell ref=\"A1:XFD1\"/><mergeCell ref=\"A2:A1048576\"/><mergeCell ref=\"B3:B4\"/>"
			   "<mergeCell ref=\"nonsense\"/><mergeCell ref=\"B2:A1\"/></mergeCells>");
	unsigned follower = WG_CELL_FOLLOWER;
	(void)state;
	assert_int_equal(wg_book_rows(book, 0), 4);
	assert_int_equal(wg_book_cols(book, 0), 3);
	assert_flags(book, 0, 0, WG_CELL_LEAD);
	for (size_t c = 1; c < 3; c++) {
		assert_cell(book, 0, c, "册");
		assert_flags(book, 0, c, follower);
	}
	assert_flags(book, 1, 0, WG_CELL_LEAD);
	for (size_t r = 2; r < 4; r++) {
		assert_cell(book, r, 0, "1栋");
		assert_flags(book, r, 0, follower);
	}
	assert_cell(book, 1, 1, "101");
	assert_cell(book, 2, 1, "");
	assert_flags(book, 2, 1, 0);
	assert_cell(book, 3, 2, "102");
	wg_book_close(&book);
}

static void followers_keep_what_the_lead_is(void **state)
{
	struct wg_book *book = made(&(struct made_book){
		.styles = date_styles,
		.sheet = DATA("<row><c s=\"1\"><v>45296</v></c><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>")
			"<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"});
	(void)state;
	assert_flags(book, 0, 0, WG_CELL_DATE | WG_CELL_LEAD);
	assert_flags(book, 1, 0, WG_CELL_DATE | WG_CELL_FOLLOWER);
	assert_cell(book, 1, 0, "2024-01-05");
	wg_book_close(&book);
}

static void sheets_come_in_order_hidden_ones_marked_charts_left_out(void **state)
{
	struct wg_book *book = made(&(struct made_book){
		.workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"1栋\" r:id=\"rId1\"/><sheet name=\"图\" r:id=\"rId4\"/>"
			    "<sheet name=\"旧\" state=\"hidden\" r:id=\"rId1\"/>"
			    "<sheet name=\"密\" state=\"veryHidden\" r:id=\"rId1\"/>"
			    "</sheets></workbook>",
		.sheet = DATA("<row><c><v>1</v></c></row>")});
	(void)state;
	assert_int_equal(wg_book_sheets(book), 3);
	assert_false(wg_book_sheet_hidden(book, 0));
	assert_string_equal(wg_book_sheet_name(book, 1), "旧");
	assert_true(wg_book_sheet_hidden(book, 1));
	assert_true(wg_book_sheet_hidden(book, 2));
	assert_string_equal(wg_book_cell(book, 2, 0, 0).text, "1");
	wg_book_close(&book);
}

static void an_empty_sheet_has_no_rows(void **state)
{
	struct wg_book *book = made_sheet("<sheetData/><mergeCells><mergeCell ref=\"A1:C3\"/></mergeCells>");
	(void)state;
	assert_int_equal(wg_book_rows(book, 0), 0);
	assert_int_equal(wg_book_cols(book, 0), 0);
	assert_cell(book, 0, 0, "");
	wg_book_close(&book);
}

static void broken_places_are_named(void **state)
{
	(void)state;
	refused_sheet(DATA("<row r=\"7\"><c r=\"B7\" t=\"s\"><v>5</v></c></row>"),
		      "册.xlsx, sheet 花名册, cell B7: the file is damaged, the cell's text is missing");
	refused_sheet(DATA("<row r=\"7\"><c r=\"B7\"><v>5</v></c></row><row r=\"3\"/>"),
		      "册.xlsx, sheet 花名册, cell A7: the rows are not in order; save the file again in Excel or WPS");
	refused_sheet(DATA("<row r=\"1\"><c r=\"XFE1\"><v>5</v></c></row>"),
		      "册.xlsx, sheet 花名册, at cell A1: a cell has no valid place");
	refused_sheet(DATA("<row r=\"1048577\"/>"), "册.xlsx, sheet 花名册, after cell A1: a row has no valid number");
	refused_sheet(DATA("<row r=\"1048576\"/><row/>"), "册.xlsx has too many rows");
	refused_sheet(DATA("<row r=\"1\"><c r=\"XFD1\"/><c><v>1</v></c></row>"), "册.xlsx has too many columns");
	refused_sheet("<sheetData><row>", "册.xlsx is damaged or incomplete: copy or save it again");
}

static void entities_and_bombs_are_refused(void **state)
{
	size_t n, large = 64 << 20;
	char *spaces = malloc(large + 1);
	(void)state;
	refused_book(&(struct made_book){.sheet = "<sheetData/>", .shared = "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst>&a;</sst>"},
		     "册.xlsx is not a workbook: xl/sharedStrings.xml has a document type");
	memset(spaces, ' ', large);
	spaces[large] = '\0';
	void *bytes = make_xlsx(&(struct made_book){.sheet = "<sheetData/>", .shared = spaces}, &n);
	assert_true(n < large / 200);
	refused("册.xlsx", bytes, n, "册.xlsx unpacks to far more than a workbook holds");
	free(bytes);
	free(spaces);
}

static void merges_that_would_fill_the_memory_are_refused(void **state)
{
	(void)state;
	refused_sheet(DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
		      "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
		      "册.xlsx has too many cells");
}

static void other_zips_and_broken_ones_are_refused(void **state)
{
	size_t n;
	(void)state;
	const struct made_part document[] = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
					     {"content.xml", "<a/>"}};
	void *bytes = make_zip(document, 2, &n);
	refused("a.ods", bytes, n, "a.ods is no Excel workbook (.xlsx): open it and save it as one");
	free(bytes);
	const struct made_part slides[] = {{"xl/workbook.xml", "<presentation/>"}};
	bytes = make_zip(slides, 1, &n);
	refused("a.pptx", bytes, n, "a.pptx is no Excel workbook (.xlsx): open it and save it as one");
	free(bytes);
	bytes = make_xlsx(&(struct made_book){.sheet = DATA("<row><c><v>1</v></c></row>")}, &n);
	refused("a.xlsx", bytes, n / 2, "a.xlsx is damaged or incomplete: copy or save it again");
	refused("a.xlsx", "PK\x03\x04", 4, "a.xlsx is damaged or incomplete: copy or save it again");
	free(bytes);
	refused_book(&(struct made_book){.sheet = "",
					 .workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"丢\" r:id=\"rId9\"/>"
						     "</sheets></workbook>"},
		     "册.xlsx is damaged: the sheet 丢 is missing in it");
}

static void a_cell_text_too_long_is_named(void **state)
{
	size_t n = WG_CELL_BYTES_MAX + 1;
	char *sheet = NULL, *text = malloc(n + 1);
	(void)state;
	/* Not one letter over and over: that would be a bomb first. */
	for (size_t i = 0; i < n; i++)
		text[i] = (char)('a' + (i * i / 7 + i / 3) % 26);
	text[n] = '\0';
	assert_true(asprintf(&sheet, DATA("<row><c/><c t=\"str\"><v>%s</v></c></row>"), text) > 0);
	refused_sheet(sheet, "册.xlsx, sheet 花名册, cell B1: the text is too long");
	free(sheet);
	free(text);
}

static void a_real_roster_is_read_whole(void **state)
{
	struct wg_book *book = book_of_data("晴岚家园花名册.xlsx");
	(void)state;
	assert_int_equal(wg_book_sheets(book), 1);
	assert_string_equal(wg_book_sheet_name(book, 0), "住户花名册");
	assert_int_equal(wg_book_rows(book, 0), 1431);
	assert_int_equal(wg_book_cols(book, 0), 13);
	assert_cell(book, 0, 12, "晴岚家园小区住户信息花名册");
	assert_cell(book, 1, 0, "填报单位:昭山镇窑洲社区");
	assert_cell(book, 4, 3, "101");
	assert_cell(book, 6, 1, "1栋");
	assert_cell(book, 6, 4, "王芳");
	assert_flags(book, 6, 4, WG_CELL_FOLLOWER);
	assert_cell(book, 1429, 1, "9栋");
	assert_cell(book, 1430, 0, "合计");
	assert_cell(book, 1430, 1, "");
	wg_book_close(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_cell_is_text),
		cmocka_unit_test(runs_are_joined_and_phonetic_helps_dropped),
		cmocka_unit_test(cells_without_places_follow_each_other),
		cmocka_unit_test(the_strict_variant_with_prefixes_reads_the_same),
		cmocka_unit_test(dates_are_known_by_their_style),
		cmocka_unit_test(merged_ranges_are_filled_and_told_apart),
		cmocka_unit_test(followers_keep_what_the_lead_is),
		cmocka_unit_test(sheets_come_in_order_hidden_ones_marked_charts_left_out),
		cmocka_unit_test(an_empty_sheet_has_no_rows),
		cmocka_unit_test(broken_places_are_named),
		cmocka_unit_test(entities_and_bombs_are_refused),
		cmocka_unit_test(merges_that_would_fill_the_memory_are_refused),
		cmocka_unit_test(other_zips_and_broken_ones_are_refused),
		cmocka_unit_test(a_cell_text_too_long_is_named),
		cmocka_unit_test(a_real_roster_is_read_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
