"""The bar of a notebook's first cell: it moves, ends in one line, and ends with the cell that fails."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from authoring import release
from sheet_utils import readiness

#: Whether garbage was looked for before the end of the first cell, and whether it is now.
LOOKED_FOR = "import gc\nglobals().get('before'), gc.isenabled()"


def run(*sources):
    """The cells of a notebook after a run, and every line that the first one showed."""
    lines = []

    class Client(NotebookClient):
        def process_message(self, msg, cell, cell_index):
            if msg["msg_type"] in ("display_data", "update_display_data"):
                lines.append(msg["content"]["data"]["text/plain"])
            return super().process_message(msg, cell, cell_index)

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    Client(notebook, timeout=120, allow_errors=True).execute()
    return notebook, lines


def test_the_bar_moves_in_steps_and_ends_in_one_line():
    notebook, lines = run(
        "from sheet_utils import readiness\n\nreadiness.begin()\n\n"
        "from sheet_utils import datasets, engine\nengine.prepare()\ndatasets.load_lorenz()\n"
        f"import gc\nbefore = gc.isenabled()\nreadiness.end()\n{LOOKED_FOR}"
    )
    output, garbage = notebook.cells[0].outputs
    assert garbage.data["text/plain"] == "(False, True)"
    assert re.fullmatch(r"Ready in ≈ \d+\.\d s\.", output.data["text/plain"])
    assert "importing" in lines[0] and any("engine" in line for line in lines) and "data" in lines[-2]
    filled = [line.count("█") for line in lines[:-1]]
    assert filled == sorted(filled) and len(set(filled)) >= 3, lines
    release.clean(notebook)
    assert notebook.cells[0].outputs[0].data["text/plain"] == "Ready.", "a release is the same on every machine"


def test_a_first_cell_that_fails_leaves_no_bar():
    notebook, _ = run("from sheet_utils import readiness\nreadiness.begin()\nimport no_such_package", LOOKED_FOR)
    shown, error = notebook.cells[0].outputs
    assert error.ename == "ModuleNotFoundError" and shown.data["text/plain"].startswith("Not ready:")
    (garbage,) = notebook.cells[1].outputs
    assert garbage.data["text/plain"] == "(None, True)"


def test_outside_a_notebook_nothing_is_shown(capsys):
    readiness.begin()
    readiness.step(readiness.DATA, "reading")
    readiness.end()
    assert capsys.readouterr() == ("", "")


def test_the_bar_itself_imports_nothing_that_takes_time():
    program = (
        "import sys; from sheet_utils import readiness; print({'numpy', 'torch', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("path", sorted((release.SOLUTIONS).rglob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_begins_with_the_bar(path):
    first = next(cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    assert first.source.startswith("from sheet_utils import readiness\n\nreadiness.begin()\n\n")
    assert "\nreadiness.end()" in first.source
