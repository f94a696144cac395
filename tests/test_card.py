"""What a check found, as a card: the three states differ by icon, colour and word, and nothing in it runs."""

import re

import pytest

from sheet_utils.checks import card
from sheet_utils.checks.diagnosis import Diagnosis

TEXT = """stf-forward: not yet. With T = 8, B = 3:
  Z[t=3, b=0, unit 0]: yours 0.1751, expected 0.2059
  Z[t=4, b=0, unit 0]: yours nan, expected -1.2
Likely cause: the observation is <b>mixed</b>.
Hint: After a forcing the first N units are the observation."""


def test_the_states_differ_by_icon_colour_and_word():
    looks = list(card.LOOKS.values())
    assert all(len({look[k] for look in looks}) == len(looks) == 3 for k in range(3))


def test_yours_stands_beside_expected_in_a_table():
    page = card.as_html(Diagnosis("not yet", TEXT), "A remark & more.")
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", page)]
    assert cells == ["Z[t=3, b=0, unit 0]", "0.1751", "0.2059", "Z[t=4, b=0, unit 0]", "nan", "-1.2"]
    assert page.count("<table") == 1 and "<b>mixed</b>" not in page and "A remark &amp; more." in page
    assert "<b>Likely cause:</b>" in page and "<b>Hint:</b>" in page
    assert re.sub(r"<[^>]+>", "", page).startswith("✗ Not yet stf-forward")


@pytest.mark.parametrize("text, state", [("ranks: right.", "right"), ("ranks: not started.", "not started")])
def test_a_verdict_without_details_is_one_line(text, state):
    page = card.as_html(Diagnosis(state, text))
    assert card.LOOKS[state][0] in page and "<p" not in page and "<table" not in page


def test_outside_a_notebook_the_text_is_printed(capsys):
    card.show(Diagnosis("not yet", TEXT), "A remark.")
    assert capsys.readouterr().out == TEXT + "\nA remark.\n"
