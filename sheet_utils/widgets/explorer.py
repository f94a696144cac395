"""One slider under a question, and the picture that answers it; a static picture where no kernel runs."""

import asyncio
import hashlib
import html

import ipywidgets
from IPython.display import display

from sheet_utils import plots

#: Seconds without a new picture, after which the picture that stands there without a kernel becomes that one.
QUIET = 1.0
#: What stands in place of the controls while no kernel answers them.
ASLEEP = "This slider is asleep: run this cell to wake it."

# Jupyter marks every widget whose kernel has gone. JupyterLab's message about a widget of an earlier session is left
# out: the picture above it says the same in the course's words.
LIVE_STYLE = """<style>
.explorer .jupyter-widgets-disconnected::before, .explorer.jupyter-widgets-disconnected::before { display: none; }
.explorer-asleep { display: none; }
.explorer-asleep.jupyter-widgets-disconnected { display: block; }
.explorer-controls.jupyter-widgets-disconnected { display: none; }
.explorer-status { font-variant-numeric: tabular-nums; }
</style>"""
STILL_STYLE = (
    "<style>.jp-OutputArea-child:has(.explorer-still) + .jp-OutputArea-child "
    ".jp-OutputArea-output:not(:has(*)) { display: none; }</style>"
)


class Explorer(ipywidgets.VBox):
    """One slider under a question, and the picture that answers it.

    The picture follows the slider, by mouse or keyboard. `value`, `text` and `redraw` are for tests and for
    where no browser runs.

    Args:
        question: what to find out; it stands above.
        slider: an ipywidgets control with a `value`.
        draw: draw(value) -> (axes, alt): what to show, and a text for it.
        trace: whether the curves of the setting before stay, pale, behind those of the new one.
    """

    def __init__(self, question, slider, draw, trace=False):
        self._draw, self._positions = draw, None
        self._trace, self._curves = trace, None
        self._still = None
        self.slider = slider
        self.controls = ipywidgets.VBox([slider])
        self.controls.add_class("explorer-controls")
        self.status = ipywidgets.HTML()
        self.status.add_class("explorer-status")
        self.picture = ipywidgets.HTML()
        self._question = question
        super().__init__(
            [ipywidgets.HTML(f"<b>{plots.typeset(question)}</b>"), self.controls, self.status, self.picture]
        )
        self.redraw(slider.value)
        slider.observe(self._follow, names="value")

    def _follow(self, change):
        """The slider moved."""
        self.redraw(change.new)

    def add(self, control) -> None:
        """Put a second control below the slider; the picture follows it, too.

        Args:
            control: an ipywidgets control with a `value`.
        """
        self.controls.children = [*self.controls.children, control]
        control.observe(lambda change: self.redraw(self.slider.value), names="value")

    def redraw(self, value) -> None:
        """Draw the picture for one value of the slider.

        Args:
            value: of the slider.
        """
        self.status.value = "working …"
        self._draw_safely(lambda: self._draw(value))

    def _draw_safely(self, draw):
        pale = "" if self._curves is None else "<i>Pale: the setting before.</i>"
        try:
            axes, self.text = draw()
            self.png = self._render(axes)
        except Exception as error:  # in a callback an exception would vanish without a trace
            self.status.value = f"This value does not work: {html.escape(str(error))}. Try another one."
            return
        self.picture.value = plots.picture(self.png, self.text) + pale
        self.status.value = plots.typeset(self.text)
        if self._still:
            self._still.follow(self.picture.value, self.text)

    def _render(self, axes):
        if self._trace:
            self._curves = plots.trace(axes, self._curves)
        png, self._positions = plots.render_quickly(axes, self._positions)
        return png

    def show(self) -> None:
        """Display the widget; where no widget can run, its last picture stands there instead."""
        self._still = show_with_picture(self, self.png, self.text, self._question)


class Still:
    """The picture that stands in place of a widget where none can run.

    Args:
        widget_text: what the widget says first, from which its name is made.
        question: what stands above the picture.
        asleep: the words above it.

    Attributes:
        name: a class of HTML that belongs to this picture alone.
    """

    def __init__(self, widget_text, question, asleep):
        self.name = "explorer-" + hashlib.sha256(f"{question}{widget_text}".encode()).hexdigest()[:8]
        self._above = (f"<b>{plots.typeset(question)}</b><br>" if question else "") + f"<i>{asleep}</i><br>"
        self._timer = self._output = None

    def show(self, picture, text) -> None:
        """Display it.

        Args:
            picture: HTML.
            text: the same in words.
        """
        self._output = display(self._bundle(picture, text), raw=True, display_id=True)

    def follow(self, picture, text) -> None:
        """Show another picture in the same place, so that a notebook is saved with the last one.

        It is sent when no other has come for a while: a slider that is dragged has many.

        Args:
            picture, text: as in `show`.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # nobody is there who could have moved a slider
        if self._timer:
            self._timer.cancel()
        if self._output:
            self._timer = loop.call_later(QUIET, lambda: self._output.update(self._bundle(picture, text), raw=True))

    def _bundle(self, picture, text):
        still = f'<div class="explorer-still {self.name}">{self._above}{picture}</div>{STILL_STYLE}'
        return {"text/html": still, "text/plain": text}


def show_with_picture(widget, png, text, question="", asleep=ASLEEP) -> Still:
    """Display a widget; where none can run, a picture stands there instead, with the words that wake the widget.

    Two outputs do that, since of one output a front end takes the widget, also when its kernel is gone. The first is
    the picture, and it is hidden by what the second brings along as long as it lives.

    Args:
        widget: an ipywidgets widget, or one of anywidget.
        png: the bytes of a PNG file.
        text: its alternative text.
        question: what stands above the picture.
        asleep: the words above it, as long as this cell has not run. Those of a slider also come when its kernel is
            gone; a film plays without one.

    Returns:
        The picture.
    """
    still = Still(text, question, asleep)
    still.show(plots.picture(png, text), text)
    hide = f"<style>.{still.name}, .jp-OutputArea-child:has(.{still.name}) {{ display: none !important; }}</style>"
    style = ipywidgets.HTML(LIVE_STYLE + hide, layout={"display": "none"})
    words = ipywidgets.HTML(f'<i role="status">{ASLEEP}</i>' if asleep == ASLEEP else "")
    words.add_class("explorer-asleep")
    live = ipywidgets.VBox([words, widget, style])
    live.add_class("explorer")
    view = {key: data for key, data in live._repr_mimebundle_().items() if key.startswith("application/")}
    display(view, raw=True)
    return still
