"""Which known mistake an exercise's answer is: the hidden probes, run in the student's process."""

from grading.folders import ROOT
from grading.judge.budget import Budget
from grading.judge.session import Session
from grading.judge.stand_ins import StudentRaised, checked
from grading.sandbox.student import Ended, TooSlow
from grading.verdicts import DEAD, SLOW, WRONG, ExerciseState
from sheet_utils.checks import diagnosis, exercise_file
from sheet_utils.checks.exercise import Outcome
from sheet_utils.protocol import StudentError

HIDDEN_CHECKS = ROOT / "grading" / "hidden_checks"


def hint(name: str, session: Session, position: int, budget: Budget) -> ExerciseState:
    """Compare an exercise's functions with its hidden fingerprints.

    Args:
        name: of the exercise.
        session: whose process is asked.
        position: the number of cells that have to have run before.
        budget: says how long it may take.

    Returns:
        The `ExerciseState`; its texts come from our own file, and none of it from the student's process.
    """
    path = HIDDEN_CHECKS / f"{name}.npz"
    if not path.exists():
        return ExerciseState(WRONG)
    exercise = exercise_file.unpack(path.read_bytes())
    asked = session.asked(position, budget.for_question())

    def answer(probe):
        fields = checked(asked.probe(exercise.functions[probe.function], vars(probe))).get("value")
        if not isinstance(fields, dict):
            raise StudentRaised(StudentError())
        return Outcome(**fields)

    try:
        diagnosed = diagnosis.diagnose(exercise, answer)
    except TooSlow:
        return ExerciseState(SLOW)
    except Ended:
        session.close()
        return ExerciseState(DEAD)
    except Exception:
        # What the probes brought back makes no sense: an honest "not recognised".
        return ExerciseState(WRONG)
    known = {entry.id: entry for entry in exercise.answers}.get(diagnosed.misconception)
    return ExerciseState(diagnosed.state, diagnosed.misconception, known.line if known else "",
                         known.hint if known else "")  # fmt: skip
