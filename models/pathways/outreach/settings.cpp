#include "models/pathways/outreach/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace models::outreach {

namespace {

constexpr auto optional = sim::io::Presence::optional;
constexpr double most_contacts = 365, most_people = 100'000, most_share = 1000;
constexpr double most_km = 500;
constexpr int most_days = 366, most_hours = 10'000;
constexpr std::array<std::string_view, 2> channel_labels{"helpline_before_emergency", "helpline_at_once"};

void read_source(sim::io::Block& block, Source& out)
{
  block.choice("kind", out.kind, source_labels, "who meets people");
  block.choice(
      "meets", out.meets, meets_labels,
      "to whom they speak: everybody, who has never been seen by an NHS dentist, who has no practice");
  read_groups(block, "groups", out.groups, "PLUS groups whose members it meets; without them, everybody",
              optional);
  read(block, "ages", out.ages, "first and last age of those met, in whole years");
  read(block, out.deployment);
  block.numbers("contacts", out.contacts, deprivation_labels,
                {"1/year", 0, most_contacts,
                 "contacts with each person meant, by deprivation class; with `sessions`: relative weights"});
  block.number("trained", out.trained, {"", 0, 1, "share of its staff trained to make every contact count"});
  block.number("raises_trained", out.raises_trained,
               {"", 0, 1, "chance that trained staff raise dental care in a contact"});
  block.number("raises_untrained", out.raises_untrained, {"", 0, 1, "the same of untrained staff"});
  read_pounds(block, "contact_cost", out.contact_cost, "GBP", "for each contact");
  block.block(
      "sessions", "sessions on set dates, the first on the day `from`",
      [&](sim::io::Block& inner) {
        inner.integer("every", out.sessions.every, {"d", 1, most_days, "days from one session to the next"});
        inner.number("people", out.sessions.people,
                     {"person", 0, most_people, "people met in a session of one Place, on average"});
        read_pounds(inner, "cost", out.sessions.cost, "GBP", "for each session in one Place");
      },
      optional);
}

void read_route(sim::io::Block& block, Route& out)
{
  block.text("source", out.source, "name of the source");
  block.choice("to", out.to, to_labels, "the service to which it points");
  read(block, out.deployment);
  block.number("share", out.share,
               {"", 0, most_share, "of the source's referrals, against its other routes that run"});
  block.texts("practices", out.practices,
              "ids of practices, of which the nearest is asked first; without them people ask as they do "
              "(general_practice)",
              optional);
  out.practices_where = block.where("practices");
  block.flag(
      "nominated", out.nominated,
      "whether practices that a programme nominates (pathway.child_pilot) are asked first like `practices`",
      optional);
  block.number("within", out.within,
               {"km", 0, most_km, "nominated practices farther from home are not named; 0 = however far"},
               optional);
  block.number("champion", out.champion,
               {"", 0, 1, "1 = the practice has a nominated champion; between, in so large a share"},
               optional);
  block.integer("champion_hours", out.champion_hours,
                {"h/month", 0, most_hours, "paid to champions in each Place"}, optional);
  read_pounds(block, "champion_hour", out.champion_hour, "GBP", "for an hour of a champion", optional);
}

void read_information(sim::io::Block& block, Information& out)
{
  read(block, out.deployment);
  if (block.choice(
          "channel", out.channel, channel_labels,
          "where it sends people in trouble: the helpline before A&E, or the helpline at once where no "
          "practice knows them"))
    out.channel += static_cast<int>(FirstChannel::helpline_before_emergency);
  block.numbers("reach", out.reach, deprivation_labels,
                {"", 0, 1, "share of people who act on it, by deprivation class"});
  read_pounds(block, "cost", out.a_year, "GBP/year", "in each Place");
}

void read_barrier(sim::io::Block& block, Barrier& out)
{
  block.numbers("held", out.held, deprivation_labels,
                {"", 0, 1, "share of people whom it holds back, by deprivation class"});
  block.number("puts_off", out.puts_off,
               {"", 0, 1, "chance that they put off asking for routine care when they would"});
  block.each("actions", "what lowers the barrier",
             [&](const std::string&, sim::io::Block& inner) { read(inner, out.actions.emplace_back()); });
}

bool is_source(const Settings& settings, const std::string& name)
{
  return std::any_of(settings.sources.begin(), settings.sources.end(),
                     [&](const Source& source) { return source.name == name; });
}

void check_source(sim::io::Block& block, const Settings& settings, const char* key, const std::string& name)
{
  if (!block.describing() && !is_source(settings, name))
    block.fault(key, fmt::format("unknown source '{}' (no such table in pathway.outreach.sources)", name));
}

}  // namespace

void read(sim::io::Block& block, Settings& out)
{
  block.number("without_champion", out.without_champion,
               {"", 0, 1, "E10: chance that a family asks for care with help, once it was raised"});
  block.number("with_champion", out.with_champion, {"", 0, 1, "the same where the practice has a champion"});
  block.number("further", out.further, {"", 0, 1, "E10: factor for each time that it was raised before"});
  block.each("sources", "who meets people outside dentistry and can point the way",
             [&](const std::string& name, sim::io::Block& inner) {
               out.sources.emplace_back().name = name;
               read_source(inner, out.sources.back());
             });
  block.each("training", "training of sources' staff", [&](const std::string&, sim::io::Block& inner) {
    Training& training = out.trainings.emplace_back();
    inner.texts("sources", training.sources, "names of the sources");
    for (const std::string& source : training.sources) check_source(inner, out, "sources", source);
    read(inner, training.deployment);
    inner.number("trained", training.trained, {"", 0, 1, "share of their staff trained from then on"});
    read_pounds(inner, "cost", training.cost, "GBP", "on the first day, in each Place");
  });
  block.each("routes", "the graph: from a source to a service",
             [&](const std::string&, sim::io::Block& inner) {
               Route& route = out.routes.emplace_back();
               read_route(inner, route);
               check_source(inner, out, "source", route.source);
             });
  block.each("information", "public information for people in trouble",
             [&](const std::string& name, sim::io::Block& inner) {
               out.information.emplace_back().name = name;
               read_information(inner, out.information.back());
             });
  block.each("barriers", "what keeps people from asking: travel, cost, trust, language, hours",
             [&](const std::string& name, sim::io::Block& inner) {
               out.barriers.emplace_back().name = name;
               read_barrier(inner, out.barriers.back());
             });
  if (block.describing()) return;
  for (const Source& source : out.sources)
    if (std::none_of(out.routes.begin(), out.routes.end(),
                     [&](const Route& route) { return route.source == source.name; }))
      block.fault("sources",
                  fmt::format("source '{}' has no route (allowed: sources that point somewhere) add "
                              "one to pathway.outreach.routes",
                              source.name));
}

void check(const Geography& geography, const Settings& settings, sim::io::Faults& faults)
{
  const auto deployment = [&](const auto& list) {
    for (const auto& one : list) models::check(geography, one.deployment, faults);
  };
  deployment(settings.sources);
  deployment(settings.trainings);
  deployment(settings.routes);
  deployment(settings.information);
  for (const Barrier& barrier : settings.barriers) deployment(barrier.actions);
  for (const Route& route : settings.routes)
    for (const std::string& id : route.practices)
      if (!geography.find_practice(id))
        faults.add(route.practices_where,
                   "unknown practice " + id + " (the region has no practice of that id)");
}

}  // namespace models::outreach
