#include "models/progress.hpp"

#include "tests/catch2.hpp"

TEST_CASE("progress: its line says how far, how fast and how long", "[progress]")
{
  models::Progress progress{models::ProgressStyle::silent, {400, 1000, 4}};
  progress.days_done() = 100;
  progress.run_finished();
  CHECK(progress.line(10) == " 25 %  1 of 4 runs  10,000 person-years/s  30 s left");
}

TEST_CASE("progress: nothing done says nothing of time", "[progress]")
{
  const models::Progress progress{models::ProgressStyle::silent, {400, 1000, 4}};
  CHECK(progress.line(10) == "  0 %  0 of 4 runs");
}

TEST_CASE("progress: durations and numbers in words", "[progress]")
{
  CHECK(models::duration_in_words(0.84) == "0.8 s");
  CHECK(models::duration_in_words(59) == "59 s");
  CHECK(models::duration_in_words(200) == "3 min 20 s");
  CHECK(models::duration_in_words(12000) == "3 h 20 min");
  CHECK(models::number_in_words(12) == "12");
  CHECK(models::number_in_words(1006) == "1,006");
  CHECK(models::number_in_words(2634123) == "2.6 million");
}
