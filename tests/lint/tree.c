#include "tests/lint/lint.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool has_suffix(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);
	return n >= m && strcmp(s + n - m, suffix) == 0;
}

bool has_prefix(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

int found(const struct file *f, size_t at, const char *format, ...)
{
	size_t line = 1;
	for (size_t i = 0; i < at && i < f->n; i++)
		line += f->text[i] == '\n';
	printf("# %s:%zu: ", f->path, line);
	va_list ap;
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	putchar('\n');
	return 1;
}

static void die(const char *what)
{
	printf("Bail out! %s\n", what);
	exit(1);
}

static char *format_path(const char *a, const char *b)
{
	size_t n = strlen(a) + strlen(b) + 2;
	char *s = malloc(n);
	if (!s)
		die("memory");
	snprintf(s, n, "%s%s%s", a, *a ? "/" : "", b);
	return s;
}

/* The part of the path that names a room. */
static char *room_of(const char *path)
{
	char *s = strdup(path);
	if (has_prefix(path, "src/")) {
		char *slash = strchr(s + 4, '/');
		if (slash) {
			*slash = '\0';
			memmove(s, s + 4, strlen(s + 4) + 1);
			return s;
		}
	} else if (has_prefix(path, "include/")) {
		memcpy(s, "include", 8);
		return s;
	} else if (has_prefix(path, "tools/")) {
		memcpy(s, "tools", 6);
		return s;
	} else if (has_prefix(path, "tests/")) {
		char *slash = strchr(s + 6, '/');
		if (slash)
			*slash = '\0';
		return s;
	}
	*s = '\0';
	return s;
}

/* Blanks comments, strings and character constants; the names in #include lines stay. */
static char *code_of(const char *text, size_t n)
{
	char *c = malloc(n + 1);
	if (!c)
		die("memory");
	memcpy(c, text, n);
	c[n] = '\0';
	bool include = false;
	for (size_t i = 0; i < n; i++) {
		if (c[i] == '\n')
			include = false;
		if (c[i] == '#' && strncmp(c + i + 1 + strspn(c + i + 1, " \t"), "include", 7) == 0)
			include = true;
		size_t end = i;
		if (c[i] == '/' && c[i + 1] == '*') {
			const char *close = strstr(c + i + 2, "*/");
			end = close ? (size_t)(close - c) + 2 : n;
		} else if (c[i] == '/' && c[i + 1] == '/') {
			end = i + strcspn(c + i, "\n");
		} else if ((c[i] == '"' || c[i] == '\'') && !include) {
			for (end = i + 1; end < n && c[end] != c[i] && c[end] != '\n'; end++)
				end += c[end] == '\\' && end + 1 < n;
			end += end < n;
		}
		for (size_t k = i; k < end; k++)
			c[k] = c[k] == '\n' ? '\n' : ' ';
		i = end > i ? end - 1 : i;
	}
	return c;
}

static bool wanted(const char *name)
{
	static const char *const suffixes[] = {".c", ".h", ".def", ".inc", ".build", ".txt", ".sh", ".yaml", ".sql", ".po",
					       ".md", ".y", "dev", "run", ".1", ".5", ".7"};
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (has_suffix(name, suffixes[i]))
			return true;
	return false;
}

static void read_file(struct tree *t, const char *path)
{
	char *full = format_path(t->root, path);
	FILE *in = fopen(full, "rb");
	free(full);
	if (!in)
		return; /* gone since the folder was read */
	struct file f = {.path = strdup(path), .room = room_of(path)};
	size_t cap = 0, got;
	do {
		cap = cap * 2 + 8192;
		f.text = realloc(f.text, cap);
		if (!f.text)
			die("memory");
		got = fread(f.text + f.n, 1, cap - 1 - f.n, in);
		f.n += got;
	} while (got);
	fclose(in);
	f.text[f.n] = '\0';
	f.code = code_of(f.text, f.n);
	t->files = realloc(t->files, (t->n + 1) * sizeof *t->files);
	if (!t->files)
		die("memory");
	t->files[t->n++] = f;
}

static void read_folder(struct tree *t, const char *path)
{
	char *full = format_path(t->root, path);
	DIR *dir = opendir(full);
	free(full);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));) {
		const char *name = entry->d_name;
		if ((name[0] == '.' && strcmp(name, ".ci") != 0) || has_prefix(name, "build") || has_prefix(name, "bad_tree") ||
		    strcmp(name, "corpus") == 0)
			continue;
		char *below = format_path(path, name);
		char *below_full = format_path(t->root, below);
		struct stat st;
		if (lstat(below_full, &st) == 0 && S_ISDIR(st.st_mode))
			read_folder(t, below);
		else if (S_ISREG(st.st_mode) && wanted(name))
			read_file(t, below);
		free(below_full);
		free(below);
	}
	closedir(dir);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

void tree_read(struct tree *t, const char *root)
{
	*t = (struct tree){.root = root};
	read_folder(t, "");
	if (!t->n)
		die("no files");
	qsort(t->files, t->n, sizeof *t->files, by_path);
}

void tree_free(struct tree *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->files[i].path);
		free(t->files[i].room);
		free(t->files[i].text);
		free(t->files[i].code);
	}
	free(t->files);
}
