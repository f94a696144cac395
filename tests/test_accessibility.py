"""What students and tutors read has no serious fault of accessibility: axe-core looks at it in a real browser."""

import pytest
from nbconvert import HTMLExporter

from grading.folders import NOTEBOOKS
from tests import axe
from tests import browser as browsers
from tests.graded import graded_class, needs_sandbox

browsers.needed()
# Jupyter's own colours, of prompts and of highlighted code, which its theme sets and readers may change.
NOT_OURS = [[".jp-InputPrompt"], [".jp-OutputPrompt"], [".jp-CodeCell .highlight"]]


@pytest.fixture(scope="module")
def context():
    with browsers.opened() as browser:
        # Offline: a page that needs more than itself shows here.
        yield browser.new_context(offline=True)


@pytest.fixture
def page(context):
    """A page for each test: what one leaves in memory, or a page that has crashed, is no matter of the next."""
    with context.new_page() as page:
        yield page


def faults(page, path):
    """The serious faults of a page on disk."""
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    return axe.faults(page, exclude=NOT_OURS)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_a_released_notebook(page, path, tmp_path):
    target = tmp_path / f"{path.stem}.html"
    target.write_text(HTMLExporter(language_code="en").from_filename(path)[0], "utf-8")
    assert not faults(page, target)


@needs_sandbox
def test_feedback_and_report(page):
    folders, _, _ = graded_class()
    pages = [folders.report("sheet10") / "index.html"]
    for student in ("blank", "adds", "honest-a"):
        pages += sorted(folders.feedback(student, "sheet10").glob("*.html"))
    assert len(pages) > 3
    assert not {path: found for path in pages if (found := faults(page, path))}


def test_a_fault_is_seen(page, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text("<html lang='en'><title>x</title><main><h1>x</h1><img src='x.png'></main></html>")
    assert [fault[0] for fault in faults(page, path)] == ["image-alt"]
