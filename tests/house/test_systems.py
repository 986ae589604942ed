"""models/systems.csv says where each named system of the commissioning plans is: none is forgotten."""
import csv
from pathlib import Path

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
