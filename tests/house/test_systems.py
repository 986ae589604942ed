"""models/systems.csv says where each named system of the commissioning plans is: none is forgotten."""
import csv
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IDS = [f"N{i}" for i in range(1, 40)] + [f"C{i}" for i in range(1, 119)] + [f"X{i}" for i in range(1, 47)]
COLUMNS = ["id", "what", "config_key", "measure", "study", "status"]
STATUSES = {"now", "planned: S", "planned: P", "later"}


def read(path: Path) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def missing_and_unknown(rows: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    """Ids without a row, and rows that are no id or come twice."""
    found = [row["id"] for row in rows]
    missing = [name for name in IDS if name not in found]
    unknown = [name for i, name in enumerate(found) if name not in IDS or name in found[:i]]
    return missing, unknown


def incomplete(rows: list[dict[str, str]], root: Path) -> list[str]:
    """Rows without a meaning or a known status, and rows of today without key, measure or study."""
    faults = []
    for row in rows:
        if not row["what"] or row["status"] not in STATUSES:
            faults.append(row["id"])
        elif row["status"] == "now" and not (row["config_key"] and row["measure"] and (root / row["study"]).is_file()):
            faults.append(row["id"])
    return faults


def has_key(schema: dict, path: str) -> bool:
    """Whether a JSON Schema of a study knows the table or key `path`."""
    schema = schema.get("definitions", {}).get("values", schema)
    for name in path.split("."):
        known = schema.get("properties", {})
        if name not in known and not isinstance(schema.get("additionalProperties"), dict):
            return False
        schema = known.get(name, schema.get("additionalProperties"))
    return True


def variables(reference: str) -> set[str]:
    """`group.variable` of every variable in the reference that `bitewing describe` prints."""
    found, group = set(), ""
    for line in reference.splitlines():
        if match := re.match(r"### (\w+)$", line):
            group = match[1]
        elif match := re.match(r"\| `(\w+)` \|", line):
            found.add(f"{group}.{match[1]}")
    return found


def untrue(rows: list[dict[str, str]], schema: dict, reference: str) -> list[str]:
    """Rows of today that name a key or a measure which the program does not have."""
    known = variables(reference)
    faults = []
    for row in rows:
        if row["status"] != "now":
            continue
        faults += [f"{row['id']}: {key}" for key in row["config_key"].split(", ") if not has_key(schema, key)]
        faults += [f"{row['id']}: {name}" for name in row["measure"].split(", ") if name not in known]
    return faults


def test_every_id_has_one_row():
    assert missing_and_unknown(read(ROOT / "models/systems.csv")) == ([], [])


def test_every_row_is_complete():
    assert incomplete(read(ROOT / "models/systems.csv"), ROOT) == []


def test_a_missing_and_an_unknown_row_are_found():
    rows = [{"id": name} for name in IDS if name != "C77"] + [{"id": "C119"}, {"id": "N1"}]
    assert missing_and_unknown(rows) == (["C77"], ["C119", "N1"])


def test_an_incomplete_row_is_found(tmp_path):
    row = {"id": "N1", "what": "a", "config_key": "b", "measure": "c", "study": "none.toml", "status": "now"}
    assert incomplete([row, row | {"status": "soon"}, row | {"status": "later"}], tmp_path) == ["N1", "N1"]


def test_keys_and_measures_exist():
    program = Path(os.environ.get("BITEWING_PROGRAM", ROOT / "build/release/bitewing"))
    if not program.exists():
        pytest.skip(f"{program} is not built")
    describe = [program, "describe", ROOT / "configs/tiny.toml"]
    reference = subprocess.run(describe, capture_output=True, check=True, text=True).stdout
    schema = json.loads(subprocess.run([*describe, "--schema"], capture_output=True, check=True, text=True).stdout)
    assert untrue(read(ROOT / "models/systems.csv"), schema, reference) == []


def test_an_unknown_key_and_an_unknown_measure_are_found():
    schema = {"properties": {"need": {"properties": {"onset": {}}}, "scenario": {"additionalProperties": {}}}}
    reference = "### queues\n\n| `asked` | month | uint32 | person | who asked |\n"
    row = {"id": "N1", "config_key": "need.onset, scenario.any", "measure": "queues.asked", "status": "now"}
    assert untrue([row], schema, reference) == []
    assert untrue([row | {"config_key": "need.onsets"}], schema, reference) == ["N1: need.onsets"]
    assert untrue([row | {"measure": "queues.asks"}], schema, reference) == ["N1: queues.asks"]
    assert untrue([row | {"measure": "queues.asks", "status": "planned: S"}], schema, reference) == []
