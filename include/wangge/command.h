/* command.h: everything that can be done in an office, under one registry.
 * The command line, the palette, forms, scripts and the manual all read it.
 *
 *	struct wg_args args = {0};
 *	wg_args_add(&args, "households", "3-2-501");
 *	wg_args_add(&args, "to", "许英");
 *	wg_command_run(office, "assign", &args, NULL, &outcome, &error);
 */
#ifndef WANGGE_COMMAND_H
#define WANGGE_COMMAND_H

#include "base/arena.h"
#include "wangge/office.h"
#include "wangge/rows.h"

enum wg_param_type {
	WG_PARAM_TEXT,
	WG_PARAM_INT,
	WG_PARAM_FLAG,      /* given or not */
	WG_PARAM_CHOICE,    /* one of `choices`, separated by | */
	WG_PARAM_CODE,      /* a code of the list that `choices` names, or its name or another spelling */
	WG_PARAM_DATE,      /* 2026-11-20, 11-20, 昨天 */
	WG_PARAM_PLACE,     /* a path, or #id */
	WG_PARAM_HOUSEHOLD, /* a path, the head's name, or #id */
	WG_PARAM_WORKER,    /* a name, name:telephone tail, or #id */
	WG_PARAM_FILE_IN,
	WG_PARAM_FILE_OUT,
	WG_PARAM_PERSON,  /* a name, name:telephone tail, household/name, or #id */
	WG_PARAM_DOOR,    /* a path, also of an empty door; or #id of the door or of who lives there */
	WG_PARAM_NEED,    /* #id, or words of it */
	WG_PARAM_SUBJECT, /* whom or where something is for: a household, a person or a place, or #id of one */
};

enum {
	WG_PARAM_REQUIRED = 1,
	WG_PARAM_POSITIONAL = 2, /* given without its name, in the order of the registry */
	WG_PARAM_MANY = 4,       /* more than one value; a comma separates them after --name */
	WG_PARAM_PRIVATE = 8,    /* personal: the journal's command line does not repeat it */
};

struct wg_param {
	const char *name;
	enum wg_param_type type;
	unsigned flags;
	const char *choices;
	const char *help; /* msgid */
};

enum {
	WG_COMMAND_WRITE = 1,  /* one transaction, one batch, undoable; otherwise it only reads */
	WG_COMMAND_WHOLE = 2,  /* undone whole or not at all */
	WG_COMMAND_SYSTEM = 4, /* not undone by `undo` without a number, not in the palette */
	WG_COMMAND_BULK = 8,   /* created rows have no changes of their own */
	WG_COMMAND_FILE = 16,  /* reads only, but writes a file of the user's choice */
	WG_COMMAND_APP = 32,   /* carried out by the program itself (init, demo): listed here for help and documents */
	WG_COMMAND_CONSOLE = 64, /* of these: what the console can do as well (set) */
};

struct wg_command {
	const char *name; /* one or two words: "assign", "import households" */
	unsigned flags;
	const struct wg_param *params;
	size_t n_params;
	const char *summary; /* msgid */
};

size_t wg_command_count(void);
const struct wg_command *wg_command_at(size_t i);
const struct wg_command *wg_command_find(const char *name);

/* Arguments as text, in the order given. Names and values are borrowed. */
enum { WG_ARGS_MAX = 4096 };
struct wg_arg {
	const char *name, *value;
};
struct wg_args {
	struct wg_arg *at;
	size_t n, cap;
};
void wg_args_add(struct wg_args *args, const char *name, const char *value);
const char *wg_args_get(const struct wg_args *args, const char *name); /* the first; NULL = not given */
void wg_args_free(struct wg_args *args);

enum wg_note_kind {
	WG_NOTE_INFO,
	WG_NOTE_WARNING, /* done, but somebody should look */
	WG_NOTE_ERROR,   /* this row was not taken */
	WG_NOTE_REFUSAL, /* a rule says no */
};

/* Something to tell about one row. sheet, row and column are those of the file, "" and 0 when there is none. */
struct wg_note {
	enum wg_note_kind kind;
	const char *sheet;
	int64_t row;
	const char *column;
	const char *value;
	struct wg_message message;
};

/* What a command did, would do, or found. All memory is its own; free it with wg_outcome_free(). */
struct wg_outcome {
	struct wg_message said; /* one sentence */
	struct wg_rows *tables; /* what it found or did, the main one first */
	size_t n_tables;
	struct wg_note *notes;
	size_t n_notes, n_errors, n_warnings, n_refusals;
	int64_t batch;     /* 0 = nothing was written */
	int64_t changes;   /* values written */
	char digest[33];   /* of what a write does: the same for a preview and the run that follows it */
	bool failed_check; /* exit status 1: check has found something */
	struct wg_outcome_memory *memory;
};
void wg_outcome_free(struct wg_outcome *outcome);

enum wg_run {
	WG_RUN,
	WG_PREVIEW, /* the same path, then rolled back */
};

struct wg_run_opts {
	enum wg_run run;
	const char *expect; /* digest of the preview that was shown: another result stops with WG_ESTALE; NULL = any */
	const char
		*op_id; /* one intent of the caller: a second run with it does nothing and says so; NULL = a new one */
	/* progress: done in 0 … 1; false cancels. May be NULL. */
	bool (*tick)(void *user, double done);
	void *user;
};

/* Runs a command. The outcome is filled in on success and on refusal (notes say which rows and rules). opts may be
 * NULL. */
enum wg_err wg_command_run(wg_office *office, const char *name, const struct wg_args *args,
			   const struct wg_run_opts *opts, struct wg_outcome *outcome, struct wg_error *e);

/* What a value typed for a parameter is understood as, in words: the date in full, the household's door and head.
 * *meant is "" when there is nothing to add. Errors say what is wrong with it. */
enum wg_err wg_param_meaning(wg_office *office, const struct wg_param *param, const char *value, struct wg_arena *a,
			     const char **meant, struct wg_error *e);

/* Splits a line as it is typed in the palette or a script: words, quotes "…" and '…'. Finds the command, sorts the
 * words into parameters. args borrows from line, which is written to. */
enum wg_err wg_command_parse(char *line, const struct wg_command **command, struct wg_args *args, struct wg_error *e);

/* The same from words that are already split (argv). */
enum wg_err wg_command_words(char **words, size_t n, const struct wg_command **command, struct wg_args *args,
			     struct wg_error *e);

#endif
