/* mask.h: what is shown to those who may not see all. Never more than this: 138****1234, 1****************X. */
#ifndef WANGGE_TEXT_MASK_H
#define WANGGE_TEXT_MASK_H

#include <stddef.h>

/* Each writes at most cap bytes, terminated, and is safe for any input: what does not look like a number shows no more
 * than its ends would. Several telephones (a/b) are masked one by one. */
void wg_mask_phone(const char *phone, char *out, size_t cap);
void wg_mask_idno(const char *idno, char *out, size_t cap);

#endif
