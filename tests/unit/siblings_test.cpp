// Children of a family come along with the one whose date has come.
#include <string>

#include "tests/catch2.hpp"
#include "tests/open_region.hpp"

using namespace models;

namespace {

/// Neighbouring brothers and sisters at the run's end.
/// Habits of the first day keep brothers and sisters where they were: whoever looks for a practice shows it.
constexpr const char* nobody_has_a_practice = "care_seeking.linked_at_start=[0, 0, 0, 0, 0, 0, 0, 0, 0]";

struct Pairs {
  int both_asked = 0, on_one_day = 0, with_practices = 0, at_one_practice = 0;
  double share_of_days() const { return on_one_day / static_cast<double>(both_asked); }
  double share_of_practices() const { return at_one_practice / static_cast<double>(with_practices); }
};

void add_pairs_after_two_years(Pairs& pairs, const tests::Sets& sets, std::uint32_t replication)
{
  tests::OpenRegion region{tests::with({"study.warm_up=0", "study.months=24"}, sets), replication};
  region.play_to(region.around.last);
  for (std::size_t p = 0; p < region.places.size(); ++p) {
    const auto people = region.population->of_place(p);
    const auto residents = region.places[p]->residents();
    for (std::size_t i = 1; i < people.size(); ++i) {
      const auto is_child = [&](std::size_t k) {
        return age_years(people[k], region.around.last) < adult_age;
      };
      if (!people[i].is(Person::with_row_before) || !is_child(i) || !is_child(i - 1)) continue;
      const PersonState &one = residents[i].state, &other = residents[i - 1].state;
      const int asked = residents[i].history.routine_asked, before = residents[i - 1].history.routine_asked;
      pairs.both_asked += asked != 0 && before != 0;
      pairs.on_one_day += asked != 0 && asked == before;
      const bool linked = one.has_practice() && other.has_practice();
      pairs.with_practices += linked;
      pairs.at_one_practice += linked && one.practice == other.practice;
    }
  }
}

Pairs pairs_after_two_years(const tests::Sets& sets)
{
  constexpr std::uint32_t replications = 6;  // some 350 pairs with practices
  Pairs pairs;
  for (std::uint32_t replication = 1; replication <= replications; ++replication)
    add_pairs_after_two_years(pairs, sets, replication);
  return pairs;
}

const Pairs& pairs(const std::string& share)
{
  static std::map<std::string, Pairs> played;
  const auto found = played.find(share);
  return found != played.end()
             ? found->second
             : played
                   .emplace(share, pairs_after_two_years(
                                       {"care_seeking.siblings_together=" + share, nobody_has_a_practice}))
                   .first->second;
}

}  // namespace

TEST_CASE("siblings: who is due within the window asks for the same day, and to the same practice",
          "[places]")
{
  const Pairs &alone = pairs("0"), &together = pairs("1");
  REQUIRE(alone.both_asked > 100);
  REQUIRE(together.both_asked > 100);
  INFO("asked for one day " << alone.share_of_days() << " and " << together.share_of_days());
  INFO("at one practice " << alone.share_of_practices() << " and " << together.share_of_practices());
  CHECK(alone.share_of_days() < 0.05);  // by chance
  CHECK(together.share_of_days() > alone.share_of_days() + 0.15);
  CHECK(together.share_of_practices() > alone.share_of_practices());
}

TEST_CASE("siblings: a window of no days brings nobody but those due on the very day", "[places]")
{
  const Pairs none =
      pairs_after_two_years({"care_seeking.siblings_together=1", "care_seeking.siblings_within=0"});
  CHECK(none.share_of_days() < 0.05);
}
