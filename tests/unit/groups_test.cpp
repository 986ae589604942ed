#include "sim/io/groups.hpp"

#include "tests/catch2.hpp"
#include "tests/sample_groups.hpp"

using namespace sim::io;
using tests::sample_groups;

TEST_CASE("shape and cells follow the dimensions of the group", "[groups]")
{
  const Group group = sample_groups()[0];
  CHECK(shape(group, group.arrays[0]) == std::vector<std::size_t>{2, 2, 3});
  CHECK(cells(shape(group, group.arrays[0])) == 12);
  CHECK(cells({}) == 1);
}

TEST_CASE("an array is found by the names of its group and itself", "[groups]")
{
  std::vector<Group> groups = sample_groups();
  CHECK(&find_array(groups, "queues", "wait_days_sum") == &groups[0].arrays[1]);
  const std::vector<Group>& same = groups;
  CHECK(&find_array(same, "outcomes", "note") == &groups[2].arrays[2]);
}

TEST_CASE("equal groups have equal digests, of 16 hexadecimal digits", "[groups]")
{
  const std::string words = digest(sample_groups());
  CHECK(words == digest(sample_groups()));
  CHECK(words.size() == 16);
  CHECK(words.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("the digest is the same on every machine", "[groups]")
{
  CHECK(digest(sample_groups()) == "a725b2ea84cfd22b");
}

TEST_CASE("the digest sees every value, name, shape and coordinate", "[groups]")
{
  const std::string before = digest(sample_groups());
  const auto changed = [&](auto&& change) {
    std::vector<Group> groups = sample_groups();
    change(groups);
    return digest(groups) != before;
  };
  CHECK(changed(
      [](auto& groups) { std::get<std::vector<std::uint32_t>>(groups[0].arrays[0].values)[11] ^= 1; }));
  CHECK(
      changed([](auto& groups) { std::get<std::vector<std::int64_t>>(groups[0].arrays[1].values)[0] += 1; }));
  CHECK(changed([](auto& groups) { std::get<std::vector<double>>(groups[1].arrays[0].values)[0] += 1e-12; }));
  CHECK(changed(
      [](auto& groups) { std::get<std::vector<std::uint8_t>>(groups[2].arrays[0].values)[39'999] = 0; }));
  CHECK(changed(
      [](auto& groups) { std::get<std::vector<std::string>>(groups[2].arrays[2].values)[0] = "naive"; }));
  CHECK(changed([](auto& groups) { groups[0].name = "waits"; }));
  CHECK(changed([](auto& groups) { groups[0].arrays[0].name = "started"; }));
  CHECK(changed(
      [](auto& groups) { std::swap(groups[0].arrays[0].dimensions[0], groups[0].arrays[0].dimensions[1]); }));
  CHECK(changed([](auto& groups) {
    std::get<std::vector<std::string>>(groups[0].dimensions[1].coordinate)[0] = "Halton";
  }));
  CHECK(changed([](auto& groups) { std::swap(groups[0], groups[1]); }));
}

TEST_CASE("the digest does not see units, descriptions or the sign of zero", "[groups]")
{
  std::vector<Group> groups = sample_groups();
  groups[0].arrays[0].unit = "heads";
  groups[0].arrays[0].long_name = "";
  CHECK(digest(groups) == digest(sample_groups()));
  Digest plus, minus;
  plus.values(std::vector<double>{0.0});
  minus.values(std::vector<double>{-0.0});
  CHECK(plus.words() == minus.words());
}
