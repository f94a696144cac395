"""Every public function of what students import says what it takes, returns and raises."""

import ast
import re
from pathlib import Path

import pytest

from tests import docstrings
from tests.docstrings import Function, checklist, public_functions, shortcomings

#: All but the compiled kernels with their face, and the process that runs a cell.
FUNCTIONS = [
    function
    for function in public_functions("sheet_utils")
    if not re.search(r"_kernels|engine|submission.cellrun", str(function.path))
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f"{f.path.with_suffix('')}.{f.name}")
def test_a_docstring_is_complete(function):
    assert not shortcomings(function)


def one(source):
    return Function(Path("x.py"), "f", ast.parse(source).body[0])


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


def test_an_error_of_an_inner_function_is_not_the_functions_own():
    source = '"""Doc."""\n    def g(): raise ValueError\n'
    assert not shortcomings(one(f"def f() -> None:\n    {source}"))


def test_the_sample_fails_where_one_is_incomplete(monkeypatch, capsys):
    monkeypatch.setattr(docstrings, "public_functions", lambda package: [one(COMPLETE)])
    assert docstrings.main(["--count", "3"]) == 0
    monkeypatch.setattr(docstrings, "public_functions", lambda package: [one("def f(x): pass")])
    assert docstrings.main([]) == 1
    assert "0 of 3 are complete." in capsys.readouterr().out
