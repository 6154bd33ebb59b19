/* facade_state.h: what the files of the facade share: facade_load.c reads, facade_text.c finds words,
 * facade_paint.c and facade_legend.c draw, facade.c answers keys. */
#ifndef WANGGE_SCREEN_FACADE_STATE_H
#define WANGGE_SCREEN_FACADE_STATE_H

#include "screen/facade.h"
#include "view/facade.h"
#include "view/table.h"
#include "wangge/duty.h"
#include "wangge/household.h"
#include "wangge/scales.h"
#include "wangge/worker.h"

/* A door and the rows of who lives behind it. */
struct facade_door {
	int first, n;
	int cadre; /* index; −1 = nobody, or none needed */
	int weight;
	bool open; /* somebody lives there and has no contact */
};

/* Letters run in walking order inside the building: cadre i has the i-th. here: in this building. */
struct facade_cadre {
	struct wg_worker worker;
	const char *cover; /* who stands in today; "" = nobody */
	int64_t here, here_load;
	enum wg_role role;
};

/* A care group that somebody in the building belongs to, gravest first. */
struct facade_group {
	const struct wg_code *code;
	int households;
};

/* From so many columns on the legend has room for a head, and lines for figures. */
enum { FACADE_WIDE = 100, FACADE_TEXT = 400, FACADE_LINES = 4 };

enum facade_colour { FACADE_BY_CONTACT, FACADE_BY_LOAD, FACADE_BY_CARE, FACADE_COLOURS };

/* In the screen's front arena, all of it. */
struct facade_building {
	struct wg_node node;
	const char *path;
	struct wg_place_notes notes;
	struct wg_duties duties;
	struct wg_households rows;
	int64_t *contact; /* of each row: the office's or the draft's */
	struct facade_door *doors;
	struct wg_facade_door *cells;
	int n_doors;
	const char **entrances;
	int n_entrances;
	struct facade_cadre *cadres;
	int n_cadres;
	struct facade_group *groups;
	int n_groups;
	int households, open, vacant, elsewhere;
};

struct facade {
	struct wg_ui *ui;
	const struct wg_facade_draft *draft;
	int64_t building; /* id */
	int64_t want_pos; /* where the cursor goes after the next load; 0 = stays */
	struct facade_building b;
	struct wg_facade view;
	enum facade_colour colour;
	wg_scales *scales;                      /* the community, read when it is first needed; NULL = not yet */
	bool same_office;                       /* the next load reads another building of what is known already */
	char keys[WG_UI_FOOT][2 * WG_KEY_NAME]; /* as the foot names them */
};

/* What is chosen. */
struct facade_choice {
	int cells, households, vacant, elsewhere, locked;
	/* in the arena, in walking order */
	int *doors;              /* [cells] */
	int64_t *ids, *contacts; /* [households] those that count, and whose they are now: 0 = nobody's */
};

enum wg_err facade_find(struct facade *f, const char *argument, struct wg_error *e);
enum wg_err facade_load(struct facade *f, struct wg_arena *back, struct wg_error *e);
bool facade_has(const struct facade *f, enum facade_colour colour);
void facade_recolour(struct facade *f);
void facade_choose(const struct facade *f, struct wg_arena *a, struct facade_choice *out);
/* The household that is meant when one is: the first behind the door under the cursor; NULL = none. */
const struct wg_household *facade_household(const struct facade *f);

/* What giving the chosen households to whoever is next door would mean; false = not known. */
bool facade_weigh(struct facade *f, const struct facade_choice *choice, struct wg_weighed *out);

bool facade_is_wide(const struct facade *f);
/* One more part of a line, two blanks before it. types: see wg_message_set(). */
void facade_part(const struct facade *f, char line[FACADE_TEXT], const char *msgid, const char *types, ...);
void facade_door_name(const struct facade *f, int door, char out[WG_CELL_TEXT]); /* "2-1301" */
void facade_say_chosen(const struct facade *f, const struct facade_choice *choice, char line[FACADE_TEXT]);
void facade_say_holders(const struct facade *f, const struct facade_choice *choice, char line[FACADE_TEXT]);
bool facade_say_weighed(const struct facade *f, const struct wg_weighed *w,
			char line[FACADE_TEXT]);                      /* true: look out */
void facade_say_door(const struct facade *f, char line[FACADE_TEXT]); /* who lives behind that under the cursor */
void facade_say_building(const struct facade *f, char line[FACADE_TEXT]);

enum wg_role facade_group_role(int group);
void facade_draw_legend(const struct facade *f, struct wg_cells *c, struct wg_rect r);
void facade_paint(struct facade *f, struct wg_cells *c, struct wg_rect r);
void facade_crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS]);
int facade_foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT]);
void facade_position(struct wg_screen *s, char out[WG_CRUMBS]);

#endif
