#include "screen/need_text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, NUMBER_BITS = 40 };

long long wg_need_number(int64_t id)
{
	return (long long)(id & ((INT64_C(1) << NUMBER_BITS) - 1));
}

static const char *shown(int64_t at, const char *format, char out[WG_NEED_TEXT])
{
	time_t t = (time_t)at;
	struct tm tm;
	if (at == 0 || !localtime_r(&t, &tm) || strftime(out, WG_NEED_TEXT, format, &tm) == 0)
		out[0] = '\0';
	return out;
}

const char *wg_need_clock(int64_t at, char out[WG_NEED_TEXT])
{
	return shown(at, "%H:%M", out);
}

const char *wg_need_day(int64_t at, char out[WG_NEED_TEXT])
{
	return shown(at, "%m-%d", out);
}

static int year_of(int64_t day)
{
	int year, month, mday;
	wg_date_from_day(day, &year, &month, &mday);
	return year;
}

const char *wg_need_moment(const struct wg_ui *ui, int64_t at, char out[WG_NEED_TEXT])
{
	static const char *const near[] = {N_("yesterday"), N_("today"), N_("tomorrow")};
	int64_t day = wg_day_of(at), today = wg_today(), away = day - today;
	char clock[WG_NEED_TEXT];
	if (at == 0)
		out[0] = '\0';
	else if (away >= -1 && away <= 1)
		snprintf(out, WG_NEED_TEXT, "%.40s %.20s", ui->tr(near[away + 1]), wg_need_clock(at, clock));
	else
		shown(at, year_of(day) == year_of(today) ? "%m-%d %H:%M" : "%Y-%m-%d", out);
	return out;
}

static const char *span(const struct wg_ui *ui, int64_t seconds, char out[WG_NEED_TEXT])
{
	struct wg_message m;
	if (seconds < HOUR)
		wg_message_set(&m, N_("{1} min"), "l", (long long)(seconds / MINUTE));
	else if (seconds < DAY)
		wg_message_set(&m, N_("{1} h"), "l", (long long)(seconds / HOUR));
	else
		wg_message_set(&m, N_("{1} d"), "l", (long long)(seconds / DAY));
	return wg_ui_sentence(ui, &m, out, WG_NEED_TEXT);
}

const char *wg_need_since(const struct wg_ui *ui, int64_t at, char out[WG_NEED_TEXT])
{
	int64_t gone = wg_now() - at;
	return span(ui, gone > 0 ? gone : 0, out);
}

const char *wg_need_due(const struct wg_ui *ui, const struct wg_need *need, char out[WG_NEED_TEXT])
{
	struct wg_message m;
	char late[WG_NEED_TEXT];
	out[0] = '\0';
	if (!wg_need_state_info[need->state].open)
		return out;
	if (!need->late)
		return wg_need_moment(ui, need->due, out);
	wg_message_set(&m, N_("{1} late"), "s", span(ui, wg_now() - need->due, late));
	return wg_ui_sentence(ui, &m, out, WG_NEED_TEXT);
}

/* Each code by itself: codes have blanks between. */
static const char *joined(const struct wg_ui *ui, const char *list, const char *codes, bool with_codes,
			  const char *between, struct wg_arena *a)
{
	const char *out = "";
	for (const char *s = codes; *s;) {
		size_t len = strcspn(s, " ");
		const char *code = wg_arena_strndup(a, s, len), *name = wg_ui_code(ui, list, code);
		out = wg_arena_printf(a, "%s%s%s%s%s", out, *out ? between : "", with_codes ? code : "",
				      with_codes ? " " : "", name);
		s += len + strspn(s + len, " ");
	}
	return out;
}

const char *wg_need_services(const struct wg_ui *ui, const char *codes, bool with_codes, struct wg_arena *a)
{
	return joined(ui, "service", codes, with_codes, wg_arena_printf(a, " %s ", ui->tr(N_("or"))), a);
}

const char *wg_need_names(const struct wg_ui *ui, const char *list, const char *codes, struct wg_arena *a)
{
	return joined(ui, list, codes, false, ui->english ? ", " : "、", a);
}
