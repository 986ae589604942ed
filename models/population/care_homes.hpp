// Who lives in a care home on the first day, and who moves into one later.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "models/population/place_people.hpp"

namespace models {

/// The homes of one Place: spread over the people aged 75 and over; each home's residents are people of its area
/// (and, where it has too few, of the next ones).
class CareHomePlan {
 public:
  CareHomePlan(const Making& making, std::size_t place);

  /// Gives an area's homes their residents. The rows are in the order of their making. Areas come in order.
  void settle(std::size_t area, std::span<Person> rows);
  /// Draws who moves in later (as many as leave, while there are as many old people), once all rows are in place.
  PlaceHomes finish(std::uint32_t first_row, std::span<Person> rows);

 private:
  struct Waiting {
    std::uint16_t home;
    std::uint32_t beds;
  };
  std::uint16_t nearest_home(std::size_t area) const;
  sim::Day move_day(const Person& person, double years) const;

  const Making& making_;
  const PlaceInfo& place_;
  std::vector<CareHome> homes_;
  std::vector<std::uint32_t> beds_;  // by home: residents it is to have
  std::vector<Waiting> waiting_;     // homes of areas so far that are not full
  std::size_t next_home_ = 0;
  double old_ = 0;  // people aged 75 and over
};

}  // namespace models
