"""Where a person waits: every notebook blank and finished, its slow cells, and each setting of every slider.

    python -m benchmarks.waiting [--sheet sheet10 ...] [--without-numba] [--over 2]
    python -m benchmarks.waiting --commands [--students 6]

Notebooks run headless, one after another, as Run All does. Finished ones hold the instructor's answers; after the last
cell every slider is moved through all its settings, and what one picture takes is measured from the move to the
finished picture, in the kernel. Cells that keep a processor busy for longer than `--over` seconds are listed, and a
slider is marked whose median is over 200 ms. Beside seconds stand those of a processor, which other work on the
machine hardly changes.

With `--commands` what is typed into a terminal is timed instead: the first import and the first compilation, the
preflight of a finished sheet, and a tutor's commands for a class whose delivery is that of `class_evening.py`.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import nbformat
import numpy as np
from nbclient import NotebookClient

from authoring import release
from authoring.demo.submissions import Work
from benchmarks import class_evening
from grading.folders import ROOT
from grading.nbgrader_command import write_settings
from sheet_utils import lab

#: Goes before the first cell, where the compiled engine is to be left out.
NO_NUMBA = "import sys; sys.modules['numba'] = None"
#: Goes behind the last cell: prints {question: [(seconds, of a processor) of every setting]} of all sliders that
#: follow the mouse.
MOVE = """
import gc, json, time
from sheet_utils import widgets
took = {}
for shown in [one for one in gc.get_objects() if isinstance(one, widgets.Explorer)]:
    if isinstance(shown, widgets.LiveExplorer) or not hasattr(shown.slider, "labels"):
        continue
    question = shown.children[0].value.removeprefix("<b>").removesuffix("</b>")
    for index in [*range(len(shown.slider.labels)), 0]:
        if index == shown.slider.index:
            continue
        start = time.perf_counter(), time.process_time()
        shown.slider.index = index
        took.setdefault(question, []).append((time.perf_counter() - start[0], time.process_time() - start[1]))
print(json.dumps(took))
"""
#: Goes before all cells: notes what the kernel and what it started had spent of a processor before each cell.
NOTE = """
import os
spent = []
get_ipython().events.register("pre_run_cell", lambda info: spent.append(sum(os.times()[:4])))
"""
#: Goes between: prints these times, of every cell from the first on and of this one.
SPENT = "import json; print(json.dumps(spent))"
#: Seconds that a picture may take while a mouse drags a slider.
FRAME = 0.2


def run(notebook, folder, before=(), after=()) -> tuple[float, float, list[tuple[float, str]], str]:
    """Run a notebook from its first cell to its last.

    Args:
        notebook: as nbformat reads it.
        folder: where it lies.
        before, after: sources of cells to run, too, which do not count.

    Returns:
        (seconds of all cells, those of a processor, [(those of one cell, its id)], what the last cell prints).
    """
    before, after = [*before, NOTE], [SPENT, *after]
    added = [[nbformat.v4.new_code_cell(source) for source in sources] for sources in (before, after)]
    notebook.cells = [*added[0], *notebook.cells, *added[1]]
    client = NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(folder)}})
    own, behind, start = len(notebook.cells) - len(after), 0.0, time.perf_counter()
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            begun = time.perf_counter()
            client.execute_cell(cell, number)
            behind += time.perf_counter() - begun if number >= own else 0.0
    # The kernel's start and end count, too: a person waits for them.
    total = time.perf_counter() - start - behind
    spent = json.loads(notebook.cells[own].outputs[0].text)
    ran = [cell.id for cell in notebook.cells[len(before) : own] if cell.cell_type == "code"]
    printed = "".join(
        out.get("text", "") for out in notebook.cells[-1].get("outputs", []) if out.get("name") == "stdout"
    )
    return total, spent[-1], list(zip(np.diff(spent), ran, strict=True)), printed


def command(name, arguments, **environment) -> None:
    """Time a command, and print its line.

    Args:
        name: what it is called in the table.
        arguments: of Python.
        environment: variables beside those of this process.

    Raises:
        CalledProcessError: it failed.
    """
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    total = time.perf_counter() - start
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - used
    print(f"{name:48}{total:7.1f} s {used:7.1f}", flush=True)


def commands(students) -> None:
    """Time what students and tutors type, each command in a process of its own.

    Args:
        students: how many there are in the class.
    """
    sheet = class_evening.SHEET
    with tempfile.TemporaryDirectory() as scratch:
        root, kernels, byte_code = (Path(scratch) / name for name in ("class", "kernels", "bytes"))
        root.mkdir()
        imports, fresh = "from sheet_utils import engine", {"PYTHONPYCACHEPREFIX": str(byte_code)}
        prepare = f"{imports}; engine.prepare()"
        command("the first import of all", ["-c", imports], **fresh)
        command("a later import", ["-c", imports], **fresh)
        command("import, and the first compilation", ["-c", prepare], NUMBA_CACHE_DIR=str(kernels))
        command("import, and later loads of what was compiled", ["-c", prepare], NUMBA_CACHE_DIR=str(kernels))
        for seconds in (5, 10, 15):
            with mock.patch.dict(os.environ, NUMBA_CACHE_DIR=str(Path(scratch) / f"kernels-{seconds}")):
                meanwhile = lab.compile_meanwhile()
                time.sleep(seconds)
                command(f"import and engine, {seconds} s after `make lab`", ["-c", prepare])
                meanwhile.wait()
        # In a folder with the sheet's name, as `make lab` lays it out.
        work = Work.solved(sheet).write(root / "own", "student")
        for path in sorted(work.glob("*.ipynb")):
            command(f"preflight of {path.stem}", ["-m", "sheet_utils.preflight", path])
        write_settings(root)
        people = class_evening.the_class(students)
        class_evening.deliver(people, root / "downloaded" / sheet / "archive")
        for name, more in {"collect": ["--yes"], "grade": [], "feedback": [], "report": []}.items():
            command(f"course {name}, {len(people)} students", ["-m", "authoring", name, sheet, "--root", root, *more])
        command("course grade, when all is graded", ["-m", "authoring", "grade", sheet, "--root", root])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheet", nargs="*", default=release.sheets())
    parser.add_argument("--without-numba", action="store_true", help="leave the compiled engine out")
    parser.add_argument("--over", type=float, default=2.0, help="list cells that take longer, in seconds")
    parser.add_argument("--commands", action="store_true", help="time commands instead of notebooks")
    parser.add_argument("--students", type=int, default=6, help="how many students the commands have")
    options = parser.parse_args(arguments)
    if options.commands:
        print(f"{'':48}{'clock':>9}{'processor':>10}")
        commands(options.students)
        return
    before = [NO_NUMBA] if options.without_numba else []
    for sheet in options.sheet:
        sums = {state: np.zeros(2) for state in ("blank", "finished")}
        for state, work in (("blank", Work(sheet)), ("finished", Work.solved(sheet))):
            with tempfile.TemporaryDirectory() as scratch:
                folder = work.write(Path(scratch), "student")
                for path in sorted(folder.glob("*.ipynb")):
                    after = [MOVE] if state == "finished" and not options.without_numba else []
                    total, spent, cells, printed = run(nbformat.read(path, as_version=4), folder, before, after)
                    sums[state] += np.array([total, spent])
                    slow = ", ".join(f"{cell} {seconds:.1f}" for seconds, cell in cells if seconds > options.over)
                    print(f"{sheet}/{path.stem:32}{state:10}{total:7.1f} s {spent:7.1f}   {slow}", flush=True)
                    for question, times in (json.loads(printed) if after else {}).items():
                        median, slowest = np.median(times, axis=0), np.max(times, axis=0)
                        figures = f"{1e3 * median[0]:5.0f} ms {1e3 * median[1]:5.0f}, slowest {1e3 * slowest[0]:5.0f}"
                        mark = "  OVER" if median[1] > FRAME else ""
                        print(f"    {figures}: {question}{mark}", flush=True)
        told = [f"{state} {seconds:.0f} s, {spent:.0f} of a processor" for state, (seconds, spent) in sums.items()]
        print(f"{sheet}: {'; '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
