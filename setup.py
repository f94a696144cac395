"""The packages that are here: the hand-out for students leaves `course`, and with it the command, out.

`data/` lies at the top of the repository, where people look for it, and travels as `sheet_utils.data`.
"""

from setuptools import find_packages, setup

packages = find_packages(include=["sheet_utils", "sheet_utils.*", "course", "course.*"])

setup(
    packages=[*packages, "sheet_utils.data"],
    package_dir={"sheet_utils.data": "data"},
    package_data={
        "sheet_utils.data": ["*.pt", "*.npz", "*.csv", "*.json", "*.md", "*.txt", "checks/*"],
        "course": ["checks/*"],
    },
    entry_points={"console_scripts": ["course = course.__main__:main"] if "course" in packages else []},
)
