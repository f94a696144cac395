"""One slider under a question, and the picture that answers it; a static picture where no kernel runs."""

import html

import ipywidgets
from IPython.display import display

from sheet_utils import plots


class Explorer(ipywidgets.VBox):
    """One slider under a question, and the picture that answers it.

    The picture follows the slider, by mouse or keyboard. `value`, `text` and `redraw` are for tests and for
    where no browser runs.

    Args:
        question: what to find out; it stands above.
        slider: an ipywidgets control with a `value`.
        draw: draw(value) -> (axes, alt): what to show, and a text for it.
    """

    def __init__(self, question, slider, draw):
        self._draw, self._positions = draw, None
        self.slider = slider
        self.status = ipywidgets.HTML()
        self.picture = ipywidgets.HTML()
        super().__init__([ipywidgets.HTML(f"<b>{html.escape(question)}</b>"), slider, self.status, self.picture])
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
        self.children = [*self.children[:2], control, *self.children[2:]]
        control.observe(lambda change: self.redraw(self.slider.value), names="value")

    def redraw(self, value) -> None:
        """Draw the picture for one value of the slider.

        Args:
            value: of the slider.
        """
        self.status.value = "working …"
        self._draw_safely(lambda: self._draw(value))

    def _draw_safely(self, draw):
        try:
            axes, self.text = draw()
            self.png = self._render(axes)
        except Exception as error:  # in a callback an exception would vanish without a trace
            self.status.value = f"This value does not work: {html.escape(str(error))}. Try another one."
            return
        self.picture.value = plots.picture(self.png, self.text)
        self.status.value = html.escape(self.text)

    def _render(self, axes):
        png, self._positions = plots.render_quickly(axes, self._positions)
        return png

    def show(self) -> None:
        """Display the widget; where no widget can run, its picture stands there instead."""
        show_with_picture(self, self.png, self.text)


def show_with_picture(widget, png, text) -> None:
    """Display a widget; where no widget can run, a picture stands there instead.

    Args:
        widget: an ipywidgets widget; one of anywidget goes into a box.
        png: the bytes of a PNG file.
        text: its alternative text.
    """
    fallback = {"text/html": plots.picture(png, text), "text/plain": text}
    display({**widget._repr_mimebundle_(), **fallback}, raw=True)
