#include "tests/test.h"

#include "tests/exchange/check_book.h"

static struct wg_book *page(const char *text)
{
	return book_of_bytes("导出.xls", text, strlen(text));
}

/* All cells of a sheet, rows ended by |, fields by a comma. */
static void holds(const char *text, size_t sheet, const char *expected)
{
	char all[1000] = "";
	size_t n = 0;
	struct wg_book *book = page(text);
	for (size_t r = 0; r < wg_book_rows(book, sheet); r++) {
		for (size_t c = 0; c < wg_book_cols(book, sheet); c++)
			n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", c ? "," : "",
					      wg_book_cell(book, sheet, r, c).text);
		n += (size_t)snprintf(all + n, sizeof all - n, "|");
	}
	assert_string_equal(all, expected);
	wg_book_close(&book);
}

static void a_table_of_a_web_page_is_a_sheet(void **state)
{
	(void)state;
	holds("<html><head><title>x</title></head><body><h1>名单</h1><table "
	      "border=1><thead><tr><th>姓名</th><th>房号</th></tr>"
	      "</thead><tbody><tr><td>张三</td><td>101</td></tr></tbody></table></body></html>",
	      0, "姓名,房号|张三,101|");
	struct wg_book *book = page("\xEF\xBB\xBF\n<TABLE><TR><TD>a</TABLE>");
	assert_int_equal(wg_book_format(book), WG_BOOK_HTML);
	assert_string_equal(wg_book_sheet_name(book, 0), "表1");
	assert_string_equal(wg_book_encoding(book), "UTF-8");
	wg_book_close(&book);
}

static void sloppy_tags_are_read_as_a_browser_does(void **state)
{
	(void)state;
	holds("<table><tr><td>a<td>b<tr><td>c<td>d</table>", 0, "a,b|c,d|");
	holds("<table><td>a</td><td>b</td></table>", 0, "a,b|");
	holds("<table><tr><td>a</td></td></tr></tr><tr><td>b", 0, "a|b|");
	holds("<table><tr><td>1 < 2 & 3 > 2</td></tr></table>", 0, "1 < 2 & 3 > 2|");
	holds("<table><tr><td title='a>b'>x</td><td title=a>y</td></tr></table>", 0, "x,y|");
	holds("<table><tr><td><font color=red><b>王</b>芳</font></td></tr></table>", 0, "王芳|");
	holds("<!-- <table><tr><td>no</td></tr></table> --><table><!--[if gte mso 9]><xml>x</xml><![endif]-->"
	      "<tr><td>yes</td></tr></table>",
	      0, "yes|");
	holds("<style>td{}</style><script>var "
	      "a='<table><tr><td>no';</script><table><tr><td>yes<style>x</style></td></tr></table>",
	      0, "yes|");
}

static void characters_by_name_and_blanks_become_plain_text(void **state)
{
	(void)state;
	holds("<table><tr><td>&nbsp;张&nbsp;三 &nbsp;</td><td>A&amp;B &lt;1&gt; "
	      "&quot;x&quot;</td><td>&#20013;&#x56FD;&#xe9</td>"
	      "<td>&unknown; &</td></tr></table>",
	      0, "张 三,A&B <1> \"x\",中国é,&unknown; &|");
	holds("<table><tr><td>\n  3栋\n  2单元 </td><td>上<br>下<br/></td><td><p>一</p><p>二</p></td></tr></table>", 0,
	      "3栋 2单元,上\n下,一\n二|");
	holds("<table><tr><td>&#0;x&#xD800;&#99999999;</td></tr></table>", 0, "x\xEF\xBF\xBD\xEF\xBF\xBD|");
}

static void spans_are_merged_ranges(void **state)
{
	const char *text =
		"<table><tr><td colspan=3>花名册</td></tr><tr><th rowspan=\"2\">楼栋</th><th colspan='2'>住户</th></tr>"
		"<tr><td>姓名</td><td>房号</td></tr><tr><td rowspan=3>1栋</td><td>张</td><td>101</td></tr>"
		"<tr><td>王</td><td>102</td></tr><tr><td>李</td><td>201</td></tr><tr><td>2栋</td><td>赵</td><td>101</"
		"td></tr>"
		"</table>";
	(void)state;
	holds(text, 0,
	      "花名册,花名册,花名册|楼栋,住户,住户|楼栋,姓名,房号|1栋,张,101|1栋,王,102|1栋,李,201|2栋,赵,101|");
	struct wg_book *book = page(text);
	assert_int_equal(wg_book_cell(book, 0, 3, 0).flags, WG_CELL_LEAD);
	assert_int_equal(wg_book_cell(book, 0, 4, 0).flags, WG_CELL_FOLLOWER);
	assert_int_equal(wg_book_cell(book, 0, 4, 1).flags, 0);
	wg_book_close(&book);
	holds("<table><tr><td rowspan=0 colspan=-1>a</td><td rowspan=99999999>b</td></tr><tr><td>c</td></tr></table>",
	      0, "a,b|c,b|");
}

static void several_tables_are_several_sheets_and_empty_ones_none(void **state)
{
	const char *text = "<table><tr><td><table><tr><td>内</td></tr></table>外</td></tr></table>"
			   "<table><tr><td>&nbsp;</td></tr></table><table><tr><td>后</td></tr></table>";
	(void)state;
	struct wg_book *book = page(text);
	assert_int_equal(wg_book_sheets(book), 3);
	wg_book_close(&book);
	holds(text, 0, "外|");
	holds(text, 1, "内|");
	holds(text, 2, "后|");
}

static void numbers_keep_what_the_page_still_knows_of_them(void **state)
{
	struct wg_book *book =
		page("<table><tr><td>430302198001011234</td><td>4.30302E+17</td><td x:num=\"13800138000\">1.38E+10</td>"
		     "<td x:num=\"0.5\">50%</td><td>007</td></tr></table>");
	(void)state;
	assert_cell(book, 0, 0, "430302198001011234");
	assert_int_equal(wg_book_cell(book, 0, 0, 0).flags, 0);
	assert_cell(book, 0, 1, "430302000000000000");
	assert_int_equal(wg_book_cell(book, 0, 0, 1).flags, WG_CELL_NUMBER | WG_CELL_DAMAGED);
	assert_cell(book, 0, 2, "13800138000");
	assert_int_equal(wg_book_cell(book, 0, 0, 2).flags, WG_CELL_NUMBER);
	assert_cell(book, 0, 3, "50%");
	assert_cell(book, 0, 4, "007");
	wg_book_close(&book);
}

static void a_page_in_gb18030_is_read_and_can_be_forced(void **state)
{
	static const char gb[] =
		"<html><meta charset=gb2312><table><tr><td>\xD0\xD5\xC3\xFB</td><td>\xB7\xBF\xBA\xC5</td></tr>"
		"<tr><td>\xD5\xC5\xCE\xB0</td><td>101</td></tr></table>";
	struct wg_book *book = book_of_bytes("a.xls", gb, sizeof gb - 1);
	(void)state;
	assert_cell(book, 1, 0, "张伟");
	assert_string_equal(wg_book_encoding(book), "GB18030");
	wg_book_close(&book);
	struct wg_error e = {0};
	assert_int_equal(
		wg_book_read(&book, "a.xls", gb, sizeof gb - 1, &(struct wg_book_options){.encoding = "klingon"}, &e),
		WG_EUSAGE);
}

static const char xml[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
	"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
	"xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
	"<Worksheet ss:Name=\"一栋\"><Table><Row><Cell ss:MergeAcross=\"2\"><Data "
	"ss:Type=\"String\">花名册</Data></Cell>"
	"<Cell><Data ss:Type=\"String\">右</Data></Cell></Row>"
	"<Row ss:Index=\"3\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">1栋</Data></Cell>"
	"<Cell><Data ss:Type=\"Number\">101</Data></Cell><Cell><Data "
	"ss:Type=\"DateTime\">1982-02-18T00:00:00.000</Data></Cell></Row>"
	"<Row><Cell ss:Index=\"2\" ss:Formula=\"=1+1\"><Data ss:Type=\"Number\">4.3030219800101E+17</Data></Cell>"
	"<Cell><ss:Data ss:Type=\"String\" "
	"xmlns=\"http://www.w3.org/TR/REC-html40\"><B>张</B>三</ss:Data><Comment><ss:Data>批注</ss:Data>"
	"</Comment></Cell><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell><Cell><Data "
	"ss:Type=\"Boolean\">1</Data></Cell></Row>"
	"</Table></Worksheet><Worksheet ss:Name=\"旧\"><Table><Row><Cell><Data "
	"ss:Type=\"String\">x</Data></Cell></Row></Table>"
	"<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";

static void a_workbook_saved_as_xml_is_read_like_any_other(void **state)
{
	struct wg_book *book = page(xml);
	(void)state;
	assert_int_equal(wg_book_format(book), WG_BOOK_XML);
	assert_int_equal(wg_book_sheets(book), 2);
	assert_string_equal(wg_book_sheet_name(book, 0), "一栋");
	assert_true(wg_book_sheet_hidden(book, 1));
	wg_book_close(&book);
	holds(xml, 0, "花名册,花名册,花名册,右,|,,,,|1栋,101,1982-02-18,,|1栋,430302198001010000,张三,#N/A,TRUE|");
}

static void what_is_no_table_is_refused_with_what_to_do(void **state)
{
	static const char empty[] = "<html><body>请登录</body></html>",
			  cut[] = "<?xml version=\"1.0\"?><Workbook><Worksheet>",
			  entity[] = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><Workbook></Workbook>",
			  archive[] = "MIME-Version: 1.0\nContent-Type: multipart/related\n";
	(void)state;
	refused("a.xls", empty, sizeof empty - 1, "a.xls is a web page without a table");
	refused("a.xls", cut, sizeof cut - 1,
		"a.xls is damaged in line 1: open it in Excel or WPS and save it as .xlsx");
	refused("a.xls", entity, sizeof entity - 1, "a.xls is not a workbook: it has a document type");
	refused("a.xls", archive, sizeof archive - 1,
		"a.xls is a web archive (.mht): open it in Excel or WPS and save it as .xlsx");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_of_a_web_page_is_a_sheet),
		cmocka_unit_test(sloppy_tags_are_read_as_a_browser_does),
		cmocka_unit_test(characters_by_name_and_blanks_become_plain_text),
		cmocka_unit_test(spans_are_merged_ranges),
		cmocka_unit_test(several_tables_are_several_sheets_and_empty_ones_none),
		cmocka_unit_test(numbers_keep_what_the_page_still_knows_of_them),
		cmocka_unit_test(a_page_in_gb18030_is_read_and_can_be_forced),
		cmocka_unit_test(a_workbook_saved_as_xml_is_read_like_any_other),
		cmocka_unit_test(what_is_no_table_is_refused_with_what_to_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
