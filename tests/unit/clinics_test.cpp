#include "models/places/clinics.hpp"

#include <algorithm>
#include <numeric>

#include "tests/catch2.hpp"
#include "tests/open_region.hpp"

using namespace models;

namespace {

const tests::Sets a_year{"study.warm_up=0", "study.months=12"};

ClinicsSettings two_services()
{
  ClinicsSettings settings;
  settings.per_million = 2000;  // ten locations for 5,000 people
  settings.bariatric = 0.2;
  settings.services = {{.sessions = 1000, .patients = 6, .visits = 2, .able = 1},
                       {.sessions = 400, .patients = 6, .visits = 1, .able = 0.3}};
  return settings;
}

std::int64_t count(const tests::OpenRegion& region, const char* measure)
{
  return region.total(region.layout.counter("programmes", measure));
}

}  // namespace

TEST_CASE("clinics: locations by people, services and equipment in their shares", "[places]")
{
  tests::OpenRegion region{a_year};
  const std::vector<Site> clinics = make_clinics(*region.geography, two_services());
  const auto of = [&](auto&& keep) { return std::count_if(clinics.begin(), clinics.end(), keep); };
  CHECK(of([](const Site& site) { return site.service == 0; }) == 10);
  CHECK(of([](const Site& site) { return site.service == 0 && site.place == 0; }) == 6);  // 3,000 of 5,000
  CHECK(of([](const Site& site) { return site.service == 1; }) == 3);
  CHECK(of([](const Site& site) {
          return site.service == 0 && (site.equipment & bit(Equipment::bariatric_chair)) != 0;
        }) == 2);
}

TEST_CASE("clinics: the sessions of a Place that the config names are its own", "[places]")
{
  tests::OpenRegion region{a_year};
  ClinicsSettings settings = two_services();
  settings.places.push_back({"Seaport", "", 2, {3.0, 0.5}});
  Sites sites{*region.geography};
  sites.add(0, make_clinics(*region.geography, settings));
  const std::vector<double> weekly = weekly_sessions(*region.geography, sites, sites.of(0), 0, settings);
  double seaport = 0, upvale = 0;
  for (std::uint16_t k = 0; k < weekly.size(); ++k) {
    const std::size_t site = sites.of(0).first + std::size_t{k};
    if (sites.other(site).service == 0) (sites.place_of(site) == 0 ? seaport : upvale) += weekly[k];
  }
  CHECK(seaport == Approx(3.0));
  CHECK(upvale == Approx(1000 * 2000 / 1e6));  // by its own people
}

TEST_CASE("clinics: the first day's list holds the stated weeks of capacity", "[places]")
{
  // 0.4 sessions a week of one course each: 100 weeks are 40 people in the whole region, all from the first day on
  const tests::Sets sets = tests::with(a_year, {"pathway.specialist_care.orthodontic.list_weeks=100",
                                                "pathway.specialist_care.orthodontic.leaves_list=0",
                                                "pathway.specialist_care.orthodontic.called_ahead=1"});
  int listed = 0;
  constexpr int replications = 20;
  for (std::uint32_t replication = 1; replication <= replications; ++replication) {
    tests::OpenRegion region{sets, replication};
    region.play_to(region.around.first);
    for (const auto& place : region.places)
      place->open_requests().each([&](const OpenRequest& request) {
        listed +=
            request.service == region.service_number("orthodontic") && request.asked < region.around.first;
      });
  }
  // a binomial sum around 800, standard deviation below 28; 5 of them: a false alarm in 10^6
  CHECK(listed == Approx(40 * replications).margin(141));
}

TEST_CASE("clinics: no more courses begin than sessions have room for, and none is lost where a list stands",
          "[places]")
{
  tests::OpenRegion region{tests::with(a_year, {"pathway.specialist_care.orthodontic.list_weeks=200",
                                                "pathway.specialist_care.orthodontic.missed=0",
                                                "pathway.specialist_care.orthodontic.leaves_list=0"})};
  region.play_all();
  const std::uint8_t service = region.service_number("orthodontic");
  std::int64_t started = 0;
  for (const auto& place : region.places) {
    const auto counts = place->tallies().counts(region.measures.started);
    const std::size_t services = region.services.size();
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
      if (cell / strata % services == service) started += counts[cell];
  }
  const std::int64_t sessions = count(region, "specialist_care__orthodontic_sessions");
  CHECK(sessions >= 18);  // 0.4 a week, less bank holidays
  CHECK(sessions <= 22);
  CHECK(started >= sessions - 2);  // the first days have nobody called yet; those who died are replaced
  CHECK(started <= sessions);
}

TEST_CASE("clinics: who does not come is discharged in the end", "[places]")
{
  tests::OpenRegion region{tests::with(a_year, {"pathway.specialist_care.orthodontic.missed=0.9",
                                                "pathway.specialist_care.orthodontic.discharged_after=1"})};
  region.play_all();
  CHECK(count(region, "specialist_care__orthodontic_missed") > 0);
  const auto& names = region.measures;
  std::int64_t discharged = 0;
  for (const auto& place : region.places) {
    const auto counts = place->tallies().counts(names.left_by_reason);
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
      if (cell % reasons == static_cast<std::size_t>(Reason::discharged) &&
          cell / reasons % region.services.size() == region.service_number("orthodontic"))
        discharged += counts[cell];
  }
  CHECK(discharged == count(region, "specialist_care__orthodontic_missed"));
}

TEST_CASE("clinics: who has waited very long rises, each once", "[places]")
{
  const auto promoted = [](const char* days) {
    tests::OpenRegion region{tests::with(a_year, {"pathway.specialist_care.orthodontic.list_weeks=100",
                                                  std::string{"priority.clinic_list.long_wait="} + days})};
    region.play_all();
    return count(region, "specialist_care__orthodontic_promoted");
  };
  const std::int64_t promoted_ones = promoted("350");
  CHECK(promoted("3000") == 0);  // 700 days are the longest of the first list
  CHECK(promoted_ones > 0);
  CHECK(promoted_ones < 200);  // people, not days
}

TEST_CASE("clinics: who is discharged without a practice asks one", "[places]")
{
  const auto asked = [](const char* share) {
    tests::OpenRegion region{
        tests::with(a_year, {"pathway.specialist_care.orthodontic.list_weeks=200",
                             "pathway.specialist_care.orthodontic.course_days=0",
                             "pathway.specialist_care.places.Seaport.sessions=[0.15, 20]",
                             "care_seeking.linked_at_start=[0, 0, 0, 0, 0, 0, 0, 0, 0]",
                             std::string{"pathway.specialist_care.orthodontic.returned="} + share})};
    region.play_all();
    return std::pair{count(region, "specialist_care__orthodontic_returned"),
                     region.total(region.measures.asked)};
  };
  const auto [none, without] = asked("0");
  const auto [all, with_it] = asked("1");
  CHECK(none == 0);
  CHECK(all > 50);
  CHECK(with_it > without + all / 10);
}

TEST_CASE("clinics: a Place that the region does not have is named", "[places]")
{
  ClinicsSettings settings = two_services();
  settings.places.push_back({"Atlantis", "a.toml:1:1", 1, {}});
  tests::OpenRegion region{a_year};
  sim::io::Faults faults;
  check_places(*region.geography, settings, faults);
  REQUIRE(faults.lines().size() == 1);
  CHECK_THAT(faults.lines().front(), ContainsSubstring("Atlantis"));
}
