/* form.h: a command's parameters as a form: the argument is the command's name and, after it, what is known already, as
 * on a command line. What is not said there comes from the screen below. */
#ifndef WANGGE_SCREEN_FORM_H
#define WANGGE_SCREEN_FORM_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_form;

#endif
