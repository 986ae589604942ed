// What a planner is told of a wrong study: the place, the key, the value, what is allowed and what to do, all of
// it in one pass.
#include "models/model.hpp"
#include "models/study.hpp"
#include "tests/catch2.hpp"
#include "tests/study_files.hpp"

namespace {

using tests::Lines;

const std::string tiny = "extends = \"" BITEWING_SOURCE_DIR "/configs/tiny.toml\"\n";

/// The faults of study.toml with that text below its `extends` and, where given, of two tables.
class Planner {
 public:
  Planner& table(const std::string& name, const std::string& text)
  {
    folder_.write(name, text);
    return *this;
  }
  Lines told(const std::string& text, const Lines& sets = {}) const
  {
    sim::io::Faults faults;
    CHECK_FALSE(
        models::read_study({folder_.write("study.toml", text), sets, {}}, models::dental_model(), faults));
    return tests::without_folder(faults.lines(), folder_);
  }

 private:
  tests::ScratchFolder folder_;
};

bool begins(const Lines& lines, std::size_t at, const std::string& start)
{
  UNSCOPED_INFO((at < lines.size() ? lines[at] : "there is no such line") << "\n  expected: " << start);
  return at < lines.size() && lines[at].starts_with(start);
}

constexpr const char* areas =
    "area,place,easting_m,northing_m,imd_decile,rural,p0_2,p3_5,p6_10,p11_15,p16_17,p18_24,p25_34,p35_44,p45_"
    "54,"
    "p55_64,p65_74,p75_84,p85p\n"
    "A1,Seaport,350000,400000,1,0,9,9,9,9,9,9,9,9,9,9,9,9,9\n";
const std::string practices =
    "practice,place,easting_m,northing_m,accepting_adults,accepting_children\n"
    "P1,Seaport,350000,400000,yes,no\n";
const std::string tables = tiny + "[areas]\nfile = \"areas.csv\"\n[practices]\nfile = \"practices.csv\"\n";

}  // namespace

TEST_CASE("planner: a fault across values stands at the line of the study", "[planner]")
{
  const Planner planner;
  const auto line = [&](const std::string& table, const std::string& key, const std::string& value) {
    return planner.told(tiny + "[" + table + "]\n" + key + " = " + value + "\n");
  };
  const Lines mean = line("clinicians", "filled_mean", "1.2");
  REQUIRE(mean.size() == 1);
  CHECK(begins(mean, 0, "study.toml:3:15: 'filled_mean' is 1.2 (allowed: above "));
  CHECK(begins(
      line("books", "reserved_morning", "[100, 100, 100]"), 0,
      "study.toml:3:20: 'reserved_morning' is 100 + 100 + 100, together 300 min (allowed: 0 to 210 min, the "
      "length of a session) reserve 90 min less"));
  CHECK(begins(
      line("treatment", "band_2_parts_child", "[50, 20, 10]"), 0,
      "study.toml:3:22: 'band_2_parts_child' is 50 + 20 + 10, together 80 % (allowed: parts of one whole, "
      "100 %) add 20 %"));
  CHECK(begins(line("population.ethnicity", "minority", "[10, 10, 10, 10]"), 0,
               "study.toml:3:12: 'minority' is 10 + 10 + 10 + 10, together 40 % (allowed: "));
  CHECK(begins(line("places.Seaport", "deprivation_2025", "[45, 20, 15, 10, 20]"), 0,
               "study.toml:3:20: 'deprivation_2025' is 45 + 20 + 15 + 10 + 20, together 110 % (allowed: "));
  CHECK(begins(line("study", "start", "2024-04-02"), 0, "study.toml:3:9: 'start' is 2024-04-02 (allowed: "));
  CHECK(begins(line("study", "months", "1200"), 0, "study.toml:3:10: 'start' is 2024-04-01, with "));
  CHECK(begins(line("clinicians", "therapist_share", "99.8"), 0,
               "study.toml:3:19: 'therapist_share' is 99.8 and "));
}

TEST_CASE("planner: a fault of an override names the override", "[planner]")
{
  const Planner planner;
  for (const std::string set : {"clinicians.filled_mean=1.2", "clinicians.filled_floor=0.99",
                                "books.reserved_morning=[210, 5, 5]", "study.start=2024-04-02"}) {
    const Lines told = planner.told(tiny, {set});
    REQUIRE(told.size() == 1);
    CHECK(begins(told, 0, "--set " + set.substr(0, set.find('=')) + ": '"));
  }
}

TEST_CASE("planner: the same wrong value of the baseline and of scenarios is told at each place", "[planner]")
{
  const Lines told = Planner{}.told(tiny +
                                    "[clinicians]\nfilled_mean = 1.2\n[contract]\nsupply_delay = 0\n"
                                    "[scenario.a.clinicians]\nfilled_mean = 1.2\n"
                                    "[scenario.a.contract]\nsupply_delay = 0\n");
  REQUIRE(told.size() == 4);
  CHECK(begins(told, 0, "study.toml:3:15: 'filled_mean' is 1.2"));
  CHECK(begins(told, 1, "study.toml:5:16: 'supply_delay' is 0 (allowed: 1 to 3650 day)"));
  CHECK(begins(told, 2, "study.toml:7:15: 'filled_mean' is 1.2"));
  CHECK(begins(told, 3, "study.toml:9:16: 'supply_delay' is 0"));
}

TEST_CASE("planner: the name of a scenario hides no other fault", "[planner]")
{
  const Lines told = Planner{}.told(tiny +
                                    "[scenario.baseline]\n[scenario.\"a b\".contract]\nsupply_delay = 0\n"
                                    "[contract]\nsupply_elasticity = -3\n[scenario.c.study]\nmonths = 2\n");
  REQUIRE(told.size() == 5);
  CHECK(begins(told, 0, "study.toml:2:11: no scenario may be called 'baseline'"));
  CHECK(begins(told, 1, "study.toml:3:11: 'a b' cannot name a scenario"));
  CHECK(begins(told, 2, "study.toml:4:16: 'supply_delay' is 0"));
  CHECK(begins(told, 3, "study.toml:6:21: 'supply_elasticity' is -3"));
  CHECK(begins(told, 4, "study.toml:8:10: scenario 'c' changes 'months' of [study]"));
}

TEST_CASE("planner: a lost base hides no other fault and causes none", "[planner]")
{
  const Lines told = Planner{}.told("extends = \"lost.toml\"\n[contract]\nsupply_elasticity = -3\n");
  REQUIRE(told.size() == 2);
  CHECK(begins(told, 0, "study.toml:1:11: 'extends' names 'lost.toml', which cannot be read"));
  CHECK(begins(told, 1, "study.toml:3:21: 'supply_elasticity' is -3"));
}

TEST_CASE("planner: what would be rounded is a fault", "[planner]")
{
  const Lines told = Planner{}.told(tiny +
                                    "[clinicians]\nsessions_per_post = [5.5, 5, 5, 5]\n"
                                    "[books]\nrelease = [0, 14.4, 1]\nreserved_morning = [33, 30, 30]\n"
                                    "[contract]\nfull_pay_from = 96.05\n[treatment]\n"
                                    "days_between_visits = [1.5, 7, 7, 7, 7, 7, 7]\n[treatment.charges.new]\n"
                                    "from = 2027-04-01\ncharge = [27.405, 80, 300]\n[post]\n"
                                    "collection = [8.1, 11, 14, 17, 24]\n");
  CHECK(begins(told, 0,
               "study.toml:3:22: 'sessions_per_post' for 'dentist' is 5.5 (allowed: 1 to 10 session, whole "
               "numbers) write 5 or 6"));
  CHECK(begins(told, 1, "study.toml:5:15: 'release' for 'new' is 14.4 ("));
  CHECK(begins(told, 2,
               "study.toml:6:21: 'reserved_morning' for 'known' is 33 (allowed: 0 to 210 min in steps of 5) "
               "write 30 or 35"));
  CHECK(begins(told, 3, "study.toml:8:17: 'full_pay_from' is 96.05 ("));
  CHECK(begins(told, 4, "study.toml:10:24: 'days_between_visits' for "));
  CHECK(begins(told, 5, "study.toml:13:11: 'charge' for '1' is 27.405 ("));
  CHECK(begins(told, 6, "study.toml:15:15: 'collection' for '1' is 8.1 ("));
}

TEST_CASE("planner: a file that extends nothing is told what to extend, once", "[planner]")
{
  Planner planner;
  planner.table("configs/nhs_dentistry.toml", "");
  const auto hints = [](const Lines& told) {
    Lines found;
    for (const std::string& line : told)
      if (line.find("the file extends no other") != std::string::npos) found.push_back(line);
    return found;
  };
  const Lines found = hints(planner.told("[study]\ntitle = \"T\"\n[scenario.a]\n[scenario.b]\n"));
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0], ContainsSubstring("study.toml:1:1: ") &&
                           ContainsSubstring("write extends = \"configs/nhs_dentistry.toml\" at its top"));
  CHECK(hints(planner.told(tiny + "[study]\nmonths = 0\n")).empty());
}

TEST_CASE("planner: a ragged row hides no fault of its table or of another", "[planner]")
{
  Planner planner;
  planner.table("areas.csv",
                std::string{areas} + "A2,Seaport,1,2,3\nA3,Seaport,350000,x,1,0,9,9,9,9,9,9,9,9,9,9,9,9,9\n");
  planner.table("practices.csv", practices + "P2,Seaport,350000\nP1,Nowhere,350000,400000,maybe,no\n");
  const Lines told = planner.told(tables + "[contract]\nsupply_elasticity = -3\n");
  REQUIRE(told.size() == 7);
  CHECK(begins(told, 0, "areas.csv:3:6: 5 fields where the header has 19"));
  CHECK(begins(told, 1, "areas.csv:4:4: northing_m 'x' is not a number"));
  CHECK(begins(told, 2, "practices.csv:3:4: 3 fields where the header has 6"));
  CHECK(begins(told, 3, "practices.csv:4:1: duplicate practice 'P1' (first on line 2)"));
  CHECK(begins(told, 4, "practices.csv:4:2: practice 'P1' lies in 'Nowhere'"));
  CHECK(begins(told, 5, "practices.csv:4:5: \"maybe\" is none of yes, no, unknown"));
  CHECK(begins(told, 6, "study.toml:7:21: 'supply_elasticity' is -3"));
}

TEST_CASE("planner: a practice in a Place that is none is a fault of its cell", "[planner]")
{
  Planner planner;
  planner.table("areas.csv", areas).table("practices.csv", practices + "P2,Nowhere,350000,400000,yes,no\n");
  CHECK(planner.told(tables) == Lines{"practices.csv:3:2: practice 'P2' lies in 'Nowhere' (no area of the "
                                      "region does) filter the table with "
                                      "practices.only, or give the Place that name as an alias"});
  planner.table("practices.csv", practices + "P2,Seaprot,350000,400000,yes,no\n");
  CHECK(planner.told(tables) ==
        Lines{"practices.csv:3:2: practice 'P2' lies in 'Seaprot' (no area of the region "
              "does) did you mean 'Seaport'?"});
}

TEST_CASE("planner: every fault of waves is told where it stands", "[planner]")
{
  const Lines told = Planner{}.told(tiny +
                                    "[pathway.shocks]\nasks_again = 60\n"
                                    "[pathway.shocks.waves.a]\nfrom = 2024-06-01\nuntil = 2024-05-01\n"
                                    "routine = 1.2\nfallow = -5\nramp = 500\nclosed = true\n"
                                    "[pathway.shocks.waves.b]\nuntil = 2024-05-01\n");
  REQUIRE(told.size() == 6);
  CHECK(begins(told, 0, "study.toml:6:9: the wave 'a' ends on 2024-05-01, before it begins on 2024-06-01"));
  CHECK(begins(told, 1, "study.toml:7:11: 'routine' is 1.2 (allowed: 0 to 1)"));
  CHECK(begins(told, 2, "study.toml:8:10: 'fallow' is -5 (allowed: 0 to 90 min)"));
  CHECK(begins(told, 3, "study.toml:9:8: 'ramp' is 500 (allowed: 0 to 120 month)"));
  CHECK(begins(told, 4, "study.toml:10:1: unknown key 'closed'"));
  CHECK(begins(told, 5, "study.toml:11:"));
}

TEST_CASE("planner: waves that meet in one Place, and Places that are none", "[planner]")
{
  const auto waves = [](const std::string& here, const std::string& there) {
    return tiny +
           "[pathway.shocks]\nasks_again = 60\n"
           "[pathway.shocks.waves.late]\nfrom = 2024-06-01\nuntil = 2024-08-31\n" +
           here + "[pathway.shocks.waves.early]\nfrom = 2024-04-10\nuntil = 2024-06-15\nramp = 6\n" + there;
  };
  const Lines told = Planner{}.told(waves("", "places = [\"Atlantis\", \"Upvale\"]\n"));
  REQUIRE(told.size() == 2);
  CHECK(begins(told, 0,
               "study.toml:5:8: the wave 'late' begins on 2024-06-01, while 'early' lasts until 2024-06-15"));
  CHECK(begins(told, 1, "study.toml:11:10: unknown place Atlantis"));
  sim::io::Faults faults;
  tests::ScratchFolder folder;
  const std::string apart =
      folder.write("study.toml", waves("places = [\"Seaport\"]\n", "places = [\"Upvale\"]\n"));
  CHECK(models::read_study({apart, {}, {}}, models::dental_model(), faults));
  CHECK(faults.empty());
}

TEST_CASE("planner: what the region lacks is told together with all other faults", "[planner]")
{
  const Lines lines =
      Planner{}.told(tiny +
                     "[scenario.a.contract]\nsupply_delay = 0\n"
                     "[scenario.b.pathway.care_homes]\npractices = 1\nplaces = [\"Nowhere\"]\n"
                     "[scenario.c.tags.measures]\n\"finance/payed\" = \"cost\"\n");
  REQUIRE(lines.size() == 3);
  CHECK(begins(lines, 0, "study.toml:3:16: 'supply_delay' is 0"));
  CHECK(begins(lines, 1, "study.toml:6:10: unknown place Nowhere"));
  CHECK(begins(lines, 2, "study.toml:8:19: unknown measure 'finance/payed'"));
}

TEST_CASE("planner: one Place under two of its names is set twice", "[planner]")
{
  const Lines lines = Planner{}.told(tiny +
                                     "[pathway.access_sessions.places.Seaport]\npractices = 1\n"
                                     "[scenario.a.pathway.access_sessions.places.T01]\npractices = 2\n"
                                     "[scenario.b.pathway.community_dental_service.places]\n"
                                     "Seaport = { locations = 1 }\nT01 = { locations = 2 }\n");
  REQUIRE(lines.size() == 2);
  CHECK(begins(lines, 0, "study.toml:4:1: T01 is set already as Seaport (both name one Place)"));
  CHECK(begins(lines, 1, "study.toml:8:7: T01 is set already as Seaport (both name one Place)"));
}

TEST_CASE("planner: what could not be read is told once", "[planner]")
{
  const Lines lines =
      Planner{}.told(tiny +
                     "[scenario.a.pathway.care_homes]\nminutes = \"210\"\n"
                     "[scenario.b.pathway.shocks.waves.first]\nfrom = \"soon\"\nuntil = 2025-06-30\n"
                     "[scenario.b.pathway.shocks.waves.second]\nfrom = 2024-05-01\nuntil = 2024-06-30\n");
  REQUIRE(lines.size() == 3);
  for (const std::string& line : lines) {
    INFO(line);
    CHECK(line.find("resident_minutes") == std::string::npos);
    CHECK(line.find("one wave at a time") == std::string::npos);
  }
}

TEST_CASE("planner: what would be paid for and done for nobody is told", "[planner]")
{
  const Lines lines = Planner{}.told(
      tiny +
      "[scenario.a.pathway.priority_groups]\nenhanced = { places = { Seaport = { practices = 4 } } }\n"
      "[scenario.c.pathway.workforce.sites.College]\nplace = \"Seaport\"\nfrom = 2024-04-01\nchairs = 0\n"
      "trainees = 6\ntrainee_sessions = 6\ndentists = 0\ndentist_sessions = 0\nset_up = 0\n"
      "trainee_cost = 1\ndentist_cost = 0\n"
      "[scenario.d.pathway.care_homes]\nminutes = 15\nresident_minutes = 20\n"
      "[scenario.e.pathway.advanced_child_care]\nstart = 2025-04-01\nend = 2024-04-01\n"
      "[scenario.f.pathway.priority_groups.enhanced]\nstart = 2025-04-01\nend = 2024-04-01\n"
      "[plan.x]\nprogramme = \"all\"\nwithout = [\"urgent\"]\nquantity = \"cost\"\nfrom = 2024-04-01\n"
      "until = 2025-03-31\nsays = 1\n");
  REQUIRE(lines.size() == 6);
  CHECK(begins(lines, 0, "study.toml:3:23: enhanced units for nobody"));
  CHECK(begins(lines, 1, "study.toml:7:10: 'chairs' is 0 and the site has 6 trainees"));
  CHECK(begins(lines, 2, "study.toml:17:20: 'minutes' is 15 and 'resident_minutes' is 20"));
  CHECK(begins(lines, 3, "study.toml:20:7: 'end' is 2024-04-01, before 'start', 2025-04-01"));
  CHECK(begins(lines, 4, "study.toml:23:7: 'end' is 2024-04-01, before 'start', 2025-04-01"));
  CHECK(lines[5] == "study.toml:26:11: unknown programme 'urgent' (allowed: a pathway)");
}

TEST_CASE("planner: an unknown practice, Place or measure is told in whichever scenario it stands",
          "[planner]")
{
  const Lines lines = Planner{}.told(tiny +
                                     "[scenario.a.pathway.access_sessions]\n"
                                     "practices = 1\n"
                                     "named = [\"lost\"]\n"
                                     "[scenario.b.pathway.access_sessions.places.Sea]\n"
                                     "practices = 1\n"
                                     "[scenario.c.pathway.care_homes]\n"
                                     "practices = 1\n"
                                     "places = [\"Nowhere\"]\n"
                                     "[scenario.d.tags.measures]\n"
                                     "\"queues/asekd\" = \"access\"\n");
  REQUIRE(lines.size() == 4);
  CHECK(begins(lines, 0, "study.toml:4:9: unknown practice lost"));
  CHECK(begins(lines, 1, "study.toml:5:1: unknown place Sea"));
  CHECK(begins(lines, 2, "study.toml:9:10: unknown place Nowhere"));
  CHECK(begins(lines, 3, "study.toml:11:18: unknown measure 'queues/asekd'"));
}
