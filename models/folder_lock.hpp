// A lock on a file of a result folder, held by one process until it ends (kill -9 frees it too).
#pragma once
#include <optional>
#include <string>

namespace models {

class FolderLock {
 public:
  /// Takes the lock, or nothing where another process holds it. Throws MachineFault with the path where the
  /// file cannot be made.
  static std::optional<FolderLock> try_to_take(const std::string& path);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

  /// Frees the lock and removes its file; only where nobody else can be about to take it.
  void remove() &&;

 private:
  FolderLock(int file, std::string path) : file_{file}, path_{std::move(path)} {}
  int file_;
  std::string path_;
};

}  // namespace models
