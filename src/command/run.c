#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "command/exec.h"
#include "command/outcome.h"

enum { COMMAND_TEXT_MAX = 64 * 1024, CACHE_MB = 4, BULK_CACHE_MB = 128 };

/* The command as it can be typed again. */
static void add_word(struct wg_buf *b, const char *word)
{
	bool plain = *word && !strpbrk(word, " \t\"'");
	if (b->len)
		wg_buf_putc(b, ' ');
	if (!plain)
		wg_buf_putc(b, '\'');
	wg_buf_puts(b, word);
	if (!plain)
		wg_buf_putc(b, '\'');
}

static const char *command_text(struct wg_call *c, const struct wg_command *command)
{
	struct wg_buf b;
	wg_buf_init(&b, COMMAND_TEXT_MAX);
	wg_buf_puts(&b, command->name);
	for (size_t i = 0; i < c->args->n; i++) {
		const struct wg_arg *arg = &c->args->at[i];
		const struct wg_param *p = NULL;
		for (size_t k = 0; k < command->n_params && !p; k++)
			p = strcmp(command->params[k].name, arg->name) == 0 ? &command->params[k] : NULL;
		if (!p)
			continue;
		if (!(p->flags & WG_PARAM_POSITIONAL)) {
			wg_buf_puts(&b, " --");
			wg_buf_puts(&b, p->name);
		}
		if (p->type != WG_PARAM_FLAG)
			add_word(&b, p->flags & WG_PARAM_PRIVATE && *arg->value ? "***" : arg->value);
	}
	char *text = wg_arena_strndup(c->a, b.data, b.len);
	wg_buf_free(&b);
	return text;
}

static unsigned batch_flags(const struct wg_command *command)
{
	return (command->flags & WG_COMMAND_WHOLE ? WG_BATCH_WHOLE : 0u) |
	       (command->flags & WG_COMMAND_SYSTEM ? WG_BATCH_SYSTEM : 0u) |
	       (command->flags & WG_COMMAND_BULK ? WG_BATCH_BULK : 0u);
}

/* An intent that was already carried out: say so and do nothing. */
static enum wg_err already_done(struct wg_call *c, bool *done, struct wg_error *e)
{
	*done = false;
	if (!c->opts || !c->opts->op_id || c->preview)
		return WG_OK;
	int64_t batch = 0;
	struct wg_stmt *st = wg_query(c->db, "SELECT id FROM batch WHERE op_id = $1");
	wg_bind_text(st, 1, c->opts->op_id);
	enum wg_err err = wg_one_int(st, 0, &batch, e);
	if (err == WG_OK && batch) {
		*done = true;
		c->out->batch = batch;
		wg__say(c, N_("this was already done"), "");
	}
	return err;
}

static enum wg_err end_write(struct wg_call *c, struct wg_error *e)
{
	enum wg_err err = wg_tx_check(c->tx, e);
	if (err != WG_OK)
		return err;
	c->out->changes = wg_tx_changes(c->tx);
	wg_tx_digest(c->tx, c->out->digest);
	if (c->preview)
		return WG_OK;
	if (c->opts && c->opts->expect && strcmp(c->opts->expect, c->out->digest) != 0)
		return wg_fail(e, WG_ESTALE, N_("somebody has changed this meanwhile; look at it again"), "");
	return wg_tx_commit(&c->tx, &c->out->batch, e);
}

static enum wg_err run_write(struct wg_call *c, const struct wg_command *command, struct wg_error *e)
{
	if (wg_office_read_only(c->office))
		return wg_fail(e, WG_EPERM, N_("read-only: {1} is not possible"), "s", command->name);
	struct wg_tx_opts opts = {
		.op_id = c->opts ? c->opts->op_id : NULL,
		.actor = c->office->actor,
		.uid = c->office->uid,
		.at = wg_now(),
		.command = command_text(c, command),
		.label = command->name,
		.flags = batch_flags(command),
	};
	bool done;
	enum wg_err err = already_done(c, &done, e);
	if (err != WG_OK || done)
		return err;
	if ((err = wg_tx_begin(c->db, &opts, &c->tx, e)) != WG_OK)
		return err;
	if (command->flags & WG_COMMAND_BULK)
		wg_db_cache_mb(c->db, BULK_CACHE_MB);
	err = wg__exec_of(command)(c, e);
	if (err == WG_OK && c->out->n_refusals > 0 && !wg__flag(c, "skip-refused"))
		err = wg_fail(e, WG_EREFUSED, N_("refused: {1} rows break a rule; nothing was changed"), "d",
			      (int)c->out->n_refusals);
	if (err == WG_OK)
		err = end_write(c, e);
	wg_tx_rollback(&c->tx);
	if (command->flags & WG_COMMAND_BULK)
		wg_db_cache_mb(c->db, CACHE_MB);
	return err;
}

static enum wg_err run_read(struct wg_call *c, const struct wg_command *command, struct wg_error *e)
{
	enum wg_err err = wg_read_begin(c->db, e);
	if (err != WG_OK)
		return err;
	err = wg__exec_of(command)(c, e);
	wg_read_end(c->db);
	return err;
}

static bool go_on(void *user)
{
	const struct wg_call *c = user;
	return c->opts->tick(c->opts->user, c->done);
}

enum wg_err wg_command_run(wg_office *office, const char *name, const struct wg_args *args,
			   const struct wg_run_opts *opts, struct wg_outcome *outcome, struct wg_error *e)
{
	static const struct wg_args none;
	wg__outcome_start(outcome);
	const struct wg_command *command = wg_command_find(name);
	if (!command)
		return wg_fail(e, WG_EUSAGE, N_("there is no command {1}: see `wangge help`"), "s", name);
	struct wg_call c = {
		.office = office,
		.db = office->db,
		.a = &outcome->memory->arena,
		.args = args ? args : &none,
		.out = outcome,
		.opts = opts,
		.preview = opts && opts->run == WG_PREVIEW,
	};
	if (opts && opts->tick)
		wg_db_watch(c.db, go_on, &c);
	enum wg_err err = command->flags & WG_COMMAND_WRITE ? run_write(&c, command, e) : run_read(&c, command, e);
	wg_db_watch(c.db, NULL, NULL);
	return err;
}

enum wg_err wg__hand_on(struct wg_call *c, const char *name, const struct wg_args *args, struct wg_error *e)
{
	struct wg_outcome other;
	wg_read_end(c->db);
	enum wg_err err = wg_command_run(c->office, name, args, c->opts, &other, e);
	c->out->said = other.said;
	c->out->batch = other.batch;
	c->out->changes = other.changes;
	memcpy(c->out->digest, other.digest, sizeof other.digest);
	for (size_t i = 0; i < other.n_notes; i++) {
		const struct wg_note *n = &other.notes[i];
		wg__note_at(c, n->kind, n->sheet, n->row, n->column, n->value, NULL, "");
		c->out->notes[c->out->n_notes - 1].message = n->message;
	}
	wg_outcome_free(&other);
	enum wg_err begun = wg_read_begin(c->db, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : begun;
}
