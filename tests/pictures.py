"""What holds for every picture of a notebook: it is small, and a sentence or two tell what it shows."""

from sheet_utils import plots

#: Bytes of a PNG file, before base64.
LIMIT = 150_000


def check_told(axes, alt):
    """Hold a picture with its alternative text against the rules; the figure is closed."""
    assert 30 < len(alt) < 500
    assert alt.endswith(".")
    assert len(plots.render(axes)) < LIMIT
