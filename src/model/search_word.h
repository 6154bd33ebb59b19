/* search_word.h: what one word of a search may mean. Inside model/ only. */
#ifndef WANGGE_MODEL_SEARCH_WORD_H
#define WANGGE_MODEL_SEARCH_WORD_H

#include "model/office.h"
#include "text/match.h"
#include "wangge/place.h"

/* One word can mean several things at once: 1203 is a room and the end of a telephone number, 松涛 a compound and a
 * given name. A row fits the word when one of them holds. */
struct wg__word {
	const char *text;
	struct wg_query query;
	bool is_name;            /* letters or hanzi */
	bool is_digits;          /* a room begins with them; from four on a telephone number ends with them */
	bool is_address;         /* and nothing else: 3栋, 3-2-501 */
	bool is_place;           /* beside other words: nothing but the places it names */
	const char *room;        /* is_address: the door's room; NULL = the whole place */
	const char *care;        /* code of the care group; NULL = none */
	struct wg_range *places; /* stretches of the walk, ordered: of the address, or of the places so named */
	size_t n_places;
	const int64_t *contacts; /* where a list is narrowed: workers of that name, ascending */
	size_t n_contacts;
};

enum { WG__WORDS_MAX = 8 };

/* Splits the text at blanks (also the wide one) and finds out what each word may mean. Words beyond the eighth are left
 * out. */
enum wg_err wg__words_read(wg_office *office, const char *text, struct wg_arena *a, struct wg__word *words, size_t *n,
			   struct wg_error *e);

bool wg__range_holds(const struct wg_range *ranges, size_t n, int64_t pos);

/* The stretches that lie in both lists; both ordered and without overlap. */
void wg__ranges_cross(const struct wg_range *x, size_t nx, const struct wg_range *y, size_t ny, struct wg_arena *a,
		      struct wg_range **out, size_t *n);

#endif
