/* keys.h: what name_key holds, so that a search folds what is typed in the same way. */
#ifndef WANGGE_STORE_KEYS_H
#define WANGGE_STORE_KEYS_H

#include <stddef.h>

enum wg_key_kind {
	WG_KEY_HANZI = 1,    /* the name from some character on, folded */
	WG_KEY_PINYIN = 2,   /* its full pinyin, near-alike sounds made one */
	WG_KEY_INITIALS = 3, /* its initials, likewise */
	WG_KEY_PHONE = 4,    /* the telephone number turned round, so that a tail is a beginning */
};

/* Makes near-alike sounds one, in place: zh=z ch=c sh=s, ng=n, n=l, f=h. Coarse on purpose: it only finds candidates.
 */
void wg_fold_sounds(char *spelling);

/* The digits of a telephone number from the last to the first; cut when cap is too small. */
void wg_reverse_phone(const char *phone, char *out, size_t cap);

#endif
