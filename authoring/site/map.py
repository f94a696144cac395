"""The course's map as a picture: one box for each notebook, an arrow to whatever builds on it."""

import html
import textwrap

from authoring.site.curriculum import Notebook

WIDTH, HEIGHT, GAP, ROW = 164, 66, 22, 96
#: On a phone: boxes below each other, and beside them the room for arrows that pass others.
PHONE_WIDTH, PHONE_ROW, BESIDE = 250, 84, 72


def draw(notebooks: list[Notebook]) -> str:
    """Draw the map twice: a column for each sheet, and for a narrow page one column for all; a style sheet shows one.

    Args:
        notebooks: of the course, in order.

    Returns:
        Two HTML figures that hold an SVG picture each; every box is a link, and colours are those of the page's text.
    """
    sheets = list(dict.fromkeys(n.sheet for n in notebooks))
    places, headings = {}, {}
    for column, sheet in enumerate(sheets):
        headings[sheet] = 10 + column * (WIDTH + GAP), 20
        for row, notebook in enumerate(n for n in notebooks if n.sheet == sheet):
            places[notebook.key] = (10 + column * (WIDTH + GAP), 34 + row * ROW)
    height = 20 + ROW * max(y // ROW + 1 for _, y in places.values())
    return _figure("wide", notebooks, headings, places, WIDTH, (20 + len(sheets) * (WIDTH + GAP), height)) + _phone(
        notebooks
    )


def _phone(notebooks):
    """The map in one column, as wide as the text of a page on a phone: its writing has its natural size there."""
    places, headings, y = {}, {}, 0
    for notebook in notebooks:
        if notebook.sheet not in headings:
            y += 34 if headings else 22
            headings[notebook.sheet] = 2, y
            y += 14
        places[notebook.key] = 2, y
        y += PHONE_ROW
    return _figure("narrow", notebooks, headings, places, PHONE_WIDTH, (PHONE_WIDTH + BESIDE + 4, y))


def _figure(name, notebooks, headings, places, box, size):
    """One of the two pictures: headings and boxes at their places, with arrows between boxes of one width."""
    width, height = size
    parts = [_heading(sheet, *place) for sheet, place in headings.items()]
    parts += [_arrow(places[before], places[n.key], box, name) for n in notebooks for before in n.builds_on]
    parts += [_box(n, *places[n.key], box) for n in notebooks]
    text = "; ".join(f"{n.title} builds on {', '.join(n.builds_on)}" for n in notebooks if n.builds_on)
    return (
        f'<figure class="map {name}"><svg role="group" aria-label="Map of the course. {html.escape(text, quote=True)}" '
        f'viewBox="0 0 {width} {height}" width="{width}" xmlns="http://www.w3.org/2000/svg">'
        f'<defs><marker id="tip-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>{"".join(parts)}</svg></figure>'
    )


def _heading(sheet, x, y):
    return f'<text x="{x}" y="{y}" font-size="14" font-weight="bold" fill="currentColor">Sheet {sheet[5:]}</text>'


def _arrow(start, end, box, name):
    (x0, y0), (x1, y1) = start, end
    right, half = x0 + box, HEIGHT / 2
    if x0 != x1:
        path = f"M{right} {y0 + half} C{right + 30} {y0 + half} {x1 - 30} {y1 + half} {x1} {y1 + half}"
    elif y1 - y0 <= ROW:
        path = f"M{x0 + box / 2} {y0 + HEIGHT} L{x0 + box / 2} {y1}"
    else:  # beside the boxes that lie between, the further out the more they are
        out = right + min(16 * (1 + (y1 - y0) // (4 * ROW)), BESIDE) * 4 / 3
        path = f"M{right} {y0 + 40} C{out} {y0 + 60} {out} {y1 - 10} {right} {y1 + 20}"
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.55" marker-end="url(#tip-{name})"/>'


def _box(notebook, x, y, box):
    lines = textwrap.wrap(f"{notebook.key.split('/')[1]} {notebook.title}", (box - 20) // 7)[:3]
    texts = "".join(
        f'<text x="{x + 10}" y="{y + 22 + 17 * k}" font-size="13" fill="currentColor">{html.escape(line)}</text>'
        for k, line in enumerate(lines)
    )
    return (
        f'<a href="notebooks/{notebook.sheet}/{notebook.name}.html" '
        f'aria-label="Sheet {notebook.sheet[5:]}, {html.escape(notebook.title, quote=True)}">'
        f'<rect x="{x}" y="{y}" width="{box}" height="{HEIGHT}" rx="6" fill="none" stroke="currentColor"/>{texts}</a>'
    )
