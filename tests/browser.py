"""A real browser, and the servers that it looks at."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--no-first-run",
]
# Kept after the tests, and ignored by git.
SCREENSHOTS = Path(__file__).parent.parent / "build" / "browser"


def needed():
    """Skip a module where there is no browser; under CI that is a failure."""
    if CHROMIUM:
        return
    if os.environ.get("CI") == "true":
        raise RuntimeError("chromium is missing: .ci/run installs it (apt-get install chromium)")
    pytest.skip("chromium is not installed (apt-get install chromium)", allow_module_level=True)


@contextlib.contextmanager
def opened():
    """A browser; `new_page()` opens a page in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def new_page(browser, **options):
    page = browser.new_page(viewport={"width": 1300, "height": 1000}, **options)
    # On a fresh clone the engine is compiled first, and the machine may be busy.
    page.set_default_timeout(120_000)
    return page


@contextlib.contextmanager
def serving(command, folder, root, environment=None, through=None, **options):
    """A Jupyter server on a free port, until the block ends.

    Args:
        command: what starts it, a list of words.
        folder: a scratch folder; it is the server's home.
        root: the folder that it is started in, and shows unless `root_dir` is None: the command says it itself then.
        environment: variables of its own.
        through: the variable of make that hands the settings on, where the command is a target.
        options: further settings of ServerApp.

    Yields:
        Its address, without a path; the token is "sheet".
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"ip": "127.0.0.1", "port": port, "root_dir": root, "open_browser": False, "allow_root": True,
                "port_retries": 0, **options}  # fmt: skip
    words = ["--IdentityProvider.token=sheet", *(f"--ServerApp.{k}={v}" for k, v in settings.items() if v is not None)]
    words = [*command, *([f"{through}={' '.join(words)}"] if through else words)]
    home = {
        **os.environ,
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(Path(folder) / "config"),
        **(environment or {}),
    }
    home["PATH"] = f"{os.path.dirname(sys.executable)}:{home['PATH']}"
    log = Path(folder) / "log"
    with log.open("w") as file:
        # A session of its own: the command may start the server as its child, which has to end with it.
        server = subprocess.Popen(
            words, cwd=root, env=home, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token=sheet", timeout=1)
                break
            except OSError:
                assert server.poll() is None, log.read_text()
                time.sleep(0.5)
        else:
            pytest.fail(f"no answer within two minutes: {log.read_text()}")
        yield f"http://127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
