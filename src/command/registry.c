#include <string.h>

#include "command/exec.h"

/* The words of command.def. */
#define WRITE WG_COMMAND_WRITE
#define WHOLE WG_COMMAND_WHOLE
#define SYSTEM WG_COMMAND_SYSTEM
#define BULK WG_COMMAND_BULK
#define FILE_OUT WG_COMMAND_FILE
#define APP WG_COMMAND_APP
#define CONSOLE WG_COMMAND_CONSOLE
#define REQUIRED WG_PARAM_REQUIRED
#define POSITIONAL WG_PARAM_POSITIONAL
#define MANY WG_PARAM_MANY
#define PRIVATE WG_PARAM_PRIVATE

#define COMMAND(id, name, flags, summary) static const struct wg_param params_##id[] = {
#define PARAM(id, param_name, param_type, param_flags, param_choices, param_help)                                      \
	{.name = param_name,                                                                                           \
	 .type = PARAM_TYPE_##param_type,                                                                              \
	 .flags = param_flags,                                                                                         \
	 .choices = param_choices,                                                                                     \
	 .help = param_help},
#define END(id)                                                                                                        \
	{                                                                                                              \
		0                                                                                                      \
	}                                                                                                              \
	}                                                                                                              \
	;
#define PARAM_TYPE_TEXT WG_PARAM_TEXT
#define PARAM_TYPE_INT WG_PARAM_INT
#define PARAM_TYPE_FLAG WG_PARAM_FLAG
#define PARAM_TYPE_CHOICE WG_PARAM_CHOICE
#define PARAM_TYPE_CODE WG_PARAM_CODE
#define PARAM_TYPE_DATE WG_PARAM_DATE
#define PARAM_TYPE_PLACE WG_PARAM_PLACE
#define PARAM_TYPE_HOUSEHOLD WG_PARAM_HOUSEHOLD
#define PARAM_TYPE_WORKER WG_PARAM_WORKER
#define PARAM_TYPE_FILE_IN WG_PARAM_FILE_IN
#define PARAM_TYPE_FILE_OUT WG_PARAM_FILE_OUT
#define PARAM_TYPE_PERSON WG_PARAM_PERSON
#define PARAM_TYPE_DOOR WG_PARAM_DOOR
#define PARAM_TYPE_NEED WG_PARAM_NEED
#define PARAM_TYPE_SUBJECT WG_PARAM_SUBJECT
#include "command/command.def"
#undef COMMAND
#undef PARAM
#undef END

static const struct {
	struct wg_command command;
	wg_exec_fn *exec;
} registry[] = {
#define COMMAND(id, command_name, command_flags, command_summary)                                                      \
	{{.name = command_name,                                                                                        \
	  .flags = command_flags,                                                                                      \
	  .params = params_##id,                                                                                       \
	  .n_params = sizeof params_##id / sizeof *params_##id - 1,                                                    \
	  .summary = command_summary},                                                                                 \
	 wg__exec_##id},
#define PARAM(id, name, type, flags, choices, help)
#define END(id)
#include "command/command.def"
#undef COMMAND
#undef PARAM
#undef END
};

size_t wg_command_count(void)
{
	return sizeof registry / sizeof *registry;
}

const struct wg_command *wg_command_at(size_t i)
{
	return &registry[i].command;
}

const struct wg_command *wg_command_find(const char *name)
{
	for (size_t i = 0; i < wg_command_count(); i++) {
		if (strcmp(registry[i].command.name, name) == 0)
			return &registry[i].command;
	}
	return NULL;
}

wg_exec_fn *wg__exec_of(const struct wg_command *command)
{
	for (size_t i = 0; i < wg_command_count(); i++) {
		if (&registry[i].command == command)
			return registry[i].exec;
	}
	return NULL;
}

/* What the program does itself: it makes the file that a handle opens, concerns the program and no
 * office, or speaks the user's language. */
#define BY_THE_PROGRAM(id)                                                                                             \
	enum wg_err wg__exec_##id(struct wg_call *c, struct wg_error *e)                                               \
	{                                                                                                              \
		return wg_fail(e, WG_EUSAGE, N_("{1} is done from the command line"), "s", #id);                       \
	}
BY_THE_PROGRAM(init)
BY_THE_PROGRAM(demo)
BY_THE_PROGRAM(keys)
BY_THE_PROGRAM(set)
BY_THE_PROGRAM(export_list)
