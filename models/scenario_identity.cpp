#include "models/scenario_identity.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string_view>

namespace models {

std::string fingerprint(const Geography& geography)
{
  std::string text;
  const auto out = std::back_inserter(text);
  for (const auto& place : geography.places) fmt::format_to(out, "{} {}\n", place.name, place.office);
  for (const auto& area : geography.areas)
    fmt::format_to(out, "{} {} {} {} {} {} {}\n", area.id, area.place, area.easting_m, area.northing_m,
                   area.deprivation, area.rural, fmt::join(area.people, " "));
  for (const auto& network : geography.networks) fmt::format_to(out, "{}\n", network);
  for (const auto& site : geography.practices)
    fmt::format_to(out, "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", site.id, site.place, site.network,
                   site.easting_m, site.northing_m, site.accepting_adults, site.accepting_children,
                   site.contracted_uda, site.uda_value, site.surgeries, site.record.inspection.value_or(-1),
                   site.record.delivery.value_or(-1), site.record.complaints.value_or(-1), site.record.trains,
                   site.record.performers_listed);
  return sim::io::hash_text(text);
}

std::string identity_of(const sim::io::Document& document, const std::string& scenario,
                        const Geography& geography)
{
  // what a study is called and how often it is played, what plans and boards say of it; seed, start and length are the
  // folder's
  static constexpr std::array<std::string_view, 9> left_out = {
      "label",         "study.title", "study.replications",
      "study.seed",    "study.start", "study.months",
      "study.warm_up", "plan",        "tags"};
  constexpr std::string_view tables = "tables of areas and practices";
  std::string text = document.resolved(scenario, left_out);
  std::size_t at = 0;  // of the first line whose path comes after it
  while (at < text.size() && std::string_view{text}.substr(at) < tables) at = text.find('\n', at) + 1;
  return text.insert(at, fmt::format("{} = {}\n", tables, fingerprint(geography)));
}

}  // namespace models
