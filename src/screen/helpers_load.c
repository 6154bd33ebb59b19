#include <string.h>

#include "base/clock.h"
#include "screen/helpers_state.h"

bool wg__certificate_lapsed(const struct wg_certificate *c)
{
	return c->has_until && c->until < wg_today();
}

bool wg__helper_lapsed(const struct wg_helper *h)
{
	bool lapsed = h->until && h->until < wg_today();
	for (size_t i = 0; i < h->n_certs; i++)
		lapsed = lapsed || wg__certificate_lapsed(&h->certs[i]);
	return lapsed;
}

bool wg__resource_lapsed(const struct wg_resource *r)
{
	return r->until && r->until < wg_today();
}

static int tab_of(const struct wg_helper *h)
{
	return strcmp(h->kind, "unit") == 0 ? WG_HELPERS_UNITS : WG_HELPERS_PEOPLE;
}

static void choose(struct wg__helpers *st)
{
	st->n_rows = 0;
	if (st->tab == WG_HELPERS_THINGS) {
		for (size_t i = 0; i < st->things.n; i++)
			st->row[st->n_rows++] = i;
		return;
	}
	for (size_t i = 0; i < st->all.n; i++)
		if (tab_of(&st->all.at[i]) == st->tab)
			st->row[st->n_rows++] = i;
}

static void count(struct wg__helpers *st)
{
	st->lapsed = 0;
	st->count[WG_HELPERS_PEOPLE] = st->count[WG_HELPERS_UNITS] = 0;
	for (size_t i = 0; i < st->all.n; i++) {
		st->count[tab_of(&st->all.at[i])]++;
		st->lapsed += wg__helper_lapsed(&st->all.at[i]);
	}
	st->count[WG_HELPERS_THINGS] = (int64_t)st->things.n;
	for (size_t i = 0; i < st->things.n; i++)
		st->lapsed += wg__resource_lapsed(&st->things.at[i]);
}

enum wg_err wg__helpers_load(struct wg__helpers *st, struct wg_arena *back, struct wg_error *e)
{
	wg_office *office = st->ui->face->office;
	struct wg_helpers all;
	struct wg_resources things;
	struct wg_node everywhere;
	enum wg_err err = wg_office_read_begin(office, e);
	if (err != WG_OK)
		return err;
	err = wg_node_get(office, WG_NODE_OFFICE, 0, back, &everywhere, e);
	if (err == WG_OK)
		err = wg_helper_list(office, &everywhere, NULL, back, &all, e);
	if (err == WG_OK)
		err = wg_resource_list(office, &everywhere, back, &things, e);
	wg_office_read_end(office);
	if (err != WG_OK)
		return err;
	st->all = all;
	st->things = things;
	st->row = WG_NEW(back, size_t, all.n + things.n + 1);
	st->orders_of = 0;
	count(st);
	choose(st);
	(void)wg_sifted_rows(&st->sifted, st->n_rows, NULL);
	return WG_OK;
}

void wg__helpers_tab(struct wg__helpers *st, int tab)
{
	bool things = st->tab == WG_HELPERS_THINGS;
	st->tab = (tab + WG_HELPERS_TABS) % WG_HELPERS_TABS;
	wg_ids_clear(&st->list.marks);
	st->list.ranging = false;
	st->n_rows = 0;
	if (things != (st->tab == WG_HELPERS_THINGS))
		wg__helpers_table(st);
	if (st->row)
		choose(st);
	(void)wg_sifted_rows(&st->sifted, st->n_rows, NULL);
	wg_list_go(&st->list, 0);
}

const struct wg_helper *wg__helpers_person(const struct wg__helpers *st, int64_t listed)
{
	return st->tab == WG_HELPERS_THINGS || listed < 0 ? NULL
							  : &st->all.at[st->row[wg_sifted_row(&st->sifted, listed)]];
}

const struct wg_resource *wg__helpers_thing(const struct wg__helpers *st, int64_t listed)
{
	return st->tab != WG_HELPERS_THINGS || listed < 0 ? NULL
							  : &st->things.at[st->row[wg_sifted_row(&st->sifted, listed)]];
}

int64_t wg__helpers_cursor(const struct wg__helpers *st)
{
	return st->list.cursor < wg_sifted_count(&st->sifted) ? st->list.cursor : -1;
}
