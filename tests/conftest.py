"""What several files of tests need, and in which order files are handed to processes."""

import os
import shutil
import signal
import tempfile

import pytest

from sheet_utils import widgets
from tests import forked_kernels

#: The files that take longest, longest first: whoever starts them last would be waited for.
SLOW = [
    "test_records", "test_nbval", "test_docs", "test_browser", "test_mutants", "test_solutions", "test_preflight",
    "test_grading", "test_nbgrader", "test_site", "test_plots", "test_cellrun", "test_accounting", "test_exchange",
]  # fmt: skip


def pytest_configure(config):
    """Make a folder that all processes of a run share; whoever makes it takes it away."""
    # A script that starts the tests with & has interrupts ignored, by them and by every process that they interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if "COURSE_TEST_RUN" not in os.environ:
        folder = os.environ["COURSE_TEST_RUN"] = tempfile.mkdtemp(prefix="course-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop("COURSE_TEST_RUN"))


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: SLOW.index(item.path.stem) if item.path.stem in SLOW else len(SLOW))


@pytest.fixture(scope="session")
def kernels(tmp_path_factory):
    """What has to be set in the environment of whoever starts kernels, so that they are forked."""
    with forked_kernels.serving(tmp_path_factory.mktemp("kernels")) as environment:
        yield environment


@pytest.fixture
def explorer(monkeypatch):
    """Calls a widget and returns what it shows."""
    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))

    def call(widget, *args, **keywords):
        widget(*args, **keywords)
        return shown.pop()

    return call
