// A folder for one test's files, removed afterwards.
#pragma once
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

namespace tests {

class ScratchFolder {
 public:
  ScratchFolder()
  {
    static std::atomic<int> made{0};
    folder_ = std::filesystem::temp_directory_path() /
              ("bitewing_" + std::to_string(getpid()) + "_" + std::to_string(made++));
    std::filesystem::create_directories(folder_);
  }
  ~ScratchFolder()
  {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  /// Writes a file (and the folders above it) and returns its path.
  std::string write(const std::string& name, const std::string& text) const
  {
    const std::filesystem::path file = folder_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
    return file.string();
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace tests
