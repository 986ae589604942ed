// Households of an area: children find brothers and sisters, families find parents, the rest pair up.
#include <algorithm>
#include <cmath>
#include <queue>
#include <tuple>

#include "models/population/place_people.hpp"
#include "sim/distributions.hpp"

namespace models {
namespace {

constexpr sim::Why family{"family"};
constexpr sim::Why household{"household without children"};
constexpr int adult = 18;
constexpr std::uint32_t nobody = 0xffffffff;

struct Family {
  std::vector<std::uint32_t> children;  // rows, oldest first
  std::size_t size = 1;                 // children it wants
  std::uint32_t parents[2]{nobody, nobody};
};

/// A family that could have its next child from a day on.
struct Ready {
  double from;
  std::uint32_t family;
  friend bool operator>(const Ready& a, const Ready& b)
  {
    return std::tie(a.from, a.family) > std::tie(b.from, b.family);
  }
};

/// Adults in order of birth, taken by those who look for somebody born about a day.
class Adults {
 public:
  Adults(std::span<const Person> rows, std::vector<std::uint32_t> sorted)
      : rows_{rows}, sorted_{std::move(sorted)}, taken_(sorted_.size(), false)
  {}
  std::uint32_t take_born_about(double day)
  {
    const auto at =
        std::lower_bound(sorted_.begin(), sorted_.end(), day,
                         [&](std::uint32_t row, double wanted) { return rows_[row].birth < wanted; });
    std::size_t up = static_cast<std::size_t>(at - sorted_.begin()),
                down = up;  // free: [up, end) and [0, down)
    while (up < taken_.size() && taken_[up]) ++up;
    while (down > 0 && taken_[down - 1]) --down;
    const bool has_up = up < taken_.size(), has_down = down > 0;
    if (!has_up && !has_down) return nobody;
    const auto gap = [&](std::size_t i) { return std::abs(rows_[sorted_[i]].birth - day); };
    const std::size_t found = has_up && (!has_down || gap(up) <= gap(down - 1)) ? up : down - 1;
    taken_[found] = true;
    return sorted_[found];
  }

 private:
  std::span<const Person> rows_;
  std::vector<std::uint32_t> sorted_;
  std::vector<bool> taken_;
};

class Arranger {
 public:
  Arranger(const HouseholdSettings& settings, std::span<Person> rows, sim::Day first,
           const sim::Streams& streams, std::uint32_t who)
      : settings_{settings}, rows_{rows}, first_{first}, streams_{streams}, who_{who}
  {}

  void arrange()
  {
    std::vector<std::uint64_t> keys;  // birth, then row
    keys.reserve(rows_.size());
    for (const Person& person : rows_) keys.push_back(std::uint64_t{person.birth} << 32 | keys.size());
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> by_birth;
    by_birth.reserve(keys.size());
    for (const std::uint64_t key : keys) by_birth.push_back(static_cast<std::uint32_t>(key));
    std::vector<std::uint32_t> women, men;
    for (const std::uint32_t row : by_birth) {
      const Person& person = rows_[row];
      if (person.entry > first_ || age_years(person, first_) < adult)
        place_child(row);
      else if (person.home == no_home)
        (person.is(Person::female) ? women : men).push_back(row);
    }
    find_parents(Adults{rows_, std::move(women)}, Adults{rows_, std::move(men)});
    write(by_birth);
  }

 private:
  void place_child(std::uint32_t row)
  {
    const double birth = rows_[row].birth;
    std::uint32_t mine = 0;
    if (!ready_.empty() && ready_.top().from <= birth) {
      mine = ready_.top().family;
      ready_.pop();
    } else {
      mine = static_cast<std::uint32_t>(families_.size());
      Family fresh;
      double until = settings_.families[0];
      const double u = streams_.draw(who_, family, mine).uniform(0);
      for (; fresh.size < most_siblings && u >= until; ++fresh.size) until += settings_.families[fresh.size];
      families_.push_back(std::move(fresh));
    }
    Family& home = families_[mine];
    home.children.push_back(row);
    if (home.children.size() == home.size) return;
    const auto child = static_cast<std::uint32_t>(home.children.size());
    const double spread =
        0.5 + streams_.draw(who_, family, mine, child).uniform(0);  // half to one and a half times
    ready_.push({birth + settings_.sibling_gap * spread * days_per_year, mine});
  }

  void find_parents(Adults women, Adults men)
  {
    for (std::uint32_t f = 0; f < families_.size(); ++f) {
      const sim::Draws draws = streams_.draw(who_, family, f);
      const double eldest = rows_[families_[f].children.front()].birth;
      const double years =
          settings_.parent_age + settings_.parent_age_spread * sim::normal_quantile(draws.uniform(1));
      const double about = std::min(eldest - std::max(years, static_cast<double>(adult)) * days_per_year,
                                    static_cast<double>(first_) - adult * days_per_year);
      families_[f].parents[0] = women.take_born_about(about);
      if (sim::bernoulli(draws.uniform(2), settings_.two_parents))
        families_[f].parents[1] = men.take_born_about(about);
    }
  }

  void write(std::span<const std::uint32_t> by_birth)
  {
    std::vector<Person> ordered;
    ordered.reserve(rows_.size());
    std::vector<bool> written(rows_.size(), false);
    bool with_others = false;
    const auto put = [&](std::uint32_t row) {
      if (row == nobody) return;
      Person person = rows_[row];
      if (with_others) {
        const bool car = ordered.back().is(Person::has_car);
        person.flags = static_cast<std::uint8_t>((person.flags & ~Person::has_car) | Person::with_row_before |
                                                 (car ? Person::has_car : 0));
      }
      ordered.push_back(person);
      written[row] = with_others = true;
    };
    for (const Family& home : families_) {
      with_others = false;
      for (const std::uint32_t parent : home.parents) put(parent);
      for (const std::uint32_t child : home.children) put(child);
    }
    bool half_couple = false;  // the last one waits for a partner
    for (const std::uint32_t row : by_birth) {
      if (written[row] || rows_[row].home != no_home) continue;
      with_others = half_couple;
      half_couple =
          !half_couple && !sim::bernoulli(streams_.draw(who_, household, row).uniform(0), settings_.alone);
      put(row);
    }
    for (const std::uint32_t row : by_birth) {
      with_others = false;
      if (!written[row]) put(row);
    }
    std::copy(ordered.begin(), ordered.end(), rows_.begin());
  }

  const HouseholdSettings& settings_;
  std::span<Person> rows_;
  sim::Day first_;
  const sim::Streams& streams_;
  std::uint32_t who_;
  std::vector<Family> families_;
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready_;
};

}  // namespace

void arrange_households(const HouseholdSettings& settings, std::span<Person> rows, sim::Day first,
                        const sim::Streams& streams, std::uint32_t who)
{
  Arranger{settings, rows, first, streams, who}.arrange();
}

}  // namespace models
