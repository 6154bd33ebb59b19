/* docs keymap | keys | options: what the registries say, as a settings file or as tables for the manual.
 * config/keymap.yaml is what `docs keymap` prints; a test holds them together. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct action {
	const char *name, *keys, *scope, *label, *help;
};

#define N_(s) s
#define ACTION(id, name, keys, scope, needs, label, help) {name, keys, #scope, label, help},
static const struct action actions[] = {
#include "view/action.def"
};

struct option {
	const char *key, *type;
	int lo, hi;
	const char *preset, *choices, *unit, *sentence;
};

#define OPTION(id, key, type, lo, hi, preset, choices, unit, sentence) \
	{key, #type, lo, hi, preset, choices, unit, sentence},
static const struct option options[] = {
#include "conf/option.def"
};

enum { ACTIONS = sizeof actions / sizeof *actions, OPTIONS = sizeof options / sizeof *options };

/* In the order in which people meet them. */
static const struct {
	const char *id, *name, *title, *title_zh;
} scopes[] = {
	{"GLOBAL", "global", "Everywhere", "到处都能用"},
	{"LIST", "list", "Lists, tables and trees", "列表、表格和树"},
	{"TREE", "tree", "Trees", "树"},
	{"TABLE", "table", "Tables", "表格"},
	{"OFFICE", "office", "Households and cadres", "住户和干部"},
	{"PLAN", "plan", "A plan", "联户方案"},
	{"PANEL", "panel", "Panels at the foot of a list", "列表下面的小窗"},
	{"FORM", "form", "Forms", "表单"},
};

enum { SCOPES = sizeof scopes / sizeof *scopes };

/* The n-th of the blank-separated words; its length, 0 when there are fewer. */
static int nth_word(const char *words, int n, const char **out)
{
	const char *s = words + strspn(words, " ");
	for (; *s; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		*out = s;
		if (n-- == 0)
			return (int)len;
		s += len;
	}
	return 0;
}

static void print_quoted(const char *s, int len)
{
	putchar('"');
	for (int i = 0; i < len; i++) {
		if (s[i] == '"' || s[i] == '\\')
			putchar('\\');
		putchar(s[i]);
	}
	putchar('"');
}

static void print_keymap(void)
{
	puts("# keymap.yaml：按键。要改的抄到 /etc/wangge/keymap.yaml 或 ~/.config/wangge/keymap.yaml，只写要改的几项。\n"
	     "#\n"
	     "#   键: 动作        动作的名字见 wangge-keys(7)，也可以写一条命令，如 \"lock 3-2-501\"\n"
	     "#   键: \"\"          这个键什么也不做\n"
	     "# 键的写法：a、A、gg、C-r（Ctrl）、S-Up（Shift）、A-x（Alt）、F2、PgUp、Home、Space、Enter、Tab、Esc");
	for (int i = 0; i < SCOPES; i++) {
		printf("\n# %s\n%s:\n", scopes[i].title_zh, scopes[i].name);
		for (int k = 0; k < ACTIONS; k++) {
			const char *key;
			if (strcmp(actions[k].scope, scopes[i].id) != 0)
				continue;
			for (int n = 0, len; (len = nth_word(actions[k].keys, n, &key)) > 0; n++) {
				fputs("  ", stdout);
				print_quoted(key, len);
				printf(": %s\n", actions[k].name);
			}
		}
	}
}

/* Text of a roff line: a backslash is \e, and a line may not begin with a dot or quote. */
static void print_roff(const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", stdout);
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '-')
			fputs("\\-", stdout);
		else
			putchar(*s);
	}
}

static void print_keys(void)
{
	for (int i = 0; i < SCOPES; i++) {
		printf(".SS %s\n", scopes[i].title);
		for (int k = 0; k < ACTIONS; k++) {
			if (strcmp(actions[k].scope, scopes[i].id) != 0)
				continue;
			printf(".TP\n.B ");
			print_roff(*actions[k].keys ? actions[k].keys : "(no key)");
			printf("\n");
			print_roff(actions[k].help);
			printf(" (");
			print_roff(actions[k].name);
			puts(").");
		}
	}
}

static void print_options(void)
{
	for (int i = 0; i < OPTIONS; i++) {
		const struct option *o = &options[i];
		printf(".TP\n.B ");
		print_roff(o->key);
		printf("\n");
		print_roff(o->sentence);
		if (strcmp(o->type, "INT") == 0)
			printf(": %d to %d %s", o->lo, o->hi, o->unit);
		else
			printf(": %s", strcmp(o->type, "BOOL") == 0 ? "yes no" : o->choices);
		printf(". Default: %s.\n", o->preset);
	}
}

int main(int argc, char **argv)
{
	const char *what = argc == 2 ? argv[1] : "";
	if (strcmp(what, "keymap") == 0)
		print_keymap();
	else if (strcmp(what, "keys") == 0)
		print_keys();
	else if (strcmp(what, "options") == 0)
		print_options();
	else {
		fputs("usage: docs keymap | keys | options\n", stderr);
		return 64;
	}
	return 0;
}
