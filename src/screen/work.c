#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "screen/screen.h"

enum { QUIET_NS = 200 * 1000 * 1000, EVERY_NS = 100 * 1000 * 1000, SECOND_NS = 1000 * 1000 * 1000 };

void wg_ui_begin(struct wg_ui *ui)
{
	ui->began = ui->glanced = ui->moved = wg_monotonic_ns();
	ui->done = 0;
}

/* How far, and how long still: guessed from what it took to come that far, once a twentieth is done. */
static void say_progress(struct wg_ui *ui, int64_t now)
{
	char far[64] = "", left[100] = "";
	if (ui->done > 0)
		snprintf(far, sizeof far, "  %d%%", (int)(ui->done * 100));
	if (ui->done > 0.05) {
		double took = (double)(ui->moved - ui->began);
		double still = took * (1 - ui->done) / ui->done - (double)(now - ui->moved);
		if (still > 0)
			snprintf(left, sizeof left, ui->tr(N_("  %d s left")), (int)(still / SECOND_NS) + 1);
	}
	if (!ui->working) {
		memcpy(ui->before, ui->message, sizeof ui->before);
		ui->before_role = ui->message_role;
	}
	snprintf(ui->message, sizeof ui->message, "%s%s%s   %s", ui->tr(N_("At work")), far, left,
		 ui->tr(N_("Ctrl+C cancels")));
	ui->message_role = WG_ROLE_STRONG;
	ui->working = true;
}

bool wg_ui_tick(void *user, double done)
{
	struct wg_ui *ui = user;
	int64_t now = wg_monotonic_ns();
	if (!ui->glance || now - ui->began < QUIET_NS || now - ui->glanced < EVERY_NS)
		return true;
	ui->glanced = now;
	if (done > ui->done) {
		ui->done = done;
		ui->moved = now;
	}
	say_progress(ui, now);
	wg_ui_paint_message(ui);
	return ui->glance(ui->app);
}

struct wg_run_opts wg_ui_opts(struct wg_ui *ui, enum wg_run run)
{
	wg_ui_begin(ui);
	return (struct wg_run_opts){.run = run, .tick = wg_ui_tick, .user = ui};
}

enum wg_err wg_ui_read(struct wg_ui *ui, const char *name, const struct wg_args *args, struct wg_outcome *outcome,
		       struct wg_error *e)
{
	const struct wg_command *command = wg_command_find(name);
	bool write = command && command->flags & WG_COMMAND_WRITE;
	struct wg_run_opts opts = wg_ui_opts(ui, write ? WG_PREVIEW : WG_RUN);
	ui->command = command;
	wg_face_run *run = write ? ui->face->preview : ui->face->read;
	if (!run)
		return wg_fail(e, WG_EPERM, N_("read-only: nothing can be changed here"), "");
	return run(ui->face->office, name, args, &opts, outcome, e);
}
