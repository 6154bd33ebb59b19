#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

static size_t first_slot(const struct wg_map *m, int64_t key)
{
	uint64_t h = (uint64_t)key * 0x9E3779B97F4A7C15u;
	return (size_t)(h >> 32) & (m->n_slots - 1);
}

static uint32_t *find(const struct wg_map *m, int64_t key)
{
	size_t i = first_slot(m, key);
	while (m->slots[i] && m->entries[m->slots[i] - 1].key != key)
		i = (i + 1) & (m->n_slots - 1);
	return &m->slots[i];
}

static void rehash(struct wg_map *m, size_t n_slots)
{
	free(m->slots);
	m->slots = wg_xmalloc(n_slots * sizeof *m->slots);
	memset(m->slots, 0, n_slots * sizeof *m->slots);
	m->n_slots = n_slots;
	for (size_t i = 0; i < m->len; i++)
		*find(m, m->entries[i].key) = (uint32_t)(i + 1);
}

int64_t *wg_map_get(const struct wg_map *m, int64_t key)
{
	if (m->len == 0)
		return NULL;
	uint32_t *slot = find(m, key);
	return *slot ? &m->entries[*slot - 1].value : NULL;
}

int64_t *wg_map_put(struct wg_map *m, int64_t key, bool *is_new)
{
	if ((m->len + 1) * 2 > m->n_slots)
		rehash(m, m->n_slots ? m->n_slots * 2 : 64);
	uint32_t *slot = find(m, key);
	if (is_new)
		*is_new = !*slot;
	if (!*slot) {
		m->entries = wg_vec_grow(m->entries, m->len, &m->cap, sizeof *m->entries);
		m->entries[m->len++] = (struct wg_map_entry){.key = key};
		*slot = (uint32_t)m->len;
	}
	return &m->entries[*slot - 1].value;
}

void wg_map_clear(struct wg_map *m)
{
	if (m->slots)
		memset(m->slots, 0, m->n_slots * sizeof *m->slots);
	m->len = 0;
}

void wg_map_free(struct wg_map *m)
{
	free(m->entries);
	free(m->slots);
	*m = (struct wg_map){0};
}
