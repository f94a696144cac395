"""What lies inside a sandbox and where: the system, Python and the library read-only, and a few scratch folders.

A student's process and the process that it is forked from see the same, so that every path means the same to both.
"""

import itertools
import os
import sys
import sysconfig
from pathlib import Path

from grading.folders import ROOT
from grading.sandbox.library import library

HOME, DESK = "/home/student", "/home/student/sheet"
LIBRARY, SITE, SUBMISSION = "/opt/course", "/opt/site-packages", "/opt/submission"
#: Folders in memory, the only ones that can be written.
SCRATCH = (HOME, "/tmp", "/dev/shm")


def python() -> str:
    """The path of the interpreter itself, behind the links of a virtual environment."""
    return os.path.realpath(sys.executable)


def site() -> str:
    """The folder of the installed packages, outside."""
    return sysconfig.get_paths()["purelib"]


def executable() -> list[str]:
    """The folders below which programs may be run inside."""
    return ["/usr", "/bin", "/lib", "/lib64", "/sbin", os.path.realpath(sys.base_prefix)]


def environment(home: str) -> dict[str, str]:
    """A clean environment: nothing in it tells that this is a grader.

    Args:
        home: the path of the home folder.

    Returns:
        {name: value}.
    """
    return {
        "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "student", "LOGNAME": "student",
        "MPLBACKEND": "agg", "MPLCONFIGDIR": f"{home}/.matplotlib", "IPYTHONDIR": f"{home}/.ipython",
        "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "TERM": "dumb",
    }  # fmt: skip


def options(scratch_bytes: int, submission: Path | None) -> list[str]:
    """What bubblewrap is told so that a process sees this.

    Args:
        scratch_bytes: the size of each folder in memory.
        submission: a folder with the files that lie beside the notebook, to be shown read-only; None for the process
            that students' processes are forked from, which has no submission, and no list of processes either.

    Returns:
        The words of the options.
    """
    command = []
    for name, value in environment(HOME).items():
        command += ["--setenv", name, value]
    made = {"/"}

    def parents(path):
        # Made by hand: bubblewrap makes missing parents readable by their owner alone.
        for parent in reversed(Path(path).parents):
            if str(parent) not in made:
                made.add(str(parent))
                command.extend(["--perms", "0755", "--dir", str(parent)])

    def memory(path):
        parents(path)
        made.add(path)
        command.extend(["--perms", "1777", "--size", str(scratch_bytes), "--tmpfs", path])

    def show(source, path):
        parents(path)
        made.add(path)
        command.extend(["--ro-bind", str(source), path])

    # First, since what is shown may lie below it.
    memory("/tmp")
    show("/usr", "/usr")
    for name in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(name):
            command += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            show(name, name)
    for name in ("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives"):
        if os.path.exists(name):
            show(os.path.realpath(name), name)
    prefix = os.path.realpath(sys.base_prefix)
    if not prefix.startswith("/usr"):
        show(prefix, prefix)
    if ROOT.is_relative_to("/usr") or ROOT.is_relative_to(prefix):
        # The repository would be seen through what was just shown.
        command += ["--tmpfs", str(ROOT)]
    show(site(), SITE)
    # They name the folder of the repository.
    for path in sorted(Path(site()).iterdir()):
        if path.name.startswith("__editable__") and path.is_file():
            command += ["--ro-bind", "/dev/null", f"{SITE}/{path.name}"]
        elif path.name.startswith("chaos_rnn_course-") and path.is_dir():
            command += ["--tmpfs", f"{SITE}/{path.name}"]
    # An installation that is no editable one lies there, and may be shown with the base Python as well.
    places = [SITE, site()] if _is_shown(site(), prefix) else [SITE]
    for place, package in itertools.product(places, ("authoring", "grading", "sheet_utils")):
        if os.path.isdir(os.path.join(site(), package)):
            command += ["--tmpfs", f"{place}/{package}"]
    show(library(), LIBRARY)
    if submission is not None:
        show(submission, SUBMISSION)
        command += ["--proc", "/proc"]
    command += ["--dev", "/dev"]
    memory("/dev/shm")
    memory(HOME)
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME]


def _is_shown(place, prefix):
    return any(Path(place).is_relative_to(shown) for shown in ("/usr", prefix))
