#include "screen/need_slip.h"

#include <string.h>

#include "base/buf.h"
#include "screen/copy.h"
#include "screen/export.h"
#include "screen/need_card.h"
#include "screen/need_text.h"

static void put_sent(struct wg_buf *b, const struct wg_ui *ui, const struct wg_need_card *card)
{
	char begins[WG_NEED_TEXT], ends[WG_NEED_TEXT];
	for (size_t i = 0; i < card->story.n_sent; i++) {
		const struct wg_dispatch *d = &card->story.sent[i];
		if (d->until)
			continue;
		wg_buf_printf(b, "派给 %s（%s）", d->worker, d->leads ? "主办" : "协办");
		if (d->begins)
			wg_buf_printf(b, " %s-%s", wg_need_moment(ui, d->begins, begins), wg_need_clock(d->ends, ends));
		wg_buf_puts(b, "\n");
	}
}

void wg_copy_need(struct wg_ui *ui, int64_t need)
{
	struct wg_need_card card = {0};
	struct wg_error e = {0};
	struct wg_buf b;
	char due[WG_NEED_TEXT], phone[WG_COPY_PHONE];
	wg_buf_init(&b, sizeof ui->copy);
	if (wg_need_card_read(&card, ui, need, &e) != WG_OK) {
		wg_ui_complain(ui, &e);
	} else {
		const struct wg_need *n = &card.need;
		const char *services = wg_need_services(ui, n->services, false, &card.arena);
		wg_copy_mask(*n->phone ? n->phone : card.home.id ? card.home.phone : "", phone);
		wg_buf_printf(&b, "派单 #%lld %s\n%s %s%s%s\n", wg_need_number(n->id), n->title, n->where, n->who,
			      *phone ? "  " : "", phone);
		if (*services)
			wg_buf_printf(&b, "要做 %s\n", services);
		wg_buf_printf(&b, "%s", wg_ui_code(ui, "urgency", n->urgency));
		if (*wg_need_due(ui, n, due))
			wg_buf_printf(&b, "  期限 %s", due);
		wg_buf_puts(&b, "\n");
		put_sent(&b, ui, &card);
		if (*n->responsible)
			wg_buf_printf(&b, "责任人 %s%s%s\n", n->responsible,
				      card.responsible.id && *card.responsible.phone ? " " : "",
				      card.responsible.id ? card.responsible.phone : "");
		wg_copy_text(ui, b.data);
	}
	wg_buf_free(&b);
	wg_need_card_free(&card);
}

void wg_print_needs(struct wg_ui *ui, const char *refs)
{
	struct wg_arena a = {0};
	const char *file = wg_new_file(&a, ui->tr(N_("slips")), "");
	wg_ui_open(ui, "form", wg_arena_printf(&a, "print slips '%s' --needs %s", file, refs));
	wg_arena_free(&a);
}
