"""A student in a real browser: JupyterLab, Run All, the slider moved by keyboard."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from course import lab

CHROMIUM = shutil.which("chromium")
if not CHROMIUM:
    if os.environ.get("CI") == "true":
        raise RuntimeError("chromium is missing: .ci/run installs it (apt-get install chromium)")
    pytest.skip("chromium is not installed (apt-get install chromium)", allow_module_level=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory):
    """JupyterLab on a fresh working copy; yields its address with `{path}` left open."""
    folder = tmp_path_factory.mktemp("browser")
    lab.prepare(folder / "work")
    port = free_port()
    settings = {"ip": "127.0.0.1", "port": port, "root_dir": folder / "work", "open_browser": False,
                "allow_root": True, "port_retries": 0}  # fmt: skip
    # Every cell is kept in the page, also those that are scrolled out of sight.
    settings_file = folder / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text('{"windowingMode": "none"}')
    home = dict(
        os.environ,
        HOME=str(folder),
        JUPYTER_CONFIG_DIR=str(folder / "config"),
        JUPYTERLAB_SETTINGS_DIR=str(folder / "settings"),
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--IdentityProvider.token=sheet"]
        + [f"--ServerApp.{name}={value}" for name, value in settings.items()],
        env=home, stdout=(folder / "log").open("w"), stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token=sheet", timeout=1)
                break
            except OSError:
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}/lab/tree/{{path}}?token=sheet&reset"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(tmp_path):
    """A browser page; a screenshot of its end is kept beside the test's other files."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        # On a fresh clone the engine is compiled first, and the machine may be busy.
        page.set_default_timeout(120_000)
        yield page
        page.screenshot(path=tmp_path / "end.png")
        browser.close()


ERROR = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]'


def run_all(page, timeout=480):
    """Run every cell and wait for the last; a cell that fails is told of with its message."""
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
    page.wait_for_selector('.jp-NotebookPanel-toolbar [data-status="idle"]', timeout=120_000)
    # The release carries outputs: without them a cell with a number is one that has run just now.
    for menu, entry in [("Edit", "^Clear Outputs of All Cells"), ("Run", "^Run All Cells")]:
        page.get_by_role("menuitem", name=menu, exact=True).click()
        page.get_by_role("menuitem", name=re.compile(entry)).first.click()
    # Every code cell has its number once it has run; a pending one shows a star.
    page.wait_for_function(
        """error => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(p => p.textContent);
            return document.querySelector(error) || prompts.every(p => /\\[\\d+\\]/.test(p));
        }""",
        arg=ERROR, timeout=timeout * 1000,
    )  # fmt: skip
    assert page.locator(ERROR).count() == 0, page.locator(ERROR).first.inner_text()


def test_notebook_1_runs_and_its_slider_moves_by_keyboard(jupyter, page):
    page.goto(jupyter.format(path="sheet10/1_sparse_teacher_forcing.ipynb"))
    run_all(page)
    picture = page.locator(".jupyter-widgets img").last
    picture.scroll_into_view_if_needed()
    before = picture.get_attribute("src")
    handle = page.locator(".jupyter-widgets .noUi-handle").first
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => { const all = document.querySelectorAll('.jupyter-widgets img');"
        " return all.length && all[all.length - 1].src !== before; }",
        arg=before, timeout=120_000,
    )  # fmt: skip
    assert "τ_f = 30" in page.locator(".jupyter-widgets img").last.get_attribute("alt")
