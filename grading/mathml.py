"""Formulas as MathML, which browsers draw themselves: no script, no network, and nothing but formulas.

What is converted may come from a student, and the converter hands text through as it stands. So its tree is written
anew here, from a list of elements and attributes that do nothing but set formulas, with every text escaped.
"""

import html
import re
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

ELEMENTS = {
    "math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext",
    "mtr", "munder", "munderover", "none",
}  # fmt: skip
ATTRIBUTES = {"accent", "columnalign", "display", "displaystyle", "fence", "form", "largeop", "linethickness", "lspace",
              "mathvariant", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel", "separator", "stretchy",
              "symmetric", "width"}  # fmt: skip
PLAIN_VALUE = re.compile(r"[\w .%-]{0,40}")
# A formula that is longer or nested deeper stays as it was written, and so do those after so many on a page's piece.
LONGEST, DEEPEST, MOST = 600, 30, 200
FORMULA = re.compile(r"\$\$(?P<block>[^$]+)\$\$|(?<![\\$\w])\$(?P<inline>(?!\s)[^$]+?(?<![\s\\]))\$(?![\w$])")
TAG = re.compile(r"(<[^<>]*>)")
#: Elements whose text is meant as it stands.
LITERAL = re.compile(r"<(?P<end>/?)(?:code|pre)\b")


def formula(latex: str, display: bool = False) -> str:
    """One formula as MathML.

    Args:
        latex: the formula, without its dollars.
        display: whether it stands on a line of its own.

    Returns:
        Harmless HTML; the LaTeX itself, escaped and as code, where it cannot be converted.
    """
    depth = deepest = 0
    for letter in latex:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    if len(latex) > LONGEST or deepest > DEEPEST:
        return f"<code>{html.escape(latex)}</code>"
    try:
        return _written(convert_to_element(latex.strip(), display="block" if display else "inline"))
    except Exception:  # the converter raises errors of many kinds, some of them its own accidents
        return f"<code>{html.escape(latex)}</code>"


def with_formulas(clean: str) -> str:
    """HTML in which formulas between dollars are MathML.

    Args:
        clean: harmless HTML, such as `grading.sanitise` makes.

    Returns:
        The HTML; what stands in `code` or `pre` is left as it is, and so is what comes after `MOST` formulas.
    """
    left, depth, pieces = MOST, 0, TAG.split(clean)

    def converted(match):
        nonlocal left
        left -= 1
        if left < 0:
            return match[0]
        return formula(html.unescape(match["block"] or match["inline"]), display=match["block"] is not None)

    for k, piece in enumerate(pieces):
        if tag := LITERAL.match(piece):
            depth += -1 if tag["end"] else 1
        elif depth == 0 and "$" in piece:
            pieces[k] = FORMULA.sub(converted, piece)
    return "".join(pieces)


def _written(element: Element) -> str:
    inside = html.escape(html.unescape(element.text or "")) + "".join(map(_written, element))
    tail = html.escape(html.unescape(element.tail or ""))
    if element.tag not in ELEMENTS:
        return inside + tail
    marks = "".join(f' {name}="{html.escape(value)}"' for name, value in element.attrib.items()
                    if name in ATTRIBUTES and PLAIN_VALUE.fullmatch(value))  # fmt: skip
    return f"<{element.tag}{marks}>{inside}</{element.tag}>{tail}"
