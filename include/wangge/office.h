/* office.h: an open office: the file, its code lists, and who is working in it. */
#ifndef WANGGE_OFFICE_H
#define WANGGE_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

#include "wangge/codes.h"
#include "wangge/error.h"

typedef struct wg_office wg_office;

struct wg_office_opts {
	const char *path;
	const struct wg_codes *codes; /* borrowed while the office is open */
	bool read_only;               /* a handle that cannot write and that masks */
	int64_t uid;
	const char *actor; /* a name for the journal */
};

enum wg_err wg_office_open(wg_office **office, const struct wg_office_opts *opts, struct wg_error *e);

/* Makes the file (it must not exist), gives the office its number (1 … 8191; 0 = at random) and opens it. */
enum wg_err wg_office_create(wg_office **office, const struct wg_office_opts *opts, int number, struct wg_error *e);

void wg_office_close(wg_office **office);

const char *wg_office_path(const wg_office *office);
bool wg_office_read_only(const wg_office *office);
const struct wg_codes *wg_office_codes(const wg_office *office);

/* The name of a code in this office; the code itself when it is unknown. Borrowed from the code lists. */
const char *wg_office_code_name(const wg_office *office, const char *list, const char *code);

/* True when the office's copy of the code lists is not that of `codes`: run sync-codes. */
bool wg_office_codes_differ(wg_office *office);

/* A number that changes when somebody else has committed. */
int64_t wg_office_version(wg_office *office);

/* One state for all reads between; they nest. */
enum wg_err wg_office_read_begin(wg_office *office, struct wg_error *e);
void wg_office_read_end(wg_office *office);

#endif
