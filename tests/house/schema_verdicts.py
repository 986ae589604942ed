"""Says which studies a JSON Schema accepts.

Usage: schema_verdicts.py SCHEMA.json STUDY.toml...; prints "good" or "bad" for each study, one a line.
"""

import json
import pathlib
import sys
import tomllib

import jsonschema


def verdict(validator: jsonschema.Draft7Validator, path: pathlib.Path) -> str:
    """Whether the schema accepts a study; dates are texts, as an editor sees them."""
    study = tomllib.loads(path.read_text(encoding="utf-8"))
    as_json = json.loads(json.dumps(study, default=lambda date: date.isoformat()))
    return "good" if validator.is_valid(as_json) else "bad"


def main() -> None:
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sys.argv[2:]:
        print(verdict(validator, pathlib.Path(path)))


if __name__ == "__main__":
    main()
