#include "screen/form_state.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_BYTES = 4096, NAMES = 400 };

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* ~ stands for the home folder. */
static void real_folder(const char *typed, size_t n, char out[PATH_BYTES])
{
	const char *home = getenv("HOME");
	bool tilde = home && n >= 2 && typed[0] == '~' && typed[1] == '/';
	snprintf(out, PATH_BYTES, "%s%.*s",
		 tilde    ? home
		 : n == 0 ? "."
			  : "",
		 (int)(tilde ? n - 1 : n), tilde ? typed + 1 : typed);
}

/* A folder ends in a slash, so that the next one is found behind it. */
static const char *entry_name(const char *folder, const char *name, bool folders_alone, struct wg_arena *a)
{
	struct stat st;
	const char *path = wg_arena_printf(a, "%s/%s", folder, name);
	if (stat(path, &st) != 0 || (folders_alone && !S_ISDIR(st.st_mode)))
		return NULL;
	return wg_arena_printf(a, "%s%s", name, S_ISDIR(st.st_mode) ? "/" : "");
}

int wg__form_files(const char *typed, bool folders_alone, struct wg_arena *a, struct wg_candidate *out, int most)
{
	char folder[PATH_BYTES];
	const char *slash = strrchr(typed, '/'), *begin = slash ? slash + 1 : typed;
	size_t kept = (size_t)(begin - typed), n = 0;
	const char **names = WG_NEW(a, const char *, NAMES);
	real_folder(typed, kept, folder);
	DIR *d = opendir(folder);
	const struct dirent *entry;
	while (d && n < NAMES && (entry = readdir(d)) != NULL) {
		bool hidden = entry->d_name[0] == '.' && *begin != '.';
		if (hidden || strncmp(entry->d_name, begin, strlen(begin)) != 0)
			continue;
		const char *name = entry_name(folder, entry->d_name, folders_alone, a);
		if (name)
			names[n++] = name;
	}
	if (d)
		closedir(d);
	if (n > 1)
		qsort(names, n, sizeof *names, by_name);
	int shown = (int)n < most ? (int)n : most;
	for (int i = 0; i < shown; i++)
		out[i] = (struct wg_candidate){.name = wg_arena_printf(a, "%.*s%s", (int)kept, typed, names[i]),
					       .text = names[i]};
	return shown;
}
