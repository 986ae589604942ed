// The only door to study files: read key by key, with every fault found in one pass.
//
// A module declares its parameters in one function `void read(sim::io::Block& block, Settings& out)`; the
// same function reads values, prints the reference (`describe`) and writes the JSON Schema, so they cannot
// differ. Values live in configs/, never as defaults in code: a key without `optional` must be present.
#pragma once
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/clock.hpp"
#include "sim/io/faults.hpp"

namespace sim::io {

/// What a number may be. `low` and `high` are the hard limits (inclusive) beyond which the value is a fault.
struct Allowed {
  const char* unit = "";  // "min", "GBP", "1/year", "%", "" = a pure number
  double low = 0;
  double high = 0;
  const char* about = "";  // one sentence for the reference
  double step = 0;         // values are multiples of it: 1 = whole numbers; 0 = any
};

enum class Presence { required, optional };

/// One parameter as `describe` prints it.
struct ParameterRow {
  std::string path;  // "pathway.general_practice.horizon"; NAME stands for a free name
  std::string kind;  // table, number, integer, numbers, text, texts, choice, flag, date, file, free
  std::string unit;
  double low = 0, high = 0, step = 0;
  std::vector<std::string> choices;  // or the labels of a list
  std::string about;
  bool required = true;
  std::string value;   // as resolved ("" where no study was given)
  std::string source;  // of the value, with its mark
  std::string where;   // file:line:column of the value
};

class Document;

/// One table of the study. Every method reads one key into `out` (left alone on a fault or where absent) and
/// returns whether it was read. Numbers are bare or `{ value, unit, low, high, source }`. The same table and
/// key may be read by several modules. A key that is read only under a condition must be read all the same
/// while `describing`, or the reference and the schema will lack it.
class Block {
 public:
  bool number(std::string_view key, double& out, const Allowed& allowed, Presence = Presence::required);
  bool integer(std::string_view key, std::int64_t& out, const Allowed& allowed,
               Presence = Presence::required);
  bool integer(std::string_view key, int& out, const Allowed& allowed, Presence = Presence::required);
  /// A list with one number for each label, in their order.
  bool numbers(std::string_view key, std::span<double> out, std::span<const std::string_view> labels,
               const Allowed& allowed, Presence = Presence::required);
  bool text(std::string_view key, std::string& out, const char* about, Presence = Presence::required);
  bool texts(std::string_view key, std::vector<std::string>& out, const char* about,
             Presence = Presence::required);
  /// One of `names`; `out` is its index.
  bool choice(std::string_view key, int& out, std::span<const std::string_view> names, const char* about,
              Presence = Presence::required);
  bool flag(std::string_view key, bool& out, const char* about, Presence = Presence::required);
  bool date(std::string_view key, Day& out, const char* about, Presence = Presence::required);
  /// A path of a table: relative to the file that names it, or absolute, or under the folder in
  /// BITEWING_DATA. A missing file is a fault at the line that names it.
  bool file(std::string_view key, std::string& out, const char* about, Presence = Presence::required);

  /// The table `key`; a missing one is a fault where required, and `read` is not called.
  bool block(std::string_view key, const char* about, const std::function<void(Block&)>& read,
             Presence = Presence::required);
  /// Each sub-table of `key`, in the order of the file (describe: once, with the name "NAME").
  void each(std::string_view key, const char* about,
            const std::function<void(const std::string& name, Block&)>& read);
  /// Every key of this table with its value as text, in the order of the file (column maps and value maps:
  /// keys are free, and none of them is unknown).
  std::vector<std::pair<std::string, std::string>> texts_by_key();

  bool has(std::string_view key) const;  // describing: always
  /// True while the reference is being written: there are no values, checks across keys must be left out.
  bool describing() const;
  /// False where a file that this study extends could not be read: what is missing may stand there.
  bool complete() const;
  /// "pathway.general_practice"; "" for the whole file.
  const std::string& path() const;
  /// A fault of meaning at the value of `key` (or at this table where the key is absent).
  void fault(std::string_view key, std::string_view text);
  /// A fault among several values: at the one that was written last, in the file or override that lies
  /// uppermost.
  void fault_among(std::initializer_list<std::string_view> keys, std::string_view text);
  /// "file:line:column" of the value of a key (of this table where it is absent).
  std::string where(std::string_view key) const;

  struct Impl;
  explicit Block(std::shared_ptr<Impl> impl) : impl_{std::move(impl)} {}

 private:
  std::shared_ptr<Impl> impl_;
};

/// A study file with what it extends and what `--set` lays over it.
class Document {
 public:
  /// Faults of syntax, of `extends`, of scenario names and of `--set` are added to `faults`. After a fault of
  /// syntax nothing more is found; without the file that it extends, missing keys are not reported.
  static Document open(const std::string& path, std::span<const std::string> sets, Faults& faults);
  /// False after a fault of syntax, or where a file cannot be read: then there is nothing to read.
  bool readable() const;
  /// Whether the file names another that it extends.
  bool extends() const;
  /// Tables that readers needed and did not find, so far.
  std::size_t missing_tables() const;

  /// "baseline", then the named scenarios in the file's order; also those whose name is a fault, so that
  /// their values are checked.
  const std::vector<std::string>& scenarios() const;
  /// What a scenario is called in print: its `label`, else its name.
  const std::string& label(const std::string& scenario) const;
  /// The resolved table of a scenario: the file's own values and its block over them, handed to `read`;
  /// afterwards every key that `read` did not ask for is a fault with the nearest known name.
  void read(const std::string& scenario, Faults& faults, const std::function<void(Block&)>& read) const;
  /// The resolved values of a scenario as canonical TOML, one sorted line `path = value` each, without units,
  /// sources and the paths in `without` (what does not change a run: its title, the number of replications):
  /// the identity of a run.
  std::string resolved(const std::string& scenario, std::span<const std::string_view> without = {}) const;
  /// The file's text as it stands (for the result file's attribute study_toml).
  const std::string& text() const;

  struct Impl;

 private:
  friend std::vector<ParameterRow> reference(const std::function<void(Block&)>&, const Document*,
                                             const std::string&);
  std::shared_ptr<Impl> impl_;
};

/// The rows of the reference that `read` declares; with a document, with its values and sources.
std::vector<ParameterRow> reference(const std::function<void(Block&)>& read,
                                    const Document* document = nullptr,
                                    const std::string& scenario = "baseline");
/// A JSON Schema (draft-07) of what `read` declares, for editors.
std::string json_schema(const std::function<void(Block&)>& read);

/// 64-bit FNV-1a of a text, as 16 hexadecimal digits (scenario hashes).
std::string hash_text(std::string_view text);

/// The first key (in sorted order) that differs between two resolved texts; "" for a value that one lacks.
struct Difference {
  std::string key, first, second;
};
std::optional<Difference> first_difference(std::string_view first, std::string_view second);

}  // namespace sim::io
