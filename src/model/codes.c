#include "wangge/codes.h"

#include <string.h>

static bool spells(const struct wg_code *code, const char *text)
{
	if (strcmp(code->code, text) == 0 || strcmp(code->name, text) == 0)
		return true;
	for (size_t i = 0; i < code->n_also; i++) {
		if (strcmp(code->also[i], text) == 0)
			return true;
	}
	return false;
}

const struct wg_code *wg_code_find(const struct wg_codes *codes, const char *list, const char *text)
{
	for (size_t i = 0; i < codes->n_code; i++) {
		if (codes->code[i].list[0] == list[0] && strcmp(codes->code[i].list, list) == 0 && spells(&codes->code[i], text))
			return &codes->code[i];
	}
	return NULL;
}
