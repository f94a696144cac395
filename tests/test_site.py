"""The website: every notebook with its pictures and none of its solutions, in one small folder that fetches nothing."""

import dataclasses
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from authoring import site
from authoring.site import builder, curriculum, misconceptions
from grading.folders import NOTEBOOKS, ROOT, SOLUTIONS
from tests import axe
from tests import browser as browsers


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The site, made by one process; that several may make it is held where a fault is told."""
    return site.build(tmp_path_factory.mktemp("site") / "html", processes=1).parent


@pytest.fixture(scope="module")
def browser():
    browsers.needed()
    with browsers.opened() as browser:
        yield browser


WORD = re.compile(r"\w{4,}")


def words(text):
    return " ".join(WORD.findall(text))


def secrets():
    """What only the instructor's notebooks hold, line by line: solutions, mark schemes and hidden tests."""
    released = words("".join(path.read_text("utf-8") for path in NOTEBOOKS.glob("*/*.ipynb")))
    for path in sorted(SOLUTIONS.glob("*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for kind in ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME"):
                for part in re.findall(rf"BEGIN {kind}(.+?)END {kind}", cell.source, re.S):
                    lines = {words(line) for line in part.split("\n")}
                    yield from (line for line in lines if line.count(" ") > 4 and line not in released)


def test_every_notebook_is_there_with_its_pictures_and_without_solutions(pages):
    shown = []
    for path in NOTEBOOKS.glob("*/*.ipynb"):
        text = (pages / "notebooks" / path.parent.name / f"{path.stem}.html").read_text("utf-8")
        outputs = [one for cell in nbformat.read(path, as_version=4).cells for one in cell.get("outputs", [])]
        assert text.count("_static/pictures/") == sum(
            "<img" in one.get("data", {}).get("text/html", "") for one in outputs
        )
        shown.append(re.sub(r"<[^>]+>", "", text))
    hidden, everything = set(secrets()), words(" ".join(shown))
    assert len(hidden) > 400
    assert not {line for line in hidden if line in everything}


def test_the_site_is_small_and_fetches_nothing(pages):
    files = [path for path in pages.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 10_000_000
    fetched = re.compile(
        r"<(?:script|img|iframe|source)[^>]+src=[\"']?(?:https?:)?//|<link[^>]+href=[\"']?(?:https?:)?//"
    )
    assert not [path.name for path in files if path.suffix == ".html" and fetched.search(path.read_text("utf-8"))]


def test_the_list_of_a_sheet_holds_its_notebooks_and_nothing_else(pages):
    """A second heading of the first level in a notebook would be a page of its own there."""
    listed = re.findall(
        r'<li class="toctree-l1"><a class="[^"]+" href="(notebooks/[^"]+)">', (pages / "index.html").read_text("utf-8")
    )
    released = [f"notebooks/{path.parent.name}/{path.stem}.html" for path in sorted(NOTEBOOKS.glob("*/*.ipynb"))]
    assert listed == released


def test_every_page_has_one_title_and_no_title_twice(pages):
    for path in pages.rglob("*.html"):
        headings = re.findall(r"<h([1-3])>(.+?)<a class=\"headerlink", path.read_text("utf-8"), re.S)
        titles = [re.sub(r"<[^>]+>", "", text) for level, text in headings if level == "1"]
        assert len(titles) == 1 or path.stem in ("search", "genindex", "py-modindex"), (path.name, titles)
        if path.parent.name == "api":
            names = [re.sub(r"<[^>]+>", "", text) for _, text in headings]
            assert len(set(names)) == len(names), (path.name, names)


def test_every_mistake_stands_under_its_exercise():
    for sheet_name, rows in misconceptions.read_all().items():
        headings = [heading for heading, _ in rows]
        assert all(heading and not heading.startswith("Part ") for heading in headings), sheet_name
    assert "The words" not in [heading for heading, _ in misconceptions.read_all()["sheet09"]]


def test_a_product_sign_begins_no_list(pages):
    text = (pages / "misconceptions.html").read_text("utf-8")
    assert "* multiplies entry by entry" in text and not re.search(r"<li>\s*(<p>)?\s*<ul", text)


#: Tokens of code and parts of formulas, thousands in a notebook and each of one of a dozen looks.
ALIKE = "pre span, math *"
#: In a browser: the words of headings that are broken over two lines, and what is wider than the page.
BROKEN = """() => {
  const broken = [];
  for (const heading of document.querySelectorAll('article h1, article h2, article h3')) {
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (const word of text.data.matchAll(/[\\p{L}]+/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (range.getClientRects().length > 1) broken.push(word[0]);
      }
    }
  }
  const page = document.documentElement;
  return {broken, over: page.scrollWidth - page.clientWidth};
}"""


def show_instead(page, path):
    """Show another page of the site, and all that it loads, in place of the open one: half the work of going there."""
    text = path.read_text("utf-8")
    assert text.count("<head>") == 1
    page.set_content(text.replace("<head>", f'<head><base href="{path.as_uri()}">'))


def test_pages_can_be_read_on_a_phone(pages, browser):
    """390 pixels: no word of a heading is broken, nothing is wider than the page, and the map has its natural size."""
    page = browser.new_context(offline=True, viewport={"width": 390, "height": 844}).new_page()
    page.goto((pages / "index.html").as_uri())
    for path in sorted(pages.rglob("*.html")):
        show_instead(page, path)
        assert page.evaluate(BROKEN) == {"broken": [], "over": 0}, path.relative_to(pages)
    page.goto((pages / "index.html").as_uri())
    for table in page.locator("table").all():
        assert table.evaluate("it => it.scrollWidth <= it.parentElement.clientWidth"), table.inner_text()[:80]
    page.goto((pages / "goals.html").as_uri())
    for width, shown, hidden in ((390, "narrow", "wide"), (1300, "wide", "narrow")):
        page.set_viewport_size({"width": width, "height": 844})
        assert not page.locator(f"figure.map.{hidden}").is_visible()
        texts = page.locator(f"figure.map.{shown} a text").all()
        heights = [text.bounding_box()["height"] for text in texts]
        assert len(heights) >= len(list(NOTEBOOKS.glob("*/*.ipynb"))) and min(heights) > 12, (shown, min(heights))
        map_box, page_width = page.locator(f"figure.map.{shown} svg").bounding_box(), width
        assert map_box["x"] >= 0 and map_box["x"] + map_box["width"] <= page_width


def test_a_fault_of_a_page_is_told(tmp_path, monkeypatch):
    """In a site of one notebook, without the reference: it fails in any."""
    one = NOTEBOOKS / "sheet09" / "1_norms_and_exponents.ipynb"
    (tmp_path / "notebooks" / "sheet09").mkdir(parents=True)
    shutil.copy(one, tmp_path / "notebooks" / "sheet09")
    real = builder.lay_out

    def with_a_dead_link(source, notebooks):
        real(source, notebooks)
        (source / "goals.md").write_text("# Goals\n\n[there](nowhere.md)\n")

    monkeypatch.setattr(builder, "lay_out", with_a_dead_link)
    monkeypatch.setattr(
        builder, "_write_reference", lambda folder, _: builder._write(folder / "index.md", "# Reference\n")
    )
    with pytest.raises(site.SiteError, match="nowhere.md") as told:
        site.build(tmp_path / "html", tmp_path / "notebooks")
    assert told.value.args[0].count("WARNING") == 1


def test_buttons_stand_where_the_repository_is_known():
    path = next(NOTEBOOKS.glob("sheet10/1_*.ipynb")).relative_to(NOTEBOOKS)
    links = builder.buttons(path, "https://github.com/someone/course")
    assert (
        f"colab.research.google.com/github/someone/course/blob/main/notebooks/{path}" in links and "mybinder" in links
    )
    assert "colab" not in builder.buttons(path, "https://git.example.org/course")
    notebook = nbformat.read(NOTEBOOKS / path, as_version=4)
    assert "Colab" not in builder.for_reading(notebook, path, None).cells[0].source
    assert "Colab" in builder.for_reading(notebook, path, "https://github.com/someone/course").cells[0].source


def test_what_notebooks_say_of_themselves_adds_up():
    for notebook in curriculum.read_all():
        assert notebook.goals, f"{notebook.name} has no goals"
        assert sum(exercise.points for exercise in notebook.exercises) == notebook.points, notebook.name


def test_every_goal_is_trained_by_exercises_and_every_exercise_serves_a_goal():
    notebooks = curriculum.read_all()
    assert {notebook.key for notebook in notebooks} == set(curriculum.TRAINED_BY)
    for notebook in notebooks:
        served = {exercise.number for _, exercises in notebook.trained for exercise in exercises}
        assert served == {exercise.number for exercise in notebook.exercises}, notebook.key
    with pytest.raises(ValueError, match="sheet10/1"):
        _ = dataclasses.replace(next(n for n in notebooks if n.key == "sheet10/1"), goals=("one",)).trained


def test_the_command_makes_it(tmp_path):
    """`make site` calls `course site`; what that builds is looked at above."""
    assert re.search(r"^site: .+\n\t\$\(BIN\)/python -m authoring site$", (ROOT / "Makefile").read_text(), re.M)
    done = subprocess.run([sys.executable, "-m", "authoring", "site", "--help"], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_fault_of_accessibility(pages, browser, scheme):
    page = browser.new_context(offline=True, color_scheme=scheme).new_page()
    for name in ("index", "goals", "notebooks/sheet10/1_sparse_teacher_forcing", "api/lyapunov", "docs/tutor"):
        page.goto((pages / f"{name}.html").as_uri())
        assert not axe.faults(page, alike=ALIKE), name
