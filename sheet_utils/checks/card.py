"""A check's text as a card in the notebook: state by icon, colour and word, and yours beside expected in a table."""

import html
import re
import sys

from sheet_utils import emphasis, runtime
from sheet_utils.checks.diagnosis import NOT_STARTED, NOT_YET, RIGHT, Diagnosis

#: State: (icon, colour of the bar, word). Each differs from the others in all three; the colours are Okabe & Ito's.
LOOKS = {
    NOT_STARTED: ("○", "#777777", "Not started"),
    NOT_YET: ("✗", "#D55E00", "Not yet"),
    RIGHT: ("✓", "#009E73", "Right"),
}
#: A line of the text that compares one entry.
ENTRY = re.compile(r"^  (?P<entry>\S.*): yours (?P<yours>.+), expected (?P<expected>.+?)\.?$")
LEADS = ("Likely cause:", "Hint:")


def show(verdict: Diagnosis, *remarks: str) -> None:
    """Show what a check found: a card in a notebook, the text anywhere else.

    Args:
        verdict: of the check.
        *remarks: further lines, such as what the function calls.
    """
    text = "\n".join([verdict.text, *remarks])
    if not runtime.in_notebook():
        print(text)
        return
    from IPython.display import display

    sys.stdout.flush()
    display({"text/plain": text, "text/html": as_html(verdict, *remarks)}, raw=True)


def as_html(verdict: Diagnosis, *remarks: str) -> str:
    """The card.

    Args:
        verdict: of a check.
        *remarks: further lines.

    Returns:
        One HTML element, everything in it escaped. It takes the notebook's own colours for text and ground, so that it
        is readable in the dark, too.
    """
    icon, colour, word = LOOKS[verdict.state]
    exercise, _, rest = verdict.text.partition(":")
    first, *lines = rest.strip().split("\n")
    first = first[len(verdict.state) :].lstrip(". ") if first.startswith(verdict.state) else first
    mark = f'<span aria-hidden="true" style="color: {colour}; font-size: 1.2em">{icon}</span>'
    parts = [f'<div style="font-weight: bold">{mark} {word} <code>{html.escape(exercise)}</code></div>']
    parts += [_paragraph(first)] if first else []
    parts += _body([*lines, *remarks])
    return (
        f'<div style="border-left: 5px solid {colour}; padding: 2px 0 2px 12px; margin: 4px 0; max-width: 50em">'
        f"{''.join(parts)}</div>"
    )


def _body(lines):
    """Paragraphs and, where entries are compared one after another, a table of them."""
    parts, rows = [], []
    for line in lines:
        entry = ENTRY.match(line)
        if entry:
            rows.append(entry.groupdict())
            continue
        parts += _table(rows)
        rows = []
        parts.append(_paragraph(line))
    return parts + _table(rows)


def _table(rows):
    if not rows:
        return []
    cell = 'style="text-align: left; padding: 2px 14px 2px 0"'
    body = "".join(
        f"<tr><td {cell}><code>{html.escape(row['entry'])}</code></td>"
        f'<td {cell}><b style="border-bottom: 3px solid #E69F00">{html.escape(row["yours"])}</b></td>'
        f"<td {cell}>{html.escape(row['expected'])}</td></tr>"
        for row in rows
    )
    heads = "".join(f'<th scope="col" {cell}>{name}</th>' for name in ("entry", "yours", "expected"))
    return [f'<table style="margin: 4px 0"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>']


def _paragraph(line):
    lead = next((lead for lead in LEADS if line.startswith(lead)), "")
    words = f"<b>{lead}</b>{emphasis.as_html(line[len(lead) :])}" if lead else emphasis.as_html(line.strip())
    return f'<p style="margin: 2px 0">{words}</p>'
