// The settings of practices as configs/nhs_dentistry.toml gives them, for tests.
#pragma once
#include <string>

#include "models/practices/practice.hpp"
#include "models/practices/treatment.hpp"
#include "sim/io/config_block.hpp"

struct DefaultSettings {
  models::TreatmentSettings treatment;
  models::PracticeSettings practice;
};

inline void read_defaults(sim::io::Block& root, DefaultSettings& out)
{
  using sim::io::Block;
  root.block("treatment", "", [&out](Block& block) { read(block, out.treatment); });
  root.block("clinicians", "", [&out](Block& block) { read(block, out.practice.clinicians); });
  root.block("books", "", [&out](Block& block) { read(block, out.practice.books); });
  root.block("contract", "", [&out](Block& block) { read(block, out.practice.contract); });
}

/// `text_of_faults`: where given, gets the faults of the tables read here, one a line.
inline DefaultSettings default_settings(std::initializer_list<std::string> sets = {},
                                        std::string* text_of_faults = nullptr)
{
  DefaultSettings settings;
  sim::io::Faults faults;
  const std::vector<std::string> overrides{sets};
  const auto document = sim::io::Document::open(std::string{BITEWING_SOURCE_DIR} + "/configs/nhs_dentistry.toml",
                                                overrides, faults);
  document.read("baseline", faults, [&settings](sim::io::Block& root) { read_defaults(root, settings); });
  if (text_of_faults != nullptr)
    for (const std::string& line : faults.lines())
      for (const char* table : {"treatment", "clinicians", "books", "contract"})
        if (line.find(table) != std::string::npos) {
          *text_of_faults += line + "\n";
          break;
        }
  return settings;
}
