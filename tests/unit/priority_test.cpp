#include "models/referrals/priority.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "tests/catch2.hpp"
#include "tests/scratch_folder.hpp"

using namespace models;

namespace {

/// A table whose queues are ordered alike.
PrioritySettings table(const std::string& classes, sim::io::Faults& faults, int long_wait = 100,
                       int fair_turn = 0)
{
  const tests::ScratchFolder folder;
  std::string text;
  for (const std::string_view queue : queue_labels) {
    text += fmt::format("[priority.{}]\nclasses = {}\n", queue, classes);
    if (queue != "urgent_site" && queue != "access_session")
      text += fmt::format("long_wait = {}\nfair_turn = {}\n", long_wait, fair_turn);
  }
  const std::string path = folder.write("table.toml", text);
  PrioritySettings out;
  const auto study = sim::io::Document::open(path, {}, faults);
  study.read("baseline", faults, [&](sim::io::Block& root) {
    root.block("priority", "", [&](sim::io::Block& block) { read(block, out); });
  });
  return out;
}

QueueOrder order(const std::string& classes, int long_wait = 100, int fair_turn = 0)
{
  sim::io::Faults faults;
  const PrioritySettings out = table(classes, faults, long_wait, fair_turn);
  REQUIRE(faults.empty());
  return out.of(QueueName::practice_list);
}

Claimant adult() { return {.years = 40, .deprivation = 3}; }
Claimant child() { return {.years = 6, .deprivation = 3}; }

/// The class served next, where heads have waited so long (-1: nobody).
std::size_t next(const QueueOrder& queue, std::array<int, queue_classes> waited, std::uint32_t turn = 0)
{
  return queue.next_class([&](std::size_t k) { return waited[k]; }, turn);
}

}  // namespace

TEST_CASE("priority: the first class whose sentence fits", "[referrals]")
{
  const QueueOrder queue =
      order("['cancer_or_cardiac', 'child and in_pain or child and looked_after_child', 'core20']");
  CHECK(queue.last_class() == 3);
  CHECK(queue.class_of(adult()) == 3);
  Claimant patient = adult();
  patient.groups = bit(PlusGroup::cancer_or_cardiac);
  CHECK(queue.class_of(patient) == 0);
  patient = adult();
  patient.oral = OralState::urgent_condition;
  CHECK(queue.class_of(patient) == 3);  // no child
  patient.deprivation = 1;
  CHECK(queue.class_of(patient) == 2);
  patient = child();
  CHECK(queue.class_of(patient) == 3);
  patient.oral = OralState::pulpal;
  CHECK(queue.class_of(patient) == 1);
  patient = child();
  patient.groups = bit(PlusGroup::looked_after_child);
  CHECK(queue.class_of(patient) == 1);
}

TEST_CASE("priority: a long wait and a course begun are claims", "[referrals]")
{
  const QueueOrder queue = order("['within_course or long_waiter', 'child']", 56);
  Claimant patient = child();
  CHECK(queue.class_of(patient) == 1);
  CHECK(queue.class_when_long(patient) == 0);
  patient.waited = 56;
  CHECK(queue.class_of(patient) == 0);
  patient = adult();
  patient.within_course = true;
  CHECK(queue.class_of(patient) == 0);
}

TEST_CASE("priority: the best class is served, and who has waited long stands in theirs", "[referrals]")
{
  const QueueOrder queue = order("['cancer_or_cardiac', 'long_waiter', 'child']", 50);
  CHECK(next(queue, {-1, -1, -1, -1}) == queue_classes);
  CHECK(next(queue, {1, -1, 49, 49}) == 0);
  CHECK(next(queue, {-1, -1, 10, 49}) == 2);
  CHECK(next(queue, {-1, -1, 10, 50}) == 3);
  CHECK(next(queue, {0, -1, 10, 90}) == 0);   // not before a better claim
  CHECK(next(queue, {-1, -1, 60, 90}) == 3);  // two long waiters: the longer
  const QueueOrder none = order("['child']", 50);
  CHECK(next(none, {5, 500, -1, -1}) == 0);  // a long wait is no claim there
}

TEST_CASE("priority: a fair turn goes to the longest waiter", "[referrals]")
{
  const QueueOrder queue = order("['child']", 1000, 3);
  std::string served;
  for (std::uint32_t turn = 0; turn < 7; ++turn)
    served += next(queue, {5, 500, -1, -1}, turn) == 0 ? 'c' : 'a';
  CHECK(served == "ccaccac");
  CHECK(next(order("['child']", 1000, 0), {5, 500, -1, -1}, 2) == 0);
}

TEST_CASE("priority: every wrong word is a fault that names what is allowed", "[referrals]")
{
  sim::io::Faults faults;
  table("['chidl or in_pain', 'long_waiter and child']", faults);
  const std::vector<std::string> lines = faults.lines();
  CAPTURE(lines);
  REQUIRE(lines.size() == 2 * queues);
  CHECK(lines[1].find("names the claim 'chidl' (allowed: within_course, ") != std::string::npos);
  CHECK(lines[1].find("did you mean 'child'?") != std::string::npos);
  CHECK(lines[0].find("'classes' joins 'long_waiter' to another claim by 'and'") != std::string::npos);
  sim::io::Faults many;
  table("['child', 'core20', 'in_pain', 'homeless']", many);
  CHECK(many.lines().size() == queues);
}
