"""The lock: the versions that every other list names, and a sum for every file."""

import re
import shutil
import subprocess
import tomllib

import pytest
from packaging.specifiers import SpecifierSet

from authoring import lock
from grading.folders import ROOT

pylock = pytest.importorskip("packaging.pylock", reason="this packaging knows no PEP 751")
PACKAGES = {package["name"]: package for package in tomllib.loads(lock.LOCK.read_text())["packages"]}
LINUX = {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"}


def test_it_is_a_lock_by_the_standard():
    text = tomllib.loads(lock.LOCK.read_text())
    read = pylock.Pylock.from_dict(text)
    assert pylock.is_valid_pylock_path(lock.LOCK) and len(read.packages) == len(PACKAGES)


def test_it_and_the_constraints_name_the_same_versions():
    versions = {name: package["version"] for name, package in PACKAGES.items()}
    pinned = lock.pinned()
    assert pinned == {name: version for name, version in versions.items() if name in pinned}
    for name in versions.keys() - pinned.keys():
        marker = lock.Marker(PACKAGES[name]["marker"])
        assert not marker.evaluate(LINUX), f"{name} is installed where requirements.lock was written and is not in it"


def test_conda_allows_what_is_locked():
    lines = re.findall(r"^  - ([\w-]+) ([^\n:]+)$", (ROOT / "environment.yml").read_text(), re.M)
    names = {"pytorch-cpu": "torch", "matplotlib-base": "matplotlib"}
    ranges = {names.get(name, name): SpecifierSet(spec) for name, spec in lines if name != "python"}
    assert ranges.keys() <= PACKAGES.keys() and "torch" in ranges
    assert all(PACKAGES[name]["version"] in spec for name, spec in ranges.items())


def test_every_file_is_named_by_the_public_index_and_has_a_sum():
    for name, package in PACKAGES.items():
        files = package.get("wheels", []) + ([package["sdist"]] if "sdist" in package else [])
        assert files, name
        for file in files:
            assert re.fullmatch(r"https://files\.pythonhosted\.org/packages/../../\w{60}/[^/]+", file["url"])
            assert re.fullmatch(r"[0-9a-f]{64}", file["hashes"]["sha256"])


def test_torch_is_left_to_the_installer_on_linux():
    marker = lock.Marker(PACKAGES["torch"]["marker"])
    assert not marker.evaluate(LINUX) and all(marker.evaluate(other) for other in lock.ELSEWHERE)
    assert not [name for name in PACKAGES if name.startswith(("nvidia", "cuda", "triton"))]


@pytest.mark.parametrize(
    ("filename", "fits"),
    [
        ("a-1-py3-none-any.whl", True),
        ("a-1-py2.py3-none-any.whl", True),
        ("a-1-cp39-abi3-manylinux_2_28_x86_64.whl", True),
        ("a-1-cp311-cp311-win_amd64.whl", True),
        ("a-1-cp311-cp311-macosx_14_0_arm64.whl", True),
        ("a-1-cp312-cp312-manylinux_2_28_x86_64.whl", False),
        ("a-1-cp312-abi3-win_amd64.whl", False),
        ("a-1-cp311-cp311-musllinux_1_2_x86_64.whl", False),
        ("a-1-cp311-cp311-macosx_10_9_x86_64.whl", False),
        ("a-1-pp311-pypy311_pp73-win_amd64.whl", False),
        ("a-1-py2-none-any.whl", False),
    ],
)
def test_a_file_is_kept_if_one_of_our_machines_installs_it(filename, fits):
    assert lock.installs_here(filename) == fits


def file(name):
    return {"url": f"https://files.pythonhosted.org/packages/{name}", "hashes": {"sha256": "0" * 64}, "size": 1}


def test_what_uv_says_becomes_an_entry():
    torch = {"name": "torch", "version": "2", "marker": "python_full_version >= '3.11'", "wheels": [
        file("torch-2-cp311-cp311-manylinux_2_28_x86_64.whl"), file("torch-2-cp311-cp311-win_amd64.whl")]}  # fmt: skip
    entry = lock.kept(torch, {"torch": "2"})
    assert entry["marker"] == "sys_platform != 'linux'"
    assert len(entry["wheels"]) == 1 and "win_amd64" in entry["wheels"][0]["url"]
    cuda = {"name": "nvidia-x", "version": "1", "marker": "python_full_version >= '3.11' and sys_platform == 'linux'"}
    assert lock.kept(cuda, {"torch": "2"}) is None
    source = {"name": "a", "version": "1", "marker": "python_full_version >= '3.11'", "sdist": file("a-1.tar.gz")}
    entry = lock.kept(source, {"a": "1"})
    assert entry == {"name": "a", "version": "1", "sdist": {key: source["sdist"][key] for key in ("url", "hashes")}}
    assert tomllib.loads(lock.written([entry]))["packages"] == [entry]
    with pytest.raises(ValueError, match="no file"):
        lock.kept({"name": "a", "version": "1", "wheels": [file("a-1-cp312-cp312-win_amd64.whl")]}, {"a": "1"})


def test_without_uv_one_reads_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="make lock"):
        lock.make(tmp_path / "pylock.toml")


@pytest.mark.skipif(shutil.which("uv") is None, reason="uv is installed by `make lock` alone")
def test_uv_reads_it_too():
    words = ["uv", "pip", "install", "--dry-run", "--offline", "--no-deps", "--requirement", lock.LOCK]
    done = subprocess.run([*words, "--target", "/nonexistent"], text=True, capture_output=True)
    assert "TOML parse error" not in done.stderr, done.stderr
