#include "tests/test.h"

#include <unistd.h>

#include "tests/app/capture.h"

void capture_begin(struct capture *c, FILE *stream)
{
	fflush(stream);
	c->stream = stream;
	c->file = tmpfile();
	assert_non_null(c->file);
	c->saved = dup(fileno(stream));
	assert_true(c->saved >= 0);
	assert_true(dup2(fileno(c->file), fileno(stream)) >= 0);
}

void capture_end(struct capture *c, char *text, size_t cap)
{
	fflush(c->stream);
	assert_true(dup2(c->saved, fileno(c->stream)) >= 0);
	close(c->saved);
	rewind(c->file);
	text[fread(text, 1, cap - 1, c->file)] = '\0';
	fclose(c->file);
}
