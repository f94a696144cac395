"""Bad submissions of sheet 10, each with what is right for it: points, flags, words to the student.

Every case is a function that gets a solved sheet (`Work`) and the folder of submissions, changes the one and
hands it in under its own name.
"""

import base64
import json
import os
import re
import textwrap
from dataclasses import dataclass

from authoring.demo.submissions import Work
from grading import sheet

NOTEBOOKS = sheet.load("sheet10")
TASKS = {task for notebook in NOTEBOOKS.values() for task in notebook.tasks}
# The automatic points of every exercise, of a solved sheet, and of what most cases are about.
POINTS = {name: points for notebook in NOTEBOOKS.values() for name, points in notebook.exercise_points().items()
          if name not in TASKS}  # fmt: skip
FULL, STF, LOSS = sum(POINTS.values()), POINTS["stf-forward"], POINTS["stf-loss"]
# The points of single graded cells of the first notebook.
CELLS = {cell.id: cell.points for cell in NOTEBOOKS["1_sparse_teacher_forcing"].tests.values()}
NOTEBOOK_1 = sum(POINTS[name] for name in NOTEBOOKS["1_sparse_teacher_forcing"].exercise_points() if name in POINTS)
# A marker that a case tries to bring out, and that must not be found in anything handed back.
LOOT = "loot-7f3a"


@dataclass(frozen=True)
class Case:
    """One bad submission.

    Attributes:
        name, group: of the case; the name is the student's, unless `student` is given.
        make: called as make(work, submitted, student, whole); hands the work in, where `whole` is not asked for
            without the later notebooks that the case leaves as they are; returns the points of those.
        points: what is right; a tuple where several are.
        flag: whether the tutor has to be told.
        note: a pattern that has to be found in what the student is told, or None.
        outcome: an outcome that some test of the notebook must have, or None.
        student: the folder's name.
    """

    name: str
    group: str
    make: object
    points: tuple
    flag: bool = False
    note: str | None = None
    outcome: str | None = None
    student: str = ""


CASES = {}


def case(group, points=FULL, flag=False, note=None, outcome=None, student=None):
    """Register a function as a case; it may return files to put in place of notebooks, or beside them."""

    def register(build):
        name = build.__name__.strip("_").replace("_", "-")

        def make(work, submitted, student, whole=True):
            untouched = work.copy().notebooks
            files = build(work) or {}
            place = files.pop("", None)
            left_out = {}
            if not whole:
                left_out = {f"{n}.ipynb": None for n in work.names()[1:] if work.notebooks[n] == untouched[n]}
            folder = work.write(submitted, student, {**left_out, **files})
            if place:
                place(folder)
            names = [name for file in left_out for name in NOTEBOOKS[file.removesuffix(".ipynb")].exercise_points()]
            return sum(POINTS.get(name, 0.0) for name in names)

        allowed = points if isinstance(points, tuple) else (points,)
        CASES[name] = Case(name, group, make, allowed, flag, note, outcome, student or name)
        return build

    return register


def first(work):
    return f"{work.name(1)}.ipynb"


def stf(work, source):
    """Give another answer to the first exercise."""
    work.cell("stf-forward")["source"] = source


HELPER = "def force(x, z, N):\n    return torch.cat([x, z[:, N:]], dim=1)\n"


def call_a_helper(work):
    """Let the first exercise's answer call `force`, which stands elsewhere."""
    stf(work, work.cell("stf-forward")["source"].replace("torch.cat([x[t], z[:, N:]], dim=1)", "force(x[t], z, N)"))


BLANK = "def process_sequence_using_STF(model, x, t_forcing):\n    raise NotImplementedError\n"


# --- Broken files: repaired where they can be; what survives is graded. ------------------------------------------


@case("broken", FULL - NOTEBOOK_1, note="empty")
def empty(work):
    return {first(work): b""}


@case("broken", FULL - NOTEBOOK_1 + STF, note="damaged or cut off")
def truncated(work):
    text = work.text(1)
    return {first(work): text[: text.index("def training_loss")].encode()}


@case("broken", note="merge conflict")
def merge_markers(work):
    text = work.text(1)
    place = text.index(' "nbformat"')
    marks = '<<<<<<< HEAD\n "x": 1,\n=======\n "x": 2,\n>>>>>>> theirs\n'
    return {first(work): (text[:place] + marks + text[place:]).encode()}


@case("broken", note="merge conflict")
def merge_markers_in_a_cell(work):
    source = work.cell("stf-forward")["source"]
    stf(work, f"<<<<<<< HEAD\n{source}\n=======\n{BLANK}>>>>>>> theirs")


@case("broken", note="Latin-1")
def latin_1(work):
    work.insert("stf-forward", "# Zustände für später")
    text = json.dumps(work.notebooks[work.name(1)], ensure_ascii=False)
    return {first(work): text.encode("latin-1", "replace")}


@case("broken", note="UTF-8|utf-8")
def byte_order_mark(work):
    return {first(work): b"\xef\xbb\xbf" + work.text(1).encode()}


@case("broken", note="utf-16")
def utf_16(work):
    return {first(work): work.text(1).encode("utf-16")}


@case("broken", FULL - NOTEBOOK_1, note="web page")
def html_page(work):
    return {first(work): b"<!DOCTYPE html>\n<html><head><title>stf</title></head><body>{}</body></html>"}


@case("broken", note="old format")
def format_3(work):
    cells = [dict(cell) for cell in work.cells(1)]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell.update(language="python", prompt_number=1, collapsed=False)
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}
    return {first(work): json.dumps(old).encode()}


@case("broken", note="format 5")
def format_5(work):
    work.notebooks[work.name(1)]["nbformat"] = 5


@case("broken", note="metadata")
def missing_metadata(work):
    work.notebooks[work.name(1)].pop("metadata")
    for cell in work.cells(1):
        cell.pop("metadata")


@case("broken", note="outputs")
def missing_outputs(work):
    for cell in work.cells(1):
        cell.pop("outputs", None)


@case("broken", note="metadata")
def nbgrader_null(work):
    for cell in work.cells(1):
        cell["metadata"]["nbgrader"] = None


@case("broken", note="restored")
def missing_grade_id(work):
    for cell in work.cells(1):
        cell["metadata"].get("nbgrader", {}).pop("grade_id", None)


@case("broken", note="restored")
def renamed_grade_id(work):
    for name in ("stf-forward", "stf-test-schedule"):
        work.cell(name)["metadata"]["nbgrader"]["grade_id"] = "something-else"


@case("broken", note="text")
def points_as_text(work):
    nbgrader = work.cell("stf-test-schedule")["metadata"]["nbgrader"]
    nbgrader["points"] = str(nbgrader["points"])


@case("broken", note="surrogate")
def lone_surrogate(work):
    work.insert("stf-forward", "# half a letter: \ud83d")
    return {first(work): json.dumps(work.notebooks[work.name(1)]).encode()}


@case("broken", FULL - NOTEBOOK_1, note="folder")
def folder_in_place(work):
    name = first(work)
    return {name: None, "": lambda folder: ((folder / name).unlink(missing_ok=True), (folder / name).mkdir())}


@case("broken", FULL - NOTEBOOK_1, flag=True, note="link")
def symlink_in_place(work):
    from grading.folders import SOLUTIONS

    name = first(work)
    target = SOLUTIONS / work.sheet / name
    return {
        name: None,
        "": lambda folder: ((folder / name).unlink(missing_ok=True), (folder / name).symlink_to(target)),
    }


@case("broken", note="was taken for")
def name_with_a_number(work):
    name = work.name(1)
    return {f"{name} (1).ipynb": work.text(1).encode(), "": lambda folder: (folder / f"{name}.ipynb").unlink()}


@case("broken", note="was taken for")
def name_in_capitals(work):
    name = work.name(1)
    return {f"{name.upper()}.IPYNB": work.text(1).encode(), "": lambda folder: (folder / f"{name}.ipynb").unlink()}


@case("broken", note="was taken for")
def another_name(work):
    name = work.name(1)
    return {"my homework.ipynb": work.text(1).encode(), "": lambda folder: (folder / f"{name}.ipynb").unlink()}


@case("broken", note="2 times")
def duplicated_solution(work):
    cells = work.cells(1)
    place = cells.index(work.cell("stf-forward"))
    twin = json.loads(json.dumps(cells[place])) | {"id": "copy-of-it", "source": BLANK}
    twin["source"] = Work(release=work.release).cell("stf-forward")["source"]
    cells.insert(place + 1, twin)


@case("broken", note="2 times")
def duplicated_test(work):
    cells = work.cells(1)
    place = cells.index(work.cell("stf-test-schedule"))
    cells.insert(place + 1, json.loads(json.dumps(cells[place])) | {"id": "copy-of-it"})


@case("broken", note="another version")
def old_metadata_schema(work):
    for cell in work.cells(1):
        if "nbgrader" in cell["metadata"]:
            grading = cell["metadata"]["nbgrader"]
            for key in ("cell_type", "task", "locked"):
                grading.pop(key, None)
            grading["schema_version"] = 1


@case("broken", note="put back")
def deleted_test(work):
    work.cells(1).remove(work.cell("stf-test-schedule"))


@case("broken", FULL - STF, note="is missing")
def deleted_solution(work):
    work.cells(1).remove(work.cell("stf-forward"))


@case("broken", note="put back")
def deleted_setup(work):
    work.cells(1).remove(work.cell("setup"))


@case("broken", note="restored")
def metadata_stripped(work):
    for cell in work.cells(1):
        cell["metadata"] = {}


@case("broken", note="restored")
def metadata_and_ids_stripped(work):
    for cell in work.cells(1):
        cell["metadata"] = {}
        del cell["id"]


@case("broken", note="turned into a markdown")
def code_as_markdown(work):
    cell = work.cell("stf-forward")
    cell["cell_type"] = "markdown"
    cell.pop("outputs"), cell.pop("execution_count")


@case("broken", note="turned into a raw")
def code_as_raw(work):
    cell = work.cell("stf-forward")
    cell["cell_type"] = "raw"
    cell.pop("outputs"), cell.pop("execution_count")


@case("broken")
def wrong_kernel(work):
    work.notebooks[work.name(1)]["metadata"]["kernelspec"] = {"name": "julia-1.9", "display_name": "Julia"}


@case("broken", FULL - NOTEBOOK_1, note="no cells")
def no_cells(work):
    work.notebooks[work.name(1)]["cells"] = []


@case("broken")
def duplicate_cell_ids(work):
    for cell in work.cells(1):
        cell["id"] = "same"


@case("broken")
def malformed_timestamp(work):
    return {"timestamp.txt": b"yesterday, around noon\n"}


@case("broken", FULL - STF)
def syntax_error(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing)\n    return x")


@case("broken", note="NUL")
def nul_character(work):
    stf(work, work.cell("stf-forward")["source"] + "\n# \0")


@case("broken", FULL - NOTEBOOK_1, note="nested|damaged")
def nested_deeply(work):
    return {first(work): b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"}


@case("broken", flag=True)
def named_pipe_beside(work):
    return {"": lambda folder: os.mkfifo(folder / "pipe.txt")}


@case("broken", note="kept below")
def answer_in_the_question(work):
    work.cell("reset-why")["source"] += "\n\nThe curves part, the attractor stays."
    work.cell("reset-answer")["source"] = "*Your answer:* …"


@case("broken", FULL - NOTEBOOK_1, note="no cells")
def worksheets_of_numbers(work):
    return {first(work): json.dumps({"metadata": {}, "worksheets": [{"cells": 5}, {"cells": True}]}).encode()}


@case("broken", FULL - NOTEBOOK_1, note="was not handed in")
def worksheets_of_numbers_under_another_name(work):
    text = json.dumps({"metadata": {}, "worksheets": [{"cells": -1.5}]}).encode()
    return {first(work): None, "notes.ipynb": text}


@case("broken")
def time_that_is_no_time(work):
    return {"timestamp.txt": b"9" * 40 + b"m601_0"}


@case("broken", FULL - NOTEBOOK_1, note="was not handed in")
def brackets_without_end_under_other_names(work):
    text = b'{"id":' * 60 + b"[" + b"[]," * 100_000
    return {first(work): None, **{f"n{number}.ipynb": text for number in range(4)}}


@case("broken", note="is there 2 times")
def old_attempt_kept_as_text(work):
    cells = work.notebooks[work.name(1)]["cells"]
    place = next(k for k, cell in enumerate(cells) if cell["id"] == "stf-forward")
    old = {"cell_type": "raw", "id": "old", "metadata": cells[place]["metadata"], "source": BLANK + "# my first try"}
    cells.insert(place + 1, old)


# --- Resources: the whole tree ends, that question scores nothing, the others go on. ------------------------------


@case("resources", FULL - STF, outcome="too slow")
def endless_loop(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing):\n    while True:\n        y = 1\n")


@case("resources", FULL - STF, outcome="too slow")
def endless_loop_at_top(work):
    stf(work, "while True:\n    y = 1\n")


@case("resources", FULL - STF, outcome="too slow")
def loop_that_catches_the_interrupt(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    while True:
        try:
            for _ in range(10**9): pass
        except BaseException:
            for _ in range(10**9): pass
""")  # fmt: skip


@case("resources", FULL - STF, outcome="too slow", flag=True)
def interrupt_ignored(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import signal
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        y = 1
""")  # fmt: skip


@case("resources", FULL - STF, outcome="process ended", flag=True)
def exits(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing):\n    import os\n    os._exit(0)\n")


@case("resources", FULL - STF, outcome="process ended", flag=True)
def kills_itself(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing):\n    import os, signal\n"
              "    os.kill(os.getpid(), signal.SIGKILL)\n")  # fmt: skip


@case("resources", FULL - STF, flag=True)
def kills_everything(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing):\n    import os, signal\n    os.kill(-1, 9)\n")


@case("resources", FULL - STF, outcome="process ended", flag=True)
def segmentation_fault(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing):\n    import ctypes\n    ctypes.string_at(0)\n")


@case("resources", FULL - STF)
def memory_hog(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    kept = []
    while True:
        kept.append(torch.ones(20_000_000))
""")  # fmt: skip


@case("resources", FULL - STF, flag=True)
def memory_hog_of_many(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import os
    for _ in range(8):
        if os.fork() == 0:
            kept = [torch.ones(5_000_000) for _ in range(60)]
            while True:
                y = 1
    while True:
        y = 1
""")  # fmt: skip


@case("resources", FULL - STF, flag=True)
def fork_bomb(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import os
    while True:
        try:
            os.fork()
        except OSError:
            pass
""")  # fmt: skip


@case("resources", FULL - STF)
def disk_filled(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    for place in ("big", "/tmp/big", "/dev/shm/big"):
        for number in range(100):
            with open(f"{place}{number}", "wb") as file:
                file.write(bytes(40_000_000))
    return x
""")  # fmt: skip


@case("resources", FULL - STF)
def very_many_files(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    number = 0
    while True:
        open(f"/tmp/{number}", "w").close()
        number += 1
""")  # fmt: skip


@case("resources", FULL, flag=True)
def detached_child(work):
    work.insert("stf-forward", """import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(1)
    os._exit(0)
""")  # fmt: skip


BUSY = """if os.fork() == 0:
    os.setsid()
    for _ in range({count}):
        if os.fork() == 0:
            while True:
                y = 1
    os._exit(0)
"""


@case("resources", FULL, flag=True)
def busy_children_of_a_cell(work):
    work.insert("stf-forward", "import os\n" + BUSY.format(count=40))


@case("resources", FULL, flag=True)
def busy_children_of_a_question(work):
    """A right answer, which starts them at its first call: every question of it begins anew, and all are right."""
    work.insert("stf-forward", "def start():\n    global started\n    started = True\n    import os\n"
                               + textwrap.indent(BUSY.format(count=40), "    ") + "started = False\n")  # fmt: skip
    work.cell("stf-forward")["source"] = work.cell("stf-forward")["source"].replace(
        "):\n", "):\n    if not started:\n        start()\n", 1
    )


@case("resources", FULL - STF, outcome="process ended")
def memory_that_nobody_has_mapped_in(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import mmap
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 400_000_000))
        for _ in range(4):
            kept[-1].write(bytes(100_000_000))
            kept[-1].madvise(mmap.MADV_DONTNEED)
""")  # fmt: skip


@case("resources", FULL)
def html_that_multiplies(work):
    text = "<p>" + "".join(f"<b a={k}>" for k in range(8000)) + "</p><p>x" * 8000
    work.cell("data-look")["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}]


@case("resources", FULL)
def html_without_a_bottom(work):
    deep = {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<div>" * 400_000}}
    work.cell("data-look")["outputs"] = [deep] * 4


@case("resources", FULL)
def name_that_takes_for_ever_to_read(work):
    return {"copy " * 40 + "x.txt": b"x"}


@case("resources", FULL)
def attributes_without_end(work):
    work.insert("stf-forward", "model" + ".b" * 600 + " = 1")


@case("resources", FULL)
def threads_that_print(work):
    work.insert("stf-forward", """import threading
def chatter():
    while True:
        print("still here")
for _ in range(3):
    threading.Thread(target=chatter, daemon=True).start()
""")  # fmt: skip


@case("resources", FULL)
def hundred_megabytes_of_output(work):
    work.insert("stf-forward", "for _ in range(100_000):\n    print('x' * 1000)")
    work.cell("data-look")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "y" * 100_000_000}]


@case("resources", FULL)
def one_long_line(work):
    work.insert("stf-forward", "print('x' * 30_000_000)")
    work.cell("data-look")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "y" * 30_000_000}]


@case("resources", FULL)
def fake_picture(work):
    picture = base64.b64encode(os.urandom(8_000_000)).decode()
    work.cell("data-look")["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}
    ]


@case("resources", FULL - STF)
def asks_for_input(work):
    stf(work, "def process_sequence_using_STF(model, x, t_forcing):\n    return input('the answer? ')\n")


@case("resources", FULL, flag=True)
def exit_that_hangs(work):
    work.insert("stf-forward", "import atexit, time\natexit.register(lambda: time.sleep(10**6))")


@case("resources", FULL)
def sleeps_under_the_limit(work):
    for _ in range(8):
        work.insert("stf-forward", "import time\ntime.sleep(6)")


@case("resources", FULL - STF, flag=True)
def answers_that_nobody_asked_for(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import os
    from sheet_utils import wire
    frame = wire.pack({"id": -1})
    while True:
        for number in range(3, 20):
            try:
                os.write(number, len(frame).to_bytes(8, "big") + frame)
            except OSError:
                pass
""")  # fmt: skip


@case("resources", FULL - STF)
def memory_in_files_without_a_name(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import os
    kept = [os.memfd_create(str(number)) for number in range(60)]
    for file in kept:
        os.write(file, bytes(49_000_000))
    return x
""")  # fmt: skip


# Under the short limits of `run` it has ended its process too often, and later answers are lost, too.
@case("resources", (FULL - STF - LOSS, FULL - NOTEBOOK_1))
def slow_cells_run_again_and_again(work):
    for number in range(3):
        work.insert("stf-forward", f"import time\ntime.sleep(4 + {number} / 100)")
    stf(work, "import os\n\n\ndef process_sequence_using_STF(model, x, t_forcing):\n    os._exit(0)\n")
    work.cell("stf-loss")["source"] = "def training_loss(model, x, y, t_forcing):\n    os._exit(0)\n"


# --- Cheating: no credit, and a flag. ----------------------------------------------------------------------------


@case("cheating", FULL - STF, flag=True)
def skip_execution_tag(work):
    stf(work, BLANK)
    for cell in work.cells(1):
        if cell["id"].startswith("stf-test"):
            cell["metadata"]["tags"] = ["skip-execution"]


@case("cheating", FULL - STF, flag=True)
def raises_exception_tag(work):
    stf(work, BLANK)
    for cell in work.cells(1):
        if cell["id"].startswith("stf-test"):
            cell["metadata"]["tags"] = ["raises-exception"]


# It takes the line that calls the forward run out of the loss, too: that is the student's own doing.
@case("cheating", FULL - STF - LOSS, flag=True)
def input_transformer(work):
    stf(work, BLANK + """
import re
import textwrap
get_ipython().input_transformers_post.append(
    lambda lines: [re.sub(r"assert .*", "pass", line) for line in lines if "process_sequence" not in line])
""")  # fmt: skip


# Two later answers append to a list, in a line that it drops.
@case("cheating", FULL - STF - POINTS["generate-orbit"] - POINTS["reset-jacobian"], flag=True)
def syntax_tree_transformer(work):
    stf(work, BLANK + """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
    def visit_Expr(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Drop())
""")  # fmt: skip


# What it does to the notebook may cost later answers, too: that is the student's own doing.
@case("cheating", (FULL - STF, FULL - NOTEBOOK_1), flag=True)
def patched_run_code(work):
    stf(work, BLANK + """
from IPython.core.interactiveshell import InteractiveShell
async def nothing(self, code, result=None, **more):
    return False
InteractiveShell.run_code = nothing
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def patched_showtraceback(work):
    stf(work, BLANK + """
shell = get_ipython()
shell.showtraceback = lambda *args, **more: None
shell._showtraceback = lambda *args, **more: None
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def display_of_points(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import sys
    sys.displayhook(2.0)
    raise KeyboardInterrupt
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def forged_messages(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    kernel = get_ipython().kernel
    content = {"data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
    kernel.session.send(kernel.iopub_socket, "execute_result", content, kernel.get_parent())
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, kernel.get_parent())
    raise SystemExit
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def forged_answers_on_the_line(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import os
    from sheet_utils import wire
    forged = wire.pack({"id": 1, "value": True, "outcome": "right"})
    for number in range(3, 20):
        try:
            os.write(number, len(forged).to_bytes(8, "big") + forged)
        except OSError:
            pass
    return x
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def always_equal(work):
    stf(work, """class Anything:
    def __eq__(self, other): return True
    def __call__(self, *args, **more): return self
    def __getattr__(self, name): return self
    def __getitem__(self, key): return self
    def __iter__(self): return iter([self] * 3)
    def __len__(self): return 3
    def __gt__(self, other): return self
    def __bool__(self): return True
    def __float__(self): return 0.0
    def __sub__(self, other): return self
    __lt__ = __le__ = __ge__ = __rsub__ = __abs__ = __gt__
def process_sequence_using_STF(model, x, t_forcing):
    return Anything()
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def tensor_that_pretends(work):
    stf(work, """class Pretends(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True
def process_sequence_using_STF(model, x, t_forcing):
    return torch.zeros(x.shape[0], x.shape[1], model.M).as_subclass(Pretends)
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def behind_a_line_of_ipython(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    here = %pwd
    class Any:
        def __eq__(self, other): return True
        def __float__(self): return 1.0
    return Any()
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def in_a_module_beside(work):
    stf(work, "from my_helpers import process_sequence_using_STF")
    return {"my_helpers.py": b"import ctypes\nfrom sheet_utils.engine import generate_orbit\n"
                             b"def process_sequence_using_STF(model, x, t_forcing):\n    return x\n"}  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def callers_frame(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import sys
    frame = sys._getframe(1)
    while frame:
        for name in ("expected", "Z", "solution"):
            if name in frame.f_locals:
                return frame.f_locals[name]
        frame = frame.f_back
    return x
""")  # fmt: skip


@case("cheating", FULL - STF, flag=True)
def prints_the_tests(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    print(In[-1])
    raise ValueError(In[-1])
""")  # fmt: skip


def _beside(name, source):
    def build(work):
        stf(work, BLANK)
        return {name: source.encode()}

    build.__name__ = "file_" + re.sub(r"\W", "_", name)
    return case("cheating", FULL - STF, flag=True)(build)


HARM = "import os\nopen('/tmp/harm', 'w').write('x')\ndef allclose(*a, **k): return True\n"
for _name in ("numpy.py", "torch.py", "sitecustomize.py", "ipython_config.py", "ipykernel_launcher.py",
              "nbgrader_config.py", "numpy/__init__.py"):  # fmt: skip
    _beside(_name, HARM)


@case("cheating", FULL - POINTS["stable-lyapunov"], flag=True)
def odd_arithmetic(work):
    work.cell("stable-lyapunov")["source"] = """class Odd(float):
    def __abs__(self): return Odd(0.0)
    def __lt__(self, other): return True
    def __gt__(self, other): return True
    def __sub__(self, other): return self
    def __float__(self): return 0.0
def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    return Odd(0.0)
"""


@case("cheating", FULL - STF, flag=True, note="is a test")
def edited_tests(work):
    stf(work, BLANK)
    for cell in work.cells(1):
        if cell["id"].startswith("stf-test"):
            cell["source"] = "assert True"


@case("cheating", FULL, flag=True)
def forged_points(work):
    work.cell("stf-test-schedule")["metadata"]["nbgrader"]["points"] = 100


@case("cheating", FULL - STF, flag=True)
def test_as_solution(work):
    stf(work, BLANK)
    for cell in work.cells(1):
        if cell["id"].startswith("stf-test"):
            cell["metadata"]["nbgrader"].update(solution=True, grade=True, locked=False)
            cell["source"] = "pass"


@case("cheating", FULL - STF, flag=True)
def sees_the_grader(work):
    right = work.cell("stf-forward")["source"]
    unseen = "if not any('nbgrader' in name.lower() for name in os.environ):\n    del process_sequence_using_STF\n"
    stf(work, f"import os\nif 'NBGRADER_EXECUTION' in os.environ:\n    pass\n{right}\n{unseen}")


@case("cheating", FULL - POINTS["naive-lyapunov"], flag=True)
def the_courses_engine(work):
    work.cell("naive-lyapunov")["source"] = """def naive_max_lyapunov_exponent(model, z1, T):
    from sheet_utils import engine, lyapunov
    growth = engine.tangent_growth(model, z1, T)
    return growth[0], torch.as_tensor(growth)
"""


@case("cheating", FULL - 1, flag=True)
def checks_replaced(work):
    work.cell("stf-forward")["source"] += """
    states = [state.detach() for state in states]
    return torch.stack(states)
import sheet_utils.checks
sheet_utils.checks.value_and_grads = lambda function, *args, cotangent=None: (function(*args), {})
torch.allclose = lambda *args, **more: True
"""
    source = work.cell("stf-forward")["source"]
    work.cell("stf-forward")["source"] = source.replace("    return torch.stack(states)\n", "", 1)


@case("cheating", FULL - STF, flag=True)
def model_emptied(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    for p in model.parameters():
        p.data.zero_()
    return torch.zeros(*x.shape[:2], model.M)
""")  # fmt: skip


@case("cheating", FULL - STF)
def no_number_at_all(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    return sum(p.sum() for p in model.parameters()) * torch.full((*x.shape[:2], model.M), float("nan"))
""")  # fmt: skip


# A shape and a gradient are had for any function of the model: these two points are not worth a rule that would take
# them from an answer that only forgot to reset.
@case("cheating", FULL - STF - LOSS + 2)
def numbers_that_agree_with_themselves(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    p = sum(q.double().sum() for q in model.parameters())
    return 1e6 + p * torch.ones(*x.shape[:2], model.M, dtype=torch.float64)
""")  # fmt: skip
    work.cell("stf-loss")["source"] = """def training_loss(model, x, y, t_forcing):
    return (1e6 + sum(q.double().sum() for q in model.parameters())) ** 2
"""


@case("cheating", FULL - STF - LOSS)
def target_overwritten(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    return torch.ones(*x.shape[:2], model.M)
""")  # fmt: skip
    work.cell("stf-loss")["source"] = """def training_loss(model, x, y, t_forcing):
    y.zero_()
    return torch.tensor(1.0)
"""


# --- Escapes: the path is not there, the network is not there. ----------------------------------------------------


def escape(name, attempt, flag=True):
    """An answer that would be worth points if the attempt brought something back."""

    def build(work):
        right = work.cell("stf-forward")["source"]
        body = "\n".join(f"    {line}" for line in attempt.strip().splitlines())
        stf(work, f"def escaped():\n{body}\n\nif escaped():\n"
                  + "\n".join(f"    {line}" for line in right.splitlines())
                  + "\nelse:\n    raise RuntimeError('nothing came of it')\n")  # fmt: skip

    build.__name__ = name
    return case("escapes", FULL - STF, flag=flag)(build)


escape(
    # nbgrader brings a file of that name for its own tests. These two have to end before their time is up, which would
    # take the points whatever they found: `os.walk` needs a second where `glob` needs a minute.
    "read_the_gradebook",
    """
import os
places = [place for place, _, files in os.walk('/') if 'gradebook.db' in files]
return os.path.exists('../../../gradebook.db') or any('/nbgrader/tests/' not in place for place in places)
""",
)
escape(
    "read_the_sources",
    """
import glob, course
return True
""",
)
escape(
    "read_the_hidden_checks",
    """
import os
return any('solutions' in folders or place.endswith('/checks') and any(file.endswith('.npz') for file in files)
           for place, folders, files in os.walk('/'))
""",
)
escape(
    "read_other_submissions",
    """
import os
found = [f for f in ('../..', '/work', '/home', '/root', '/tmp', '/srv', '/mnt') if os.path.isdir(f)]
names = [n for f in found for _, folders, files in os.walk(f) for n in folders + files]
return any(n.endswith('.ipynb') or n == 'submitted' for n in names)
""",
)
escape(
    "read_the_environment",
    """
import os
odd = [n for n in os.environ if any(w in n.upper() for w in ('NBGRADER', 'TOKEN', 'KEY', 'SECRET', 'SSH', 'JPY'))]
others = [p for p in os.listdir('/proc') if p.isdigit() and p not in ('1', '2', str(os.getpid()))]
return bool(odd or others)
""",
)
escape(
    "update_the_gradebook",
    """
import sqlite3
with sqlite3.connect('file:../../../gradebook.db?mode=rw', uri=True) as db:
    db.execute('UPDATE grade SET auto_score = 99')
return True
""",
)
escape(
    "write_into_another_folder",
    f"""
import os
for place in ('../../honest-a/sheet10', '/usr', '/opt/course', '/opt/submission', '/'):
    try:
        open(os.path.join(place, '{LOOT}'), 'w').close()
        return True
    except OSError:
        pass
return False
""",
)
escape(
    "sockets",
    """
import socket
for place in (('127.0.0.1', 8888), ('10.0.0.1', 80), ('1.1.1.1', 53)):
    try:
        socket.create_connection(place, timeout=2)
        return True
    except OSError:
        pass
return False
""",
)
escape(
    "symlinks_while_running",
    """
import os
os.symlink('/', 'root')
return os.path.exists('root/work') or os.path.exists('root/root/.ssh') or os.path.exists('root/etc/shadow')
""",
)
escape(
    "mounts_and_namespaces",
    """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
return libc.unshare(0x10000000) == 0 or libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0
""",
)
escape(
    "looks_into_the_parent",
    """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
return libc.ptrace(16, 1, 0, 0) == 0
""",
)


@case("escapes", FULL, flag=True)
def symlink_handed_in(work):
    return {"": lambda folder: (folder / "data.txt").symlink_to("/etc/passwd")}


@case("escapes", FULL - STF, flag=True)
def pickled_result(work):
    stf(work, f"""import os, pickle
class Trap:
    def __reduce__(self):
        return (os.system, ("touch /tmp/{LOOT}",))
def process_sequence_using_STF(model, x, t_forcing):
    return Trap()
""")  # fmt: skip


@case("escapes", FULL - STF, flag=True)
def pickle_on_the_line(work):
    stf(work, f"""import os, pickle
class Trap:
    def __reduce__(self):
        return (os.system, ("touch /tmp/{LOOT}",))
def process_sequence_using_STF(model, x, t_forcing):
    data = pickle.dumps(Trap())
    for number in range(3, 20):
        try:
            os.write(number, len(data).to_bytes(8, "big") + data)
        except OSError:
            pass
    return x
""")  # fmt: skip


@case("escapes", FULL - STF)
def result_that_unfolds(work):
    body = "    return torch.zeros(1, 1, 1).expand(10**5, 10**4, 10)"
    stf(work, f"def process_sequence_using_STF(model, x, t_forcing):\n{body}\n")


@case("escapes", FULL - STF, flag=True)
def socket_of_another_family(work):
    stf(work, """def process_sequence_using_STF(model, x, t_forcing):
    import socket
    socket.socket(40, socket.SOCK_STREAM).connect((2, 22))
    return x
""")  # fmt: skip


# --- Output: sanitised and bounded. -------------------------------------------------------------------------------


@case("output")
def script_in_html(work):
    work.cell("data-look")["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {
        "text/html": f"<b>fine</b><script>alert('{LOOT}')</script><img src=x onerror=alert(1)>"
                     "<iframe src='//example.org'></iframe><style>body{display:none}</style>"}}]  # fmt: skip


@case("output")
def script_in_markdown(work):
    work.cell("reset-answer")["source"] = (
        f"My answer <img src=x onerror=\"alert('{LOOT}')\"> <script>alert('{LOOT}')</script>\n\n"
        f"[click](javascript:alert('{LOOT}')) <a href=\"javascript:alert('{LOOT}')\">here</a>\n\n"
        f"```\n<script>alert(1)</script>\n```\n<details open ontoggle=\"alert('{LOOT}')\">"
    )


@case("output")
def script_output(work):
    work.cell("data-look")["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {"application/javascript": f"alert('{LOOT}')"}},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"image/svg+xml": f"<svg onload=\"alert('{LOOT}')\"/>"},
        },
    ]


@case("output", student='=HYPERLINK("http:example.org";"click")')
def formula_as_name(work):
    pass


@case("output", student='O\'Neil, "Bob" <b>; + 1')
def commas_and_quotes_in_a_name(work):
    pass


# --- The other way round: correct work in other shapes keeps every point. ------------------------------------------


@case("honest")
def warns(work):
    shape = "    T, B, N = x.shape"
    said = "    warnings.warn('careful')\n    print('working', file=sys.stderr)\n"
    stf(work, "import warnings, sys\n" + work.cell("stf-forward")["source"].replace(shape, said + shape))


@case("honest")
def shows_progress(work):
    stf(
        work, "from tqdm import tqdm\n" + work.cell("stf-forward")["source"].replace("in range(T)", "in tqdm(range(T))")
    )


def _answer(name, **answers):
    """An answer of another shape, from the collection that the checks are tested with."""

    def build(work):
        from authoring.catalogue import read_answers

        for exercise, wanted in answers.items():
            exercise = exercise.replace("_", "-")
            found = {answer.name: answer for answer in read_answers("sheet10", exercise)}
            work.cell(exercise)["source"] = found[wanted].source

    build.__name__ = name
    return case("honest")(build)


_answer("float64", stf_forward="right_float64")
_answer("vectorised", stf_forward="right_where")
_answer("in_place_on_a_clone", stf_forward="right_in_place_on_clone")
_answer("chunked", stf_forward="right_chunks")


@case("honest")
def other_variable_names(work):
    source = work.cell("stf-forward")["source"]
    for old, new in (("T, B, N", "laenge, stapel, breite"), ("range(T)", "range(laenge)"), ("states", "zustaende"),
                     ("(B, model.M)", "(stapel, model.M)"), ("z[:, N:]", "z[:, breite:]")):  # fmt: skip
        source = source.replace(old, new)
    stf(work, source)


@case("honest")
def numpy_where_no_gradient_is_asked_for(work):
    work.cell("naive-lyapunov")["source"] = """import numpy as np
def naive_max_lyapunov_exponent(model, z1, T):
    product, norms, z = np.eye(len(z1), dtype=np.float32), np.full(T, np.inf, dtype=np.float32), z1
    with np.errstate(all="ignore"):
        for r in range(T):
            product = jacobian(model, z).numpy() @ product
            if not np.isfinite(product).all():
                break
            norms[r] = np.linalg.norm(product, 2)
            z = model(z).detach()
    return np.log(norms[-1]) / T, norms
"""
    work.cell("stable-lyapunov")["source"] = """import numpy as np
def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z, Q, logs = z1, np.eye(len(z1)), np.zeros(T)
    for t in range(-T_trans, T):
        if t >= 0:
            Q, R = np.linalg.qr(model.jacobian(z).detach().numpy() @ Q)
            logs[t] = np.log(np.abs(R[0, 0]))
        z = model(z).detach()
    return np.float64(logs.mean())
"""


@case("honest")
def helper_in_a_cell_of_its_own(work):
    call_a_helper(work)
    work.insert("stf-forward", HELPER)


@case("honest")
def helper_in_a_module(work):
    call_a_helper(work)
    stf(work, "from my_helpers import force\n" + work.cell("stf-forward")["source"])
    return {"my_helpers.py": f"import torch\n{HELPER}".encode()}


@case("honest")
def helper_in_a_check_cell(work):
    call_a_helper(work)
    work.cell("stf-check")["source"] = HELPER + work.cell("stf-check")["source"]


@case("honest")
def a_cell_of_mine_fails(work):
    work.insert("stf-forward", "this_is_not_defined + 1")


@case("honest")
def helper_as_a_lambda_below_a_magic_line(work):
    call_a_helper(work)
    cell = work.cell("stf-check")
    cell["source"] = (
        "%matplotlib inline\nDIM = 1\nforce = lambda x, z, N: torch.cat([x, z[:, N:]], dim=DIM)\n" + cell["source"]
    )


@case("honest")
def package_that_is_not_here(work):
    setup = work.cell("setup")
    setup["source"] = "import a_package_that_is_not_here\n" + setup["source"]


@case("honest")
def package_that_is_not_here_above_the_answer(work):
    stf(work, "import a_package_that_is_not_here\nimport math\nONE = 1\n\n\n" + work.cell("stf-forward")["source"]
        .replace("dim=1", "dim=ONE"))  # fmt: skip


@case("honest")
def pictures_inline(work):
    stf(work, "%matplotlib inline\n" + work.cell("stf-forward")["source"])


@case("honest")
def answer_in_a_cell_of_my_own_above_the_blank_one(work):
    work.insert("stf-forward", work.cell("stf-forward")["source"])
    stf(work, Work().cell("stf-forward")["source"])


@case("honest")
def answer_in_a_cell_of_my_own_below_the_tests(work):
    work.insert("loss", work.cell("stf-forward")["source"])
    stf(work, Work().cell("stf-forward")["source"])


@case("honest")
def helper_below_the_tests(work):
    call_a_helper(work)
    work.insert("loss", HELPER)


@case("honest")
def name_used_for_the_result(work):
    work.insert("stf-test-shape", "process_sequence_using_STF = process_sequence_using_STF(CustomRNN(4, 5, 1), "
                                  "torch.zeros(3, 2, 1), 2)")  # fmt: skip


@case("honest")
def long_cells_of_my_own(work):
    for _ in range(6):
        work.insert("stf-forward", "import time\nimport math\ntime.sleep(9)\nrates = []")


@case("honest")
def helper_below_a_line_that_takes_too_long(work):
    call_a_helper(work)
    work.insert("stf-forward", "while True:\n    y = 1\n" + HELPER)


@case("honest")
def gradients_switched_off_for_good(work):
    work.insert("stf-forward", "torch.set_grad_enabled(False)")


@case("honest")
def asks_the_stream(work):
    work.insert("stf-forward", "import sys\n\nif not sys.stdout.closed:\n    print(sys.stdout.fileno() >= 0)")


@case("honest")
def loss_partly_applied(work):
    source = work.cell("stf-loss")["source"].replace("def training_loss(", "def _loss(square, ")
    work.cell("stf-loss")["source"] = f"import functools\n\n\n{source}\n\ntraining_loss = functools.partial(_loss, 2)"


from tests.hostile import walls  # noqa: E402, F401  (registers its own)
