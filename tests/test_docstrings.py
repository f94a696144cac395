"""Every public function, class and method of the three packages says what it takes, returns and raises."""

import ast
from pathlib import Path

import pytest

from tests import docstrings
from tests.docstrings import PACKAGES, Definition, checklist, modules, public_definitions, shortcomings

# A test for each file and not for each definition: else every process parses all files before its first test.
MODULES = [path for package in PACKAGES for path in modules(package)]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_the_docstrings_of_a_module_are_complete(path):
    assert not {one.name: left for one in public_definitions(path) if (left := shortcomings(one))}


def one(source):
    return Definition(Path("x.py"), "f", ast.parse(source).body[0])


COMPLETE = '''
def f(x, y: int) -> np.ndarray:
    """Add.

    Args:
        x, y: numbers.

    Returns:
        (T,), the sum.

    Raises:
        ValueError: always.
    """
    raise ValueError
'''


def test_a_complete_docstring():
    assert checklist(one(COMPLETE))
    assert not shortcomings(one(COMPLETE))


@pytest.mark.parametrize(
    "removed, missing",
    [
        ("Add.", "a sentence"),
        (" -> np.ndarray", "return annotation"),
        ("x, y: numbers", "every argument described"),
        ("    Returns:\n        (T,), the sum.", "result described"),
        ("(T,), ", "shape of the result"),
        ("    Raises:\n        ValueError: always.", "errors described"),
    ],
)
def test_what_is_left_out_is_noticed(removed, missing):
    assert removed in COMPLETE
    assert missing in shortcomings(one(COMPLETE.replace(removed, "")))


def test_an_argument_that_is_gone_is_noticed():
    assert shortcomings(one(COMPLETE.replace("(x, y: int)", "(y: int)"))) == ["no other argument described"]


CLASS = '''
class Pair:
    """Two numbers.

    Attributes:
        x, y: the numbers.
    """

    x: float
    y: float
'''


def test_the_fields_of_a_class_are_described():
    assert not shortcomings(one(CLASS))
    assert shortcomings(one(CLASS.replace("x, y:", "x:"))) == ["every argument described"]
    assert shortcomings(one(CLASS.replace("Two numbers.", ""))) == ["a sentence"]


def test_what_makes_an_object_is_described():
    source = 'class C:\n    """Doc."""\n    def __init__(self, x): pass'
    assert shortcomings(one(source)) == ["every argument described"]


def test_members_of_an_enum_need_no_description():
    assert not shortcomings(one('class C(enum.Enum):\n    """Doc."""\n    A: int = 1'))


UNSAID = ["a sentence", "every argument described", "result described"]


@pytest.mark.parametrize("base, missing", [("StudentProcess", []), ("Unknown", UNSAID)])
def test_a_method_inherits_the_docstring_of_a_class_of_ours(base, missing):
    owner = ast.parse(f"class C({base}):\n    def run(self, source) -> dict: pass").body[0]
    assert shortcomings(Definition(Path("x.py"), "C.run", owner.body[0], owner)) == missing


def test_a_sentence_says_what_a_question_or_a_function_of_nothing_returns():
    assert not shortcomings(one('def f() -> int:\n    """The number."""'))
    whether = 'def f(x) -> bool:\n    """Whether so.\n\n    Args:\n        x: it.\n    """'
    assert not shortcomings(one(whether))
    assert shortcomings(one(whether.replace("Whether", "Test"))) == ["result described"]


def test_the_equation_of_an_intrinsic_names_its_operands():
    source = '@intrinsic\ndef f(typingctx, x, row):\n    """x[row] = 0."""'
    assert not shortcomings(one(source))
    assert shortcomings(one(source.replace("[row]", ""))) == ["every argument described"]


def test_an_error_of_an_inner_function_is_not_the_functions_own():
    source = '"""Doc."""\n    def g(): raise ValueError\n'
    assert not shortcomings(one(f"def f() -> None:\n    {source}"))


def test_the_sample_fails_where_one_is_incomplete(monkeypatch, capsys):
    monkeypatch.setattr(docstrings, "public_definitions", lambda path: [one(COMPLETE)])
    monkeypatch.setattr(docstrings, "modules", lambda package: [package])
    assert docstrings.main(["--count", "3"]) == 0
    monkeypatch.setattr(docstrings, "public_definitions", lambda path: [one("def f(x): pass")])
    assert docstrings.main([]) == 1
    assert "0 of 3 are complete." in capsys.readouterr().out
