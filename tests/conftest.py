"""What several files of tests need, and in which order files are handed to processes."""

import gc
import os
import shutil
import signal
import tempfile

import pytest

from tests import forked_kernels

#: The files that take longest, longest first: whoever starts them last would be waited for.
SLOW = [
    "test_records", "test_nbval", "test_docs", "test_browser", "test_mutants", "test_solutions", "test_exchange",
    "test_site", "test_preflight", "test_accessibility", "test_checks", "test_nbgrader", "test_grading",
    "test_accounting", "test_engine", "test_sheets", "test_isolation", "test_release", "test_plots", "test_processors",
]  # fmt: skip


def pytest_configure(config):
    """Make a folder that all processes of a run share; whoever makes it takes it away."""
    # What is imported and collected stays: looking through it for garbage again and again would take a third of the
    # time until the first test. Who hands tests out to other processes collects none.
    if not getattr(config.option, "numprocesses", None):
        gc.disable()
    # A script that starts the tests with & has interrupts ignored, by them and by every process that they interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if "COURSE_TEST_RUN" not in os.environ:
        folder = os.environ["COURSE_TEST_RUN"] = tempfile.mkdtemp(prefix="course-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop("COURSE_TEST_RUN"))


def pytest_collection_finish():
    """From here on there is garbage; it is looked for less often than by default, and not among what stays."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    gc.enable()


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
    # Here, since the process that hands out the tests reads this file too, and would import PyTorch for nothing.
    from sheet_utils import widgets

    shown = []
    monkeypatch.setattr(widgets.Explorer, "show", lambda self: shown.append(self))

    def call(widget, *args, **keywords):
        widget(*args, **keywords)
        return shown.pop()

    return call
