"""Orbits in three dimensions that can be turned by the mouse, with a picture where nothing turns."""

import base64

import numpy as np
from IPython.display import display

from sheet_utils import plots

#: The type of output that Plotly's extension of JupyterLab draws; no kernel is needed for it, and no import here.
PLOTLY = "application/vnd.plotly.v1+json"
#: Points of an orbit that are sent: enough for a smooth line, few enough for a small notebook.
MOST = 5000
#: Pixels of the page: those of the scene, and the width of every picture of a notebook.
SIDE, WIDTH = 380, 780


def turn_attractors(orbits, alt) -> None:
    """Show orbits in three dimensions side by side in one box; each can be turned and enlarged.

    Args:
        orbits: dict of a title to (T, 3); the first one gives the box.
        alt: what they show, one or two sentences.

    Raises:
        ValueError: an orbit has another shape.
    """
    orbits = {title: plots.as_orbit(title, orbit, 3)[:MOST] for title, orbit in orbits.items()}
    still = plots.picture(plots.render(plots.attractors(*orbits.values(), titles=tuple(orbits))), alt)
    display({PLOTLY: figure(orbits), "text/html": still, "text/plain": alt}, raw=True)


def figure(orbits) -> dict:
    """The same as a figure of Plotly, as plain data.

    Args:
        orbits: dict of a title to (T, 3), float.

    Returns:
        What `plotly.graph_objects.Figure` would make of it.
    """
    first = next(iter(orbits.values()))
    box = 1.1 * np.abs(first[np.isfinite(first)]).max(initial=0.0) or 1.0
    axes = {"range": [-box, box], "nticks": 5}
    scene = {f"{letter}axis": {**axes, "title": {"text": f"x<sub>{k}</sub>"}} for k, letter in enumerate("xyz", 1)}
    scene |= {"aspectmode": "cube", "camera": {"eye": {"x": 1.2, "y": -2.0, "z": 1.05}}}
    traces, layout, notes = [], {}, []
    share = SIDE / WIDTH
    for number, ((title, orbit), colour) in enumerate(zip(orbits.items(), (plots.DATA, plots.MODEL), strict=False)):
        name = "scene" if number == 0 else f"scene{number + 1}"
        left = 0.5 + share * (number - len(orbits) / 2)
        right = left + share
        layout[name] = {**scene, "domain": {"x": [left, right], "y": [0, 0.94]}}
        spot = {"x": (left + right) / 2, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "top"}
        notes.append({"text": title, **spot, "showarrow": False, "font": {"size": 14}})
        x, y, z = (_packed(column) for column in np.clip(orbit, -box, box).T)
        traces.append({"type": "scatter3d", "mode": "lines", "x": x, "y": y, "z": z, "scene": name, "name": title,
                       "line": {"color": colour, "width": 1.5}, "hoverinfo": "skip", "showlegend": False})  # fmt: skip
    edge = {"type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 1}
    frame = {**edge, "line": {"color": "#bbb", "width": 1}}
    layout |= {"annotations": notes, "shapes": [frame], "height": SIDE, "width": WIDTH, "paper_bgcolor": "white",
               "margin": {"l": 1, "r": 1, "t": 1, "b": 1}, "font": {"color": "black"}}  # fmt: skip
    config = {"displaylogo": False, "modeBarButtonsToRemove": ["toImage", "tableRotation", "resetCameraLastSave3d"]}
    return {"data": traces, "layout": layout, "config": config}


def _packed(column):
    """Numbers as Plotly takes them in few bytes."""
    return {"dtype": "f4", "bdata": base64.b64encode(np.asarray(column, dtype="<f4").tobytes()).decode()}
