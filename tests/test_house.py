"""The house stands: lower floors know nothing of higher ones, and names and sizes keep their rules."""

import ast
import importlib
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "runtime": 0, "wire": 0, "tracebacks": 0,
    "exercise_file": 1, "probing": 1, "diagnosis": 1, "checks": 1,
    "submission": 1, "cellrun": 1, "models": 1, "systems": 1, "piecewise": 1, "motion": 1,
    "ensembles": 1, "datasets": 2, "measures": 2, "timeseries": 2, "engine": 3,
    "training": 4, "sequences": 4, "lyapunov": 4, "regimes": 4, "lstm": 4,
    "plots": 5, "widgets": 6, "preflight": 6,
}  # fmt: skip
OPTIONAL = ["numba", "distributed", "dask", "nbgrader", "pandas", "nh3", "jax", "scipy"]


def imports(path):
    """Top-level and nested imports of a module, as dotted names."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def known_floors(files):
    names = [name.split(".") for path in files for name in imports(path)]
    return {parts[1] for parts in names if parts[0] == "sheet_utils" and len(parts) > 1 and parts[1] in FLOORS}


# A module is a file, or a folder of files that stand on one floor.
MODULES = {path.stem: [path] for path in sorted((ROOT / "sheet_utils").glob("*.py")) if path.stem != "__init__"}
MODULES |= {path.parent.name: sorted(path.parent.glob("*.py")) for path in (ROOT / "sheet_utils").glob("*/__init__.py")}


def test_every_module_has_a_floor():
    assert MODULES.keys() == FLOORS.keys()


@pytest.mark.parametrize("module", MODULES)
def test_no_module_imports_a_higher_floor_or_the_course(module):
    assert not [name for path in MODULES[module] for name in imports(path) if name.split(".")[0] == "course"]
    above = {name for name in known_floors(MODULES[module]) if FLOORS[name] > FLOORS[module]}
    assert not above, f"{module} imports {above}, which is above it"


def test_no_import_cycle_on_a_floor():
    graph = {module: known_floors(files) - {module} for module, files in MODULES.items()}
    done = set()
    while graph.keys() - done:
        ready = {name for name, needs in graph.items() if name not in done and needs <= done}
        assert ready, f"these modules import each other: {sorted(graph.keys() - done)}"
        done |= ready


def missing_names(path):
    """Names of our own modules that a script uses and that are not there."""
    tree, modules = ast.parse(path.read_text()), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in ("sheet_utils", "course"):
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


def test_a_name_that_is_gone_is_noticed(tmp_path):
    path = tmp_path / "script.py"
    path.write_text("from sheet_utils import training\nfrom course import nothing\ntraining.sweep, training.swept\n")
    assert list(missing_names(path)) == ["course.nothing", "training.swept"]


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
    program = "import sys, course.marking, sheet_utils.plots, sheet_utils.widgets; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True).stdout.split()
    assert "nbformat" in loaded
    assert not {"nbgrader", "sqlalchemy", "rfc3987_syntax", "matplotlib"} & set(loaded)


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
            png = output.get("data", {}).get("image/png", "")
            assert len(png) * 3 / 4 < 150_000, f"the picture of {cell.id} is too large"
            assert "text/html" in output.data if png else True, f"the picture of {cell.id} has no alternative text"


def test_at_most_two_manual_questions_and_the_points_of_sheet_10():
    points = {}
    for path in sorted((ROOT / "solutions" / "sheet10").glob("*.ipynb")):
        cells = [c.metadata.nbgrader for c in nbformat.read(path, as_version=4).cells if "nbgrader" in c.metadata]
        assert sum(cell.get("task", False) for cell in cells) <= 2
        points[path.name[0]] = sum(cell.get("points", 0) for cell in cells)
    assert points["1"] + points["2"] == 30 and points["3"] == 10


def test_solutions_hold_what_students_fill_in():
    for path in (ROOT / "notebooks").rglob("*.ipynb"):
        text = json.dumps(nbformat.read(path, as_version=4))
        for forbidden in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME"):
            assert forbidden not in text, f"{path.name} gives {forbidden} away"
