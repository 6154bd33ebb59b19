#include "store/table.h"

/* The words of table.def. */
#define INT 'I'
#define TEXT 'T'
#define CLOCK WG_COLUMN_CLOCK
#define MASKED WG_COLUMN_MASKED
#define REF(T) ((WG_T_##T + 1) << WG_COLUMN_REF_SHIFT)
#define REF_PLACE REF(PLACE)
#define REF_DOOR REF(DOOR)
#define REF_HOUSEHOLD REF(HOUSEHOLD)
#define REF_PERSON REF(PERSON)
#define REF_WORKER REF(WORKER)
#define REF_AREA REF(AREA)
#define REF_NEED REF(NEED)
#define REF_RESOURCE REF(RESOURCE)
#define REF_PROJECT REF(PROJECT)
#define REF_ACCOUNT REF(ACCOUNT)
#define REF_POSTING REF(POSTING)

const struct wg_table_info wg_table_info[WG_TABLES] = {
#define TABLE(T, table_name, table_unit)                                                                               \
	[WG_T_##T] = {.name = table_name, .unit = WG_UNIT_##table_unit, .n_columns = WG_##T##_COLUMNS, .column = {
#define COLUMN(T, C, column_name, column_type, column_flags)                                                           \
	[WG_##T##_##C] = {.name = column_name, .type = column_type, .flags = column_flags},
#define END(T)                                                                                                         \
	}                                                                                                              \
	}                                                                                                              \
	,
#include "store/table.def"
};

int wg_column_ref(enum wg_table_id t, int col)
{
	return (int)(wg_table_info[t].column[col].flags >> WG_COLUMN_REF_SHIFT) - 1;
}

int wg_column_unit(enum wg_table_id t)
{
	static const int table_of[] = {
		[WG_UNIT_SELF] = -1,
		[WG_UNIT_HOUSEHOLD] = WG_T_HOUSEHOLD,
		[WG_UNIT_PERSON] = WG_T_PERSON,
		[WG_UNIT_WORKER] = WG_T_WORKER,
		[WG_UNIT_NEED] = WG_T_NEED,
		[WG_UNIT_PROJECT] = WG_T_PROJECT,
		[WG_UNIT_POSTING] = WG_T_POSTING,
	};
	int to = table_of[wg_table_info[t].unit];
	for (int i = 0; to >= 0 && i < wg_table_info[t].n_columns; i++) {
		if (wg_column_ref(t, i) == to)
			return i;
	}
	return -1;
}
