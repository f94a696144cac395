"""What a student gets back: their work, their points, a hint per mistake, and the tutor's words.

Made of the student's own cells and of released text alone. Hidden tests, their messages, their inputs, expected
values and mark schemes are not asked for here, so they cannot slip through; what the student's own code printed or
raised while tests ran is left out too, since it could carry their inputs. The page runs no script and loads nothing.
"""

import html
import json
import re

from grading import records, sanitise, sheet
from grading.pages import tutor_copy

HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>
body {{ font: 16px/1.5 sans-serif; max-width: 52em; margin: 2em auto; padding: 0 1em; color: #222; }}
table {{ border-collapse: collapse; }} th, td {{ border: 1px solid #bbb; padding: .3em .7em; text-align: left; }}
pre {{ background: #f5f5f5; padding: .7em; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }}
pre.out {{ background: #fff; border-left: 3px solid #bbb; }} img {{ max-width: 100%; }}
.verdict {{ border-left: 5px solid #d55e00; padding: .2em .8em; margin: .5em 0; background: #fff6ef; }}
.verdict.right {{ border-color: #009e73; background: #eefaf5; }} .note {{ color: #555; }}
</style></head><body>
"""
WORDS = {
    "right": "Right.",
    "wrong": "Not right.",
    "raised an error": "Your function stopped with an error.",
    "too slow": "Your code took too long and was stopped. An endless loop?",
    "process ended": "Your code ended its own process, or was ended because it used too much.",
    "no time left": "Not tested: this notebook had used up its time.",
    "not defined": "The function was not there.",
    "not started": "Not started.",
    "missing": "The notebook was not handed in.",
    "unreadable": "The notebook could not be read.",
    "not graded": "Could not be graded by the machine; your tutor looks at it.",
}


#: Errors that are named: the ones that mistakes make. Any other could be a message about a hidden input.
NAMED = {"TypeError", "ValueError", "IndexError", "KeyError", "NameError", "AttributeError", "RuntimeError",
         "ZeroDivisionError", "ModuleNotFoundError", "ImportError", "AssertionError", "SyntaxError", "IndentationError",
         "FileNotFoundError", "RecursionError", "UnboundLocalError"}  # fmt: skip


def verdict_text(verdict):
    """One test's outcome in the student's words; of an error only its type, and only a usual one."""
    if not verdict["error"]:
        return WORDS[verdict["outcome"]]
    kind = verdict["error"] if verdict["error"] in NAMED else "an error"
    line = f" in its line {verdict['line']}" if verdict["line"] else ""
    if verdict["outcome"] == "not defined":
        return f"The function was not there: its cell stopped with {kind}{line}."
    return f"Your function stopped with {kind}{line}."


def _told(notebook, record, name):
    """One test's outcome; what a function stopped with only at its first test, since each could tell an input."""
    verdict, exercise = record["cells"][name], notebook.tests[name].exercise
    stopped = [test.id for test in notebook.tests.values()
               if test.exercise == exercise and (record["cells"].get(test.id) or {}).get("error")]  # fmt: skip
    return verdict_text(verdict) if name in stopped[:1] else WORDS[verdict["outcome"]]


def page(name, notebook, record, view, scores, words):
    """The page for one notebook.

    Args:
        name: the sheet's name.
        notebook: a `grading.sheet.Notebook`.
        record: its record.
        view: the tutor's copy of the notebook, or None.
        scores: {cell: (auto, manual, extra, needs a tutor)} from the gradebook.
        words: the tutor's comments, {cell: text}.
    """
    parts = [HEAD.format(title=html.escape(f"{name}, {notebook.name}"))]
    parts.append(f"<h1>{html.escape(notebook.name.replace('_', ' '))}</h1>")
    parts.append(_summary(notebook, record, scores))
    if record["notes"]:
        items = "".join(f"<li>{_marked(note)}</li>" for note in record["notes"])
        parts.append(f"<h2>About your file</h2><ul>{items}</ul>")
    parts.append("<h2>Your work</h2>")
    known = {cell["id"]: cell for cell in notebook.manifest["cells"]}
    for cell in (view or {}).get("cells", []):
        parts.append(_cell(cell, known.get(cell["id"]), notebook, record, scores, words))
    parts.append("</body></html>\n")
    return "\n".join(part for part in parts if part)


def _marked(text):
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))


def points_of(score):
    """What counts of a grade: a tutor's points before the machine's, and extra credit."""
    auto, manual, extra, _ = score
    return (manual if manual is not None else auto or 0.0) + (extra or 0.0)


def _summary(notebook, record, scores):
    rows, total, most, waiting = [], 0.0, 0.0, False
    for exercise, points in notebook.exercise_points().items():
        cells = [t.id for t in notebook.tests.values() if t.exercise == exercise] or [exercise]
        got = sum(points_of(scores[c]) for c in cells if c in scores)
        open_ = any(scores[c][3] for c in cells if c in scores)
        hint = record["exercises"].get(exercise, {})
        text = "is read by your tutor" if open_ else _hint(hint)
        rows.append(f"<tr><td>{html.escape(exercise)}</td><td>{'—' if open_ else f'{got:g}'} of {points:g}</td>"
                    f"<td>{text}</td></tr>")  # fmt: skip
        total, most, waiting = total + got, most + points, waiting or open_
    kind = "bonus points" if notebook.bonus else "points"
    first = f"<p><strong>{total:g} of {most:g} {kind}</strong>{' so far' if waiting else ''}</p>"
    return first + "<table><tr><th>exercise</th><th>points</th><th></th></tr>" + "".join(rows) + "</table>"


def _hint(hint):
    if hint.get("misconception"):
        line, more = hint.get("line", ""), hint.get("hint", "")
        return f"Likely cause: {html.escape(line)} <em>Hint: {html.escape(more)}</em>"
    return {"not started": "not started", "not yet": "not one of the mistakes we know"}.get(hint.get("state"), "")


def _cell(cell, known, notebook, record, scores, words):
    name = cell["id"]
    if known and known["kind"] == "graded":
        verdict = record["cells"].get(name)
        if verdict is None:
            return ""
        told = notebook.sources[name].splitlines()[0].lstrip("# ")
        right = " right" if verdict["outcome"] == "right" else ""
        corrected = ""
        if name in scores and scores[name][1] is not None:
            corrected = f" Your tutor gave {scores[name][1]:g}."
        result = f"<strong>{verdict['points']:g} of {verdict['max']:g}</strong> {html.escape(told)}"
        what = html.escape(_told(notebook, record, name)) + corrected + _words(words, name)
        return f'<div class="verdict{right}">{result}<br>{what}</div>'
    if known and known["kind"] in ("locked", "task"):
        heading = next((line for line in notebook.sources[name].splitlines() if line.startswith("#")), "")
        text = f"<h3>{html.escape(heading.lstrip('# '))}</h3>"
        if known["kind"] == "task" and name in scores:
            got = f"<strong>{points_of(scores[name]):g} of {known['points']:g}</strong>"
            got = "Your tutor has not read this yet." if scores[name][3] else got
            text += f'<div class="verdict right">{got}</div>'
        return text + _words(words, name)
    if known and known["kind"] == "text" and not name.endswith("-answer"):
        return ""
    if cell["cell_type"] != "code":
        return sanitise.clean_html(cell["source"]) if cell["source"].startswith("<div>") else ""
    if known and known["kind"] == "setup":
        return ""
    # What our own run printed after a test may hold what the tests called the answers with.
    hidden = tutor_copy.AFTER_A_TEST in cell["metadata"].get("tags", [])
    shown = "" if hidden else "".join(_output(output) for output in cell.get("outputs", []))
    if known and known["kind"] == "shown":
        return shown and f"<p class=note>{html.escape(name)}, as you submitted it:</p>{shown}"
    return f"<pre>{html.escape(cell['source'])}</pre>{shown}{_words(words, name)}"


def _words(words, name):
    text = words.get(name)
    return f"<p><em>Your tutor: {html.escape(text)}</em></p>" if text and text != "No response." else ""


def _output(output):
    if output["output_type"] == "stream":
        return f'<pre class="out">{html.escape(output["text"])}</pre>'
    if output["output_type"] == "error":
        return f'<pre class="out">{html.escape(output["ename"])}: {html.escape(output["evalue"])}</pre>'
    data = output["data"]
    for kind in ("image/png", "image/jpeg", "image/gif"):
        if kind in data:
            alt = html.escape(data.get("text/plain", ""), quote=True)
            return f'<img src="data:{kind};base64,{data[kind]}" alt="{alt}">'
    if "text/html" in data:
        return sanitise.clean_html(data["text/html"])
    return f'<pre class="out">{html.escape(data.get("text/plain", ""))}</pre>'


def one(folders, name, student, notebook, known=None, said=None):
    """The page of one student's notebook, made from what is on disk.

    Args:
        folders, name, student, notebook: whose, of which sheet.
        known, said: what `records.scores` and `records.comments` give, where many pages are made.

    Raises:
        FileNotFoundError: there is no record of it; grade first.
    """
    record = records.read_record(records.record_path(folders, name, student, notebook))
    if record is None:
        raise FileNotFoundError(f"{student}, {notebook}: not graded yet; run `course grade {name}`")
    known = records.scores(folders, name) if known is None else known
    path = folders.autograded(student, name) / f"{notebook}.ipynb"
    view = json.loads(path.read_text("utf-8")) if path.exists() else None
    said = records.comments(folders, name) if said is None else said
    words = said.get(student, {}).get(notebook, {})
    scores = known.get(student, {}).get(notebook, {})
    return page(name, sheet.load(name)[notebook], record, view, scores, words)


def write(name, folders, students=None):
    """Write the pages of all students that were graded.

    Returns:
        The list of files written.
    """
    known, said, written = records.scores(folders, name), records.comments(folders, name), []
    for student, mine in records.read_all(folders, name).items():
        if students and student not in students:
            continue
        for notebook in mine:
            path = folders.feedback(student, name) / f"{notebook}.html"
            records.write_whole(path, one(folders, name, student, notebook, known, said))
            written.append(path)
    return written
