"""Commands in processes of their own, forked from one that has imported what they need, which takes seconds."""

import importlib.metadata
import multiprocessing
import os
import runpy
import sys

#: What is imported once for all of them; no command has begun there.
IMPORTED = ["grading.class_run", "grading.cli", "nbgrader.apps.nbgraderapp", "sheet_utils.preflight"]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(IMPORTED)


def started(words, folder, environment, log):
    """Start what the shell would start with `nbgrader ...` or `python -m ...`.

    Args:
        words: of the command line.
        folder: where it is started.
        environment: its variables.
        log: the path of a file for what it prints.

    Returns:
        The `multiprocessing.Process`.
    """
    process = FORKS.Process(target=_run, args=(words, folder, environment, log))
    process.start()
    return process


def _run(words, folder, environment, log):
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = words
    if words[0] == "nbgrader":
        entry_point = importlib.metadata.distribution("nbgrader").entry_points.select(name="nbgrader")["nbgrader"]
        sys.exit(entry_point.load()())
    assert words[:2] == ["python", "-m"], words
    sys.argv = words[2:]
    runpy.run_module(words[2], run_name="__main__", alter_sys=True)
