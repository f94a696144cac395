"""A student in a real browser, with what the hand-out holds: JupyterLab, Run All, every control moved by keyboard.

`make test` opens one notebook of every sheet; `make browser` (EVERY_NOTEBOOK=1) opens all of them. A screenshot of the
end of each is kept in build/browser/.
"""

import base64
import io
import json
import os
import re
import sys
import zipfile

import nbformat
import numpy as np
import pytest
from PIL import Image

from authoring import handout
from authoring.demo.submissions import own_answers
from grading import class_run, sheet
from grading.folders import NOTEBOOKS, Folders
from grading.records import gradebook
from sheet_utils import preflight
from sheet_utils.widgets.audit import GUESS_FIRST
from sheet_utils.widgets.explorer import ASLEEP
from tests import axe
from tests import browser as browsers
from tests.graded import mistake, needs_sandbox

browsers.needed()
ALL = sorted(NOTEBOOKS.glob("*/*.ipynb"))
FIRST = NOTEBOOKS / "sheet10" / "1_sparse_teacher_forcing.ipynb"
# The map that is dragged and the film have controls of their own, and no picture that a slider changes. What is called
# under a condition waits for a guess, so that a released notebook shows no slider there.
HAS_CONTROLS = re.compile(r"(?<! )widgets\.(?!draggable_map|pendulum_film|turn_attractors)\w+\(")
# What stands in a released notebook in place of a slider over an answer that is not there yet.
NEEDS_ANSWER = "The slider needs your"


def chosen():
    """The notebooks to open: all, or one of each sheet, with a control if it has any; below comes one of sheet 10."""
    if os.environ.get("EVERY_NOTEBOOK"):
        return ALL
    sheets = sorted({path.parent for path in ALL} - {FIRST.parent})
    found = [[path for path in ALL if path.parent == sheet] for sheet in sheets]
    return [next((path for path in paths if HAS_CONTROLS.search(path.read_text("utf-8"))), paths[0]) for paths in found]


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory, kernels):
    """JupyterLab on the unpacked hand-out: (its address with `{path}` left open, folder of notebooks, of settings)."""
    folder = tmp_path_factory.mktemp("browser")
    with zipfile.ZipFile(handout.make(folder / "handout.zip")) as archive:
        archive.extractall(folder)
    settings = folder / "settings" / "@jupyterlab"
    # Every cell is kept in the page, also those that are scrolled out of sight.
    _set(settings / "notebook-extension" / "tracker.jupyterlab-settings", windowingMode="none")
    _set(settings / "apputils-extension" / "notification.jupyterlab-settings", fetchNews="false")
    # Where Node is installed, JupyterLab would ask at every load whether it has to be built.
    _set(folder / "config" / "labconfig" / "page_config.json", buildCheck=False)
    work = folder / handout.NAME / "notebooks"
    environment = {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), **kernels}
    with browsers.serving([sys.executable, "-m", "jupyterlab"], folder, work, environment) as address:
        yield f"{address}/lab/tree/{{path}}?token=sheet&reset", work, settings


def dark(jupyter, theme="JupyterLab Dark"):
    """Choose a theme for pages that are opened from now on."""
    _set(jupyter[2] / "apputils-extension" / "themes.jupyterlab-settings", theme=theme)


def _set(path, **settings):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(settings))


@pytest.fixture(scope="module")
def browser():
    with browsers.opened() as browser:
        yield browser


@pytest.fixture
def page(browser, request):
    """A page; a screenshot of its end is kept.

    It is one tab for all tests, since JupyterLab loads in half of the time where it has been compiled before. Every
    test loads it anew, and a tab in which one has failed is closed.
    """
    tabs = [page for context in browser.contexts for page in context.pages]
    page = tabs[0] if tabs else browsers.new_page(browser)
    failed = request.session.testsfailed
    yield page
    try:
        browsers.SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=browsers.SCREENSHOTS / f"{re.sub('[^a-z0-9_]+', '-', request.node.name)}.png")
    finally:
        if request.session.testsfailed > failed:
            page.context.close()


# Milliseconds between two looks at a page that is waited for: by itself Playwright looks before every frame, sixty
# times a second, and so has every one drawn.
POLLING = 100
# An error is shown as what a cell writes to stderr is; so its words tell it from a warning or a bar.
STDERR = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]'
FAILED = r"\w(Error|Exception|Interrupt)\b|Traceback"
WIDGET = ".explorer:has(img)"
SLIDER = "input[type=range]"
# What stands in a widget for a part of it that is still to come, and for a slider whose script has not answered yet.
MISSING = '.explorer .widget-box > [class="lm-Widget"]'
WIDGETS_ONLY = {"include": [[".explorer"]]}


def open_notebook(page, jupyter, path):
    below = f"{path.parent.name}/{path.name}" if path.parent.name != "notebooks" else path.name
    page.goto(jupyter[0].format(path=below))
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
    # The style sheet of the theme is asked for beside the notebook; without it nothing stands in its place.
    page.locator("body[data-jp-theme-light]").wait_for(state="attached")


def menu(page, name, entry):
    page.get_by_role("menuitem", name=name, exact=True).click()
    page.get_by_role("menuitem", name=re.compile(entry)).first.click()


def run_all(page, timeout=480):
    """Run every cell and wait for the last; a cell that fails is told of with its message."""
    # The release carries outputs: without them a cell with a number is one that has run just now.
    menu(page, "Edit", "^Clear Outputs of All Cells")
    menu(page, "Run", "^Run All Cells")
    # Every code cell has its number once it has run; a pending one shows a star.
    page.wait_for_function(
        """([stderr, failed]) => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(p => p.textContent);
            return [...document.querySelectorAll(stderr)].some(one => RegExp(failed).test(one.textContent))
                || prompts.every(p => /\\[\\d+\\]/.test(p));
        }""",
        arg=[STDERR, FAILED], timeout=timeout * 1000, polling=POLLING,
    )  # fmt: skip
    assert errors(page).count() == 0, errors(page).first.inner_text()


def errors(where):
    """The errors that a page or a cell shows."""
    return where.locator(STDERR, has_text=re.compile(FAILED))


def whole(page, count):
    """Wait until a page shows so many widgets, each with all its controls; a cell has its number before they come."""
    page.locator(WIDGET).nth(count - 1).wait_for(state="attached")
    page.locator(MISSING).first.wait_for(state="detached")


def large(image):
    """Wait until a picture is drawn large: it is in the page before the browser has read it and laid the page out."""
    _until(image.page, lambda: (image.bounding_box() or {"width": 0})["width"] > 300)


def frame(page):
    """Wait until the browser has drawn the page once more."""
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def changed(widget, before):
    """Wait until a widget shows another picture than before, and is done with it; returns that picture's address."""
    widget.page.wait_for_function(
        "([widget, before]) => { const all = widget.querySelectorAll('img');"
        " return all.length && all[all.length - 1].src !== before; }",
        arg=[widget.element_handle(), before], polling=POLLING,
    )  # fmt: skip
    return picture(widget)


def picture(widget):
    return widget.locator("img").last.get_attribute("src")


def move_controls(page):
    """Move every slider and switch by keyboard; each has to change its picture. Returns how many there were.

    Where the networks are hidden until there is a guess, the picture is the same at every setting, and says so.
    """
    moved = 0
    widgets = page.locator(WIDGET)
    for number in range(widgets.count()):
        widget = widgets.nth(number)
        widget.scroll_into_view_if_needed()
        for slider in widget.locator(SLIDER).all():
            before = picture(widget)
            slider.focus()
            last = slider.input_value() == slider.get_attribute("max")
            page.keyboard.press("ArrowLeft" if last else "ArrowRight")
            if GUESS_FIRST not in widget.inner_text():
                changed(widget, before)
            moved += 1
        for button in widget.locator(".widget-toggle-button:not(.mod-active)").all():
            before = picture(widget)
            button.focus()
            page.keyboard.press("Enter")
            changed(widget, before)
            moved += 1
        assert widget.locator("img").last.get_attribute("alt"), "a picture without a text"
    return moved


def calls(path):
    """The widgets that a released notebook shows."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    shown = [cell for cell in cells if NEEDS_ANSWER not in str(cell.outputs)]
    return [call for cell in shown for call in HAS_CONTROLS.findall(cell.source)]


def pictures_stand_there(page, path):
    """As a notebook is opened, before anything ran: in place of every slider its picture, with its text."""
    for call in calls(path):
        image = cell_with(page, call).locator(".jp-OutputArea img")
        image.scroll_into_view_if_needed()
        large(image)
        assert image.count() == 1 and image.get_attribute("alt")


@pytest.mark.parametrize("path", chosen(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_notebook_runs_and_its_controls_move_by_keyboard(jupyter, page, path):
    dark(jupyter)
    open_notebook(page, jupyter, path)
    assert page.locator("body").get_attribute("data-jp-theme-light") == "false"
    pictures_stand_there(page, path)
    run_all(page)
    count = len(calls(path))
    if count:
        whole(page, count)
    assert page.locator(WIDGET).count() == count
    assert move_controls(page) >= count
    if count:
        assert not axe.faults(page, **WIDGETS_ONLY)


SLIDERS = (
    "import numpy as np\nfrom sheet_utils import widgets\n\nwidgets.matrix_powers()",
    "widgets.draggable_map()",
    "orbit = np.cumsum(np.random.default_rng(0).normal(size=(500, 3)), axis=0)\n"
    'widgets.turn_attractors({"a walk": orbit}, "A walk in three dimensions.")',
)


def small_notebook(jupyter, name, sources=SLIDERS):
    """A notebook of some cells; unless told otherwise a slider, a map to be dragged and an orbit to be turned."""
    path = jupyter[1] / "small" / name
    path.parent.mkdir(exist_ok=True)
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


# Bugs that a walk through the course in a browser once found, one notebook for all.
WALK = {
    "setup": """import math

import numpy as np
import torch
from torch.autograd.functional import jacobian
from sheet_utils import checks, engine, lyapunov, plots
from sheet_utils.datasets import load_lorenz_test, load_pretrained
from sheet_utils.lyapunov import spectral_norm
from sheet_utils.runtime import progress

model = load_pretrained()
z1, lam_true, dt, guess_overflow = torch.zeros(model.M), 0.906, 0.01, None
z1[:3] = load_lorenz_test()[0]
r = np.linspace(2.4, 2.9, 400)""",
    "forward": "",
    "check": 'checks.check("stf-forward", process_sequence_using_STF)',
    "see": "",
    "loss": "",
    "loss-check": 'checks.check("stf-loss", training_loss)',
    "naive": "",
    "norms": "",
    "diagram": "plots.show(*plots.bifurcation(r, np.tile(1 - 1 / r, (100, 1)), None))",
}


def released(notebook, cell):
    """The source of a cell of sheet 10 as it is released."""
    cells = nbformat.read(FIRST.with_name(f"{notebook}.ipynb"), as_version=4).cells
    return next(one.source for one in cells if one.id == cell)


def pixels(page, cell):
    """The picture below a cell, height × width × 3, as integers."""
    image = cell.locator(".jp-OutputArea img").last
    data = base64.b64decode(image.get_attribute("src").partition(",")[2])
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def test_what_a_walk_in_a_browser_found_has_not_come_back(jupyter, page):
    """Syntax errors, an older version judged, crashes, forcing after the step, references, thin branches."""
    dark(jupyter, "JupyterLab Light")
    answers = own_answers("sheet10")
    sources = {
        **WALK,
        "forward": answers["stf-forward"],
        "see": released(FIRST.stem, "stf-plot"),
        "loss": answers["stf-loss"],
        "naive": answers["naive-lyapunov"],
        "norms": released("2_lyapunov_exponent", "naive-plot")
        .replace("T = 11_000", "T = 4_000")
        .replace("torch.finfo(torch.float32).max", "1e16"),
    }
    assert "4_000" in sources["norms"] and "1e16" in sources["norms"]
    path = small_notebook(jupyter, "walk.ipynb", sources.values())
    open_notebook(page, jupyter, path)
    run_all(page)
    cell = dict(zip(sources, page.locator(".jp-CodeCell").all(), strict=True))
    cell["check"].get_by_text("Right").wait_for()
    right = cell["see"].locator("img").get_attribute("alt")

    # A thin branch of the diagram is in every column, on the screen itself.
    shown = Image.open(io.BytesIO(cell["diagram"].locator(".jp-OutputArea img").screenshot())).convert("RGB")
    upper = np.asarray(shown).astype(int)[: shown.height // 2]
    blue = (upper[..., 2] - upper[..., 0] > 40).any(axis=0)
    assert blue.sum() > 300 and blue[blue.argmax() : len(blue) - blue[::-1].argmax()].all()

    # A right answer keeps its distance from the reference to the end, since both were computed on this machine.
    image = pixels(page, cell["norms"])
    height, width, _ = image.shape
    image = image[height // 12 : height // 2, width // 8 : -width // 40]  # without frame and legend
    reference, yours = image.max(axis=2) < 60, np.abs(image - (230, 159, 0)).max(axis=2) < 40
    both = reference.any(axis=0) & yours.any(axis=0)
    heights = [(np.arange(len(image)) @ curve)[both] / curve.sum(axis=0)[both] for curve in (reference, yours)]
    assert both.sum() > 300 and np.std(heights[0] - heights[1]) < 5

    # Forcing after the step: the picture shows it, and the loss says which function is to blame.
    write(page, cell["forward"], mistake("stf-forward", "wrong_forces_after_step"))
    run(page, cell["forward"])
    run(page, cell["check"], "Not yet", "Likely cause")
    run(page, cell["loss"])
    run(page, cell["loss-check"], "It calls process_sequence_using_STF, which is not right yet")
    run(page, cell["see"])
    image = cell["see"].locator("img")
    _until(page, lambda: image.get_attribute("alt") != right)
    breaks = [re.findall(r"broken at (\d+) later", text) for text in (right, image.get_attribute("alt"))]
    assert breaks == [["9", "9"], ["0", "0"]]

    # What cannot be compiled: IPython's own words, and the check says whom it judges.
    write(page, cell["forward"], "def process_sequence_using_STF(model, x, t_forcing):\n    return x +")
    page.keyboard.press("Escape")
    run(page, cell["forward"], "SyntaxError")
    error = errors(cell["forward"]).inner_text()
    assert "return x +" in error and not re.search("run_cell_async|ast_parse|site-packages|sheet_utils", error)
    run(page, cell["check"], "This judges the version of process_sequence_using_STF before your last edit")

    # A function that crashes: no curve, and why.
    write(page, cell["forward"], "def process_sequence_using_STF(model, x, t_forcing):\n    return x.no_such_thing")
    page.keyboard.press("Escape")
    run(page, cell["forward"])
    run(page, cell["see"], re.compile("process_sequence_using_STF stopped with AttributeError"))
    assert "no forced run yet" in cell["see"].locator("img").get_attribute("alt")
    assert errors(page).count() == 0


def saving(page):
    """A block that saves the notebook; at its end the server has written the file."""
    return page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url)


def save(page, path, text):
    with saving(page):
        menu(page, "File", "^Save Notebook")
    _until(page, lambda: text in path.read_text("utf-8"))


def stills_stand_alone(page, beside_kernel=True):
    """In place of both widgets their pictures, with the words that wake them, and no message of JupyterLab's."""
    stills = page.locator(".explorer-still")
    for number in range(2):
        large(stills.nth(number).locator("img"))
    assert stills.count() == 2 and all(still.is_visible() for still in stills.all())
    assert all(ASLEEP in still.inner_text() for still in stills.all())
    message = page.get_by_text("Error displaying widget")
    if beside_kernel:
        message.nth(1).wait_for(state="attached")  # it comes a second after the pictures, and has to stay hidden
    assert not any(one.is_visible() for one in message.all()) and page.locator(SLIDER).count() == 0


def test_widgets_survive_saving_restarting_and_reopening(jupyter, page):
    dark(jupyter)
    path = small_notebook(jupyter, "day_two.ipynb")
    open_notebook(page, jupyter, path)
    run_all(page)
    widget = page.locator(WIDGET).first
    whole(page, 1)
    # One picture, not two: each goes as soon as its widget is there.
    page.locator(".explorer-still").nth(1).wait_for(state="attached")
    page.locator(".explorer-still:visible").first.wait_for(state="detached")
    before = picture(widget)
    widget.locator(SLIDER).focus()
    page.keyboard.press("ArrowLeft")
    last = changed(widget, before)
    # What is saved is the setting that was looked at last.
    still = page.locator(".explorer-still img").first
    _until(page, lambda: still.get_attribute("src") == last)
    assert not still.is_visible()
    save(page, path, last)
    assert path.stat().st_size < 1_000_000

    # The same page, another kernel: the number cannot be moved over an old picture.
    menu(page, "Kernel", "^Restart Kernel…")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    widget.get_by_text(ASLEEP).wait_for()
    assert not widget.locator(SLIDER).is_visible() and widget.locator("img").is_visible()
    page.screenshot(path=_shot("asleep"))

    # Reopened beside a kernel that has not run the cells; then one cell is woken.
    open_notebook(page, jupyter, path)
    stills_stand_alone(page)
    assert still.get_attribute("src") == last
    page.screenshot(path=_shot("reopened"))
    run(page, cell_with(page, "widgets.matrix_powers()"))
    widget = page.locator(WIDGET).first
    whole(page, 1)
    stills = page.locator(".explorer-still")
    assert [still.is_visible() for still in stills.all()] == [False, True]

    # The kernel is shut down: a slider that gets no answer says so.
    save(page, path, "explorer-still")
    menu(page, "Kernel", "^Shut Down Kernel")
    page.locator("#jp-main-statusbar").get_by_text("No Kernel").wait_for()
    widget.locator(SLIDER).focus()
    page.keyboard.press("ArrowLeft")
    widget.get_by_text("No answer").wait_for()

    # Opened where there is no kernel for it at all, not even of its language.
    elsewhere, notebook = path.with_name("elsewhere.ipynb"), nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec = {"name": "another", "display_name": "Another", "language": "another"}
    notebook.metadata.language_info = {"name": "another"}
    nbformat.write(notebook, elsewhere)
    page.goto(jupyter[0].format(path=f"{elsewhere.parent.name}/{elsewhere.name}"))
    page.locator(".jp-Dialog-footer button", has_text="No Kernel").click()
    stills_stand_alone(page, beside_kernel=False)


def test_a_picture_follows_the_mouse_and_an_orbit_turns(jupyter, page):
    dark(jupyter, "JupyterLab Light")
    open_notebook(page, jupyter, small_notebook(jupyter, "mouse.ipynb"))
    run_all(page)
    widget = page.locator(WIDGET).first
    whole(page, 1)
    widget.locator(SLIDER).scroll_into_view_if_needed()  # and until it stands still
    before, slider = picture(widget), widget.locator(SLIDER).bounding_box()
    height = slider["y"] + slider["height"] / 2
    page.mouse.move(slider["x"] + 0.6 * slider["width"], height)
    page.mouse.down()
    page.mouse.move(slider["x"] + 0.1 * slider["width"], height, steps=8)
    changed(widget, before)  # while the button is held
    page.mouse.up()

    plot = page.locator(".js-plotly-plot")
    plot.locator("canvas").first.wait_for()
    plot.scroll_into_view_if_needed()
    camera = "plot => JSON.stringify(plot._fullLayout.scene._scene.getCamera().eye)"
    before, box = plot.evaluate(camera), plot.locator(".svg-container").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 7):
        page.mouse.move(box["x"] + box["width"] / 2 + 15 * step, box["y"] + box["height"] / 2 - 3 * step)
        frame(page)  # it is turned frame by frame
    _until(page, lambda: plot.evaluate(camera) != before)
    page.mouse.up()
    page.screenshot(path=_shot("turned"))


def test_start_shows_a_newcomer_around(jupyter, page):
    """The bar, a check that says all three, a slider and the state of the installation."""
    dark(jupyter, "JupyterLab Light")
    open_notebook(page, jupyter, jupyter[1] / "START.ipynb")
    run(page, cell_with(page, "readiness.begin()"), re.compile(r"Ready in ≈ \d"))
    exercise, check = cell_with(page, "def doubled"), cell_with(page, "checks.practice")
    run(page, exercise)
    run(page, check, "Not started")
    for body, said in (("2 * x", "Not yet"), ("2 * x % 1", "Right")):
        write(page, exercise, f"def doubled(x):\n    return {body}")
        page.keyboard.press("Escape")
        run(page, exercise)
        run(page, check, said)
    run(page, cell_with(page, "widgets.matrix_powers()"))
    page.locator(WIDGET).locator(SLIDER).wait_for()
    run(page, cell_with(page, "installation.look()"), "Your installation is whole.")
    assert errors(page).count() == 0


def cell_with(page, text):
    return page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text=text)).first


def write(page, cell, source):
    """Replace what stands in a cell, as somebody at a keyboard does."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def run(page, cell, *texts):
    """Run one cell and wait until its output holds some text; returns the output."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    output = cell.locator(".jp-Cell-outputWrapper")
    for text in texts:
        output.get_by_text(text).first.wait_for()
    return output


@needs_sandbox
def test_the_way_of_a_first_student(jupyter, page, tmp_path, capsys):
    """Open, a wrong answer, its hint and its picture, the right one, train, retrain and stop, preflight, hand in."""
    dark(jupyter, "JupyterLab Light")
    open_notebook(page, jupyter, FIRST)
    menu(page, "View", "^Expand All Code")  # the cells that draw are folded
    forward, check = cell_with(page, "def process_sequence_using_STF"), cell_with(page, 'checks.check("stf-forward"')
    forward.locator(".cm-content").click()
    menu(page, "Run", "^Run All Above Selected Cell")
    run(page, forward)  # waits in the queue behind the cells above, as the next one does
    run(page, check, "Not started")

    write(page, forward, mistake("stf-forward", "wrong_adds"))
    run(page, forward)
    run(page, check, "Not yet", "Likely cause")
    plot = cell_with(page, "plots.forced_runs(")
    wrong = run(page, plot).locator("img").first.get_attribute("src")
    page.screenshot(path=_shot("first-student-wrong"))

    answers = own_answers("sheet10")
    write(page, forward, answers["stf-forward"])
    run(page, forward)
    run(page, check, "Right")
    run(page, plot)
    page.wait_for_function("([cell, before]) => { const image = cell.querySelector('.jp-OutputArea img');"
                           " return image && image.src !== before; }",
                           arg=[plot.element_handle(), wrong], polling=POLLING)  # fmt: skip

    loss = cell_with(page, "def training_loss")
    write(page, loss, answers["stf-loss"])
    run(page, loss)
    run(page, cell_with(page, 'checks.check("stf-loss"'), "Right")
    for needed in ("def sample_windows(", "checks.attempt(train_on_the_page", "guess_error = None"):
        run(page, cell_with(page, needed))
    run(page, cell_with(page, "run = training.train("), "compiled version did the training")

    run(page, cell_with(page, "widgets.forcing_interval("))
    widget = page.locator(WIDGET).first
    widget.get_by_role("button", name="Stop").wait_for()
    before = picture(widget)
    widget.locator(SLIDER).focus()
    page.keyboard.press("ArrowRight")
    changed(widget, before)  # it is watched while it trains
    assert not axe.faults(page, **WIDGETS_ONLY)
    stop = widget.get_by_role("button", name="Stop")
    if stop.is_enabled():
        stop.focus()
        page.keyboard.press("Enter")
    widget.get_by_text(re.compile("Stopped at|D_stsp")).first.wait_for()
    assert errors(page).count() == 0
    page.screenshot(path=_shot("first-student-stopped"))

    # What JupyterLab saves by itself every two minutes may hold the first answer alone.
    with saving(page):
        page.keyboard.press("Control+s")
    saved = jupyter[1] / "sheet10" / FIRST.name
    assert "torch.cat" in saved.read_text("utf-8")
    assert preflight.tell(saved) and "This will grade." in capsys.readouterr().out

    folders = Folders(tmp_path)
    folder = folders.submitted / "ada" / "sheet10"
    folder.mkdir(parents=True)
    (folder / FIRST.name).write_bytes(saved.read_bytes())
    class_run.grade("sheet10", folders, class_run.GradingOptions(workers=1))
    scores = gradebook.scores(folders, "sheet10")["ada"][FIRST.stem]
    points = sheet.load("sheet10")[FIRST.stem].exercise_points()
    assert sum(score[0] or 0 for score in scores.values()) == points["stf-forward"] + points["stf-loss"]


def _shot(name):
    browsers.SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return browsers.SCREENSHOTS / f"{name}.png"


def _until(page, condition, seconds=60):
    for _ in range(4 * seconds):
        if condition():
            return
        page.wait_for_timeout(250)
    pytest.fail("it did not come")
