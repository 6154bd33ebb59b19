/* idno.h: the citizen's number (GB 11643): area 6, birth 8, serial 3 (odd = male), check digit; 15 digits before 1999.
 * The area is not compared with any list: areas come and go, and 999999 marks invented people. */
#ifndef WANGGE_TEXT_IDNO_H
#define WANGGE_TEXT_IDNO_H

#include <stdint.h>

#include "wangge/message.h"

enum wg_idno_fault {
	WG_IDNO_OK,
	WG_IDNO_EMPTY,
	WG_IDNO_DAMAGED, /* 4.40101E+17, or 15 digits and zeros: a spreadsheet has rounded it */
	WG_IDNO_LENGTH,
	WG_IDNO_CHARACTER,
	WG_IDNO_DATE,
	WG_IDNO_CHECK,
};

struct wg_idno {
	char text[19]; /* 18 characters, a last x as X; a number of 15 digits is written out to 18 */
	int64_t birth; /* days since 1970-01-01 */
	char sex;      /* 1 male, 2 female (GB/T 2261.1) */
};

/* Reads and checks a number; blanks, full-width forms and a leading ' are put right.
 * *out is set only for WG_IDNO_OK. */
enum wg_idno_fault wg_idno_check(const char *text, struct wg_idno *out);

/* The fault in words (msgid). */
const char *wg_idno_fault_text(enum wg_idno_fault fault);

#endif
