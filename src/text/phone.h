/* phone.h: telephone numbers of the mainland: mobile 1xxxxxxxxxx, landline 0731-5823456(-12), local 5823456, 400 and
 * 95. */
#ifndef WANGGE_TEXT_PHONE_H
#define WANGGE_TEXT_PHONE_H

#include <stdbool.h>
#include <stddef.h>

enum wg_phone_fault {
	WG_PHONE_OK,
	WG_PHONE_EMPTY,
	WG_PHONE_DAMAGED, /* 1.38E+10 */
	WG_PHONE_CHARACTER,
	WG_PHONE_LENGTH,
};

enum { WG_PHONE_TEXT = 64 };

/* Reads a cell with one number or several (139…/138…, 、；，or a blank between them) and writes them plain, joined by
 * '/', each once: "13900001234/0731-5823456". Blanks, dashes, brackets, +86 and full-width forms are put right.
 * All must be good; *out is set only for WG_PHONE_OK. */
enum wg_phone_fault wg_phone_check(const char *text, char out[WG_PHONE_TEXT]);

/* The fault in words (msgid). */
const char *wg_phone_fault_text(enum wg_phone_fault fault);

/* The last four digits of the first number of a checked text; "" when there are fewer. */
void wg_phone_tail(const char *phone, char out[5]);

#endif
