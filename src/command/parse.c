#include <string.h>

#include "base/vec.h"
#include "wangge/command.h"

/* The longest command name that the words begin with; *used = how many words it takes. */
static const struct wg_command *find_command(char **words, size_t n, size_t *used)
{
	const struct wg_command *best = NULL;
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		const char *space = strchr(c->name, ' ');
		size_t first = space ? (size_t)(space - c->name) : strlen(c->name), take = space ? 2 : 1;
		if (n < take || strlen(words[0]) != first || strncmp(words[0], c->name, first) != 0)
			continue;
		if (space && strcmp(words[1], space + 1) != 0)
			continue;
		if (!best || take > *used) {
			best = c;
			*used = take;
		}
	}
	return best;
}

static const struct wg_param *find_param(const struct wg_command *c, const char *name, size_t len)
{
	for (size_t i = 0; i < c->n_params; i++) {
		if (strlen(c->params[i].name) == len && strncmp(c->params[i].name, name, len) == 0)
			return &c->params[i];
	}
	return NULL;
}

/* The next parameter that takes a word without its name. */
static const struct wg_param *next_positional(const struct wg_command *c, const struct wg_args *args)
{
	for (size_t i = 0; i < c->n_params; i++) {
		const struct wg_param *p = &c->params[i];
		if ((p->flags & WG_PARAM_POSITIONAL) && ((p->flags & WG_PARAM_MANY) || !wg_args_get(args, p->name)))
			return p;
	}
	return NULL;
}

static enum wg_err check_choice(const struct wg_param *p, const char *value, struct wg_error *e)
{
	if (p->type != WG_PARAM_CHOICE)
		return WG_OK;
	size_t len = strlen(value);
	if (len == 0 && !(p->flags & WG_PARAM_REQUIRED))
		return WG_OK;
	for (const char *s = p->choices; *s;) {
		size_t n = strcspn(s, "|");
		if (n == len && strncmp(s, value, n) == 0)
			return WG_OK;
		s += n + (s[n] == '|');
	}
	return wg_fail(e, WG_EUSAGE, N_("--{1} {2}: it must be one of {3}"), "sss", p->name, value, p->choices);
}

/* --name a,b,c gives three values; commas in paths are written as separate --name. Splits in place. */
static enum wg_err add_value(struct wg_args *args, const struct wg_param *p, char *value, struct wg_error *e)
{
	bool split = (p->flags & WG_PARAM_MANY) && !(p->flags & WG_PARAM_POSITIONAL) && p->type != WG_PARAM_FILE_IN;
	enum wg_err err = check_choice(p, value, e);
	while (err == WG_OK && split) {
		char *comma = strchr(value, ',');
		char *wide = strstr(value, "，");
		char *end = comma && (!wide || comma < wide) ? comma : wide;
		if (!end)
			break;
		size_t skip = end == comma ? 1 : strlen("，");
		*end = '\0';
		if (*value)
			wg_args_add(args, p->name, value);
		value = end + skip;
	}
	if (err == WG_OK)
		wg_args_add(args, p->name, value);
	return err;
}

static enum wg_err add_option(const struct wg_command *c, struct wg_args *args, char **words, size_t n, size_t *i,
			      struct wg_error *e)
{
	char *name = words[*i] + 2, *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const struct wg_param *p = find_param(c, name, len);
	if (!p)
		return wg_fail(e, WG_EUSAGE, N_("{1} has no option {2}: see `wangge help {1}`"), "ss", c->name,
			       words[*i]);
	if (p->type == WG_PARAM_FLAG) {
		if (equals)
			return wg_fail(e, WG_EUSAGE, N_("--{1} takes no value"), "s", p->name);
		wg_args_add(args, p->name, "");
		return WG_OK;
	}
	if (!equals && *i + 1 == n)
		return wg_fail(e, WG_EUSAGE, N_("--{1} needs a value"), "s", p->name);
	return add_value(args, p, equals ? equals + 1 : words[++*i], e);
}

static enum wg_err check_required(const struct wg_command *c, const struct wg_args *args, struct wg_error *e)
{
	for (size_t i = 0; i < c->n_params; i++) {
		const struct wg_param *p = &c->params[i];
		if ((p->flags & WG_PARAM_REQUIRED) && !wg_args_get(args, p->name))
			return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is missing: see `wangge help {1}`"), "ss", c->name,
				       p->name);
	}
	return WG_OK;
}

enum wg_err wg_command_words(char **words, size_t n, const struct wg_command **command, struct wg_args *args,
			     struct wg_error *e)
{
	size_t used = 0;
	const struct wg_command *c = n ? find_command(words, n, &used) : NULL;
	if (!c)
		return wg_fail(e, WG_EUSAGE, N_("there is no command {1}: see `wangge help`"), "s", n ? words[0] : "");
	enum wg_err err = WG_OK;
	bool options = true;
	for (size_t i = used; err == WG_OK && i < n; i++) {
		const struct wg_param *p = NULL;
		if (options && strcmp(words[i], "--") == 0)
			options = false;
		else if (options && strncmp(words[i], "--", 2) == 0)
			err = add_option(c, args, words, n, &i, e);
		else if (!(p = next_positional(c, args)))
			err = wg_fail(e, WG_EUSAGE, N_("{1}: what is {2}? See `wangge help {1}`"), "ss", c->name,
				      words[i]);
		else
			err = add_value(args, p, words[i], e);
	}
	if (err == WG_OK)
		err = check_required(c, args, e);
	if (err == WG_OK)
		*command = c;
	return err;
}

/* Cuts the next word out of the line, quotes taken off; NULL at the end. */
static char *next_word(char **line, bool *open)
{
	char *s = *line + strspn(*line, " \t");
	if (!*s)
		return NULL;
	char *word = s, *out = s, quote = '\0';
	for (; *s && (quote || (*s != ' ' && *s != '\t')); s++) {
		if (quote ? *s == quote : *s == '"' || *s == '\'')
			quote = quote ? '\0' : *s;
		else
			*out++ = *s;
	}
	*line = *s ? s + 1 : s;
	*out = '\0';
	*open = quote != '\0';
	return word;
}

enum wg_err wg_command_parse(char *line, const struct wg_command **command, struct wg_args *args, struct wg_error *e)
{
	WG_VEC(char *) words = {0};
	bool open = false;
	for (char *word; (word = next_word(&line, &open)) != NULL;)
		WG_PUSH(&words, word);
	enum wg_err err = open ? wg_fail(e, WG_EUSAGE, N_("a quote is not closed"), "")
			       : wg_command_words(words.at, words.len, command, args, e);
	WG_VEC_FREE(&words);
	return err;
}
