"""What a notebook shows is made harmless in a bounded time and stays bounded in size."""

import base64
import contextlib
import io
import time

import pytest
from PIL import Image

from grading import sanitise


@contextlib.contextmanager
def within(seconds):
    """Processor time of this process, so that a busy machine fails no test."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def test_html_with_very_many_attributes_is_cleaned_in_time():
    for text in (
        "<b " + " ".join(f"a{k}=1" for k in range(120_000)) + ">x</b>",
        "<b " + "\n".join(f"a{k}" for k in range(120_000)),
    ):
        with within(2):
            assert "a119999" not in sanitise.clean_html(text)


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u3000", "\x0c"])
def test_markdown_with_very_many_blanks_is_rendered_in_time(blank):
    with within(1):
        assert sanitise.render_markdown("a" + blank * 19_000 + "b")


def test_ordinary_html_and_markdown_are_as_before():
    table = "<table>" + "<tr><td>1</td><td>two words</td></tr>" * 300 + "</table><p>" + "word " * 5000 + "</p>"
    assert sanitise.clean_html(table).count("<td>") == 600
    assert "<li>one</li>" in sanitise.render_markdown("a list\n\n- one\n- two")


def picture(side):
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(("width", "kept"), [("640", True), ("99999", False), ("100%", False), ("0", False)])
def test_a_picture_is_as_wide_as_on_the_students_page_and_no_wider_than_that(width, kept):
    source = f"data:image/png;base64,{picture(9)}"
    cleaned = sanitise.clean_html(f'<img src="{source}" alt="a curve" width="{width}" height="9" style="width: 9em">')
    assert ('width="640"' in cleaned) is kept and cleaned.count("width") == kept and "height" not in cleaned


def test_pictures_that_unfold_are_counted_by_their_pixels():
    large = picture(5000)
    given = [{"output_type": "display_data", "data": {"image/png": large}}] * 30
    kept, size = sanitise.outputs(given)
    shown = sum("image/png" in output.get("data", {}) for output in kept)
    assert shown * 25_000_000 <= sanitise.NOTEBOOK * sanitise.PIXELS_PER_BYTE and size <= sanitise.NOTEBOOK
    text = f'<img src="data:image/png;base64,{large}">' * 30
    kept, size = sanitise.outputs([{"output_type": "display_data", "data": {"text/html": text}}])
    assert sum(output.get("data", {}).get("text/html", "").count("<img") for output in kept) < 5
    attached = {f"p{k}.png": {"image/png": large} for k in range(30)}
    assert "<img" not in sanitise.render_markdown(" ".join(f"![x](attachment:p{k}.png)" for k in range(30)), attached)


def test_plain_figures_are_all_kept():
    given = [{"output_type": "display_data", "data": {"image/png": picture(700)}}] * 30
    assert sum("image/png" in output.get("data", {}) for output in sanitise.outputs(given)[0]) == 30
