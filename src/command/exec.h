/* exec.h: the functions behind the registry, declared from it. */
#ifndef WANGGE_COMMAND_EXEC_H
#define WANGGE_COMMAND_EXEC_H

#include "command/call.h"

#define COMMAND(id, name, flags, summary) wg_exec_fn wg__exec_##id;
#define PARAM(id, name, type, flags, choices, help)
#define END(id)
#include "command/command.def"
#undef COMMAND
#undef PARAM
#undef END

wg_exec_fn *wg__exec_of(const struct wg_command *command);

#endif
