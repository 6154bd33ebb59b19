/* test.h: what every cmocka program includes first. */
#ifndef WANGGE_TESTS_TEST_H
#define WANGGE_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
