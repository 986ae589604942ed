#include "models/places/place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "models/places/place_settle.hpp"
#include "models/places/request_letter.hpp"

namespace models {

namespace {

constexpr std::uint32_t person_clock = 0;  // the house's own handler
constexpr double quarter_of_an_hour = 0.25;
constexpr std::array<std::string_view, rounds_per_day> round_labels{"1", "2", "3", "4", "5"};

}  // namespace

void read(sim::io::Block& block, PostSettings& out)
{
  std::array<double, rounds_per_day> hours{};
  if (!block.numbers("collection", hours, round_labels,
                     {"h", 0, 24, "hours of the day at which the post is collected; the last is midnight",
                      quarter_of_an_hour}))
    return;
  for (std::size_t i = 0; i < rounds_per_day; ++i) out.collection[i] = static_cast<int>(hours[i] * 60);
  if (!std::is_sorted(out.collection.begin(), out.collection.end()) ||
      out.collection.back() != static_cast<int>(sim::minutes_per_day))
    block.fault("collection",
                fmt::format("'collection' is {} (allowed: hours that ascend and end at 24, midnight) "
                            "put them in order",
                            fmt::join(hours, ", ")));
}

Place::Place(std::uint16_t index, const Surroundings& around)
    : index_{index},
      around_{around},
      first_{around.population.first_person[index]},
      people_{around.population.of_place(index)},
      residents_(people_.size()),
      calendar_{around.first, around.last, around.slabs},
      tallies_{around.layout, around.time, around.geography.places[index].practices},
      ledger_{{around.time.first_month, around.time.months, around.lines.size(),
               around.geography.places[index].practices + 1, bands}},  // and one for other providers
      purses_{around.geography, index, around.budgets},
      host_(around.service_count, nullptr),
      waiting_(around.service_count * strata, 0)
{
  today_ = around.first - 1;
  handlers_[person_clock] = {nullptr, 0};
  for (std::uint32_t i = 0; i < people_.size(); ++i) settle_in(i);
}

void Place::settle_in(std::uint32_t i)
{
  const Person& person = people_[i];
  if (person.death <= around_.first || person.entry > around_.last) return;
  settle(person, first_ + i, around_, residents_[i].state, residents_[i].history);
  PersonState& state = residents_[i].state;
  const auto day = std::max<sim::Day>(around_.first, person.entry);
  plan_clock(person, state, day - 1, clock_draws(i, 0).uniform(0));
  calendar_.add(state.due(), {first_ + i, person_clock, sim::no_slot,
                              asking_minute(around_.seeking.settings(), first_ + i)});
}

void Place::add_pathway(std::size_t number, std::unique_ptr<Pathway> pathway, std::uint32_t first_handler,
                        std::uint32_t handlers)
{
  by_number_.resize(number + 1, nullptr);
  by_number_[number] = pathway.get();
  if (const Sites::Range mine = around_.sites.of(number, index_); mine.count > 0) sites_.push_back(mine);
  for (std::uint32_t k = 0; k < handlers; ++k) handlers_[first_handler + k] = {pathway.get(), k};
  for (std::size_t service = 0; service < host_.size(); ++service)
    if (pathway->takes(static_cast<std::uint8_t>(service))) host_[service] = pathway.get();
  if (pathway->acts_on_residents()) acting_.push_back(pathway.get());
  if (pathway->links_practices()) network_ = pathway.get();
  pathways_.push_back(std::move(pathway));
}

void Place::play(const sim::Round& round)
{
  round_ = round;
  const PlaceInfo& info = around_.geography.places[index_];
  around_.board.carry(round, info.first_practice, info.practices);
  for (const Sites::Range& mine : sites_) around_.board.carry(round, mine.first, mine.count);
  if (round.of_day == 0) open_day(round.day);
  read_post(around_.post.collect(index_, round));
  calendar_.play_until(
      static_cast<sim::Minute>(around_.collections.collection[round.of_day]),
      [this](const sim::Event& event) { return touches(event); },
      [this](const sim::Event& event) { handle(event); });
  around_.post.seal(index_, round);
  if (round.of_day + 1 == rounds_per_day) calendar_.close();
}

void Place::open_day(sim::Day day)
{
  if (const int month = sim::month_index(day); month != month_) {
    turn_month(day);
    month_ = month;
    purses_.open_month(*this, day);
  }
  today_ = day;
  calendar_.open(day);
  for (const auto& pathway : pathways_) pathway->open_day(*this, day);
}

void Place::close() { turn_month(today_ + 1); }

sim::Touched Place::touches(const sim::Event& event) const
{
  const std::uint32_t i = event.subject - first_;
  if (event.handler != person_clock) {
    if (i < people_.size()) __builtin_prefetch(&residents_[i], 1);
    __builtin_prefetch(&around_.population.persons[std::min<std::size_t>(
        event.subject, around_.population.persons.size() - 1)]);
    return handlers_[event.handler].pathway->touches(event);
  }
  return {&residents_[i], &people_[i]};
}

void Place::handle(const sim::Event& event)
{
  ++events_[event.handler];
  if (event.handler == person_clock) {
    ring(event.subject - first_);
  } else {
    const Handler& handler = handlers_[event.handler];
    handler.pathway->handle(*this, event, handler.number);
  }
}

void Place::read_post(std::span<const Letter> letters)
{
  letters_ += letters.size();
  constexpr std::size_t look_ahead = 8;  // letters
  for (std::size_t k = 0; k < letters.size(); ++k) {
    if (k + look_ahead < letters.size()) {
      const std::uint32_t person = letters[k + look_ahead].person;
      if (is_resident(person)) __builtin_prefetch(&residents_[person - first_], 1);
      __builtin_prefetch(&around_.population.persons[person]);
    }
    read(letters[k]);
  }
}

void Place::read(const Letter& letter)
{
  if (letter.kind == LetterKind::notice) {
    by_number_[letter.tries]->read(*this, letter);
    return;
  }
  if (letter.kind == LetterKind::budget) return purses_.read(letter);
  if (letter.kind >= LetterKind::handed_back) {
    for (const auto& pathway : pathways_) pathway->read(*this, letter);
    return;
  }
  if (letter.kind == LetterKind::ask) {
    const Request request = request_in(letter, !is_resident(letter.person));
    Pathway& host = around_.sites.is_practice(letter.practice)
                        ? *host_[letter.service]
                        : *by_number_[around_.sites.pathway_of(letter.practice)];
    const Answer answer = host.receive(*this, request);
    if (request.colleagues > 0 && network_ != nullptr) network_->answered(*this, request, answer);
    if (answer == Answer::taken || answer == Answer::taken_in_time) return;
    Letter reply = letter;
    reply.kind = LetterKind::refused;
    reply.minute = calendar_.now();
    reply.missed =
        static_cast<std::uint8_t>(answer == Answer::too_late ? Reason::wait_too_long : Reason::refused);
    send(around_.population.place_of(letter.person), reply);
    return;
  }
  if (letter.kind == LetterKind::referred) {
    open_request(letter);
    return;
  }
  // an answer to a resident
  const std::uint32_t i = letter.person - first_;
  if (!answers_live_request(i, letter)) {
    ++stale_;
    return;
  }
  if (letter.kind == LetterKind::refused && !around_.sites.is_practice(letter.practice))
    by_number_[around_.sites.pathway_of(letter.practice)]->turned_away(*this, letter);
  else if (letter.kind == LetterKind::refused)
    attempt(i, letter.service, letter.ordinal, Tries::unpack(letter.tries),
            static_cast<Reason>(letter.missed), {letter.practice},
            {letter.practice, static_cast<std::uint8_t>(letter.flags >> colleagues_shift)});
  else if (letter.kind == LetterKind::started)
    started(i, letter);
  else if (letter.kind == LetterKind::left)
    left(i, letter);
  else
    completed(i, letter);
}

void Place::send(std::size_t process, const Letter& letter) { around_.post.send(index_, process, letter); }

void Place::publish(std::uint16_t site, const PublicState& state)
{
  around_.board.publish(round_, site, state);
}

const PublicState& Place::shown(std::uint16_t site) const { return around_.board.read(round_, site); }

std::size_t Place::office() const
{
  return around_.geography.places.size() + around_.geography.places[index_].office;
}

std::size_t Place::home_of(std::uint32_t person) const
{
  const std::size_t home = is_resident(person) ? index_ : around_.population.place_of(person);
  return around_.geography.places[home].first_area + this->person(person).area;
}

double Place::km_from_home(std::uint32_t person, std::uint16_t site) const
{
  return around_.journeys.km(home_of(person), site);
}

void Place::tell_started(std::uint32_t person, std::uint16_t ordinal, std::uint8_t service,
                         std::uint8_t stratum, sim::Day asked)
{
  const Letter letter{.person = person,
                      .minute = calendar_.now(),
                      .day = static_cast<std::uint16_t>(asked),
                      .ordinal = ordinal,
                      .kind = LetterKind::started,
                      .service = service,
                      .stratum = stratum};
  tell(letter);
}

void Place::tell_left(std::uint32_t person, std::uint16_t ordinal, std::uint8_t service, std::uint8_t stratum,
                      Reason reason)
{
  const Letter letter{.person = person,
                      .minute = calendar_.now(),
                      .ordinal = ordinal,
                      .kind = LetterKind::left,
                      .service = service,
                      .stratum = stratum,
                      .missed = static_cast<std::uint8_t>(reason)};
  tell(letter);
}

void Place::tell_completed(const CourseEnd& end)
{
  const auto bits = (end.treated ? CourseEnd::treated_bit : 0) |
                    (end.relieved ? CourseEnd::relieved_bit : 0) | (end.linked ? CourseEnd::linked_bit : 0) |
                    (end.varnished ? CourseEnd::varnished_bit : 0);
  const Letter letter{.person = end.person,
                      .minute = calendar_.now(),
                      .practice = end.practice,
                      .day = static_cast<std::uint16_t>(end.recall),
                      .ordinal = end.ordinal,
                      .kind = LetterKind::completed,
                      .service = end.service,
                      .oral = static_cast<std::uint8_t>(bits),
                      .manner = end.manner,
                      .flags = end.course};
  tell(letter);
}

void Place::tell(const Letter& letter)
{
  if (is_resident(letter.person))
    read(letter);
  else
    send(around_.population.place_of(letter.person), letter);
}

void Place::pay(Payer payer, Line line, std::size_t practice, sim::Day day, Pence amount)
{
  ledger_.pay(payer, line, practice, day, amount);
  const Measures& m = around_.measures;
  if (m.by_practice)
    tallies_.add_practice_sum(m.practice_paid, practice,
                              static_cast<std::size_t>(payer) * around_.lines.size() + line, amount.amount);
}

Line Place::line(std::string_view name) const
{
  const auto at = std::find(around_.lines.begin(), around_.lines.end(), name);
  REQUIRED(at != around_.lines.end(), "a line of money is declared by its pathway's kind");
  return static_cast<Line>(at - around_.lines.begin());
}

std::size_t Place::bytes() const
{
  std::size_t sum =
      residents_.capacity() * sizeof(Resident) + open_.bytes() + calendar_.bytes() + tallies_.bytes();
  for (const auto& pathway : pathways_) sum += pathway->bytes();
  return sum;
}

}  // namespace models
