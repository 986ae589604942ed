#include "models/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "sim/io/run_file.hpp"

namespace models {

namespace {
constexpr int closed = -1;
constexpr mode_t everybody_may_write = 0666;  // less the umask: several people may share a folder
}  // namespace

std::optional<FolderLock> FolderLock::try_to_take(const std::string& path)
{
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, everybody_may_write);
  if (file < 0)
    throw sim::io::MachineFault{fmt::format("{}: cannot be made ({})", path, std::strerror(errno))};
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return FolderLock{file, path};
  const int why = errno;
  ::close(file);
  if (why == EWOULDBLOCK) return std::nullopt;
  throw sim::io::MachineFault{fmt::format("{}: cannot be locked ({})", path, std::strerror(why))};
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : file_{std::exchange(other.file_, closed)}, path_{std::move(other.path_)}
{}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  return *this;
}

FolderLock::~FolderLock()
{
  if (file_ != closed) ::close(file_);
}

void FolderLock::remove() &&
{
  ::unlink(path_.c_str());
  ::close(std::exchange(file_, closed));
}

}  // namespace models
