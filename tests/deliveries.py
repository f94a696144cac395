"""Deliveries as learning platforms make them, described in a line: {path: content}, a dict inside being a zip."""

import io
import json
import zipfile

FIRST = "1_sparse_teacher_forcing.ipynb"
SECOND = "2_lyapunov_exponent.ipynb"


def notebook(text="an answer"):
    """A small notebook that differs by its text."""
    cell = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def zipped(files, date=(2026, 5, 1, 10, 0, 0)):
    """A zip as bytes.

    Args:
        files: dict of path (or a `zipfile.ZipInfo`) to bytes, text or another such dict.
        date: of every entry that is given by its path.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The quickest compression: some contents are hundreds of megabytes of nothing.
            archive.writestr(entry, zipped(content) if isinstance(content, dict) else content, compresslevel=1)
    return out.getvalue()


def deliver(root, files, sheet="sheet10"):
    """Put a delivery into the folder where a tutor would put it; returns that folder."""
    archive = root / "downloaded" / sheet / "archive"
    for name, content in files.items():
        path = archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zipped(content) if isinstance(content, dict) else content)
    return archive
