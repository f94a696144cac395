"""A class whose answers to the questions are read: essays of every level, and records as if they had been graded.

No code of a student is run, so a class of one hundred is there within seconds.
"""

import random
import re

from authoring.demo.submissions import Work
from grading import sheet
from grading.folders import Folders
from grading.pages import tutor_copy
from grading.reading import schemes
from grading.records import gradebook, record_files
from grading.records.record import Question, Record
from grading.verdicts import NotebookResult
from sheet_utils import submission

#: Words that different people choose for the same thing.
WAYS = [
    ("because", "since", "as"), ("so", "therefore", "hence"), ("about", "around", "roughly"),
    ("shows", "tells", "indicates"), ("large", "big", "long"), ("only", "just", "merely"),
    ("falls", "drops", "shrinks"), ("network", "model", "RNN"), ("picture", "plot", "figure"),
    ("errors", "mistakes", "deviations"),
    ("Nothing", "None of it"), ("would", "will", "might"), ("steps", "time steps", "iterations"),
]  # fmt: skip
OPENINGS = [
    "",
    "",
    "",
    "In my run, ",
    "As far as I see, ",
    "From the picture: ",
    "I think that ",
    "Also, ",
    "My result: ",
]
FORMULAS = ["This is the product $\\prod_t J_t$ again.", "With $\\|J\\| \\approx e^{\\lambda T}$ one can estimate it.",
            "In formulas, $\\lambda = \\lim_{T \\to \\infty} \\frac{1}{T} \\ln \\|J_T \\cdots J_1\\|$."]  # fmt: skip


def essays(source: str, count: int, seed: int = 0) -> list[str]:
    """Answers to one question, as a class might write them.

    Args:
        source: the cell of the question, with its mark scheme: the answers are made of its examples.
        count: how many.
        seed: of the random numbers.

    Returns:
        The texts, in Markdown. Every fifteenth is close to the one before, as if it had been copied.
    """
    draw, scheme = random.Random(seed), schemes.parse(source)
    pool = [part for one in scheme.examples for part in _sentences(one.text)]
    texts = []
    for k in range(count):
        if k % 15 == 14:
            texts.append(" ".join(part for part in texts[-1].split(" ") if draw.random() > 0.02))
            continue
        chosen = draw.sample(pool, min(len(pool), draw.randint(2, 9)))
        parts = [_said_otherwise(part, draw) for part in chosen]
        if draw.random() < 0.3:
            parts.insert(draw.randrange(len(parts)), draw.choice(FORMULAS))
        texts.append(("\n\n" if draw.random() < 0.3 else " ").join(parts))
    return texts


def _sentences(text):
    parts = re.split(r"(?<=[.!?]) +", text.strip('"“” '))
    return [part.strip('"“”') for part in parts if len(part) > 25]


def _said_otherwise(sentence, draw):
    """The same in other words, and with other numbers."""
    for ways in WAYS:
        sentence = re.sub(rf"\b({'|'.join(ways)})\b", lambda match, ways=ways: draw.choice(ways), sentence)
    # Adverbs and brackets are what a second writer leaves out first.
    words = [word for word in sentence.split(" ") if draw.random() > 0.03]
    sentence = re.sub(r"\d\.\d+", lambda match: f"{float(match[0]) * draw.uniform(0.9, 1.1):.2g}", " ".join(words))
    opening = draw.choice(OPENINGS)
    sentence = sentence.strip(" ,;:.") + "."
    return opening + (sentence[0].lower() + sentence[1:] if opening else sentence[0].upper() + sentence[1:])


def hand_in(
    folders: Folders, name: str, answers: dict[str, dict[str, str]], notebooks: list[str] | None = None
) -> None:
    """Put answers where grading puts them: a record and a tutor's copy for each notebook, and the gradebook.

    Args:
        folders: of the class.
        name: of the sheet.
        answers: {student: {id of a question: answer in Markdown}}; what is not named was left empty.
        notebooks: the notebooks that are handed in; None for all.
    """
    sheets = sheet.load(name)
    released = Work(name)
    gradebook.register(folders, name)
    with gradebook.opened(folders) as book:
        for student, texts in answers.items():
            for number, (notebook_name, notebook) in enumerate(sheets.items(), 1):
                if notebooks and notebook_name not in notebooks:
                    continue
                work = released.copy()
                for question, text in texts.items():
                    if question in notebook.answers:
                        work.cell(notebook.answers[question])["source"] = text
                record = _record(folders, name, student, notebook, work.text(number).encode("utf-8", "replace"), texts)
                gradebook.enter(book, record)


def _record(folders, name, student, notebook, data, texts):
    cells, _ = submission.read(data)
    repaired = submission.repair(cells, notebook.manifest, notebook.sources)
    view = tutor_copy.make(notebook, repaired, NotebookResult({}, {}))
    tasks = {question: Question(question in texts, points) for question, points in notebook.tasks.items()}
    when = record_files.received(folders, name, student, "essays")
    record = Record(name, student, notebook.name, "graded", {}, tasks=tasks, received=when)
    record_files.save(folders, record, view)
    return record


def everybody_answers(folders: Folders, name: str, question: str, count: int = 100, seed: int = 0) -> None:
    """A class in which everybody answers one question, and only the notebook with it is handed in.

    Args:
        folders: of the class.
        name: of the sheet.
        question: the id of its cell.
        count: students.
        seed: of the random numbers.
    """
    notebook = next(one for one in sheet.load(name).values() if question in one.tasks)
    texts = essays(notebook.sources[question], count, seed)
    answers = {f"student-{k:03}": {question: text} for k, text in enumerate(texts)}
    hand_in(folders, name, answers, [notebook.name])
