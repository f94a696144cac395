"""A slider over a few values, made so that a keyboard moves it and a screen reader names it."""

import anywidget
import traitlets

from sheet_utils import plots

# The browser's own control: its name is the label around it, its value is read out as the text beside it.
# JupyterLab leaves keys alone inside an element with that data attribute; elsewhere it means nothing.
SCRIPT = """
function render({ model, el }) {
  el.classList.add("stepped-slider");
  const name = document.createElement("span");
  const range = document.createElement("input");
  range.type = "range";
  range.dataset.lmSuppressShortcuts = "true";
  range.min = 0;
  range.step = 1;
  const shown = document.createElement("span");
  shown.setAttribute("aria-hidden", "true");
  const label = document.createElement("label");
  label.append(name, range, shown);
  const silent = document.createElement("i");
  silent.setAttribute("role", "status");
  silent.hidden = true;
  silent.textContent = "No answer: the kernel is busy, or gone. In that case run this cell to wake the slider.";
  el.append(label, silent);
  const say = () => {
    shown.innerHTML = model.get("typeset")[range.value];
    range.setAttribute("aria-valuetext", model.get("labels")[range.value]);
  };
  const follow = () => {
    name.innerHTML = model.get("name");
    range.max = model.get("labels").length - 1;
    range.value = model.get("index");
    say();
  };
  follow();
  for (const trait of ["name", "typeset", "index"]) model.on(`change:${trait}`, follow);
  // "input" comes while a mouse drags, "change" when it lets go; keys bring both. While one picture is being drawn,
  // only the last position is remembered, so that pictures do not queue behind a fast hand.
  // A kernel that was shut down says nothing of it to a widget: what stays without an answer is told of.
  let waiting = false, patience;
  const send = () => {
    const index = Number(range.value);
    if (waiting || index === model.get("index")) return;
    waiting = true;
    clearTimeout(patience);
    patience = setTimeout(() => { silent.hidden = false; }, 4000);
    model.set("index", index);
    model.save_changes();
  };
  model.on("change:answered", () => {
    clearTimeout(patience);
    silent.hidden = true;
    waiting = false;
    send();
  });
  range.addEventListener("input", () => {
    say();
    if (model.get("follows")) send();
  });
  range.addEventListener("change", send);
}
export default { render };
"""
STYLE = """
.stepped-slider label { display: flex; align-items: center; gap: 0.75em; max-width: 36em; padding: 2px 0;
  color: var(--jp-ui-font-color1, inherit); }
.stepped-slider label > span:first-child { min-width: 5em; text-align: right; }
.stepped-slider input { flex: 1; }
.stepped-slider label > span:last-child { min-width: 5em; font-variant-numeric: tabular-nums; }
.stepped-slider sup, .stepped-slider sub { line-height: 0; }
"""


class Stepped(anywidget.AnyWidget):
    """A slider over some values; the picture follows it while it is dragged, or when it is released.

    Args:
        description: the symbol beside it, and its name for who does not see it.
        values: where it can stand, or (text, value) pairs.
        value: where it stands first.
        unit: what the values are counted in; it stands behind them.

    Attributes:
        follows: whether a new value counts while the mouse drags; otherwise when it lets go. Keys count at once.
        answered: the index of the last move in the browser whose observers have finished.
        value: where it stands; observe it, or set it to one of `options`.
        options: the values.

    Raises:
        traitlets.TraitError: if `value` is none of the values.
    """

    _esm = SCRIPT
    _css = STYLE
    name = traitlets.Unicode().tag(sync=True)
    typeset = traitlets.List(traitlets.Unicode()).tag(sync=True)
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    index = traitlets.Int().tag(sync=True)
    follows = traitlets.Bool(True).tag(sync=True)
    answered = traitlets.Int(-1).tag(sync=True)
    value = traitlets.Any()

    def __init__(self, description, values, value, unit=""):
        pairs = [one if isinstance(one, tuple) else (str(one), one) for one in values]
        self.description, self.options = description, [option for _, option in pairs]
        behind = unit if unit in ("", "°", "×") else f"\u00a0{unit}"
        labels = [text + behind for text, _ in pairs]
        shown = [plots.typeset(text) for text in labels]
        super().__init__(name=plots.typeset(description), labels=labels, typeset=shown, value=value)

    @traitlets.validate("value")
    def _is_an_option(self, proposal):
        if proposal.value not in self.options:
            raise traitlets.TraitError(f"{self.description} cannot be {proposal.value!r}: choose one of {self.options}")
        return proposal.value

    @traitlets.observe("value")
    def _moved_in_python(self, change):
        self.index = self.options.index(change.new)

    @traitlets.observe("index")
    def _moved_in_the_browser(self, change):
        self.value = self.options[change.new]  # draws the picture, where an explorer observes it
        self.answered = change.new
