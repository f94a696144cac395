"""What happens to honest people while they work: each function changes a solved first notebook of sheet 10.

None of it is an attempt at anything, and most of it should cost nobody a point.
"""

from authoring.demo.submissions import Work

EXERCISE = "stf-forward"


def name_of_the_check_cell(work: Work) -> None:
    """The answer uses a name that only the check's cell defines, above the check.

    Args:
        work: is changed.
    """
    work.cell("stf-check")["source"] = "device = torch.device('cpu')\n" + work.cell("stf-check")["source"]
    _use(work, "device")


def name_of_a_run_in_the_check_cell(work: Work) -> None:
    """The answer uses what the check's cell computes, above the check; the grader does not run that cell.

    Args:
        work: is changed.
    """
    work.cell("stf-check")["source"] = "table = {k: k**2 for k in range(3)}\n" + work.cell("stf-check")["source"]
    _use(work, "table")


def constant_below_a_failing_import(work: Work) -> None:
    """The answer uses a constant from a cell whose first line imports a package that is not there.

    Args:
        work: is changed.
    """
    work.insert(EXERCISE, "import no_such_package\nDIM = 3 - 2")
    _use(work, "DIM")


def _use(work, name):
    """Let the answer's first line of tensors stand below a line that needs a name."""
    answer = work.cell(EXERCISE)
    line = next(line for line in answer["source"].splitlines() if line.startswith("    ") and "torch." in line)
    indent = line[: len(line) - len(line.lstrip())]
    answer["source"] = answer["source"].replace(line, f"{indent}{name}\n{line}", 1)


def renamed_function(work: Work) -> None:
    """The function has another name.

    Args:
        work: is changed.
    """
    cell = work.cell(EXERCISE)
    cell["source"] = cell["source"].replace("def process_sequence_using_STF", "def my_forward")


def magic_on_top(work: Work) -> None:
    """%%time stands on top of the solution.

    Args:
        work: is changed.
    """
    _on_top(work, "%%time")


def measured(work: Work) -> None:
    """%%timeit stands on top of the solution, and keeps to itself what the cell defines.

    Args:
        work: is changed.
    """
    _on_top(work, "%%timeit -n 1 -r 1")


def _on_top(work, line):
    work.cell(EXERCISE)["source"] = f"{line}\n{work.cell(EXERCISE)['source']}"


def asks_a_question(work: Work) -> None:
    """input() stands below the finished function.

    Args:
        work: is changed.
    """
    work.cell(EXERCISE)["source"] += "\ninput('go on?')"


def newer_python(work: Work) -> None:
    """A line that the Python of grading cannot read: an f-string with the same quotes inside.

    Args:
        work: is changed.
    """
    work.cell(EXERCISE)["source"] += '\nprint(f"{"done"}")\n'


def own_pool(work: Work) -> None:
    """A cell of one's own starts processes.

    Args:
        work: is changed.
    """
    work.insert(EXERCISE, "import multiprocessing\nwith multiprocessing.Pool(2) as pool:\n    pool.map(abs, [1])")


def windows_lines(work: Work) -> None:
    """Lines end as on Windows.

    Args:
        work: is changed.
    """
    for cell in work.cells():
        cell["source"] = cell["source"].replace("\n", "\r\n")


def name_of_an_environment(work: Work) -> None:
    """The kernel is that of an environment which is not here.

    Args:
        work: is changed.
    """
    work.notebooks[work.name(1)]["metadata"]["kernelspec"] = {"name": "conda-rnn", "display_name": "rnn"}


#: Lines that turn a switch of the whole process, in a cell of one's own.
SWITCHES = {
    "numpy's errors": "np.seterr(all='raise')",
    "number format": "torch.set_default_dtype(torch.float64)",
    "a device that is not here": "torch.set_default_device('mps')",
    "warnings": "warnings.simplefilter('error')",
    "anomalies": "torch.autograd.set_detect_anomaly(True)",
    "no gradients": "torch.set_grad_enabled(False)",
}


def turn_a_switch(work: Work, name) -> None:
    """A cell of one's own turns a switch of the whole process.

    Args:
        work: is changed.
        name: one of `SWITCHES`.
    """
    work.insert(EXERCISE, f"import numpy as np, torch, warnings\n{SWITCHES[name]}")
