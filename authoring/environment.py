"""What work is graded with, written down for the students' preflight: Python, packages, what can be imported."""

import importlib.metadata
import json
import re
import sys

from grading.folders import ROOT

PATH = ROOT / "data" / "environment.json"
PROJECT = "chaos-rnn-course"
#: What students install; see docs/student.md.
EXTRAS = {"fast"}
#: Packages of which another version may give another result.
TOLD = ("torch", "numpy", "ipython")


def describe() -> dict:
    """The environment in which this runs.

    Returns:
        python: such as "3.11"; packages: {name: version} of what decides results; modules: sorted names that can be
        imported where the course is installed, without the standard library.
    """
    ours, waiting = set(), [(PROJECT, EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        try:
            asked = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        if name in ours:
            continue
        ours.add(name)
        for line in asked:
            requirement, _, condition = line.partition(";")
            extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", condition)
            if not extra or extra[1] in extras:
                waiting.append((_plain(re.match(r"[\w.-]+", requirement)[0]), set()))
    modules = {module for module, dists in importlib.metadata.packages_distributions().items()
               if {_plain(dist) for dist in dists} & ours and module.isidentifier()}  # fmt: skip
    modules -= {"grading", "authoring"}
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "packages": {name: importlib.metadata.version(name).partition("+")[0] for name in TOLD},
        "modules": sorted(module for module in modules if not module.startswith("_")),
    }


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def write() -> None:
    """Write it to the file that travels with `sheet_utils`."""
    PATH.write_text(json.dumps(describe(), indent=1) + "\n", "utf-8")
