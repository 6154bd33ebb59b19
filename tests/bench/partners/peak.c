/* libs: */
/* peak COMMAND…: runs it with its output thrown away; prints its greatest resident memory in kB. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage use;
	int status = 0;
	pid_t pid = argc > 1 ? fork() : -1;
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, 1);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return 1;
	getrusage(RUSAGE_CHILDREN, &use);
	printf("%ld\n", use.ru_maxrss);
	return 0;
}
