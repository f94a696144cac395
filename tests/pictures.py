"""What holds for every picture of a notebook: it is small, has true minus signs, and is told in words."""

import re

import numpy as np

from sheet_utils import plots

#: Bytes of a PNG file, before base64.
LIMIT = 150_000
#: A minus sign that is a hyphen, as in -2; not one within a word or a formula.
HYPHEN = re.compile(r"(?<![\w$^{])-[\d.]")


def check_told(axes, alt):
    """Hold a picture with its alternative text against the rules; the figure is closed."""
    assert 30 < len(alt) < 500
    assert alt.endswith(".")
    check_drawn(axes)


def check_drawn(axes) -> bytes:
    """Hold a picture against the rules; returns its file, and the figure is closed."""
    panels = np.ravel(np.asarray(axes, dtype=object))[0].figure.axes
    png = plots.render(axes)
    assert len(png) < LIMIT
    written = [text.get_text() for ax in panels for text in (*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels())]
    written += [text.get_text() for ax in panels if ax.get_legend() for text in ax.get_legend().get_texts()]
    assert not [text for text in written if HYPHEN.search(text) and "$" not in text], "a hyphen for a minus sign"
    return png
