"""Sphinx's settings for the site. `authoring.site.builder` lays this file beside the pages it has made."""

import atexit
import functools
import gc
import re
import tomllib
from pathlib import Path

from sphinx.search.en import SearchEnglish

# Nearly all of the millions of objects of a site stay to its end; to look through them often took a fifth of the time.
gc.set_threshold(100_000, 50, 100)
atexit.register(gc.freeze)

_PROJECT = tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text("utf-8"))["project"]

project = "Recurrent networks and chaos"
author = "the course's authors"
copyright = "2026, the course's authors. Text and pictures CC BY 4.0, code MIT"
version = release = _PROJECT["version"]
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "authoring.site.mathml"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 3
myst_links_external_new_tab = False
nb_execution_mode = "off"
# Nothing is fetched when a page is read.
nb_ipywidgets_js = {}
nb_render_markdown_format = "myst"
# A notebook may begin a part with a heading of the third level; two classes may have attributes of one name.
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type", "ref.python"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
# There are none, and looking for them parses every function.
autodoc_use_type_comments = False
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_use_ivar = True

html_theme = "furo"
html_title = "Recurrent networks and chaos"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}


def _as_plain_text(app, what, name, obj, options, lines):
    """Our docstrings are plain text with code in backticks: what reStructuredText reads as markup is escaped."""
    parts = re.split(r"(`+[^`]+`+)", "\n".join(lines))
    parts[::2] = [re.sub(r"([|*\\]|(?<=\w)_(?=\W|$))", r"\\\1", text) for text in parts[::2]]
    # The empty escapes part a literal from a letter that touches it, as in `x`s.
    parts[1::2] = [rf"\ ``{text.strip('`')}``\ " for text in parts[1::2]]
    lines[:] = "".join(parts).split("\n")


class _Search(SearchEnglish):
    """Sphinx's search, except that a word of many pages is brought to its stem once."""

    def __init__(self, options):
        super().__init__(options)
        self.stem = functools.cache(self.stem)


def setup(app) -> None:
    """Have docstrings read as plain text, and words of the search come to their stems once.

    Args:
        app: Sphinx's application.
    """
    # Before napoleon, which reads the sections of a docstring.
    app.connect("autodoc-process-docstring", _as_plain_text, priority=100)
    app.add_search_language(_Search)
