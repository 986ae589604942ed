/* Preloaded into a program under test: counts what it does to files, and strikes at one of them.
 *
 *   FILE_FAULT_COUNT=path   at the end, writes the number of calls to this file
 *   FILE_FAULT_ONLY=name    counts only the calls of this function
 *   FILE_FAULT_KILL=n       kill -9 before the n-th call
 *   FILE_FAULT_FULL=n       from the n-th call on, writing says that the disk is full
 *
 * Counted: open for writing, write, pwrite, ftruncate, fsync, rename, unlink, mkdir; not the standard streams.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static long asked(const char* name)
{
  const char* text = getenv(name);
  return text == NULL ? 0 : strtol(text, NULL, 10);
}

/* Counts a call; returns 1 where the disk is to be full. */
static int strike(const char* function)
{
  const char* only = getenv("FILE_FAULT_ONLY");
  if (only != NULL && strcmp(only, function) != 0) return 0;
  const long call = atomic_fetch_add(&calls, 1) + 1;
  if (call == asked("FILE_FAULT_KILL")) kill(getpid(), SIGKILL);
  const long full = asked("FILE_FAULT_FULL");
  return full > 0 && call >= full;
}

static int is_full(const char* function)
{
  if (!strike(function)) return 0;
  errno = ENOSPC;
  return 1;
}

__attribute__((destructor)) static void report(void)
{
  const char* path = getenv("FILE_FAULT_COUNT");
  if (path == NULL) return;
  FILE* file = fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int open_with(const char* symbol, const char* path, int flags, va_list list)
{
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
  if ((flags & (O_WRONLY | O_RDWR)) != 0) strike("open");
  return ((int (*)(const char*, int, ...))dlsym(RTLD_NEXT, symbol))(path, flags, mode);
}

int open(const char* path, int flags, ...)
{
  va_list list;
  va_start(list, flags);
  const int file = open_with("open", path, flags, list);
  va_end(list);
  return file;
}

int open64(const char* path, int flags, ...)
{
  va_list list;
  va_start(list, flags);
  const int file = open_with("open64", path, flags, list);
  va_end(list);
  return file;
}

ssize_t write(int file, const void* bytes, size_t count)
{
  if (file > STDERR_FILENO && is_full("write")) return -1;
  return REAL(write)(file, bytes, count);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at)
{
  if (is_full("pwrite")) return -1;
  return REAL(pwrite)(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at)
{
  if (is_full("pwrite")) return -1;
  return REAL(pwrite64)(file, bytes, count, at);
}

int ftruncate(int file, off_t length)
{
  strike("ftruncate");
  return REAL(ftruncate)(file, length);
}

int ftruncate64(int file, off64_t length)
{
  strike("ftruncate");
  return REAL(ftruncate64)(file, length);
}

int fsync(int file)
{
  strike("fsync");
  return REAL(fsync)(file);
}

int rename(const char* from, const char* to)
{
  strike("rename");
  return REAL(rename)(from, to);
}

int unlink(const char* path)
{
  strike("unlink");
  return REAL(unlink)(path);
}

int mkdir(const char* path, mode_t mode)
{
  strike("mkdir");
  return ((int (*)(const char*, mode_t))dlsym(RTLD_NEXT, "mkdir"))(path, mode);
}
