// Advanced child care's own measures: what its data form asks for.
#include "models/pathways/advanced_child_care/advanced_child_care.hpp"
#include "models/places/own_measures.hpp"

namespace models::advanced_child_care {

namespace {

constexpr const char* name = "advanced_child_care";

constexpr OwnMeasure<OwnMeasures> all[]{
    {"practices", "practice", "advanced practices at the month's end, in training or trained",
     &OwnMeasures::practices},
    {"trained", "practice", "of them, whose training is done: they accept referrals", &OwnMeasures::trained},
    {"referrals", "referral", "referrals accepted", &OwnMeasures::referrals},
    {"refused", "referral", "referrals sent on to the community service, as the programme's money was spent",
     &OwnMeasures::refused},
    {"assessed", "child", "children seen for the first time", &OwnMeasures::assessed},
    {"treated", "course", "courses of treatment awake that ended", &OwnMeasures::treated},
    {"anaesthetics_spared", "child",
     "of those assessed, treated here whom the community service would have sent to theatre",
     &OwnMeasures::anaesthetics_spared},
    {"stepped_down", "child", "of those assessed, sent back to an ordinary practice",
     &OwnMeasures::stepped_down},
    {"sent_for_anaesthetic", "child", "of those assessed, sent on for a general anaesthetic",
     &OwnMeasures::sent_for_anaesthetic},
    {"sent_to_community", "child", "of those assessed, sent on to the community dental service",
     &OwnMeasures::sent_to_community},
    {"varnished", "course", "of the courses that ended, with fluoride varnish", &OwnMeasures::varnished},
    {"minutes_from_books", "min",
     "dentists' minutes that practices kept free for it, in the month in which they did",
     &OwnMeasures::minutes_from_books, sim::Cell::sum},
};

}  // namespace

void declare(sim::Layout& layout) { declare_own(layout, name, all); }

OwnMeasures own_measures(const sim::Layout& layout) { return find_own(layout, name, all); }

}  // namespace models::advanced_child_care
