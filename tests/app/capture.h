/* capture.h: what a function prints on a standard stream, as text. */
#ifndef WANGGE_TESTS_APP_CAPTURE_H
#define WANGGE_TESTS_APP_CAPTURE_H

#include <stddef.h>
#include <stdio.h>

struct capture {
	FILE *stream, *file;
	int saved;
};

void capture_begin(struct capture *c, FILE *stream);

/* Puts the stream back and gives the text, cut at cap. */
void capture_end(struct capture *c, char *text, size_t cap);

#endif
