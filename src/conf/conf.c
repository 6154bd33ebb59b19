#include "conf/conf.h"

#include <stdlib.h>

#include "conf/settings.h"

struct wg_conf {
	struct wg_arena arena;
	struct wg_settings is;
};

extern const char wg_embedded_wangge_yaml[], wg_embedded_theme_yaml[], wg_embedded_codes_yaml[];
extern const size_t wg_embedded_wangge_yaml_size, wg_embedded_theme_yaml_size, wg_embedded_codes_yaml_size;

static const struct {
	const char *name, *text; /* text: the default; NULL = none */
	const size_t *size;
} files[WG_SETTINGS_FILES] = {
	[WG_SETTINGS_OPTIONS] = {"wangge.yaml", wg_embedded_wangge_yaml, &wg_embedded_wangge_yaml_size},
	[WG_SETTINGS_THEME] = {"theme.yaml", wg_embedded_theme_yaml, &wg_embedded_theme_yaml_size},
	[WG_SETTINGS_CODES] = {"codes.yaml", wg_embedded_codes_yaml, &wg_embedded_codes_yaml_size},
	[WG_SETTINGS_KEYMAP] = {"keymap.yaml", NULL, NULL},
};

static const char *user_dir(struct wg_arena *arena)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	if (config && *config == '/')
		return wg_arena_printf(arena, "%s/wangge", config);
	return home && *home ? wg_arena_printf(arena, "%s/.config/wangge", home) : NULL;
}

/* The default with the office's and the user's file on top; *out stays NULL when there is neither. */
static enum wg_err read_file(struct wg_conf *conf, int file, const char *const dirs[WG_CONF_DIRS], struct wg_yaml **out,
			     struct wg_error *e)
{
	for (int i = 0; i < WG_CONF_DIRS; i++) {
		struct wg_yaml *over = NULL;
		if (!dirs[i])
			continue;
		const char *path = wg_arena_printf(&conf->arena, "%s/%s", dirs[i], files[file].name);
		enum wg_err err = wg_yaml_read(path, &conf->arena, &over, e);
		if (!err && over && !*out && files[file].text)
			err = wg_yaml_parse(files[file].name, files[file].text, *files[file].size, &conf->arena, out,
					    e);
		if (err)
			return err;
		if (*out && over)
			wg_yaml_merge(*out, over);
		else if (over)
			*out = over;
	}
	return WG_OK;
}

static struct wg_plan_weights plan_weights(const struct wg_options *options)
{
	const int *v = options->value;
	/* The last three are no matter of taste: nobody uncovered who could be covered, nobody idle without need. */
	return (struct wg_plan_weights){
		.cut = {0, v[WG_OPTION_PLAN_CUT_COMPOUND], v[WG_OPTION_PLAN_CUT_BUILDING],
			v[WG_OPTION_PLAN_CUT_ENTRANCE], v[WG_OPTION_PLAN_CUT_FLOOR]},
		.move = v[WG_OPTION_PLAN_MOVE],
		.affinity_entrance = v[WG_OPTION_PLAN_AFFINITY_ENTRANCE],
		.affinity_building = v[WG_OPTION_PLAN_AFFINITY_BUILDING],
		.unused = 50000,
		.uncovered = 100000,
		.uncovered_weight = 1000,
	};
}

static struct wg_need_rules need_rules(const struct wg_options *options)
{
	const int *v = options->value;
	return (struct wg_need_rules){
		.urgent_hours = v[WG_OPTION_NEED_DUE_URGENT],
		.pressing_days = v[WG_OPTION_NEED_DUE_PRESSING],
		.normal_days = v[WG_OPTION_NEED_DUE_NORMAL],
		.sample = v[WG_OPTION_NEED_SAMPLE],
		.lead_days = v[WG_OPTION_NEED_ESCALATE_LEAD],
		.community_days = v[WG_OPTION_NEED_ESCALATE_COMMUNITY],
	};
}

static struct wg_match_weights match_weights(const struct wg_options *options)
{
	const int *v = options->value;
	return (struct wg_match_weights){
		.level = {v[WG_OPTION_MATCH_LEVEL_CAN], v[WG_OPTION_MATCH_LEVEL_GOOD],
			  v[WG_OPTION_MATCH_LEVEL_PROFESSION]},
		.verified = v[WG_OPTION_MATCH_VERIFIED],
		.certificate = v[WG_OPTION_MATCH_CERTIFICATE],
		.near = {v[WG_OPTION_MATCH_NEAR_COMMUNITY], v[WG_OPTION_MATCH_NEAR_COMPOUND],
			 v[WG_OPTION_MATCH_NEAR_BUILDING]},
		.free = v[WG_OPTION_MATCH_FREE],
		.order = v[WG_OPTION_MATCH_ORDER],
		.idle = v[WG_OPTION_MATCH_IDLE],
		.idle_days = v[WG_OPTION_MATCH_IDLE_DAYS],
		.again = v[WG_OPTION_MATCH_AGAIN],
		.satisfied = v[WG_OPTION_MATCH_SATISFIED],
		.unsatisfied = v[WG_OPTION_MATCH_UNSATISFIED],
		.urgency = {v[WG_OPTION_MATCH_URGENCY_URGENT], v[WG_OPTION_MATCH_URGENCY_PRESSING],
			    v[WG_OPTION_MATCH_URGENCY_NORMAL], v[WG_OPTION_MATCH_URGENCY_STANDING]},
		.load_cap = v[WG_OPTION_MATCH_LOAD_CAP],
	};
}

/* What of the options libwangge works by travels with the codes. */
static void hand_over(struct wg_conf *conf)
{
	conf->is.codes.plan = plan_weights(&conf->is.options);
	conf->is.codes.need = need_rules(&conf->is.options);
	conf->is.codes.match = match_weights(&conf->is.options);
}

static enum wg_err read_files(struct wg_conf *conf, const char *const dirs[WG_CONF_DIRS], struct wg_error *e)
{
	struct wg_yaml *root[WG_SETTINGS_FILES] = {NULL};
	enum wg_err err = WG_OK;
	for (int i = 0; !err && i < WG_SETTINGS_FILES; i++)
		err = read_file(conf, i, dirs, &root[i], e);
	if (!err)
		err = wg_settings_read(root, &conf->arena, &conf->is, e);
	hand_over(conf);
	return err;
}

enum wg_err wg_conf_open(const char *const dirs[WG_CONF_DIRS], struct wg_conf **out, struct wg_error *e)
{
	struct wg_conf *conf = wg_xmalloc(sizeof *conf);
	*conf = (struct wg_conf){.is = wg_defaults};
	const char *usual[WG_CONF_DIRS] = {"/etc/wangge", user_dir(&conf->arena)};
	enum wg_err err = read_files(conf, dirs ? dirs : usual, e);
	if (err)
		wg_conf_close(&conf);
	else
		*out = conf;
	return err;
}

enum wg_err wg_conf_set(struct wg_conf *conf, const char *key, const char *value, enum wg_option *which,
			struct wg_error *e)
{
	enum wg_err err = wg_options_set(&conf->is.options, key, value, which, e);
	hand_over(conf);
	return err;
}

void wg_conf_close(struct wg_conf **conf)
{
	if (!*conf)
		return;
	wg_arena_free(&(*conf)->arena);
	free(*conf);
	*conf = NULL;
}

const struct wg_codes *wg_conf_codes(const struct wg_conf *conf)
{
	return &conf->is.codes;
}

const struct wg_options *wg_conf_options(const struct wg_conf *conf)
{
	return &conf->is.options;
}

const struct wg_keymap *wg_conf_keymap(const struct wg_conf *conf)
{
	return &conf->is.keymap;
}

const struct wg_theme *wg_conf_theme(const struct wg_conf *conf)
{
	return &conf->is.theme;
}
