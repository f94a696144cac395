"""What every picture shares: the palette, a figure that shows nowhere by itself, and its way into a notebook.

Every curve that has a partner differs from it by line style as well as by colour. `show` puts a picture into
the notebook together with its alternative text.
"""

import base64
import html
import io
import re
import textwrap
from typing import TYPE_CHECKING

import numpy as np
from IPython.display import display

if TYPE_CHECKING:
    from matplotlib.axes import Axes
else:  # importing Matplotlib takes a second, and an annotation needs none of it
    Axes = "matplotlib.axes.Axes"

# Okabe & Ito's palette, *Color universal design* (2008). One result of the student's is orange, and nothing else is;
# where several of theirs stand in one picture, each has the colour of what it belongs to. GREEN and SKY are for
# pictures of more curves than data and model.
DATA, MODEL, YOURS, REFERENCE, MARK = "#0072B2", "#D55E00", "#E69F00", "#000000", "#CC79A7"
GREEN, SKY = "#009E73", "#56B4E9"

#: Pixels per inch: of a page at 100 %, of a picture, and of one that follows a slider; both are sharp at 200 %.
PAGE, DPI, QUICK = 80, 160, 160
#: Inches of white around a figure.
MARGIN = 0.1
#: What a panel says of an orbit that ends there.
RUNS_AWAY = "it runs away"
#: Looks of a picture and of the panel around it; the panel is as wide as most pictures need.
IMAGE = "display: block; margin: auto; max-width: 100%; height: auto"
PANEL = (
    "box-sizing: border-box; width: 100%; max-width: 780px; padding: 8px; margin: 4px 0; background: #fff; "
    "border: 1px solid #bbb; border-radius: 8px"
)


def _pyplot():
    """Matplotlib, from the first picture on: importing it takes a second, and a grader draws none."""
    import matplotlib.pyplot

    return matplotlib.pyplot


def show(axes, alt) -> None:
    """Display the figure of some Axes with a text for those who cannot see it, and close it.

    Args:
        axes: an Axes, or an array or list of Axes of one figure.
        alt: what the picture shows, one or two sentences. It is also the output's plain text. A placeholder is told in
            its own words.
    """
    alt = getattr(_figure_of(axes), "words", alt)
    display({"text/html": picture(render(axes), alt), "text/plain": alt}, raw=True)


def picture(png, alt) -> str:
    """HTML for a PNG with its alternative text, on a panel that is as wide as that of every other picture.

    The panel is white and has a frame, since the curves' colours are chosen for a white ground; so it also stands in a
    dark notebook as a sheet of paper with round corners, and no letter of it is lost.

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
    image = f'<img alt="{text}" src="data:image/png;base64,{source}" width="{width}" style="{IMAGE}">'
    return f'<div style="{PANEL}">{image}</div>'


def render(axes) -> bytes:
    """The figure of some Axes as a PNG file; the figure is closed.

    Args:
        axes: as in `show`.

    Returns:
        The file.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.transforms import Bbox
    from PIL import Image

    figure = _figure_of(axes)
    _without_bare_axes(figure)
    _plain_ticks(figure)
    # "tight" would draw three times to find where the ink ends; so much room has the lettering of three dimensions.
    figure.set_dpi(DPI)
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine(None)
    page = Bbox([[0, 0], figure.get_size_inches()]).padded(MARGIN)
    # Pixels, taken from the canvas: a file of them would be written and read again, before their colours are few.
    canvas = FigureCanvasAgg(figure)
    canvas.print_figure(io.BytesIO(), format="raw", dpi=DPI, bbox_inches=page, facecolor="white")
    drawn = Image.fromarray(np.asarray(canvas.renderer.buffer_rgba()))
    _pyplot().close(figure)
    return _small(drawn, DPI, compress_level=6)


def render_quickly(axes, positions=None) -> tuple[bytes, list]:
    """The same for a slider: laid out like the picture before, in fewer colours, and without room around it.

    Args:
        axes: as in `show`.
        positions: where the Axes of an earlier picture lay; what it had as many of, lies there again.

    Returns:
        (file, positions): the bytes of a PNG file; where the Axes lie.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure = _figure_of(axes)
    _without_bare_axes(figure)
    _plain_ticks(figure)
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
    # A coarser choice of colours and a lighter compression, in a tenth of the time.
    return _small(drawn, QUICK, Image.Quantize.FASTOCTREE, compress_level=3), positions


def _without_bare_axes(figure):
    """Take the ticks from a panel in which words stand and nothing else: they would be those of an empty plot."""
    for ax in figure.axes:
        if ax.name == "rectilinear" and ax.texts and not ax.has_data():
            ax.tick_params(which="both", bottom=False, left=False, labelbottom=False, labelleft=False)


def _plain_ticks(figure):
    """Label logarithmic axes as people do: 0.2 and 50 where they are short, 10⁻⁴ without a formula where they are long.

    A formula takes ten times as long to draw as a word, and a slider draws all of them for every picture.
    """
    from matplotlib.ticker import LogFormatterSciNotation, LogLocator, NullFormatter

    for axis in [axis for ax in figure.axes if ax.name == "rectilinear" for axis in (ax.xaxis, ax.yaxis)]:
        low, high = sorted(axis.get_view_interval())
        formatter = axis.get_major_formatter()
        if axis.get_scale() != "log" or not isinstance(formatter, LogFormatterSciNotation) or formatter._base != 10:
            continue
        plain = low > 5e-4 and high < 2e4 and high < 1000 * low
        axis.set_major_formatter((lambda value, _: f"{value:g}") if plain else _power_of_ten)
        if plain and high < 100 * low:
            axis.set_minor_locator(LogLocator(subs=(2, 5)))
            axis.set_minor_formatter(lambda value, _: f"{value:g}")
        else:
            axis.set_minor_formatter(NullFormatter())


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power_of_ten(value, _):
    if value <= 0:
        return ""
    exponent = np.log10(value)
    whole = round(exponent)
    return f"10{str(whole).translate(SUPERSCRIPTS)}" if abs(exponent - whole) < 1e-6 else ""


def trace(axes, before) -> list:
    """Draw the curves of an earlier picture, pale, behind those of a new one of the same kind.

    What stands still lies under its successor and is not drawn again; the limits of the panels stay. Panels of three
    dimensions are left alone.

    Args:
        axes: as in `show`.
        before: what this function returned for the earlier picture, or None.

    Returns:
        The curves of the new picture, one list of properties for each panel.
    """
    panels = [ax for ax in _figure_of(axes).axes if ax.name == "rectilinear"]
    now = [[_curve(line) for line in ax.lines if _in_data(line, ax)] for ax in panels]
    if before is not None and len(before) == len(now):
        for ax, old, new in zip(panels, before, now, strict=True):
            limits = {"xlim": ax.get_xlim(), "ylim": ax.get_ylim()}
            for curve in old:
                if not any(_same(curve, other) for other in new):
                    ax.plot(curve["x"], curve["y"], **curve["looks"], alpha=0.3, zorder=0.5, label="_before")
            ax.set(**limits)
    return now


def _curve(line):
    looks = {name: getattr(line, f"get_{name}")() for name in ("color", "linestyle", "marker", "markersize")}
    x, y = (np.array(values, dtype=float) for values in line.get_data())
    return {"x": x, "y": y, "looks": looks}


def _in_data(line, ax):
    """Whether both coordinates of a line are data: those of a line across a whole panel are not."""
    return all(line.get_transform().contains_branch_seperately(ax.transData))


def _same(one, other):
    return all(np.array_equal(one[axis], other[axis], equal_nan=True) for axis in "xy")


def typeset(text) -> str:
    """A line of words and numbers as HTML: true minus signs, powers of ten, and indices below the line.

    Args:
        text: as plain text has it: "λ_max ≈ -0.5 after 1e-05, D_stsp ≈ 10^-3".

    Returns:
        HTML, escaped.
    """
    line = html.escape(text)
    minus = lambda sign: "\u2212" if sign == "-" else ""

    def power(match):
        mantissa = "" if match[1] == "1" else f"{match[1]} · "
        return f"{mantissa}10<sup>{minus(match[2])}{match[3]}</sup>"

    line = re.sub(r"\b(\d+(?:\.\d+)?)e([+-]?)0*(\d+)\b", power, line)
    line = re.sub(r"\b10\^(-?)(\d+)", lambda match: f"10<sup>{minus(match[1])}{match[2]}</sup>", line)
    line = re.sub(r"\b([A-Za-zλτ])_([a-z0-9]+)\b", r"\1<sub>\2</sub>", line)
    line = re.sub(r"(?<![\w.\u2212])-(?=[\d.])|(?<=\bC)-(?!\w)", "\u2212", line)
    return line.replace("≈ ", "≈\u00a0")


def _figure_of(axes):
    return np.ravel(np.asarray(axes, dtype=object))[0].figure


def _small(image, dpi, method=None, **options):
    # A palette makes the file a third as large; nobody sees the difference in line drawings.
    buffer = io.BytesIO()
    image.convert("RGB").quantize(64, method=method).save(buffer, format="png", dpi=(dpi, dpi), **options)
    return buffer.getvalue()


def as_array(values) -> np.ndarray:
    """Numbers as a NumPy array.

    Args:
        values: numbers of any shape, in an array, a tensor or a list.

    Returns:
        An array of the same shape, float64.
    """
    return np.asarray(values.detach() if hasattr(values, "detach") else values, dtype=float)


def before_it_runs_away(values) -> np.ndarray:
    """An orbit up to the first of its states that is not finite.

    Args:
        values: (T, ...), the orbit.

    Returns:
        (T', ...), float64; T' = T for an orbit that is finite throughout.
    """
    values = as_array(values)
    lost = np.flatnonzero(~np.isfinite(values).reshape(len(values), -1).all(axis=1))
    return values[: lost[0]] if len(lost) else values


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
    ax.figure.words = text
    return ax, text


def words_in(ax, text, height=0.5) -> None:
    """Write words into the middle of a panel, where a result would be; if nothing else is there, its ticks vanish.

    Args:
        ax: the panel.
        text: the words.
        height: where they stand, from 0 below to 1 above.
    """
    ax.text(0.5, height, text, ha="center", va="center", transform=ax.transAxes)


def with_rim(text) -> None:
    """Give a text a thin white rim, so that it is read on a line or on a dark ground.

    Args:
        text: a Text of Matplotlib.
    """
    from matplotlib.patheffects import withStroke

    text.set_path_effects([withStroke(linewidth=2.5, foreground="white")])


def number(value, form="g") -> str:
    """A number as a label of a picture: with a true minus sign, as on every other axis.

    Args:
        value: the number.
        form: its format, as after the colon of an f-string.

    Returns:
        The label.
    """
    return f"{value:{form}}".replace("-", "\u2212")


def nothing_yet(ax, what, height=0.5) -> None:
    """Say in a panel that a result is missing.

    Args:
        ax: the panel, in which everything else is drawn already.
        what: the result's name.
        height: as in `words_in`.
    """
    words_in(ax, f"{what}: nothing to show yet", height)


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
