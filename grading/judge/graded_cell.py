"""One graded cell: its hidden tests run in a child of this process, against stand-ins for the student's functions.

What a student patches, prints or forges is at most a wrong answer: neither tests nor expected values are where the
student's code runs.
"""

import contextlib
import functools
import gc
import json
import os
import resource
import select
import signal

import torch

from grading.judge.stand_ins import StandIn, StudentRaised
from grading.sandbox.student import GONE, Ended, Student, TooSlow
from grading.sheet import Test
from grading.verdicts import BLANK, DEAD, RAISED, RIGHT, SLOW, UNDEFINED, WRONG, CellVerdict
from sheet_utils.protocol import Asked

#: Bytes of address space of the child in which hidden tests run.
CHILD_MEMORY = 4_000_000_000
#: Characters that are kept of what an assertion says, and seconds after the time limit in which a child may end itself.
NOTE, GRACE = 300, 5


@functools.lru_cache
def _compiled(source, name):
    return compile(source, name, "exec")


def judge_cell(test: Test, process: Student, seconds: float) -> CellVerdict:
    """Run one graded cell against a student's process.

    Args:
        test: a `grading.sheet.Test`.
        process: a `Student`.
        seconds: its time limit, by the clock of the student's process.

    Returns:
        A `CellVerdict`.

    Raises:
        Ended: the student's process is gone; the verdict has to be found another way.
    """
    start = process.clock()
    # Imported here, before the fork, so that every cell finds them loaded.
    exec(_compiled(test.imports, "<imports>"), {})
    read, write = os.pipe()
    gc.freeze()
    child = os.fork()
    if child == 0:
        os.close(read)
        _in_child(test, process, start + seconds, write)
    os.close(write)
    process.helpers = (child,)
    finding = _watched(child, read, process, start + seconds + GRACE)
    process.helpers = ()
    took = process.clock() - start
    if finding is None:
        raise Ended("took too long and could not be interrupted")
    process.seen = finding.pop("seen", process.seen)
    process.used += took
    if finding["outcome"] == DEAD:
        raise Ended(process.why() if finding["note"] == GONE else finding["note"])
    points = test.points if finding["outcome"] == RIGHT else 0.0
    return CellVerdict(points=points, max=test.points, seconds=round(took, 3), **finding)


def _in_child(test, process, deadline, write):
    """Run the cell, write what it came to as JSON, end: nothing else of this process is reached."""
    finding = {"outcome": DEAD, "note": "the judge's own process failed"}
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        finding = {**_finding(test, process, deadline), "seen": process.seen}
    finally:
        with os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps(finding).encode())
            pipe.flush()
            os._exit(0)


def _finding(test, process, deadline):
    """What the cell comes to: fields of a `CellVerdict`."""
    asked = Asked(lambda op, **args: process.ask(op, deadline - process.clock(), **args))
    names = {name: StandIn(asked, name) for name in test.names}
    try:
        torch.set_num_threads(1)
        scope = {"__name__": "__main__", **names}
        exec(_compiled(test.imports, "<imports>"), scope)
        scope.update(names)
        exec(_compiled(test.source, f"<{test.id}>"), scope)
    except AssertionError as error:
        return {"outcome": WRONG, "note": str(error)[:NOTE]}
    except TooSlow:
        return {"outcome": SLOW, "note": "the time of this question was up"}
    except Ended as error:
        return {"outcome": DEAD, "note": error.cause}
    except StudentRaised as error:
        return _of_error(error.error)
    except MemoryError:
        return {"outcome": WRONG, "note": "the answer is too large"}
    except Exception as error:
        # What came back was of no use to the test: a list where a tensor should be, None, too few values.
        return {"outcome": WRONG, "note": f"{type(error).__name__}: {error}"[:NOTE]}
    return {"outcome": RIGHT}


def _of_error(error):
    if error.type == "NotImplementedError":
        return {"outcome": BLANK, "line": error.line}
    if error.type == "NameError" and error.line is None:
        return {"outcome": UNDEFINED, "note": error.text}
    if not error.travels:
        return {"outcome": WRONG, "note": error.text}
    return {"outcome": RAISED, "note": error.text, "error": error.type, "line": error.line}


def _watched(child, read, process, deadline):
    """What the child wrote; None where it did not end in time. The student's process is watched meanwhile."""
    data = bytearray()
    try:
        while process.clock() < deadline:
            ready, _, _ = select.select([read], [], [], 0.2)
            if ready:
                part = os.read(read, 1 << 16)
                if not part:
                    return json.loads(data)
                data += part
            else:
                process.check()
        return None
    except ValueError:
        return {"outcome": WRONG, "note": "the answer could not be judged"}
    finally:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
