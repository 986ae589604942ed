#include "tests/pathways/mobile_van/mobile_van.hpp"

#include "models/places/deployment.hpp"
#include "models/practices/working_days.hpp"

namespace models::mobile_van {

namespace {

constexpr int most_vans = 100, most_patients = 50, longest_ahead = 60;
constexpr sim::Minute opens = 10 * 60;  // 10:00, with the first patient
constexpr sim::Minute minutes_a_patient = 10;

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.integer("vans", out.vans, {"", 0, most_vans, "vans in each Place"});
  block.integer("patients", out.patients, {"", 1, most_patients, "people that a van sees in a day"});
  block.integer("booked_ahead", out.booked_ahead, {"d", 1, longest_ahead, "how far ahead people are booked"});
  read_pounds(block, "day_fee", out.day_fee, "GBP", "for a day of one van");
  block.number("adult_share", out.adult_share,
               {"", 0, 1, "of adults whom no practice took, those whom the van is for"});
}

PathwayKind kind()
{
  PathwayKind kind;
  kind.name = "mobile_van";
  kind.lines = {"day_fee"};
  kind.handlers = MobileVan::handlers;
  kind.events = {"visit"};
  kind.read = [](sim::io::Block& block) {
    auto settings = std::make_shared<Settings>();
    read(block, *settings);
    return settings;
  };
  kind.declare = [](sim::Layout& layout) {
    const auto declare = [&](const char* name, const char* unit, const char* about) {
      layout.declare(
          {"programmes", name, unit, about, sim::Period::month, sim::Owner::place, sim::Cell::count, {}});
    };
    declare("mobile_van__days", "day", "days on which a van was out, of all vans");
    declare("mobile_van__visits", "visit", "people seen in a van");
  };
  kind.make = [](Place& place, const PathwaySettings& settings, const Seat& seat) {
    return std::make_unique<MobileVan>(place, static_cast<const Settings&>(settings), seat);
  };
  return kind;
}

MobileVan::MobileVan(const Place& place, const Settings& settings, const Seat& seat)
    : settings_{settings},
      first_handler_{seat.first_handler},
      routine_{place.around().services.routine},
      days_out_{place.around().layout.counter("programmes", "mobile_van__days")},
      visits_{place.around().layout.counter("programmes", "mobile_van__visits")},
      fee_line_{place.line("mobile_van__day_fee")},
      taken_(static_cast<std::size_t>(settings.booked_ahead) + 1),
      booked_{"people booked in a van"}
{}

void MobileVan::open_day(Place& place, sim::Day day)
{
  taken(day - 1) = 0;
  if (settings_.vans == 0 || !is_working_day(day)) return;
  place.tallies().add(days_out_, 0, static_cast<std::uint32_t>(settings_.vans));
  place.pay_other(Payer::icb, fee_line_, day, Pence{settings_.day_fee.amount * settings_.vans});
}

bool MobileVan::find_other_care(Place& place, const Request& request)
{
  const sim::Day today = place.today();
  if (request.service != routine_ || request.asked > today) return false;
  const bool child = age_years(place.person(request.person), today) < adult_age;
  const double u =
      place.streams().draw(request.person, sim::Why{"seen in a van"}, request.ordinal).uniform(0);
  if (!child && u >= settings_.adult_share) return false;
  const int places = settings_.vans * settings_.patients;
  for (sim::Day day = today + 1; day <= today + settings_.booked_ahead; ++day) {
    if (!is_working_day(day) || taken(day) >= places) continue;
    const sim::Minute minute =
        opens + static_cast<sim::Minute>(taken(day)++ / settings_.vans) * minutes_a_patient;
    const std::uint32_t b = booked_.take({.person = request.person,
                                          .ordinal = request.ordinal,
                                          .asked = static_cast<std::uint16_t>(request.asked),
                                          .stratum = request.stratum,
                                          .oral = request.oral,
                                          .manner = request.manner});
    place.calendar().add(day, {request.person, first_handler_ + visit, b, minute});
    return true;
  }
  return false;
}

void MobileVan::handle(Place& place, const sim::Event& event, std::uint32_t)
{
  const Booked booked = booked_[event.slot];
  booked_[event.slot] = {};
  booked_.give_back(event.slot);
  if (place.person(booked.person).death <= place.today()) {
    place.tell_left(booked.person, booked.ordinal, routine_, booked.stratum, Reason::died);
    return;
  }
  place.tallies().add(visits_, 0);
  place.tell_started(booked.person, booked.ordinal, routine_, booked.stratum, booked.asked);
  place.tell_completed({.person = booked.person,
                        .ordinal = booked.ordinal,
                        .service = routine_,
                        .practice = no_practice,
                        .manner = booked.manner,
                        .treated = OralHealth::is_diseased(static_cast<OralState>(booked.oral)),
                        .relieved = true});
}

}  // namespace models::mobile_van
