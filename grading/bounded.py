"""Our own work on what one student sent, in a child of this process: it ends in time, and stays within its memory."""

import contextlib
import json
import os
import resource
import select
import signal
import time

SECONDS, MEMORY = 60.0, 2_000_000_000
# Bytes of an answer: names and notes, no content.
LARGEST = 50_000_000


class Exceeded(Exception):
    """The work did not come to its end; the text says why, in words for a tutor."""


def run(function, *args, seconds=SECONDS, patience=1, memory=MEMORY) -> object:
    """Call a function in a child of this process.

    Args:
        function: called with `args`; what it returns has to be plain data (JSON).
        *args: its arguments.
        seconds: of processor time; then the child is ended.
        patience: the wall clock is allowed so many times `seconds`, since a machine may be busy.
        memory: bytes of address space that the child may take beyond what it begins with.

    Returns:
        What the function returned, as JSON has it: a tuple is a list.

    Raises:
        Exceeded: time or memory were used up, or the function raised an error.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _in_child(function, args, seconds, memory, write)
    os.close(write)
    try:
        data = _received(read, time.monotonic() + patience * seconds)
    finally:
        os.close(read)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    try:
        answer = json.loads(data)
    except ValueError:
        raise Exceeded("it needed more time or memory than there is for one student") from None
    if "error" in answer:
        raise Exceeded(answer["error"])
    return answer["value"]


def _in_child(function, args, seconds, memory, write):
    """Do the work, write the answer, end: nothing else of this process is reached."""
    answer = {"error": "it ended before it was done"}
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # Not every system knows every limit; the time is watched from outside as well.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        with contextlib.suppress(ValueError, OSError):
            most = _address_space() + memory
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        try:
            answer = {"value": function(*args)}
        except MemoryError:
            answer = {"error": "it needed more memory than there is for one student"}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
    finally:
        with contextlib.suppress(BaseException), os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps(answer).encode("ascii"))
            pipe.flush()
        os._exit(0)


def _address_space():
    """Bytes of address space that this process has now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _received(read, deadline):
    data = bytearray()
    while (left := deadline - time.monotonic()) > 0 and len(data) < LARGEST:
        if select.select([read], [], [], left)[0]:
            part = os.read(read, 1 << 20)
            if not part:
                break
            data += part
    return bytes(data)
