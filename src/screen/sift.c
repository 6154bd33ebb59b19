#include "screen/sift.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void wg_sift_init(struct wg_sift *sift, const struct wg_sift_ops *ops, void *owner, struct wg_list *list,
		  struct wg_table *table)
{
	sift->ops = ops;
	sift->owner = owner;
	sift->list = list;
	sift->table = table;
	if (table)
		table->narrow = &sift->narrow;
}

void wg_sift_free(struct wg_sift *sift)
{
	while (sift->n_ticked > 0)
		free(sift->ticked[--sift->n_ticked].condition);
}

bool wg_sift_is_set(const struct wg_sift *sift)
{
	return *sift->find || *sift->where || sift->n_ticked > 0;
}

bool wg_sift_is_sorted(const struct wg_sift *sift)
{
	return sift->table && sift->table->sorted >= 0;
}

const char *wg_sift_sort(const struct wg_sift *sift)
{
	return wg_sift_is_sorted(sift) ? sift->keys[sift->table->sorted] : "";
}

const char *wg_sift_where(const struct wg_sift *sift, const char *but, struct wg_arena *a)
{
	const char *all = "";
	if (*sift->where)
		all = wg_arena_printf(a, "(%s)", sift->where);
	for (int i = 0; i < sift->n_ticked; i++)
		if (!but || strcmp(sift->ticked[i].key, but) != 0)
			all = wg_arena_printf(a, "%s%s%s", all, *all ? " & " : "", sift->ticked[i].condition);
	return all;
}

/* The heads of the columns that a condition speaks of. */
static void sign_heads(struct wg_sift *sift)
{
	struct wg_arena a = {0};
	const struct wg_filter *f = NULL;
	if (!sift->table)
		return;
	sift->table->filtered = 0;
	if (wg_filter_parse(wg_sift_where(sift, NULL, &a), &sift->columns, &a, &f, NULL, NULL) == WG_OK)
		for (int i = 0; i < sift->table->n; i++) {
			int column = wg_filter_column(&sift->columns, sift->keys[i]);
			if (column >= 0 && wg_filter_mentions(f, (size_t)column))
				sift->table->filtered |= UINT32_C(1) << i;
		}
	wg_arena_free(&a);
}

void wg_sift_clear(struct wg_sift *sift)
{
	*sift->find = '\0';
	*sift->where = '\0';
	wg_sift_free(sift);
	wg_narrow_read(&sift->narrow, "");
	sign_heads(sift);
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	wg_narrow_read(&sift->narrow, sift->find);
	sign_heads(sift);
	return sift->ops->apply(sift, typed, e);
}

enum wg_err wg_sift_set_find(struct wg_sift *sift, const char *typed, struct wg_error *e)
{
	char before[WG_SIFT_FIND];
	memcpy(before, sift->find, sizeof before);
	snprintf(sift->find, sizeof sift->find, "%s", typed);
	enum wg_err err = apply(sift, true, e);
	if (err != WG_OK) {
		memcpy(sift->find, before, sizeof before);
		(void)apply(sift, true, NULL);
	}
	return err;
}

enum wg_err wg_sift_set_where(struct wg_sift *sift, const char *text, struct wg_error *e)
{
	char before[WG_FILTER_TEXT + 1];
	memcpy(before, sift->where, sizeof before);
	if (strlen(text) > WG_FILTER_TEXT)
		return wg_fail(e, WG_EUSAGE, N_("the expression is too long"), "");
	snprintf(sift->where, sizeof sift->where, "%s", text);
	enum wg_err err = apply(sift, false, e);
	if (err != WG_OK) {
		memcpy(sift->where, before, sizeof before);
		(void)apply(sift, false, NULL);
	}
	return err;
}

static void untick(struct wg_sift *sift, const char *key)
{
	for (int i = 0; i < sift->n_ticked; i++)
		if (strcmp(sift->ticked[i].key, key) == 0) {
			free(sift->ticked[i].condition);
			sift->ticked[i] = sift->ticked[--sift->n_ticked];
			return;
		}
}

enum wg_err wg_sift_tick(struct wg_sift *sift, const char *key, const char *condition, struct wg_error *e)
{
	untick(sift, key);
	if (condition && sift->n_ticked == WG_SIFT_COLUMNS)
		return wg_fail(e, WG_EUSAGE, N_("the expression is too long"), "");
	if (condition)
		sift->ticked[sift->n_ticked++] = (struct wg_sift_ticked){key, wg_xstrdup(condition)};
	enum wg_err err = apply(sift, false, e);
	if (err != WG_OK) {
		untick(sift, key);
		(void)apply(sift, false, NULL);
	}
	return err;
}

static struct wg_sift *sift_of(struct wg_screen *s, enum wg_action action)
{
	return s && s->ops->sift ? s->ops->sift(s, action) : NULL;
}

bool wg_sift_peel(struct wg_screen *s)
{
	struct wg_error e = {0};
	struct wg_sift *sift = sift_of(s, WG_ACTION_BACK);
	if (!sift || !wg_sift_is_set(sift))
		return false;
	if (*sift->find) {
		*sift->find = '\0';
	} else {
		*sift->where = '\0';
		wg_sift_free(sift);
	}
	if (apply(sift, false, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	return true;
}

void wg_sift_text(const struct wg_sift *sift, const struct wg_ui *ui, char out[WG_CRUMBS])
{
	struct wg_arena a = {0};
	const char *where = wg_sift_where(sift, NULL, &a);
	int most = ui->cells.cols / 4, n = 0;
	char shown[200];
	if (*sift->where && sift->n_ticked == 0)
		where = sift->where;
	out[0] = '\0';
	if (*sift->find)
		n = snprintf(out, WG_CRUMBS, "  /%.60s", sift->find);
	if (*where) {
		snprintf(shown, sizeof shown, "%.190s", where);
		size_t at = strlen(shown);
		while (at > 0 && wg_cells_width(&ui->cells, shown) > most) {
			while (at > 0 && ((unsigned char)shown[--at] & 0xC0) == 0x80)
				;
			snprintf(shown + at, sizeof shown - at, "..");
		}
		snprintf(out + n, (size_t)(WG_CRUMBS - n), "  \\%s", shown);
	}
	wg_arena_free(&a);
}

void wg_sift_position(struct wg_screen *s, char out[WG_CRUMBS])
{
	const struct wg_sift *sift = sift_of(s, WG_ACTION_NONE);
	char text[WG_CRUMBS];
	size_t have = strlen(out);
	if (!sift || !wg_sift_is_set(sift))
		return;
	wg_sift_text(sift, s->ui, text);
	snprintf(out + have, WG_CRUMBS - have, "%s%s", have ? "" : "0", text);
}

static void sort(struct wg_ui *ui, struct wg_sift *sift, enum wg_action action)
{
	struct wg_error e = {0};
	int sorted = sift->table->sorted;
	bool descending = sift->table->descending, resort = false, again = false;
	/* The same key again: back to the order of the walk. */
	again = sorted >= 0 && sorted == sift->table->column &&
		action == (descending ? WG_ACTION_SORT_DOWN : WG_ACTION_SORT_UP);
	wg_table_action(sift->table, action, &resort);
	if (again)
		sift->table->sorted = -1;
	if (resort && apply(sift, false, &e) != WG_OK) {
		wg_ui_complain(ui, &e);
		sift->table->sorted = sorted;
		sift->table->descending = descending;
		(void)apply(sift, false, NULL);
	}
}

static bool next(struct wg_ui *ui, const struct wg_sift *sift, int step)
{
	struct wg_list *l = sift->list;
	int64_t n = l->rows.count(l->rows.data);
	if (!*sift->find || n == 0)
		return false;
	wg_list_go(l, (l->cursor + n + step) % n);
	return true;
}

bool wg_sift_action(struct wg_ui *ui, struct wg_screen *s, enum wg_action action)
{
	struct wg_error e = {0};
	struct wg_sift *sift = sift_of(s, action);
	bool column = sift && sift->table && sift->table->column >= 0 && sift->columns.n > 0;
	const struct wg_screen_ops *prompt = NULL;
	if (!sift)
		return false;
	if (action == WG_ACTION_FIND)
		prompt = &wg_screen_narrow;
	else if (action == WG_ACTION_VALUES && column)
		prompt = &wg_screen_values;
	else if (action == WG_ACTION_FILTER && sift->columns.n > 0)
		prompt = &wg_screen_filter;
	else if (action >= WG_ACTION_SORT_UP && action <= WG_ACTION_SORT_REVERSE && column)
		sort(ui, sift, action);
	else if (action == WG_ACTION_FIND_NEXT || action == WG_ACTION_FIND_PREVIOUS)
		return next(ui, sift, action == WG_ACTION_FIND_NEXT ? 1 : -1);
	else
		return false;
	if (prompt && wg_ui_push(ui, prompt, NULL, &e) != WG_OK)
		wg_ui_complain(ui, &e);
	return true;
}
