"""The packages that are here: the hand-out for students holds the first alone, and not the command `course`.

`data/` and `notebooks/` lie at the top of the repository, where people look for them, and travel as `sheet_utils.data`
and `sheet_utils.notebooks`. A container may be built before its notebooks are there.
"""

from pathlib import Path

from setuptools import find_packages, setup

#: One package for each door: a student's, a tutor's, an author's; each knows only those before it.
DOORS = ("sheet_utils", "grading", "authoring")

packages = find_packages(include=[name for door in DOORS for name in (door, f"{door}.*")])
carried = [name for name in ("data", "notebooks") if Path(name).is_dir()]

setup(
    packages=[*packages, *(f"sheet_utils.{name}" for name in carried)],
    package_dir={f"sheet_utils.{name}": name for name in carried},
    package_data={
        "sheet_utils.data": ["*.pt", "*.np?", "*.csv", "*.json", "*.md", "*.txt", "checks/*"],
        "sheet_utils.notebooks": ["*.ipynb", "*/*.ipynb"],
        "authoring": ["site/pages/*"],
        "grading": [
            "hidden_checks/*",
            "pages/templates/*",
            "reading/static/*",
            "reading/templates/*",
            "sandbox/*.json",
        ],  # fmt: skip
    },
    entry_points={"console_scripts": ["course = authoring.__main__:main"] if "authoring" in packages else []},
)
