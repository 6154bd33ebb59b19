#include "command/print.h"

#include <string.h>

#include "base/clock.h"
#include "text/date.h"

const char *wg__around_name(struct wg_call *c, struct wg__around *around, enum wg_level level, int64_t pos)
{
	if (!around->known || pos < around->node.lo || pos > around->node.hi)
		around->known = wg_node_at(c->office, level, pos, 0, c->a, &around->node, NULL) == WG_OK;
	return around->known ? around->node.name : "";
}

/* Whom nobody meets at the door is on no paper. */
static void only_here(struct wg_households *list)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->at[i].status, "here") == 0)
			list->at[n++] = list->at[i];
	}
	list->n = n;
}

enum wg_err wg__print_households(struct wg_call *c, struct wg_worker *worker, struct wg_households *out,
				 struct wg_error *e)
{
	struct wg_node node;
	struct wg_household_filter filter = {0};
	*worker = (struct wg_worker){0};
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK && wg__arg(c, "contact"))
		err = wg__arg_worker(c, "contact", worker, e);
	filter.contact_id = worker->id;
	if (err == WG_OK)
		err = wg_household_list(c->office, &node, &filter, 0, -1, c->a, out, e);
	if (err == WG_OK)
		only_here(out);
	return err;
}

const char *wg__print_door(struct wg_call *c, const struct wg_household *h)
{
	return wg_arena_printf(c->a, "%s%s%s", h->building, h->entrance, h->room);
}

const char *wg__print_care(struct wg_call *c, const struct wg_household *h)
{
	const struct wg_codes *codes = wg_office_codes(c->office);
	const char *all = "";
	for (const char *p = h->care + strspn(h->care, " "); *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		const char *word = wg_arena_strndup(c->a, p, n);
		const struct wg_code *code = wg_code_find(codes, "care", word);
		all = wg_arena_printf(c->a, "%s%s%s", all, *all ? "、" : "", code ? code->name : word);
		p += n;
	}
	return all;
}

const char *wg__print_phone(struct wg_call *c, const char *phone)
{
	if (strlen(phone) != 11 || strspn(phone, "0123456789") != 11)
		return phone;
	return wg_arena_printf(c->a, "%.3s %.4s %.4s", phone, phone + 3, phone + 7);
}

enum wg_err wg__print_cover(struct wg_call *c, int64_t worker, struct wg_cover *out, struct wg_error *e)
{
	*out = (struct wg_cover){.by = "", .by_phone = ""};
	return worker ? wg_cover_on(c->office, worker, wg_today(), c->a, out, e) : WG_OK;
}

const char *wg__print_until(struct wg_call *c, const struct wg_cover *cover)
{
	char day[16];
	if (!cover->until)
		return "";
	wg_date_text(cover->until, day, sizeof day);
	return wg_arena_printf(c->a, "至 %s", day);
}

const char *wg__print_today(struct wg_call *c)
{
	char text[16];
	wg_date_text(wg_today(), text, sizeof text);
	return wg_arena_strdup(c->a, text);
}

const char *wg__print_month(struct wg_call *c)
{
	int year, month, day;
	wg_date_from_day(wg_today(), &year, &month, &day);
	return wg_arena_printf(c->a, "%d年%d月", year, month);
}

enum wg_err wg__print(struct wg_call *c, struct wg_paper *paper, struct wg_error *e)
{
	const char *file = wg__arg(c, "file");
	enum wg_err err = WG_OK;
	if (!file || !*file)
		err = wg_fail(e, WG_EUSAGE, N_("which file?"), "");
	else if (paper->parts.len == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is nothing to print here"), "");
	else
		err = c->preview ? wg_paper_check(file, e) : wg_paper_write(paper, file, e);
	wg_paper_free(paper);
	return err;
}
