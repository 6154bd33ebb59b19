/* docs keymap        prints config/keymap.yaml; a test holds them together
 * docs page FILE.in  prints a manual page: its lines @commands@, @keys@, @options@, @columns TABLE@ and @codes LIST@
 *                    become tables of what the registries and the default settings say */
#include <stdio.h>
#include <string.h>

#include "conf/conf.h"

struct action {
	const char *name, *keys, *scope, *label, *help;
};

#define ACTION(id, name, keys, scope, needs, label, help) {name, keys, #scope, label, help},
static const struct action actions[] = {
#include "view/action.def"
};

struct option {
	const char *key, *type;
	int lo, hi;
	const char *preset, *choices, *unit, *sentence;
};

#define OPTION(id, key, type, lo, hi, preset, choices, unit, sentence)                                                 \
	{key, #type, lo, hi, preset, choices, unit, sentence},
static const struct option options[] = {
#include "conf/option.def"
};

/* A line of command.def: COMMAND when type is NULL, else a PARAM of the command before it. */
struct command_line {
	const char *name, *type, *flags, *choices, *help;
};

#define COMMAND(id, name, flags, help) {name, NULL, #flags, NULL, help},
#define PARAM(id, name, type, flags, choices, help) {name, #type, #flags, choices, help},
#define END(id)
static const struct command_line commands[] = {
#include "command/command.def"
};

enum { COMMANDS = sizeof commands / sizeof *commands };

enum { ACTIONS = sizeof actions / sizeof *actions, OPTIONS = sizeof options / sizeof *options };

/* In the order in which people meet them. */
static const struct {
	const char *id, *name, *title, *title_zh;
} scopes[] = {
	{"GLOBAL", "global", "Everywhere", "到处都能用"},
	{"LIST", "list", "Lists, tables and trees", "列表、表格和树"},
	{"TREE", "tree", "Trees", "树"},
	{"TABLE", "table", "Tables", "表格"},
	{"FACADE", "facade", "A building as on the wall", "楼栋立面"},
	{"OFFICE", "office", "Households and cadres", "住户和干部"},
	{"ORDER", "order", "Needs and orders", "需求和派单"},
	{"MATCH", "match", "Helpers for a need", "给需求配人"},
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
	puts("# keymap.yaml：按键。要改的抄到 /etc/wangge/keymap.yaml 或 "
	     "~/.config/wangge/keymap.yaml，只写要改的几项。\n"
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
		else if (*s == '~')
			fputs("\\(ti", stdout);
		else
			putchar(*s);
	}
}

/* [--under PLACE], FILE …, --reason TEXT */
static void print_usage(const struct command_line *p)
{
	bool optional = !strstr(p->flags, "REQUIRED");
	printf(" %s", optional ? "[" : "");
	if (strstr(p->flags, "POSITIONAL")) {
		printf("\\fI%s\\fR", p->name);
	} else {
		fputs("\\fB\\-\\-", stdout);
		print_roff(p->name);
		fputs("\\fR", stdout);
		if (strcmp(p->type, "FLAG") != 0)
			printf(" \\fI%s\\fR", p->choices ? p->choices : p->type);
	}
	printf("%s%s", strstr(p->flags, "MANY") ? " ..." : "", optional ? "]" : "");
}

static void print_commands(void)
{
	for (int i = 0, end; i < COMMANDS; i = end) {
		for (end = i + 1; end < COMMANDS && commands[end].type; end++)
			;
		if (strstr(commands[i].flags, "SYSTEM"))
			continue;
		fputs(".TP\n\\fB", stdout);
		print_roff(commands[i].name);
		fputs("\\fR", stdout);
		for (int k = i + 1; k < end; k++)
			print_usage(&commands[k]);
		putchar('\n');
		print_roff(commands[i].help);
		puts(strstr(commands[i].flags, "WRITE") ? "; can be undone." : ".");
		for (int k = i + 1; k < end; k++) {
			fputs(".br\n\\fI", stdout);
			print_roff(commands[k].name);
			fputs("\\fR: ", stdout);
			print_roff(commands[k].help);
			puts(".");
		}
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

static void print_words(const char *head, const char *const *words, size_t n)
{
	fputs(".TP\n.B ", stdout);
	print_roff(head);
	putchar('\n');
	for (size_t i = 0; i < n; i++) {
		print_roff(words[i]);
		fputs(i + 1 < n ? ", " : "\n", stdout);
	}
}

static void print_columns(const struct wg_codes *codes, const char *table)
{
	for (size_t i = 0; i < codes->n_column; i++)
		if (strcmp(codes->column[i].table, table) == 0)
			print_words(codes->column[i].key, codes->column[i].words, codes->column[i].n_words);
}

static void print_codes(const struct wg_codes *codes, const char *list)
{
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *c = &codes->code[i];
		if (strcmp(c->list, list) != 0)
			continue;
		fputs(".TP\n.B ", stdout);
		print_roff(c->name);
		printf("\n%s", c->code);
		if (strcmp(list, "care") == 0)
			printf(", weight %d, mark %s", c->weight, c->mark ? c->mark : "-");
		if (c->band_hi)
			printf(", %d to %d households, part-time %d to %d", c->band_lo, c->band_hi, c->part_lo,
			       c->part_hi);
		for (size_t k = 0; k < c->n_also; k++) {
			fputs(k ? ", " : ". Also: ", stdout);
			print_roff(c->also[k]);
		}
		putchar('\n');
	}
}

/* One line of a page, without its end. */
static bool print_line(const char *line, const struct wg_codes *codes)
{
	char name[40];
	if (strcmp(line, "@commands@") == 0)
		print_commands();
	else if (strcmp(line, "@keys@") == 0)
		print_keys();
	else if (strcmp(line, "@options@") == 0)
		print_options();
	else if (sscanf(line, "@columns %39[a-z_]@", name) == 1)
		print_columns(codes, name);
	else if (sscanf(line, "@codes %39[a-z_]@", name) == 1)
		print_codes(codes, name);
	else if (line[0] == '@')
		return false;
	else
		puts(line);
	return true;
}

static int print_page(const char *path)
{
	static const char *const none[WG_CONF_DIRS] = {NULL};
	struct wg_conf *conf = NULL;
	char line[4096];
	int status = 0;
	FILE *in = fopen(path, "r");
	if (!in || wg_conf_open(none, &conf, NULL) != WG_OK) {
		fprintf(stderr, "docs: %s cannot be read\n", path);
		return 1;
	}
	while (fgets(line, sizeof line, in)) {
		line[strcspn(line, "\n")] = '\0';
		if (!print_line(line, wg_conf_codes(conf))) {
			fprintf(stderr, "docs: %s: what is %s?\n", path, line);
			status = 1;
		}
	}
	fclose(in);
	wg_conf_close(&conf);
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "page") == 0)
		return print_page(argv[2]);
	if (argc == 2 && strcmp(argv[1], "keymap") == 0) {
		print_keymap();
		return 0;
	}
	fputs("usage: docs keymap | page FILE.in\n", stderr);
	return 64;
}
