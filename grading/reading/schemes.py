"""A question with its mark scheme as its instructor wrote them: points that can be ticked, and an answer a level."""

import re
from dataclasses import dataclass

BEGIN, END = "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ==="
NUMBERS = {"no": 0.0, "half a": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0}
EXAMPLE = re.compile(r"(?P<level>[\w.]+(?: a)?(?: \w+)?), example: *(?P<text>.*)", re.S)
ITEM = re.compile(
    r"(?P<points>[\d.]+|One|Two|Three|Half a) points?"
    r"(?: (?P<part>\([^)]*\)):|, (?P<words>[^:.]{1,60}):|[:,]) *(?P<text>.*)",
    re.S,
)
#: The part of an item that is always shown ends with a sentence, but not after a few words.
SHORTEST_HEAD = 60
SENTENCE_END = re.compile(r"(?<=[.:;]) +(?=[A-ZΑ-Ω“\"(])")


@dataclass(frozen=True)
class Item:
    """One line of a mark scheme that can be ticked.

    Attributes:
        points: that it gives.
        label: which part of the question it is about, such as "(a)"; or "".
        head, rest: its text, up to the end of a first sentence and after it.
    """

    points: float
    label: str
    head: str
    rest: str


@dataclass(frozen=True)
class Example:
    """An answer of a certain level.

    Attributes:
        level: how many points it gets, in words.
        text: the answer.
    """

    level: str
    text: str


@dataclass(frozen=True)
class Scheme:
    """A question and its mark scheme.

    Attributes:
        title: the heading of the question.
        question: the rest of what students read, in Markdown.
        preamble: what the scheme says before its items, or "".
        items, examples: what can be ticked, and answers of each level.
        remarks: what it says after them, one paragraph each.
    """

    title: str
    question: str
    preamble: str
    items: tuple
    examples: tuple
    remarks: tuple

    @property
    def points(self) -> float:
        """What all items give together."""
        return sum(item.points for item in self.items)


def parse(source: str) -> Scheme:
    """Read the cell of a question.

    Args:
        source: its text, with the mark scheme between `BEGIN` and `END`.

    Returns:
        The `Scheme`; without items where the cell has no scheme, or one that gives no points line by line.
    """
    question, _, scheme = source.partition(BEGIN)
    lines = question.strip().splitlines() or [""]
    title = lines.pop(0).lstrip("# ").strip() if lines[0].startswith("#") else ""
    items, examples, preamble, remarks = [], [], [], []
    for line in filter(None, map(str.strip, scheme.partition(END)[0].splitlines())):
        if match := EXAMPLE.match(line):
            examples.append(Example(match["level"], match["text"].strip()))
        elif match := ITEM.match(line):
            items.append(_item(match))
        else:
            (remarks if items or examples else preamble).append(line)
    return Scheme(title, "\n".join(lines).strip(), "\n\n".join(preamble), tuple(items), tuple(examples), tuple(remarks))


def _item(match):
    text, label = match["text"].strip(), match["part"] or match["words"] or ""
    ends = [end for end in SENTENCE_END.finditer(text) if end.start() >= SHORTEST_HEAD]
    head, rest = (text[: ends[0].start()], text[ends[0].end() :]) if ends else (text, "")
    points = NUMBERS.get(match["points"].lower())
    return Item(float(match["points"]) if points is None else points, label, head, rest)
