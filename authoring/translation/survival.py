"""What a translation may not lose: formulas, code, numbers, links, tags and the shape of a text.

Numbers are written as in English, with a decimal point and a space between thousands, so they can be compared.
"""

import re
from collections import Counter

#: Taken out of a text in this order: what stands in code is no formula, and what stands in either is no number.
CODE = re.compile(r"```.*?```|(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?!\s)[^$]+?(?<![\s\\])\$", re.S)
TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.S)
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)|<?(https?://[^\s>)]+)")
DIRECTIVE = re.compile(r"^\s*(?::{3,}|`{3,})\{?[\w-]*\}?|\{[a-z]+\}(?=`)", re.M)
NUMBER = re.compile(r"[−±]?\s?\d+(?: \d{3})*(?:[.,]\d+)*(?:\s?%)?")
#: Words in a formula are translated; those in an index belong to a symbol.
WORDS = re.compile(r"(?<![_^])\\text\{[^{}]*\}")


def differences(text: str, translated: str) -> list[str]:
    """What a translation has lost, added or changed.

    Args:
        text: the English text of a cell.
        translated: the same in another language.

    Returns:
        One line for each kind of trouble; empty where there is none.
    """
    before, after, lines = _parts(text), _parts(translated), []
    for kind, parts in before.items():
        lost, added = Counter(parts) - Counter(after[kind]), Counter(after[kind]) - Counter(parts)
        if lost or added:
            told = [f"{word} {', '.join(map(str, some))}" for word, some in (("lost", lost), ("added", added)) if some]
            lines.append(f"{kind}: {'; '.join(told)}")
    if _shape(text) != _shape(translated):
        lines.append("the headings, lists, tables, formulas and tags do not stand in the same order")
    return lines


def prose(text: str) -> str:
    """A text without its code, formulas, tags and the targets of its links.

    Args:
        text: Markdown.

    Returns:
        The words, with a blank in place of what was taken out.
    """
    for pattern in (CODE, FORMULA, LINK, TAG):
        text = pattern.sub(" ", text)
    return text


def _parts(text):
    without_code = CODE.sub(" ", text)
    formulas = [WORDS.sub(r"\\text{}", match[0]) for match in FORMULA.finditer(without_code)]
    return {
        "code": [match[0] for match in CODE.finditer(text)],
        "formulas": formulas,
        "links": [match[1] or match[2] for match in LINK.finditer(without_code)],
        "tags": TAG.findall(FORMULA.sub(" ", without_code)),
        "directives": [match[0].strip() for match in DIRECTIVE.finditer(text)],
        "numbers": [re.sub(r"\s", " ", match[0]).strip() for match in NUMBER.finditer(prose(text))],
    }


def _shape(text):
    """The kinds of lines, in order; lines of prose that follow each other are one paragraph."""
    shape = []
    for line in FORMULA.sub(lambda match: "$$" if match[0].startswith("$$") else "$", CODE.sub("`", text)).splitlines():
        heading, item = re.match(r"#+ ", line), re.match(r"\s*(?:[-*]|\d+\.) ", line)
        if heading or item:
            shape.append((heading or item)[0])
        elif line.startswith("|"):
            shape.append(f"row of {line.count('|')}")
        elif TAG.search(line) or line.startswith("$$"):
            shape.append("".join(TAG.findall(line)) or "$$")
        else:
            shape.append("text" if line.strip() else "")
    return shape
