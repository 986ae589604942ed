// The JSON Schema (draft-07) of a study file (the only door to JSON).
//
// A file that extends another, and a scenario's block, hold some of the values: `values` says what each may
// hold, and `required`, which keys a file that stands alone must have.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/io/config_document.hpp"
#include "sim/io/config_session.hpp"

namespace sim::io {
namespace {

using Json = nlohmann::ordered_json;

Json bounded(const Declared& declared)
{
  Json number{{"type", declared.kind == "integer" ? "integer" : "number"}};
  if (std::isfinite(declared.low)) number["minimum"] = declared.low;
  if (std::isfinite(declared.high)) number["maximum"] = declared.high;
  if (declared.step >= 1) number["multipleOf"] = declared.step;  // of fractions readers disagree: 0.1 is none
  return number;
}

// A number is written bare or as { value, unit, low, high, source }.
Json number_schema(const Declared& declared)
{
  const Json one = bounded(declared);
  Json limit = one;
  limit.erase("multipleOf");  // a range may end between two steps
  const std::size_t count = declared.choices.size();
  const bool list = declared.kind == "numbers";
  const Json value =
      list ? Json{{"type", "array"}, {"items", one}, {"minItems", count}, {"maxItems", count}} : one;
  const Json bound =
      list ? Json{{"anyOf",
                   {limit, {{"type", "array"}, {"items", limit}, {"minItems", count}, {"maxItems", count}}}}}
           : limit;
  Json triple{{"type", "object"}, {"additionalProperties", false}};
  triple["properties"] = {{"value", value},
                          {"unit", {{"const", declared.unit}}},
                          {"low", bound},
                          {"high", bound},
                          {"source", {{"type", "string"}}}};
  return {{"anyOf", {value, triple}}};
}

Json table_schema(const Declared& declared);

Json schema_of(const Declared& declared)
{
  const std::string& kind = declared.kind;
  if (kind == "table") return table_schema(declared);
  if (kind == "number" || kind == "integer" || kind == "numbers") return number_schema(declared);
  if (kind == "texts") return {{"type", "array"}, {"items", {{"type", "string"}}}};
  if (kind == "choice") return {{"enum", declared.choices}};
  if (kind == "flag") return {{"type", "boolean"}};
  if (kind == "date")
    return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
  if (kind == "file") return {{"type", "string"}, {"minLength", 1}};
  return {{"type", "string"}};
}

bool is_number(const Declared& declared)
{
  return declared.kind == "number" || declared.kind == "integer" || declared.kind == "numbers";
}

std::string described(const Declared& declared)
{
  if (!is_number(declared)) return declared.about;
  const std::string expected = expectation(declared);
  return declared.about.empty() ? expected : fmt::format("{} ({})", declared.about, expected);
}

Json table_schema(const Declared& declared)
{
  Json table{{"type", "object"}};
  table["additionalProperties"] = false;
  if (declared.free_keys) table["additionalProperties"] = {{"type", {"string", "number", "boolean"}}};
  for (const Declared& child : declared.children) {
    Json property = schema_of(child);
    if (const std::string text = described(child); !text.empty()) property["description"] = text;
    if (declared.free_names)
      table["additionalProperties"] = property;
    else
      table["properties"][child.name] = property;
  }
  return table;
}

Json reference_to(std::string_view path) { return {{"$ref", fmt::format("#/definitions/{}", path)}}; }

// What a table must have; null where nothing is required in it.
Json required_in(const Declared& declared)
{
  Json table;
  for (const Declared& child : declared.children) {
    Json inner = is_number(child) ? reference_to("with_value") : required_in(child);
    if (child.required && !declared.free_names) table["required"].push_back(child.name);
    if (inner.is_null()) continue;
    if (declared.free_names)
      table["additionalProperties"] = std::move(inner);
    else
      table["properties"][child.name] = std::move(inner);
  }
  return table;
}

// The file that it extends and the scenarios, which hold the same values.
void add_frame(Json& values)
{
  Json scenario{{"type", "object"}, {"additionalProperties", false}};
  scenario["properties"] = Json::object();
  for (const auto& [key, schema] : values["properties"].items())
    scenario["properties"][key] = reference_to(fmt::format("values/properties/{}", key));
  scenario["properties"][std::string{label_key}] = {{"type", "string"},
                                                    {"description", "what the scenario is called in print"}};
  values["properties"][std::string{extends_key}] = {
      {"type", "string"}, {"minLength", 1}, {"description", "the file whose values stand below this file's"}};
  values["properties"][std::string{scenario_key}] = {
      {"type", "object"},
      {"propertyNames", {{"pattern", "^[A-Za-z0-9_-]{1,64}$"}, {"not", {{"const", std::string{baseline}}}}}},
      {"additionalProperties", scenario},
      {"description", "named scenarios: each is the file's own values and its block over them"}};
}

}  // namespace

std::string json_schema(const std::function<void(Block&)>& read)
{
  Faults none;  // a pass that describes finds no faults
  Session session{.pass = Pass::describing, .faults = none, .missing_keys_are_faults = false};
  Block block{std::make_shared<Block::Impl>(Block::Impl{session, session.root, nullptr, ""})};
  read(block);
  Json values = table_schema(session.root);
  add_frame(values);
  const Json required = required_in(session.root);
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Bitewing study"}};
  schema["allOf"] = Json::array({reference_to("values")});
  schema["if"] = {{"required", Json::array({std::string{extends_key}})}};
  schema["else"] = reference_to("required");
  schema["definitions"] = {{"values", std::move(values)},
                           {"required", required.is_null() ? Json::object() : required}};
  schema["definitions"]["with_value"] = {{"if", {{"type", "object"}}},
                                         {"then", {{"required", Json::array({"value"})}}}};
  constexpr int indent = 1;
  return schema.dump(indent) + "\n";
}

}  // namespace sim::io
