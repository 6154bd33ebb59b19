#include "app/print_value.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "app/i18n.h"
#include "base/clock.h"
#include "wangge/helper.h"

bool wg_print_is_number(const struct wg_rows_column *column)
{
	return column->type == WG_ROWS_INT || column->type == WG_ROWS_ID;
}

static void add_date(struct wg_buf *out, int64_t day)
{
	int year, month, mday;
	wg_date_from_day(day, &year, &month, &mday);
	wg_buf_printf(out, "%04d-%02d-%02d", year, month, mday);
}

static void add_time(struct wg_buf *out, int64_t seconds, const char *format)
{
	char text[64];
	time_t t = (time_t)seconds;
	struct tm tm;
	if (localtime_r(&t, &tm) && strftime(text, sizeof text, format, &tm) > 0)
		wg_buf_puts(out, text);
}

/* +0800 as strftime() writes it lacks the colon that ISO 8601 asks for beside 09:00. */
static void add_iso_time(struct wg_buf *out, int64_t seconds)
{
	char zone[8] = "";
	time_t t = (time_t)seconds;
	struct tm tm;
	add_time(out, seconds, "%Y-%m-%dT%H:%M:%S");
	if (localtime_r(&t, &tm) && strftime(zone, sizeof zone, "%z", &tm) == 5)
		wg_buf_printf(out, "%.3s:%s", zone, zone + 3);
}

static const char *code_name(const struct wg_app *app, const char *list, const char *code, size_t len)
{
	const struct wg_codes *codes = wg_conf_codes(app->conf);
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *c = &codes->code[i];
		if (strcmp(c->list, list) == 0 && strncmp(c->code, code, len) == 0 && c->code[len] == '\0')
			return app->english && c->name_en ? c->name_en : c->name;
	}
	return NULL;
}

/* A value may hold several codes with blanks between; one that is not in the list is shown as it is. */
static void add_codes(const struct wg_app *app, const char *list, const char *codes, struct wg_buf *out)
{
	for (const char *s = codes; *s;) {
		size_t len = strcspn(s, " ");
		const char *name = code_name(app, list, s, len);
		if (s != codes)
			wg_buf_puts(out, app->english ? ", " : " ");
		if (name)
			wg_buf_puts(out, name);
		else
			wg_buf_add(out, s, len);
		s += len + (s[len] == ' ');
	}
}

void wg_print_value(const struct wg_app *app, const struct wg_rows_column *column, const struct wg_datum *value,
		    struct wg_buf *out)
{
	char slots[WG_SLOTS_WORDS];
	if (value->null)
		return;
	switch (column->type) {
	case WG_ROWS_TEXT:
		wg_buf_puts(out, value->s);
		break;
	case WG_ROWS_MSG:
		wg_buf_puts(out, _(value->s));
		break;
	case WG_ROWS_CODE:
		add_codes(app, column->list, value->s, out);
		break;
	case WG_ROWS_INT:
		if (value->i == 0)
			wg_buf_putc(out, '-');
		else
			wg_buf_printf(out, "%" PRId64, value->i);
		break;
	case WG_ROWS_ID:
		wg_buf_printf(out, "%" PRId64, value->i);
		break;
	case WG_ROWS_DATE:
		add_date(out, value->i);
		break;
	case WG_ROWS_TIME:
		add_time(out, value->i, "%Y-%m-%d %H:%M");
		break;
	case WG_ROWS_YES:
		wg_buf_puts(out, value->i ? _(N_("yes")) : "");
		break;
	case WG_ROWS_SLOTS:
		wg_buf_puts(out, wg_slots_words(value->i, app->english, slots));
		break;
	}
}

void wg_print_plain(const struct wg_rows_column *column, const struct wg_datum *value, struct wg_buf *out)
{
	char slots[WG_SLOTS_WORDS];
	if (value->null)
		return;
	switch (column->type) {
	case WG_ROWS_TEXT:
	case WG_ROWS_MSG:
	case WG_ROWS_CODE:
		wg_buf_puts(out, value->s);
		break;
	case WG_ROWS_INT:
	case WG_ROWS_ID:
		wg_buf_printf(out, "%" PRId64, value->i);
		break;
	case WG_ROWS_DATE:
		add_date(out, value->i);
		break;
	case WG_ROWS_TIME:
		add_iso_time(out, value->i);
		break;
	case WG_ROWS_YES:
		wg_buf_putc(out, value->i ? '1' : '0');
		break;
	case WG_ROWS_SLOTS:
		wg_buf_puts(out, wg_slots_words(value->i, false, slots));
		break;
	}
}
