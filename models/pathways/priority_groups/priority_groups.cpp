#include "models/pathways/priority_groups/priority_groups.hpp"

#include "models/places/own_measures.hpp"

namespace models::priority_groups {

namespace {

constexpr const char* name = "priority_groups";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"patients", "person", "priority patients seen here for the first time in a contract year",
     &OwnMeasures::patients},
    {"courses", "course", "courses begun with priority patients at practices and sites here",
     &OwnMeasures::courses},
    {"payments_due", "payment", "payments for foundation dentists that fell due, since enough had come",
     &OwnMeasures::payments_due},
};

OwnMeasures own_measures(const sim::Layout& layout)
{
  OwnMeasures own;
  find_own(layout, name, all, own);
  return own;
}

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"foundation_dentists"};
  kind.read = [](sim::io::Block& block) {
    auto settings = std::make_shared<Settings>();
    read(block, *settings);
    return settings;
  };
  kind.declare = [](sim::Layout& layout) { declare_own(layout, name, all); };
  kind.make = [](Place& place, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<PriorityGroups>(place, static_cast<const Settings&>(settings), seat);
  };
  return kind;
}

PriorityGroups::PriorityGroups(const Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      number_{seat.number},
      own_{own_measures(place.around().layout)},
      foundation_line_{place.line("priority_groups__foundation_dentists")}
{}

void PriorityGroups::open_day(Place&, sim::Day day)
{
  if (sim::first_day_of_month(sim::month_index(day)) != day || month_of_contract_year(day) != 0) return;
  seen_.clear();
  paid_ = false;
}

bool PriorityGroups::is_priority(const Place& place, std::uint32_t person) const
{
  return (settings_.core20 && place.person(person).deprivation() == 1) ||
         (place.around().population.groups_on(person, place.today()) & settings_.groups) != 0;
}

/// A course has begun.
int PriorityGroups::assessed(Place& place, const Assessment& assessment)
{
  if (assessment.refused || !settings_.names_anybody() || !is_priority(place, assessment.person)) return 0;
  place.tallies().add(own_.courses, 0);
  if (!seen_.insert(assessment.person).second) return 0;
  place.tallies().add(own_.patients, 0);
  pay_when_due(place);
  return 0;
}

void PriorityGroups::pay_when_due(Place& place)
{
  const FoundationSettings& foundation = settings_.foundation;
  if (paid_ || foundation.patients == 0 || place.today() < foundation.from ||
      seen_.size() < static_cast<std::size_t>(foundation.patients))
    return;
  paid_ = true;
  place.tallies().add(own_.payments_due, 0);
  if (place.commit(number_, foundation.payment, place.today()))
    place.pay_other(Payer::icb, foundation_line_, place.today(), foundation.payment);
}

}  // namespace models::priority_groups
