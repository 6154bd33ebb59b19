#include <dlfcn.h>

#include "exchange/sheets.h"

/* Found by the run path of the program. Loaded once: every further call only counts it. */
enum wg_err wg_sheets(const struct wg_sheets **out, struct wg_error *e)
{
	void *module = dlopen(WG_SHEETS_MODULE, RTLD_NOW | RTLD_LOCAL);
	const struct wg_sheets *table = module ? dlsym(module, "wg_sheets_table") : NULL;
	if (!table)
		return wg_fail(e, WG_EUNAVAILABLE, N_("workbooks cannot be read or written here: {1}"), "s", dlerror());
	*out = table;
	return WG_OK;
}
