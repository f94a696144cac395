"""Double pendulums in motion: a film that the browser plays, with a strip of pictures where it cannot."""

import anywidget
import numpy as np
import traitlets

from sheet_utils import plots
from sheet_utils.widgets.explorer import show_with_picture

#: Seconds between two frames of the film.
FRAME = 0.04

# It plays only when asked, so nobody is moved past what they want to see. Time is kept by the clock: a slow browser
# leaves frames out.
SCRIPT = """
const COLOURS = ["#0072B2", "#D55E00"];
function render({ model, el }) {
  const frames = model.get("frames");
  const seconds = model.get("seconds");
  const reach = model.get("reach");
  const side = 320;
  const canvas = document.createElement("canvas");
  const scale = window.devicePixelRatio || 1;
  canvas.width = canvas.height = side * scale;
  canvas.style.width = canvas.style.height = `${side}px`;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", model.get("text"));
  const paper = document.createElement("div");
  paper.className = "paper";
  paper.append(canvas);
  const controls = document.createElement("div");
  const button = document.createElement("button");
  button.type = "button";
  const label = document.createElement("label");
  const shown = document.createElement("span");
  shown.setAttribute("aria-hidden", "true");
  const range = document.createElement("input");
  range.type = "range";
  range.dataset.lmSuppressShortcuts = "true";
  range.min = 0;
  range.max = frames.length - 1;
  range.value = 0;
  label.append("time", range, shown);
  controls.append(button, label);
  el.classList.add("pendulum-film");
  el.append(paper, controls);
  const pen = canvas.getContext("2d");
  const at = (x, y) => [side * scale * (0.5 + x / (2 * reach)), side * scale * (0.5 - y / (2 * reach))];
  const line = (points, colour, width, dash) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width * scale;
    pen.setLineDash(dash.map((length) => length * scale));
    pen.beginPath();
    points.forEach(([x, y], k) => (k ? pen.lineTo(...at(x, y)) : pen.moveTo(...at(x, y))));
    pen.stroke();
  };
  const draw = () => {
    const now = Number(range.value);
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    frames[now].forEach((rods, which) => {
      const trail = frames.slice(Math.max(0, now - 25), now + 1).map((frame) => frame[which].slice(2));
      line(trail, COLOURS[which] + "80", 1, []);
      line([[0, 0], rods.slice(0, 2), rods.slice(2)], COLOURS[which], 3 - which, which ? [6, 4] : []);
      pen.fillStyle = COLOURS[which];
      for (const joint of [rods.slice(0, 2), rods.slice(2)]) {
        const [x, y] = at(...joint);
        pen.beginPath();
        pen.arc(x, y, (5 - which) * scale, 0, 7);
        pen.fill();
      }
    });
    shown.textContent = `${(now * seconds).toFixed(1)} s`;
    range.setAttribute("aria-valuetext", shown.textContent);
  };
  let began = null;
  const say = () => (button.textContent = began === null ? "Play" : "Pause");
  const tick = (clock) => {
    if (began === null) return;
    const now = Math.round((clock - began) / 1000 / seconds);
    range.value = now;
    draw();
    if (now >= frames.length - 1) began = null;
    else requestAnimationFrame(tick);
    say();
  };
  button.addEventListener("click", () => {
    if (began !== null) {
      began = null;
    } else {
      const from = Number(range.value) >= frames.length - 1 ? 0 : Number(range.value);
      began = performance.now() - 1000 * seconds * from;
      requestAnimationFrame(tick);
    }
    say();
  });
  range.addEventListener("input", () => {
    began = null;
    say();
    draw();
  });
  say();
  draw();
  return () => (began = null);
}
export default { render };
"""
STYLE = """
.pendulum-film div, .pendulum-film label { display: flex; align-items: center; gap: 0.75em; }
.pendulum-film div { max-width: 780px; }
.pendulum-film .paper { background: #fff; border: 1px solid #bbb; border-radius: 8px; box-sizing: border-box; }
.pendulum-film .paper { justify-content: center; padding: 8px; margin: 4px 0; }
.pendulum-film input { flex: 1; min-width: 8em; }
.pendulum-film button { min-width: 5em; }
.pendulum-film label, .pendulum-film canvas { color: var(--jp-ui-font-color1, inherit); }
"""


class PendulumFilm(anywidget.AnyWidget):
    """Two double pendulums in motion, with a button and a time that can be dragged; no kernel is needed for it.

    Args:
        orbits: (T, 2, 4), states of two double pendulums.
        dt: the time between two rows, s.
        l: the length of a rod, m.
        text: what the film shows, for those who cannot see it.
    """

    _esm = SCRIPT
    _css = STYLE
    frames = traitlets.List().tag(sync=True)
    seconds = traitlets.Float().tag(sync=True)
    reach = traitlets.Float().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)

    def __init__(self, orbits, dt, l, text):
        every = max(1, round(FRAME / dt))
        joints = plots.rods(orbits[::every], l)[:, :, 1:]  # (frames, 2, 2, 2): without the hinge
        frames = np.round(joints.reshape(len(joints), 2, 4), 3).tolist()
        super().__init__(frames=frames, seconds=every * dt, reach=2.2 * l, text=text)


def pendulum_film(orbits, dt, l=1.0, every=2.0) -> None:
    """Show two double pendulums in motion; where no widget can run, a strip of pictures stands there instead.

    Args:
        orbits: (T, 2, 4), their states over time.
        dt: the time between two rows, s.
        l: the length of a rod, m.
        every: seconds between two pictures of the strip.
    """
    axes, text = plots.pendulum_strip(orbits, dt, every, l)
    film = PendulumFilm(orbits, dt, l, text)
    show_with_picture(film, plots.render(axes), text, asleep="Run this cell to see them move.")
