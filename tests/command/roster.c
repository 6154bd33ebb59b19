#include "tests/command/roster.h"

#include <iconv.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/db.h"
#include "tests/codes.h"
#include "tests/exchange/make_xlsx.h"
#include "tests/store/dump.h"
#include "tests/test.h"

static char folder[64];
static struct wg_arena arena;

int start_roster(void **state)
{
	wg_office *office = NULL;
	struct wg_office_opts opts = {.codes = shipped_codes(), .uid = 1000, .actor = "王芳"};
	snprintf(folder, sizeof folder, "/tmp/wangge-roster-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(wg_office_create(&office, &opts, 1, NULL), WG_OK);
	run_ok(office, "sync-codes");
	*state = office;
	return 0;
}

int end_roster(void **state)
{
	wg_office *office = *state;
	char command[100];
	wg_office_close(&office);
	wg_arena_free(&arena);
	snprintf(command, sizeof command, "rm -r '%s'", folder);
	return system(command);
}

const char *file_path(const char *name)
{
	static char paths[8][200];
	static int next;
	char *path = paths[next++ % 8];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static const char *put_bytes(const char *name, const void *bytes, size_t n)
{
	const char *path = file_path(name);
	FILE *out = fopen(path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
	return path;
}

const char *put_text(const char *name, const char *encoding, const char *text)
{
	if (!encoding)
		return put_bytes(name, text, strlen(text));
	size_t in_left = strlen(text), room = in_left * 4 + 16, out_left = room;
	char *in = (char *)(uintptr_t)text, *out = malloc(room), *at = out;
	iconv_t to = iconv_open(encoding, "UTF-8");
	assert_true(to != (iconv_t)-1);
	assert_int_equal(iconv(to, &in, &in_left, &at, &out_left), 0);
	iconv_close(to);
	const char *path = put_bytes(name, out, room - out_left);
	free(out);
	return path;
}

static void add_rows(struct wg_buf *b, const char *rows)
{
	int row = 1, col = 0;
	wg_buf_printf(b, "<row r=\"%d\">", row);
	for (const char *s = rows; *s;) {
		size_t n = strcspn(s, "|\n");
		if (n > 0)
			wg_buf_printf(b, "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%.*s</t></is></c>", 'A' + col, row, (int)n, s);
		s += n;
		if (*s == '|')
			col++;
		if (*s == '\n') {
			col = 0;
			wg_buf_printf(b, "</row><row r=\"%d\">", ++row);
		}
		s += *s != '\0';
	}
	wg_buf_puts(b, "</row>");
}

static char *sheet_xml(const struct made_sheet *sheet)
{
	struct wg_buf b;
	wg_buf_init(&b, 1 << 20);
	wg_buf_puts(&b, "<worksheet xmlns=\"" XLSX_MAIN "\"><sheetData>");
	add_rows(&b, sheet->rows);
	wg_buf_puts(&b, "</sheetData>");
	if (sheet->merges) {
		wg_buf_puts(&b, "<mergeCells>");
		for (const char *s = sheet->merges; *s;) {
			size_t n = strcspn(s, " ");
			wg_buf_printf(&b, "<mergeCell ref=\"%.*s\"/>", (int)n, s);
			s += n + (s[n] == ' ');
		}
		wg_buf_puts(&b, "</mergeCells>");
	}
	wg_buf_puts(&b, "</worksheet>");
	char *xml = wg_arena_strdup(&arena, b.data);
	wg_buf_free(&b);
	return xml;
}

const char *put_workbook(const char *name, const struct made_sheet *sheets, size_t n)
{
	struct made_part parts[12] = {
		{"_rels/.rels", "<Relationships xmlns=\"" XLSX_PACKAGE "\"><Relationship Id=\"r\" Type=\"" XLSX_RELATIONS
				"/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", 0}};
	const char *book = "", *relations = "";
	assert_true(n <= 8);
	for (size_t i = 0; i < n; i++) {
		book = wg_arena_printf(&arena, "%s<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"s%zu\"%s/>", book, sheets[i].name,
				       i + 1, i, sheets[i].hidden ? " state=\"hidden\"" : "");
		relations = wg_arena_printf(&arena, "%s<Relationship Id=\"s%zu\" Type=\"" XLSX_RELATIONS
					    "/worksheet\" Target=\"worksheets/s%zu.xml\"/>", relations, i, i);
		parts[3 + i].name = wg_arena_printf(&arena, "xl/worksheets/s%zu.xml", i);
		parts[3 + i].text = sheet_xml(&sheets[i]);
	}
	parts[1].name = "xl/workbook.xml";
	parts[1].text = wg_arena_printf(&arena, "<workbook xmlns=\"" XLSX_MAIN "\" xmlns:r=\"" XLSX_RELATIONS
					"\"><sheets>%s</sheets></workbook>", book);
	parts[2].name = "xl/_rels/workbook.xml.rels";
	parts[2].text = wg_arena_printf(&arena, "<Relationships xmlns=\"" XLSX_PACKAGE "\">%s</Relationships>", relations);
	size_t size;
	void *bytes = make_zip(parts, 3 + n, &size);
	const char *path = put_bytes(name, bytes, size);
	free(bytes);
	return path;
}

const char *given(const char *name)
{
	return wg_arena_printf(&arena, "%s/tests/data/%s", getenv("WANGGE_SOURCE"), name);
}

const char *text_of_query(wg_office *office, const char *sql)
{
	struct wg_stmt *st = wg_query(office->db, sql);
	const char *text = wg_step(st) && wg_text(st, 0) ? wg_arena_strdup(&arena, wg_text(st, 0)) : "";
	assert_int_equal(wg_done(st, NULL), WG_OK);
	return text;
}

bool has_note(const struct wg_outcome *out, enum wg_note_kind kind, int64_t row, const char *column, const char *value)
{
	for (size_t i = 0; i < out->n_notes; i++) {
		const struct wg_note *n = &out->notes[i];
		if (n->kind == kind && (row == 0 || n->row == row) && strstr(n->column, column) && strstr(n->value, value))
			return true;
	}
	return false;
}

const struct wg_rows *table_of(const struct wg_outcome *out, const char *key)
{
	for (size_t i = 0; i < out->n_tables; i++) {
		if (strcmp(out->tables[i].key, key) == 0)
			return &out->tables[i];
	}
	return NULL;
}

int64_t created(const struct wg_outcome *out, const char *what)
{
	const struct wg_rows *t = table_of(out, "created");
	for (size_t i = 0; t && i < t->n; i++) {
		if (strcmp(t->at[i * 2].s, what) == 0)
			return t->at[i * 2 + 1].i;
	}
	return 0;
}

const char *dump_of(wg_office *office)
{
	return dump_office(office->db, &arena);
}

int start_small(void **state)
{
	start_roster(state);
	wg_office *office = *state;
	run_ok(office, "import households %s --under 大镇/东村社区/翠湖苑",
	       put_text("r.csv", NULL, "地址,姓名,联系电话,人员类别\n1-1-101,张伟,19900000001,独居\n1-1-102,=李娜,,\n1-1-201,王强,19900000003,\n1-1-202,赵四,,\n"
					"1-2-101,钱五,,低保、高龄\n1-2-102,孙六,,\n1-2-201,周七,,\n2-1-101,吴八,,\n"));
	run_ok(office, "import cadres %s --under 东村社区",
	       put_text("c.csv", NULL, "姓名,单位,电话\n许英,区民政局,19900007391\n石伟,区住建局,19900000048\n"));
	run_ok(office, "assign 1-1-101 1-1-102 1-1-201 1-2-101 1-2-102 --to 许英");
	run_ok(office, "assign 1-1-202 1-2-201 --to 石伟");
	return 0;
}

char *content_of(const char *path)
{
	static char text[40000];
	FILE *in = fopen(path, "rb");
	assert_non_null(in);
	size_t n = fread(text, 1, sizeof text - 1, in);
	fclose(in);
	text[n] = '\0';
	return text;
}
