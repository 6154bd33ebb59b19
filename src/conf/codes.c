#include "conf/read.h"

#include <string.h>

#include "base/vec.h"

enum { WEIGHT_MAX = 3, GRAVITY_MAX = 1000, BAND_MAX = 10000 };

/* Lists, and the fields that their codes carry besides name and spellings. */
enum fields { PLAIN, CARE, WORKER, SERVICE, CERTIFICATE };
static const struct {
	const char *name;
	enum fields fields;
} lists[] = {
	{"care", CARE},          {"worker_kind", WORKER}, {"origin", PLAIN},
	{"relation", PLAIN},     {"door_kind", PLAIN},    {"status", PLAIN},
	{"reason", PLAIN},       {"role", PLAIN},         {"management", PLAIN},
	{"place_kind", PLAIN},   {"service", SERVICE},    {"life", PLAIN},
	{"field", PLAIN},        {"micro", PLAIN},        {"form", PLAIN},
	{"urgency", PLAIN},      {"source", PLAIN},       {"need_state", PLAIN},
	{"satisfaction", PLAIN}, {"channel", PLAIN},      {"certificate", CERTIFICATE},
	{"limit", PLAIN},        {"level", PLAIN},        {"resource_kind", PLAIN},
};

static enum wg_err read_band(const struct wg_yaml *node, int *lo, int *hi, struct wg_error *e)
{
	const struct wg_yaml *first = node->kind == WG_YAML_LIST ? node->first : NULL;
	int a = 0, b = 0;
	if (!first || !first->next || first->next->next)
		return wg_yaml_fail(node, N_("{1}: a band is two numbers: [15, 30]"), "", e);
	enum wg_err err = wg_yaml_int(first, 0, BAND_MAX, &a, e);
	if (!err)
		err = wg_yaml_int(first->next, a, BAND_MAX, &b, e);
	if (err)
		return err;
	*lo = a;
	*hi = b;
	return WG_OK;
}

/* One field of a code. */
static enum wg_err read_field(const struct wg_yaml *c, size_t list, struct wg_arena *arena, struct wg_code *code,
			      struct wg_error *e)
{
	enum fields fields = lists[list].fields;
	bool care = fields == CARE, worker = fields == WORKER, service = fields == SERVICE;
	if (strcmp(c->key, "name") == 0)
		return wg_yaml_text(c, &code->name, e);
	if (strcmp(c->key, "en") == 0)
		return wg_yaml_text(c, &code->name_en, e);
	if (strcmp(c->key, "also") == 0)
		return wg_yaml_texts(c, arena, &code->also, &code->n_also, e);
	if (care && strcmp(c->key, "weight") == 0)
		return wg_yaml_int(c, 0, WEIGHT_MAX, &code->weight, e);
	if (care && strcmp(c->key, "gravity") == 0)
		return wg_yaml_int(c, 0, GRAVITY_MAX, &code->gravity, e);
	if (care && strcmp(c->key, "mark") == 0)
		return wg_yaml_text(c, &code->mark, e);
	if (care && strcmp(c->key, "free") == 0)
		return wg_yaml_bool(c, &code->free, e);
	if (worker && strcmp(c->key, "band") == 0)
		return read_band(c, &code->band_lo, &code->band_hi, e);
	if (worker && strcmp(c->key, "part_band") == 0)
		return read_band(c, &code->part_lo, &code->part_hi, e);
	if (service && strcmp(c->key, "life") == 0)
		return wg_yaml_text(c, &code->life, e);
	if (service && strcmp(c->key, "field") == 0)
		return wg_yaml_text(c, &code->field, e);
	if (service && strcmp(c->key, "micro") == 0)
		return wg_yaml_text(c, &code->micro, e);
	if (service && strcmp(c->key, "certified") == 0)
		return wg_yaml_bool(c, &code->certified, e);
	if (service && strcmp(c->key, "by_phone") == 0)
		return wg_yaml_bool(c, &code->by_phone, e);
	if (fields == CERTIFICATE && strcmp(c->key, "for") == 0)
		return wg_yaml_texts(c, arena, &code->services, &code->n_services, e);
	return wg_yaml_fail(c, N_("{1}: unknown key {2}"), c->key, e);
}

static enum wg_err read_code(const struct wg_yaml *node, size_t list, struct wg_arena *arena, struct wg_code *out,
			     struct wg_error *e)
{
	struct wg_code code = {.list = lists[list].name, .code = node->key};
	if (node->kind != WG_YAML_MAP)
		return wg_yaml_fail(node, N_("{1}: keys and values are expected here"), "", e);
	for (const struct wg_yaml *c = node->first; c; c = c->next) {
		enum wg_err err = read_field(c, list, arena, &code, e);
		if (err)
			return err;
	}
	if (!code.name || !*code.name)
		return wg_yaml_fail(node, N_("{1}: {2} has no name"), node->key, e);
	if (lists[list].fields == SERVICE && (!code.life || !code.field || !code.micro))
		return wg_yaml_fail(node, N_("{1}: {2} needs life, field and micro"), node->key, e);
	if (!code.name_en)
		code.name_en = code.code;
	*out = code;
	return WG_OK;
}

static bool has_word(const struct wg_code *code, const char *word)
{
	for (size_t i = 0; i < code->n_also; i++)
		if (strcmp(code->also[i], word) == 0)
			return true;
	return strcmp(code->name, word) == 0;
}

static bool is_taken(const struct wg_codes *codes, const char *list, const char *word)
{
	for (size_t i = 0; i < codes->n_code; i++)
		if (strcmp(codes->code[i].list, list) == 0 && has_word(&codes->code[i], word))
			return true;
	return false;
}

/* A spelling must mean one code of its list. */
static enum wg_err claim(const struct wg_codes *codes, const struct wg_yaml *node, const struct wg_code *code,
			 struct wg_error *e)
{
	for (size_t i = 0; i <= code->n_also; i++) {
		const char *word = i < code->n_also ? code->also[i] : code->name;
		if (is_taken(codes, code->list, word))
			return wg_yaml_fail(node, N_("{1}: {2} already means another code of the list"), word, e);
	}
	return WG_OK;
}

static size_t count_children(const struct wg_yaml *node)
{
	size_t n = 0;
	for (const struct wg_yaml *c = node ? node->first : NULL; c; c = c->next)
		n++;
	return n;
}

static enum wg_err read_lists(const struct wg_yaml *root, struct wg_arena *arena, struct wg_codes *codes,
			      struct wg_error *e)
{
	size_t n = 0;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		n += count_children(wg_yaml_get(root, lists[i].name));
	codes->code = WG_NEW(arena, struct wg_code, n);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct wg_yaml *list = wg_yaml_get(root, lists[i].name);
		if (list && list->kind != WG_YAML_MAP)
			return wg_yaml_fail(list, N_("{1}: keys and values are expected here"), "", e);
		for (const struct wg_yaml *c = list ? list->first : NULL; c; c = c->next) {
			struct wg_code code;
			enum wg_err err = read_code(c, i, arena, &code, e);
			if (!err)
				err = claim(codes, c, &code, e);
			if (err)
				return err;
			codes->code[codes->n_code++] = code;
		}
	}
	return WG_OK;
}

static bool has_code(const struct wg_codes *codes, const char *list, const char *code)
{
	for (size_t i = 0; i < codes->n_code; i++)
		if (strcmp(codes->code[i].list, list) == 0 && strcmp(codes->code[i].code, code) == 0)
			return true;
	return false;
}

/* What a code names in other lists is there. */
static enum wg_err check_references(const struct wg_yaml *root, const struct wg_codes *codes, struct wg_error *e)
{
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *c = &codes->code[i];
		const struct wg_yaml *node = wg_yaml_get(wg_yaml_get(root, c->list), c->code);
		const struct {
			const char *list, *code;
		} named[] = {{"life", c->life}, {"field", c->field}, {"micro", c->micro}};
		for (size_t k = 0; k < sizeof named / sizeof *named; k++)
			if (named[k].code && !has_code(codes, named[k].list, named[k].code))
				return wg_yaml_fail(node, N_("{1}: there is no code {2}"), named[k].code, e);
		for (size_t k = 0; k < c->n_services; k++)
			if (!has_code(codes, "service", c->services[k]))
				return wg_yaml_fail(node, N_("{1}: there is no code {2}"), c->services[k], e);
	}
	return WG_OK;
}

static enum wg_err read_columns(const struct wg_yaml *root, struct wg_arena *arena, struct wg_codes *codes,
				struct wg_error *e)
{
	const struct wg_yaml *columns = wg_yaml_get(root, "columns");
	size_t n = 0;
	for (const struct wg_yaml *table = columns ? columns->first : NULL; table; table = table->next)
		n += count_children(table);
	codes->column = WG_NEW(arena, struct wg_column_words, n);
	for (const struct wg_yaml *table = columns ? columns->first : NULL; table; table = table->next) {
		if (!table->key || table->kind != WG_YAML_MAP ||
		    (strcmp(table->key, "households") != 0 && strcmp(table->key, "cadres") != 0 &&
		     strcmp(table->key, "library") != 0))
			return wg_yaml_fail(table, N_("{1}: columns are those of households, cadres or library"), "",
					    e);
		for (const struct wg_yaml *c = table->first; c; c = c->next) {
			struct wg_column_words *words = &codes->column[codes->n_column++];
			words->table = table->key;
			words->key = c->key;
			enum wg_err err = wg_yaml_texts(c, arena, &words->words, &words->n_words, e);
			if (err)
				return err;
		}
	}
	return WG_OK;
}

static enum wg_err check_names(const struct wg_yaml *root, struct wg_error *e)
{
	for (const struct wg_yaml *c = root->first; c; c = c->next) {
		bool known = strcmp(c->key, "columns") == 0;
		for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
			known = known || strcmp(c->key, lists[i].name) == 0;
		if (!known)
			return wg_yaml_fail(c, N_("{1}: unknown key {2}"), c->key, e);
	}
	return WG_OK;
}

/* FNV-1a, 64 bits; the NUL counts too, so that fields cannot run together. */
static uint64_t mix_text(uint64_t h, const char *s)
{
	do {
		h = (h ^ (unsigned char)(s ? *s : 0)) * UINT64_C(0x100000001b3);
	} while (s && *s++);
	return h;
}

static uint64_t mix_int(uint64_t h, int v)
{
	for (int i = 0; i < 4; i++)
		h = (h ^ ((unsigned)v >> (8 * i) & 0xFF)) * UINT64_C(0x100000001b3);
	return h;
}

/* Over what the office keeps a copy of: codes, not comments, not columns. */
static uint64_t digest_of(const struct wg_codes *codes)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *c = &codes->code[i];
		const char *texts[] = {c->list, c->code, c->name, c->name_en, c->mark};
		int ints[] = {c->weight, c->gravity, c->band_lo, c->band_hi, c->part_lo, c->part_hi, (int)c->n_also};
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			h = mix_text(h, texts[k]);
		for (size_t k = 0; k < sizeof ints / sizeof *ints; k++)
			h = mix_int(h, ints[k]);
		const char *classes[] = {c->life, c->field, c->micro, c->certified ? "certified" : NULL,
					 c->by_phone ? "by_phone" : NULL, c->free ? "free" : NULL};
		for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
			h = mix_text(h, classes[k]);
		for (size_t k = 0; k < c->n_services; k++)
			h = mix_text(h, c->services[k]);
		for (size_t k = 0; k < c->n_also; k++)
			h = mix_text(h, c->also[k]);
	}
	return h;
}

enum wg_err wg_codes_read(const struct wg_yaml *root, struct wg_arena *arena, struct wg_codes *out, struct wg_error *e)
{
	struct wg_codes codes = {0};
	enum wg_err err = check_names(root, e);
	if (!err)
		err = read_lists(root, arena, &codes, e);
	if (!err)
		err = check_references(root, &codes, e);
	if (!err)
		err = read_columns(root, arena, &codes, e);
	if (err)
		return err;
	codes.digest = digest_of(&codes);
	*out = codes;
	return WG_OK;
}
