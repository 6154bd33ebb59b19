#include "tests/codes.h"

#include "conf/conf.h"
#include "tests/test.h"

const struct wg_codes *shipped_codes(void)
{
	static struct wg_conf *conf;
	static const char *const no_folders[WG_CONF_DIRS] = {"/nonexistent", NULL};
	if (!conf)
		assert_int_equal(wg_conf_open(no_folders, &conf, NULL), WG_OK);
	return wg_conf_codes(conf);
}
