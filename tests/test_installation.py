"""What START.ipynb says of an installation, whole and not."""

import importlib.metadata
import json

from sheet_utils import datasets, installation


def test_a_whole_installation_is_called_whole(capsys):
    installation.look()
    assert capsys.readouterr().out.rstrip().endswith("Your installation is whole.")


def test_a_package_that_is_missing_is_named_with_its_remedy(monkeypatch, capsys):
    version = importlib.metadata.version

    def without(name):
        if name == "plotly":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(importlib.metadata, "version", without)
    installation.look()
    said = capsys.readouterr().out
    assert "✗ plotly is not installed" in said and installation.REMEDY in said and "whole" not in said


def test_a_damaged_data_file_is_named(monkeypatch, tmp_path, capsys):
    (tmp_path / "checksums.json").write_text(json.dumps({"calm.csv": {"bytes": 3, "sha256": "0"}}))
    (tmp_path / "calm.csv").write_text("x")
    for module in (installation, datasets.checked_files):
        monkeypatch.setattr(module, "data_path", lambda name="": tmp_path / name)
    installation.look()
    said = capsys.readouterr().out
    assert "data/calm.csv has 1 bytes" in said and "whole" not in said
