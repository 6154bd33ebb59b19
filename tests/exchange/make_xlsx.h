/* make_xlsx.h: workbooks made by hand, part by part, for what no program writes on request. */
#ifndef WANGGE_TESTS_EXCHANGE_MAKE_XLSX_H
#define WANGGE_TESTS_EXCHANGE_MAKE_XLSX_H

#include <stddef.h>

struct made_part {
	const char *name, *text;
	size_t n; /* bytes of text; 0 = its length */
};

/* A zip of the parts, from malloc(). */
void *make_zip(const struct made_part *parts, size_t n_parts, size_t *n);

/* A workbook of one sheet; NULL parts are ordinary ones (shared and styles: none). sheet: what stands in <worksheet>. */
struct made_book {
	const char *workbook, *sheet, *shared, *styles;
};

void *make_xlsx(const struct made_book *book, size_t *n);

#define XLSX_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XLSX_PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

#endif
