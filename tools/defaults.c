/* defaults wangge.yaml theme.yaml codes.yaml: prints the default settings as a table in C, so that a start
 * of the program has nothing to parse unless somebody has a file of their own. The structs are filled field by field in
 * their order, and the compiler refuses what lacks one. */
#include <stdio.h>
#include <string.h>

#include "conf/settings.h"

static void print_text(const char *s)
{
	if (!s) {
		printf("NULL");
		return;
	}
	putchar('"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c < 0x20 || c == 0x7F || c == '"' || c == '\\' || c == '?')
			printf("\\%03o", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void print_texts(const char *name, size_t of, const char *const *texts, size_t n)
{
	if (n == 0)
		return;
	printf("static const char *%s_%zu[] = {", name, of);
	for (size_t i = 0; i < n; i++) {
		printf(i ? ", " : "");
		print_text(texts[i]);
	}
	printf("};\n");
}

static void print_texts_name(const char *name, size_t of, size_t n)
{
	if (n > 0)
		printf("%s_%zu, %zu", name, of, n);
	else
		printf("NULL, 0");
}

static void print_row(const char *const *texts, size_t n)
{
	printf("\t{");
	for (size_t i = 0; i < n; i++) {
		print_text(texts[i]);
		printf(", ");
	}
}

static void print_theme(const struct wg_theme *theme)
{
	printf("static struct wg_theme_role roles[] = {\n");
	for (size_t i = 0; i < theme->n; i++) {
		const struct wg_theme_role *r = &theme->role[i];
		print_row(&r->name, 1);
		printf("%d, %d, %u, %u},\n", r->fg, r->bg, r->attr, r->plain);
	}
	printf("};\n");
}

static void print_codes(const struct wg_codes *codes)
{
	for (size_t i = 0; i < codes->n_code; i++) {
		print_texts("also", i, codes->code[i].also, codes->code[i].n_also);
		print_texts("services", i, codes->code[i].services, codes->code[i].n_services);
	}
	printf("static struct wg_code codes[] = {\n");
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *c = &codes->code[i];
		print_row((const char *const[]){c->list, c->code, c->name, c->name_en}, 4);
		print_texts_name("also", i, c->n_also);
		printf(", %d, %d, ", c->weight, c->gravity);
		print_text(c->mark);
		printf(", %d, %d, %d, %d, ", c->band_lo, c->band_hi, c->part_lo, c->part_hi);
		print_text(c->life);
		printf(", ");
		print_text(c->field);
		printf(", ");
		print_text(c->micro);
		printf(", %s, %s, %s, ", c->certified ? "true" : "false", c->by_phone ? "true" : "false",
		       c->free ? "true" : "false");
		print_texts_name("services", i, c->n_services);
		printf("},\n");
	}
	printf("};\n");
	for (size_t i = 0; i < codes->n_column; i++)
		print_texts("words", i, codes->column[i].words, codes->column[i].n_words);
	printf("static struct wg_column_words columns[] = {\n");
	for (size_t i = 0; i < codes->n_column; i++) {
		const struct wg_column_words *w = &codes->column[i];
		print_row((const char *const[]){w->table, w->key}, 2);
		print_texts_name("words", i, w->n_words);
		printf("},\n");
	}
	printf("};\n");
}

static void print_defaults(const struct wg_settings *s)
{
	printf("/* made by tools/defaults */\n#include \"conf/settings.h\"\n\n"
	       "#pragma GCC diagnostic error \"-Wmissing-field-initializers\"\n");
	print_theme(&s->theme);
	print_codes(&s->codes);
	printf("const struct wg_settings wg_defaults = {\n\t{{");
	for (int i = 0; i < WG_OPTIONS; i++)
		printf("%d, ", s->options.value[i]);
	printf("}},\n\t{NULL, 0},\n\t{roles, %zu},\n\t{codes, %zu, columns, %zu, ", s->theme.n, s->codes.n_code,
	       s->codes.n_column);
	printf("{{0}, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {{0}, 0, 0, {0}, 0, 0, 0, 0, 0, 0, 0, {0}, 0}, UINT64_C(%llu)},\n};\n",
	       (unsigned long long)s->codes.digest);
}

static enum wg_err read_all(char **paths, struct wg_arena *arena, struct wg_settings *s, struct wg_error *e)
{
	struct wg_yaml *root[WG_SETTINGS_FILES] = {NULL};
	enum wg_err err = WG_OK;
	for (int i = 0; !err && i < WG_SETTINGS_DEFAULTS; i++) {
		err = wg_yaml_read(paths[i], arena, &root[i], e);
		if (!err && !root[i])
			err = wg_fail(e, WG_ENOINPUT, N_("{1} is not there"), "s", paths[i]);
	}
	return err ? err : wg_settings_read(root, arena, s, e);
}

int main(int argc, char **argv)
{
	struct wg_arena arena = {0};
	struct wg_settings settings = {0};
	struct wg_error e = {0};
	char why[500];
	if (argc != 1 + WG_SETTINGS_DEFAULTS) {
		fputs("usage: defaults wangge.yaml theme.yaml codes.yaml\n", stderr);
		return 64;
	}
	enum wg_err err = read_all(argv + 1, &arena, &settings, &e);
	if (err) {
		wg_message_text(&e.message, NULL, why, sizeof why);
		fprintf(stderr, "defaults: %s\n", why);
		return 1;
	}
	print_defaults(&settings);
	wg_arena_free(&arena);
	return fflush(stdout) == 0 ? 0 : 1;
}
