/* table.h: the journaled tables (table.def) as enums and as data. */
#ifndef WANGGE_STORE_TABLE_H
#define WANGGE_STORE_TABLE_H

#include <stdint.h>

enum wg_table_id {
#define TABLE(T, name, unit) WG_T_##T,
#define COLUMN(T, C, name, type, flags)
#define END(T)
#include "store/table.def"
#undef TABLE
#undef COLUMN
#undef END
	WG_TABLES
};

/* WG_HOUSEHOLD_DOOR_ID … and WG_HOUSEHOLD_COLUMNS, their number. */
#define TABLE(T, name, unit)                                                                                           \
	enum wg_##T##_column                                                                                           \
	{
#define COLUMN(T, C, name, type, flags) WG_##T##_##C,
#define END(T)                                                                                                         \
	WG_##T##_COLUMNS                                                                                               \
	}                                                                                                              \
	;
#include "store/table.def"
#undef TABLE
#undef COLUMN
#undef END

enum { WG_MAX_COLUMNS = 32 };

enum wg_unit {
	WG_UNIT_SELF,
	WG_UNIT_HOUSEHOLD,
	WG_UNIT_PERSON,
	WG_UNIT_WORKER,
	WG_UNIT_NEED,
	WG_UNIT_PROJECT,
	WG_UNIT_POSTING,
};

/* Column flags; a reference is 1 + its table in the upper bits. */
enum {
	WG_COLUMN_CLOCK = 1,
	WG_COLUMN_MASKED = 2,
	WG_COLUMN_REF_SHIFT = 8,
};

struct wg_column_info {
	const char *name;
	char type; /* 'I' or 'T' */
	unsigned flags;
};

struct wg_table_info {
	const char *name;
	enum wg_unit unit;
	int n_columns;
	struct wg_column_info column[WG_MAX_COLUMNS];
};

extern const struct wg_table_info wg_table_info[WG_TABLES];

/* The table a column refers to; -1 when it is not a reference. */
int wg_column_ref(enum wg_table_id t, int col);

/* The column that names a row's unit (for unit PERSON, the person whose unit it is); -1 when the row is its own. */
int wg_column_unit(enum wg_table_id t);

#endif
