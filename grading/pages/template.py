"""Pages from the templates beside this file, in which everything is escaped unless it says that it is HTML."""

import functools
import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

FOLDER = Path(__file__).parent / "templates"


@functools.cache
def _environment(finalize):
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, finalize=finalize
    )
    environment.filters |= {"number": "{:g}".format, "with_code": _with_code}
    return environment


def _with_code(text):
    """A note with what stands between backticks set as code."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))


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
