#include "app/tui_state.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE = WG_CRUMBS + 64 };

static const char *state_folder(struct wg_arena *a)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		return wg_arena_printf(a, "%s/wangge", state);
	return home && *home == '/' ? wg_arena_printf(a, "%s/.local/state/wangge", home) : NULL;
}

/* FNV-1a of the absolute path: two offices never share a file, and no path becomes a file name too long. */
static const char *state_file(struct wg_arena *a, const char *db, const char **dir)
{
	char *absolute = realpath(db, NULL);
	uint64_t hash = UINT64_C(14695981039346656037);
	for (const char *s = absolute ? absolute : db; *s; s++)
		hash = (hash ^ (unsigned char)*s) * UINT64_C(1099511628211);
	free(absolute);
	*dir = state_folder(a);
	return *dir ? wg_arena_printf(a, "%s/%016" PRIx64, *dir, hash) : NULL;
}

static bool make_folders(struct wg_arena *a, const char *dir)
{
	char *path = wg_arena_strdup(a, dir);
	for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
		if (slash)
			*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return false;
		if (!slash)
			return true;
		*slash = '/';
	}
}

const char *wg_tui_state_file(const char *db, struct wg_arena *a)
{
	const char *dir;
	return state_file(a, db, &dir);
}

const char *wg_tui_copy_file(struct wg_arena *a)
{
	const char *dir = state_folder(a);
	return dir ? wg_arena_printf(a, "%s/copy.txt", dir) : NULL;
}

/* For its owner alone. */
void wg_tui_copied(const char *path, const char *text)
{
	if (!path)
		return;
	struct wg_arena a = {0};
	char *dir = wg_arena_strdup(&a, path);
	*strrchr(dir, '/') = '\0';
	int fd = make_folders(&a, dir) ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (f) {
		fputs(text, f);
		fclose(f);
	} else if (fd >= 0) {
		close(fd);
	}
	wg_arena_free(&a);
}

bool wg_tui_make_folders(const char *dir)
{
	struct wg_arena a = {0};
	bool made = make_folders(&a, dir);
	wg_arena_free(&a);
	return made;
}

void wg_tui_remember(const struct wg_ui *ui, const char *db)
{
	struct wg_arena a = {0};
	const char *dir = NULL, *path = state_file(&a, db, &dir);
	FILE *f = path && make_folders(&a, dir) ? fopen(path, "w") : NULL;
	if (f && ui->n_screens > 0) {
		fprintf(f, "screen %s\n", ui->screens[ui->current]->ops->name);
		for (int i = 0; i < ui->n_screens; i++) {
			char where[WG_CRUMBS] = "";
			struct wg_screen *s = ui->screens[i];
			if (s->ops->remember)
				s->ops->remember(s, where);
			if (where[0] && !strchr(where, '\n'))
				fprintf(f, "%s %s\n", s->ops->name, where);
		}
	}
	if (f)
		fclose(f);
	wg_arena_free(&a);
}

static void recall_line(struct wg_ui *ui, char *line)
{
	line[strcspn(line, "\n")] = '\0';
	char *rest = strchr(line, ' ');
	if (!rest)
		return;
	*rest++ = '\0';
	bool current = strcmp(line, "screen") == 0;
	struct wg_screen *s = wg_ui_screen(ui, current ? rest : line);
	if (s && current)
		wg_ui_go(ui, s->ops->number);
	else if (s && s->ops->recall)
		s->ops->recall(s, rest);
}

void wg_tui_recall(struct wg_ui *ui, const char *db)
{
	struct wg_arena a = {0};
	char line[LINE];
	const char *dir = NULL, *path = state_file(&a, db, &dir);
	FILE *f = path ? fopen(path, "r") : NULL;
	while (f && fgets(line, sizeof line, f))
		recall_line(ui, line);
	if (f)
		fclose(f);
	wg_arena_free(&a);
}
