#include "sim/line.hpp"

#include <random>
#include <vector>

#include "sim/pool.hpp"
#include "tests/catch2.hpp"

namespace {

struct Waiting {
  std::uint32_t previous, next;
  std::uint8_t priority;
};

}  // namespace

TEST_CASE("line: first come first served within a class, the best class first")
{
  std::vector<Waiting> people(6);
  sim::Line<3> line;
  CHECK(line.empty());
  CHECK_FALSE(line.serve(people));
  line.join(people, 0, 2);
  line.join(people, 1, 1);
  line.join(people, 2, 2);
  line.join(people, 3, 1);
  CHECK(line.size() == 4);
  CHECK(line.size(1) == 2);
  CHECK(line.first() == 1u);
  CHECK(line.after(people, 1) == 3u);
  CHECK(line.after(people, 3) == 0u);
  CHECK_FALSE(line.after(people, 2));
  line.promote(people, 2, 0);
  std::vector<std::uint32_t> served;
  while (const auto next = line.serve(people)) served.push_back(*next);
  CHECK(served == std::vector<std::uint32_t>{2, 1, 3, 0});
  CHECK(line.empty());
}

TEST_CASE("line: a line of one class needs no field for it")
{
  struct Plain {
    std::uint32_t previous, next;
  };
  std::vector<Plain> people(3);
  sim::Line<> line;
  for (std::uint32_t i = 0; i < 3; ++i) line.join(people, i);
  line.leave(people, 1);
  CHECK(line.serve(people) == 0u);
  CHECK(line.serve(people) == 2u);
  CHECK(line.empty());
}

TEST_CASE("line: any sequence of joining, leaving, serving and promoting keeps the order of a list")
{
  sim::Pool<Waiting> pool("people waiting");
  sim::Line<2> line;
  std::vector<std::uint32_t> expected[2];
  std::mt19937 random(1);
  const auto pick = [&](std::size_t n) { return random() % n; };
  bool same = true;
  for (int step = 0; step < 20000; ++step) {
    const std::size_t c = pick(2);
    auto& list = expected[c];
    switch (pick(5)) {
      case 0:
      case 1: {
        const std::uint32_t i = pool.take();
        line.join(pool, i, c);
        list.push_back(i);
        break;
      }
      case 2:
        if (list.empty()) break;
        {
          const std::size_t k = pick(list.size());
          line.leave(pool, list[k]);
          pool.give_back(list[k]);
          list.erase(list.begin() + static_cast<std::ptrdiff_t>(k));
        }
        break;
      case 3:
        if (expected[1].empty()) break;
        {
          const std::size_t k = pick(expected[1].size());
          const std::uint32_t i = expected[1][k];
          line.promote(pool, i, 0);
          expected[1].erase(expected[1].begin() + static_cast<std::ptrdiff_t>(k));
          expected[0].push_back(i);
        }
        break;
      default: {
        const auto served = line.serve(pool);
        auto& best = expected[expected[0].empty() ? 1 : 0];
        same = same && served.has_value() == !best.empty();
        if (!served) break;
        same = same && *served == best.front();
        best.erase(best.begin());
        pool.give_back(*served);
      }
    }
    same = same && line.size(0) == expected[0].size() && line.size(1) == expected[1].size();
  }
  CHECK(same);
  CHECK(pool.in_use() == line.size());
}
