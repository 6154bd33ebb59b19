#include "command/import_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

static uint64_t hash_of(const char *s)
{
	uint64_t h = 0xcbf29ce484222325u; /* FNV-1a */
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	return h ^ (h >> 29);
}

/* The slot that holds text, or the empty one where it would be. */
static uint32_t *slot_of(const struct wg__names *m, const char *text, uint64_t hash)
{
	size_t mask = m->n_slots - 1;
	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &m->slots[i];
		if (*slot == 0)
			return slot;
		const struct wg__name *name = &m->at[*slot - 1];
		if (name->hash == hash && strcmp(name->text, text) == 0)
			return slot;
	}
}

static void grow(struct wg__names *m)
{
	size_t n = m->n_slots ? m->n_slots * 2 : 64;
	free(m->slots);
	m->slots = wg_xmalloc(n * sizeof *m->slots);
	memset(m->slots, 0, n * sizeof *m->slots);
	m->n_slots = n;
	for (size_t i = 0; i < m->len; i++)
		*slot_of(m, m->at[i].text, m->at[i].hash) = (uint32_t)(i + 1);
}

int64_t *wg__names_get(const struct wg__names *m, const char *text)
{
	if (m->n_slots == 0)
		return NULL;
	uint32_t slot = *slot_of(m, text, hash_of(text));
	return slot ? &m->at[slot - 1].value : NULL;
}

int64_t *wg__names_put(struct wg__names *m, struct wg_arena *a, const char *text, bool *is_new)
{
	if ((m->len + 1) * 2 > m->n_slots)
		grow(m);
	uint64_t hash = hash_of(text);
	uint32_t *slot = slot_of(m, text, hash);
	bool added = *slot == 0;
	if (added) {
		m->at = wg_vec_grow(m->at, m->len, &m->cap, sizeof *m->at);
		m->at[m->len++] = (struct wg__name){.text = wg_arena_strdup(a, text), .hash = hash};
		*slot = (uint32_t)m->len;
	}
	if (is_new)
		*is_new = added;
	return &m->at[*slot - 1].value;
}

void wg__names_free(struct wg__names *m)
{
	free(m->at);
	free(m->slots);
	*m = (struct wg__names){0};
}
