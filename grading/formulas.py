"""Formulas as MathML, which browsers draw themselves: without a script or the network, and without what a student may
have hidden in one."""

import html
import itertools
import re
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element

#: Elements that draw a formula. Whatever else the converter makes is left out, with what is in it.
ELEMENTS = {
    "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts",
    "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder",
    "munderover", "none",
}  # fmt: skip
#: Attributes whose values are words; lengths are kept while they are small, so that no formula covers a page.
WORDS = {
    "accent", "accentunder", "align", "columnalign", "columnlines", "display", "displaystyle", "fence", "form",
    "largeop", "mathvariant", "movablelimits", "notation", "rowlines", "scriptlevel", "separator", "stretchy",
    "symmetric", "xmlns",
}  # fmt: skip
LENGTHS = {"columnspacing", "linethickness", "lspace", "mathsize", "maxsize", "minsize", "rowspacing", "rspace",
           "width"}  # fmt: skip
WORD = re.compile(r"[\w:/. -]{1,200}")
SHORT = r"(-?[0-4]?(\.\d{1,6})?(em|ex)|0(px|pt)?|(negative)?(very){0,2}(thin|medium|thick)mathspace)"
LENGTH = re.compile(rf"{SHORT}( {SHORT})?")
#: Characters of one formula, and formulas of one text: more are shown as they were typed.
LONGEST, MOST = 2_000, 300
#: Braces that may be open at once: a browser draws what is nested deeper slowly, or not at all.
DEEPEST = 30
#: From so many characters on a formula on a line of its own may be wider than a page, and scrolls by itself.
WIDE = 80
SCROLLS = '<span class="formula" tabindex="0" role="group" aria-label="formula">{}</span>'
#: Formulas as they stand in what Markdown was made into: between dollars, or in an environment.
FORMULA = re.compile(
    r"\$\$(?P<display>.{1,2000}?)\$\$"
    r"|(?P<environment>\\begin\{(?P<name>[a-z]{1,20}\*?)\}.{1,2000}?\\end\{(?P=name)\})"
    r"|(?<![\\$\w])\$(?P<inline>(?!\s)[^$]{1,2000}?(?<![\s\\]))\$(?![\w$])",
    re.S,
)

TAG = re.compile(r"(<[^<>]*>)")
#: Elements whose text is meant as it stands.
LITERAL = re.compile(r"<(?P<end>/?)(?:code|pre)\b")


class FormulaError(ValueError):
    """A formula cannot be drawn; the text says what is wrong with it."""


def mathml(latex: str, display: bool = False) -> str:
    """One formula as MathML of an allow-list: it draws, and can neither run, load nor cover anything.

    Args:
        latex: the formula, without the signs around it.
        display: whether it stands on a line of its own.

    Returns:
        A `math` element.

    Raises:
        FormulaError: it is too long, nested too deeply, or no LaTeX that is understood.
    """
    if len(latex) > LONGEST:
        raise FormulaError(f"a formula of {len(latex)} characters")
    if max(itertools.accumulate((letter == "{") - (letter == "}") for letter in latex), default=0) > DEEPEST:
        raise FormulaError(f"more than {DEEPEST} braces are open at once")
    try:
        tree = convert_to_element(latex, display="block" if display else "inline")
        _keep_what_draws(tree)
        return ElementTree.tostring(tree, encoding="unicode")
    except Exception as error:  # the converter has no common kind of error
        raise FormulaError(f"{type(error).__name__}: {error}") from error


def _keep_what_draws(element):
    for child in list(element):
        if child.tag in ELEMENTS:
            _keep_what_draws(child)
        else:
            element.remove(child)
    for name, value in list(element.attrib.items()):
        if not (name in WORDS and WORD.fullmatch(value) or name in LENGTHS and LENGTH.fullmatch(value)):
            del element.attrib[name]
    # The converter writes signs as numbers of Unicode, and hands them on without escaping anything.
    element.text = html.unescape(element.text) if element.text else element.text
    element.tail = html.unescape(element.tail) if element.tail else element.tail


def drawn(text: str) -> str:
    """Text with its formulas drawn; one that cannot be drawn stays as it was typed, and so do those after `MOST`.

    Args:
        text: plain text, in which formulas stand between dollars or in an environment.

    Returns:
        HTML, in which everything but the formulas is escaped.
    """
    return _all_drawn(text, itertools.count())


def _all_drawn(text, numbers):
    """The same for a part of a text, where `numbers` has counted the formulas before."""
    parts, end = [], 0
    for match in FORMULA.finditer(text):
        shown = _drawn(match) if next(numbers) < MOST else _as_typed(match)
        parts += [html.escape(text[end : match.start()]), shown]
        end = match.end()
    return "".join([*parts, html.escape(text[end:])])


def drawn_in_html(clean: str) -> str:
    """HTML with its formulas drawn.

    Args:
        clean: harmless HTML, such as `grading.sanitise` makes.

    Returns:
        The HTML; what stands in `code` or `pre` is left as it is, and so is what comes after `MOST` formulas.
    """
    numbers, depth, pieces = itertools.count(), 0, TAG.split(clean)
    for k, piece in enumerate(pieces):
        if tag := LITERAL.match(piece):
            depth += -1 if tag["end"] else 1
        elif depth == 0 and "$" in piece and not TAG.fullmatch(piece):
            pieces[k] = _all_drawn(html.unescape(piece), numbers)
    return "".join(pieces)


def _drawn(match):
    latex, display = match["display"] or match["environment"] or match["inline"], match["inline"] is None
    try:
        shown = mathml(latex, display)
    except FormulaError:
        return _as_typed(match)
    return SCROLLS.format(shown) if display and len(latex) >= WIDE else shown


def _as_typed(match):
    return f'<code class="not-drawn">{html.escape(match[0])}</code>'
