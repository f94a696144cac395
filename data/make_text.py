"""Make python_help.txt: the beginning of the help texts that come with Python 3.11, in plain letters.

Run it as `python data/make_text.py`, with Python 3.11. The texts change from one release of Python to the next, so
a copy lies here: everybody trains on the same characters. They are under the PSF licence (see LICENSE).
"""

import pydoc_data.topics

from sheet_utils.data.recording import FOLDER, record

CHARACTERS = 120_000
PLAIN = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "--", "…": "..."}


def text():
    """All topics in alphabetical order, in ASCII, cut after `CHARACTERS`."""
    topics = [topic.strip() for _, topic in sorted(pydoc_data.topics.topics.items())]
    plain = "\n\n\n".join(topics).translate(str.maketrans(PLAIN))
    return "".join(letter for letter in plain if letter.isascii())[:CHARACTERS]


def main():
    (FOLDER / "python_help.txt").write_bytes(text().encode("ascii"))
    record(["python_help.txt"])


if __name__ == "__main__":
    main()
