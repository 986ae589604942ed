// The JSON Schema (draft-07) of a study file (the only door to JSON).
//
// A file that extends another, and a scenario's block, hold some of the values: `partial` is the schema
// without required keys, `complete` with them.
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/io/config_document.hpp"
#include "sim/io/config_session.hpp"

namespace sim::io {
namespace {

using Json = nlohmann::ordered_json;

enum class Keys { all, some };

Json bounded(const Declared& declared)
{
  Json number{{"type", declared.kind == "integer" ? "integer" : "number"}};
  if (std::isfinite(declared.low)) number["minimum"] = declared.low;
  if (std::isfinite(declared.high)) number["maximum"] = declared.high;
  return number;
}

// A number is written bare or as { value, unit, low, high, source }.
Json number_schema(const Declared& declared, Keys keys)
{
  const Json one = bounded(declared);
  const std::size_t count = declared.choices.size();
  const bool list = declared.kind == "numbers";
  const Json value =
      list ? Json{{"type", "array"}, {"items", one}, {"minItems", count}, {"maxItems", count}} : one;
  const Json bound = list ? Json{{"anyOf", {one, value}}} : one;
  Json triple{{"type", "object"}, {"additionalProperties", false}};
  triple["properties"] = {{"value", value},
                          {"unit", {{"const", declared.unit}}},
                          {"low", bound},
                          {"high", bound},
                          {"source", {{"type", "string"}}}};
  if (keys == Keys::all) triple["required"] = {"value"};
  return {{"anyOf", {value, triple}}};
}

Json table_schema(const Declared& declared, Keys keys);

Json schema_of(const Declared& declared, Keys keys)
{
  const std::string& kind = declared.kind;
  if (kind == "table") return table_schema(declared, keys);
  if (kind == "number" || kind == "integer" || kind == "numbers") return number_schema(declared, keys);
  if (kind == "texts") return {{"type", "array"}, {"items", {{"type", "string"}}}};
  if (kind == "choice") return {{"enum", declared.choices}};
  if (kind == "flag") return {{"type", "boolean"}};
  if (kind == "date")
    return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
  if (kind == "file") return {{"type", "string"}, {"minLength", 1}};
  return {{"type", "string"}};
}

std::string described(const Declared& declared)
{
  const bool number = declared.kind == "number" || declared.kind == "integer" || declared.kind == "numbers";
  std::string text = declared.about;
  if (number) text += (text.empty() ? "" : " (") + expectation(declared) + (text.empty() ? "" : ")");
  return text;
}

Json table_schema(const Declared& declared, Keys keys)
{
  Json table{{"type", "object"}};
  Json required = Json::array();
  for (const Declared& child : declared.children) {
    Json property = schema_of(child, keys);
    if (const std::string text = described(child); !text.empty()) property["description"] = text;
    if (declared.free_names) {
      table["additionalProperties"] = property;
      return table;
    }
    table["properties"][child.name] = property;
    if (child.required) required.push_back(child.name);
  }
  if (declared.free_keys)
    table["additionalProperties"] = {{"type", {"string", "number", "boolean"}}};
  else
    table["additionalProperties"] = false;
  if (keys == Keys::all && !required.empty()) table["required"] = required;
  return table;
}

// What stands in a file beside the values: the file that it extends and the scenarios.
void add_frame(Json& file, const Json& partial)
{
  Json scenario = partial;
  scenario["properties"][std::string{label_key}] = {{"type", "string"},
                                                    {"description", "what the scenario is called in print"}};
  file["properties"][std::string{extends_key}] = {
      {"type", "string"}, {"minLength", 1}, {"description", "the file whose values stand below this file's"}};
  file["properties"][std::string{scenario_key}] = {
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
  const Json some = table_schema(session.root, Keys::some);
  Json complete = table_schema(session.root, Keys::all);
  Json partial = some;
  add_frame(complete, some);
  add_frame(partial, some);
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Bitewing study"}};
  schema["definitions"] = {{"complete", complete}, {"partial", partial}};
  const auto reference_to = [](const char* name) {
    return Json{{"$ref", std::string{"#/definitions/"} + name}};
  };
  schema["if"] = {{"required", {std::string{extends_key}}}};
  schema["then"] = reference_to("partial");
  schema["else"] = reference_to("complete");
  constexpr int indent = 1;
  return schema.dump(indent) + "\n";
}

}  // namespace sim::io
