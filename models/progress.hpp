// How far a study is: one redrawn line on a terminal, a few plain lines elsewhere, on stderr.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace models {

enum class ProgressStyle { bar, lines, silent };
/// A bar where stderr is a terminal (and no CI), else lines.
ProgressStyle progress_style();

class Progress {
 public:
  struct Work {
    std::uint64_t days = 0;           // simulated days of all runs to be played
    double person_years_per_day = 0;  // people of a run / days a year: what one simulated day is worth
    std::size_t runs = 0;
  };
  Progress(ProgressStyle style, const Work& work);
  /// Ends the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Raised by the runs, one each simulated day.
  std::atomic<std::uint64_t>& days_done() { return days_done_; }
  void run_finished() { ++runs_done_; }

  /// "37 %  12 of 40 runs  1.2 million person-years/s  3 min 20 s left", for `seconds` of work so far.
  std::string line(double seconds) const;

 private:
  void draw_until_done();
  double seconds() const;
  double fraction() const;

  ProgressStyle style_;
  Work work_;
  std::atomic<std::uint64_t> days_done_{0};
  std::atomic<std::size_t> runs_done_{0};
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  std::condition_variable wake_;
  bool done_ = false;
  std::thread drawer_;
};

/// "3 h 20 min", "3 min 20 s", "0.8 s"
std::string duration_in_words(double seconds);
/// "1.2 million", "34,567"
std::string number_in_words(double number);

}  // namespace models
