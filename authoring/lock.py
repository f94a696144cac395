"""The lock with hashes: `pylock.toml` (PEP 751), made from the versions in `requirements.lock`.

    make lock

uv asks the package index which files there are of every version, and what their sums are. Kept is what one of our
machines can install: Python 3.11, the version that the tests run on, on Linux, on a Mac with Apple's processor, or on
Windows. PyTorch for Linux is left out, together with the gigabytes of CUDA that its file on the index needs: the tests
and most students use the build without CUDA, which another index offers, and a lock must name what was tested. So torch
is installed first there, in the version of `requirements.lock`.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name, parse_wheel_filename

from grading.folders import ROOT

CONSTRAINTS, LOCK = ROOT / "requirements.lock", ROOT / "pylock.toml"
PYTHON, NEXT = (3, 11), "3.12"
#: Ends of the platforms that a file may be for, as they stand in its name.
PLATFORMS = re.compile(r"any|(many)?linux.*_(x86_64|aarch64)|macosx.*_(arm64|universal2)|win_amd64")
ELSEWHERE = [
    {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
]
HEAD = """\
# Files and sums of every package that the course is tested with. Made by `make lock`; not edited.
# On Linux install torch first: the build without CUDA lies on another index. See docs/contributing.md.
"""


def pinned(path=CONSTRAINTS) -> dict[str, str]:
    """The versions in a file of constraints.

    Args:
        path: of the file; lines `name==version`, and comments.

    Returns:
        {name: version}, names as an index writes them: small letters and hyphens.
    """
    lines = (line.partition("==") for line in Path(path).read_text("utf-8").splitlines() if "==" in line)
    return {canonicalize_name(name): version.strip() for name, _, version in lines}


def installs_here(filename) -> bool:
    """Whether a wheel fits Python 3.11 on one of the platforms.

    Args:
        filename: of the wheel.

    Returns:
        True where one of its tags does.
    """
    for tag in parse_wheel_filename(filename)[3]:
        _, minor = re.match(r"(\D+)\d?(\d*)", tag.interpreter).groups()
        right = tag.interpreter == "py3" or tag.interpreter.startswith("cp3") and (
            int(minor) == PYTHON[1] if tag.abi != "abi3" else int(minor) <= PYTHON[1]
        )  # fmt: skip
        # `cp311-cp311` and `cp311-none`, but no build for debugging or without the lock of the interpreter.
        if right and tag.abi in ("none", "abi3", "cp311") and PLATFORMS.fullmatch(tag.platform):
            return True
    return False


def plain_marker(text) -> str | None:
    """A marker without what is true for every Python that the lock is for.

    Args:
        text: of the marker, or None.

    Returns:
        The rest; None where nothing is left.
    """
    always = r"python_full_version (>= '3\.11'|< '3\.1[2-9]')"
    return re.sub(rf" and {always}|{always} and |^{always}$", "", text or "") or None


def for_linux_alone(marker) -> bool:
    """Whether a package is wanted on Linux and nowhere else.

    Args:
        marker: its marker, or None.

    Returns:
        True if the marker is false on Windows and on a Mac.
    """
    return marker is not None and not any(Marker(marker).evaluate(environment) for environment in ELSEWHERE)


def kept(package, versions) -> dict | None:
    """What the lock says of a package.

    Args:
        package: as uv describes it.
        versions: from `pinned`.

    Returns:
        The same with fewer files; None if it is part of CUDA.

    Raises:
        ValueError: it has no file that can be installed.
    """
    marker = plain_marker(package.get("marker"))
    if package["name"] not in versions and for_linux_alone(marker):
        return None
    wheels = [wheel for wheel in package.get("wheels", []) if installs_here(wheel["url"].rpartition("/")[2])]
    if package["name"] == "torch":
        wheels = [wheel for wheel in wheels if "linux" not in wheel["url"]]
        marker = "sys_platform != 'linux'"
    described = {"name": package["name"], "version": package["version"], "marker": marker}
    files = [{"url": file["url"], "hashes": {"sha256": file["hashes"]["sha256"]}} for file in wheels]
    if not files and "sdist" not in package:
        raise ValueError(f"{package['name']} {package['version']} has no file that Python 3.11 can install")
    if not files:
        source = package["sdist"]
        described["sdist"] = {"url": source["url"], "hashes": {"sha256": source["hashes"]["sha256"]}}
    return {key: value for key, value in described.items() if value} | ({"wheels": files} if files else {})


def written(packages) -> str:
    """The text of the lock.

    Args:
        packages: from `kept`, in order.

    Returns:
        TOML.
    """
    inline = lambda file: f'{{ url = {json.dumps(file["url"])}, hashes = {{ sha256 = "{file["hashes"]["sha256"]}" }} }}'
    lines = [HEAD, 'lock-version = "1.0"', f'requires-python = ">=3.11,<{NEXT}"', 'created-by = "make lock"']
    for package in packages:
        lines += ["", "[[packages]]"]
        for key, value in package.items():
            if key == "wheels":
                lines += ["wheels = [", *(f"    {inline(wheel)}," for wheel in value), "]"]
            else:
                lines.append(f"{key} = {inline(value) if key == 'sdist' else json.dumps(value)}")
    return "\n".join(lines) + "\n"


def make(path=LOCK) -> Path:
    """Ask the package index, and write the lock.

    Args:
        path: of the lock.

    Returns:
        The path.

    Raises:
        RuntimeError: uv is not installed, or finds that the versions do not go together.
    """
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "pylock.toml"
        words = ["uv", "pip", "compile", "pyproject.toml", "--all-extras", "--constraint", CONSTRAINTS.name,
                 "--universal", "--python-version", "3.11", "--format", "pylock.toml", "--output-file", answer,
                 "--quiet", "--default-index", "https://pypi.org/simple"]  # fmt: skip
        try:
            done = subprocess.run(words, cwd=ROOT, text=True, capture_output=True)
        except FileNotFoundError:
            raise RuntimeError("uv is not installed: `make lock` installs it") from None
        if done.returncode:
            raise RuntimeError(done.stderr)
        packages = tomllib.loads(answer.read_text("utf-8"))["packages"]
    versions = pinned()
    described = [entry for package in packages if (entry := kept(package, versions))]
    path.write_text(written(described), "utf-8")
    return path


if __name__ == "__main__":
    try:
        print(make())
    except RuntimeError as error:
        sys.exit(str(error))
