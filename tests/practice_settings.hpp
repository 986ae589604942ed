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

/// `text_of_faults`: where given, gets the faults, one a line (those of other rooms' tables apart).
inline DefaultSettings default_settings(std::initializer_list<std::string> sets = {},
                                        std::string* text_of_faults = nullptr)
{
  DefaultSettings settings;
  sim::io::Faults faults;
  const std::vector<std::string> overrides{sets};
  const auto document =
      sim::io::Document::open(BITEWING_SOURCE_DIR "/configs/nhs_dentistry.toml", overrides, faults);
  document.read("baseline", faults, [&settings](sim::io::Block& root) { read_defaults(root, settings); });
  if (text_of_faults != nullptr)
    for (const std::string& line : faults.lines())
      if (line.find("no such table at the top") == std::string::npos) *text_of_faults += line + "\n";
  return settings;
}
