"""The first cell of a notebook: a bar that moves while packages are imported, the engine is compiled and data are read.

Importing takes most of the time, so this file imports nothing that takes any. Outside a notebook nothing is shown.

    readiness.begin()
    import ...
    readiness.end()
"""

import gc
import sys
import threading
import time

#: About how many modules the first cell of a notebook imports; the bar's first part counts them.
MODULES = 1400
#: Characters of the bar; seconds between two looks at the imports.
LENGTH, TICK = 24, 0.25
#: Where the bar stands when a step begins, as a share of the whole.
IMPORT, ENGINE, DATA = 0.0, 0.6, 0.9


class _Bar:
    """One line of output that is rewritten, and a thread that moves it during the imports."""

    def __init__(self):
        from IPython.display import display

        self.began, self.known, self.finished = time.perf_counter(), len(sys.modules), threading.Event()
        self.handle = display({"text/plain": self._line(IMPORT, "importing")}, raw=True, display_id=True)
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def _line(self, share, words):
        full = round(LENGTH * share)
        return f"Getting ready {'█' * full}{'░' * (LENGTH - full)} {words} …"

    def _watch(self):
        while not self.finished.wait(TICK):
            self.show(ENGINE * min(1.0, (len(sys.modules) - self.known) / MODULES), "importing")

    def show(self, share, words):
        self.handle.update({"text/plain": self._line(share, words)}, raw=True)

    def imported(self):
        self.finished.set()
        self.watcher.join()

    def end(self, line):
        self.imported()
        self.handle.update({"text/plain": line}, raw=True)


_bar = None


def begin() -> None:
    """Show the bar. It ends with `end`, or with the cell, where an error keeps it from that."""
    global _bar
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if getattr(shell, "kernel", None) is None:
        return
    _bar = _Bar()
    bar = _bar

    def after(*_):
        shell.events.unregister("post_run_cell", after)
        if bar is _bar:
            _end(f"Not ready: the cell ended early, after {_seconds(bar)}.")

    shell.events.register("post_run_cell", after)
    # What is imported stays: looking through it for garbage, again and again, takes a sixth of the time.
    gc.disable()


def step(share: float, words: str) -> None:
    """Move the bar to a step that begins, where there is a bar.

    Args:
        share: where the bar stands, from 0 to 1: ENGINE or DATA.
        words: what is going on.
    """
    if _bar is not None:
        _bar.imported()
        _bar.show(share, words)


def end() -> None:
    """Put one line in the place of the bar, which says how long it took."""
    if _bar is not None:
        _end(f"Ready in {_seconds(_bar)}.")


def _end(line):
    global _bar
    gc.enable()
    bar, _bar = _bar, None
    bar.end(line)


def _seconds(bar):
    return f"≈ {time.perf_counter() - bar.began:.1f} s"
