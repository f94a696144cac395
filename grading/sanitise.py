"""Make what a student's notebook shows harmless and bounded before a tutor's or a student's browser sees it."""

import base64
import binascii
import html
import io
import re
from collections import Counter

import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from PIL import Image

# Per cell: characters of text, bytes of one picture, number of outputs kept. Per notebook: bytes of all of it.
TEXT, PICTURE, OUTPUTS, NOTEBOOK = 20_000, 1_500_000, 40, 12_000_000
# A browser unfolds a picture to four bytes a pixel, however small its file is: so many pixels count as one byte.
PIXELS, PIXELS_PER_BYTE = 30_000_000, 8
# Blanks in a row, and names in one tag, that a parser is given: more of them take it the square of the time.
BLANKS, NAMES = 200, 500
MANY_BLANKS = re.compile(rf"[^\S\n]{{{BLANKS},}}")
# Of HTML: tags in all, open at once, and open at once of one kind that the parser begins again by itself.
MOST_TAGS, DEEPEST, MOST_OPEN = 30_000, 400, 20
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
VOID = {"br", "hr", "img", "input", "wbr", "col", "area", "source", "link", "meta", "param", "track", "embed", "base"}
FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figure",
    "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "q", "s",
    "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "tt", "u", "ul", "var",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title", "width"}, "td": {"colspan", "rowspan"},
              "th": {"colspan", "rowspan"}}  # fmt: skip
#: Pixels of the page that a picture may ask for: ours have twice as many of their own, to be sharp at 200 %.
WIDTH = re.compile(r"[1-9]\d{0,2}")
INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,([A-Za-z0-9+/=\s]*)")
DATA_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,([A-Za-z0-9+/=\s]*)$")
#: Kinds of pictures that are shown.
PICTURES = ("image/png", "image/jpeg", "image/gif")
#: What a block of clean HTML begins with.
BLOCK = "<div>"


def clean_html(text) -> str:
    """HTML without anything that runs, loads or imitates: no script, style, form, frame or outside picture.

    Args:
        text: HTML of a student's.

    Returns:
        Harmless HTML; a note in its place where it is nested too deeply.
    """
    if _is_a_tangle(text):
        return "<p>(HTML that is nested too deeply was left out.)</p>"
    return nh3.clean(
        text, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"}, link_rel="noopener noreferrer nofollow",
    )  # fmt: skip


def _is_a_tangle(text):
    """Whether HTML has more tags, more of them open at once, or more names in one than a parser should be given.

    An element that is not closed where its parent ends is begun again in the next, so that a few thousand tags can make
    millions of elements.
    """
    if any(len(part.rpartition("<")[2].split(None, NAMES)) > NAMES for part in text.split(">")):
        return True
    opened, deepest, count = Counter(), 0, 0
    depth = 0
    for match in TAG.finditer(text):
        count += 1
        closing, name = match[1], match[2].lower()
        if name in VOID:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        deepest = max(deepest, depth)
        if count > MOST_TAGS or deepest > DEEPEST or name in FORMATTING and opened[name] > MOST_OPEN:
            return True
    return False


def _attribute(tag, name, value):
    if name == "src":
        match = DATA_PICTURE.match(value)
        return value if match and picture(match[2]) else None
    if name == "width":
        return value if WIDTH.fullmatch(value) else None
    if name == "href":
        return value if value.startswith(("http://", "https://", "mailto:", "#")) else None
    return value[:2000]


def render_markdown(source, attachments=None) -> str:
    """Markdown as clean HTML; what unfolds to more than a page's pixels is left out.

    Args:
        source: the text of a cell.
        attachments: of the cell, {name: {MIME type: base64}}; what is no picture is left out.

    Returns:
        Harmless HTML; where Markdown cannot be read, its source as text.
    """
    source = MANY_BLANKS.sub(" " * BLANKS, source)
    try:
        renderer = IPythonRenderer(escape=False, attachments=_attachments(attachments or {}))
        rendered = MarkdownWithMath(renderer=renderer).render(source)
    except Exception:
        rendered = f"<pre>{html.escape(source)}</pre>"
    cleaned = clean_html(rendered)
    return "<p>(Its pictures are too large to be shown.)</p>" if pixels(cleaned) > 3 * PIXELS else cleaned


def pixels(text) -> int:
    """Count the pixels of the pictures that stand in HTML, each as often as it is shown.

    Args:
        text: the HTML.

    Returns:
        The number of pixels; a picture that cannot be read has none.
    """
    counts, total = {}, 0
    for match in INLINE_PICTURE.finditer(text):
        if match[1] not in counts:
            counts[match[1]] = _size(_decoded(match[1]) or b"")
        total += counts[match[1]]
    return total


def as_one_block(clean) -> str:
    """Clean HTML as one line, which Markdown hands through unread wherever it is rendered again.

    Args:
        clean: from `clean_html` or `render_markdown`.

    Returns:
        The HTML in a `div`, without a line break.
    """
    return BLOCK + clean.replace("\r", "").replace("\n", "&#10;") + "</div>"


def is_block(source: str) -> bool:
    """Whether a cell's source is one block of clean HTML, and not text that is still to be rendered.

    Args:
        source: of a Markdown cell of a tutor's copy.
    """
    return source.startswith(BLOCK)


def _attachments(attachments):
    kept = {}
    for name, bundle in attachments.items():
        if isinstance(bundle, dict):
            kept[name] = {
                kind: data
                for kind, data in bundle.items()
                if kind in ("image/png", "image/jpeg", "image/gif") and isinstance(data, str) and picture(data)
            }
    return {name: bundle for name, bundle in kept.items() if bundle}


def picture(data) -> bytes | None:
    """Decode a picture, if it is one.

    Args:
        data: base64, or anything else.

    Returns:
        The bytes of a PNG, JPEG or GIF; None where it is none, or larger than `PICTURE` bytes or `PIXELS` pixels.
    """
    if not isinstance(data, str) or len(data) > PICTURE * 4 / 3 + 100:
        return None
    raw = _decoded(data)
    return raw if raw is not None and 0 < _size(raw) <= PIXELS else None


def _decoded(data):
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _size(raw):
    """The pixels of a picture; 0 where it is none."""
    try:
        # Reads no further than the header.
        width, height = Image.open(io.BytesIO(raw), formats=["PNG", "JPEG", "GIF"]).size
    except Exception:  # Pillow raises errors of many kinds
        return 0
    return width * height


def clip(text, length=TEXT) -> str:
    """Cut text to a length.

    Args:
        text: a text, or a list of its pieces.
        length: the number of characters to keep.

    Returns:
        The text, with a line at the end that says how much was cut.
    """
    text = text if isinstance(text, str) else "".join(part for part in text if isinstance(part, str))
    if len(text) <= length:
        return text
    return text[:length] + f"\n… {len(text) - length} more characters were left out."


def outputs(given, budget=NOTEBOOK) -> tuple[list[dict], int]:
    """The outputs of one cell, sanitised and bounded.

    Args:
        given: a list of plain dicts, as in a notebook's file.
        budget: bytes that may still be kept of this notebook.

    Returns:
        (kept, size): outputs in nbformat's shape, and about how many bytes they hold; the pixels of pictures count.
    """
    kept, size, text_left = [], 0, TEXT
    if given and budget <= 0:
        return [_note("Further output of this notebook was left out: it is too large.")], 0
    for output in given[:OUTPUTS]:
        made = _output(output, text_left)
        if made is None:
            continue
        weight = len(str(made)) + _pixels_of(made.get("data", {})) // PIXELS_PER_BYTE
        if size + weight > budget:
            kept.append(_note("Further output of this notebook was left out: it is too large."))
            return kept, size
        if made["output_type"] in ("stream", "error"):
            text_left = max(200, text_left - weight)
        kept.append(made)
        size += weight
    if len(given) > OUTPUTS:
        kept.append(_note(f"{len(given) - OUTPUTS} further outputs were left out."))
    return kept, size


def _output(output, text_left):
    kind = output.get("output_type")
    if kind in ("stream", "pyout_stream"):
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": clip(_joined(output.get("text")), text_left)}
    if kind in ("error", "pyerr"):
        lines = output.get("traceback")
        lines = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
        return {
            "output_type": "error", "ename": clip(str(output.get("ename")), 200),
            "evalue": clip(str(output.get("evalue")), 2000), "traceback": [clip("\n".join(lines), text_left)],
        }  # fmt: skip
    if kind not in ("display_data", "execute_result", "pyout"):
        return None
    data = output.get("data")
    data = data if isinstance(data, dict) else {}
    made = {}
    for name in PICTURES:
        if picture(_joined(data.get(name))):
            made[name] = "".join(_joined(data[name]).split())
            break
    text = clip(_joined(data.get("text/plain", "")), text_left)
    if isinstance(data.get("text/html"), (str, list)) and not made:
        source = _joined(data["text/html"])
        if len(source) <= PICTURE * 2 and (cleaned := clean_html(source)).strip():
            made["text/html"] = cleaned
    elif isinstance(data.get("text/markdown"), (str, list)) and not made:
        made["text/html"] = render_markdown(clip(_joined(data["text/markdown"])))
    if set(data) - {"text/plain"} and not made and not text:
        text = "(An output of a kind that is not shown here was left out.)"
    made["text/plain"] = text
    return {"output_type": "display_data", "data": made, "metadata": {}}


def content(output) -> tuple[str, str, str]:
    """What one sanitised output shows, as a page needs it.

    Args:
        output: from `outputs`.

    Returns:
        (kind, content, alt): "picture", a data URI and its description, which may be ""; "html"; or "text".
    """
    if output["output_type"] == "stream":
        return "text", output["text"], ""
    if output["output_type"] == "error":
        return "text", f"{output['ename']}: {output['evalue']}", ""
    data = output["data"]
    for kind in PICTURES:
        if kind in data:
            return "picture", f"data:{kind};base64,{data[kind]}", data.get("text/plain", "")
    if "text/html" in data:
        return "html", data["text/html"], ""
    return "text", data.get("text/plain", ""), ""


def _pixels_of(data):
    pictures = [value for name, value in data.items() if name.startswith("image/")]
    return sum(_size(_decoded(value) or b"") for value in pictures) + pixels(data.get("text/html", ""))


def _joined(value):
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _note(text):
    return {"output_type": "stream", "name": "stdout", "text": text}
