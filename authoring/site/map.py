"""The course's map as a picture: one box for each notebook, an arrow to whatever builds on it."""

import html
import textwrap

from authoring.site.curriculum import Notebook

WIDTH, HEIGHT, GAP, ROW = 190, 58, 34, 92


def draw(notebooks: list[Notebook]) -> str:
    """Draw the map: a column for each sheet, notebooks from top to bottom.

    Args:
        notebooks: of the course, in order.

    Returns:
        An HTML figure that holds an SVG picture; every box is a link, and colours are those of the page's text.
    """
    sheets = list(dict.fromkeys(n.sheet for n in notebooks))
    place = {}
    for column, sheet in enumerate(sheets):
        for row, notebook in enumerate(n for n in notebooks if n.sheet == sheet):
            place[notebook.key] = (10 + column * (WIDTH + GAP), 34 + row * ROW)
    width, height = 20 + len(sheets) * (WIDTH + GAP), 20 + ROW * max(y // ROW + 1 for _, y in place.values())
    parts = [_heading(sheet, 10 + column * (WIDTH + GAP)) for column, sheet in enumerate(sheets)]
    parts += [_arrow(place[before], place[n.key]) for n in notebooks for before in n.builds_on]
    parts += [_box(n, *place[n.key]) for n in notebooks]
    text = "; ".join(f"{n.title} builds on {', '.join(n.builds_on)}" for n in notebooks if n.builds_on)
    return (
        f'<figure class="map"><svg role="group" aria-label="Map of the course. {html.escape(text, quote=True)}" '
        f'viewBox="0 0 {width} {height}" width="{width}" xmlns="http://www.w3.org/2000/svg">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>{"".join(parts)}</svg></figure>'
    )


def _heading(sheet, x):
    return f'<text x="{x}" y="20" font-size="14" font-weight="bold" fill="currentColor">Sheet {sheet[5:]}</text>'


def _arrow(start, end):
    (x0, y0), (x1, y1) = start, end
    right, half = x0 + WIDTH, HEIGHT / 2
    if x0 != x1:
        path = f"M{right} {y0 + half} C{right + 30} {y0 + half} {x1 - 30} {y1 + half} {x1} {y1 + half}"
    elif y1 - y0 <= ROW:
        path = f"M{x0 + WIDTH / 2} {y0 + HEIGHT} L{x0 + WIDTH / 2} {y1}"
    else:  # beside the boxes that lie between
        path = f"M{right} {y0 + 40} C{right + 24} {y0 + 60} {right + 24} {y1 - 10} {right} {y1 + 20}"
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.55" marker-end="url(#tip)"/>'


def _box(notebook, x, y):
    lines = textwrap.wrap(f"{notebook.key.split('/')[1]} {notebook.title}", 26)[:2]
    texts = "".join(
        f'<text x="{x + 10}" y="{y + 22 + 17 * k}" font-size="13" fill="currentColor">{html.escape(line)}</text>'
        for k, line in enumerate(lines)
    )
    return (
        f'<a href="notebooks/{notebook.sheet}/{notebook.name}.html" '
        f'aria-label="Sheet {notebook.sheet[5:]}, {html.escape(notebook.title, quote=True)}">'
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="none" stroke="currentColor"/>{texts}</a>'
    )
