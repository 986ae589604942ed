#include "models/pathways/priority_groups/priority_groups.hpp"

#include <algorithm>

#include "models/places/own_measures.hpp"
#include "models/places/registration.hpp"

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
    {"enhanced_uda", "0.01 UDA", "units of priority patients on which more than the contract was paid",
     &OwnMeasures::enhanced_uda, sim::Cell::sum},
    {"enhanced_courses", "course", "courses of such units", &OwnMeasures::enhanced_courses},
    {"unfunded", "person", "priority patients taken on ordinary terms, since the money was spent",
     &OwnMeasures::unfunded},
};

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = name;
  kind.lines = {"foundation_dentists", "enhanced_units"};
  kind.keeps_to_budget = true;
  register_instance<PriorityGroups, Settings>(kind);
  kind.declare = [](sim::Layout& layout) { declare_own(layout, name, all); };
  kind.check = with_settings(check);
  kind.set_conditions = [](const Geography& geography, const PathwaySettings& settings,
                           Conditions& conditions) {
    Offer offer = enhanced_units(geography, static_cast<const Settings&>(settings));
    if (!offer.practices.empty()) conditions.lever<Offers>().list.push_back(std::move(offer));
  };
  return kind;
}

PriorityGroups::PriorityGroups(const Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      number_{seat.number},
      own_{own_measures(place.around().layout)},
      foundation_line_{place.line("priority_groups__foundation_dentists")},
      enhanced_line_{place.line("priority_groups__enhanced_units")}
{
  for (const Tariff& tariff : place.around().treatment.settings().tariffs)
    largest_ = std::max(largest_, *std::max_element(tariff.uda.begin(), tariff.uda.end()));
  const auto* const offers = place.around().conditions.find<Offers>();
  for (std::size_t k = 0; offers != nullptr && k < offers->list.size(); ++k)
    if (offers->list[k].programme == name) {
      offer_ = &offers->list[k];
      offer_number_ = k;
    }
}

void PriorityGroups::open_day(Place&, sim::Day day)
{
  if (sim::first_day_of_month(sim::month_index(day)) != day || month_of_contract_year(day) != 0) return;
  seen_.clear();
  is_due_ = paid_ = false;
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
  if (!is_due_) place.tallies().add(own_.payments_due, 0);
  is_due_ = true;
  // what there is no money for is asked for again once a month, and as soon as there is
  const int month = sim::month_index(place.today());
  if (month == asked_in_ && !place.affords(number_, foundation.payment, place.today())) return;
  asked_in_ = month;
  paid_ = place.commit(number_, foundation.payment, place.today());
  if (paid_) place.pay_other(Payer::icb, foundation_line_, place.today(), foundation.payment);
}

bool PriorityGroups::under_offer(Place& place, const OfferNews& news)
{
  if (offer_ == nullptr || news.offer != offer_number_) return true;
  const Pence most = most_of(*offer_, news.uda_value, largest_, news.is_new, news.not_yet_cooperative);
  switch (news.what) {
    case OfferNews::What::accepted:
      if (most.amount == 0 || place.commit(number_, most)) return true;
      place.tallies().add(own_.unfunded, 0);
      return false;
    case OfferNews::What::completed:
    case OfferNews::What::broken_off: pay_enhanced(place, news); return true;
    case OfferNews::What::left: place.uncommit(number_, most, news.accepted_in); return true;
    default: return true;
  }
}

/// What was set aside for more than the course came to is given back.
void PriorityGroups::pay_enhanced(Place& place, const OfferNews& news) const
{
  const Pence most = most_of(*offer_, news.uda_value, largest_, news.is_new, news.not_yet_cooperative);
  const Pence on_top = uplift_of(offer_->pay, news.uda_value, news.band, news.uda);
  place.uncommit(number_, most - on_top, news.accepted_in);
  if (on_top.amount == 0) return;
  place.pay(Payer::icb, enhanced_line_, news.practice, place.today(), on_top);
  place.tallies().add(own_.enhanced_courses, 0);
  place.tallies().add_sum(own_.enhanced_uda, 0, news.uda.hundredths);
}

}  // namespace models::priority_groups
