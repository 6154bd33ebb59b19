#include "conf/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

struct reader {
	yaml_parser_t parser;
	const char *name, *bytes;
	size_t n;
	struct wg_arena *arena;
	struct wg_error *e;
};

static enum wg_err fail_at(const struct reader *r, yaml_mark_t at, const char *msgid, const char *what)
{
	char place[300];
	snprintf(place, sizeof place, "%s:%zu:%zu", r->name, at.line + 1, at.column + 1);
	return wg_fail(r->e, WG_ECONFIG, msgid, "ss", place, what);
}

/* The parser's own complaint. Its reader knows only the byte, so the place is counted here. */
static enum wg_err fail_parser(const struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	yaml_mark_t at = p->problem_mark;
	if (p->error == YAML_READER_ERROR) {
		at = (yaml_mark_t){0};
		for (size_t i = 0; i < p->problem_offset && i < r->n; i++) {
			unsigned char c = (unsigned char)r->bytes[i];
			at.column = c == '\n' ? 0 : at.column + ((c & 0xC0) != 0x80);
			at.line += c == '\n';
		}
	}
	return fail_at(r, at, N_("{1}: not readable: {2}"), p->problem ? p->problem : "");
}

/* Length of a character that may not stand in a value, in UTF-8 at s; 0 for any other. */
static size_t forbidden(const unsigned char *s)
{
	if (s[0] < 0x20 || s[0] == 0x7F)
		return 1;
	if (s[0] == 0xC2 && s[1] < 0xA0) /* C1 */
		return 2;
	if (s[0] == 0xE2 && s[1] == 0x80 && (s[2] == 0x8E || s[2] == 0x8F || (s[2] >= 0xA8 && s[2] <= 0xAE)))
		return 3; /* marks of direction, line separators */
	if (s[0] == 0xE2 && s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9)
		return 3;
	if (s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF)
		return 3;
	return 0;
}

static enum wg_err take_text(const struct reader *r, const yaml_event_t *ev, const char **out)
{
	const unsigned char *s = ev->data.scalar.value;
	size_t n = ev->data.scalar.length;
	if (ev->data.scalar.anchor)
		return fail_at(r, ev->start_mark, N_("{1}: anchors are not used here: {2}"),
			       (char *)ev->data.scalar.anchor);
	if (ev->data.scalar.tag)
		return fail_at(r, ev->start_mark, N_("{1}: tags are not used here: {2}"), (char *)ev->data.scalar.tag);
	for (size_t i = 0; i < n; i++)
		if (forbidden(s + i)) {
			char code[8];
			snprintf(code, sizeof code, "0x%02X", s[i]);
			return fail_at(r, ev->start_mark, N_("{1}: control character {2}"), code);
		}
	*out = wg_arena_strndup(r->arena, (const char *)s, n);
	return WG_OK;
}

static struct wg_yaml *new_node(const struct reader *r, enum wg_yaml_kind kind, yaml_mark_t at)
{
	struct wg_yaml *node = WG_NEW(r->arena, struct wg_yaml, 1);
	node->kind = kind;
	node->file = r->name;
	node->line = (int)at.line + 1;
	node->column = (int)at.column + 1;
	return node;
}

static enum wg_err next_event(struct reader *r, yaml_event_t *ev)
{
	return yaml_parser_parse(&r->parser, ev) ? WG_OK : fail_parser(r);
}

static enum wg_err read_node(struct reader *r, const yaml_event_t *ev, int depth, struct wg_yaml **out);

/* A map's keys, kept while it is read: a key twice would silently win otherwise. */
static enum wg_err read_key(struct reader *r, const yaml_event_t *ev, const struct wg_yaml *map, const char **key)
{
	if (ev->type != YAML_SCALAR_EVENT)
		return fail_at(r, ev->start_mark, N_("{1}: a key must be a word"), "");
	enum wg_err err = take_text(r, ev, key);
	if (err)
		return err;
	if (strcmp(*key, "<<") == 0)
		return fail_at(r, ev->start_mark, N_("{1}: merge keys are not used here"), "");
	if (wg_yaml_get(map, *key))
		return fail_at(r, ev->start_mark, N_("{1}: the key {2} is here twice"), *key);
	return WG_OK;
}

static enum wg_err read_children(struct reader *r, struct wg_yaml *parent, int depth)
{
	bool map = parent->kind == WG_YAML_MAP;
	struct wg_yaml **tail = &parent->first;
	for (int n = 0;; n++) {
		yaml_event_t ev;
		const char *key = NULL;
		struct wg_yaml *child = NULL;
		enum wg_err err = next_event(r, &ev);
		if (err)
			return err;
		if (ev.type == YAML_MAPPING_END_EVENT || ev.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&ev);
			return WG_OK;
		}
		if (map) {
			err = n < WG_YAML_KEYS_MAX ? read_key(r, &ev, parent, &key)
						   : fail_at(r, ev.start_mark, N_("{1}: too many keys"), "");
			yaml_event_delete(&ev);
			if (!err)
				err = next_event(r, &ev);
			if (err)
				return err;
		}
		err = read_node(r, &ev, depth, &child);
		yaml_event_delete(&ev);
		if (err)
			return err;
		child->key = key;
		*tail = child;
		tail = &child->next;
	}
}

static enum wg_err read_node(struct reader *r, const yaml_event_t *ev, int depth, struct wg_yaml **out)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	enum wg_yaml_kind kind = WG_YAML_MAP;
	if (ev->type == YAML_ALIAS_EVENT)
		return fail_at(r, ev->start_mark, N_("{1}: anchors are not used here: {2}"),
			       (char *)ev->data.alias.anchor);
	if (ev->type == YAML_SCALAR_EVENT) {
		struct wg_yaml *node = new_node(r, WG_YAML_TEXT, ev->start_mark);
		*out = node;
		return take_text(r, ev, &node->text);
	}
	if (ev->type == YAML_SEQUENCE_START_EVENT) {
		kind = WG_YAML_LIST;
		anchor = ev->data.sequence_start.anchor;
		tag = ev->data.sequence_start.tag;
	} else {
		anchor = ev->data.mapping_start.anchor;
		tag = ev->data.mapping_start.tag;
	}
	if (anchor)
		return fail_at(r, ev->start_mark, N_("{1}: anchors are not used here: {2}"), (const char *)anchor);
	if (tag)
		return fail_at(r, ev->start_mark, N_("{1}: tags are not used here: {2}"), (const char *)tag);
	if (depth >= WG_YAML_DEPTH_MAX)
		return fail_at(r, ev->start_mark, N_("{1}: too deep"), "");
	*out = new_node(r, kind, ev->start_mark);
	return read_children(r, *out, depth + 1);
}

/* Reads one event of which only the type is of use. */
static enum wg_err skip_event(struct reader *r, yaml_event_type_t *type, yaml_mark_t *at)
{
	yaml_event_t ev;
	enum wg_err err = next_event(r, &ev);
	if (err)
		return err;
	*type = ev.type;
	*at = ev.start_mark;
	if (ev.type == YAML_DOCUMENT_START_EVENT &&
	    (ev.data.document_start.version_directive ||
	     ev.data.document_start.tag_directives.start != ev.data.document_start.tag_directives.end))
		err = fail_at(r, ev.start_mark, N_("{1}: directives are not used here"), "");
	yaml_event_delete(&ev);
	return err;
}

static enum wg_err read_document(struct reader *r, struct wg_yaml **out)
{
	yaml_event_type_t type = YAML_NO_EVENT;
	yaml_mark_t at = {0};
	enum wg_err err = skip_event(r, &type, &at); /* stream start */
	if (!err)
		err = skip_event(r, &type, &at);
	if (err)
		return err;
	struct wg_yaml *root = new_node(r, WG_YAML_MAP, (yaml_mark_t){0});
	if (type != YAML_STREAM_END_EVENT) {
		yaml_event_t ev;
		err = next_event(r, &ev);
		if (err)
			return err;
		bool empty = ev.type == YAML_SCALAR_EVENT && !ev.data.scalar.length;
		if (!empty)
			err = read_node(r, &ev, 0, &root);
		at = ev.start_mark;
		yaml_event_delete(&ev);
		if (!err && root->kind != WG_YAML_MAP)
			err = fail_at(r, at, N_("{1}: keys and values are expected here"), "");
		if (!err)
			err = skip_event(r, &type, &at); /* document end */
		if (!err)
			err = skip_event(r, &type, &at);
		if (!err && type != YAML_STREAM_END_EVENT)
			err = fail_at(r, at, N_("{1}: more than one document"), "");
	}
	if (!err)
		*out = root;
	return err;
}

enum wg_err wg_yaml_parse(const char *name, const char *bytes, size_t n, struct wg_arena *arena, struct wg_yaml **out,
			  struct wg_error *e)
{
	struct reader r = {.name = name, .bytes = bytes, .n = n, .arena = arena, .e = e};
	if (n > WG_YAML_BYTES_MAX)
		return wg_fail(e, WG_ECONFIG, N_("{1}: larger than 1 MiB"), "s", name);
	if (!yaml_parser_initialize(&r.parser))
		return wg_fail(e, WG_EINTERNAL, N_("out of memory"), "");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING); /* else it would take UTF-16 by its mark */
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes, n);
	enum wg_err err = read_document(&r, out);
	yaml_parser_delete(&r.parser);
	return err;
}

/* The whole of an open file into *out. */
static enum wg_err read_all(int fd, const char *path, struct wg_arena *arena, char **out, size_t *n, struct wg_error *e)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return wg_fail(e, WG_ECONFIG, N_("{1}: not a file"), "s", path);
	if (st.st_size > (off_t)WG_YAML_BYTES_MAX)
		return wg_fail(e, WG_ECONFIG, N_("{1}: larger than 1 MiB"), "s", path);
	char *bytes = wg_arena_alloc(arena, WG_YAML_BYTES_MAX + 1);
	size_t len = 0;
	for (ssize_t got; (got = read(fd, bytes + len, WG_YAML_BYTES_MAX + 1 - len)) != 0; len += (size_t)got)
		if (got < 0)
			return wg_fail(e, WG_ECONFIG, N_("{1}: {2}"), "ss", path, strerror(errno));
	*out = bytes;
	*n = len;
	return WG_OK;
}

enum wg_err wg_yaml_read(const char *path, struct wg_arena *arena, struct wg_yaml **out, struct wg_error *e)
{
	char *bytes = NULL;
	size_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		*out = NULL;
		return WG_OK;
	}
	if (fd < 0)
		return wg_fail(e, WG_ECONFIG, N_("{1}: {2}"), "ss", path, strerror(errno));
	struct wg_arena scratch = {0};
	enum wg_err err = read_all(fd, path, &scratch, &bytes, &n, e);
	close(fd);
	if (!err)
		err = wg_yaml_parse(wg_arena_strdup(arena, path), bytes, n, arena, out, e);
	wg_arena_free(&scratch);
	return err;
}
