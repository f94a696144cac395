"""The packages that are here: the hand-out for students holds the first alone, and not the command `course`.

`data/` lies at the top of the repository, where people look for it, and travels as `sheet_utils.data`.
"""

from setuptools import find_packages, setup

#: One package for each door: a student's, a tutor's, an author's; each knows only those before it.
DOORS = ("sheet_utils", "grading", "authoring")

packages = find_packages(include=[name for door in DOORS for name in (door, f"{door}.*")])

setup(
    packages=[*packages, "sheet_utils.data"],
    package_dir={"sheet_utils.data": "data"},
    package_data={
        "sheet_utils.data": ["*.pt", "*.npz", "*.csv", "*.json", "*.md", "*.txt", "checks/*"],
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
