#include "tests/exchange/make_xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { STORE_BELOW = 1 << 20 };

static void *must(void *p)
{
	if (!p)
		abort();
	return p;
}

void *make_zip(const struct made_part *parts, size_t n_parts, size_t *n)
{
	zip_source_t *out = must(zip_source_buffer_create(NULL, 0, 1, NULL));
	zip_t *zip = must(zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, NULL));
	zip_source_keep(out);
	for (size_t i = 0; i < n_parts; i++) {
		size_t len = parts[i].n ? parts[i].n : strlen(parts[i].text);
		zip_source_t *in = must(zip_source_buffer(zip, parts[i].text, len, 0));
		zip_int64_t at = zip_file_add(zip, parts[i].name, in, ZIP_FL_ENC_UTF_8);
		if (at < 0)
			abort();
		/* Deflating takes most of a small book's time, which a fuzzer feels. */
		if (len < STORE_BELOW && zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0)
			abort();
	}
	if (zip_close(zip) != 0)
		abort();
	zip_stat_t st;
	if (zip_source_stat(out, &st) != 0 || zip_source_open(out) != 0)
		abort();
	*n = (size_t)st.size;
	void *bytes = must(malloc(*n));
	if (zip_source_read(out, bytes, *n) != (zip_int64_t)*n)
		abort();
	zip_source_close(out);
	zip_source_free(out);
	return bytes;
}

void *make_xlsx(const struct made_book *book, size_t *n)
{
	char *sheet = NULL;
	if (asprintf(&sheet, "<worksheet xmlns=\"" XLSX_MAIN "\">%s</worksheet>", book->sheet) < 0)
		abort();
	const struct made_part parts[] = {
		{"_rels/.rels", "<Relationships xmlns=\"" XLSX_PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" XLSX_RELATIONS
				"/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
		{"xl/workbook.xml", book->workbook ? book->workbook
						   : "<workbook xmlns=\"" XLSX_MAIN "\" xmlns:r=\"" XLSX_RELATIONS
						     "\"><sheets><sheet name=\"花名册\" sheetId=\"1\" r:id=\"rId1\"/>"
						     "</sheets></workbook>"},
		{"xl/_rels/workbook.xml.rels",
		 "<Relationships xmlns=\"" XLSX_PACKAGE "\">"
		 "<Relationship Id=\"rId1\" Type=\"" XLSX_RELATIONS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
		 "<Relationship Id=\"rId2\" Type=\"" XLSX_RELATIONS "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
		 "<Relationship Id=\"rId3\" Type=\"" XLSX_RELATIONS "/styles\" Target=\"./styles.xml\"/>"
		 "<Relationship Id=\"rId4\" Type=\"" XLSX_RELATIONS "/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>"
		 "</Relationships>"},
		{"xl/worksheets/sheet1.xml", sheet},
		{"xl/sharedStrings.xml", book->shared ? book->shared : "<sst/>"},
		{"xl/styles.xml", book->styles ? book->styles : "<styleSheet/>"},
	};
	void *bytes = make_zip(parts, sizeof parts / sizeof *parts, n);
	free(sheet);
	return bytes;
}
