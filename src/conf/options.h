/* options.h: the options of wangge.yaml; option.def is their registry. */
#ifndef WANGGE_CONF_OPTIONS_H
#define WANGGE_CONF_OPTIONS_H

#include <stdbool.h>

#include "wangge/error.h"

enum wg_option {
#define OPTION(id, key, type, lo, hi, preset, choices, unit, sentence) WG_OPTION_##id,
#include "conf/option.def"
#undef OPTION
	WG_OPTIONS
};

/* CHOICE: one of the words of choices; BOOL: yes or no; INT: lo … hi. */
enum wg_option_type { WG_OPTION_CHOICE, WG_OPTION_BOOL, WG_OPTION_INT };

struct wg_option_info {
	const char *key; /* "plan.cut.floor": the keys of wangge.yaml from the outermost in */
	enum wg_option_type type;
	int lo, hi;
	const char *preset;          /* as it would be written */
	const char *choices;         /* words, separated by blanks; "" unless CHOICE */
	const char *unit, *sentence; /* msgids; unit may be "" */
};

/* A value is a number: that of an INT, 0 or 1 of a BOOL, the place among the choices of a CHOICE. */
struct wg_options {
	int value[WG_OPTIONS];
};

const struct wg_option_info *wg_option_info(enum wg_option option);

/* Sets one option as it would be written in wangge.yaml; the last part of its key is enough where it is the only one.
 * WG_ECONFIG when there is none or the value is not one of its values. */
enum wg_err wg_options_set(struct wg_options *options, const char *key, const char *value, enum wg_option *which,
			   struct wg_error *e);

/* Is the CHOICE set to word? */
bool wg_option_is(const struct wg_options *options, enum wg_option option, const char *word);

#endif
