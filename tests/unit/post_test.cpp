#include "sim/post.hpp"

#include <tuple>

#include "tests/catch2.hpp"

namespace {

struct Letter {
  std::uint32_t minute, person;
  std::uint8_t kind;
  std::uint32_t text;
  friend bool operator==(const Letter&, const Letter&) = default;
};

sim::Round round_number(std::uint64_t number) { return {static_cast<sim::Day>(number), 0, number}; }

std::vector<Letter> received(sim::Post<Letter>& post, std::size_t process, const sim::Round& round)
{
  const auto letters = post.collect(process, round);
  return {letters.begin(), letters.end()};
}

}  // namespace

TEST_CASE("post: letters arrive one round later, sorted by minute, person and kind")
{
  sim::Post<Letter> post(3);
  const sim::Round first = round_number(10), second = round_number(11), third = round_number(12);
  CHECK(received(post, 0, first).empty());
  post.send(2, 0, {5, 1, 0, 100});
  post.send(2, 1, {1, 1, 0, 101});
  post.send(2, 0, {4, 9, 0, 102});
  post.send(1, 0, {5, 1, 1, 103});
  post.send(1, 0, {5, 0, 1, 104});
  post.send(0, 0, {4, 9, 0, 105});
  for (std::size_t process = 0; process < 3; ++process) post.seal(process, first);
  CHECK(post.under_way(first) == 6);
  CHECK(received(post, 0, second) ==
        std::vector<Letter>{{4, 9, 0, 105}, {4, 9, 0, 102}, {5, 0, 1, 104}, {5, 1, 0, 100}, {5, 1, 1, 103}});
  CHECK(received(post, 1, second) == std::vector<Letter>{{1, 1, 0, 101}});
  CHECK(received(post, 2, second).empty());
  for (std::size_t process = 0; process < 3; ++process) post.seal(process, second);
  CHECK(post.under_way(second) == 0);
  for (std::size_t process = 0; process < 3; ++process) CHECK(received(post, process, third).empty());
}

TEST_CASE("post: equal letters keep the order of their senders and of sending")
{
  sim::Post<Letter> post(2);
  for (std::uint32_t i = 0; i < 10; ++i) post.send(i % 2, 0, {7, 7, 7, i});
  post.seal(0, round_number(4));
  post.seal(1, round_number(4));
  std::vector<std::uint32_t> texts;
  for (const Letter& letter : post.collect(0, round_number(5))) texts.push_back(letter.text);
  CHECK(texts == std::vector<std::uint32_t>{0, 2, 4, 6, 8, 1, 3, 5, 7, 9});
}

TEST_CASE("post: letters are delivered once, also where a sender leaves out a round")
{
  sim::Post<Letter> post(2);
  post.send(0, 1, {1, 1, 1, 1});
  post.seal(0, round_number(1));
  CHECK(received(post, 1, round_number(2)).size() == 1);
  CHECK(received(post, 1, round_number(4)).empty());
}
