#include "models/referrals/specialties.hpp"

#include "tests/catch2.hpp"

using namespace models;

namespace {

Profile person(int cooperation, int years, unsigned groups = 0) { return {years, cooperation, groups}; }

}  // namespace

TEST_CASE("specialties: names lead back to themselves, and to nothing else", "[referrals]")
{
  for (std::size_t s = 0; s < specialties; ++s)
    CHECK(find_specialty(specialty_names[s]) == static_cast<Specialty>(s));
  CHECK_FALSE(find_specialty("routine_care"));
}

TEST_CASE("specialties: each belongs to one network", "[referrals]")
{
  CHECK(network_of(Specialty::ga_list) == Network::paediatric);
  CHECK(network_of(Specialty::oral_surgery_l2) == network_of(Specialty::oral_surgery_l3));
  CHECK(network_of(Specialty::restorative) != network_of(Specialty::orthodontic));
}

TEST_CASE("specialties: a general anaesthetic suits a child with decay who does not cooperate", "[referrals]")
{
  const auto fits = [](int cooperation, int years, OralState oral) {
    return suits(Specialty::ga_list, person(cooperation, years), oral);
  };
  CHECK(fits(2, 6, OralState::dentinal_decay));
  CHECK_FALSE(fits(0, 6, OralState::dentinal_decay));
  CHECK_FALSE(fits(2, 6, OralState::enamel_decay));
  CHECK_FALSE(fits(2, 1, OralState::pulpal));
  CHECK_FALSE(fits(2, 30, OralState::urgent_condition));
}

TEST_CASE("specialties: braces by age, oral surgery by disease, special care by reason", "[referrals]")
{
  CHECK(suits(Specialty::orthodontic, person(0, 12), OralState::sound));
  CHECK_FALSE(suits(Specialty::orthodontic, person(0, 16), OralState::sound));
  CHECK(suits(Specialty::oral_surgery_l2, person(0, 40), OralState::active_disease));
  CHECK_FALSE(suits(Specialty::oral_surgery_l3, person(0, 40), OralState::stable));
  CHECK(suits(Specialty::special_care, person(2, 40), OralState::stable));
  CHECK(
      suits(Specialty::special_care, person(0, 40, bit(PlusGroup::learning_disability)), OralState::stable));
  CHECK_FALSE(suits(Specialty::special_care, person(1, 40), OralState::stable));
}
