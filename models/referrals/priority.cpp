#include "models/referrals/priority.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>

#include "models/need/age_bands.hpp"
#include "models/need/oral_health.hpp"
#include "sim/io/faults.hpp"

namespace models {

namespace {

/// Claims that are no PLUS group; the groups' bits follow.
enum class Claim : std::uint8_t { within_course, long_waiter, child, in_pain, core20 };
constexpr std::size_t plain_claims = 5;
constexpr std::array<std::string_view, plain_claims> plain_labels{"within_course", "long_waiter", "child",
                                                                  "in_pain", "core20"};

constexpr std::uint32_t bit_of(Claim claim) { return 1u << static_cast<unsigned>(claim); }

std::vector<std::string> claim_names()
{
  std::vector<std::string> names(plain_labels.begin(), plain_labels.end());
  names.insert(names.end(), plus_group_names.begin(), plus_group_names.end());
  return names;
}

/// The parts of a text between a word.
std::vector<std::string> split(const std::string& text, std::string_view between)
{
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = text.find(between); at != std::string::npos; at = text.find(between, from)) {
    parts.push_back(text.substr(from, at - from));
    from = at + between.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

}  // namespace

void QueueOrder::read(sim::io::Block& block, const char* key)
{
  std::vector<std::string> sentences;
  if (!block.texts(key, sentences,
                   "classes, best first: claims joined by 'and' and 'or'; who has none of them comes last"))
    return;
  if (sentences.size() >= queue_classes) {
    block.fault(key, fmt::format("'{}' has {} classes (at most {}, and the last one for who has no claim)",
                                 key, sentences.size(), queue_classes - 1));
    return;
  }
  const std::vector<std::string> names = claim_names();
  classes_.clear();
  for (const std::string& sentence : sentences) {
    std::vector<Claims>& alternatives = classes_.emplace_back();
    for (const std::string& alternative : split(sentence, " or ")) {
      Claims needed = 0;
      for (const std::string& word : split(alternative, " and ")) {
        const auto found = std::find(names.begin(), names.end(), word);
        if (found == names.end())
          block.fault(key, sim::io::suggest(fmt::format("'{}' names the claim '{}' (allowed: {})", key, word,
                                                        fmt::join(names, ", ")),
                                            sim::io::did_you_mean(word, names)));
        else
          needed |= 1u << (found - names.begin());
      }
      if ((needed & bit_of(Claim::long_waiter)) != 0 && needed != bit_of(Claim::long_waiter))
        block.fault(
            key,
            fmt::format("'{}' joins 'long_waiter' to another claim by 'and' (a long wait is a claim alone)",
                        key));
      alternatives.push_back(needed);
    }
  }
  Claimant waiting;
  waiting.years = adult_age;
  long_class_ = class_when_long(waiting);
}

QueueOrder::Claims QueueOrder::claims_of(const Claimant& who) const
{
  Claims claims = who.groups << plain_claims;
  if (who.within_course) claims |= bit_of(Claim::within_course);
  if (who.waited >= long_wait) claims |= bit_of(Claim::long_waiter);
  if (who.years < adult_age) claims |= bit_of(Claim::child);
  if (OralHealth::is_symptomatic(who.oral)) claims |= bit_of(Claim::in_pain);
  if (who.deprivation == 1) claims |= bit_of(Claim::core20);
  return claims;
}

std::size_t QueueOrder::class_of(const Claimant& who) const
{
  const Claims has = claims_of(who);
  const auto fits = [has](const std::vector<Claims>& alternatives) {
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [has](Claims needed) { return (has & needed) == needed; });
  };
  return static_cast<std::size_t>(std::find_if(classes_.begin(), classes_.end(), fits) - classes_.begin());
}

std::size_t QueueOrder::class_when_long(Claimant who) const
{
  who.waited = std::max(who.waited, long_wait);
  return class_of(who);
}

void read(sim::io::Block& block, PrioritySettings& out)
{
  for (std::size_t queue = 0; queue < queues; ++queue) {
    const std::string name{queue_labels[queue]};
    block.block(name, "who goes first there", [&](sim::io::Block& inner) {
      QueueOrder& order = out.order[queue];
      if (has_waits(static_cast<QueueName>(queue))) {
        constexpr double years = 3650;
        inner.integer("long_wait", order.long_wait,
                      {"day", 0, years, "from then on somebody is a long waiter"});
        inner.integer("fair_turn", order.fair_turn,
                      {"", 0, 1000,
                       "each so-manieth turn goes to who has waited longest, whatever the class; 0 = none"});
      }
      order.read(inner, "classes");
    });
  }
}

Claimant claimant(const Population& population, std::uint32_t person, sim::Day day, OralState oral,
                  int waited, bool within_course)
{
  const Person& who = population.persons[person];
  return {
      age_years(who, day), who.deprivation(), population.groups_on(person, day), oral, within_course, waited};
}

}  // namespace models
