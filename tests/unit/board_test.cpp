#include "sim/board.hpp"

#include "tests/catch2.hpp"

TEST_CASE("board: readers see the entries of the round before, and unchanged entries stay")
{
  sim::Board<int> board(3, 5);
  sim::Round round{0, 0, 100};
  CHECK(board.read(round, 2) == 5);
  board.carry(round, 0, 2);
  board.publish(round, 1, 8);
  CHECK(board.read(round, 1) == 5);
  ++round.number;
  CHECK(board.read(round, 1) == 8);
  CHECK(board.read(round, 0) == 5);
  board.carry(round, 0, 2);
  ++round.number;
  CHECK(board.read(round, 1) == 8);
}
