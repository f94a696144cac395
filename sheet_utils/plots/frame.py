"""What every picture shares: the palette, a figure that shows nowhere by itself, and its way into a notebook.

Every curve that has a partner differs from it by line style as well as by colour. `show` puts a picture into
the notebook together with its alternative text.
"""

import base64
import html
import io
import textwrap
from typing import TYPE_CHECKING

import numpy as np
from IPython.display import display

if TYPE_CHECKING:
    from matplotlib.axes import Axes
else:  # importing Matplotlib takes a second, and an annotation needs none of it
    Axes = "matplotlib.axes.Axes"

# Okabe & Ito's palette, *Color universal design* (2008).
DATA, MODEL, YOURS, REFERENCE, MARK = "#0072B2", "#D55E00", "#E69F00", "#000000", "#CC79A7"

#: Pixels per inch: of a page at 100 %, of a picture, which is sharp at 200 % as well, and of one that follows a slider.
PAGE, DPI, QUICK = 80, 160, 120


def _pyplot():
    """Matplotlib, from the first picture on: importing it takes a second, and a grader draws none."""
    import matplotlib.pyplot

    return matplotlib.pyplot


def show(axes, alt) -> None:
    """Display the figure of some Axes with a text for those who cannot see it, and close it.

    Args:
        axes: an Axes, or an array or list of Axes of one figure.
        alt: what the picture shows, one or two sentences. It is also the output's plain text.
    """
    display({"text/html": picture(render(axes), alt), "text/plain": alt}, raw=True)


def picture(png, alt) -> str:
    """HTML for a PNG with its alternative text.

    Args:
        png: the bytes of a PNG file that knows its pixels per inch.
        alt: its alternative text.

    Returns:
        An HTML element.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        width = round(image.width * PAGE / image.info["dpi"][0])
    source = base64.b64encode(png).decode()
    text = html.escape(alt, quote=True)
    return f'<img alt="{text}" src="data:image/png;base64,{source}" width="{width}" style="max-width: 100%">'


def render(axes) -> bytes:
    """The figure of some Axes as a PNG file; the figure is closed.

    Args:
        axes: as in `show`.

    Returns:
        The file.
    """
    from PIL import Image

    figure, buffer = _figure_of(axes), io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI, bbox_inches="tight", facecolor="white")
    _pyplot().close(figure)
    return _small(Image.open(buffer), DPI, optimize=True)


def render_quickly(axes, positions=None) -> tuple[bytes, list]:
    """The same for a slider: drawn once instead of three times, and laid out like the picture before.

    Args:
        axes: as in `show`.
        positions: where the Axes of an earlier picture lay; what it had as many of, lies there again.

    Returns:
        (file, positions): the bytes of a PNG file; where the Axes lie.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure = _figure_of(axes)
    if positions is not None and len(positions) == len(figure.axes):
        figure.set_layout_engine("none")
        for ax, position in zip(figure.axes, positions, strict=True):
            ax.set_position(position)
    figure.set_dpi(QUICK)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    positions = [ax.get_position() for ax in figure.axes]
    _pyplot().close(figure)
    return _small(drawn, QUICK), positions


def _figure_of(axes):
    return np.ravel(np.asarray(axes, dtype=object))[0].figure


def _small(image, dpi, **options):
    # A palette makes the file a third as large; nobody sees the difference in line drawings.
    buffer = io.BytesIO()
    image.convert("RGB").quantize(64).save(buffer, format="png", dpi=(dpi, dpi), **options)
    return buffer.getvalue()


def as_array(values) -> np.ndarray:
    """Numbers as a NumPy array.

    Args:
        values: numbers of any shape, in an array, a tensor or a list.

    Returns:
        An array of the same shape, float64.
    """
    return np.asarray(values.detach() if hasattr(values, "detach") else values, dtype=float)


def as_orbit(name, values, columns=None) -> np.ndarray:
    """An orbit as an array of time by variables.

    Args:
        name: the name of the argument, for the message.
        values: the orbit.
        columns: N, the number of columns it must have; any number if None.

    Returns:
        (T, N), float64.

    Raises:
        ValueError: it has another number of axes or columns; the text names it.
    """
    array = as_array(values)
    if array.ndim != 2:
        got = "a single number" if array.ndim == 0 else f"shape {array.shape}"
        raise ValueError(f"{name}: expected an array of two axes, (T, N), got {got}")
    if columns is not None and array.shape[1] != columns:
        raise ValueError(f"{name}: expected {columns} columns, got shape {array.shape}")
    return array


def new_figure(rows=1, columns=1, width=8.0, height=3.2, **keywords) -> tuple:
    """A figure that pyplot shows nowhere by itself: `show` decides when.

    Args:
        rows, columns: numbers of panels.
        width, height: in inches.
        keywords: for `pyplot.subplots`.

    Returns:
        (figure, axes): the Figure, and its Axes or an array of them.
    """
    figure, axes = _pyplot().subplots(rows, columns, figsize=(width, height), layout="constrained", **keywords)
    return figure, axes


def placeholder(text: str) -> tuple[Axes, str]:
    """A picture that says why there is nothing to see yet.

    Args:
        text: one sentence.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=1.2)
    words_in(ax, textwrap.fill(text, 85))
    ax.set(xticks=[], yticks=[])
    return ax, text


def words_in(ax, text, height=0.5) -> None:
    """Write words into the middle of a panel, where a result would be.

    Args:
        ax: the panel.
        text: the words.
        height: where they stand, from 0 below to 1 above.
    """
    ax.text(0.5, height, text, ha="center", va="center", transform=ax.transAxes)


def nothing_yet(ax, what, height=0.5) -> None:
    """Say in a panel that a result is missing; one that holds nothing else loses its ticks.

    Args:
        ax: the panel, in which everything else is drawn already.
        what: the result's name.
        height: as in `words_in`.
    """
    words_in(ax, f"{what}: nothing to show yet", height)
    if not ax.lines:
        ax.set(xticks=[], yticks=[])


def numbers_or_none(value, axes) -> np.ndarray | None:
    """A student's result as an array of so many axes; None where it is nothing of the kind.

    Args:
        value: what a function returned.
        axes: the number of axes it must have.

    Returns:
        The array, of any shape with so many axes, float64; or None.
    """
    try:
        array = as_array(value)
    except (TypeError, ValueError, RuntimeError):
        return None
    return array if array.ndim == axes and array.size else None
