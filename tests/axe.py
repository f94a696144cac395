"""axe-core on a page of the browser. `axe-playwright-python` brings it along, so that nothing is fetched."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
GRAVE = ("serious", "critical")


def faults(page, **where):
    """The serious faults of what a page shows now: (rule, what it says, how often, the first element).

    Args:
        page: of Playwright.
        where: `include` or `exclude`, lists of selectors, each a list.
    """
    page.evaluate(SCRIPT)
    found = page.evaluate("where => axe.run(where, {resultTypes: ['violations']})", where or {"include": [["html"]]})
    return [(one["id"], one["help"], len(one["nodes"]), one["nodes"][0]["html"][:200])
            for one in found["violations"] if one["impact"] in GRAVE]  # fmt: skip
