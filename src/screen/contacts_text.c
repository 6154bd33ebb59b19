#include "screen/contacts_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "view/bar.h"
#include "view/panel.h"
#include "view/strip.h"

void wg__columns(const struct wg_ui *ui, const struct wg_column *from, int n, struct wg_column *to)
{
	for (int i = 0; i < n; i++) {
		to[i] = from[i];
		to[i].title = *from[i].title ? ui->tr(from[i].title) : "";
	}
}

void wg__put_count(int64_t n, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	snprintf(scratch, WG_CELL_TEXT, "%" PRId64, n);
	out->text = n ? scratch : "-";
	if (n == 0)
		out->role = WG_ROLE_DIM;
}

void wg__put_nobody(int64_t n, bool load_column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	if (load_column != (n > 999))
		return;
	wg__put_count(n > 9999 ? n / 1000 : n, scratch, out);
	if (n > 9999)
		snprintf(scratch, WG_CELL_TEXT, "%" PRId64 "k", n / 1000);
}

void wg__put_day(int64_t day, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	int year, month, mday;
	if (day == 0)
		return;
	wg_date_from_day(day, &year, &month, &mday);
	snprintf(scratch, WG_CELL_TEXT, "%04d-%02d-%02d", year, month, mday);
	out->text = scratch;
}

void wg__put_letter(int cadre, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	scratch[0] = wg_cadre_letter(cadre);
	scratch[1] = '\0';
	out->text = scratch;
	out->role = wg_cadre_role(cadre);
}

void wg__put_sign(const struct wg_worker *w, int64_t count, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	scratch[0] = wg_band_sign(w, count);
	scratch[1] = '\0';
	out->text = scratch;
	out->role = scratch[0] == '<' || scratch[0] == '>' ? WG_ROLE_WARN : WG_ROLE_NORMAL;
}

void wg__put_fill(const struct wg_ui *ui, const struct wg_worker *w, int64_t count, int width,
		  char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	wg_bar_text(&ui->cells, width, (int)count, w->hi, scratch, WG_CELL_TEXT);
	out->text = scratch;
	out->role = wg_band_sign(w, count) == '>' ? WG_ROLE_WARN : WG_ROLE_BAR;
}

static const char *kind_of(const struct wg_ui *ui, const struct wg_worker *w)
{
	const struct wg_code *code = wg_code_find(wg_office_codes(ui->face->office), "worker_kind", w->kind);
	if (code && w->hi > 0 && code->part_hi > 0 && w->hi <= code->part_hi)
		return ui->tr(N_("part-time"));
	return wg_ui_code(ui, "worker_kind", w->kind);
}

/* Without the dots that would eat half of a narrow column. */
void wg__put_kind(const struct wg_ui *ui, const struct wg_worker *w, int width, char scratch[WG_CELL_TEXT],
		  struct wg_text *out)
{
	const char *text = kind_of(ui, w);
	size_t n = 0;
	while (text[n]) {
		size_t next = n + 1;
		while ((text[next] & 0xC0) == 0x80)
			next++;
		if (next >= WG_CELL_TEXT)
			break;
		memcpy(scratch + n, text + n, next - n);
		scratch[next] = '\0';
		if (wg_cells_width(&ui->cells, scratch) > width)
			break;
		n = next;
	}
	scratch[n] = '\0';
	if (text[n] && (text[n] & 0x80) == 0) { /* "grid worker" is grid, "resident" res. */
		char *end = strpbrk(scratch, " -");
		if (end)
			*end = '\0';
		else if (n > 1 && !strchr(" -", text[n]))
			scratch[n - 1] = '.';
	}
	out->text = scratch;
}

void wg__put_address(const struct wg_household *h, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	snprintf(scratch, WG_CELL_TEXT, "%s%s%s", h->building, h->entrance, h->room);
	out->text = scratch;
}
