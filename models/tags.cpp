#include "models/tags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace models {

namespace {

constexpr auto optional = sim::io::Presence::optional;

void read_meeting(sim::io::Block& block, Meeting& out)
{
  constexpr double weeks_a_year = 52;
  constexpr int days_a_week = 7;
  block.date("first", out.first, "day of its first meeting");
  block.integer(
      "every", out.every_months,
      {"month", 1, 24, "it meets again on the same day of the month, the last where there is none"});
  int weeks = 0;
  block.integer(
      "acts_after", weeks,
      {"week", 0, weeks_a_year, "from a decision to the first day on which it acts: contracts, people"},
      optional);
  out.acts_after_days = weeks * days_a_week;
}

void read_decision(sim::io::Block& block, const Tags& tags, const std::vector<std::string>& programmes,
                   Decision& out)
{
  out.where = block.where("");
  block.text("by", out.by, "the meeting that decides");
  block.date("asked", out.asked, "day on which the papers are in");
  if (block.describing()) return;
  std::vector<std::string> meetings;
  for (const Meeting& meeting : tags.meetings) meetings.push_back(meeting.name);
  if (std::find(programmes.begin(), programmes.end(), out.programme) == programmes.end())
    block.fault("",
                sim::io::suggest(fmt::format("unknown programme '{}' (allowed: a pathway)", out.programme),
                                 sim::io::did_you_mean(out.programme, programmes)));
  if (!out.by.empty() && std::find(meetings.begin(), meetings.end(), out.by) == meetings.end())
    block.fault(
        "by", sim::io::suggest(fmt::format("unknown meeting '{}' (allowed: those of tags.meetings)", out.by),
                               sim::io::did_you_mean(out.by, meetings)));
}

sim::Day meeting_after(const Meeting& meeting, int months)
{
  const sim::Day begins = sim::first_day_of_month(sim::month_index(meeting.first) + months);
  const sim::Day next = sim::first_day_of_month(sim::month_index(begins) + 1);
  const int of_month = meeting.first - sim::first_day_of_month(sim::month_index(meeting.first));
  return std::min<sim::Day>(begins + of_month, next - 1);
}

}  // namespace

void read(sim::io::Block& block, const std::vector<std::string>& programmes, Tags& out)
{
  block.text("owner", out.owner, "whose the scenario is", optional);
  block.texts("objectives", out.objectives, "what it serves: objectives of a forward plan", optional);
  block.texts("rules", out.rules, "rule sets that it keeps to: policy manuals, specifications", optional);
  block.texts("actors", out.actors, "who takes part beside those whose work is modelled", optional);
  block.texts("references", out.references, "reviews and reports on which it rests", optional);
  block.each("meetings", "groups that meet and decide, by their names",
             [&](const std::string& name, sim::io::Block& inner) {
               out.meetings.emplace_back().name = name;
               read_meeting(inner, out.meetings.back());
             });
  block.each("decisions", "programmes that wait for a decision, by their pathways' names",
             [&](const std::string& name, sim::io::Block& inner) {
               out.decisions.emplace_back().programme = name;
               read_decision(inner, out, programmes, out.decisions.back());
             });
  block.block(
      "measures", "tags of measures: \"GROUP/VARIABLE\" = \"one, another\"",
      [&](sim::io::Block& inner) {
        for (auto& [measure, tags] : inner.texts_by_key())
          out.measures.push_back({measure, inner.where(measure), tags});
      },
      optional);
}

void check(const Tags& tags, const sim::Layout& layout, sim::io::Faults& faults)
{
  std::vector<std::string> known;
  for (const sim::Variable& variable : layout.variables())
    known.push_back(variable.group + "/" + variable.name);
  for (const Tags::OfMeasure& one : tags.measures)
    if (std::find(known.begin(), known.end(), one.measure) == known.end())
      faults.add(one.where,
                 sim::io::suggest(
                     fmt::format("unknown measure '{}' (allowed: GROUP/VARIABLE of a result)", one.measure),
                     sim::io::did_you_mean(one.measure, known)));
}

sim::Day decided_on(const Meeting& meeting, sim::Day asked)
{
  int months = 0;
  while (meeting_after(meeting, months) < asked) months += std::max(meeting.every_months, 1);
  return meeting_after(meeting, months);
}

sim::Day acts_from(const Tags& tags, const Decision& decision)
{
  for (const Meeting& meeting : tags.meetings)
    if (meeting.name == decision.by) return decided_on(meeting, decision.asked) + meeting.acts_after_days;
  return decision.asked;
}

}  // namespace models
