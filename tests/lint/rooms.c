#include "tests/lint/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOMS = 32, LIBRARIES = 32, ALLOWED = 200 };

/* A line of rooms.txt: a name and, blank-separated and with a blank at both ends, what it may be together with. */
struct rule {
	char name[40], allowed[ALLOWED];
};

static struct rule rooms[ROOMS], libraries[LIBRARIES];
static size_t n_rooms, n_libraries;

void rooms_read(const char *path)
{
	FILE *in = fopen(path, "r");
	if (!in) {
		printf("Bail out! %s cannot be read\n", path);
		exit(1);
	}
	char line[300];
	while (fgets(line, sizeof line, in)) {
		line[strcspn(line, "\n")] = '\0';
		char *colon = strchr(line, ':');
		if (line[0] == '#' || !colon)
			continue;
		*colon = '\0';
		bool library = line[0] == '<';
		struct rule *r = library ? &libraries[n_libraries++] : &rooms[n_rooms++];
		snprintf(r->name, sizeof r->name, "%.39s", line);
		snprintf(r->allowed, sizeof r->allowed, "%.190s ", colon + 1);
		if (n_rooms == ROOMS || n_libraries == LIBRARIES)
			break;
	}
	fclose(in);
}

static const struct rule *rule_of(const struct rule *rules, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(rules[i].name, name) == 0)
			return &rules[i];
	return NULL;
}

static bool lists(const struct rule *r, const char *word)
{
	char padded[64];
	snprintf(padded, sizeof padded, " %.60s ", word);
	return strstr(r->allowed, padded) != NULL;
}

struct include {
	char name[128]; /* "base/arena.h", or "<yaml.h>" with its brackets */
	size_t at;
};

/* The next #include from *at on; false at the end of the file. */
static bool next_include(const struct file *f, size_t *at, struct include *out)
{
	for (const char *s; (s = strstr(f->code + *at, "include")) != NULL;) {
		*at = (size_t)(s - f->code) + 7;
		const char *hash = s;
		while (hash > f->code && (hash[-1] == ' ' || hash[-1] == '\t'))
			hash--;
		if (hash == f->code || hash[-1] != '#')
			continue;
		const char *p = s + 7 + strspn(s + 7, " \t");
		size_t n = *p == '<' ? strcspn(p, ">") + 1 : strcspn(p + 1, "\"");
		snprintf(out->name, sizeof out->name, "%.*s", (int)n, *p == '<' ? p : p + 1);
		out->at = *at;
		return true;
	}
	return false;
}

static bool is_c(const struct file *f)
{
	return has_suffix(f->path, ".c") || has_suffix(f->path, ".h") || has_suffix(f->path, ".def") ||
	       has_suffix(f->path, ".inc") || has_suffix(f->path, ".y");
}

/* Does a header of view include it? */
static bool view_shows(const struct tree *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		struct include in;
		size_t at = 0;
		if (strcmp(f->room, "view") != 0 || !has_suffix(f->path, ".h"))
			continue;
		while (next_include(f, &at, &in))
			if (strcmp(in.name, name) == 0)
				return true;
	}
	return false;
}

static bool is_ground(const char *name)
{
	return strcmp(name, "wangge/error.h") == 0 || strcmp(name, "wangge/message.h") == 0;
}

static bool may_include(const struct tree *t, const char *room, const char *name)
{
	char target[40];
	snprintf(target, sizeof target, "%.*s", (int)strcspn(name, "/"), name);
	bool test = has_prefix(room, "tests/");
	const struct rule *r = rule_of(rooms, n_rooms, test ? room + 6 : room);
	if (is_ground(name) || (test && (strcmp(target, "tests") == 0 || strcmp(target, "tools") == 0)))
		return true;
	if (strcmp(room, "include") == 0 && strcmp(target, "wangge") == 0)
		return true;
	if (!r)
		return test; /* tests of no single room: cli, fault, fuzz, bench */
	if (lists(r, "*") || strcmp(target, r->name) == 0 || lists(r, target))
		return true;
	if (strcmp(room, "tools") == 0 && has_suffix(name, ".def"))
		return true;
	return lists(r, "+view") && view_shows(t, name);
}

static bool is_room(const char *room)
{
	return has_prefix(room, "tests/") || rule_of(rooms, n_rooms, room);
}

int rule_includes(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		struct include in;
		size_t at = 0;
		if (!is_c(f))
			continue;
		if (has_prefix(f->path, "src/") && !is_room(f->room))
			n += found(f, 0, "src has no room %s", f->room);
		while (is_room(f->room) && next_include(f, &at, &in)) {
			if (in.name[0] == '<')
				continue;
			if (!strchr(in.name, '/') && strcmp(f->room, "tools") == 0)
				continue; /* no room, and no include path of its own */
			if (!strchr(in.name, '/'))
				n += found(f, in.at, "%s: write the room before it", in.name);
			else if (!may_include(t, f->room, in.name))
				n += found(f, in.at, "%s must not include %s", f->room, in.name);
		}
	}
	return n;
}

int rule_libraries(const struct tree *t)
{
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct file *f = &t->files[i];
		struct include in;
		size_t at = 0;
		if (!is_c(f) || has_prefix(f->path, "tests/"))
			continue;
		while (next_include(f, &at, &in)) {
			const struct rule *r = rule_of(libraries, n_libraries, in.name);
			if (r && !lists(r, f->room))
				n += found(f, in.at, "%s belongs to%s", in.name, r->allowed);
		}
	}
	return n;
}

/* Depth-first over the headers; state: 0 not seen, 1 on the way, 2 done. */
static int visit(const struct tree *t, size_t i, char *state)
{
	const struct file *f = &t->files[i];
	struct include in;
	size_t at = 0;
	int n = 0;
	state[i] = 1;
	while (next_include(f, &at, &in)) {
		for (size_t k = 0; k < t->n; k++) {
			const char *path = t->files[k].path;
			const char *below = has_prefix(path, "src/") ? path + 4 : has_prefix(path, "include/") ? path + 8 : path;
			if (strcmp(below, in.name) != 0)
				continue;
			if (state[k] == 1)
				n += found(f, in.at, "including %s closes a circle", in.name);
			else if (!state[k])
				n += visit(t, k, state);
		}
	}
	state[i] = 2;
	return n;
}

static bool reaches(const char *from, const char *to, int depth)
{
	const struct rule *r = rule_of(rooms, n_rooms, from);
	for (size_t i = 0; r && depth > 0 && i < n_rooms; i++)
		if (lists(r, rooms[i].name) && (strcmp(rooms[i].name, to) == 0 || reaches(rooms[i].name, to, depth - 1)))
			return true;
	return false;
}

int rule_circles(const struct tree *t)
{
	int n = 0;
	char *state = calloc(t->n, 1);
	for (size_t i = 0; state && i < t->n; i++)
		if (is_c(&t->files[i]) && !state[i])
			n += visit(t, i, state);
	free(state);
	for (size_t i = 0; i < n_rooms; i++) {
		if (reaches(rooms[i].name, rooms[i].name, ROOMS)) {
			printf("# rooms.txt: %s stands in a circle\n", rooms[i].name);
			n++;
		}
	}
	return n;
}
