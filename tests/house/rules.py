"""The rules of the house, as functions from a checkout to its faults (`file:line: sentence`)."""
import re
import subprocess
from pathlib import Path

# Left to right: a file may include its own folder and any folder to its left.
ROOMS = [
    "sim",
    "sim/io",
    "models/population",
    "models/need",
    "models/finance",
    "models/practices",
    "models/referrals",
    "models/places",
    "models/pathways",
    "models",  # scenario, region, study, main
]
DEPENDENCY_RULE = (
    "A file may include its own folder and any folder to its left (" + " < ".join(ROOMS) + "); "
    "pathways never include each other; sim never includes models."
)

# A library is included by one file of the program (or one stem: .hpp and .cpp), which the pattern names.
DOORS = {
    "toml++": (r"toml\+\+/|toml\.hpp", r"sim/io/config_\w+\.cpp"),
    "HDF5": (r"hdf5|H5", r"sim/io/hdf5_handle\.hpp"),
    "the HDF5 handle": (r"sim/io/hdf5_handle\.hpp", r"sim/io/run_file_\w+\.cpp"),
    "TBB": (r"(oneapi/)?tbb[/.]", r"sim/crew\.cpp"),
    "Random123": (r"Random123/", r"sim/stream\.[ch]pp"),
    "libcsv": (r"csv\.h$", r"sim/io/table\.cpp"),
    "CLI11": (r"CLI/|CLI\.hpp", r"models/main\.cpp"),
    "JSON": (r"nlohmann/", r"sim/io/\w+\.cpp"),
    "Eigen": (r"Eigen/|unsupported/Eigen", r"sim/numeric\.[ch]pp"),
    "Boost.Random": (r"boost/random", r"sim/distributions\.[ch]pp"),
}
BEHIND_SEVERAL = {"the HDF5 handle"}  # one library behind a reader and a writer

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
MACHINE_PATH = re.compile(r"(?<![\w.~}$])/(" + "|".join(["work", "home", "root", "tmp", "mnt", "Users"]) + r")/\w")
SHARED_TABLES = "shared" + "/data"
TEST_NAME = re.compile(r'\b(?:TEMPLATE_)?TEST_CASE(?:_METHOD)?\(\s*(?:\w+\s*,\s*)?"([^"]*)"')
ALLOWED_NAME = re.compile(r"^[A-Za-z0-9 _:,.'/%+=()\-]+$")
MOST_LINES = 350


def sources(root: Path, *folders: str) -> list[Path]:
    """The C++ files below these folders, relative to `root`, in order."""
    return sorted(
        path.relative_to(root)
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.suffix in (".hpp", ".cpp") and path.is_file()
    )


def room(path: str) -> str | None:
    """The room that a file of the program belongs to."""
    inside = [name for name in ROOMS if path.startswith(name + "/")]
    return max(inside, key=len) if inside else None


def pathway(path: str) -> str | None:
    """The pathway's folder that a file belongs to."""
    parts = path.split("/")
    return parts[2] if path.startswith("models/pathways/") and len(parts) > 3 else None


def includes(root: Path, path: Path) -> list[tuple[int, str, str]]:
    """Line, bracket and target of every include of a file."""
    found = []
    for number, line in enumerate((root / path).read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            found.append((number, match[1], match[2]))
    return found


def dependency_faults(root: Path) -> list[str]:
    """Includes that break the dependency rule, or are not written from the root."""
    faults = []
    for path in sources(root, "sim", "models"):
        name = str(path)
        for line, bracket, target in includes(root, path):
            theirs = room(target)
            if bracket == '"' and (theirs is None or not (root / target).is_file()):
                faults.append(f"{name}:{line}: {target} (Includes are written from the root, of files of sim and models.)")
            elif theirs is not None and not may_include(name, target):
                faults.append(f"{name}:{line}: {target} ({DEPENDENCY_RULE})")
    return faults


def may_include(name: str, target: str) -> bool:
    """Whether the dependency rule lets the file `name` include the file `target`."""
    mine, theirs = room(name), room(target)
    if pathway(name) is not None and pathway(target) is not None:
        return pathway(name) == pathway(target)
    return ROOMS.index(theirs) <= ROOMS.index(mine)


def budget_faults(root: Path) -> list[str]:
    """Pathways that order from a budget and do not say so, or say so and never order."""
    says, orders = set(), set()
    for path in sources(root, "models/pathways"):
        text = (root / path).read_text()
        if re.search(r"\.keeps_to_budget = true;", text):
            says.add(pathway(str(path)))
        if re.search(r"\.commit\(", text):
            orders.add(pathway(str(path)))
    return [f"models/pathways/{name}: keeps_to_budget is set (It never orders: place.commit.)" for name in sorted(says - orders)] + [
        f"models/pathways/{name}: place.commit (Its kind has keeps_to_budget, else its budget is refused.)" for name in sorted(orders - says)
    ]


def door_faults(root: Path) -> list[str]:
    """Libraries that are included elsewhere than behind their door, or by a second file."""
    faults = []
    users: dict[str, set[str]] = {library: set() for library in DOORS}
    for path in sources(root, "sim", "models"):
        for line, _, target in includes(root, path):
            for library, (header, door) in DOORS.items():
                if not re.match(header, target):
                    continue
                if not re.fullmatch(door, str(path)):
                    faults.append(f"{path}:{line}: {target} ({library} is included only by {plain(door)}.)")
                    continue
                users[library].add(str(path.with_suffix("")))
                if len(users[library]) > 1 and library not in BEHIND_SEVERAL:
                    faults.append(f"{path}:{line}: {target} ({library} is included by one file.)")
    return faults


def plain(pattern: str) -> str:
    """A pattern of paths as a person would write it."""
    return pattern.replace("\\w+", "*").replace("[ch]pp", "*").replace("\\", "")


def tracked(root: Path) -> list[Path]:
    """The text files of the checkout that are committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root, capture_output=True, check=True, text=True,
    ).stdout.split("\0")
    files = [Path(name) for name in listed if name and (root / name).is_file()]
    return [path for path in sorted(files) if path.suffix not in (".png", ".svg", ".h5", ".gz")]


def text_faults(root: Path, files: list[Path]) -> list[str]:
    """Marks of unfinished work and paths of one machine."""
    faults = []
    for path in files:
        for number, line in enumerate((root / path).read_text(errors="replace").splitlines(), 1):
            if MARKS.search(line):
                faults.append(f"{path}:{number}: {MARKS.search(line)[0]} (Finish it, or say it in an issue.)")
            if MACHINE_PATH.search(line):
                faults.append(f"{path}:{number}: {MACHINE_PATH.search(line)[0]} (A path of one machine.)")
            if SHARED_TABLES in line and str(path) != ".ci/run":
                faults.append(f"{path}:{number}: {SHARED_TABLES} (Tables are read from the folder in BITEWING_DATA.)")
    return faults


def length_faults(root: Path, files: list[Path], reasons: dict[str, str]) -> list[str]:
    """Source files too long without a reason, and reasons that are no longer needed."""
    long = {
        str(path)
        for path in files
        if path.suffix in (".cpp", ".hpp", ".py") and len((root / path).read_text().splitlines()) > MOST_LINES
    }
    faults = [f"{path}: more than {MOST_LINES} lines (A noun is hiding; or give the reason.)" for path in long - set(reasons)]
    faults += [f"{path}: {MOST_LINES} lines or fewer (Its reason is no longer needed.)" for path in set(reasons) - long]
    return sorted(faults)


def readme_faults(root: Path, files: list[Path]) -> list[str]:
    """Top folders without a README."""
    tops = {path.parts[0] for path in files if len(path.parts) > 1 and not path.parts[0].startswith(".")}
    return [f"{top}: a top folder has a README.md" for top in sorted(tops) if not (root / top / "README.md").is_file()]


def case_name_faults(root: Path) -> list[str]:
    """Names of test cases that ctest would cut in pieces (pieces that match nothing count as passed)."""
    faults = []
    for path in sources(root, "tests"):
        text = (root / path).read_text()
        for match in TEST_NAME.finditer(text):
            if not ALLOWED_NAME.match(match[1]):
                number = text.count("\n", 0, match.start()) + 1
                faults.append(f"{path}:{number}: '{match[1]}' (Letters, digits, spaces and _:,.'/%+=()- only.)")
    return faults
