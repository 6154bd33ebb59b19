/* width_table DIR: writes src/text/width_table.inc from the Unicode Character Database in DIR
 * (EastAsianWidth.txt, UnicodeData.txt, DerivedAge.txt). Run it again when the C library's data moves on. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST = 0x10FFFF, LIBC_AGE = 14 };

enum class {
	NARROW,
	WIDE,
	MARK,
	AMBIGUOUS,
	DROPPED,
	REFUSED,
	UNDRAWN,
};

static const char *const names[] = {"NARROW", "WIDE", "MARK", "AMBIGUOUS", "DROPPED", "REFUSED", "UNDRAWN"};

static unsigned char class_of[LAST + 1];
static unsigned char known[LAST + 1]; /* assigned in a Unicode version that the C library knows */

static FILE *open_file(const char *dir, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "r");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

/* "4E00..9FFF;W # …" or "00A1;A": the range and where the value starts; false for other lines. */
static int read_range(char *line, unsigned *lo, unsigned *hi, char **value)
{
	char *end;
	unsigned long a = strtoul(line, &end, 16);
	if (end == line)
		return 0;
	unsigned long b = a;
	if (end[0] == '.' && end[1] == '.')
		b = strtoul(end + 2, &end, 16);
	while (*end == ' ')
		end++;
	if (*end != ';' || b > LAST)
		return 0;
	end++;
	while (*end == ' ')
		end++;
	*lo = (unsigned)a;
	*hi = (unsigned)b;
	*value = end;
	return 1;
}

static void set(unsigned lo, unsigned hi, enum class c)
{
	memset(class_of + lo, c, hi - lo + 1);
}

static void read_widths(const char *dir)
{
	char line[1024], *value;
	unsigned lo, hi;
	FILE *f = open_file(dir, "EastAsianWidth.txt");
	while (fgets(line, sizeof line, f)) {
		if (!read_range(line, &lo, &hi, &value))
			continue;
		if (value[0] == 'W' || value[0] == 'F')
			set(lo, hi, WIDE);
		else if (value[0] == 'A')
			set(lo, hi, AMBIGUOUS);
	}
	fclose(f);
	set(0x20000, 0x3FFFD, WIDE);
	f = open_file(dir, "DerivedAge.txt");
	while (fgets(line, sizeof line, f))
		if (read_range(line, &lo, &hi, &value) && strtol(value, NULL, 10) <= LIBC_AGE)
			memset(known + lo, 1, hi - lo + 1);
	fclose(f);
}

/* Marks that sit on the character before them, and invisible format characters. */
static void read_categories(const char *dir)
{
	char line[1024];
	FILE *f = open_file(dir, "UnicodeData.txt");
	while (fgets(line, sizeof line, f)) {
		char *end;
		unsigned long cp = strtoul(line, &end, 16);
		const char *category = strchr(end + 1, ';');
		if (*end != ';' || !category || cp > LAST)
			continue;
		if (memcmp(category, ";Mn;", 4) == 0 || memcmp(category, ";Me;", 4) == 0)
			class_of[cp] = MARK;
		else if (memcmp(category, ";Cf;", 4) == 0)
			class_of[cp] = DROPPED;
	}
	fclose(f);
	set(0x1160, 0x11FF, MARK); /* conjoining vowels and finals */
	set(0xD7B0, 0xD7FB, MARK);
}

static void apply_rules(void)
{
	static const unsigned dropped[][2] = {{0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x17B4, 0x17B5},
					      {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
					      {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};
	for (unsigned cp = 0; cp <= LAST; cp++)
		if (!known[cp])
			class_of[cp] = UNDRAWN;
	/* Here the C library has its own mind: 2 where the standard says ambiguous or narrow. */
	set(0x3248, 0x324F, UNDRAWN);
	set(0x4DC0, 0x4DFF, UNDRAWN);
	/* Flags are one column to the C library and half of two to most terminals; the fillers are blank letters. */
	set(0x1F1E6, 0x1F1FF, UNDRAWN);
	set(0x115F, 0x1160, UNDRAWN);
	set(0x3164, 0x3164, UNDRAWN);
	set(0xFFA0, 0xFFA0, UNDRAWN);
	for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
		set(dropped[i][0], dropped[i][1], DROPPED);
	set(0x00, 0x1F, REFUSED);
	set(0x7F, 0x9F, REFUSED);
	set(0xD800, 0xF8FF, REFUSED); /* surrogates, private use */
	set(0xFDD0, 0xFDEF, REFUSED);
	set(0xF0000, LAST, REFUSED);
	for (unsigned plane = 0; plane <= LAST >> 16; plane++)
		set(plane << 16 | 0xFFFE, plane << 16 | 0xFFFF, REFUSED);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: width_table DIR >src/text/width_table.inc\n");
		return 64;
	}
	read_widths(argv[1]);
	read_categories(argv[1]);
	apply_rules();
	printf("/* Written by tools/width_table from the Unicode Character Database 15.0; "
	       "what is younger than version %d\n"
	       " * counts as unassigned. "
	       "Copyright 1991-2022 Unicode, Inc.; https://www.unicode.org/terms_of_use.html */\n",
	       LIBC_AGE);
	for (unsigned lo = 0, hi; lo <= LAST; lo = hi + 1) {
		for (hi = lo; hi < LAST && class_of[hi + 1] == class_of[lo]; hi++)
			;
		if (class_of[lo] != NARROW)
			printf("{0x%X, 0x%X, WG_RUNE_%s},\n", lo, hi, names[class_of[lo]]);
	}
	return 0;
}
