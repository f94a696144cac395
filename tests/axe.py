"""axe-core on a page of the browser. `axe-playwright-python` brings it along, so that nothing is fetched."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
GRAVE = ("serious", "critical")
#: In a browser: of the elements that hold nothing but text and look alike, down to what lies behind them, the first
#: stays, and the others become text of what is around them. Four fifths of a run are spent on contrasts, one by one.
ONE_OF_EACH = """selector => {
  const properties = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'filter', 'textShadow', 'fontSize',
                      'fontWeight', 'visibility', 'display', 'position'];
  const looks = new Map();
  const look = it => {
    if (!it) return '';
    if (!looks.has(it)) {
      const style = getComputedStyle(it);
      looks.set(it, it.tagName + properties.map(name => style[name]) + '/' + look(it.parentElement));
    }
    return looks.get(it);
  };
  const seen = new Set();
  const again = [...document.querySelectorAll(selector)].filter(it => {
    if (it.children.length || it.id || it.getAttributeNames().some(name => name !== 'class')) return false;
    return seen.size === seen.add(look(it)).size;
  });
  for (const it of again) it.replaceWith(it.textContent);
}"""


def faults(page, alike=None, **where):
    """The serious faults of what a page shows now: (rule, what it says, how often, the first element).

    Args:
        page: of Playwright.
        alike: a selector of elements of which one is looked at for all that look the same; the page is changed.
        where: `include` or `exclude`, lists of selectors, each a list.
    """
    if alike:
        page.evaluate(ONE_OF_EACH, alike)
    page.evaluate(SCRIPT)
    found = page.evaluate("where => axe.run(where, {resultTypes: ['violations']})", where or {"include": [["html"]]})
    return [(one["id"], one["help"], len(one["nodes"]), one["nodes"][0]["html"][:200])
            for one in found["violations"] if one["impact"] in GRAVE]  # fmt: skip
