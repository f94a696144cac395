"""The tutors' reading page: what it shows, whom it lets in, what it writes, and an hour with it by keyboard alone."""

import dataclasses
import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from authoring.__main__ import main
from authoring.demo import essays
from grading import formulas, sheet
from grading.folders import ROOT, Folders
from grading.pages import feedback
from grading.reading import (
    agreement,
    answers,
    desk,
    fitting,
    mark_files,
    ordering,
    schemes,
    similarity,
)
from grading.records import gradebook, record_files
from tests import axe
from tests import browser as browsers
from tests.commands import commands
from tests.graded import graded_class, needs_sandbox

SHEET, QUESTION, NOTEBOOK = "sheet10", "reset-why", "1_sparse_teacher_forcing"
SHEETS = sorted(path.name for path in (ROOT / "solutions").iterdir() if path.is_dir())
COPIED = ("The gradient forgets what lies several intervals back since only hidden units carry the past on, and in my "
          "picture its norm is down to 1e-9 after one hundred steps.")  # fmt: skip
ESSAYS = {
    "ada": f"{COPIED} The formula is $\\frac{{a}}{{b}} < \\lambda_{{\\max}}$, and **this** is bold.",
    "ben": f"First of all: {COPIED}",
    "cleo": "A small interval is smooth, 2e-4, but the loss does not see what the network does by itself.",
    "dora": "# A heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`$not a formula$` and $\\frac{$.",
    "eve": "<script>document.title='caught'</script><img src=x onerror=\"document.title='caught'\">"
           "<a href=\"javascript:document.title='caught'\">link</a><style>body{display:none}</style>"
           "<div style='position:fixed;inset:0;background:red'>cover</div>"
           "<form action='//evil'><input name=q></form><iframe src='//evil'></iframe>"
           "$\\style{position:fixed}{x}$ $\\href{javascript:alert(1)}{y}$ "
           "$\\text{<img src=x onerror=alert(1)>}$ $\\rule{900em}{900em}$",
    "frank": "word " * 30_000 + "$x" * 3_000 + "{" * 3_000,
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A class that wrote `ESSAYS`; tests that change it work on a copy."""
    folders = Folders(tmp_path_factory.mktemp("reading"))
    essays.hand_in(folders, SHEET, {student: {QUESTION: text} for student, text in ESSAYS.items()}, [NOTEBOOK])
    return folders


@pytest.fixture
def class_(made, tmp_path):
    shutil.copytree(made.root, tmp_path / "class")
    return Folders(tmp_path / "class")


def sit_down(folders, marker="ada", second=None):
    """A desk, its question, and the key of every student."""
    marking = desk.Desk(folders, SHEET, marker, second)
    question = marking.question(QUESTION)
    marking.column(question)
    return marking, question, {name: key for key, name in marking.names(question).items()}


def mark(marking, question, key, points, ticks=(), comment=""):
    before = marking.states(question)[key]
    marking.save(question, key, points, list(ticks), comment, before)


# --- Mark schemes and formulas. ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHEETS)
def test_every_mark_scheme_is_read_as_it_was_meant(name):
    for notebook in sheet.load(name).values():
        for question, points in notebook.tasks.items():
            scheme = schemes.parse(notebook.sources[question])
            assert scheme.points == points, question
            assert len(scheme.examples) >= 2 and scheme.question and scheme.title
            assert schemes.BEGIN not in scheme.question
            words = " ".join([scheme.preamble, *scheme.remarks, *(one.text for one in scheme.examples),
                              *(f"{item.label} {item.head} {item.rest}" for item in scheme.items)])  # fmt: skip
            written = notebook.sources[question].split(schemes.BEGIN)[1].split(schemes.END)[0]
            lost = set(re.findall(r"\w{4,}", written)) - set(re.findall(r"\w{4,}", words))
            assert lost <= {"point", "points", "example", "Full", "marks"}, lost


def test_a_scheme_without_items_is_shown_whole():
    scheme = schemes.parse("### Why?\nSay.\n=== BEGIN MARK SCHEME ===\nGive what you like.\n=== END MARK SCHEME ===")
    assert (scheme.title, scheme.items, scheme.preamble) == ("Why?", (), "Give what you like.")
    assert schemes.parse("### Why?").items == ()


@pytest.mark.parametrize(
    ("latex", "shown"),
    [(r"a<b", "&lt;"), (r"\lambda_{\max}", "λ"), (r"\frac{1}{2}", "<mfrac>"), (r"\quad x", 'width="1em"'),
     (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "<mtable>")],
)  # fmt: skip
def test_a_formula_is_drawn(latex, shown):
    assert shown in formulas.mathml(latex)


@pytest.mark.parametrize(
    "latex",
    [r"\href{javascript:alert(1)}{x}", r"\style{position:fixed}{x}", r"\class{top}{x}", r"\hspace{1000em}x",
     r"\rule{99em}{99em}", r"\text{<script>alert(1)</script>}", r"\text{<img src=x onerror=alert(1)>}",
     r"\text{&lt;script&gt;}"],
)  # fmt: skip
def test_a_formula_can_do_nothing_but_be_drawn(latex):
    shown = formulas.mathml(latex)
    assert not re.search(r"<(?!/?(m\w+|none)[ />])|\b(href|style|class|height|mathbackground)=|[1-9]\d+em", shown)


def test_whatever_a_converter_makes_only_what_draws_is_kept(monkeypatch):
    made = (
        "<math><script>x</script><mi onclick='x'>a</mi><annotation-xml><b>y</b></annotation-xml><mrow><img src='x' />"
    )
    tree = ElementTree.fromstring(f"{made}<mn>1</mn></mrow></math>")
    monkeypatch.setattr(formulas, "convert_to_element", lambda latex, display: tree)
    assert formulas.mathml("x") == "<math><mi>a</mi><mrow><mn>1</mn></mrow></math>"


@pytest.mark.parametrize("latex", [r"\frac{", "{" * 1000, "x^", "}{", "", "x" * 2001, r"\sqrt{" * 400 + "}" * 400])
def test_a_formula_that_cannot_be_drawn_says_so_and_stays_as_it_was_typed(latex):
    with pytest.raises(formulas.FormulaError):
        formulas.mathml(latex)
    if latex:
        assert "<math" not in formulas.drawn(f"${latex}$") and latex[:3] in formulas.drawn(f"${latex}$")


def test_html_is_fitted_and_stays_harmless():
    shown = fitting.fitted('<h1>t</h1><p>$a$ &lt;b&gt; <a href="#x">in</a> <a href="https://x.org">out</a></p>'
                           '<pre>$a$ &lt;i&gt;</pre><img src="data:image/png;base64,AAAA">')  # fmt: skip
    assert "<h4>t</h4>" in shown and shown.count("<math") == 1 and "&lt;b&gt;" in shown and "$a$ &lt;i&gt;" in shown
    assert 'href="#x"' not in shown and 'href="https://x.org" target="_blank"' in shown and 'alt="a picture' in shown


# --- What is alike, in what order, and how well two agree. ---------------------------------------------------------


def test_shared_words_are_told_and_quoted_ones_are_not():
    question = "Through which units can that later loss still depend on what the network did before the reset happened?"
    own = "The later loss sees hidden units only since the read out is overwritten with data at each of the resets. "
    texts = {
        "one": f"{question} {own}",
        "two": f"I say this. {own} And so on it goes for a while.",
        "three": f"{question} Quite another thought stands here, and it is nobody's but mine as far as I know.",
    }
    found = similarity.matches(texts, question)
    assert found.keys() == {"one", "two"} and found["one"].other == "two"
    assert found["one"].words == len(similarity.words_of(own)) == 20
    assert not similarity.matches({"a": "one two three four five", "b": "one two three four five"}, "")
    assert "three" in similarity.matches(texts, "")
    assert similarity.matches({"a": "", "b": ""}, "") == {}


def test_similar_answers_follow_each_other():
    texts = {"a": "forcing resets the observed units", "b": "gradients grow like an exponential",
             "c": "the observed units are reset by forcing", "d": "exponential growth of gradients it is"}  # fmt: skip
    order = similarity.alike_first(texts)
    assert sorted(order) == ["a", "b", "c", "d"]
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset("ac"), frozenset("bd")}
    assert similarity.alike_first({"a": "", "b": "", "c": "", "d": "x"})


def test_orders_and_samples_are_random_and_stay():
    students = [f"s{k}" for k in range(50)]
    order = ordering.shuffled(students, "seed")
    assert order == ordering.shuffled(reversed(students), "seed") != ordering.shuffled(students, "other")
    assert [s for s in ordering.shuffled([*students, "new"], "seed") if s != "new"] == order
    assert ordering.sample(students, 0.1, "seed") == order[:5] and len(ordering.sample(students[:3], 0.01, "x")) == 1
    assert ordering.sample([], 0.5, "x") == []


def test_agreement_is_that_of_the_definition():
    assert agreement.of_pairs([]) is None
    assert agreement.of_pairs([(2, 2), (2, 2)]).kappa is None
    assert agreement.of_pairs([(0, 0), (1, 1), (2, 2)]) == agreement.Agreement(3, 1.0, 0.0, 1.0)
    # Observed squares 0, 1, 0, 1; expected over the 16 pairs of (0, 1, 2, 3) with (0, 2, 2, 2): 32 / 16.
    found = agreement.of_pairs([(0, 0), (1, 2), (2, 2), (3, 2)])
    assert (found.equal, found.difference) == (0.5, 0.5) and found.kappa == pytest.approx(1 - 0.5 / (32 / 16))
    assert agreement.of_pairs([(0, 3), (3, 0)]).kappa == pytest.approx(-1)


# --- What is written. ----------------------------------------------------------------------------------------------


def test_a_mark_stands_where_formgrader_reads_it_and_formgraders_stands_here(class_):
    marking, question, keys = sit_down(class_)
    assert gradebook.scores(class_, SHEET)["ada"][NOTEBOOK][QUESTION].waits
    mark(marking, question, keys["ada"], 2.5, [0, 2], " Which units? ")
    score = gradebook.scores(class_, SHEET)["ada"][NOTEBOOK][QUESTION]
    assert (score.manual, score.waits) == (2.5, False)
    assert gradebook.comments(class_, SHEET)["ada"][NOTEBOOK][QUESTION] == "Which units?"
    with gradebook.opened(class_) as book:  # what formgrader's page asks for
        shown = book.find_grade(QUESTION, NOTEBOOK, SHEET, "ada").to_dict()
        assert (shown["manual_score"], shown["needs_manual_grade"]) == (2.5, False)
        words = book.find_comment(QUESTION, NOTEBOOK, SHEET, "ada").to_dict()
        assert words["manual_comment"] == "Which units?"
        assert book.find_submission_notebook(NOTEBOOK, SHEET, "ada").score == 2.5
    returned = feedback.one(class_, SHEET, "ada", NOTEBOOK)
    assert "Which units?" in returned and "2.5" in returned
    state = marking.states(question)[keys["ada"]]
    assert (state["points"], state["ticks"], state["marker"], state["read"]) == (2.5, [0, 2], "ada", True)
    with gradebook.opened(class_) as book:  # as formgrader does it
        grade = book.find_grade(QUESTION, NOTEBOOK, SHEET, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.0, False
        book.db.commit()
    state = marking.states(question)[keys["ada"]]
    assert (state["points"], state["ticks"], state["marker"]) == (1.0, [], "formgrader")
    mark(marking, question, keys["ada"], None)
    assert gradebook.scores(class_, SHEET)["ada"][NOTEBOOK][QUESTION].waits
    assert not marking.states(question)[keys["ada"]]["read"]


def test_grading_again_keeps_the_mark_and_a_new_answer_asks_for_another_look(class_):
    marking, question, keys = sit_down(class_)
    mark(marking, question, keys["ada"], 3.0, [0, 1, 3], "Good.")
    record = record_files.read_record(record_files.record_path(class_, SHEET, "ada", NOTEBOOK))
    with gradebook.opened(class_) as book:
        gradebook.enter(book, record)
    assert gradebook.scores(class_, SHEET)["ada"][NOTEBOOK][QUESTION].manual == 3.0
    assert marking.states(question)[keys["ada"]]["read"]
    essays.hand_in(class_, SHEET, {"ada": {QUESTION: "Something else altogether."}}, [NOTEBOOK])
    marking.column(question)
    state = marking.states(question)[keys["ada"]]
    assert (state["points"], state["changed"], state["read"]) == (3.0, True, False)
    assert gradebook.scores(class_, SHEET)["ada"][NOTEBOOK][QUESTION].manual == 3.0


def test_two_markers_do_not_overwrite_each_other(class_):
    ada, question, keys = sit_down(class_, "ada")
    ben, _, _ = sit_down(class_, "ben")
    seen = ben.states(question)[keys["cleo"]]
    mark(ada, question, keys["cleo"], 1.0, [1])
    with pytest.raises(desk.Outdated):
        ben.save(question, keys["cleo"], 4.0, [], "", seen)
    assert ben.states(question)[keys["cleo"]]["marker"] == "ada"
    mark(ben, question, keys["cleo"], 2.0, [1, 2])
    assert [(one.marker, one.points) for one in mark_files.read(class_, SHEET)] == [("ada", 1.0), ("ben", 2.0)]
    orders = [[entry.key for entry in marking.column(question)] for marking in (ada, ben)]
    assert orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1])


def test_a_second_marker_sees_no_first_mark_and_changes_no_points(class_):
    first, question, keys = sit_down(class_, "ada")
    for k, student in enumerate(keys):
        mark(first, question, keys[student], float(k % 3), [], "words of the first")
    second, _, sample = sit_down(class_, "ben", 0.5)
    assert len(sample) == 3 and sit_down(class_, "cleo", 0.5)[2] == sample
    with pytest.raises(desk.ReadingError, match="no answer to read"):
        sit_down(class_, "ada", 0.5)  # has read them all before
    states = second.states(question)
    assert "words of the first" not in json.dumps(states) and not any(state["read"] for state in states.values())
    before = gradebook.scores(class_, SHEET)
    for student, key in sample.items():
        assert next(row for row in second.overview() if row.question == question).agreement is None
        mark(second, question, key, first.states(question)[keys[student]]["points"] + 1, [], "mine")
    assert gradebook.scores(class_, SHEET) == before
    found = next(row for row in second.overview() if row.question == question).agreement
    assert (found.count, found.equal, found.difference) == (3, 0.0, 1.0)
    others = [state["others"] for state in first.states(question).values()]
    assert sum(map(len, others)) == 3
    # A first mark that is changed after the talk does not make them agree.
    student = next(iter(sample))
    mark(first, question, keys[student], first.states(question)[keys[student]]["points"] + 1)
    assert first.agreement(question).equal == 0.0


@pytest.mark.parametrize(
    ("points", "ticks", "comment", "message"),
    [(5.0, [], "", "from 0 to 4"), (-1, [], "", "from 0 to 4"), (float("nan"), [], "", "from 0 to 4"),
     ("2", [], "", "from 0 to 4"), (True, [], "", "from 0 to 4"), (2, [7], "", "1 to 4"), (2, ["0"], "", "1 to 4"),
     (2, [], "x" * 5001, "at most 5000"), (2, [], None, "at most 5000")],
)  # fmt: skip
def test_what_cannot_be_a_mark_is_refused(made, points, ticks, comment, message):
    marking, question, keys = sit_down(made)
    with pytest.raises(desk.ReadingError, match=message):
        marking.save(question, keys["ada"], points, ticks, comment, {"points": None, "comment": ""})
    assert not mark_files.read(made, SHEET)


def test_comments_are_kept_for_their_question(class_):
    marking, question, keys = sit_down(class_)
    for text in ("rare", "often", "often", "<b>odd</b>"):
        marking.keep_comment(question, text)
    mark(marking, question, keys["ada"], 1.0, [], "often used")
    assert marking.comments(question) == ["often", "rare", "<b>odd</b>"]
    marking.drop_comment(question, "rare")
    assert sit_down(class_, "ben")[0].comments(question) == ["often", "<b>odd</b>"]
    assert marking.comments(marking.question("audit-why")) == []
    with pytest.raises(desk.ReadingError):
        marking.keep_comment(question, "  ")
    (mark_files.folder(class_, SHEET) / "comments.json").write_text("{")
    with pytest.raises(ValueError, match="comments.json is damaged"):
        marking.comments(question)


def test_a_line_that_was_cut_off_costs_only_itself(class_):
    one = mark_files.Mark(NOTEBOOK, QUESTION, "ada", "m", 1.0)
    mark_files.add(class_, SHEET, one)
    (path,) = (mark_files.folder(class_, SHEET) / "marks").iterdir()
    with path.open("a") as file:
        file.write('{"notebook": "1_sp')
    mark_files.add(class_, SHEET, dataclasses.replace(one, points=2.0))
    assert [kept.points for kept in mark_files.read(class_, SHEET)] == [1.0, 2.0]


# --- What is read. -------------------------------------------------------------------------------------------------


def test_an_answer_is_found_where_it_was_written(class_):
    notebook = sheet.load(SHEET)[NOTEBOOK]
    view = record_files.read_copy(class_, SHEET, "ada", NOTEBOOK)
    cells = view["cells"]
    place = next(k for k, cell in enumerate(cells) if cell["id"] == notebook.answers[QUESTION])
    moved = cells[place]["source"]
    cells[place]["source"] = "*Your answer:* …"
    cells.insert(0, {"cell_type": "markdown", "id": "own-1", "metadata": {}, "source": moved})
    cells.insert(place + 2, {"cell_type": "code", "id": "own-2", "metadata": {}, "source": "print(1) # <b>",
                             "outputs": [{"output_type": "stream", "text": "1"}]})  # fmt: skip
    path = class_.autograded("ada", SHEET) / f"{NOTEBOOK}.ipynb"
    path.write_text(json.dumps(view))
    found = answers.Shelf(class_, SHEET).answers(notebook, QUESTION)["ada"]
    assert [(block.kind, block.content) for block in found.blocks] == [("code", "print(1) # <b>"), ("output", "1")]
    del cells[place + 2]
    path.write_text(json.dumps(view))
    found = answers.Shelf(class_, SHEET).answers(notebook, QUESTION)["ada"]
    assert found.remark == answers.EMPTY_CELL and "norm is down to" in found.text
    path.unlink()
    assert "look at the file itself" in answers.Shelf(class_, SHEET).answers(notebook, QUESTION)["ada"].remark


@needs_sandbox
def test_the_graded_class_is_read_and_hostile_answers_are_shown(tmp_path):
    folders, _, _ = graded_class()
    marking = desk.Desk(folders, SHEET, "reader")
    for row in marking.overview():
        for entry in marking.column(row.question):
            shown = "".join(block.content for block in entry.answer.blocks if block.kind == "words")
            assert not re.search(r"<script|<[^>]+\son\w+\s*=|javascript:|<style|<iframe|<form|style=", shown)
            assert entry.answer.blocks or entry.answer.remark
    assert sum(row.count for row in marking.overview()) > 20
    assert next(row for row in marking.overview() if row.question.id == QUESTION).empty


# --- Bad use. ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sheet99"], "there is no sheet 'sheet99'"),
        ([SHEET, "--question", "nothing"], "there is no question 'nothing' in sheet10; there are: 1_sparse"),
        ([SHEET, "--marker", " "], "a marker needs a name"),
        ([SHEET, "--second", "0%"], "a second marking takes a share"),
        ([SHEET, "--port", "{port}"], "cannot be used"),
        ([SHEET, "--port", "70000"], "cannot be used"),
        ([SHEET, "--root", "{empty}"], "gradebook.db is not there: run `course grade sheet10` first"),
        (["sheet11", "--root", "{class}"], "there is no answer to read"),
    ],
)
def test_bad_use_names_the_remedy(made, tmp_path, capsys, words, message):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        there = {"port": taken.getsockname()[1], "empty": tmp_path, "class": made.root}
        words = [word.format(**there) for word in words]
        root = [] if "--root" in words else ["--root", str(made.root)]
        assert main(["read", *words, *root, "--no-open"]) == 1
    assert message in capsys.readouterr().err


def test_a_share_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["read", SHEET, "--second", "many"])
    assert "--second" in capsys.readouterr().err


# --- The server. ---------------------------------------------------------------------------------------------------


class Served:
    """A `course read` of its own process, until the block ends."""

    def __init__(self, folders, *more):
        (typed,) = (line for line in commands("docs/tutor.md", "The evening after the deadline") if " read " in line)
        words = [sys.executable, "-m", "authoring", *typed.split()[1:], "--root", str(folders.root), "--no-open", *more]
        self.process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http\S+", self.process.stdout.readline())[0]
        self.host = urlsplit(self.address).netloc
        # What it prints later must not fill the pipe.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(20) == 0

    def ask(self, path, method="GET", body=None, **headers):
        """(status, headers, text); `Host` and others may be forged."""
        line = http.client.HTTPConnection(self.host, timeout=20)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def cookie(self):
        status, headers, _ = self.ask(self.address.partition(self.host)[2])
        assert status == 200
        return headers["Set-Cookie"]


@pytest.fixture(scope="module")
def served(made):
    with Served(made) as running:
        yield running


PAGE = f"/question/{NOTEBOOK}/{QUESTION}"


def test_nobody_is_let_in_without_the_token(served):
    for path in ("/", "/?token=", "/?token=wrong", PAGE, f"/names/{NOTEBOOK}/{QUESTION}", "/static/reading.js", "/x"):
        status, headers, text = served.ask(path)
        assert status == 403 and "course read" in text and "Set-Cookie" not in headers, path
    assert served.ask(PAGE, Cookie=f"reading-{served.host.partition(':')[2]}=wrong")[0] == 403
    given = served.cookie()
    assert "HttpOnly" in given and "SameSite=Strict" in given
    status, headers, text = served.ask(PAGE, Cookie=given.partition(";")[0])
    assert status == 200 and "Answer 1" in text
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self'" in policy
    assert headers["Referrer-Policy"] == "no-referrer" and "Access-Control-Allow-Origin" not in headers


def test_a_name_that_was_pointed_here_is_refused(served):
    cookie = served.cookie().partition(";")[0]
    port = served.host.partition(":")[2]
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"localhost.evil.example:{port}"):
        assert served.ask(PAGE, Host=host, Cookie=cookie)[0] == 403
        assert served.ask(served.address.partition(served.host)[2], Host=host)[0] == 403
    assert served.ask(PAGE, Host=f"localhost:{port}", Cookie=cookie)[0] == 200


def test_what_writes_needs_the_second_token_and_an_origin_of_ours(served, made):
    cookie = served.cookie().partition(";")[0]
    text = served.ask(PAGE, Cookie=cookie)[2]
    token, key = re.search(r'data-token="([^"]+)', text)[1], re.search(r'data-key="([^"]+)', text)[1]
    body = {"key": key, "points": 1, "ticks": [0], "comment": "", "seen": {"points": None, "comment": ""}}
    where = f"/mark/{NOTEBOOK}/{QUESTION}"
    send = lambda tree, **more: served.ask(where, "POST", json.dumps(tree), Cookie=cookie, **more)
    assert send(body)[0] == 403
    assert send(body, **{"X-Reading-Token": "wrong"})[0] == 403
    assert send(body, **{"X-Reading-Token": token, "Origin": "http://evil.example"})[0] == 403
    assert served.ask(where, "POST", json.dumps(body), **{"X-Reading-Token": token})[0] == 403
    assert served.ask(where, Cookie=cookie)[0] == 405
    ours = {"X-Reading-Token": token}
    for bad, reason in (
        ({}, "lacks 'key'"), ({**body, "points": 9}, "from 0 to 4"), ({**body, "key": "0"}, "not there"),
        ([1], "no JSON object"), ({**body, "seen": 3}, "lacks"),
    ):  # fmt: skip
        status, _, answer = send(bad, **ours)
        assert status == 400 and reason in json.loads(answer)["error"]
    assert served.ask(where, "POST", "{", Cookie=cookie, **ours)[0] == 400
    assert served.ask("/mark/x/y", "POST", "{}", Cookie=cookie, **ours)[0] == 404
    assert served.ask(where, "POST", None, Cookie=cookie, **ours, **{"Content-Length": "200000"})[0] == 400
    assert not mark_files.read(made, SHEET)


def test_names_are_not_on_the_page_and_the_rest_is_404(served):
    cookie = served.cookie().partition(";")[0]
    text = served.ask(PAGE, Cookie=cookie)[2]
    assert not any(re.search(rf"\b{student}\b", text) for student in ESSAYS)
    names = json.loads(served.ask(f"/names/{NOTEBOOK}/{QUESTION}", Cookie=cookie)[2])
    assert sorted(names.values()) == sorted(ESSAYS)
    key = re.search(r'data-key="([^"]+)', text)[1]
    assert served.ask(f"/notebook/{NOTEBOOK}/{QUESTION}/{key}", Cookie=cookie)[0] == 200
    for path in ("/question/a/b", f"/notebook/{NOTEBOOK}/{QUESTION}/00", "/static/reading.py", "/static/../desk.py",
                 f"{PAGE}?order=odd", "/nothing"):  # fmt: skip
        assert served.ask(path, Cookie=cookie)[0] == 404, path
    for path in ("/", f"{PAGE}?order=alike", "/static/reading.css"):
        assert served.ask(path, Cookie=cookie)[0] == 200


# --- By keyboard alone. ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium():
    browsers.needed()
    with browsers.opened() as browser:
        yield browser


def at_the_desk(chromium, served, path="", **options):
    """A page of the browser that has come in by the printed address, and what it asked for elsewhere."""
    page = browsers.new_page(chromium, **options)
    elsewhere = []
    page.on("request", lambda request: served.host in request.url or request.url[:5] == "data:"
            or elsewhere.append(request.url))  # fmt: skip
    page.on("pageerror", lambda error: elsewhere.append(str(error)))
    page.goto(served.address)
    page.wait_for_url(lambda url: "token" not in url)
    if path:
        page.goto(f"http://{served.host}{path}")
    return page, elsewhere


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def told(page, words):
    page.locator("#message", has_text=words).wait_for(timeout=20_000)


def current(page):
    return page.locator(".answer.current").get_attribute("data-key")


def test_an_hour_by_keyboard_alone(class_, chromium):
    marking, question, keys = sit_down(class_)
    students = {key: student for student, key in keys.items()}
    standing = lambda key: (
        gradebook.scores(class_, SHEET)[students[key]][NOTEBOOK][QUESTION].manual,
        gradebook.comments(class_, SHEET)[students[key]].get(NOTEBOOK, {}).get(QUESTION),
    )
    with Served(class_, "--marker", "ada", "--question", QUESTION) as served:
        page, elsewhere = at_the_desk(chromium, served)
        order = [entry.key for entry in marking.column(question)]
        assert current(page) == order[0] and page.url.endswith(PAGE)
        press(page, "Enter")
        told(page, "Tick what is there first")
        press(page, "1", "3", "Enter")
        told(page, "Answer 1: 2 saved")
        assert standing(order[0]) == (2.0, None) and current(page) == order[1]
        assert page.evaluate("document.activeElement === document.querySelector('.answer.current')")
        press(page, "2", "c")
        page.keyboard.type("Which units, 1 or 2?")
        press(page, "Escape", "B")
        told(page, "is kept")
        press(page, "Enter")
        told(page, "Answer 2: 1 saved")
        assert standing(order[1]) == (1.0, "Which units, 1 or 2?")
        press(page, "a", "b", "1", "s")
        told(page, "Answer 3: 4 saved")
        assert standing(order[2]) == (4.0, "Which units, 1 or 2?")
        press(page, "0", "p")
        page.keyboard.type("0.5")
        press(page, "Enter")
        told(page, "Answer 4: 0.5 saved")
        assert standing(order[3])[0] == 0.5
        press(page, "p")
        page.keyboard.type("9")
        press(page, "Enter", "Escape")  # more than there are points
        press(page, "0", "Enter")
        told(page, "Answer 5: 0 saved")
        # What is sent arrives in its order: had the 9 been, it would be here now.
        assert [one.points for one in mark_files.read(class_, SHEET) if one.student == students[order[4]]] == [0.0]
        press(page, "u")
        assert page.locator(".answer:visible").count() == 1
        press(page, "u", "k", "k")
        assert current(page) == order[3] and page.locator("#points").input_value() == "0.5"
        press(page, "n")
        page.locator(".current .name", has_text=students[order[3]]).wait_for()
        assert page.locator("#how-far").inner_text().startswith("5 of 6 read")
        for student in ("ada", "ben"):
            likeness = page.locator(f"#a-{keys[student]} .likeness")
            assert likeness.is_visible() and "words" in likeness.inner_text()
        press(page, "l")
        assert not page.locator(".likeness").first.is_visible()
        press(page, "?")
        assert page.get_by_role("dialog", name="Keys").is_visible()
        press(page, "Escape", "j", "j", "a", "Enter")
        told(page, "Everything here is read")
        page.locator("#all-read").wait_for()
        # Whatever a student wrote neither ran, nor loaded, nor left its frame.
        assert page.title() != "caught" and elsewhere == []
        odd = "getComputedStyle(one).position === 'fixed' || one.matches('script, style, iframe, input, [style]')"
        assert not page.evaluate(f"[...document.querySelectorAll('.body *')].some(one => {odd})")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        press(page, "o")
        page.wait_for_url("**order=alike")
        pair = [entry.key for entry in marking.column(question, "alike")][:2]
        assert {students[key] for key in pair} == {"ada", "ben"}
        page.get_by_role("button", name="Back to unread").press("Enter")
        told(page, "unread again")
    press(page, "1", "Enter")
    told(page, "Is it still running?")
    assert page.locator(".answer:not(.read)").count() == 1
    page.close()


def test_nothing_is_typed_before_the_script_is_there(chromium, served):
    """It fills the form as it begins, so that words which were typed before it would be lost."""
    page, _ = at_the_desk(chromium, served)
    early = []

    def while_it_comes(route):
        page.locator("#comment").focus()
        page.keyboard.type("early")
        early.append(page.locator("#comment").input_value())
        route.continue_()

    page.route("**/static/reading.js", while_it_comes)
    page.goto(f"http://{served.host}{PAGE}")
    assert early == [""]
    press(page, "c")
    page.keyboard.type("late")
    assert page.locator("#comment").input_value() == "late"
    page.close()


def test_everything_is_reached_by_tab_and_single_keys_can_be_switched_off(chromium, served):
    page, _ = at_the_desk(chromium, served, PAGE)
    reached = set()
    for _ in range(60):
        press(page, "Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    wanted = {"only-unread", "show-names", "show-likeness", "order", "open-keys", "points", "comment", "keep",
              "open-bank", "main", *(f"tick-{k}" for k in range(1, 5))}  # fmt: skip
    assert wanted | {f"a-{current(page)}"} <= reached
    press(page, "?")
    page.locator("#use-keys").press("Space")
    press(page, "Escape")
    page.locator(".answer.current").focus()
    press(page, "1", "j")
    assert page.locator(".tick:checked").count() == 0 and page.locator(".answer").first.get_attribute("tabindex") == "0"
    page.locator("#tick-2").press("Space")
    assert page.locator("#points").input_value() == "1"
    page.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_serious_fault(chromium, served, colours):
    # The policy of the page would keep axe out, too.
    context = chromium.new_context(color_scheme=colours, bypass_csp=True, viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_url(lambda url: "token" not in url)
    found = {"overview": axe.faults(page)}
    page.goto(f"http://{served.host}{PAGE}")
    press(page, "1", "x")
    found["question"] = axe.faults(page)
    for key in ("?", "b"):
        press(page, key)
        found[key] = axe.faults(page)
        press(page, "Escape")
    page.goto(page.locator(".whole").first.evaluate("one => one.href"))
    found["notebook"] = axe.faults(page)
    context.close()
    assert not {where: faults for where, faults in found.items() if faults}
