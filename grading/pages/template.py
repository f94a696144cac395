"""Pages from the templates beside this file, in which everything is escaped unless it says that it is HTML."""

import base64
import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grading import formulas
from sheet_utils import emphasis

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Script:
    """A script that stands in a page itself.

    Attributes:
        text: its code.
        source: what the page's policy says of it, so that a browser runs this script and no other.
    """

    text: Markup
    source: Markup


@functools.cache
def script(name: str) -> Script:
    """A script from the templates' folder.

    Args:
        name: of its file.

    Returns:
        The `Script`.
    """
    text = (FOLDER / name).read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(Markup(text), Markup(f"'sha256-{digest}'"))


@functools.cache
def _environment(finalize):
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, finalize=finalize,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"number": _number, "with_code": _with_code, "with_formulas": _with_formulas,
                            "set_formulas": _set_formulas}  # fmt: skip
    return environment


def _number(value):
    """A number of points, with a minus sign that is one."""
    return f"{value:g}".replace("-", "−")


def _with_code(text):
    """A note with its code and its stressed words set as such."""
    return Markup(emphasis.as_html(str(text)))


def _with_formulas(text):
    """A line of text with code and formulas set as such."""
    return Markup(formulas.drawn_in_html(str(_with_code(text))))


def _set_formulas(clean):
    """Harmless HTML with its formulas set."""
    return Markup(formulas.drawn_in_html(clean))


def render(name: str, finalize: Callable | None = None, **context) -> str:
    """Fill in a template.

    Args:
        name: of the template's file.
        finalize: what is done to every value before it is escaped and written.
        **context: what the template names.

    Returns:
        The text, in which everything is escaped unless it is `Markup`.

    Raises:
        jinja2.UndefinedError: the template names something that is not there.
    """
    return _environment(finalize).get_template(name).render(**context)
