#include "wangge/helper.h"

#include "command/choose.h"
#include "command/exec.h"
#include "command/helper.h"

static struct wg_datum helper_cell(const void *helper, size_t column)
{
	return wg_helper_datum(helper, column);
}

void wg__helper_row(struct wg_call *c, struct wg_rows *t, const struct wg_helper *h)
{
	struct wg_datum *row = wg__row(c, t);
	for (size_t i = 0; i < WG_HELPER_KEYS; i++)
		row[i] = wg_helper_datum(h, i);
}

/* --free: who has all of that time. Who never said when is not known to have it. */
static enum wg_err only_free(struct wg_call *c, struct wg_helpers *list, struct wg_error *e)
{
	const char *text = wg__arg(c, "free");
	int64_t wanted = 0;
	size_t n = 0;
	if (text && *text && !wg_slots_read(text, &wanted))
		return wg_fail(e, WG_EUSAGE, N_("{1} is no time of the week: say 周三晚, 工作日白天, 周末"), "s", text);
	for (size_t i = 0; i < list->n; i++) {
		if (!wanted || (list->at[i].slots & wanted) == wanted)
			list->at[n++] = list->at[i];
	}
	list->n = n;
	return WG_OK;
}

enum wg_err wg__exec_helpers(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_helpers list = {0};
	const struct wg_code *service = NULL;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "service", "service", &service, e);
	if (err == WG_OK)
		err = wg_helper_list(c->office, &node, service ? service->code : NULL, c->a, &list, e);
	if (err == WG_OK)
		err = only_free(c, &list, e);
	if (err == WG_OK)
		err = wg__choose(c, wg_helper_columns, WG_HELPER_KEYS, helper_cell, list.at, sizeof *list.at, &list.n,
				 e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "helpers", NULL, wg_helper_columns, WG_HELPER_KEYS);
	for (size_t i = 0; i < list.n; i++)
		wg__helper_row(c, t, &list.at[i]);
	wg__say(c, N_("{1} helpers"), "l", (long long)list.n);
	return WG_OK;
}
