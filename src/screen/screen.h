/* screen.h: what all screens have in common. A screen is a const table of functions and a state; NULL slots take the
 * default. It paints cells and answers actions; it knows no terminal, writes nothing and holds no SQL.
 *
 * A round of the console (app/ turns the wheel):
 *
 *	wg_ui_event() for all events there are → wg_ui_load() → wg_ui_paint() → the terminal shows ui->cells
 */
#ifndef WANGGE_SCREEN_SCREEN_H
#define WANGGE_SCREEN_SCREEN_H

#include "view/action.h"
#include "view/cells.h"
#include "view/footer.h"
#include "view/input.h"
#include "view/list.h"
#include "wangge/command.h"
#include "wangge/office.h"

typedef enum wg_err wg_face_run(wg_office *office, const char *name, const struct wg_args *args,
				const struct wg_run_opts *opts, struct wg_outcome *outcome, struct wg_error *e);

/* The one way from screens to commands. run and preview are NULL where nothing may be written. */
struct wg_face {
	wg_office *office;
	wg_face_run *read, *run, *preview;
	enum wg_err (*parse)(char *line, const struct wg_command **command, struct wg_args *args, struct wg_error *e);
};

/* What a screen shows: a write that touches it makes the screen stale. */
enum {
	WG_TOPIC_PLACE = 1,
	WG_TOPIC_HOUSEHOLD = 2,
	WG_TOPIC_WORKER = 4,
	WG_TOPIC_CONTACT = 8,
	WG_TOPIC_JOURNAL = 16,
	WG_TOPIC_ALL = 31,
};

/* What was typed into a form and not yet done, kept outside of the office by whoever runs the console. */
struct wg_drafts {
	void *user;
	/* False when there is none. at: when it was kept, Unix seconds. */
	bool (*read)(void *user, const char *name, struct wg_arena *a, const char **text, int64_t *at);
	bool (*write)(void *user, const char *name, const char *text, size_t len); /* lasting when it returns */
	void (*drop)(void *user, const char *name);
};

struct wg_ui;
struct wg_screen;
struct wg_sift;

enum { WG_CRUMBS = 400, WG_UI_FOOT = 12, WG_UI_MESSAGE = 800, WG_UI_SAID = 60, WG_UI_LABEL = 128 };

struct wg_screen_ops {
	const char *name;  /* "grid": also the folder of its tests */
	const char *title; /* msgid: tab, crumbs */
	int number;        /* 1 … 9: its tab and key; 0: opened by others */
	size_t state_size; /* screen->state: that many zeroed bytes */
	unsigned depends;  /* WG_TOPIC_x */

	/* argument: what to open it on, NULL = nothing said. */
	enum wg_err (*open)(struct wg_screen *s, const char *argument, struct wg_error *e);
	void (*close)(struct wg_screen *s);
	/* Reads everything that is shown into back, which becomes s->front when it went well; then finds cursors again
	 * (wg_list_reload). On an error the state still shows what it showed before. */
	enum wg_err (*load)(struct wg_screen *s, struct wg_arena *back, struct wg_error *e);
	/* The scopes whose keys work now, innermost first, without GLOBAL; how many. Default: LIST. */
	int (*scopes)(const struct wg_screen *s, enum wg_scope out[WG_SCOPES]);
	/* The list that has the focus; NULL = none. Movement and marks are done there when action does not take them.
	 */
	struct wg_list *(*list)(struct wg_screen *s);
	/* Keys have paused: there is time for what ui->behind was set for. */
	void (*rest)(struct wg_screen *s);
	/* The list that /, f, \, [ and ] are about, when this action asks (BACK: the one Esc would clear); see sift.h.
	 * NULL: there is none. */
	struct wg_sift *(*sift)(struct wg_screen *s, enum wg_action action);
	/* What is listed, in its order, for a file: rows from the from-th on, as many as are at hand; none: that was
	 * all. In the arena. NULL: the screen is no list. */
	enum wg_err (*listed)(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			      struct wg_error *e);
	/* The label of the field in which a parameter of the command in question is given; NULL: it has none. */
	const char *(*field)(struct wg_screen *s, const char *param);
	/* First look at every event: prompts, panels and forms take what is typed. True = taken. */
	bool (*event)(struct wg_screen *s, const struct wg_event *ev);
	/* Why an action cannot be done with what is under the cursor, a msgid; NULL: it can. Default: everything can. */
	const char *(*why_not)(const struct wg_screen *s, enum wg_action action);
	/* What is special to this screen; its needs are already met. False = not here. */
	bool (*action)(struct wg_screen *s, enum wg_action action);
	/* Esc peels off one layer; false = there is none. Default: the list's range. */
	bool (*back)(struct wg_screen *s);
	/* Between crumbs and status row. */
	void (*paint)(struct wg_screen *s, struct wg_cells *c, struct wg_rect r);
	/* left: where one is; right: its counters. */
	void (*crumbs)(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS]);
	/* Right end of the status row. Default: position and marks of the list. */
	void (*position)(struct wg_screen *s, char out[WG_CRUMBS]);
	/* The keys at the foot where they are not those of the scopes: prompts, in which letters are text. Labels are
	 * msgids. The last one stays at the right end. Always the same, ended by {0}; or how many, 0: those of the
	 * scopes. */
	const struct wg_footer_item *keys;
	int (*foot)(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT]);
	/* What a command begun here is most likely about, in the form it is typed: a path for a place, #ids separated
	 * by commas for households. NULL = nothing. */
	const char *(*argument)(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a);
	/* What was chosen here has been dealt with: marks and range go. Default: those of the list that has the focus.
	 */
	void (*done)(struct wg_screen *s);
	/* Another screen sends the user here: a command line that says what is to be shown. NULL: it shows what it shows.
	 */
	void (*show)(struct wg_screen *s, const char *line);
	/* Where one is, in one line without control characters, and back to it in another run; what cannot be found is
	 * passed over. */
	void (*remember)(struct wg_screen *s, char out[WG_CRUMBS]);
	void (*recall)(struct wg_screen *s, const char *where);
};

struct wg_screen {
	const struct wg_screen_ops *ops;
	struct wg_ui *ui;
	void *state;
	struct wg_arena front, back; /* rows on show live in front until the next load has succeeded */
	struct wg_screen *gone;      /* taken off, but closed only when the event that did it is over */
	bool stale, loaded;          /* loaded: has been read once; a layer that cannot be is taken off again */
};

enum { WG_UI_SCREENS = 12, WG_UI_LAYERS = 4, WG_UI_MIN_ROWS = 24, WG_UI_MIN_COLS = 80, WG_UI_TAB_ROWS = 28 };

/* Numbered screens stay open; layers lie above them, the last one on top. */
struct wg_ui {
	const struct wg_face *face;
	const struct wg_keys *keys;
	wg_translate *tr;
	const struct wg_command *command;         /* that was run last */
	const char *user, *file;                  /* top right */
	const struct wg_screen_ops *const *known; /* screens that are opened by name; ended by NULL, or NULL */
	struct wg_screen *screens[WG_UI_SCREENS], *layers[WG_UI_LAYERS];
	struct wg_screen *gone;
	int n_screens, n_layers, current;
	struct wg_cells cells;
	struct wg_key held[WG_KEY_SEQUENCE]; /* the first key of a sequence */
	int n_held;
	char message[WG_UI_MESSAGE];
	enum wg_role message_role;
	struct wg_said {
		int64_t at; /* Unix seconds; 0 = none */
		enum wg_role role;
		char text[WG_UI_MESSAGE];
	} said[WG_UI_SAID]; /* what stood in the message row, a ring; said[n_said % WG_UI_SAID] is the next to go */
	size_t n_said;
	bool quit, redraw; /* redraw: the terminal is to be painted anew; whoever does it sets it back */
	/* What follows the cursor (a card) may stay behind while keys come fast: settled says that there is time,
	 * behind that something waits for it. */
	bool settled, behind;
	const struct wg_drafts *drafts; /* NULL = none are kept */
	bool english;                   /* names of codes in English */
	int confirm_above;              /* a change of more households than this is shown before it is done */
	char copy[16384];               /* for the clipboard, "" = nothing; whoever takes it empties it */
	const char *copy_file;          /* where whoever takes it writes it, too; NULL = nowhere */
	/* Long work: shows the cells as they are and looks at the keys; false when the user wants to stop. NULL = never
	 * asked. */
	bool (*glance)(void *app);
	/* A command of the program itself (WG_COMMAND_CONSOLE), such as set; says what came of it. NULL = there are
	 * none. */
	bool (*own)(void *app, const struct wg_command *command, const struct wg_args *args);
	void *app;
	int64_t began, glanced, moved; /* monotonic ns; moved: when done last grew */
	double done;
	bool working; /* the message tells how far it is; what stood there before comes back */
	char before[WG_UI_MESSAGE];
	enum wg_role before_role;
};

void wg_ui_init(struct wg_ui *ui, const struct wg_face *face, const struct wg_keys *keys, wg_translate *tr);
void wg_ui_free(struct wg_ui *ui);

/* A numbered screen; screens are added in the order of their numbers. */
enum wg_err wg_ui_add(struct wg_ui *ui, const struct wg_screen_ops *ops, struct wg_error *e);
/* False when no screen has that number. */
bool wg_ui_go(struct wg_ui *ui, int number);
/* To the numbered screen of that name, which shows what a command line asks for. False when there is none. */
bool wg_ui_show(struct wg_ui *ui, const char *name, const char *line);
/* A layer above what is shown; Esc or q takes it off. */
enum wg_err wg_ui_push(struct wg_ui *ui, const struct wg_screen_ops *ops, const char *argument, struct wg_error *e);
/* The same by the name of a known screen; what goes wrong is said. */
bool wg_ui_open(struct wg_ui *ui, const char *name, const char *argument);
void wg_ui_pop(struct wg_ui *ui);
struct wg_screen *wg_ui_top(const struct wg_ui *ui); /* what has the keys; NULL before the first wg_ui_add() */
struct wg_screen *wg_ui_screen(const struct wg_ui *ui, const char *name); /* NULL when there is none */

struct wg_screen *wg_ui_below(const struct wg_ui *ui, const struct wg_screen *s); /* what a layer lies upon */

bool wg_ui_writes(const struct wg_ui *ui);
void wg_ui_stale(struct wg_ui *ui, unsigned topics);
void wg_ui_say(struct wg_ui *ui, enum wg_role role, const char *text); /* text: already translated */
void wg_ui_complain(struct wg_ui *ui, const struct wg_error *e);
/* The name of a code in the language of the screen; the code itself when it is unknown. */
const char *wg_ui_code(const struct wg_ui *ui, const char *list, const char *code);
/* A message in words; parameters named as on the command line (--under) by the fields where they are given. */
const char *wg_ui_sentence(const struct wg_ui *ui, const struct wg_message *m, char *out, size_t cap);

/* What a parameter is called in a form: its help, up to the first colon or comma. */
void wg_ui_label(const struct wg_ui *ui, const char *help, char out[WG_UI_LABEL]);

/* How a command is run from a screen: what takes long shows how far it is, and Ctrl+C or Esc cancel it. tick is for
 * other long work; wg_ui_begin() says that it begins. */
struct wg_run_opts wg_ui_opts(struct wg_ui *ui, enum wg_run run);
void wg_ui_begin(struct wg_ui *ui);
bool wg_ui_tick(void *ui, double done);
void wg_ui_paint_message(struct wg_ui *ui); /* over the cells as they are */
/* The mouse: a click chooses a row or a tab, a second one opens the row, the wheel moves. */
void wg_ui_pointer(struct wg_ui *ui, struct wg_screen *s, const struct wg_event *ev);
int wg_ui_tab_at(const struct wg_ui *ui, int row, int col); /* the number of the screen; 0 = no tab there */
/* Runs a READ command, or the preview of a WRITE command. */
enum wg_err wg_ui_read(struct wg_ui *ui, const char *name, const struct wg_args *args, struct wg_outcome *outcome,
		       struct wg_error *e);

/* Runs a WRITE command, says what was done and how to take it back, and marks screens stale. expect: the digest of the
 * preview that was shown, NULL = none. True when it was done; else it was said why not. */
bool wg_ui_run(struct wg_ui *ui, const char *name, const struct wg_args *args, const char *expect);
/* The same, but what went wrong is left to the caller, with the outcome (freed by the caller). */
enum wg_err wg_ui_try(struct wg_ui *ui, const char *name, const struct wg_args *args, const char *expect,
		      struct wg_outcome *outcome, struct wg_error *e);
/* A command line as typed: what it finds is opened as a list, what it writes is done. */
bool wg_ui_line(struct wg_ui *ui, const char *line);
/* The same, but what writes is shown first and done with Enter. */
bool wg_ui_propose(struct wg_ui *ui, const char *line);
/* "#12,#13": how ids are handed to commands. */
const char *wg_ui_refs(struct wg_arena *a, const int64_t *ids, size_t n);

void wg_ui_resize(struct wg_ui *ui, int rows, int cols);
void wg_ui_event(struct wg_ui *ui, const struct wg_event *ev);
void wg_ui_action(struct wg_ui *ui, enum wg_action action);
void wg_ui_load(struct wg_ui *ui); /* what is stale and on show; errors are said */
void wg_ui_paint(struct wg_ui *ui);

#endif
