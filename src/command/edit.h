/* edit.h: one row's fields, each a parameter of its command: the value is checked, written, or cleared when it is
 *empty.
 *
 * The outcome's table "fields" names each field with what stands there now and what the caller wants; a command without
 * any field to change is how a form learns what there is. Given --version, a row that somebody has saved since is
 * WG_ESTALE, and the same table shows both sides.
 *
 *	wg__edit_open() → wg__edit_other() … → wg__edit_stale() → the command's own rules → wg__edit_write() */
#ifndef WANGGE_COMMAND_EDIT_H
#define WANGGE_COMMAND_EDIT_H

#include "command/call.h"

enum wg__edit_kind {
	WG__EDIT_LINE,
	WG__EDIT_NAME,
	WG__EDIT_PHONE,
	WG__EDIT_IDNO,
	WG__EDIT_BIRTH,
	WG__EDIT_DAY,
	WG__EDIT_NUMBER, /* 1 … 9999 */
	WG__EDIT_AMOUNT, /* 0 … 1000000000 */
	WG__EDIT_CODE,
	WG__EDIT_CHOICE, /* words[i] is kept as base + i */
	WG__EDIT_DOOR,
	WG__EDIT_PLACE, /* a place, not an area */
	WG__EDIT_WORKER,
	WG__EDIT_SLOTS,       /* half-days of the week */
	WG__EDIT_CODES,       /* several of a list, kept with blanks between */
	WG__EDIT_LAST_SECOND, /* a day, kept as its last second */
};

struct wg__edit_field {
	const char *param;
	int col;
	enum wg__edit_kind kind;
	bool must;        /* cannot be cleared */
	const char *list; /* CODE, CODES */
	const char *words[2];
	int base;
};

struct wg__edit {
	struct wg_call *c;
	enum wg_table_id table;
	int64_t id, version;
	const struct wg__edit_field *fields;
	size_t n;
	struct wg_value before[WG_MAX_COLUMNS], after[WG_MAX_COLUMNS]; /* the row as it is, and as it is wanted */
	struct wg_rows *rows;
};

/* Reads the row and the fields that were given. What is wrong with one is a refusal that names it. */
enum wg_err wg__edit_open(struct wg__edit *m, struct wg_error *e);

/* The same for a row that is to be made, without the table. */
enum wg_err wg__edit_new(struct wg__edit *m, struct wg_error *e);

/* A row of the table for a field that is no column. yours: NULL = not given. */
void wg__edit_other(struct wg__edit *m, const char *param, const char *now, const char *yours);

enum wg_err wg__edit_stale(const struct wg__edit *m, const char *name, struct wg_error *e);

/* A refusal; the note's column is the parameter. */
void wg__edit_refuse(struct wg__edit *m, const char *param, const char *value, const char *msgid, const char *types,
		     ...);

/* Writes what is different and says how many values of whom; other: how many the command writes itself. Nothing is
 * written when something was refused. */
enum wg_err wg__edit_write(struct wg__edit *m, const char *name, int other, struct wg_error *e);

#endif
