/* pinyin_table READINGS VARIANTS: writes src/text/pinyin_table.inc from the two files of Unihan (Unihan_Readings.txt
 * and Unihan_Variants.txt, unpacked).
 *
 * Readings: the first of kMandarin is the usual one. For the characters of the general standard list (those that have
 * kTGHZ2013) kTGHZ2013, kXHC1983 and kHanyuPinlu follow; for others the rest of kMandarin and kXHC1983; without
 * kMandarin kHanyuPinyin. Without tones, each once, at most four.
 * Variants: classes joined by kSimplifiedVariant, kTraditionalVariant and kZVariant. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LAST = 0x3FFFF,
	BLOCK = 128,
	READINGS = 4,
	SYLLABLES = 600,
	FIELD = 160,
	MORE = 0x8000, /* in a block: an index into the lists; in a list: the last one */
};

enum field {
	MANDARIN,
	TGHZ,
	XHC,
	PINLU,
	HANYU,
	FIELDS,
};

static const char *const field_names[FIELDS] = {"kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinlu", "kHanyuPinyin"};

struct character {
	char text[FIELDS][FIELD];
};

static struct character *characters[LAST + 1];
static uint32_t parent[LAST + 1]; /* union-find; 0 = alone */
static char syllables[SYLLABLES][8];
static int syllable_count;

static FILE *open_file(const char *path)
{
	FILE *f = fopen(path, "r");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

/* "U+4E2D<tab>kMandarin<tab>zhōng": splits the line; 0 for other lines. */
static int split(char *line, uint32_t *cp, char **field, char **value)
{
	char *end;
	if (strncmp(line, "U+", 2) != 0)
		return 0;
	unsigned long c = strtoul(line + 2, &end, 16);
	char *tab = *end == '\t' ? strchr(end + 1, '\t') : NULL;
	if (!tab || c > LAST)
		return 0;
	*tab = '\0';
	*cp = (uint32_t)c;
	*field = end + 1;
	*value = tab + 1;
	(*value)[strcspn(*value, "\r\n")] = '\0';
	return 1;
}

static void read_readings(const char *path)
{
	static char line[65536];
	FILE *f = open_file(path);
	uint32_t cp;
	char *field, *value;
	while (fgets(line, sizeof line, f)) {
		if (!split(line, &cp, &field, &value))
			continue;
		for (int i = 0; i < FIELDS; i++) {
			if (strcmp(field, field_names[i]) != 0)
				continue;
			if (!characters[cp])
				characters[cp] = calloc(1, sizeof *characters[cp]);
			if (!characters[cp])
				abort();
			snprintf(characters[cp]->text[i], FIELD, "%s", value);
		}
	}
	fclose(f);
}

/* One letter of a spelling with its tone: the plain letter, 0 for a mark that stands alone. Advances *s. */
static char plain_letter(const char **s)
{
	static const char *const letters[] = {"aāáǎàa", "eēéěèêếề", "iīíǐì", "oōóǒò", "uūúǔù", "vüǖǘǚǜ", "nńňǹ", "mḿ"};
	const unsigned char *u = (const unsigned char *)*s;
	size_t n = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : 3;
	char bytes[4] = "";
	memcpy(bytes, *s, n);
	*s += n;
	if (n == 1)
		return bytes[0];
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (strstr(letters[i], bytes))
			return letters[i][0];
	return 0;
}

/* The next spelling of a field, without tone, "" at the end. Items stand apart by blanks: places (with commas), a
 * colon, spellings with commas; or a spelling and its count in brackets. */
static void next_spelling(const char **s, char out[8])
{
	size_t n = 0;
	if (**s == ',')
		++*s;
	*s += strspn(*s, " ");
	const char *colon = memchr(*s, ':', strcspn(*s, " "));
	if (colon)
		*s = colon + 1;
	while (**s && !strchr(" ,(", **s)) {
		char c = plain_letter(s);
		if (c && n < 7)
			out[n++] = c;
	}
	*s += strcspn(*s, " ,");
	out[n] = '\0';
}

struct readings {
	char spelling[READINGS][8];
	int n;
};

static void add_field(struct readings *r, const char *text, int most)
{
	char spelling[8];
	for (next_spelling(&text, spelling); spelling[0] && most > 0; next_spelling(&text, spelling), most--) {
		int i = 0;
		while (i < r->n && strcmp(r->spelling[i], spelling) != 0)
			i++;
		if (i == r->n && r->n < READINGS)
			memcpy(r->spelling[r->n++], spelling, sizeof spelling);
	}
}

static struct readings readings_of(const struct character *c)
{
	struct readings r = {.n = 0};
	if (c->text[TGHZ][0]) {
		add_field(&r, c->text[MANDARIN], 1);
		add_field(&r, c->text[TGHZ], READINGS);
		add_field(&r, c->text[XHC], READINGS);
		add_field(&r, c->text[PINLU], READINGS);
	} else if (c->text[MANDARIN][0]) {
		add_field(&r, c->text[MANDARIN], READINGS);
		add_field(&r, c->text[XHC], READINGS);
	} else {
		add_field(&r, c->text[HANYU], READINGS);
	}
	return r;
}

static int compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

static int syllable_id(const char *spelling)
{
	char(*found)[8] = bsearch(spelling, syllables, (size_t)syllable_count, sizeof syllables[0], compare);
	return found ? (int)(found - syllables) + 1 : 0;
}

static void collect_syllables(void)
{
	for (uint32_t cp = 0; cp <= LAST; cp++) {
		if (!characters[cp])
			continue;
		struct readings r = readings_of(characters[cp]);
		for (int i = 0; i < r.n; i++) {
			if (syllable_id(r.spelling[i]) > 0)
				continue;
			if (syllable_count == SYLLABLES)
				abort();
			memcpy(syllables[syllable_count++], r.spelling[i], sizeof r.spelling[i]);
			qsort(syllables, (size_t)syllable_count, sizeof syllables[0], compare);
		}
	}
}

/* Numbers in lines of a hundred columns or so. */
static void put_number(int *column, unsigned v)
{
	*column += printf("%u,", v);
	if (*column > 110) {
		printf("\n");
		*column = 0;
	}
}

static void write_readings(void)
{
	static uint16_t entries[LAST + 1], lists[65536];
	size_t used = 0, counted = 0, several = 0;
	for (uint32_t cp = 0; cp <= LAST; cp++) {
		struct readings r = {.n = 0};
		if (characters[cp])
			r = readings_of(characters[cp]);
		counted += r.n > 0;
		several += r.n > 1;
		if (r.n == 1)
			entries[cp] = (uint16_t)syllable_id(r.spelling[0]);
		if (r.n < 2)
			continue;
		entries[cp] = (uint16_t)(MORE | used);
		for (int i = 0; i < r.n; i++)
			lists[used++] = (uint16_t)(syllable_id(r.spelling[i]) | (i == r.n - 1 ? MORE : 0));
	}
	printf("/* %zu characters, %zu of them with several readings. */\n\nstatic const char syllables[][7] = {\n",
	       counted, several);
	for (int i = 0, column = 0; i < syllable_count; i++) {
		column += printf("\"%s\",", syllables[i]);
		if (column > 108 || i == syllable_count - 1) {
			printf("\n");
			column = 0;
		}
	}
	printf("};\n\nstatic const uint16_t reading_blocks[][%d] = {\n", BLOCK);
	static uint16_t top[LAST / BLOCK + 1];
	uint16_t blocks = 0;
	for (uint32_t b = 0; b <= LAST / BLOCK; b++) {
		int column = 0, any = 0;
		for (uint32_t i = 0; i < BLOCK; i++)
			any |= entries[b * BLOCK + i];
		if (!any)
			continue;
		top[b] = ++blocks;
		printf("{\n");
		for (uint32_t i = 0; i < BLOCK; i++)
			put_number(&column, entries[b * BLOCK + i]);
		printf("%s},\n", column ? "\n" : "");
	}
	printf("};\n\n/* Index of a block, counted from 1. */\nstatic const uint16_t reading_top[] = {\n");
	int column = 0;
	for (uint32_t b = 0; b <= LAST / BLOCK; b++)
		put_number(&column, top[b]);
	printf("%s};\n\nstatic const uint16_t reading_lists[] = {\n", column ? "\n" : "");
	column = 0;
	for (size_t i = 0; i < used; i++)
		put_number(&column, lists[i]);
	printf("%s};\n\n", column ? "\n" : "");
}

static uint32_t root(uint32_t cp)
{
	while (parent[cp] && parent[cp] != cp)
		cp = parent[cp];
	return cp;
}

static void read_variants(const char *path)
{
	static char line[4096];
	FILE *f = open_file(path);
	uint32_t cp;
	char *field, *value;
	while (fgets(line, sizeof line, f)) {
		if (!split(line, &cp, &field, &value) ||
		    (strcmp(field, "kSimplifiedVariant") != 0 && strcmp(field, "kTraditionalVariant") != 0 &&
		     strcmp(field, "kZVariant") != 0))
			continue;
		for (char *at = strstr(value, "U+"); at; at = strstr(at + 2, "U+")) {
			uint32_t a = root(cp), b = root((uint32_t)strtoul(at + 2, NULL, 16));
			if (a > LAST || b > LAST || a == b)
				continue;
			/* The smallest code point is the root, so that the classes do not depend on the order of lines.
			 * */
			uint32_t lo = a < b ? a : b;
			parent[a] = parent[b] = lo;
		}
	}
	fclose(f);
}

static void write_variants(void)
{
	static uint16_t class_of[LAST + 1];
	unsigned classes = 0, members = 0;
	int column = 0;
	for (uint32_t cp = 0; cp <= LAST; cp++) {
		if (!parent[cp])
			continue;
		uint32_t r = root(cp);
		if (!class_of[r])
			class_of[r] = (uint16_t)++classes;
		members++;
	}
	printf("/* %u characters in %u classes: code point << 13 | class. */\nstatic const uint32_t variants[] = {\n",
	       members, classes);
	for (uint32_t cp = 0; cp <= LAST; cp++)
		if (parent[cp])
			put_number(&column, cp << 13 | class_of[root(cp)]);
	printf("%s};\n", column ? "\n" : "");
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr,
			"usage: pinyin_table Unihan_Readings.txt Unihan_Variants.txt >src/text/pinyin_table.inc\n");
		return 64;
	}
	read_readings(argv[1]);
	read_variants(argv[2]);
	collect_syllables();
	printf("/* Written by tools/pinyin_table from the Unihan database of Unicode 15.0.\n"
	       " * Copyright 1991-2022 Unicode, Inc.; https://www.unicode.org/terms_of_use.html */\n\n");
	write_readings();
	write_variants();
	return 0;
}
