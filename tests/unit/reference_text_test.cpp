#include "models/reference_text.hpp"

#include "tests/catch2.hpp"

namespace {

std::vector<sim::io::ParameterRow> rows()
{
  sim::io::ParameterRow table{"need", "table", "", 0, 0, 0, {}, "What people need.", true, "", "", ""};
  sim::io::ParameterRow rate{"need.rate", "number", "1/year",      0,           5, 1, {}, "How often.",
                             true,        "0.5",    "[U] assumed", "a.toml:3:1"};
  sim::io::ParameterRow index{"need.index",     "choice", "",    0,  0,  0,
                              {"2019", "2025"}, "Which.", false, "", "", ""};
  return {table, rate, index};
}

}  // namespace

TEST_CASE("reference: every parameter under its table", "[reference]")
{
  CHECK(models::parameters_in_words(rows()) ==
        "# Parameters\n\n## [need]\n\nWhat people need.\n\n"
        "- `rate` = 0.5 (number, 1/year): How often. Range: 0 to 5, whole numbers. Source: [U] assumed\n"
        "- `index` (choice, optional): Which. Range: one of 2019, 2025.\n");
}

TEST_CASE("reference: values with their sources and places", "[reference]")
{
  CHECK(models::values_in_words(rows()) == "  need.rate = 0.5 1/year  [U] assumed  (a.toml:3:1)\n");
}

TEST_CASE("reference: only rows whose value differs are changed", "[reference]")
{
  auto other = rows();
  other[1].value = "0.7";
  const auto changed = models::changed_rows(rows(), other);
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].path == "need.rate");
}
