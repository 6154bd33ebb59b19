/* lint ROOT ROOMS.TXT: the rules of the house, one test case each (TAP). */
#include "tests/lint/lint.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 600, COLUMNS_MAX = 140 };

static bool is_source(const struct file *f)
{
	return (has_suffix(f->path, ".c") || has_suffix(f->path, ".h")) &&
	       (has_prefix(f->path, "src/") || has_prefix(f->path, "include/") || has_prefix(f->path, "tools/"));
}

static bool is_library(const struct file *f)
{
	static const char *const names[] = {"base", "text", "store", "plan", "model", "exchange", "command"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(f->room, names[i]) == 0)
			return has_prefix(f->path, "src/");
	return false;
}

static bool is_word(int c)
{
	return isalnum(c) || c == '_' || c >= 0x80;
}

/* The next place at or after from where the text holds word as a word of its own. */
static const char *find_word(const char *text, const char *from, const char *word)
{
	size_t n = strlen(word);
	for (const char *s = from; (s = strstr(s, word)) != NULL; s += n)
		if ((s == text || !is_word((unsigned char)s[-1])) && !is_word((unsigned char)s[n]))
			return s;
	return NULL;
}

/* Calls of any of the blank-separated names in the code. */
static int calls(const struct file *f, const char *names, const char *why)
{
	int n = 0;
	char list[400];
	snprintf(list, sizeof list, "%s", names);
	for (char *save = NULL, *name = strtok_r(list, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		for (const char *s = f->code; (s = find_word(f->code, s, name)) != NULL; s++) {
			const char *after = s + strlen(name);
			bool member = s > f->code && (s[-1] == '.' || (s[-1] == '>' && s[-2] == '-'));
			if (after[strspn(after, " \t")] == '(' && !member)
				n += found(f, (size_t)(s - f->code), "%s: %s", name, why);
		}
	}
	return n;
}

static int rule_banned(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		if (!is_source(f))
			continue;
		n += calls(f, "strcpy strcat stpcpy sprintf vsprintf gets strtok atoi atol atoll atof alloca strncpy strncat",
			   "has no bound or hides an error");
		n += calls(f, "system popen mktemp tmpnam tempnam", "opens a door");
	}
	return n;
}

static int rule_locale(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++)
		if (is_source(&t->files[i]) && !has_prefix(t->files[i].path, "tools/"))
			n += calls(&t->files[i], "isalpha isalnum isupper islower isspace ispunct isprint iscntrl toupper tolower "
				   "strcasecmp strncasecmp strcoll strtod wcwidth wcswidth mbtowc mbrtowc",
				   "depends on the locale");
	return n;
}

static int rule_quiet(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++)
		if (is_library(&t->files[i]))
			n += calls(&t->files[i], "printf vprintf puts putchar perror exit gettext setlocale",
				   "the library neither prints, ends nor translates");
	return n;
}

static int rule_length(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		size_t lines = 0;
		if (!has_suffix(f->path, ".c") && !has_suffix(f->path, ".h"))
			continue;
		for (size_t k = 0; k < f->n; k++)
			lines += f->text[k] == '\n';
		if (lines > LINES_MAX && !strstr(f->path, "_table"))
			n += found(f, f->n, "a file has at most %d lines", LINES_MAX);
	}
	return n;
}

/* Columns with tabs of 8; a character of two columns counts as two. */
static size_t columns(const char *s, size_t n)
{
	size_t col = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '\t')
			col = (col / 8 + 1) * 8;
		else if (c < 0x80 || c == 0xC2 || c == 0xC3 || c == 0xE2)
			col++;
		else if (c >= 0xE3)
			col += 2;
	}
	return col;
}

static int rule_lines(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		bool code = is_source(f);
		if (f->n && f->text[f->n - 1] != '\n')
			n += found(f, f->n, "the last line has no end");
		for (size_t at = 0, end; at < f->n; at = end + 1) {
			end = at + strcspn(f->text + at, "\n");
			if (end > at && strchr(" \t\r", f->text[end - 1]))
				n += found(f, at, "blank at the end of the line");
			if (code && columns(f->text + at, end - at) > COLUMNS_MAX)
				n += found(f, at, "more than %d columns", COLUMNS_MAX);
		}
	}
	return n;
}

static int rule_left_open(const struct tree *t)
{
	static const char *const words[] = {"TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"};
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			for (const char *s = f->text; (s = find_word(f->text, s, words[k])) != NULL; s++)
				n += found(f, (size_t)(s - f->text), "%s: open an issue, or do it", words[k]);
	}
	return n;
}

static int rule_guards(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		if (!has_suffix(f->path, ".h") || !is_source(f))
			continue;
		const char *below = strchr(f->path, '/') + 1;
		if (has_prefix(below, "wangge/"))
			below += 7;
		char guard[160], line[400];
		int len = snprintf(guard, sizeof guard, "WANGGE_%s", has_prefix(f->path, "tools/") ? f->path : below);
		for (int k = 0; k < len; k++)
			guard[k] = isalnum((unsigned char)guard[k]) ? (char)toupper((unsigned char)guard[k]) : '_';
		snprintf(line, sizeof line, "#ifndef %s\n#define %s\n", guard, guard);
		if (!strstr(f->text, line))
			n += found(f, 0, "the guard is %s", guard);
	}
	return n;
}

static const struct {
	const char *name;
	int (*run)(const struct tree *t);
} rules[] = {
	{"rooms include only what the table allows", rule_includes},
	{"a library is known to its own room only", rule_libraries},
	{"no circle between headers or rooms", rule_circles},
	{"no banned functions", rule_banned},
	{"nothing that depends on the locale reads data", rule_locale},
	{"the library neither prints nor ends the program", rule_quiet},
	{"no file is longer than 600 lines", rule_length},
	{"no line is too long or ends in blanks", rule_lines},
	{"nothing is left open", rule_left_open},
	{"header guards are named after their file", rule_guards},
};

int main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: lint ROOT ROOMS.TXT\n", stderr);
		return 64;
	}
	size_t n = sizeof rules / sizeof *rules;
	struct tree t;
	printf("1..%zu\n", n);
	rooms_read(argv[2]);
	tree_read(&t, argv[1]);
	for (size_t i = 0; i < n; i++) {
		bool bad = rules[i].run(&t) > 0;
		printf("%sok %zu - %s\n", bad ? "not " : "", i + 1, rules[i].name);
	}
	tree_free(&t);
	return 0;
}
