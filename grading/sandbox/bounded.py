"""Work of our own on a stranger's data, in a child of this process that is ended when it takes too long."""

import contextlib
import json
import os
import resource
import select
import signal
import time

#: The wall clock is allowed so many times the processor time, since a machine may be busy.
PATIENCE = 5


def bounded(work, seconds, otherwise) -> object:
    """Do a piece of work whose result is plain data.

    Args:
        work: a function without arguments.
        seconds: of processor time.
        otherwise: what is returned where it takes longer, raises, or ends its process.

    Returns:
        What `work` returned, as JSON has it; or `otherwise`.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.close(read)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.signal(signal.SIGXCPU, signal.SIG_DFL)
            data = json.dumps(work()).encode()
            with os.fdopen(write, "wb") as pipe:
                pipe.write(data)
        os._exit(0)
    os.close(write)
    data, deadline = bytearray(), time.monotonic() + PATIENCE * seconds
    try:
        while time.monotonic() < deadline:
            if select.select([read], [], [], 1.0)[0]:
                part = os.read(read, 1 << 20)
                if not part:
                    return json.loads(data)
                data += part
    except ValueError:
        pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
    return otherwise
