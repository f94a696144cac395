"""What a student gets back: points, hints and their own work; nothing hidden, nothing that runs."""

import base64
import dataclasses
import html
import json
import re
import struct
import time

import pytest

from authoring.demo.submissions import own_answers
from grading import formulas, lateness, sanitise, sheet
from grading.folders import NOTEBOOKS, Folders
from grading.judge.notebook import NAMED_LINES
from grading.pages import class_results, feedback, feedback_notebook, tutor_copy
from grading.pages.class_results import ClassResults
from grading.records import record_files
from grading.records.gradebook import Person, Score
from grading.records.record import Question, Record
from grading.verdicts import RAISED, CellRun, CellVerdict, ExerciseState, NotebookResult
from sheet_utils.submission import Cell, Submission
from tests import axe
from tests import browser as browsers
from tests.graded import graded_class, needs_sandbox
from tests.hostile.run import hidden_lines

FIRST = "1_sparse_teacher_forcing"
ESSAY = (
    "After a reset at time $t$ a later loss can depend on what the network did before only through the hidden units, "
    "because the first $N$ columns of $\\tilde J_t$ are zero: the data overwrite the read-out units. In my picture the "
    "norm of the free product grows to about 3 after 100 steps, while with $\\tau_f = 16$ it falls to $10^{-4}$.\n\n"
    "- Between two resets the product still grows like $e^{\\lambda k \\Delta t}$.\n"
    "- At a reset the largest direction is cut, since **it lies mostly in the read-out units**.\n\n"
    "$$\\|\\tilde J_t \\cdots \\tilde J_1\\| \\approx e^{\\lambda t \\Delta t}\\, c^{\\lfloor t/\\tau_f \\rfloor}$$\n\n"
    "So gradients stay bounded, and what is lost is memory: whatever is older than a few intervals cannot be learnt "
    "through the read-out. I would choose an interval near the predictability time of about 110 steps, and not less."
)
WORDS_OF_A_TUTOR = (
    "You see that $D$ sets *columns* to zero. For the last point, say why $\\|J_t \\cdots J_1\\|$ shrinks."
)


def typical(folder, **changes):
    """A class of one, "ada", whose sheet 10 nobody had to grade: two known mistakes, five essays, and a tutor's words.

    Args:
        folder: where it lies; the tutor's copies are written there.
        changes: of the `ClassResults`.
    """
    notebooks, folders = sheet.load("sheet10"), Folders(folder)
    scores, records, comments = {}, {}, {}
    own = own_answers("sheet10")
    for name, notebook in notebooks.items():
        lost = {"stf-test-schedule": "inverted", "stf-test-replace": "inverted", "naive-test-order": "transposed"}
        points = {test.id: 0.0 if test.id in lost else test.points for test in notebook.tests.values()}
        cells = {cell: CellVerdict(given, notebook.tests[cell].points, "right" if given else "wrong")
                 for cell, given in points.items()}  # fmt: skip
        hint = "For a multiple of `t_forcing` the remainder is 0."
        exercises = {notebook.tests[cell].exercise: ExerciseState("not yet", name, "the condition is inverted.", hint)
                     for cell, name in lost.items() if cell in cells}  # fmt: skip
        scores[name] = {cell: Score(given, None, None, False) for cell, given in points.items()}
        scores[name] |= {task: Score(None, most - 1, None, False) for task, most in notebook.tasks.items()}
        comments[name] = dict.fromkeys(notebook.tasks, WORDS_OF_A_TUTOR) | {"stf-forward": "Look at `%` again."}
        records[name] = Record("sheet10", "ada", name, "graded", cells, exercises,
                               tasks={task: Question(True, most) for task, most in notebook.tasks.items()})  # fmt: skip
        answers = [Cell(cell["id"], cell["kind"], cell["type"], ESSAY if cell["id"].endswith("-answer") else
                        own.get(cell["id"], ""), changed=True) for cell in notebook.manifest["cells"]]  # fmt: skip
        view = tutor_copy.make(notebook, Submission(answers, [], [], []), NotebookResult(cells, exercises))
        record_files.save(folders, records[name], view)
    known = {"people": {"ada": Person("Ada", "Lovelace")}, "comments": {"ada": comments}, **changes}
    return ClassResults("sheet10", folders, notebooks, {"ada": scores}, {"ada": records}, **known)


def shown_with(folder, view, record, comments=(), scores=()):
    """The page of one notebook with a given tutor's copy."""
    folders = Folders(folder)
    record_files.save(folders, record, view)
    of_student = ({record.student: {FIRST: known}} for known in (dict(scores), record, dict(comments)))
    scores, records, comments = of_student
    results = ClassResults("sheet10", folders, sheet.load("sheet10"), scores, records, comments=comments)
    return feedback.page(results, record.student, FIRST)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
        "<svg onload=alert(1)>", "<iframe src=//x>", "<form action=//x><input></form>", "<style>*{}</style>",
        "<img src='http://x/pixel.png'>", "<img src='data:image/svg+xml;base64,PHN2Zy8+'>", "<b style='x'>fine</b>",
        "<math><mtext><script>alert(1)</script></mtext></math>", "<details open ontoggle=alert(1)>",
    ],
)  # fmt: skip
def test_html_is_made_harmless(source):
    cleaned = sanitise.clean_html(source) + sanitise.render_markdown(source) + sanitise.render_markdown(f"a {source} b")
    for word in ("<script", "onerror", "onload", "ontoggle", "javascript:", "<iframe", "<form", "<style", "style=",
                 "http://x", "svg"):  # fmt: skip
        assert word not in cleaned or source.startswith(("<b", "<math")) and word not in sanitise.clean_html(source)


def test_markdown_links_and_math_survive():
    shown = sanitise.render_markdown("A [link](https://example.org), **bold** and $a<b$.\n\n[bad](javascript:alert(1))")
    assert 'href="https://example.org"' in shown and "<strong>bold</strong>" in shown and "$a" in shown
    assert "javascript" not in shown


def test_outputs_are_bounded():
    long = [{"output_type": "stream", "name": "stdout", "text": "x" * 10**7}] * 3
    kept, size = sanitise.outputs(long)
    assert size < 50_000 and "more characters" in kept[0]["text"]
    assert sanitise.picture("QUJD") is None
    huge = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + bytes(20)
    assert sanitise.picture(base64.b64encode(huge).decode()) is None
    many, _ = sanitise.outputs([{"output_type": "stream", "text": "x"}] * 1000)
    assert len(many) <= sanitise.OUTPUTS + 1


@needs_sandbox
def test_nothing_hidden_is_in_anything_that_goes_back():
    folders, _, _ = graded_class()
    # What the solvers wrote may look like a hidden oracle.
    own = {line.strip() for answer in own_answers("sheet10").values() for line in answer.splitlines()}
    secrets = set(hidden_lines()) - own
    assert len(secrets) > 80
    pages = sorted((folders.root / "feedback").rglob("*.html"))
    pages += feedback.write("sheet10", folders, ["adds", "blank", "detaches"])
    assert len(pages) >= 9
    kept = [record for mine in record_files.read_all(folders, "sheet10").values() for record in mine.values()]
    wrong = [cell for record in kept for cell in record.cells.values() if cell.outcome == "wrong"]
    messages = {cell.note for cell in wrong if len(cell.note) > 12}
    for path in set(pages):
        text = path.read_text("utf-8")
        assert not [line for line in [*secrets, *messages] if line in html.unescape(text)], path
        assert "default-src 'none'" in text and "<script" not in text


@needs_sandbox
def test_the_page_names_the_mistake_and_the_points():
    folders, _, _ = graded_class()
    text = feedback.one(folders, "sheet10", "adds", FIRST)
    record = record_files.read_record(record_files.record_path(folders, "sheet10", "adds", FIRST))
    assert "Likely cause" in text and "of 15 points" in text and "Not right." in text
    assert record.points < 11
    bonus = feedback.one(folders, "sheet10", "honest-a", "3_single_variable")
    assert "of 6 bonus points" in bonus
    with pytest.raises(FileNotFoundError):
        feedback.one(folders, "sheet10", "nobody", "3_single_variable")


@needs_sandbox
def test_one_page_holds_the_sheet_and_counts_as_the_report_does():
    folders, _, _ = graded_class()
    written = feedback.write("sheet10", folders, ["adds"])
    assert [path.stem for path in written] == ["sheet10", *sheet.load("sheet10")]
    text = re.sub(r"<[^>]*>", "", written[0].read_text("utf-8"))
    total = class_results.read("sheet10", folders).total("adds")
    assert f"{total.points:g} of 30 points" in text and f"{total.bonus:g} of 12 bonus points" in text
    assert all(title in html.unescape(text) for notebook in sheet.load("sheet10").values()
               for title in notebook.titles.values())  # fmt: skip


@needs_sandbox
def test_an_error_shows_its_type_and_nothing_that_could_carry_a_test():
    verdict = CellVerdict(0, 1, "raised an error", note="tensor([1])", error="KeyError", line=4)
    assert feedback.verdict_text(verdict) == "Your function stopped with KeyError in its line 4."
    assert "tensor" not in feedback.verdict_text(dataclasses.replace(verdict, error="tensor([1])"))
    gone = CellVerdict(0, 1, "not defined", error="SyntaxError", line=2)
    assert feedback.verdict_text(gone) == "The function was not there: its cell stopped with SyntaxError in its line 2."


def test_only_the_first_error_of_an_exercise_is_told():
    """A line per test would be a number per test that the student's code may choose after having seen its input."""
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    tests = [test.id for test in notebook.tests.values() if test.exercise == "stf-forward"]
    cells = {name: CellVerdict(0, 1, "raised an error", error="KeyError", line=k + 2) for k, name in enumerate(tests)}
    texts = [feedback.outcome_text(notebook, cells, name) for name in tests]
    assert texts[0].endswith("in its line 2.") and set(texts[1:]) == {"Your function stopped with an error."}


def test_whatever_a_page_shows_is_escaped(tmp_path):
    """A student's words, a tutor's, an error's and a file's name: none of them can be a tag."""
    tag = "<b onclick=x>x</b>"
    stream = {"output_type": "stream", "text": tag}
    error = {"output_type": "error", "ename": tag, "evalue": tag}
    picture = {"output_type": "display_data", "data": {"image/png": f'">{tag}', "text/plain": f'"{tag}'}}
    cells = [
        {"id": "stf-forward", "cell_type": "code", "metadata": {}, "source": tag, "outputs": [stream, error, picture]},
        {"id": tag, "cell_type": "code", "metadata": {}, "source": tag, "outputs": []},
    ]
    record = Record("sheet10", "ada", FIRST, "graded", {}, notes=[f"The cell `setup` {tag}"])
    record.cells["stf-test-shape"] = CellVerdict(0.0, 1.0, "wrong", note=tag)
    record.exercises["stf-forward"] = ExerciseState("not yet", tag, tag, tag)
    known = {"people": {"ada": Person(tag, tag)}, "times": {"ada": lateness.Lateness(5, tag, source=tag, group=(tag,))}}
    folders = Folders(tmp_path)
    record_files.save(folders, dataclasses.replace(record, student=tag.replace("/", "")), None)
    results = ClassResults("sheet10", folders, sheet.load("sheet10"), {"ada": {}}, {"ada": {FIRST: record}}, **known)
    parts = feedback.notebook_parts(results, "ada")
    feedback._add_work({part.anchor[2:]: part for part in parts[FIRST].exercises}, results.notebooks[FIRST],
                       {"cells": cells})  # fmt: skip
    shown = feedback._page(results, "ada", parts, FIRST)
    # Two names twice, whose it was and by which clock, a note, cause and hint, two cells, three outputs of which one
    # holds two and one a picture with its text.
    assert "<b" not in shown.replace("<body", "") and html.unescape(shown).count(tag) == 16
    assert "The cell <code>setup</code> &lt;b" in shown


def test_a_tutors_words_and_an_answer_are_markdown_and_harmless(tmp_path):
    bad = "**Good** <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> $a<b$ $\\text{<i>}$"
    notebook = sheet.load("sheet10")[FIRST]
    answers = [Cell("reset-why", "task", "markdown", ""), Cell("reset-answer", "text", "markdown", bad, changed=True)]
    view = tutor_copy.make(notebook, Submission(answers, [], [], []), NotebookResult({}, {}))
    record = Record("sheet10", "ada", FIRST, "graded", {}, tasks={"reset-why": Question(True, 4.0)})
    shown = shown_with(tmp_path, view, record, {"reset-why": bad}, {"reset-why": Score(None, 2.0, None, False)})
    for part in (shown.partition("Your tutor:")[0].partition('class="answer"')[2], shown.partition("Your tutor:")[2]):
        assert "<strong>Good</strong>" in part and "<mi>a</mi><mo>&lt;</mo><mi>b</mi>" in part
        assert "<mtext>&lt;i&gt;</mtext>" in part
    for word in ("<script", "onerror", "javascript:", "<i>"):
        assert word not in shown


def test_a_hint_and_a_tutors_words_stand_in_the_exercise_that_they_belong_to(tmp_path):
    page = feedback.page(typical(tmp_path), "ada")
    articles = dict(re.findall(r'<article class="[^"]*" id="([^"]*)"(.*?)</article>', page, re.DOTALL))
    assert {"Likely cause" in text for text in (articles["1-stf-forward"], articles["1-reset-why"])} == {True, False}
    assert (
        "Look at <code>%</code> again." in articles["1-stf-forward"]
        and "def process_sequence" in articles["1-stf-forward"]
    )
    assert "sets <em>columns</em> to zero" in articles["1-reset-why"] and page.count("<em>columns</em>") == 5
    assert "Ada Lovelace" in page and "stf-forward" not in re.sub(r"<[^>]*>", "", page)


@pytest.mark.parametrize(
    ("points", "waits", "answered", "word"),
    [(4.0, False, True, "all points"), (1.0, False, True, "partial"), (0.0, False, True, "no points"),
     (None, True, True, "your tutor reads this"), (0.0, False, False, "not answered")],
)  # fmt: skip
def test_how_a_question_stands_is_a_word_and_not_a_colour_alone(tmp_path, points, waits, answered, word):
    record = Record("sheet10", "ada", FIRST, "graded", {}, tasks={"reset-why": Question(answered, 4.0)})
    shown = shown_with(tmp_path, None, record, (), {"reset-why": Score(None, points, None, waits)})
    (article,) = re.findall(r'<article class="exercise \w+" id="1-reset-why".*?</article>', shown, re.DOTALL)
    assert f'<span class="word">{word}</span>' in article
    assert ('class="exercise part"' in article) == (word == "partial")
    assert ("<strong>—</strong> of 4" in article) == waits and ("not final" in shown) == waits


def test_what_every_test_came_to_is_said_once(tmp_path):
    notebook = sheet.load("sheet10")[FIRST]
    record = Record("sheet10", "ada", FIRST, "graded", {})
    for name, outcome in (("stf-forward", "too slow"), ("reset-jacobian", "wrong")):
        tests = [test for test in notebook.tests.values() if test.exercise == name]
        record.cells |= {test.id: CellVerdict(0.0, test.points, outcome) for test in tests}
    record.cells["reset-test-free"] = CellVerdict(1.0, 1.0, "right")
    shown = shown_with(tmp_path, None, record, (), {"reset-test-free": Score(1.0, None, None, False)})
    assert shown.count(feedback.WORDS["too slow"]) == 1 and shown.count("Not right.") == 2


def test_pictures_that_a_student_knows_are_left_out_and_those_of_our_run_are_not(tmp_path):
    picture = {"output_type": "display_data", "data": {"image/png": "QUJD", "text/plain": "two curves"}}
    known = {
        "id": "stf-plot",
        "cell_type": "code",
        "metadata": {"tags": ["as-submitted"]},
        "source": "",
        "outputs": [picture],
    }
    record = Record("sheet10", "ada", FIRST, "graded", {})
    wrong = {"stf-test-shape": Score(0.0, None, None, False)}
    heading = {"id": "stf", "cell_type": "markdown", "metadata": {}, "source": ""}
    assert "two curves" not in shown_with(tmp_path, {"cells": [heading, known]}, record, (), wrong)
    assert "two curves" in shown_with(tmp_path, {"cells": [heading, known | {"metadata": {}}]}, record, (), wrong)


def test_lateness_and_a_group_are_told_and_what_it_costs_is_off_the_total(tmp_path):
    late = lateness.Lateness(10_800, "platform", penalties={FIRST: 3.0}, source="ada")
    on_time, too_late = typical(tmp_path), typical(tmp_path, times={"ada": late})
    page = feedback.page(too_late, "ada")
    assert "Handed in 3 h late (by the platform)." in page and "costs 3 points" in page and "late: −3" in page
    assert too_late.total("ada").points == on_time.total("ada").points - 3
    assert f"<strong>{too_late.total('ada').points:g}</strong> of 30 points" in page
    group = typical(tmp_path, times={"ada": lateness.Lateness(group=("ada", "ben"), source="ben")})
    assert "Handed in by ben for your group." in feedback.page(group, "ada")


def test_feedback_in_the_notebook_is_the_release_with_answers_and_words_and_nothing_hidden(tmp_path):
    import nbformat

    results, own = typical(tmp_path), own_answers("sheet10")
    shown, released = {}, {}
    for name, part in feedback.notebook_parts(results, "ada").items():
        tree = feedback_notebook.make(results, "ada", name, part)
        nbformat.validate(nbformat.from_dict(tree))
        shown |= {cell["id"]: "".join(cell["source"]) for cell in tree["cells"]}
        text = (NOTEBOOKS / "sheet10" / f"{name}.ipynb").read_text("utf-8")
        released |= {cell["id"]: "".join(cell["source"]) for cell in json.loads(text)["cells"]}
        if name == FIRST:
            order = [cell["id"] for cell in tree["cells"]]
    given = {cell for cell in released if cell not in own and not cell.endswith("-answer")}
    assert {cell: shown[cell] for cell in given} == {cell: released[cell] for cell in given}
    assert {cell: shown[cell] for cell in own} == own
    assert order[order.index("stf-forward") + 1] == "feedback-1-stf-forward"
    assert order[order.index("reset-answer") + 1] == "feedback-1-reset-why"
    assert "Likely cause:" in shown["feedback-1-stf-forward"]
    # JupyterLab sets formulas itself.
    assert "<em>columns</em>" in shown["feedback-1-reset-why"] and "$D$" in shown["feedback-1-reset-why"]
    may_be_known = "\n".join([*own.values(), *released.values()])
    secrets = [line for line in hidden_lines() if line not in may_be_known]
    assert len(secrets) > 80 and not [line for line in secrets if any(line in text for text in shown.values())]


def test_feedback_in_the_notebook_is_harmless(tmp_path):
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))"
    results = typical(tmp_path, comments={"ada": {FIRST: {"reset-why": bad, "stf-forward": bad}}})
    results.records["ada"][FIRST].exercises["stf-forward"] = ExerciseState("not yet", "x", bad, bad)
    made = feedback_notebook.make(results, "ada", FIRST, feedback.notebook_parts(results, "ada")[FIRST])
    said = "".join(cell["source"] for cell in made["cells"] if cell["id"].startswith("feedback-"))
    assert "alert(1)" in said
    assert not re.search(r"<script|<[^>]+\son\w+\s*=|href=.javascript:", said)


# --- Formulas. --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "latex",
    [r"\text{<script>alert(1)</script>}", r"\text{&lt;script&gt;}", r"\href{javascript:alert(1)}{x}",
     r"\style{color:red}{x}", r'\class{a" onclick="b}{x}', r'\color{red" onclick="x}{y}', r"\mathrm{<img src=x>}"],
)  # fmt: skip
def test_a_formula_is_nothing_but_a_formula(latex):
    shown = formulas.drawn(f"${latex}$")
    assert set(re.findall(r"</?(\w+)", shown)) <= formulas.ELEMENTS | {"code"}
    assert not re.search(r"\s(on\w+|href|style|src)=", shown)


def test_formulas_are_set_where_they_are_meant():
    shown = formulas.drawn_in_html(
        "<p>It costs $5 or $6; $a &lt; b$</p><code>$x$</code><pre><code>$y$</code></pre>$$z$$"
    )
    assert shown.count("<math") == 2 and "$5 or $6;" in shown and "<code>$x$</code>" in shown and "$y$" in shown
    assert 'display="block"' in shown and "<mo>&lt;</mo>" in shown


@pytest.mark.parametrize("latex", ["{" * 100 + "}" * 100, r"\frac{1}{", r"\sqrt" * 100, "x" * 10_000, r"\left(" * 90])
def test_a_formula_that_cannot_be_set_stays_as_it_was_written(latex):
    start = time.process_time()
    shown = formulas.drawn_in_html(f"${latex}$" * 3)
    assert "<math" not in shown or latex.count("\\sqrt") == 100
    assert time.process_time() - start < 2


def test_many_dollars_take_no_long_time():
    start = time.process_time()
    for text in ("$" * 50_000, "$a " * 50_000, "<code>" * 50_000, "<" * 50_000, "$a$ " * 50_000):
        formulas.drawn_in_html(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    ["<div>" * 5000, "<p>" + "".join(f"<b a={k}>" for k in range(500)) + "</p><p>x" * 500, "<td>" * 40_000,
     "<div></x>" * 5000, "<div>" * 5000 + "</div>" * 5000],
)  # fmt: skip
def test_html_that_would_take_a_parser_long_is_left_out(text):
    assert "was left out" in sanitise.clean_html(text)


def test_a_large_table_is_shown():
    import pandas

    text = pandas.DataFrame({f"column {k}": range(100) for k in range(20)}).to_html(max_rows=60)
    assert sanitise.clean_html(text).count("<td>") > 1000


@needs_sandbox
def test_the_tutors_copy_is_a_valid_notebook_with_tests_and_mark_schemes():
    import nbformat

    folders, _, _ = graded_class()
    for name, notebook in sheet.load("sheet10").items():
        path = folders.autograded("honest-a", "sheet10") / f"{name}.ipynb"
        tree = nbformat.read(path, as_version=4)
        nbformat.validate(tree)
        sources = {cell.id: cell.source for cell in tree.cells}
        assert all(sources[test] == notebook.tests[test].source for test in notebook.tests)
        assert all("MARK SCHEME" in sources[task] for task in notebook.tasks)
        assert json.loads(path.read_text())["nbformat"] == 4


def test_what_our_own_run_printed_after_a_test_is_for_tutors_only(tmp_path):
    printed = [{"output_type": "stream", "name": "stdout", "text": "the hidden arguments"}]
    cells = [Cell("own-1", "own", "code", "print(1)"), Cell("stf-test-shape", "graded", "code", ""),
             Cell("own-2", "own", "code", "print(seen)")]  # fmt: skip
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    result = NotebookResult({}, {}, {name: CellRun(outputs=printed) for name in ("own-1", "own-2")})
    view = tutor_copy.make(notebook, Submission(cells, [], [], []), result, rerun=True)
    before, _, after = view["cells"]
    assert before["outputs"] == after["outputs"] == printed
    record = Record("sheet10", "ada", notebook.name, "graded", {})
    shown = shown_with(tmp_path, view, record, (), {"stf-test-shape": Score(0.0, None, None, False)})
    assert shown.count("hidden arguments") == 1 and shown.index("hidden arguments") < shown.index("print(seen)")


def test_a_long_answer_names_no_line_and_only_usual_errors_are_named():
    verdict = CellVerdict(0.0, 1.0, RAISED, error="UnicodeTranslateError")
    assert feedback.verdict_text(verdict) == "Your function stopped with an error."
    assert len(feedback.NAMED) * NAMED_LINES <= 2**10


# --- In a browser, and on paper. --------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    browsers.needed()
    with browsers.opened() as opened:
        yield opened


def pages_of(pdf):
    """How many pages a PDF of Chromium's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.fixture
def opened(browser, tmp_path):
    """The page of a typical student, from a file and without a network."""
    path = tmp_path / "sheet10.html"
    path.write_text(feedback.page(typical(tmp_path), "ada"), "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def test_a_sheet_fits_on_two_sides_of_paper(opened):
    pdf = opened.pdf(format="A4", prefer_css_page_size=True)
    assert pages_of(pdf) <= 2
    # The code is in the notebook, and stays off the paper.
    opened.emulate_media(media="print")
    assert not opened.get_by_text("def process_sequence_using_STF").is_visible()
    assert opened.get_by_text("Likely cause:").first.is_visible()


def test_more_than_two_sides_would_be_noticed(opened):
    opened.evaluate(
        "document.querySelector('main').append(...Array.from({length: 200}, () => document.createElement('p')))"
    )
    opened.evaluate("document.querySelectorAll('main > p').forEach(p => p.textContent = 'x')")
    assert pages_of(opened.pdf(format="A4", prefer_css_page_size=True)) > 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody(opened, scheme):
    opened.emulate_media(color_scheme=scheme)
    assert not axe.faults(opened)
    opened.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert not axe.faults(opened)


def test_formulas_are_drawn_without_a_network(opened):
    box = opened.locator("math").first.bounding_box()
    assert box["width"] > 0 and box["height"] > 0 and opened.locator("math").count() > 20


def test_a_link_of_the_overview_leads_to_its_exercise(opened):
    opened.get_by_role("link", name="1.1 partly right").click()
    assert opened.url.endswith("#1-stf-forward")
    assert opened.locator("[id='1-stf-forward']").bounding_box()["y"] < 300


def test_a_page_is_small(tmp_path):
    assert len(feedback.page(typical(tmp_path), "ada").encode()) < 100_000
