"""A marker's hour, simulated: one question, a hundred answers, marked on the reading page by keyboard alone.

    python -m benchmarks.marking [--students 100] [--question reset-why] [--seed 0]

The marker of the simulation decides at random, always in the same way for a seed: which items of the mark scheme are
there, and whether a comment is due, which is one of the bank or, seldom, a new one that is kept. What is printed is
what the page costs beside reading and thinking: keys for each answer, letters of new comments apart, and the time from
the key that saves to the next answer on the screen. The marks are compared with the gradebook at the end.
"""

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from authoring.demo import essays
from grading import sheet
from grading.folders import ROOT, Folders
from grading.reading import schemes
from grading.records import gradebook
from tests import browser as browsers

SHEET = "sheet10"
#: How often an answer gets a comment of the bank, and how often one that is new.
FROM_BANK, NEW = 0.35, 0.05
COMMENTS = [
    "Which units carry the past over a reset?", "Please quote a number of your own here.",
    "What does clipping leave as it is?", "Good point; say why, too.",
    "This is about the gradient, not about the loss.",
]  # fmt: skip
#: Notes when a key goes down, and when the next answer is the current one and was painted.
CLOCK = """
window.turns = [];
window.saves = [];
let pressed = null;
let entered = 0;
addEventListener("keydown", (event) => { if (event.key === "Enter") pressed = entered = performance.now(); }, true);
addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
  const moved = changes.some((change) => change.target.matches(".answer.current"));
  if (moved && pressed !== null) {
    const start = pressed;
    pressed = null;
    requestAnimationFrame(() => setTimeout(() => window.turns.push(performance.now() - start)));
  }
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] }));
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  if (/ saved\\./.test(document.getElementById("message").textContent)) window.saves.push(performance.now() - entered);
}).observe(document.getElementById("message"), { childList: true }));
"""


class Marker:
    """Whoever marks: presses keys, and counts them.

    Args:
        page: of the browser, on the question.
        items: of the mark scheme.
        seed: of the decisions.
    """

    def __init__(self, page: Page, items: int, seed: int):
        self.page, self.items, self.draw = page, items, random.Random(seed)
        self.kept, self.keys, self.letters = [], 0, 0

    def press(self, *keys: str) -> None:
        """Press keys, one after the other.

        Args:
            *keys: their names.
        """
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def mark(self) -> float:
        """Decide about the current answer, enter it, and wait for the next one.

        Returns:
            The points.
        """
        ticks = [k for k in range(self.items) if self.draw.random() < 0.5]
        if len(ticks) == self.items:
            self.press("a")
        else:
            self.press(*(str(k + 1) for k in ticks) if ticks else "0")
        chance = self.draw.random()
        if chance < NEW or chance < NEW + FROM_BANK and not self.kept:
            text = COMMENTS[len(self.kept) % len(COMMENTS)]
            self.press("c")
            self.page.keyboard.type(text)
            self.letters += len(text)
            self.press("Escape", "B")
            self.page.locator("#message", has_text="is kept").wait_for()
            self.kept.append(text)
        elif chance < NEW + FROM_BANK:
            count = min(9, len(set(self.kept)))
            self.press("b", str(self.draw.randint(1, count)))
        saves = self.page.evaluate("window.saves.length")
        self.press("Enter")
        # The page's policy lets nothing be evaluated in it by itself, so it is asked from here.
        while self.page.evaluate("window.saves.length") == saves:
            time.sleep(0.005)
        return float(len(ticks))


def run(folders: Folders, question: str, students: int, seed: int) -> None:
    """Make the class, mark it, compare, and print.

    Args:
        folders: of the class.
        question: id of the question.
        students: how many.
        seed: of essays and decisions.

    Raises:
        AssertionError: the gradebook holds something else than what was marked.
    """
    essays.everybody_answers(folders, SHEET, question, students, seed)
    words = [sys.executable, "-m", "authoring", "read", SHEET, "--root", str(folders.root), "--question", question,
             "--no-open", "--marker", "simulated"]  # fmt: skip
    notebook = next(one for one in sheet.load(SHEET).values() if question in one.tasks)
    items = len(schemes.parse(notebook.sources[question]).items)
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http\S+", server.stdout.readline())[0]
        with browsers.opened() as browser:
            page = browsers.new_page(browser)
            page.add_init_script(CLOCK)
            start = time.perf_counter()
            page.goto(address)
            page.locator(".answer.current").wait_for()
            opened = time.perf_counter() - start
            marker, keys, points = Marker(page, items, seed), [], []
            start = time.perf_counter()
            for _ in range(students):
                before = marker.keys
                points.append(marker.mark())
                keys.append(marker.keys - before)
            whole = time.perf_counter() - start
            turns, saves = page.evaluate("[window.turns, window.saves]")
    finally:
        server.terminate()
        server.wait(20)
    scores = [by[notebook.name][question] for by in gradebook.scores(folders, SHEET).values()]
    assert sorted(score.manual for score in scores) == sorted(points) and not any(score.waits for score in scores)
    print(f"{students} answers to {question}, page open after {opened:.1f} s")
    print(f"keys per answer: median {statistics.median(keys):g}, mean {statistics.fmean(keys):.1f}, most {max(keys)}; "
          f"letters of new comments: {marker.letters}")  # fmt: skip
    print(f"from the key to the next answer on the screen: {_spread(turns)}")
    print(f"from the key to the word that it is saved: {_spread(saves)}")
    print(f"all of it without reading: {whole:.1f} s, so of an hour with four such questions "
          f"{(3600 - 4 * whole) / (4 * students):.1f} s are left to read an answer")  # fmt: skip


def _spread(milliseconds):
    times = sorted(time / 1000 for time in milliseconds)
    return (f"median {statistics.median(times):.3f} s, 95 % below {times[int(0.95 * len(times))]:.3f} s, "
            f"most {times[-1]:.3f} s")  # fmt: skip


def main() -> None:
    """Parse the command line and run it."""
    parser = argparse.ArgumentParser(description="A marker's hour, simulated.")
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--question", default="reset-why")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(Folders(Path(folder)), options.question, options.students, options.seed)


if __name__ == "__main__":
    main()
