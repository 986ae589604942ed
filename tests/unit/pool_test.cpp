#include "sim/pool.hpp"

#include "tests/catch2.hpp"

TEST_CASE("pool: numbers are dense and used again")
{
  sim::Pool<int> pool("test records");
  CHECK(pool.take(10) == 0);
  CHECK(pool.take(11) == 1);
  CHECK(pool.take(12) == 2);
  pool.give_back(1);
  CHECK(pool.in_use() == 2);
  CHECK(pool.take(13) == 1);
  CHECK(pool[1] == 13);
  CHECK(pool[2] == 12);
  CHECK(pool.peak() == 3);
  for (int i = 0; i < 1000; ++i) pool[pool.take()] = i;
  CHECK(pool[0] == 10);
  CHECK(pool.in_use() == 1003);
  CHECK(pool.bytes() >= 1003 * sizeof(int));
}

TEST_CASE("pool: a full pool is a fault of capacity that names its records, never a wrapped number")
{
  sim::Pool<int> pool("episodes of the test", 2);
  pool.take();
  const std::uint32_t second = pool.take();
  CHECK_THROWS_AS(pool.take(), sim::CapacityFault);
  std::string message;
  try {
    pool.take();
  } catch (const sim::CapacityFault& fault) {
    message = fault.what();
  }
  CHECK(message.starts_with("more than 2 episodes of the test"));
  pool.give_back(second);
  CHECK(pool.take() == second);
}
