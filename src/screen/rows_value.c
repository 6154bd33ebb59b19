#include "screen/rows_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "screen/grid_draw.h"
#include "wangge/helper.h"

static void put_time(int64_t seconds, char *out, size_t cap)
{
	time_t t = (time_t)seconds;
	struct tm tm;
	if (!localtime_r(&t, &tm) || strftime(out, cap, "%Y-%m-%d %H:%M", &tm) == 0)
		out[0] = '\0';
}

const char *wg_rows_value(const struct wg_ui *ui, const struct wg_rows_column *column, const struct wg_datum *value,
			  char *out, size_t cap)
{
	char date[16], slots[WG_SLOTS_WORDS];
	out[0] = '\0';
	if (value->null)
		return out;
	switch (column->type) {
	case WG_ROWS_TEXT:
		snprintf(out, cap, "%s", value->s);
		break;
	case WG_ROWS_MSG:
		snprintf(out, cap, "%s", ui->tr(value->s));
		break;
	case WG_ROWS_CODE:
		grid_codes(ui, column->list, value->s, out, cap);
		break;
	case WG_ROWS_INT:
	case WG_ROWS_ID:
		if (value->i == 0)
			snprintf(out, cap, "-");
		else
			snprintf(out, cap, "%" PRId64, value->i);
		break;
	case WG_ROWS_DATE:
		grid_date(value->i, date);
		snprintf(out, cap, "%s", date);
		break;
	case WG_ROWS_TIME:
		put_time(value->i, out, cap);
		break;
	case WG_ROWS_YES:
		snprintf(out, cap, "%s", value->i ? ui->tr(N_("yes")) : "");
		break;
	case WG_ROWS_SLOTS:
		snprintf(out, cap, "%s", wg_slots_words(value->i, ui->english, slots));
		break;
	}
	return out;
}

bool wg_rows_is_number(const struct wg_rows_column *column)
{
	return column->type == WG_ROWS_INT || column->type == WG_ROWS_ID;
}

bool wg_rows_is_shown(const struct wg_rows *rows, size_t column)
{
	if (rows->columns[column].type == WG_ROWS_ID)
		return false;
	for (size_t i = 0; i < rows->n; i++)
		if (!rows->at[i * rows->n_columns + column].null)
			return true;
	return false;
}
