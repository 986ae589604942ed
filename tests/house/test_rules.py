"""The rules of the house hold, and each check finds a planted fault."""
from pathlib import Path

import pytest

import rules

ROOT = Path(__file__).resolve().parents[2]

# Files longer than rules.MOST_LINES, each with its reason.
LONG_FILES: dict[str, str] = {}


def plant(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_dependency_rule():
    assert rules.dependency_faults(ROOT) == []


def test_doors():
    assert rules.door_faults(ROOT) == []


def test_budgets():
    assert rules.budget_faults(ROOT) == []


def test_no_marks_and_no_machine_paths():
    assert rules.text_faults(ROOT, rules.tracked(ROOT)) == []


def test_files_are_short():
    assert rules.length_faults(ROOT, rules.tracked(ROOT), LONG_FILES) == []


def test_top_folders_have_a_readme():
    assert rules.readme_faults(ROOT, rules.tracked(ROOT)) == []


def test_names_of_test_cases():
    assert rules.case_name_faults(ROOT) == []


def test_the_program_is_read():
    assert len(rules.sources(ROOT, "sim", "models")) > 10


# --- each check finds a planted fault

HEADERS = {
    "sim/event.hpp": "",
    "sim/io/table.hpp": "",
    "models/population/groups.hpp": "",
    "models/finance/money.hpp": "",
    "models/places/pathway.hpp": "",
    "models/pathways/hospital/hospital.hpp": "",
    "models/study.hpp": "",
}


@pytest.mark.parametrize(
    "file, target",
    [
        ("sim/calendar.cpp", "models/population/groups.hpp"),
        ("sim/calendar.cpp", "sim/io/table.hpp"),
        ("models/population/geography.cpp", "models/finance/money.hpp"),
        ("models/finance/ledger.cpp", "models/places/pathway.hpp"),
        ("models/places/place.hpp", "models/pathways/hospital/hospital.hpp"),
        ("models/pathways/outreach/outreach.cpp", "models/pathways/hospital/hospital.hpp"),
        ("models/pathways/outreach/outreach.cpp", "models/study.hpp"),
    ],
)
def test_a_planted_include_is_found(tmp_path, file, target):
    root = plant(tmp_path, HEADERS | {file: f'// one\n#include "{target}"\n'})
    (fault,) = rules.dependency_faults(root)
    assert fault.startswith(f"{file}:2: {target}")
    assert rules.DEPENDENCY_RULE in fault


@pytest.mark.parametrize(
    "file, target",
    [
        ("sim/io/table.cpp", "sim/event.hpp"),
        ("models/finance/ledger.cpp", "models/population/groups.hpp"),
        ("models/pathways/outreach/outreach.cpp", "models/places/pathway.hpp"),
        ("models/pathways/hospital/theatre.cpp", "models/pathways/hospital/hospital.hpp"),
        ("models/region.cpp", "models/pathways/hospital/hospital.hpp"),
    ],
)
def test_a_proper_include_passes(tmp_path, file, target):
    root = plant(tmp_path, HEADERS | {file: f'#include "{target}"\n#include <vector>\n'})
    assert rules.dependency_faults(root) == []


def test_an_include_from_elsewhere_than_the_root_is_found(tmp_path):
    root = plant(tmp_path, {"sim/event.hpp": "", "sim/event.cpp": '#include "event.hpp"\n'})
    assert rules.dependency_faults(root)[0].startswith("sim/event.cpp:1: event.hpp")


def test_a_budget_without_effect_or_without_a_word_is_found(tmp_path):
    files = {
        "models/pathways/hospital/hospital.cpp": "  kind.keeps_to_budget = true;\n",
        "models/pathways/hospital/theatre.cpp": "  place.commit(seat_.number, fee);\n",
        "models/pathways/outreach/outreach.cpp": "  kind.keeps_to_budget = true;\n",
        "models/pathways/prevention/prevention.cpp": "  if (!place.commit(seat_.number, fee)) return;\n",
    }
    assert [fault.split(":")[0] for fault in rules.budget_faults(plant(tmp_path, files))] == [
        "models/pathways/outreach",
        "models/pathways/prevention",
    ]


@pytest.mark.parametrize(
    "header, door",
    [
        ("toml++/toml.h", "sim/io/config_tree.cpp"),
        ("hdf5.h", "sim/io/hdf5_handle.hpp"),
        ("oneapi/tbb/task_arena.h", "sim/crew.cpp"),
        ("tbb/parallel_for.h", "sim/crew.cpp"),
        ("Random123/philox.h", "sim/stream.cpp"),
        ("csv.h", "sim/io/table.cpp"),
        ("CLI/CLI.hpp", "models/main.cpp"),
        ("nlohmann/json.hpp", "sim/io/config_schema.cpp"),
        ("Eigen/Dense", "sim/numeric.cpp"),
        ("boost/random/gamma_distribution.hpp", "sim/distributions.hpp"),
    ],
)
def test_a_library_beside_its_door_is_found(tmp_path, header, door):
    text = f"#include <{header}>\n"
    assert rules.door_faults(plant(tmp_path, {door: text})) == []
    (fault,) = rules.door_faults(plant(tmp_path, {"models/region.cpp": text}))
    assert fault.startswith(f"models/region.cpp:1: {header}")


def test_a_second_file_behind_a_door_is_found(tmp_path):
    text = "#include <nlohmann/json.hpp>\n"
    root = plant(tmp_path, {"sim/io/config_schema.cpp": text, "sim/io/config_schema.hpp": text})
    assert len(rules.door_faults(root)) == 1  # a header is no door of JSON's
    root = plant(tmp_path, {"sim/io/config_schema.hpp": "", "sim/io/table.cpp": text})
    (fault,) = rules.door_faults(root)
    assert fault.startswith("sim/io/table.cpp:1: nlohmann/json.hpp (JSON is included by one file.)")


def test_the_stem_of_a_door_is_one_file(tmp_path):
    text = "#include <Eigen/Dense>\n"
    root = plant(tmp_path, {"sim/numeric.cpp": text, "sim/numeric.hpp": text})
    assert rules.door_faults(root) == []


def test_planted_texts_are_found(tmp_path):
    planted = {
        "a.cpp": "// TO" + "DO later",
        "b.md": "see /ho" + "me/someone/x",
        "c.toml": 'file = "../shared' + '/data/x.csv"',
        "good.md": "the folder in BITEWING_DATA; build/release/bitewing; https://example.org/home/page",
    }
    faults = rules.text_faults(plant(tmp_path, planted), [Path(name) for name in planted])
    assert [fault.split(":")[0] for fault in faults] == ["a.cpp", "b.md", "c.toml"]


def test_a_long_file_needs_a_reason(tmp_path):
    plant(tmp_path, {"sim/long.cpp": "\n" * (rules.MOST_LINES + 1), "sim/short.cpp": "\n" * rules.MOST_LINES})
    files = [Path("sim/long.cpp"), Path("sim/short.cpp")]
    assert len(rules.length_faults(tmp_path, files, {})) == 1
    assert rules.length_faults(tmp_path, files, {"sim/long.cpp": "one table"}) == []
    assert len(rules.length_faults(tmp_path, files, {"sim/long.cpp": "one table", "sim/short.cpp": "none"})) == 1


def test_a_folder_without_readme_is_found(tmp_path):
    plant(tmp_path, {"sim/event.hpp": "", "tools/run": "", "tools/README.md": "", ".ci/run": ""})
    files = [Path("sim/event.hpp"), Path("tools/run"), Path(".ci/run")]
    assert rules.readme_faults(tmp_path, files) == ["sim: a top folder has a README.md"]


def test_a_name_that_ctest_would_cut_is_found(tmp_path):
    plant(tmp_path, {"tests/unit/a.cpp": '\nTEST_CASE("one; two", "[x]")\n{}\nTEST_CASE("a[1]")\n{}\nTEST_CASE("fine: M/M/1, 1.5, a-b")\n{}\n'})
    faults = rules.case_name_faults(tmp_path)
    assert [fault.split(": ")[0] for fault in faults] == ["tests/unit/a.cpp:2", "tests/unit/a.cpp:4"]
