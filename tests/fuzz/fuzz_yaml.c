/* rooms: conf base
 * Settings files: whatever the bytes, either a tree without control characters or an error with its place. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conf/tree.h"

static void check(const struct wg_yaml *node, int depth)
{
	if (depth > WG_YAML_DEPTH_MAX + 1 || node->line < 1 || node->column < 1)
		abort();
	if ((node->kind == WG_YAML_TEXT) != (node->text != NULL))
		abort();
	for (const unsigned char *s = (const unsigned char *)node->text; s && *s; s++)
		if (*s < 0x20 || *s == 0x7F)
			abort();
	for (const struct wg_yaml *c = node->first; c; c = c->next) {
		if ((node->kind == WG_YAML_MAP) != (c->key != NULL))
			abort();
		check(c, depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wg_arena arena = {0};
	struct wg_yaml *root = NULL;
	struct wg_error e = {0};
	enum wg_err err = wg_yaml_parse("fuzz", (const char *)data, size, &arena, &root, &e);
	if ((err == WG_OK) != (root != NULL) || (err != WG_OK && (err != WG_ECONFIG || !e.message.msgid)))
		abort();
	if (root)
		check(root, 0);
	wg_arena_free(&arena);
	return 0;
}
