#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "screen/need_card.h"
#include "screen/need_text.h"

/* Texts begin behind the labels; the second and third part of a line at columns of their own, in hundredths of the
 * width. */
enum { LABEL = 9, SECOND = 39, THIRD = 63, GAP = 3, PAST_LABEL = 17, TITLE_MIN = 11, TITLE_MAX = 40, HELPERS = 9 };

struct pen {
	const struct wg_ui *ui;
	struct wg_cells *c;
	struct wg_rect r;
	int row, col;
};

static int end_of(const struct pen *p)
{
	return p->r.col + p->r.cols - 1;
}

static void put(struct pen *p, enum wg_role role, const char *text)
{
	if (p->row < p->r.row + p->r.rows && p->col < end_of(p))
		p->col += wg_cells_put(p->c, p->row, p->col, end_of(p) - p->col, role, text, WG_PUT_ELL);
}

static void line(struct pen *p, int row, const char *label)
{
	p->row = p->r.row + row;
	p->col = p->r.col + 1;
	put(p, WG_ROLE_HEAD, label);
	p->col = p->r.col + LABEL;
}

static bool begun(const struct pen *p)
{
	return p->col > p->r.col + LABEL;
}

/* The next part of the line: behind what is there, with its own small label. */
static void part(struct pen *p, const char *label, enum wg_role role, const char *text)
{
	if (!*text)
		return;
	if (begun(p))
		p->col += GAP;
	if (*label) {
		put(p, WG_ROLE_DIM, label);
		p->col += 2;
	}
	put(p, role, text);
}

static void tab(struct pen *p, int hundredths)
{
	int to = p->r.col + p->r.cols * hundredths / 100;
	p->col = to > p->col + GAP ? to : p->col + GAP;
}

/* Do the classes follow from the first service? */
static bool is_derived(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_arena *a)
{
	const char *codes = card->need.services;
	const struct wg_code *service = wg_code_find(wg_office_codes(ui->face->office), "service",
						     wg_arena_strndup(a, codes, strcspn(codes, " ")));
	return service && strcmp(service->life, card->need.life) == 0 && strcmp(service->field, card->need.field) == 0;
}

static const char *classes(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_arena *a)
{
	const struct wg_need *n = &card->need;
	if (!*n->life)
		return "";
	return wg_arena_printf(a, "%s%s%s%s%s%s", wg_ui_code(ui, "life", n->life), ui->english ? ", " : "，",
			       wg_ui_code(ui, "field", n->field), is_derived(card, ui, a) ? " (" : "",
			       is_derived(card, ui, a) ? ui->tr(N_("auto")) : "", is_derived(card, ui, a) ? ")" : "");
}

static const char *due(const struct wg_need *n, const struct wg_ui *ui, struct wg_arena *a)
{
	char text[WG_NEED_TEXT], said[2 * WG_NEED_TEXT];
	struct wg_message m;
	const char *urgency = wg_ui_code(ui, "urgency", n->urgency);
	wg_need_due(ui, n, text);
	if (!*text)
		return urgency;
	if (n->late)
		return wg_arena_printf(a, "%s  %s", urgency, text);
	wg_message_set(&m, N_("by {1}"), "s", text);
	return wg_arena_printf(a, "%s  %s", urgency, wg_ui_sentence(ui, &m, said, sizeof said));
}

static void what(struct pen *p, const struct wg_need_card *card, struct wg_arena *a)
{
	const struct wg_need *n = &card->need;
	const char *services = wg_need_services(p->ui, n->services, true, a);
	line(p, 0, p->ui->tr(N_("Wanted")));
	put(p, *services ? WG_ROLE_STRONG : WG_ROLE_WARN, *services ? services : p->ui->tr(N_("no service named yet")));
	part(p, p->ui->tr(N_("classed")), WG_ROLE_NORMAL, classes(card, p->ui, a));
	part(p, p->ui->tr(N_("till")), n->late ? WG_ROLE_WARN : WG_ROLE_NORMAL, due(n, p->ui, a));
	if (n->reopened > 0)
		part(p, "", WG_ROLE_WARN, p->ui->tr(N_("opened again")));
}

static int age_of(const struct wg_person *p)
{
	int year, month, day, by, bm, bd;
	wg_date_from_day(wg_today(), &year, &month, &day);
	wg_date_from_day(p->birth, &by, &bm, &bd);
	return year - by - (month < bm || (month == bm && day < bd));
}

static const char *tail(const char *phone)
{
	size_t n = strlen(phone);
	return n > 4 ? phone + n - 4 : phone;
}

static void whose(struct pen *p, const struct wg_need_card *card, struct wg_arena *a)
{
	const struct wg_need *n = &card->need;
	const struct wg_person *who = &card->person;
	line(p, 1, p->ui->tr(N_("Whose")));
	put(p, WG_ROLE_STRONG, *n->who ? n->who : n->where);
	if (who->id && who->has_birth)
		put(p, WG_ROLE_NORMAL, wg_arena_printf(a, " %d", age_of(who)));
	if (who->id && *who->care)
		put(p, WG_ROLE_NORMAL, wg_arena_printf(a, " %s", wg_need_names(p->ui, "care", who->care, a)));
	if (card->home.id)
		put(p, WG_ROLE_NORMAL, wg_arena_printf(a, "  %d%s", card->home.people, p->ui->tr(N_(" ppl"))));
	const char *phone = *n->phone ? n->phone : card->home.phone;
	if (phone && *phone)
		put(p, WG_ROLE_NORMAL, wg_arena_printf(a, "  %s %s", p->ui->tr(N_("tel")), tail(phone)));
	tab(p, SECOND);
	put(p, WG_ROLE_DIM, p->ui->tr(n->named ? N_("responsible") : N_("contact")));
	p->col++;
	put(p, *n->responsible ? WG_ROLE_NORMAL : WG_ROLE_WARN, *n->responsible ? n->responsible : "-");
	if (card->head.id) {
		tab(p, THIRD);
		put(p, WG_ROLE_DIM, wg_ui_code(p->ui, "role", card->head.kind));
		p->col++;
		put(p, WG_ROLE_NORMAL, wg_arena_printf(a, "%s %s", card->head.worker, card->head.home));
	}
}

static void mind(struct pen *p, const struct wg_need_card *card)
{
	const struct wg_need *n = &card->need;
	line(p, 2, p->ui->tr(N_("Mind")));
	part(p, "", WG_ROLE_WARN, n->note);
	part(p, "", WG_ROLE_WARN, card->home.id ? card->home.note : "");
	if (*n->spot)
		part(p, p->ui->tr(N_("exactly")), WG_ROLE_NORMAL, n->spot);
	if (*n->referred_to)
		part(p, p->ui->tr(N_("referred to")), WG_ROLE_NORMAL, n->referred_to);
	if (*n->reporter)
		part(p, p->ui->tr(N_("brought by")), WG_ROLE_NORMAL, n->reporter);
	if (card->home.id && card->building.lifts >= 0)
		part(p, "", WG_ROLE_NORMAL,
		     p->ui->tr(card->building.lifts > 0 ? N_("a lift: those who climb no stairs can go")
							: N_("no lift")));
	part(p, "", WG_ROLE_NORMAL, card->home.id ? card->building.note : "");
	part(p, p->ui->tr(N_("fee")), WG_ROLE_NORMAL, p->ui->tr(N_("no charge")));
}

void wg_need_card_head(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r)
{
	struct wg_arena a = {0};
	struct pen p = {.ui = ui, .c = c, .r = r};
	if (card->need.id) {
		what(&p, card, &a);
		whose(&p, card, &a);
		mind(&p, card);
	}
	wg_arena_free(&a);
}

static const char *dispatch_text(const struct wg_dispatch *d, const struct wg_ui *ui, struct wg_arena *a)
{
	char begins[WG_NEED_TEXT], ends[WG_NEED_TEXT];
	const char *out = wg_arena_printf(a, "%s  %s", d->worker, wg_ui_code(ui, "worker_kind", d->kind));
	if (*d->home)
		out = wg_arena_printf(a, "%s (%s)", out, d->home);
	if (d->begins)
		out = wg_arena_printf(a, "%s   %s-%s", out, wg_need_moment(ui, d->begins, begins),
				      wg_need_clock(d->ends, ends));
	if (*d->phone)
		out = wg_arena_printf(a, "%s   %s %s", out, ui->tr(N_("tel")), tail(d->phone));
	if (d->minutes)
		out = wg_arena_printf(a, "%s   %lld %s", out, (long long)d->minutes, ui->tr(N_("minutes")));
	return wg_arena_printf(a, "%s   %s", out, ui->tr(d->leads ? N_("leads") : N_("helps")));
}

static const char *step_text(const struct wg_need_step *s, const struct wg_ui *ui, struct wg_arena *a)
{
	char at[WG_NEED_TEXT];
	const struct wg_order_action *action = wg_order_action_find(s->action);
	const char *out = wg_arena_printf(a, "%s  %s  %s", wg_need_moment(ui, s->at, at),
					  action ? ui->tr(action->name) : s->action, s->actor);
	if (*s->worker)
		out = wg_arena_printf(a, "%s > %s", out, s->worker);
	if (*s->satisfaction)
		out = wg_arena_printf(a, "%s  %s %s", out, wg_ui_code(ui, "channel", s->channel),
				      wg_ui_code(ui, "satisfaction", s->satisfaction));
	return *s->note ? wg_arena_printf(a, "%s  %s", out, s->note) : out;
}

int wg_need_card_story(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r)
{
	struct wg_arena a = {0};
	struct pen p = {.ui = ui, .c = c, .r = r};
	int row = 0;
	size_t sent = 0;
	for (size_t i = 0; i < card->story.n_sent && row < r.rows; i++) {
		const struct wg_dispatch *d = &card->story.sent[i];
		bool off = strcmp(d->state, "returned") == 0 || strcmp(d->state, "cancelled") == 0;
		if (off)
			continue;
		line(&p, row++, sent++ == 0 ? ui->tr(N_("Sent")) : "");
		put(&p, WG_ROLE_NORMAL, dispatch_text(d, ui, &a));
	}
	for (size_t i = 0; i < card->story.n_steps && row < r.rows; i++) {
		line(&p, row++, i == 0 ? ui->tr(N_("Steps")) : "");
		put(&p, i == 0 ? WG_ROLE_NORMAL : WG_ROLE_DIM,
		    step_text(&card->story.step[card->story.n_steps - 1 - i], ui, &a));
	}
	wg_arena_free(&a);
	return row;
}

/* As wide as the longest title that is shown, within bounds. */
static int title_width(const struct wg_need_card *card, const struct wg_cells *c, int most)
{
	int width = TITLE_MIN;
	for (size_t i = 0; i < card->n_past; i++) {
		int w = wg_cells_width(c, card->past[i].need.title) + 1;
		width = w > width ? w : width;
	}
	return width < most ? width : most;
}

int wg_need_card_past(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r)
{
	struct wg_message m;
	char label[2 * WG_NEED_TEXT], day[WG_NEED_TEXT];
	int n = (int)card->n_past < r.rows ? (int)card->n_past : r.rows;
	int most = r.cols - PAST_LABEL - HELPERS - 20, col = r.col + 1 + PAST_LABEL;
	int width = title_width(card, c, most < TITLE_MAX ? most : TITLE_MAX);
	if (!card->home.id || r.rows < 1)
		return 0;
	wg_message_set(&m, N_("Before: {1}"), "l", (long long)card->all_past);
	wg_ui_sentence(ui, &m, label, sizeof label);
	wg_cells_put(c, r.row, r.col + 1, PAST_LABEL - 1, WG_ROLE_HEAD, label, WG_PUT_ELL);
	for (int i = 0; i < n; i++) {
		const struct wg_need_past *past = &card->past[i];
		bool open = wg_need_state_info[past->need.state].open;
		wg_cells_put(c, r.row + i, col, 5, WG_ROLE_DIM, wg_need_day(past->need.at, day), 0);
		wg_cells_put(c, r.row + i, col + 6, width - 1, open ? WG_ROLE_WARN : WG_ROLE_NORMAL, past->need.title,
			     WG_PUT_ELL);
		wg_cells_put(c, r.row + i, col + 6 + width, HELPERS - 1, WG_ROLE_NORMAL, past->need.helpers,
			     WG_PUT_ELL);
		wg_cells_put(c, r.row + i, col + 6 + width + HELPERS, r.col + r.cols - 1 - (col + 6 + width + HELPERS),
			     open ? WG_ROLE_WARN : WG_ROLE_NORMAL, past->said, WG_PUT_ELL);
	}
	return n > 0 ? n : 1;
}
