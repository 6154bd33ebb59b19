/* rooms: view */
/* A draft as anybody could have left it: every line ends, and its parts lie within it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "view/draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *at = text;
	struct wg_draft_line line;
	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	const char *end = text + strlen(text);
	for (const char *before = at; wg_draft_next(&at, &line); before = at)
		if (line.param < before || line.before <= line.param || line.typed <= line.before ||
		    line.typed + strlen(line.typed) > end || at > end || strchr(line.before, '\n') ||
		    strchr(line.param, '\t'))
			abort();
	free(text);
	return 0;
}
