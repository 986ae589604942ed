#include "models/pathways/contract_management/quality.hpp"

#include <algorithm>

namespace models::contract_management {

void QualityRecord::add(const QualitySettings& settings, const PracticeDeed& deed)
{
  switch (deed.what) {
    case PracticeDeed::began:
      ++begun;
      wait_days += deed.amount;
      break;
    case PracticeDeed::kept: ++kept; break;
    case PracticeDeed::missed: ++missed; break;
    case PracticeDeed::recalled:
      ++recalls;
      short_recalls += deed.amount >= settings.recall_days;
      break;
    case PracticeDeed::returned: returned += deed.amount <= settings.return_days; break;
    case PracticeDeed::credited: uda += deed.amount; break;
  }
}

std::array<std::uint32_t, indicators> QualityRecord::values() const
{
  const auto thousandths = [](std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<std::uint32_t>(part * thousandths_per_whole / whole) : 0u;
  };
  return {thousandths(wait_days, begun), thousandths(missed, kept + missed),
          thousandths(short_recalls, recalls), thousandths(returned, begun),
          thousandths(uda, begun * hundredths_per_uda)};
}

std::uint32_t fence_of(std::vector<std::uint32_t> values, double interquartile_ranges)
{
  constexpr std::size_t quarters_of_all = 4;
  if (values.size() < quarters_of_all) return ~0u;
  std::sort(values.begin(), values.end());
  const std::size_t last = values.size() - 1;
  const double low = values[last / quarters_of_all], high = values[last * 3 / quarters_of_all];
  return static_cast<std::uint32_t>(high + interquartile_ranges * (high - low));
}

Letter quality_notice(const Seat& seat, std::uint16_t practice, Indicator indicator, sim::Minute minute,
                      std::uint32_t value)
{
  Letter letter{.person = practice,
                .minute = minute,
                .practice = practice,
                .kind = LetterKind::notice,
                .service = static_cast<std::uint8_t>(indicator),
                .tries = static_cast<std::uint8_t>(seat.number)};
  set_activity(letter, value);
  return letter;
}

void QualityReview::read(Office&, const Letter& letter)
{
  told_[letter.service].push_back({letter.practice, activity(letter)});
}

void QualityReview::play(Office& office)
{
  for (std::size_t i = 0; i < indicators; ++i) {
    std::vector<Told>& told = told_[i];
    if (told.empty()) continue;
    std::vector<std::uint32_t> values;
    values.reserve(told.size());
    for (const Told& one : told) values.push_back(one.value);
    const std::uint32_t fence = fence_of(values, settings_.fence);
    for (const Told& one : told)
      if (one.value > fence)
        office.send(
            office.around().geography.practices[one.practice].place,
            quality_notice(seat_, one.practice, static_cast<Indicator>(i), office.round_begins(), one.value));
    told.clear();
  }
}

}  // namespace models::contract_management
