/* replay NAME FOLDER: gives every file of a corpus to a fuzz target, one test case each (TAP), so that what a fuzzer
 * found once stays found under every compiler. A target that dislikes its input aborts: then the program ends here. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* A copy of exactly the file's size, so that a sanitizer sees every byte read past its end. */
static uint8_t *read_file(const char *path, size_t *size)
{
	struct stat st;
	FILE *in = fopen(path, "rb");
	if (!in || stat(path, &st) != 0) {
		printf("Bail out! %s cannot be read\n", path);
		exit(1);
	}
	*size = (size_t)st.st_size;
	uint8_t *data = malloc(*size ? *size : 1);
	if (!data || fread(data, 1, *size, in) != *size) {
		printf("Bail out! %s cannot be read\n", path);
		exit(1);
	}
	fclose(in);
	return data;
}

int main(int argc, char **argv)
{
	struct dirent **names = NULL;
	int n = argc == 3 ? scandir(argv[2], &names, is_visible, alphasort) : -1;
	if (n <= 0) {
		puts("Bail out! no corpus");
		return 1;
	}
	printf("1..%d\n", n + 1);
	for (int i = 0; i < n; i++) {
		char path[4096];
		size_t size;
		snprintf(path, sizeof path, "%s/%s", argv[2], names[i]->d_name);
		uint8_t *data = read_file(path, &size);
		printf("# %s\n", names[i]->d_name);
		fflush(stdout);
		LLVMFuzzerTestOneInput(data, size);
		printf("ok %d - %s %s\n", i + 1, argv[1], names[i]->d_name);
		free(data);
		free(names[i]);
	}
	free(names);
	uint8_t *nothing = malloc(1);
	LLVMFuzzerTestOneInput(nothing, 0);
	free(nothing);
	printf("ok %d - %s nothing at all\n", n + 1, argv[1]);
	return 0;
}
