"""A tutor in a real browser: formgrader lists, grades on our path, takes a manual grade, and writes our feedback."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from nbgrader.api import Gradebook

from course import records
from course.demo.submissions import Work
from course.folders import COURSE, Folders
from course.release import NOTEBOOKS, SOLUTIONS
from tests.graded import mistake, needs_sandbox
from tests.hostile.run import hidden_lines

CHROMIUM = shutil.which("chromium")
if not CHROMIUM:
    if os.environ.get("CI") == "true":
        raise RuntimeError("chromium is missing: .ci/run installs it (apt-get install chromium)")
    pytest.skip("chromium is not installed (apt-get install chromium)", allow_module_level=True)

FIRST = "1_sparse_teacher_forcing"


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """A course folder with one submission, and formgrader on it; yields (folders, address)."""
    root = tmp_path_factory.mktemp("formgrader")
    folders = Folders(root / "course")
    work = Work.solved(stf_forward=mistake("stf-forward", "wrong_adds"))
    work.cell("attractor-answer")["source"] = "It parts. <img src=x onerror=\"document.title='caught'\">"
    work.write(folders.submitted, "ada", {f"{name}.ipynb": None for name in work.names()[1:]})
    settings = (COURSE / "nbgrader_config.py").read_text()
    settings = settings.replace('"../solutions"', repr(str(SOLUTIONS))).replace('"../notebooks"', repr(str(NOTEBOOKS)))
    (folders.root / "nbgrader_config.py").write_text(settings)
    records.register(folders, "sheet10")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"ip": "127.0.0.1", "port": port, "root_dir": folders.root, "open_browser": False, "allow_root": True,
               "port_retries": 0, "jpserver_extensions": "{'nbgrader.server_extensions.formgrader': True}"}  # fmt: skip
    environment = dict(os.environ, HOME=str(root), JUPYTER_CONFIG_DIR=str(root / "config"))
    environment["PATH"] = f"{os.path.dirname(sys.executable)}:{environment['PATH']}"
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--IdentityProvider.token=tutor"]
        + [f"--ServerApp.{name}={value}" for name, value in options.items()],
        cwd=folders.root, env=environment, stdout=(root / "log").open("w"), stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token=tutor", timeout=1)
                break
            except OSError:
                assert server.poll() is None, (root / "log").read_text()
                time.sleep(0.5)
        yield folders, f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@needs_sandbox
def test_list_autograde_manual_grade_and_feedback(class_):
    from playwright.sync_api import sync_playwright

    folders, address = class_
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.set_default_timeout(120_000)
        page.set_extra_http_headers({"Authorization": "token tutor"})
        page.goto(f"{address}/formgrader/manage_submissions/sheet10")
        row = page.locator("tr", has_text="ada")
        row.locator("td.autograde a").click()
        page.get_by_text("Successfully autograded").wait_for()
        scores = records.scores(folders, "sheet10")["ada"][FIRST]
        assert scores["stf-test-replace"][0] == 0 and scores["loss-test-value"][0] == 2
        assert records.record_path(folders, "sheet10", "ada", FIRST).exists()
        with Gradebook(records.url(folders), records.COURSE_ID) as book:
            number = book.find_submission_notebook(FIRST, "sheet10", "ada").id
        page.goto(f"{address}/formgrader/submissions/{number}/")
        # The rubric stands where the points are given, and the student's page cannot do anything here.
        page.get_by_text("BEGIN MARK SCHEME").first.wait_for()
        assert page.title() != "caught" and page.locator("img[onerror]").count() == 0
        box = page.locator("input#attractor-why")
        box.fill("3")
        box.press("Tab")
        page.wait_for_timeout(1500)
        assert records.scores(folders, "sheet10")["ada"][FIRST]["attractor-why"][1] == 3.0
        page.goto(f"{address}/formgrader/manage_submissions/sheet10")
        page.locator("tr", has_text="ada").locator("td.generate-feedback a").click()
        page.get_by_text("Successfully generated feedback").wait_for()
        browser.close()
    text = (folders.feedback("ada", "sheet10") / f"{FIRST}.html").read_text("utf-8")
    assert "Likely cause" in text and not [line for line in hidden_lines() if line in text]
