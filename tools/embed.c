/* embed OUT.c FILE…: files as constants of the program.
 * Each becomes `const char wg_embedded_NAME[]`, NUL-terminated, and `const size_t wg_embedded_NAME_size` without the
 * NUL; NAME is the file's name with _ for everything but letters and digits: codes.yaml gives wg_embedded_codes_yaml.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void die(const char *what)
{
	fprintf(stderr, "embed: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void symbol(const char *path, char *out, size_t cap)
{
	const char *slash = strrchr(path, '/');
	const char *s = slash ? slash + 1 : path;
	size_t n = 0;
	for (; *s && n + 1 < cap; s++)
		out[n++] = isalnum((unsigned char)*s) ? *s : '_';
	out[n] = '\0';
}

static void embed(FILE *out, const char *path)
{
	FILE *in = fopen(path, "rb");
	if (!in)
		die(path);
	char name[256];
	symbol(path, name, sizeof name);
	fprintf(out, "\nconst char wg_embedded_%s[] = {", name);
	size_t n = 0;
	for (int c; (c = getc(in)) != EOF; n++)
		fprintf(out, "%s'\\%03o',", n % 16 ? " " : "\n\t",
			(unsigned)c); /* octal: right for a signed char too */
	if (ferror(in))
		die(path);
	fclose(in);
	fprintf(out, "\n\t'\\0'};\nconst size_t wg_embedded_%s_size = %zu;\n", name, n);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: embed OUT.c FILE...\n", stderr);
		return 64;
	}
	FILE *out = fopen(argv[1], "wb");
	if (!out)
		die(argv[1]);
	fputs("/* made by tools/embed */\n#include <stddef.h>\n", out);
	for (int i = 2; i < argc; i++)
		embed(out, argv[i]);
	if (fclose(out))
		die(argv[1]);
	return 0;
}
