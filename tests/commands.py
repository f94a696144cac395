"""The commands that the documentation names, read out of its fenced blocks, so that it cannot drift from the tests."""

import re
from dataclasses import dataclass

from grading.folders import ROOT

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [ROOT / "README.md", ROOT / "course" / "README.md", *(ROOT / "docs").glob("*.md")]
)


@dataclass(frozen=True)
class Block:
    """A fenced block: where it stands, its language ("" where none is given), and its text."""

    document: str
    heading: str
    language: str
    text: str

    @property
    def commands(self):
        """The lines of a shell block, without comments."""
        lines = (line.split("  #")[0].strip() for line in self.text.splitlines())
        return [line for line in lines if line and not line.startswith("#")]


def blocks(document):
    """Every fenced block of a document, in order."""
    heading, found, open_ = "", [], None
    for line in (ROOT / document).read_text("utf-8").splitlines():
        fence = re.match(r"\s*```(\w*)$", line)
        if fence and open_ is None:
            open_ = (fence[1], [])
        elif fence:
            found.append(Block(document, heading, open_[0], "\n".join(open_[1])))
            open_ = None
        elif open_ is not None:
            open_[1].append(line)
        elif line.startswith("#"):
            heading = line.lstrip("# ")
    return found


def under(document, heading, language="sh"):
    """The blocks of one language under one heading."""
    found = [block for block in blocks(document) if (block.heading, block.language) == (heading, language)]
    assert found, f"{document} has no {language} block under {heading!r}"
    return found


def commands(document, heading):
    """The commands under one heading."""
    return [command for block in under(document, heading) for command in block.commands]
