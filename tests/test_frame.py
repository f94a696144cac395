"""A picture's colours are those that Pillow chooses, however much of it is white."""

import numpy as np
import pytest
from PIL import Image

from sheet_utils import plots
from sheet_utils.plots import frame


def drawn(share):
    """Pixels of many colours in a part of a white drawing."""
    pixels = np.full((90, 120, 4), 255, dtype=np.uint8)
    inked = round(share * 120)
    ramp = np.random.default_rng(0).integers(0, 256, size=(90, inked, 3))
    pixels[:, :inked, :3] = np.minimum(ramp, np.arange(90)[:, None, None] * 3)
    return pixels


@pytest.mark.parametrize("share", [0, 0.1, 0.45, 0.5, 0.55, 0.9, 1])
def test_few_colours_are_those_of_pillow(share):
    pixels = drawn(share)
    few, whole = frame._in_few_colours(pixels), Image.fromarray(pixels).convert("RGB").quantize(frame.COLOURS)
    assert np.array_equal(few, whole) and few.getpalette() == whole.getpalette()


def test_a_picture_is_what_matplotlib_saves_in_the_colours_of_pillow(tmp_path):
    """The canvas itself is read; a file of Matplotlib's on the same page holds the same pixels."""
    figure, ax = frame.new_figure()
    ax.plot([0, 1, 3], label="a curve")
    ax.legend()
    png = plots.render(ax)
    figure.savefig(tmp_path / "whole.png", dpi=frame.DPI, bbox_inches=figure.bbox_inches.padded(frame.MARGIN))
    with Image.open(tmp_path / "whole.png") as whole:
        assert png == frame._file(whole.convert("RGB").quantize(frame.COLOURS), frame.DPI, compress_level=6)
