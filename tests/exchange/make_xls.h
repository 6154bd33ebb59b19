/* make_xls.h: old workbooks (BIFF8 in an OLE container) made byte by byte, for tests. */
#ifndef WANGGE_TESTS_EXCHANGE_MAKE_XLS_H
#define WANGGE_TESTS_EXCHANGE_MAKE_XLS_H

#include <stddef.h>
#include <stdint.h>

enum made_type { MADE_TEXT, MADE_NUMBER, MADE_RK, MADE_FORMULA, MADE_FORMULA_TEXT, MADE_ERROR, MADE_BOOL };

/* style 0 is General; style i > 0 has the i-th of the formats. */
struct made_cell {
	int row, col;
	enum made_type type;
	const char *text; /* ASCII or UTF-8 of the basic plane */
	double number;
	int style;
};

struct made_range {
	int row, last_row, col, last_col;
};

struct made_xls_sheet {
	const char *name;
	const struct made_cell *cells; /* by row, then column */
	size_t n_cells;
	struct made_range merge; /* all 0 = none */
	int hidden;
};

struct made_xls {
	const struct made_xls_sheet *sheets;
	size_t n_sheets;
	const char *format[4]; /* codes of number formats; a number ("31") is a built-in one */
	int filepass;          /* protected by a password */
	const char *stream;    /* the stream's name; NULL = Workbook */
	size_t split;          /* > 0: the shared texts go on in a new record after so many bytes */
};

/* From malloc(). */
void *make_xls(const struct made_xls *made, size_t *n);

/* An OLE container of one stream, from malloc(). */
void *make_ole(const char *name, const void *stream, size_t len, size_t *n);

#endif
