#include "models/folder_lock.hpp"

#include <filesystem>

#include "sim/io/run_file.hpp"
#include "tests/catch2.hpp"
#include "tests/scratch_folder.hpp"

using models::FolderLock;

TEST_CASE("lock: held by one, free when let go", "[folder]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path(".lock.1-of-1");
  {
    const auto first = FolderLock::try_to_take(path);
    REQUIRE(first);
    CHECK_FALSE(FolderLock::try_to_take(path));
  }
  CHECK(FolderLock::try_to_take(path));
}

TEST_CASE("lock: a moved lock is still held, a removed one leaves no file", "[folder]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path(".lock.1-of-1");
  auto first = FolderLock::try_to_take(path);
  REQUIRE(first);
  FolderLock second{std::move(*first)};
  CHECK_FALSE(FolderLock::try_to_take(path));
  std::move(second).remove();
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("lock: a folder that is not there is the machine's fault, with the path", "[folder]")
{
  const tests::ScratchFolder folder;
  CHECK_THROWS_WITH(FolderLock::try_to_take(folder.path("none/.lock")), ContainsSubstring("none/.lock"));
}
