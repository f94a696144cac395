"""Clean HTML as the reading page shows it: formulas drawn, headings below the page's own, links in a new window."""

import html
import re
from html.parser import HTMLParser

from grading import formulas, sanitise

VERBATIM = {"code", "pre", "samp", "kbd", "tt"}
#: The sign by which nbconvert lets readers link to a heading.
ANCHOR = "¶"


def fitted(clean: str) -> str:
    """HTML made to stand in an answer's frame.

    Args:
        clean: HTML that `grading.sanitise` has cleaned; it stays as harmless as it is.

    Returns:
        The HTML, with formulas as MathML.
    """
    reader = _Fitted()
    reader.feed(clean)
    reader.close()
    return "".join(reader.parts)


def rendered(markdown: str) -> str:
    """Markdown of the sheet, as the page shows it.

    Args:
        markdown: the text.

    Returns:
        Harmless HTML; of a text of a single paragraph what is in it.
    """
    shown = fitted(sanitise.render_markdown(markdown)).strip()
    single = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", shown, re.S)
    return single[1] if single else shown


def plain(clean: str) -> str:
    """The words of HTML, without its tags.

    Args:
        clean: HTML.

    Returns:
        Text; where a tag was there is a blank.
    """
    return html.unescape(re.sub(r"<[^>]*>", " ", clean)).replace(ANCHOR, " ")


class _Fitted(HTMLParser):
    """Writes down what it reads, changed where it has to be."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.verbatim = [], 0

    def handle_starttag(self, tag, attributes):
        self.verbatim += tag in VERBATIM
        given = {name: value or "" for name, value in attributes}
        if tag == "img" and not given.get("alt"):
            given["alt"] = "a picture without a description"
        if tag == "table":
            given["tabindex"] = "0"  # it scrolls by itself where it is wide
        if tag == "a" and not given.get("href", "#").startswith("#"):
            given["target"] = "_blank"
        elif tag == "a":
            # There may be a place of that name on our own page, and none on the student's.
            given.pop("href", None)
        self.parts.append("<" + " ".join([_below(tag), *(f'{k}="{html.escape(v)}"' for k, v in given.items())]) + ">")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        self.verbatim = max(0, self.verbatim - (tag in VERBATIM))
        self.parts.append(f"</{_below(tag)}>")

    def handle_data(self, text):
        if text != ANCHOR:
            self.parts.append(html.escape(text) if self.verbatim else formulas.drawn(text))


def _below(tag):
    """The tag, or that of a heading three levels further down."""
    return f"h{min(6, int(tag[1]) + 3)}" if re.fullmatch("h[1-6]", tag) else tag
