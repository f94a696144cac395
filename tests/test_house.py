"""The house stands: lower floors know nothing of higher ones, and names and sizes keep their rules."""

import ast
import functools
import importlib
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from grading.folders import ROOT
from grading.records import provenance
from sheet_utils import datasets
from tests.pictures import LIMIT

DOORS = ("sheet_utils", "grading", "authoring")


def read_floors(page=ROOT / "docs" / "contributing.md"):
    """{package: {module: floor}} from the table on the contributors' page, where floors are written down."""
    floors = {package: {} for package in DOORS}
    for package, floor, names in re.findall(r"^\| (\w+) \| (\d+) \| (`[^|]+) \|", page.read_text(), re.M):
        floors[package] |= dict.fromkeys(re.findall(r"`(\w+)`", names), int(floor))
    return floors


FLOORS = read_floors()
OPTIONAL = ["numba", "distributed", "dask", "nbgrader", "pandas", "nh3", "jax", "scipy"]


@functools.cache
def imports(path):
    """Top-level and nested imports of a module, as dotted names; a file is read once for all that is asked of it."""
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def known_modules(package, files):
    """The modules of the same package that files import."""
    names = [name.split(".") for path in files for name in imports(path)]
    return {parts[1] for parts in names if parts[0] == package and len(parts) > 1 and parts[1] in FLOORS[package]}


def modules_of(package):
    """{module: its files}: a module is a file of the package, or a folder with all files below it at any depth."""
    modules = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).parts
        if parts != ("__init__.py",):
            modules.setdefault(Path(parts[0]).stem, []).append(path)
    return modules


MODULES = {package: modules_of(ROOT / package) for package in DOORS}
ALL_MODULES = [(package, module) for package in DOORS for module in MODULES[package]]


def test_modules_are_found_at_every_depth(tmp_path):
    for name in ("__init__.py", "one.py", "two/__init__.py", "two/three/four.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = {module: [path.name for path in files] for module, files in modules_of(tmp_path).items()}
    assert names == {"one": ["one.py"], "two": ["__init__.py", "four.py"]}


@pytest.mark.parametrize("package", DOORS)
def test_every_module_has_a_floor(package):
    assert MODULES[package].keys() == FLOORS[package].keys()


@pytest.mark.parametrize(("package", "module"), ALL_MODULES)
def test_no_module_imports_a_higher_floor_or_a_later_door(package, module):
    files, later = MODULES[package][module], DOORS[DOORS.index(package) + 1 :]
    assert not [name for path in files for name in imports(path) if name.split(".")[0] in later]
    above = {name for name in known_modules(package, files) if FLOORS[package][name] > FLOORS[package][module]}
    assert not above, f"{package}.{module} imports {above}, which is above it"


@pytest.mark.parametrize("package", DOORS)
def test_no_import_cycle_on_a_floor(package):
    graph = {module: known_modules(package, files) - {module} for module, files in MODULES[package].items()}
    done = set()
    while graph.keys() - done:
        ready = {name for name, needs in graph.items() if name not in done and needs <= done}
        assert ready, f"these modules import each other: {sorted(graph.keys() - done)}"
        done |= ready


def test_a_change_at_any_depth_makes_stored_grades_stale(tmp_path):
    """Whatever can change a score is in the hash that a stored grade is kept under."""
    for number, folder in enumerate(provenance.DECIDING):
        for name in ("top.py", "deeper/still/below.py", "numbers.npz", "page.html.j2"):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(number))
    provenance.code_hash.cache_clear()
    hashes = {provenance.code_hash(tmp_path)}
    for path in provenance.deciding_files(tmp_path):
        path.write_text("changed")
        provenance.code_hash.cache_clear()
        hashes.add(provenance.code_hash(tmp_path))
    assert len(hashes) == 1 + 4 * len(provenance.DECIDING)


def test_the_hash_covers_all_code_that_grades():
    covered = set(provenance.deciding_files(ROOT))
    assert {path for files in MODULES["sheet_utils"].values() for path in files} <= covered
    assert {Path(module.__file__) for name, module in sys.modules.items() if name.split(".")[0] == "grading"} <= covered


def missing_names(path):
    """Names of our own modules that a script uses and that are not there."""
    tree, modules = ast.parse(path.read_text()), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in DOORS:
            for alias in node.names:
                try:
                    modules[alias.asname or alias.name] = importlib.import_module(f"{node.module}.{alias.name}")
                except ImportError:
                    if not hasattr(importlib.import_module(node.module), alias.name):
                        yield f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = modules.get(node.value.id)
            if module is not None and not hasattr(module, node.attr):
                yield f"{node.value.id}.{node.attr}"


@pytest.mark.parametrize("folder", ["benchmarks", "data"])
def test_scripts_that_run_for_minutes_name_what_is_there(folder):
    missing = {path.name: list(missing_names(path)) for path in sorted((ROOT / folder).glob("*.py"))}
    assert missing and not any(missing.values()), missing


def test_benchmarks_are_started_as_they_say(capfd):
    """As modules of one package, so that they may import one another."""
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        text = path.read_text()
        if '"__main__"' in text:
            assert f"python -m benchmarks.{path.stem}" in ast.get_docstring(ast.parse(text)), path.name
        assert "sys.executable, __file__" not in text, path.name
    commands = {script.split()[2] for script in datasets.REMAKE.values() if script.startswith("python -m ")}
    assert commands and all((ROOT / f"{name.replace('.', '/')}.py").exists() for name in commands)
    importlib.import_module("benchmarks.run").memory(["nothing"])
    assert re.search(r"\| import only \| \d+ \|", capfd.readouterr().out)


def test_a_name_that_is_gone_is_noticed(tmp_path):
    path = tmp_path / "script.py"
    path.write_text("from sheet_utils import training\nfrom grading import nothing\ntraining.sweep, training.swept\n")
    assert list(missing_names(path)) == ["grading.nothing", "training.swept"]


#: Tests that are about no single module or folder.
ABOUT_THE_WHOLE = {
    "accessibility": "pages and notebooks in a browser",
    "exchange": "nbgrader's exchange between a tutor and two students",
    "house": "imports, names and sizes",
    "messages": "what a student reads after a mistake, wherever it is raised",
    "nbgrader": "nbgrader's own commands in the course folder",
    "processors": "stored values on another processor",
    "sheets": "what holds for every sheet",
}


def names_of_parts():
    """Names of all modules and folders, a sheet's among them."""
    roots = [*DOORS, "benchmarks", "binder", "container", "data", "docs", "solutions", "notebooks", "tests"]
    paths = [
        path for root in roots for path in (ROOT / root, *(ROOT / root).rglob("*")) if "__pycache__" not in str(path)
    ]
    return {path.stem for path in paths if path.is_dir() or path.suffix == ".py"}


#: What only a user's own files or a script for the data ask for: files of *War and Peace* and CMU takes.
GUESTS = {"load_cmu"}


def names_of(source):
    """How often each name stands in a piece of code, imports and `__all__` left out."""
    tree = ast.parse(source)
    body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    body = [node for node in body if not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")]
    return Counter(re.findall(r"\w+", "\n".join(map(ast.unparse, body))))


def unused(sources, notebooks, others):
    """Public functions and classes of some modules that stand nowhere but in their own definitions.

    Args:
        sources: texts of the modules.
        notebooks: texts of cells.
        others: texts of modules that may use them, too.
    """
    used = Counter(re.findall(r"\w+", "\n".join(notebooks)))
    for source in (*sources, *others):
        used.update(names_of(source))
    kinds = ast.FunctionDef, ast.ClassDef
    defined = Counter(node.name for source in sources for node in ast.parse(source).body if isinstance(node, kinds))
    return {name for name, times in defined.items() if used[name] <= times and not name.startswith("_")}


def test_the_students_package_holds_nothing_that_nobody_uses():
    """A notebook, a check, the preflight or a package behind the next door has to use it, or another part of it."""
    sources = [path.read_text("utf-8") for path in (ROOT / "sheet_utils").rglob("*.py")]
    others = [path.read_text("utf-8") for door in ("grading", "authoring") for path in (ROOT / door).rglob("*.py")]
    cells = [cell for path in (ROOT / "solutions").rglob("*.ipynb") for cell in nbformat.read(path, as_version=4).cells]
    notebooks = [cell.source for cell in cells if cell.cell_type == "code"]
    assert unused(sources, notebooks, others) == GUESTS


def test_what_nobody_uses_is_noticed():
    sources = ["from a import f\ndef f(): pass\ndef g(): f()", "__all__ = ['h']\ndef h(): return g()", "class K: pass"]
    assert unused(sources, ["h(1)"], []) == {"K"}
    assert unused(sources, [], ["K"]) == {"h"}


def test_a_file_of_tests_is_named_after_what_it_tests():
    """`test_MODULE.py` or `test_MODULE_TOPIC.py`; a file about the whole stands in the table with its reason."""
    parts = names_of_parts() - {path.stem for path in (ROOT / "tests").glob("test_*.py")}
    files = {path.stem.removeprefix("test_") for path in (ROOT / "tests").glob("test_*.py")}
    named = {name for name in files if any(name == part or name.startswith(part + "_") for part in parts)}
    assert files - named == ABOUT_THE_WHOLE.keys()


def test_a_student_needs_no_extra():
    """sheet_utils imports, and a model trains, where every optional package is missing."""
    program = f"""
import sys
for name in {OPTIONAL!r}:
    sys.modules[name] = None
import torch
from sheet_utils import checks, datasets, engine, lyapunov, measures, models, plots, systems, training, widgets
model = models.CustomRNN(4, 6, 3)
def loss(model, x, y, t_forcing):
    return ((model(torch.zeros(x.shape[1], 4))[:, :3] - y[0]) ** 2).mean()
training.train(model, datasets.load_lorenz()[:500], loss=loss, steps=3, progress=False)
print(lyapunov.maximum_lyapunov_exponent(model, torch.zeros(4), 50, T_trans=5))
"""
    done = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_grading_a_notebook_loads_no_gradebook_no_grammar_and_no_plotting():
    """Every notebook of a class, and every command that reads one, pays for what is imported on the way."""
    program = "import sys, grading.notebook_run, sheet_utils.plots, sheet_utils.widgets; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True).stdout.split()
    assert "nbformat" in loaded
    assert not {"nbgrader", "sqlalchemy", "rfc3987_syntax", "matplotlib"} & set(loaded)


#: What tutors, authors and the preflight start, and no judge.
COMMANDS = [
    "authoring.__main__", "grading.class_run", "grading.collect", "grading.pages.feedback", "grading.pages.report",
    "grading.reading.server", "grading.formgrader", "sheet_utils.preflight",
]  # fmt: skip


def heavy_after_each(modules):
    """[a module, and which slow packages are loaded once it is imported after those before it], in a new process."""
    program = (
        "import importlib, json, sys\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "    print(json.dumps([name, sorted({'torch', 'numba', 'IPython'} & set(sys.modules))]))\n"
    )
    command = [sys.executable, "-c", program, *modules]
    return [json.loads(line) for line in subprocess.check_output(command, text=True).splitlines()]


def test_a_command_starts_without_torch():
    """Only whoever judges a notebook needs it, and it takes more than a second every time.

    What all of them load together, none of them is without: the first with something beside it is to blame.
    """
    assert heavy_after_each(COMMANDS) == [[module, []] for module in COMMANDS]


def test_a_command_that_loads_a_slow_package_is_noticed():
    assert heavy_after_each(["grading.folders", "IPython"]) == [["grading.folders", []], ["IPython", ["IPython"]]]


def test_conda_and_pip_ask_for_the_same():
    """environment.yml is checked in structure only: no conda channel is used in the tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    split = lambda text: re.match(r"\s*([\w.-]+)\s*(.*)", text).groups()
    pip = dict(map(split, project["dependencies"] + project["optional-dependencies"]["fast"]))
    pip["python"] = project["requires-python"]
    text = (ROOT / "environment.yml").read_text()
    conda = dict(split(line) for line in re.findall(r"^  - ([\w-]+ [^\n:]+)$", text, re.M))
    other_names = {"pytorch-cpu": "torch", "matplotlib-base": "matplotlib"}
    assert {other_names.get(name, name): spec for name, spec in conda.items()} == pip
    assert "conda-forge" in text and "--no-deps --editable ." in text


def test_the_lock_pins_what_is_installed():
    lock = dict(line.split("==") for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + [item for group in extras.values() for item in group]
    names = {re.match(r"[\w.-]+", item).group().lower() for item in wanted} - {project["name"]}
    pinned = {name.lower() for name in lock}
    assert names <= pinned, f"not pinned: {sorted(names - pinned)}"
    assert importlib.metadata.version("torch").split("+")[0] == lock["torch"]


def test_one_number_names_the_version():
    """pyproject.toml, CITATION.cff and the newest numbered part of the changelog agree."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(), re.M)[1]
    changed = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert version == cited == changed[0]


def test_torch_is_a_cpu_build_where_one_is_offered():
    import torch

    installed = {dist.metadata["Name"].lower() for dist in importlib.metadata.distributions()}
    if "+cpu" not in torch.__version__:
        pytest.skip("no CPU build of torch was offered where this environment was made")
    assert not [name for name in installed if name.startswith("nvidia-")]


NOTEBOOKS = sorted((ROOT / "solutions").rglob("*.ipynb")) + sorted((ROOT / "notebooks").rglob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: str(p.relative_to(ROOT)))
def test_notebooks_keep_the_rules(path):
    notebook = nbformat.read(path, as_version=4)
    assert path.stat().st_size < 1_000_000
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cell_id) for cell_id in ids)
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            assert cell.metadata.nbgrader.grade_id == cell.id
        for output in cell.get("outputs", []):
            assert path.is_relative_to(ROOT / "notebooks"), "a source notebook is kept without outputs"
            assert "image/png" not in output.get("data", {}), f"the picture of {cell.id} has no alternative text"
            for png in re.findall('data:image/png;base64,([^"]+)', output.get("data", {}).get("text/html", "")):
                assert len(png) * 3 / 4 < LIMIT, f"the picture of {cell.id} is too large"


def test_at_most_two_manual_questions_and_the_points_of_sheet_10():
    points = {}
    for path in sorted((ROOT / "solutions" / "sheet10").glob("*.ipynb")):
        cells = [c.metadata.nbgrader for c in nbformat.read(path, as_version=4).cells if "nbgrader" in c.metadata]
        assert sum(cell.get("task", False) for cell in cells) <= 2
        points[path.name[0]] = sum(cell.get("points", 0) for cell in cells)
    assert points["1"] + points["2"] == 30 and points["3"] == points["4"] == 6


def test_solutions_hold_what_students_fill_in():
    for path in (ROOT / "notebooks").rglob("*.ipynb"):
        text = json.dumps(nbformat.read(path, as_version=4))
        for forbidden in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME"):
            assert forbidden not in text, f"{path.name} gives {forbidden} away"


@pytest.mark.parametrize(
    "folder", ["downloaded", "submitted", "autograded", "records", "feedback", "report", "reading"]
)
def test_what_a_class_writes_cannot_be_committed_by_accident(folder):
    names = [f"course/{folder}/ada/sheet10/1.ipynb", "course/gradebook.db", "course/roster.csv", "course/student.zip"]
    ignored = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, text=True, capture_output=True).stdout
    assert ignored.split() == names
    kept = ["course/README.md", "course/nbgrader_config.py"]
    assert not subprocess.run(["git", "check-ignore", *kept], cwd=ROOT, text=True, capture_output=True).stdout
