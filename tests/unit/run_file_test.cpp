#include "sim/io/run_file.hpp"

#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "tests/catch2.hpp"
#include "tests/sample_groups.hpp"
#include "tests/scratch_folder.hpp"

using namespace sim::io;
using tests::sample_groups;
namespace fs = std::filesystem;

namespace {

const Attributes sample_attributes{{"title", "Ynys Môn"},
                                   {"study_toml", std::string(200'000, 'x')},
                                   {"seed", std::int64_t{20230614}},
                                   {"wall_seconds", 1.5}};

std::string bytes_of(const std::string& path)
{
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::size_t files_in(const std::string& folder)
{
  return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, {}));
}

/// What reading a file complains of.
std::string complaint(const std::string& path)
{
  try {
    read_file(path);
  } catch (const CorruptFile& fault) {
    return fault.what();
  }
  return "none";
}

/// No file may grow beyond `bytes` while this lives: a full disk, as a program sees it.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes)
  {
    before_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit small{bytes, limit_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk()
  {
    setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit limit_{};
  void (*before_)(int) = SIG_DFL;
};

}  // namespace

TEST_CASE("a file gives back what was written", "[run_file]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path("0001.h5");
  const std::vector<Group> before = sample_groups();
  const std::string words = write_file(path, "task1of2", sample_attributes, before);
  CHECK(words == digest(before));

  const std::vector<Group> after = read_file(path);
  CHECK(digest(after) == words);
  REQUIRE(after.size() == before.size());
  for (std::size_t g = 0; g < before.size(); ++g) {
    CHECK(after[g].name == before[g].name);
    REQUIRE(after[g].dimensions.size() == before[g].dimensions.size());
    for (std::size_t d = 0; d < before[g].dimensions.size(); ++d) {
      CHECK(after[g].dimensions[d].coordinate == before[g].dimensions[d].coordinate);
    }
    REQUIRE(after[g].arrays.size() == before[g].arrays.size());
    for (std::size_t a = 0; a < before[g].arrays.size(); ++a) {
      CHECK(after[g].arrays[a].dimensions == before[g].arrays[a].dimensions);
      CHECK(after[g].arrays[a].long_name == before[g].arrays[a].long_name);
      CHECK((after[g].arrays[a].values == before[g].arrays[a].values));
    }
  }
  CHECK(files_in(fs::path{path}.parent_path()) == 1);
}

TEST_CASE("attributes of any length come back, with digest and layout version", "[run_file]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path("0001.h5");
  const std::string words = write_file(path, "share", sample_attributes, sample_groups());
  Attributes expected = sample_attributes;
  expected["digest"] = words;
  expected["layout_version"] = layout_version;
  CHECK((read_attributes(path) == expected));
}

TEST_CASE("a unit that readers take for a duration is written in the singular", "[run_file]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path("0001.h5");
  write_file(path, "share", {}, sample_groups());
  const Group queues = read_file(path)[0];
  CHECK(queues.arrays[1].unit == "day");
  CHECK(queues.dimensions[0].unit == "days since 1970-01-01");
  CHECK(queues.dimensions[1].unit == "1");
}

TEST_CASE("equal results give equal bytes", "[run_file]")
{
  const tests::ScratchFolder folder;
  write_file(folder.path("a.h5"), "one", sample_attributes, sample_groups());
  std::this_thread::sleep_for(
      std::chrono::milliseconds{1100});  // HDF5 keeps times in seconds, where it keeps any
  write_file(folder.path("b.h5"), "two", sample_attributes, sample_groups());
  CHECK(bytes_of(folder.path("a.h5")) == bytes_of(folder.path("b.h5")));
}

TEST_CASE("a file in the making bears another name and leaves nothing when abandoned", "[run_file]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path("0001.h5");
  {
    FileWriter writer{path, "task1of2"};
    writer.declare(sample_groups()[0]);
    CHECK_FALSE(fs::exists(path));
    CHECK(fs::exists(path + ".task1of2.tmp"));
  }
  CHECK(files_in(fs::path{path}.parent_path()) == 0);
}

TEST_CASE("a folder that cannot be written is a machine fault that names the path", "[run_file]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path("no_such_folder/0001.h5");
  try {
    write_file(path, "share", {}, sample_groups());
    FAIL("it was written");
  } catch (const MachineFault& fault) {
    CHECK_THAT(fault.what(), ContainsSubstring(path) && ContainsSubstring("No such file or directory"));
  }
}

TEST_CASE("a full disk is a machine fault and leaves nothing behind, however early it comes", "[run_file]")
{
  const tests::ScratchFolder folder;
  const std::string path = folder.path("0001.h5");
  write_file(path, "share", sample_attributes, sample_groups());
  const std::string whole = bytes_of(path);
  fs::remove(path);
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1000}, whole.size() / 2, whole.size() - 1}) {
    const FullDisk disk{limit};
    CHECK_THROWS_AS(write_file(path, "share", sample_attributes, sample_groups()), MachineFault);
    CHECK(files_in(fs::path{path}.parent_path()) == 0);
  }
  write_file(path, "share", sample_attributes, sample_groups());
  CHECK(bytes_of(path) == whole);
}

TEST_CASE("what is no file, no HDF5 or none of ours is refused by name", "[run_file]")
{
  const tests::ScratchFolder folder;
  CHECK_THAT(complaint(folder.path("missing.h5")),
             ContainsSubstring("missing.h5") && ContainsSubstring("No such file"));
  CHECK_THAT(complaint(folder.write("text.h5", "no result at all")),
             ContainsSubstring("text.h5: cannot be read"));
  CHECK_THAT(complaint(folder.write("empty.h5", "")), ContainsSubstring("empty.h5: cannot be read"));
  FileWriter foreign{folder.path("foreign.h5"), "share"};
  foreign.declare(sample_groups()[0]);
  foreign.finish({{"title", "a netCDF file of somebody else"}});
  CHECK_THAT(complaint(folder.path("foreign.h5")),
             ContainsSubstring("foreign.h5: is not a result file of Bitewing"));
}

TEST_CASE("another layout version is refused in words", "[run_file]")
{
  const tests::ScratchFolder folder;
  FileWriter writer{folder.path("later.h5"), "share"};
  writer.finish({{"layout_version", layout_version + 1}, {"digest", "0123456789abcdef"}});
  CHECK_THAT(
      complaint(folder.path("later.h5")),
      ContainsSubstring("later.h5: is a result file of layout version 2 (this program reads version 1)"));
}

TEST_CASE("a file cut short or with a byte turned is refused", "[run_file]")
{
  const tests::ScratchFolder folder;
  write_file(folder.path("whole.h5"), "share", {}, sample_groups());
  const std::string whole = bytes_of(folder.path("whole.h5"));
  for (const std::size_t length : {whole.size() - 1, whole.size() / 2, std::size_t{600}}) {
    const std::string path = folder.write("cut.h5", whole.substr(0, length));
    CHECK_THAT(complaint(path), ContainsSubstring("cut.h5: cannot be read"));
  }
  const std::uint32_t asked[] = {0, 1, 2, 3};  // as they lie in the file
  const std::size_t at = whole.find(std::string{reinterpret_cast<const char*>(asked), sizeof asked});
  REQUIRE(at != std::string::npos);
  std::string turned = whole;
  turned[at] = 7;
  CHECK_THAT(complaint(folder.write("turned.h5", turned)), ContainsSubstring("turned.h5: is damaged"));
}
