/* import_file.h: a roster as records: sheets chosen, headers found, columns understood, and the list of problems.
 * Shared by the imports; it knows no households. */
#ifndef WANGGE_COMMAND_IMPORT_FILE_H
#define WANGGE_COMMAND_IMPORT_FILE_H

#include "command/call.h"
#include "command/import_names.h"
#include "exchange/header.h"

enum { WG__FIELDS_MAX = 48 };

struct wg__mapping;

/* A sheet that is read. field: for each column of the header the index of its key, or -1. Numbered columns (家庭成员2)
 * have the field of the word without the number. */
struct wg__sheet {
	size_t index;
	const char *name;
	struct wg_header header;
	int *field;
	const char **hand; /* what was said of a column by hand, now or before: a key, "none"; NULL = nothing */
	const struct wg__mapping *mapping; /* what is remembered of this header; NULL = nothing */
	const struct wg_code **care; /* a column called after a care group, ticked where it applies; NULL = none */
	bool has[WG__FIELDS_MAX];
	size_t n_rows; /* with data */
};

/* keys: the fields of the table ("households", "cadres" or "library") in the order of the caller's enum. */
struct wg__file {
	struct wg_call *c;
	struct wg_arena arena; /* of the import; the outcome has its own */
	struct wg_book *book;
	const char *name; /* the file's name without folders */
	const char *table;
	const char *const *keys;
	size_t n_keys;
	struct wg__sheet *sheets;
	size_t n_sheets;
	struct wg__names words; /* "list\x1fword" to an index of the code lists */
	size_t counted[WG_NOTE_REFUSAL + 1];
};

/* One row: for each field the first of its columns that holds something. column: its place in the sheet. */
struct wg__record {
	const struct wg__sheet *sheet;
	size_t row;
	struct wg_cell at[WG__FIELDS_MAX];
	int column[WG__FIELDS_MAX]; /* -1 = no such column */
};

/* Reads the parameters file, encoding, sheet and map, finds the headers and fills in the outcome's tables "file" and
 * "columns". Hidden sheets are passed over unless named. Close it also after an error. */
enum wg_err wg__file_open(struct wg__file *f, struct wg_call *c, const char *table, const char *const *keys,
			  size_t n_keys, struct wg_error *e);
void wg__file_close(struct wg__file *f);

/* False for rows that are none: empty, sums, headers again. */
bool wg__file_record(struct wg__file *f, struct wg__sheet *sheet, size_t row, struct wg__record *out);

/* Sets the record's cell of a field to that of its n-th column, counted from 0; false when there are fewer. */
bool wg__file_column(struct wg__file *f, struct wg__record *r, int field, size_t n);

/* The next record after (*sheet, *row), which start as 0; false at the end. */
bool wg__file_next(struct wg__file *f, size_t *sheet, size_t *row, struct wg__record *out);

/* The cell belongs to a merged range that began in a row above. */
bool wg__is_continued(const struct wg__file *f, const struct wg__record *r, int field);

/* A problem of the record; field < 0: of the whole row. The first 200 of a kind are listed, all are counted. */
void wg__problem(struct wg__file *f, enum wg_note_kind kind, const struct wg__record *r, int field, const char *value,
		 const char *msgid, const char *types, ...);

/* The same with a sentence that somebody else made. */
void wg__problem_said(struct wg__file *f, enum wg_note_kind kind, const struct wg__record *r, int field,
		      const char *value, const struct wg_message *message);

/* Says how many problems were not listed, a line a kind. */
void wg__problems_end(struct wg__file *f);

/* "F 身份证号码" */
const char *wg__column_name(struct wg__file *f, const struct wg__sheet *sheet, size_t column);

/* The stored form of a text, in the arena of the file; "" for nothing and for signs that stand for it (-, /, 无). */
const char *wg__clean(struct wg__file *f, const char *text, int how);

/* The code that a word of a roster means; NULL when there is none. What stands in brackets may be left out. */
const struct wg_code *wg__code_of(struct wg__file *f, const char *list, const char *word);

/* Calls fn for each word of a cell, split at 、，,;；/| and blanks. The word is in the arena. */
typedef void wg__word_fn(void *user, const char *word);
void wg__each_word(struct wg__file *f, const char *text, wg__word_fn *fn, void *user);

/* Yes, no, or nothing known: 1, 0, -1. */
int wg__yes_no(const char *text);

#endif
