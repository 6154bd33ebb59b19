/* log.h: lines for whoever looks after the machine, to the file named by $WANGGE_LOG; silent without it.
 * Never personal data. */
#ifndef WANGGE_BASE_LOG_H
#define WANGGE_BASE_LOG_H

void wg_log(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
