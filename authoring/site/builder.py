"""Lay out the pages of the site, and have Sphinx make them."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import jinja2
import nbformat

from authoring.release import WIDGET
from authoring.site import curriculum, misconceptions
from authoring.site import map as course_map
from grading.folders import NOTEBOOKS, ROOT
from sheet_utils.widgets.explorer import ASLEEP

HERE = Path(__file__).parent
#: The documents, in the order of the sidebar.
PAGES = ("teach", "student", "tutor", "author", "contributing", "architecture")
#: What Sphinx writes and keyboards and screen readers need: a level for a heading, a focus for what scrolls.
MENDED = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    "<pre>": '<pre tabindex="0">',
}
#: A picture in a page, as a released notebook holds it.
PICTURE = re.compile(r'src="data:image/png;base64,([^"]+)"')


class SiteError(RuntimeError):
    """The site could not be made; the text holds Sphinx's own words."""


def build(target: Path = ROOT / "build" / "site", notebooks: Path = NOTEBOOKS, processes: int | None = None) -> Path:
    """Make the site.

    Args:
        target: the folder that is written; what lay there is replaced.
        notebooks: the folder of released notebooks.
        processes: how many; one per core if None, which takes half as much work again, since each reads our modules.

    Returns:
        The path of its first page.

    Raises:
        SiteError: Sphinx is not installed, or found a fault; every warning is one.
    """
    with tempfile.TemporaryDirectory(prefix="course-site-") as folder:
        source = Path(folder)
        lay_out(source, notebooks)
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", str(processes or "auto")]
        shutil.rmtree(target, ignore_errors=True)
        done = subprocess.run([*command, str(source), str(target)], text=True, capture_output=True, cwd=ROOT)
    if "No module named sphinx" in done.stderr:
        raise SiteError("Sphinx is not installed: make site installs it")
    if done.returncode:
        raise SiteError(f"Sphinx found faults:\n{done.stderr.strip()[-4000:]}")
    for page in target.rglob("*.html"):
        text = page.read_text("utf-8")
        for made, accessible in MENDED.items():
            text = text.replace(made, accessible)
        page.write_text(pictures_apart(text, page, target), "utf-8")
    for left in (".doctrees", ".buildinfo", "objects.inv"):
        path = target / left
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return target / "index.html"


def lay_out(source: Path, notebooks: Path = NOTEBOOKS) -> None:
    """Write everything that Sphinx reads into one folder.

    Args:
        source: the folder.
        notebooks: the folder of released notebooks.
    """
    every = curriculum.read_all(notebooks)
    sheets = {}
    for one in every:
        sheets.setdefault(one.sheet, []).append(one)
    shutil.copy(HERE / "conf.py", source)
    (source / "_static").mkdir()
    shutil.copy(HERE / "pages" / "site.css", source / "_static")
    for path in (ROOT / "pyproject.toml", ROOT / "docs" / "butterflies.png"):
        shutil.copy(path, source)
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "pages"), undefined=jinja2.StrictUndefined)
    facts = {
        "sheets": sheets,
        "notebooks": every,
        "hours": round(sum(n.minutes for n in every) / 60),
        "pages": PAGES,
        "map": course_map.draw(every),
        "exercises": misconceptions.read_all(notebooks),
    }
    for page in ("index", "goals", "misconceptions"):
        (source / f"{page}.md").write_text(templates.get_template(f"{page}.md.j2").render(facts), "utf-8")
    for page in PAGES:
        _write(source / "docs" / f"{page}.md", _with_site_links((ROOT / "docs" / f"{page}.md").read_text("utf-8")))
    address = repository()
    for one in every:
        path = Path(one.sheet) / f"{one.name}.ipynb"
        notebook = for_reading(nbformat.read(notebooks / path, as_version=4), path, address)
        _write(source / "notebooks" / path, nbformat.writes(notebook))
    _write_reference(source / "api", notebooks)


def repository() -> str | None:
    """The address of the repository, from `[project.urls]` in pyproject.toml, the one place where it is written.

    Returns:
        The address without a slash at its end; None where there is none.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    address = project.get("urls", {}).get("Repository")
    return address.rstrip("/") if address else None


def for_reading(notebook: nbformat.NotebookNode, path: Path, address: str | None) -> nbformat.NotebookNode:
    """A released notebook as it is read on a page: stored pictures, no widgets, machinery folded.

    Args:
        notebook: the notebook, as nbformat reads it; it is changed.
        path: where it lies below `notebooks/`.
        address: of the repository, or None: then no button leads elsewhere.

    Returns:
        The same notebook.
    """
    for cell in notebook.cells:
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata.setdefault("tags", []).append("hide-input")
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            data.pop(WIDGET, None)
            if "text/html" in data:  # nothing can be woken on a page
                data["text/html"] = data["text/html"].replace(f"<i>{ASLEEP}</i>", "")
    if address:
        head, _, rest = notebook.cells[0].source.partition("\n")
        notebook.cells[0].source = f"{head}\n\n{buttons(path, address)}\n{rest}"
    return notebook


def pictures_apart(text: str, page: Path, target: Path) -> str:
    """A page whose pictures are files: a quarter smaller than in the page, and fetched only when they are looked at.

    Args:
        text: of the page.
        page: its file.
        target: the folder of the site; the pictures go below its `_static/`.

    Returns:
        The text, with addresses in place of pictures.
    """
    folder = target / "_static" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    up = "../" * (len(page.relative_to(target).parts) - 1)

    def address(match):
        png = base64.b64decode(match[1])
        name = f"{hashlib.sha256(png).hexdigest()[:16]}.png"
        (folder / name).write_bytes(png)
        return f'src="{up}_static/pictures/{name}" loading="lazy"'

    return PICTURE.sub(address, text)


def buttons(path: Path, address: str) -> str:
    """Links that open a notebook elsewhere.

    Args:
        path: where it lies below `notebooks/`.
        address: of the repository.

    Returns:
        A line of Markdown. Colab and Binder open what lies on GitHub; for another host there is the file alone.
    """
    links = [f"[The notebook's file]({address}/blob/main/notebooks/{path.as_posix()})"]
    if found := re.fullmatch(r"https://github\.com/([^/]+/[^/]+)", address):
        links += [
            f"[Open in Colab](https://colab.research.google.com/github/{found[1]}/blob/main/notebooks/{path.as_posix()})",
            f"[Open in Binder](https://mybinder.org/v2/gh/{found[1]}/main?urlpath=lab/tree/notebooks/{path.as_posix()})",
        ]
    return " · ".join(links)


def _with_site_links(text):
    """Links of a document that lead into the repository, as words: those files are no part of the site."""

    def link(match):
        words, goal = match.groups()
        page = re.fullmatch(r"(?:docs/)?(\w+)\.md(#.+)?", goal)
        if goal.startswith(("http", "#")) or page and page[1] in PAGES:
            return match[0]
        return words

    return re.sub(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", link, text)


def _write_reference(folder, notebooks):
    """One page for each module or folder of `sheet_utils` that a notebook imports from."""
    package = ROOT / "sheet_utils"
    modules = sorted(path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())
    used = "".join(path.read_text("utf-8") for path in notebooks.glob("*/*.ipynb"))
    names = set(re.findall(r"from sheet_utils\.(\w+)", used))
    names |= set(re.findall(r"\w+", " ".join(re.findall(r"from sheet_utils import ([\w, ]+)", used))))
    modules = [name for name in modules if name in names]
    for name in modules:
        files = sorted((package / name).rglob("*.py")) if (package / name).is_dir() else []
        parts = [f"sheet_utils.{name}"] + [_dotted(path) for path in files if path.stem != "__init__"]
        text = [f"# `{name}`\n"]
        for part in parts:
            # The module itself stands under the page's own title.
            heading = "" if part == parts[0] else f"## `{part.removeprefix('sheet_utils.')}`\n\n"
            text.append(f"{heading}```{{eval-rst}}\n.. automodule:: {part}\n```\n")
        _write(folder / f"{name}.md", "\n".join(text))
    listing = "\n".join(modules)
    _write(
        folder / "index.md",
        "# Reference of `sheet_utils`\n\nWhat a notebook imports, module by module, from its docstrings.\n\n"
        f"```{{toctree}}\n{listing}\n```\n",
    )


def _dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
