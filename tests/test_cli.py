"""What the tutors' commands print."""

import io
import sys

import pytest

from grading import cli
from grading.records.record import Record


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_a_progress_line_moves_no_cursor_and_fits_every_locale(encoding, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    record = Record("sheet10", "x", "1_a", "graded", cells={})
    cli._Progress()(1, 2, "\x1b[2J\x1b]0;owned\x07王小明\u202e\nx", "1_a", record)
    sys.stdout.flush()
    told = raw.getvalue()
    assert b"\x1b" not in told and b"\x07" not in told and told.count(b"\n") == 1
    assert b"\xe2\x80\xae" not in told and b"\\x1b[2J" in told
