/* lint.h: the sources as the rules of the house see them. */
#ifndef WANGGE_TESTS_LINT_LINT_H
#define WANGGE_TESTS_LINT_LINT_H

#include <stdbool.h>
#include <stddef.h>

/* A text file of the tree. `code` is `text` with the insides of comments, strings and character constants blanked,
 * so that line numbers stay: rules about words of the language look there. */
struct file {
	char *path; /* from the root: "src/base/arena.c" */
	char *room; /* "base"; "include" for include/wangge, "tools", "tests/base"; "" for anything else */
	char *text, *code;
	size_t n;
};

struct tree {
	const char *root;
	struct file *files;
	size_t n;
};

/* Reads the files that git would know: no build folders, no corpora, no binary files. Ends the program on error. */
void tree_read(struct tree *t, const char *root);
void tree_free(struct tree *t);

bool has_suffix(const char *s, const char *suffix);
bool has_prefix(const char *s, const char *prefix);

/* One finding, as a TAP comment; line counts from 1. Returns 1, so that rules can add up what they found. */
int found(const struct file *f, size_t at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* rooms.c: the table of rooms. */
int rule_includes(const struct tree *t);
int rule_libraries(const struct tree *t);
int rule_circles(const struct tree *t);
void rooms_read(const char *path);

#endif
