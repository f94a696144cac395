"""The preflight tells the truth: it says of honest work what the grader will say, and why."""

import json
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from authoring import environment, handout
from authoring.demo import accidents
from authoring.demo.submissions import Work
from grading import class_run, sheet
from grading.folders import Folders
from grading.pages import feedback
from grading.verdicts import CellVerdict
from sheet_utils import engine, modes, preflight
from sheet_utils.checks import probing
from sheet_utils.submission import rehearsal
from tests import forked_cellrun
from tests.graded import needs_sandbox

FIRST = "1_sparse_teacher_forcing"
ENGINE = Path(engine.__file__).parent


def _switch(name):
    return lambda work: accidents.turn_a_switch(work, name)


#: What was done to right work: (how, does all of it grade, words that the preflight says, does stf-forward get its
#: points).
HONEST = {
    "a name of the check cell": (accidents.name_of_the_check_cell, True, "This will grade.", True),
    "a result in the check cell": (accidents.name_of_a_run_in_the_check_cell, False,
                                   "NameError: name 'table' is not defined", False),
    "a constant below an import that fails": (accidents.constant_below_a_failing_import, True, "no_such_package", True),
    "renamed": (accidents.renamed_function, False, "its cell defines `my_forward`", False),
    "timed": (accidents.measured, False, "%%timeit keeps to itself what it defines", False),
    "a question below the function": (accidents.asks_a_question, True, "stops with", True),
    "numpy's errors": (_switch("numpy's errors"), True, "has set np.seterr(divide='raise')", True),
    "number format": (_switch("number format"), True, "set_default_dtype(torch.float64)", True),
    "a device that is not here": (_switch("a device that is not here"), True, "set_default_device('mps')", True),
    "warnings": (_switch("warnings"), True, 'warnings.simplefilter("error")', True),
    "anomalies": (_switch("anomalies"), True, "set_detect_anomaly(True)", True),
    "no gradients": (_switch("no gradients"), True, "set_grad_enabled(False)", True),
}  # fmt: skip


def _changed(case):
    work = Work(answers={"stf-forward": "solution"})
    HONEST[case][0](work)
    return work


@pytest.mark.parametrize("case", HONEST)
def test_honest_work_is_told_what_will_become_of_it(tmp_path, capsys, monkeypatch, case):
    # How the process is started is the affair of the tests further down.
    monkeypatch.setattr(rehearsal, "subprocess", forked_cellrun)
    _, good, words, _ = HONEST[case]
    path = tmp_path / f"{FIRST}.ipynb"
    path.write_text(_changed(case).text(), "utf-8")
    assert preflight.main([str(path)]) == (0 if good else 1)
    said = capsys.readouterr().out
    assert words in said and ("This will grade." in said) == good


def _student(case):
    return case.replace(" ", "-").replace("'", "")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """What the grader makes of the exercise that the cases change; of the others there is nothing in them."""
    folders = Folders(tmp_path_factory.mktemp("honest"))
    for case in HONEST:
        work = _changed(case)
        work.write(folders.submitted, _student(case), {f"{name}.ipynb": None for name in work.names()[1:]})
    return class_run.preview("sheet10", "stf-forward", folders, class_run.GradingOptions(workers=1))


@needs_sandbox
@pytest.mark.parametrize("case", HONEST)
def test_the_grader_does_what_the_preflight_says(graded, case):
    points = {row.cell: row.after for row in graded.rows if row.student == _student(case)}
    full = sheet.load("sheet10")[FIRST].exercise_points()["stf-forward"]
    assert full > 0 and points and sum(points.values()) == (full if HONEST[case][3] else 0), points


def test_what_hangs_or_ends_its_process_is_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(rehearsal, "subprocess", forked_cellrun)
    monkeypatch.setattr(rehearsal, "CELL_SECONDS", 15)
    work = Work(answers={"stf-forward": "solution"})
    work.insert("stf-forward", "import time\nwhile True: time.sleep(1)")
    work.insert("stf-forward", "import os; os._exit(0)")
    path = tmp_path / f"{FIRST}.ipynb"
    path.write_text(work.text(), "utf-8")
    assert preflight.main([str(path)]) == 0, "the functions are there all the same"
    said = capsys.readouterr().out
    assert "takes more than 15 s, and the grader stops it" in said and "ends its process" in said


def test_a_package_that_grading_has_not_got_is_named(tmp_path):
    work = Work()
    work.insert("stf-forward", "import my_helpers, seaborn.x, numpy, os.path\nfrom scipy import signal")
    (tmp_path / "my_helpers.py").write_text("")
    path = tmp_path / f"{FIRST}.ipynb"
    path.write_text(work.text(), "utf-8")
    _, _, _, repaired = preflight.look(path)
    assert preflight.foreign_imports(repaired.cells, tmp_path) == ["scipy", "seaborn"]


def test_other_versions_are_told(monkeypatch):
    known = preflight.environment()
    assert preflight.other_versions() == []
    monkeypatch.setattr(preflight, "environment", lambda: {**known, "python": "3.9", "packages": {"numpy": "1.0.0"}})
    first, second = preflight.other_versions()
    assert "graded with 3.9" in first and "numpy" in second and "1.0.0" in second


def test_the_environment_of_grading_is_written_down():
    known, now = preflight.environment(), environment.describe()
    assert known["python"] == now["python"] and known["packages"].keys() == now["packages"].keys()
    assert {"torch", "numpy", "matplotlib", "sheet_utils", "IPython"} <= set(known["modules"])
    assert not {"pytest", "grading", "nbgrader"} & set(known["modules"])


def test_a_syntax_error_names_the_python():
    verdict = CellVerdict(0.0, 1.0, "not defined", error="SyntaxError", line=2)
    assert "in Python 3.11" in feedback.verdict_text(verdict, "3.11.7")


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """The hand-out, unpacked, with a cell that fails; its engine is compiled as that of this clone is."""
    folder = tmp_path_factory.mktemp("handout")
    with zipfile.ZipFile(handout.make(folder / "handout.zip")) as archive:
        archive.extractall(folder)
    top = next(path for path in folder.iterdir() if path.is_dir())
    path = top / "notebooks" / "sheet10" / f"{FIRST}.ipynb"
    tree = json.loads(path.read_text("utf-8"))
    tree["cells"].insert(1, {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "execution_count": None,
                             "source": "λ = 1 / 0  # λ"})  # fmt: skip
    path.write_text(json.dumps(tree), "utf-8")
    # numba knows a source by its time: what it has compiled of the same text is good for these files, too.
    compiled = top / "sheet_utils" / "engine" / "__pycache__"
    compiled.mkdir()
    for kernel in (ENGINE / "__pycache__").glob("*.nb?"):
        shutil.copy(kernel, compiled)
    for source in ENGINE.glob("*.py"):
        shutil.copystat(source, compiled.parent / source.name)
    return top


@pytest.mark.parametrize("place", ["", "notebooks", "notebooks/sheet10"])
def test_every_folder_and_every_console_will_do(handed_out, place):
    """Also the hand-out's own, where its sheet_utils/ comes before the one that is installed, on an old Windows."""
    top, path = handed_out, handed_out / "notebooks" / "sheet10" / f"{FIRST}.ipynb"
    # Isolated from the clone: the hand-out is all that there is, but for packages.
    packages = [entry for entry in sys.path if entry.endswith("site-packages")]
    program = ("import runpy, sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]; "
               f"sys.path += {packages!r}; sys.meta_path = [f for f in sys.meta_path if 'ditable' not in repr(f)]; "
               f"sys.path.insert(0, {str(top)!r}); sys.argv = ['preflight', {str(path)!r}]; "
               "runpy.run_module('sheet_utils.preflight', run_name='__main__')")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], cwd=top / place, capture_output=True,
                          env={**os.environ, "PYTHONIOENCODING": "cp1252"})  # fmt: skip
    said = done.stdout.decode("cp1252")
    assert done.returncode == 0, said + done.stderr.decode()
    assert "ZeroDivisionError" in said and "This will grade." in said


# --- The switches themselves. -----------------------------------------------------------------------


def test_a_check_a_preflight_and_the_grader_call_with_the_same_switches():
    before = modes.Modes.now()
    assert before == modes.Modes()
    changed = modes.Modes(torch.float64, torch.device("meta"), tuple((name, "raise") for name, _ in before.errors),
                          True, True, False)  # fmt: skip
    try:
        changed.apply()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert len(modes.Modes.now().changed()) == 10
            for shelter in (modes.fresh, probing.sheltered):
                with shelter():
                    assert torch.zeros(1).dtype == torch.float32 and torch.zeros(1).device.type == "cpu"
                    assert torch.is_grad_enabled() and not torch.is_anomaly_enabled()
                    warnings.warn("nothing comes of it", stacklevel=1)
                    assert np.float64(1) / np.float64(0) == np.inf
                assert modes.Modes.now() == changed, "afterwards everything is as the student set it"
    finally:
        before.apply()


def test_what_is_set_inside_does_not_leak():
    with pytest.raises(ZeroDivisionError), modes.fresh():
        torch.set_default_dtype(torch.float64)
        1 / 0  # noqa: B018
    assert modes.Modes.now() == modes.Modes()
