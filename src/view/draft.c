#include "view/draft.h"

#include <string.h>

bool wg_draft_next(char **at, struct wg_draft_line *out)
{
	while (**at) {
		char *line = *at, *end = line + strcspn(line, "\n");
		*at = *end ? end + 1 : end;
		*end = '\0';
		char *tab = strchr(line, '\t'), *second = tab ? strchr(tab + 1, '\t') : NULL;
		if (!second)
			continue;
		*tab = *second = '\0';
		*out = (struct wg_draft_line){line, tab + 1, second + 1};
		return true;
	}
	return false;
}
