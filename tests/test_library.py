"""The library that a student's process sees has nothing behind its refusals."""

import ast
import textwrap

from authoring import mutants
from grading.sandbox import layout, library
from grading.sandbox.limits import Limits
from grading.sandbox.student import Student
from tests.graded import needs_sandbox, why_no_sandbox
from tests.ordinary_user import answer


def one(source):
    """A module of its own, stripped."""
    return library.stripped([textwrap.dedent(source)])[0]


def test_what_refuses_ends_there_and_takes_its_helpers_along():
    text = one('''
        LIMIT = 3

        def _deep(x): return x + LIMIT
        def _helper(x): return _deep(x)
        def _shared(x): return x
        class _Only: pass

        class Net:
            def answer(self, x):
                """Doc."""
                refuse_while_judging(f"{type(self)}.answer")
                return _helper(_Only(x))
            def step(self, x): return _shared(x)

        def harmless(x): return _shared(x)
    ''')
    assert '"""Doc."""' in text
    assert "refuse_while_judging(f" in text
    for gone in ("_deep", "_helper", "_Only", "return _helper"):
        assert gone not in text
    for kept in ("LIMIT", "def harmless", "def step", "def _shared"):
        assert kept in text


def test_a_helper_that_another_module_uses_is_kept():
    first, _ = library.stripped(["def _used(): pass\ndef _unused(): return _unused()", "import first\nfirst._used()"])
    assert "_used" in first
    assert "_unused" not in first


def test_nothing_is_left_to_compile():
    assert one("def prepare():\n    engine.train(3)") == "def prepare():\n    pass\n"


def test_numba_is_done_without():
    assert one("try:\n    from numba import njit\nexcept ImportError:\n    njit = None") == "njit = None\n"
    assert "try" in one("try:\n    work()\nexcept ValueError:\n    pass")


REFUSES = """
import importlib, pathlib, sys
import sheet_utils
root = pathlib.Path(sheet_utils.__file__).parents[1]
for file in root.rglob("sheet_utils/**/*.py"):
    parts = file.relative_to(root).with_suffix("").parts
    importlib.import_module(".".join(part for part in parts if part != "__init__"))
from sheet_utils import lyapunov, piecewise, runtime, timeseries
assert lyapunov.__file__.startswith(str(root))
assert "numba" not in sys.modules, "its compiler takes a quarter of a second in every student's process"
for function in (lyapunov.kaplan_yorke_dimension, timeseries.divergence, piecewise.iterate):
    sys.modules[function.__module__].refuse_while_judging = lambda what: None
    try:
        function(*[None] * function.__code__.co_argcount)
    except RuntimeError as error:
        print(error)
print(root)
"""


def test_the_whole_library_can_be_imported_and_refuses_whoever_asks():
    """In a student's process, which has only what a Python of its own has imported for it."""
    mode = "none" if why_no_sandbox() else "bubblewrap"
    student = Student({}, Limits(), mode)
    try:
        said = answer(student, REFUSES)
    finally:
        student.close()
    assert said.count("not available while grading") == 3, said
    assert said.endswith(f"\n{layout.LIBRARY if mode == 'bubblewrap' else library.library()}\n")


def test_nothing_of_the_engine_is_in_the_library():
    folder = library.library() / "sheet_utils" / "engine"
    assert [path.name for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()] == ["__init__.py"]
    assert (folder / "__init__.py").read_text() == library.STUB


def test_no_refusal_in_the_library_has_code_behind_it():
    refusing = 0
    for path in library.library().rglob("sheet_utils/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                at = [number for number, statement in enumerate(node.body) if library.refuses(statement)]
                assert not at or len(node.body) == at[0] + 2, f"{path.name}: {node.name}"
                refusing += len(at)
    assert refusing > 20


PATCHES = """
from sheet_utils import runtime, timeseries
timeseries.refuse_while_judging = runtime.refuse_while_judging = lambda what: None
def divergence(X, theiler, K):
    return timeseries.divergence(X, theiler, K)
"""


@needs_sandbox
def test_who_patches_the_refusal_gets_nothing_for_it():
    notebook = "4_predictability_time"
    sources = {name: mutants.solution("sheet09", notebook, name).source
               for name in ("neighbour-divergence", "control-signal", "force-state")}  # fmt: skip
    points, patched = mutants.isolated(
        "sheet09", [(notebook, sources), (notebook, {**sources, "neighbour-divergence": PATCHES})]
    )
    lost = {name for name in points if patched[name] < points[name]}
    tests = [cell.id for cell in mutants.graded_cells("sheet09", notebook)]
    assert all(points[name] for name in tests)
    assert lost
    assert all(patched[name] == 0 for name in lost)
    assert lost < set(tests)
