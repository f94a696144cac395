"""Kernels that are forked from a process that has imported what notebooks import; the tests start dozens of them.

    python tests/forked_kernels.py serve SOCKET
    python tests/forked_kernels.py start SOCKET CONNECTION_FILE [OPTION ...]

Jupyter starts the second of these in place of a kernel. It hands its place, its environment and its output to the
first, which forks the kernel; it passes signals on to it, and either of them ends when the other does. Nothing of the
course is imported before the fork.
"""

import contextlib
import gc
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

IMPORTED = ("ipykernel.kernelapp", "ipywidgets", "matplotlib.pyplot", "numba", "numpy", "torch", "torch._dynamo")


@contextlib.contextmanager
def serving(folder) -> Iterator[dict[str, str]]:
    """While this is open there is something to fork kernels from.

    Args:
        folder: a new folder for the socket and the kernel's description.

    Yields:
        What has to be set in the environment of whoever starts kernels.
    """
    address = Path(folder) / "socket"
    described = Path(folder) / "kernels" / "python3" / "kernel.json"
    described.parent.mkdir(parents=True)
    start = [sys.executable, "-S", __file__, "start", str(address), "{connection_file}"]
    described.write_text(json.dumps({"argv": start, "display_name": "Python 3", "language": "python"}))
    server = subprocess.Popen([sys.executable, __file__, "serve", str(address)], stdin=subprocess.PIPE)
    try:
        while not address.exists() and server.poll() is None:
            time.sleep(0.05)
        assert server.poll() is None, "there is nothing to fork kernels from"
        yield {"JUPYTER_PATH": str(folder)}
    finally:
        server.stdin.close()
        server.wait()


def serve(address):
    """Fork a kernel for everybody who asks, until standard input is closed."""
    # The folder of this file holds the tests, which no kernel sees.
    del sys.path[0]
    gc.disable()
    for name in IMPORTED:
        __import__(name)
    # Its first kernel makes numba ready, which would take as long in every process as loading the engine.
    sys.modules["numba"].njit(lambda: None)()
    _draw_something()
    # What is imported stays, and no kernel has to look through it for garbage.
    gc.collect()
    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address + ".new")
        listener.listen(16)
        os.rename(address + ".new", address)
        while True:
            ready, _, _ = select.select([sys.stdin, listener], [], [])
            if sys.stdin in ready:
                return
            line, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _become_a_kernel(line)
            line.close()


def _draw_something():
    """The first picture of a process reads fonts, and learns to set formulas; pyplot gets to know nothing of it."""
    figure = sys.modules["matplotlib"].figure.Figure()
    figure.subplots().plot([1, 2], label="$10^2$")
    figure.legend()
    figure.savefig(io.BytesIO(), format="png")


def _become_a_kernel(line):
    message, outputs, _, _ = socket.recv_fds(line, 1 << 20, 2)
    asked = json.loads(message)
    for descriptor, number in zip(outputs, (1, 2), strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    # As at the start of a Python of its own: what the environment names goes before what is installed.
    sys.path[:0] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    _seed_anew()
    line.sendall(f"{os.getpid()}\n".encode())
    threading.Thread(target=lambda: (line.recv(1), os._exit(1)), daemon=True).start()
    sys.argv = ["ipykernel_launcher", "-f", *asked["arguments"]]
    status = 1
    try:
        sys.modules["ipykernel.kernelapp"].launch_new_instance()
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def _seed_anew():
    """A process of its own would have random states of its own."""
    import random

    random.seed()
    sys.modules["numpy"].random.seed()
    sys.modules["torch"].seed()


def start(address, *arguments):
    """Have a kernel forked, and stand for it until it ends."""
    environment = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
    asked = {"arguments": arguments, "folder": os.getcwd(), "environment": environment}
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        socket.send_fds(line, [json.dumps(asked).encode()], [1, 2])
        with line.makefile("r") as answers:
            kernel = int(answers.readline())
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda number, frame: os.kill(kernel, number))
            answers.read()


if __name__ == "__main__":
    {"serve": serve, "start": start}[sys.argv[1]](*sys.argv[2:])
