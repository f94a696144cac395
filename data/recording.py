"""Write results into `data/`, and keep sizes and checksums of what lies there.

    python data/recording.py FILE...

records files that were made some other way. The scripts that make the files call the functions.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def write_table(name: str, rows: list[dict]) -> None:
    """Write a table as CSV with plain line feeds, and record it.

    Args:
        name: the file's name.
        rows: dicts with the same keys, which become the names of the columns.
    """
    with (FOLDER / name).open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    record([name])


def record(names: list[str]) -> None:
    """Write size and sha256 of some files to checksums.json and to the table of README.md.

    Args:
        names: files of this folder.
    """
    path = FOLDER / "checksums.json"
    sums = json.loads(path.read_text())
    for name in names:
        stored = (FOLDER / name).read_bytes()
        sums[name] = {"bytes": len(stored), "sha256": hashlib.sha256(stored).hexdigest()}
    path.write_text(json.dumps(sums, indent=2) + "\n")
    rows = [f"| `{name}` | {entry['bytes']:,} | `{entry['sha256']}` |" for name, entry in sums.items()]
    readme = FOLDER / "README.md"
    before, _, rest = readme.read_text().partition("<!-- sums -->\n")
    _, _, after = rest.partition("<!-- end of sums -->\n")
    table = "\n".join(["| file | bytes | sha256 |", "|---|---:|---|", *rows])
    readme.write_text(f"{before}<!-- sums -->\n{table}\n<!-- end of sums -->\n{after}")


if __name__ == "__main__":
    record(sys.argv[1:])
