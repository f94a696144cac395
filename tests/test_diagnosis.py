"""Every message that a check can print is read for faults of grammar, number, index and form, on every sheet."""

import re
from dataclasses import replace

import numpy as np
import pytest

from authoring.fingerprints import FOLDERS
from sheet_utils import models, systems  # noqa: F401  (they register what probes hold)
from sheet_utils.checks import diagnosis, exercise_file
from sheet_utils.checks.exercise import Outcome, Result

FILES = sorted(path for folder in FOLDERS.values() for path in folder.glob("*.npz") if ".picture" not in path.name)
# A line that shows numbers is no sentence: `Z[t=3, unit 2]: yours 0.41, expected -0.11`.
NUMBERS = re.compile(r".+: yours \S+, expected \S+")
#: A line that a colon ends leads over to the next; one that quotes a line of code ends with the code.
LEADING = re.compile(r".*:$|\s+in line \d+ of it: .*", re.S)
# What a fault looks like, and what it is called. Texts between backquotes are code and are not read.
FAULTS = [
    (r"\b(?!1[123])\d*(?:1(?:th|nd|rd)|2(?:th|st|rd)|3(?:th|st|nd)|[04-9](?:st|nd|rd))\b", "an ordinal"),
    (r"\b1[123](?:st|nd|rd)\b", "an ordinal"),
    (r"(?<![\d.,-])(?<![-+] )1 (?:entries|elements|items|values|steps|numbers|rows|columns|axes|results|arguments)\b",
     "one of several"),
    (r"(?<![\d.,=] )(?<![\d.,-])(?:[02-9]|\d\d+) (?:entry|element|item|value|row|column|result|argument)\b",
     "several of one"),
    (r"\b(?!that\b|had\b)([a-z]{2,}) \1\b", "a word twice"),
    (r"\b(?:your|the|a|an|its|every|each) (?:your|the|a|an|its|every|each)\b", "two articles"),
    (r"\ba (?=[aei]|o(?!ne)|u(?!n[ip]|se|su|ti))[a-z]+", "a before a vowel"),
    (r"\ban (?![aeiou]|hour|honest|[fhlmnrsx]\b|[A-Z8])[a-z]+", "an before a consonant"),
    (r"\band \w+ and\b|\w, \w+ and \w+ and\b", "a list with and"),
    (r"expected \(\)|expected $|shape \(\)", "an empty shape"),
    (r"<\w[\w .]* at 0x|<class|<function|\btensor\(|\barray\(|\bdtype\b|np\.(?:float|int|bool|array)\w*\(|"
     r"object at|\bOutcome\(|\bResult\(", "what Python calls it"),
    (r"\{\w*\}|%[sdr]\b", "an open place"),
    (r"  +\S|\s[,.;:!?](?:\s|$)|,,|(?<!\.)\.\.(?!\.)|;\.", "blanks or signs"),
    (r"(?<![\w.])-0(?![\d.])", "minus nothing"),
    (r"\bis not what they|\bare not what it|\bthis are\b|\bthese is\b|\bdoes not passes\b", "number of the verb"),
]  # fmt: skip


def faults(text):
    """What is wrong with a message, as (what, where) pairs."""
    found = []
    for line in text.split("\n"):
        plain = re.sub(r"`[^`]*`", "`code`", line)
        shown = LEADING.fullmatch(line) and "of it:" in line
        if not shown:
            found += [(what, m.group()) for pattern, what in FAULTS for m in re.finditer(pattern, plain.strip())]
            found += [
                ("a pair that is open", line)
                for pair in ("()", "[]", "{}")
                if plain.count(pair[0]) != plain.count(pair[1])
            ]
            if line.count("`") % 2 or line.count('"') % 2:
                found.append(("a quote that is open", line))
        sentence = re.sub(r"[)\"'”’`]+$", "", line)
        if not (NUMBERS.fullmatch(line) or LEADING.fullmatch(line) or sentence.endswith((".", "?", "!", "…"))):
            found.append(("no end of the sentence", line))
    return found


# What must be found, each in a message as a check could print it: a rule that finds nothing would praise everything.
BAD = {
    "an ordinal": "the 1th value differs.",
    "one of several": "your list has 1 elements.",
    "several of one": "your list has 3 element.",
    "a word twice": "the the ranks differ.",
    "two articles": "your the ranks differ.",
    "a before a vowel": "this is a array.",
    "an before a consonant": "this is an list.",
    "a list with and": "Expected: he and glorot and order.",
    "an empty shape": "your ranks have shape (5, 1), expected ().",
    "what Python calls it": "you return tensor(3.).",
    "an open place": "at step {} it differs.",
    "blanks or signs": "it differs , there.",
    "minus nothing": "yours -0, expected 1",
    "number of the verb": "After the call, x is not what they were before.",
    "a pair that is open": "the gradient (of W1 is wrong.",
    "a quote that is open": "take the `raise line out.",
    "no end of the sentence": "your function returns nothing",
}


@pytest.mark.parametrize("what", BAD)
def test_each_fault_is_found(what):
    assert what in {kind for kind, _ in faults(BAD[what])}


def test_every_rule_has_its_fault():
    assert {what for _, what in FAULTS} <= BAD.keys()


def test_a_good_message_has_none():
    for text in ("stf: not yet. With T = 3:\n  Z[t=1, unit 2]: yours 0.4, expected -0.1\nHint: Which line changes it?",
                 "the 1st, 2nd, 3rd, 4th, 11th, 12th, 13th and 21st value differ, 1 entry of 12 entries.",
                 "  in line 3 of it: z = [tensor(", "an hour of a unit, a one-step map and an x, an RNN."):  # fmt: skip
        assert faults(text) == []


@pytest.fixture(scope="module", params=FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def exercise(request):
    return exercise_file.unpack(request.param.read_bytes())


def said(exercise, outcomes):
    """What a check prints where a function does this on the exercise's probes."""
    outcomes = {id(probe): outcome for probe, outcome in zip(exercise.probes, outcomes, strict=True)}
    return diagnosis.diagnose(exercise, lambda probe: outcomes[id(probe)]).text


def test_what_is_said_of_every_answer(exercise):
    """Each right answer and each named mistake of the catalogue, on the visible and on the hidden probes."""
    bad = {}
    for entry in exercise.answers:
        text = said(exercise, _told(exercise, entry.outcomes))
        if found := faults(text):
            bad[entry.id] = (found, text)
    assert bad == {}


def _told(exercise, outcomes):
    """Stored outcomes with the words that a run would add to an error."""
    return [replace(outcome, raised=outcome.raised and _in_words(outcome.raised["type"])) for outcome in outcomes]


def _in_words(kind):
    return {"type": kind, "text": f"{kind}: something is wrong.", "line": 3, "source": "x = y[0]"}


SPOILT = {
    "nothing": lambda outcome: Outcome(returned="nothing"),
    "a list": lambda outcome: Outcome(returned="a list of 1 item"),
    "not written": lambda outcome: Outcome(blank=False),
    "a raise left behind": lambda outcome: Outcome(blank=True),
    "an axis too many": lambda outcome: replace(outcome, values=[value[..., None] for value in outcome.values]),
    "an entry too many": lambda outcome: replace(outcome, values=[np.append(v, 0.0) for v in outcome.values]),
    "one entry off": lambda outcome: replace(outcome, values=[_moved(value, 0) for value in outcome.values]),
    "the last entry off": lambda outcome: replace(outcome, values=[_moved(value, -1) for value in outcome.values]),
    "zeros": lambda outcome: replace(outcome, values=[-0.0 * np.ones_like(value) for value in outcome.values]),
    "NaN": lambda outcome: replace(outcome, values=[value * np.nan for value in outcome.values]),
    "infinite": lambda outcome: replace(outcome, values=[np.full_like(value, -np.inf) for value in outcome.values]),
    "no gradient": lambda outcome: _with_gradients(outcome, 0.0),
    "half a gradient": lambda outcome: _with_gradients(outcome, 0.5),
    "an argument changed": lambda outcome: replace(outcome, changed=["x"]),
    "two arguments changed": lambda outcome: replace(outcome, changed=["model", "x"]),
    "three arguments changed": lambda outcome: replace(outcome, changed=["model", "x", "y"]),
    "an error": lambda outcome: Outcome(raised={"type": "IndexError", "text": "IndexError: index 3 is out of range.",
                                                "line": 2, "source": "y = x[3]"}),
    "an error in the gradient": lambda outcome: replace(outcome, raised={
        "type": "RuntimeError", "text": "RuntimeError: a tensor was overwritten.", "line": None, "source": ""}),
}  # fmt: skip


def _with_gradients(outcome, factor):
    return replace(outcome, grads=outcome.grads and {name: factor * grad for name, grad in outcome.grads.items()})


def _moved(value, place):
    moved = np.array(value, dtype=float)
    moved.flat[place if moved.size else slice(0)] = 12345.678
    return moved


def test_what_is_said_of_a_spoilt_right_answer(exercise):
    """A right answer of every exercise, spoilt in each of these ways."""
    right, bad = _told(exercise, exercise.answers[0].outcomes), {}
    for way, spoil in SPOILT.items():
        text = said(exercise, [outcome if outcome.values is None else spoil(outcome) for outcome in right])
        if found := faults(text):
            bad[way] = (found, text)
    assert bad == {}


def test_the_texts_of_the_catalogue(exercise):
    """The line and the hint of every named mistake, as they stand."""
    bad = {entry.id: found for entry in exercise.answers for text in (entry.line, entry.hint)
           if text and (found := faults(text))}  # fmt: skip
    assert bad == {}


def test_several_results_make_a_list(exercise):
    """However many results a function has, they are listed as one writes a list."""
    for count in (1, 2, 3):
        results = [Result(name) for name in ("the rate", "the order", "the norm")[:count]]
        (text,) = diagnosis._difference(
            replace(exercise, results=results), Outcome(returned="a string"), None, exercise.probes[0]
        )
        assert (" and " in text) == (count > 1) and faults(text) == []
