#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"

void wg_log(const char *format, ...)
{
	const char *path = getenv("WANGGE_LOG");
	FILE *f = path && *path ? fopen(path, "ae") : NULL;
	if (!f)
		return;
	fprintf(f, "%lld ", (long long)wg_now());
	va_list ap;
	va_start(ap, format);
	vfprintf(f, format, ap);
	va_end(ap);
	fputc('\n', f);
	fclose(f);
}
