"""A map of the interval whose knots can be dragged, with the periods that it has."""

import anywidget
import numpy as np
import traitlets

from sheet_utils import piecewise, plots
from sheet_utils.widgets.explorer import show_with_picture

#: The largest period that is looked for.
LARGEST = 9

# Mouse and touch move the dots; a keyboard moves the ranges below, which say what they are to a screen reader.
SCRIPT = """
const NS = "http://www.w3.org/2000/svg", SIZE = 380, EDGE = 14;
const place = (v) => EDGE + v * (SIZE - 2 * EDGE);
function shape(parent, name, attributes) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
}
function render({ model, el }) {
  el.classList.add("draggable-map");
  const svg = shape(el, "svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img" });
  const at = (x, y) => `${place(x)},${SIZE - place(y)}`;
  shape(svg, "rect", { x: EDGE, y: EDGE, width: SIZE - 2 * EDGE, height: SIZE - 2 * EDGE, class: "frame" });
  shape(svg, "polyline", { points: `${at(0, 0)} ${at(1, 1)}`, class: "diagonal" });
  const web = shape(svg, "polyline", { class: "cycle" });
  const line = shape(svg, "polyline", { class: "graph" });
  const side = document.createElement("div");
  side.className = "side";
  const chips = document.createElement("div");
  chips.className = "chips";
  chips.setAttribute("aria-hidden", "true");
  const text = document.createElement("p");
  text.setAttribute("aria-live", "polite");
  const ranges = document.createElement("div");
  ranges.className = "ranges";
  side.append(chips, text, ranges);
  el.append(side);
  const places = model.get("places");
  let values = [...model.get("values")], waiting = false;
  const send = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      model.set("values", [...values]);
      model.save_changes();
    });
  };
  const dots = places.map((x, i) => {
    const dot = shape(svg, "circle", { r: 9, class: "dot" });
    dot.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      dot.setPointerCapture(event.pointerId);
    });
    dot.addEventListener("pointermove", (event) => {
      if (!dot.hasPointerCapture(event.pointerId)) return;
      const box = svg.getBoundingClientRect();
      const high = (SIZE - EDGE - ((event.clientY - box.top) * SIZE) / box.height) / (SIZE - 2 * EDGE);
      move(i, high);
    });
    return dot;
  });
  const inputs = places.map((x, i) => {
    const label = document.createElement("label");
    const name = document.createElement("span");
    name.textContent = `f(${Number(x.toFixed(3))})`;
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: 0, max: 1, step: 0.01 });
    range.dataset.lmSuppressShortcuts = "true";
    range.addEventListener("input", () => move(i, Number(range.value)));
    label.append(name, range);
    ranges.append(label);
    return range;
  });
  function move(i, value) {
    values[i] = Math.round(100 * Math.min(1, Math.max(0, value))) / 100;
    draw();
    send();
  }
  function draw() {
    line.setAttribute("points", places.map((x, i) => at(x, values[i])).join(" "));
    dots.forEach((dot, i) => {
      dot.setAttribute("cx", place(places[i]));
      dot.setAttribute("cy", SIZE - place(values[i]));
    });
    inputs.forEach((input, i) => { input.value = values[i]; });
  }
  function report() {
    const periods = model.get("periods");
    chips.replaceChildren(...Array.from({ length: model.get("largest") }, (_, i) => {
      const chip = document.createElement("span");
      chip.textContent = i + 1;
      chip.className = periods.includes(i + 1) ? "on" : "off";
      return chip;
    }));
    text.textContent = model.get("text");
    svg.setAttribute("aria-label", model.get("text"));
    const cycle = model.get("cycle");
    web.setAttribute("points", cobweb(cycle).map(([x, y]) => at(x, y)).join(" "));
  }
  function cobweb(cycle) {
    const corners = [];
    cycle.forEach((x, i) => {
      const next = cycle[(i + 1) % cycle.length];
      corners.push([x, x], [x, next], [next, next]);
    });
    return corners;
  }
  draw();
  report();
  model.on("change:text", report);
  model.on("change:cycle", report);
  model.on("change:values", () => {
    if (waiting) return;
    values = [...model.get("values")];
    draw();
  });
}
export default { render };
"""
STYLE = """
.draggable-map { display: flex; flex-wrap: wrap; gap: 1.5em; align-items: flex-start;
  color: var(--jp-ui-font-color1, inherit); }
.draggable-map svg { width: 380px; max-width: 100%; touch-action: none; background: #fff;
  border: 1px solid #bbb; border-radius: 8px; }
.draggable-map.jupyter-widgets-disconnected { pointer-events: none; }
.draggable-map.jupyter-widgets-disconnected .ranges, .jupyter-widgets-disconnected > .draggable-map .ranges {
  display: none; }
.draggable-map .frame { fill: none; stroke: #888; }
.draggable-map .diagonal { stroke: #CC79A7; fill: none; }
.draggable-map .graph { stroke: #0072B2; stroke-width: 2; fill: none; }
.draggable-map .cycle { stroke: #D55E00; stroke-width: 1.5; stroke-dasharray: 5 3; fill: none; }
.draggable-map .dot { fill: #fff; stroke: #0072B2; stroke-width: 3; cursor: ns-resize; }
.draggable-map .side { flex: 1; min-width: 16em; }
.draggable-map .chips span { display: inline-block; width: 2em; line-height: 2em; margin: 2px; text-align: center;
  border: 1px solid #555; border-radius: 4px; }
.draggable-map .chips .on { background: #0072B2; color: #fff; font-weight: bold; }
.draggable-map .ranges label { display: flex; gap: 0.75em; align-items: center; }
.draggable-map .ranges span { min-width: 5em; text-align: right; }
"""


class DraggableMap(anywidget.AnyWidget):
    """A piecewise-linear map of [0, 1] whose values at fixed places are moved by mouse or keyboard.

    After every move the periods from 1 to `LARGEST` that the map has are looked for, exactly.

    Args:
        places: (K,), the knots, increasing from 0 to 1.
        values: (K,), the values there first; each is kept within [0, 1].

    Attributes:
        values: the values; set them to move the map.
        periods: the periods that the map has.
        cycle: the points of one cycle in the order of visit: that of the smallest odd period above 1, or else that
            of the smallest period that is no power of two; empty if there is none of either kind.
        text: what is known of the map, in a sentence.
    """

    _esm = SCRIPT
    _css = STYLE
    places = traitlets.List(traitlets.Float()).tag(sync=True)
    values = traitlets.List(traitlets.Float()).tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)
    periods = traitlets.List(traitlets.Int()).tag(sync=True)
    cycle = traitlets.List(traitlets.Float()).tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)

    def __init__(self, places, values):
        super().__init__(places=[float(x) for x in places], values=[float(y) for y in values])

    @traitlets.validate("values")
    def _in_the_interval(self, proposal):
        if len(proposal.value) != len(self.places):
            raise traitlets.TraitError(f"values: expected {len(self.places)} numbers, got {len(proposal.value)}")
        return [min(max(float(y), 0.0), 1.0) for y in proposal.value]

    @traitlets.observe("values")
    def _moved(self, change):
        self.periods = piecewise.periods(self.places, self.values, LARGEST)
        proof = [p for p in self.periods if p & (p - 1)]
        shown = min(proof, key=lambda p: (p % 2 == 0, p), default=None)
        self.cycle = [] if shown is None else _cycle(self.places, self.values, shown)
        found = f"This map has the periods {', '.join(map(str, self.periods))} (of 1 to {LARGEST})"
        if shown is None:
            self.text = f"{found}: powers of two only."
        else:
            self.text = f"{found}. Dashed: a cycle of period {shown}, which proves chaos."


def _cycle(x, y, p):
    """One cycle of least period p, from its smallest point on."""
    points = [piecewise.periodic_points(x, y, p)[0]]
    for _ in range(p - 1):
        points.append(float(np.interp(points[-1], x, y)))
    return [float(point) for point in points]


def draggable_map(values=(0.1, 0.5, 0.9, 0.4, 0.0)) -> None:
    """A map to be dragged, with the periods that it has; without a kernel its picture stands there instead.

    Args:
        values: (K,), the values at K equally spaced places, to begin with; each is kept within [0, 1].
    """
    places = np.linspace(0, 1, len(values))
    shown = DraggableMap(places, values)
    axes, _ = plots.dragged_map(places, np.array(shown.values), shown.periods, np.array(shown.cycle))
    show_with_picture(shown, plots.render(axes), shown.text)
