"""Sandboxes that an ordinary user starts: one process of that user answers all the tests of a run.

    python -m tests.ordinary_user DESCRIPTOR

Starting it takes four seconds, most of them for PyTorch, once in it and once in what its sandboxes are forked from.
Whoever asks first has it started; it ends with the last of those who asked.
"""

import contextlib
import json
import os
import select
import socket
import sys
import traceback

from grading.sandbox import template
from grading.sandbox.limits import Limits
from grading.sandbox.student import Ended, Student, TooSlow

#: What it says to whoever begins to ask, and the most that a request may be long.
READY, LONGEST = b".", 1 << 20


def answer(student, source):
    """What a piece of code prints, or what it stopped with."""
    reply = student.ask("run", 60, source=source)
    if reply["error"]:
        return repr(reply["error"])
    return "".join(output.get("text", "") for output in reply["outputs"])


def answers(sources, limits):
    """What pieces of code print, each in the same new sandbox after the one before."""
    student = Student({}, limits)
    try:
        return [answer(student, source) for source in sources]
    finally:
        student.close()


def serve(listener):
    """Answer requests until nobody is left to ask."""
    lines = []
    while True:
        for one in select.select([listener, *lines], [], [])[0]:
            if one is listener:
                lines.append(listener.accept()[0])
                _send(lines[-1], READY)
            elif request := one.recv(LONGEST):
                _send(one, json.dumps(_answered(**json.loads(request))).encode())
            else:
                lines.remove(one)
                one.close()
        if not lines:
            return


def _send(line, data):
    # Whoever asked may have ended meanwhile, which its line tells next.
    with contextlib.suppress(BrokenPipeError):
        line.send(data)


def _answered(sources, limits, setting):
    os.environ[template.SETTING] = setting
    try:
        return {"answers": answers(sources, Limits(**limits))}
    except (Exception, Ended, TooSlow):
        return {"error": traceback.format_exc()}


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
