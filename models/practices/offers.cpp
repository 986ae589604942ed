#include "models/practices/offers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "models/practices/clinician.hpp"

namespace models {
namespace {

constexpr double percent = 100;

constexpr std::size_t index(Band band) { return static_cast<std::size_t>(band); }

double units_of(Uda uda) { return static_cast<double>(uda.hundredths) / hundredths_per_uda; }

/// Mean uplift of a course, in UDA.
double mean_uplift(const OfferPay& pay, const Treatment& treatment, std::size_t age, Attendance attendance,
                   sim::Day day)
{
  const TreatmentSettings& settings = treatment.settings();
  const double two = settings.band_2[age][static_cast<std::size_t>(attendance)] / percent;
  const double three = settings.band_3[age][static_cast<std::size_t>(attendance)] / percent;
  const auto of = [&](Band band) {
    return units_of(treatment.uda(band, day)) * pay.uplift[index(band)] / percent;
  };
  const auto& parts = settings.band_2_parts[age];
  return (1 - two - three) * of(Band::one) +
         two * (parts[0] * of(Band::two_a) + parts[1] * of(Band::two_b) + parts[2] * of(Band::two_c)) /
             percent +
         three * of(Band::three);
}

double to_double(Pence pence) { return static_cast<double>(pence.amount); }

}  // namespace

bool OfferedTo::means(const OfferPatient& patient) const
{
  if (patient.years < from_age || patient.years > to_age) return false;
  if (core20 && !patient.is_core20 && (patient.groups & groups) == 0) return false;
  if (!core20 && groups != 0 && (patient.groups & groups) == 0) return false;
  return (!never_seen || patient.is_never_seen) && (!graded || patient.has_higher_need);
}

std::optional<sim::Day> joining_day(const Offer& offer, std::size_t k, std::uint32_t key,
                                    const sim::Streams& streams)
{
  const OfferDates& dates = offer.dates;
  const sim::Draws draws = streams.draw(key, sim::Why{"joins an offer"}, practice_key(offer.programme));
  if (draws.uniform(0) >= dates.joins) return std::nullopt;
  const double turn = dates.ramp_days * static_cast<double>(k) / static_cast<double>(offer.practices.size());
  const double delay = -dates.delay_days * std::log(1 - draws.uniform(1));
  const double day = dates.from + std::floor(turn + delay);
  if (day > dates.until) return std::nullopt;
  return static_cast<sim::Day>(day);
}

std::optional<sim::Day> opening_day(const Offer& offer, std::uint16_t practice, std::uint32_t key,
                                    const sim::Streams& streams)
{
  const auto found =
      std::find_if(offer.practices.begin(), offer.practices.end(),
                   [practice](const OfferedPractice& one) { return one.practice == practice; });
  if (found == offer.practices.end()) return std::nullopt;
  const auto joins =
      joining_day(offer, static_cast<std::size_t>(found - offer.practices.begin()), key, streams);
  if (!joins || *joins + offer.dates.training_days > offer.dates.until) return std::nullopt;
  return *joins + offer.dates.training_days;
}

Pence uplift_of(const OfferPay& pay, Pence uda_value, Band band, Uda uda)
{
  return part_of(worth(uda, uda_value), per_mille(pay.uplift[index(band)]));
}

Pence most_of(const Offer& offer, Pence uda_value, Uda largest, bool is_new, bool not_yet_cooperative)
{
  const double uplift = *std::max_element(offer.pay.uplift.begin(), offer.pay.uplift.end());
  return part_of(worth(largest, uda_value), per_mille(uplift)) + offer.pay.course +
         (is_new ? offer.pay.person : Pence{}) +
         (not_yet_cooperative ? offer.pay.acclimatisation * offer.visits.acclimatisation : Pence{});
}

OfferedCourse expected_course(const Offer& offer, const Treatment& treatment, Pence uda_value, AgeClass age,
                              bool is_new, bool not_yet_cooperative, sim::Day day)
{
  const Attendance attendance = is_new ? Attendance::fresh : Attendance::regular;
  const PatientTraits patient{age, is_new, not_yet_cooperative, false, false};
  const Expectation course = treatment.expectation(age, attendance, patient, day);
  const TreatmentSettings& settings = treatment.settings();
  const auto by_age = static_cast<std::size_t>(age), at = static_cast<std::size_t>(attendance);
  const double treated = (settings.band_2[by_age][at] + settings.band_3[by_age][at]) / percent;
  const double acclimatisation = not_yet_cooperative ? treated * offer.visits.acclimatisation : 0;
  // an acclimatisation visit is as long as one of treatment, of which a filling is the most common
  const PatientTraits later{age, false, not_yet_cooperative, false, false};
  const double visit =
      treatment.units(Procedure::child_filling, later, Role::dentist, 1.0 / 2) * minutes_per_unit;
  const double extra = offer.visits.extra_minutes;
  return {course.minutes + course.visits * extra + acclimatisation * (visit + extra),
          (course.uda + mean_uplift(offer.pay, treatment, by_age, attendance, day)) * to_double(uda_value) +
              to_double(offer.pay.course) + (is_new ? to_double(offer.pay.person) : 0) +
              acclimatisation * to_double(offer.pay.acclimatisation)};
}

OfferAnswer answer(const LongVisits& visits, const MinutesAsked& others, const MinutesAsked& cooperative,
                   const MinutesAsked& uncooperative)
{
  OfferAnswer result;
  const double meant = cooperative.minutes + uncooperative.minutes, all = meant + others.minutes;
  const double money = cooperative.minutes * cooperative.pay + uncooperative.minutes * uncooperative.pay;
  const double mean = all > 0 ? (money + others.minutes * others.pay) / all : 0;
  if (meant <= 0 || mean <= 0) return result;
  const double pay_meant = money / meant;
  result.pay_ratio = pay_meant / mean;
  const auto weight = [&](double minutes, double pay) {
    return minutes > 0 ? minutes * std::pow(std::max(pay, 0.0) / mean, visits.response) : 0;
  };
  const double for_meant = weight(meant, pay_meant), for_others = weight(others.minutes, others.pay);
  const double sum = for_meant + for_others;
  if (sum <= 0) return result;
  result.share = for_meant / sum;
  const auto leaning = [](double is, double would_be) { return is > 0 ? std::log(is / would_be) : 0; };
  const double group = leaning(result.share, meant / all);
  result.others = leaning(1 - result.share, others.minutes / all);
  const auto within = [&](const MinutesAsked& kind) {
    return kind.minutes > 0 && kind.pay > 0
               ? group + visits.tells_apart * visits.response * std::log(kind.pay / pay_meant)
               : group;
  };
  result.cooperative = within(cooperative);
  result.uncooperative = within(uncooperative);
  return result;
}

double share_of_sessions(const LongVisits& visits, double share_of_minutes)
{
  if (visits.reserved_minutes == 0) return 0;
  const double session = units_per_session * minutes_per_unit;
  return std::min(visits.most, share_of_minutes * session / visits.reserved_minutes);
}

SessionTemplate with_long_slots(const SessionTemplate& shape, int minutes)
{
  std::uint64_t reserved = 0;
  for (const std::uint64_t mask : shape.reserved) reserved |= mask;
  const int end = reserved == 0 ? units_per_session : std::min(std::countr_zero(reserved), units_per_session);
  const int units = std::min(minutes / minutes_per_unit, end);
  SessionTemplate result = shape;
  result.reserved[static_cast<std::size_t>(Purpose::long_slot)] = ((std::uint64_t{1} << units) - 1)
                                                                  << (end - units);
  return result;
}

}  // namespace models
