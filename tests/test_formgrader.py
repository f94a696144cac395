"""A tutor in a real browser: formgrader lists, grades on our path, takes a manual grade, and writes our feedback."""

import re
import socket
import sys

import pytest
from nbgrader.api import Gradebook

from authoring.demo.submissions import Work
from grading import formgrader
from grading.folders import Folders
from grading.nbgrader_command import write_settings
from grading.pages import report
from grading.records import gradebook, record_files
from tests import browser as browsers
from tests.graded import mistake, needs_sandbox
from tests.hostile.run import hidden_lines

browsers.needed()
FIRST = "1_sparse_teacher_forcing"


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """A course folder with one submission, and formgrader on it; yields (folders, address)."""
    root = tmp_path_factory.mktemp("formgrader")
    folders = Folders(root / "course")
    work = Work.solved(stf_forward=mistake("stf-forward", "wrong_adds"))
    work.cell("reset-answer")["source"] = "It parts. <img src=x onerror=\"document.title='caught'\">"
    work.write(folders.submitted, "ada", {f"{name}.ipynb": None for name in work.names()[1:]})
    write_settings(folders.root)
    gradebook.register(folders, "sheet10")
    command = [sys.executable, "-m", "authoring", "formgrader", "--root", str(folders.root)]
    with browsers.serving(command, root, folders.root, root_dir=None) as address:
        yield folders, address


def test_a_port_that_is_taken_is_left_to_its_owner(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(formgrader, "PORT", taken)
        assert taken < formgrader.port([]) < taken + formgrader.TRIED
        assert formgrader.port(["--no-browser", "--ServerApp.port=4321"]) == formgrader.port(["--port", "4321"]) == 4321
        monkeypatch.setattr(formgrader, "TRIED", 1)
        with pytest.raises(OSError, match="name one with"):
            formgrader.port([])


def test_every_setting_is_said_once(tmp_path):
    (tmp_path / "nbgrader_config.py").touch()
    words = formgrader.command(tmp_path, 4321, ["--ServerApp.port=4321", "--ServerApp.port_retries=3"])
    names = [word.partition("=")[0] for word in words if "=" in word]
    assert len(names) == len(set(names)) and "--ServerApp.port_retries=0" in formgrader.command(tmp_path, 1, [])
    with pytest.raises(FileNotFoundError, match="no course folder"):
        formgrader.command(tmp_path / "elsewhere", 1, [])


@needs_sandbox
def test_list_autograde_manual_grade_and_feedback(class_):
    folders, address = class_
    with browsers.opened() as browser:
        page = browsers.new_page(browser)
        page.set_extra_http_headers({"Authorization": "token sheet"})
        page.goto(address)  # what `course formgrader` opens
        page.get_by_role("link", name="sheet10", exact=True).wait_for()
        page.goto(f"{address}/formgrader/manage_submissions/sheet10")
        row = page.locator("tr", has_text="ada")
        row.locator("td.autograde a").click()
        page.get_by_text("Successfully autograded").wait_for()
        scores = gradebook.scores(folders, "sheet10")["ada"][FIRST]
        assert scores["stf-test-replace"][0] == 0 and scores["loss-test-value"][0] == 1
        assert record_files.record_path(folders, "sheet10", "ada", FIRST).exists()
        with Gradebook(gradebook.url(folders), gradebook.COURSE_ID) as book:
            number = book.find_submission_notebook(FIRST, "sheet10", "ada").id
        page.goto(f"{address}/formgrader/submissions/{number}/")
        # The rubric stands where the points are given, and the student's page cannot do anything here.
        page.get_by_text("BEGIN MARK SCHEME").first.wait_for()
        assert page.title() != "caught" and page.locator("img[onerror]").count() == 0
        # Only from here on does formgrader hear what is typed: it has fetched the points that there are.
        page.locator("input#reset-why.needs_manual_grade").fill("3")
        with page.expect_response(re.compile(r"/formgrader/api/grade/")) as saved:
            page.keyboard.press("Tab")
        assert saved.value.request.method == "PUT" and saved.value.ok
        assert gradebook.scores(folders, "sheet10")["ada"][FIRST]["reset-why"][1] == 3.0
        page.goto(f"{address}/formgrader/manage_submissions/sheet10")
        # No "needs autograding" for ever, although nothing that was handed in told its time.
        status = page.locator("tr", has_text="ada").locator("td.status")
        status.get_by_text(re.compile("^(graded|needs manual grading)$")).wait_for()
        page.locator("tr", has_text="ada").locator("td.generate-feedback a").click()
        page.get_by_text("Successfully generated feedback").wait_for()
        # From the report on the disk to the notebook, whichever port was free.
        page.goto(report.write("sheet10", folders)[0].as_uri())
        page.get_by_label("notebook 1 of ada in formgrader").click()
        page.wait_for_url(f"{address.replace('127.0.0.1', 'localhost')}/formgrader/submissions/{number}/**")
        page.get_by_text("BEGIN MARK SCHEME").first.wait_for()
    text = (folders.feedback("ada", "sheet10") / f"{FIRST}.html").read_text("utf-8")
    assert "Likely cause" in text and not [line for line in hidden_lines() if line in text]
