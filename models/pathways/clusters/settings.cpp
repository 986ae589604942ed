#include "models/pathways/clusters/settings.hpp"

#include <cmath>

namespace models::clusters {

namespace {

constexpr double pence_in_a_pound = 100;
constexpr double most_minutes = max_length * minutes_per_unit;  // of one run in a book

void read_engagement(sim::io::Block& block, bool funded, EngagementSettings& out)
{
  std::array<double, funding_labels.size()> most{}, loss{};
  block.numbers("most", most, funding_labels,
                {"", 0, 1, "E6: share of the practices invited that join in the end"});
  block.number("halfway", out.halfway, {"month", 0, 60, "E6: after so long half of them have joined"});
  block.number("scale", out.scale, {"month", 0.1, 60, "E6: how slowly they join"});
  block.numbers(
      "goodwill_loss", loss, funding_labels,
      {"1/month", 0, 1, "E6: share of its goodwill that a practice loses: it comes to fewer meetings"});
  out.most = most[funded ? 1 : 0];
  out.goodwill_loss = loss[funded ? 1 : 0];
}

void read_pounds(sim::io::Block& block, const char* key, Pence& out, const char* about)
{
  double pounds = 0;
  constexpr double most = 10000, penny = 0.01;
  if (block.number(key, pounds, {"GBP/h", 0, most, about, penny}))
    out = Pence{std::llround(pounds * pence_in_a_pound)};
}

void read_meetings(sim::io::Block& block, MeetingSettings& out)
{
  block.integer("interval", out.interval, {"d", 1, 180, "days from one meeting to the next"});
  block.integer("notice", out.notice,
                {"d", 0, 180, "so long ahead members keep the time of a meeting free in their books"});
  block.integer("minutes", out.minutes,
                {"min", 0, most_minutes, "clinical time of each clinician who comes", minutes_per_unit});
  block.integer("attendees", out.attendees, {"", 0, 10, "clinicians of each member who come"});
  block.integer("lead_minutes", out.lead_minutes,
                {"min", 0, most_minutes, "clinical time of the lead beside each meeting", minutes_per_unit});
  read_pounds(block, "hour_value", out.hour_value,
              "what an hour of clinical time earns: by it the minutes of meetings are valued");
  read_pounds(block, "hour_fee", out.hour_fee, "paid to members for it where the cluster is funded");
}

void read_effects(sim::io::Block& block, Effects& out)
{
  const auto chance = [&](const char* key, double& effect, const char* about) {
    block.number(key, effect, {"", 0, 1, about});
  };
  chance("shared_urgent", out.shared_urgent,
         "chance that a member who turns somebody in trouble away asks other members for them");
  chance("direct_referral", out.direct_referral,
         "chance that a member who turns away somebody without a practice asks other members for them");
  chance("advice", out.advice, "chance that a member's referral is made needless by advice");
  chance("upskilling", out.upskilling,
         "chance that a member does itself what would have been referred to level 2 for oral surgery");
  chance("retention", out.retention, "chance that a member's clinician who is about to leave stays");
  block.numbers("links", out.links, contact_labels,
                {"", 0, 1, "chance that whom somebody in trouble turns to sends them to a member near home"});
}

}  // namespace

double EngagementSettings::joined(double months) const
{
  return months < 0 ? 0 : most / (1 + std::exp(-(months - halfway) / scale));
}

double EngagementSettings::goodwill(double months) const { return std::pow(1 - goodwill_loss, months); }

void read(sim::io::Block& block, Settings& out)
{
  block.date("start", out.start, "the day on which practices are first invited");
  block.flag("funded", out.funded, "whether members' time is paid for");
  block.flag("everywhere", out.everywhere, "whether all practices are invited");
  block.texts("places", out.places, "Places whose practices are invited");
  out.places_where = block.where("places");
  block.choice(
      "grouped_by", out.grouped_by, grouped_by_labels,
      "by what practices are put together that no cluster names: for so many people as `footprint`, or "
      "those of one primary care network");
  block.number(
      "footprint", out.footprint,
      {"person", 1000, 1e7, "people for whom one cluster is meant: practices are put together by nearness"});
  block.each("named", "a cluster by its name", [&](const std::string& name, sim::io::Block& inner) {
    NamedCluster cluster{name, inner.where("practices"), {}};
    inner.texts("practices", cluster.practices, "ids of the practices invited");
    out.named.push_back(std::move(cluster));
  });
  block.flag("messaging", out.messaging,
             "whether members see each other's urgent time as it is, not as told at the last meeting");
  block.choice(
      "preferred", out.preferred, preferred_labels,
      "who of the members with room is asked first: the nearest to the patient's home, or who told of the "
      "earliest time");
  block.integer("asked", out.asked, {"", 1, most_colleagues, "members asked for one person"});
  block.integer(
      "room_within", out.room_within,
      {"d", 0, 365, "a member has room whose first time for a new patient lies within so many days"});
  block.integer("advice_minutes", out.advice_minutes,
                {"min", 0, most_minutes, "clinical time that asking for advice takes", minutes_per_unit});
  block.integer(
      "level_2_minutes", out.level_2_minutes,
      {"min", 0, most_minutes, "clinical time of level-2 oral surgery done in practice", minutes_per_unit});
  block.block("engagement", "E6: how practices join, and how goodwill wears off",
              [&](sim::io::Block& inner) { read_engagement(inner, out.funded, out.engagement); });
  block.block("meetings", "how often, how long, and what the time is worth",
              [&](sim::io::Block& inner) { read_meetings(inner, out.meetings); });
  block.block("effects", "what members do for each other; each is 0 unless a study assumes it",
              [&](sim::io::Block& inner) { read_effects(inner, out.effects); });
}

}  // namespace models::clusters
