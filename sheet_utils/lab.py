"""Work on the sheets: copy what is missing into `work/`, overwrite nothing, and open JupyterLab there.

    python -m sheet_utils.lab

The first time it opens START.ipynb. A later hand-out can be unpacked over an earlier one: it brings new notebooks, and
leaves `work/` alone. Whoever has installed the course from a wheel has no folder of the hand-out, and the sheets come
out of the wheel: `--here` makes `work/` where this is typed. Options of JupyterLab may follow. While it starts, the
engine is compiled, so that the first cell need not wait for that.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sheet_utils.files import notebooks_path

START = "START.ipynb"
#: JupyterLab's defaults while it is opened from here: it asks a newcomer neither about news nor about updates. What
#: somebody has set for themselves stays as it is.
DEFAULTS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def prepare(work: Path, notebooks: Path) -> list[Path]:
    """Copy the sheets that are not in the working folder yet.

    Args:
        work: the working folder; it is made where it is missing.
        notebooks: the folder with the sheets as they were handed out.

    Returns:
        The files copied, relative to the working folder.
    """
    copied = []
    for source in sorted(notebooks.rglob("*.ipynb")):
        name = source.relative_to(notebooks)
        if ".ipynb_checkpoints" not in name.parts and not (work / name).exists():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, work / name)
            copied.append(name)
    return copied


def main(arguments: list[str] | None = None) -> int:
    """Copy the sheets that are new, and open JupyterLab.

    Args:
        arguments: `--here`, and options for JupyterLab; those of this process if None.

    Returns:
        The exit status of JupyterLab; 1 where there is no folder of notebooks.
    """
    options = list(sys.argv[1:] if arguments is None else arguments)
    notebooks, work = Path("notebooks"), Path("work")
    if not notebooks.is_dir():
        begun = "--here" in options or any(work.glob("sheet*/*.ipynb"))
        if not begun or not notebooks_path().is_dir():
            print(f"There is no folder notebooks/ in {Path.cwd()}. Type this in the folder that you unpacked; "
                  "or, if you installed a wheel, add --here to begin in this folder.")  # fmt: skip
            return 1
        notebooks = notebooks_path()
    copied = prepare(work, notebooks)
    for name in copied:
        print(f"new in work/: {name.as_posix()}", flush=True)
    options = [option for option in options if option != "--here"]
    first = [f"--LabApp.default_url=/lab/tree/{START}"] if Path(START) in copied else []
    command = [sys.executable, "-m", "jupyterlab", *first, f"--ServerApp.root_dir={work.resolve()}", *options]
    compile_meanwhile()
    with tempfile.TemporaryDirectory() as folder:
        defaults = Path(folder, "labconfig", "default_setting_overrides.json")
        defaults.parent.mkdir()
        defaults.write_text(json.dumps(DEFAULTS))
        searched = [folder, *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
        return subprocess.call(command, env={**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(searched)})


def compile_meanwhile() -> subprocess.Popen:
    """Compile the engine, where that has not been done yet, while JupyterLab starts and somebody begins to read.

    Returns:
        The process that does it, and ends when it has; whoever runs a first cell before that compiles for themselves.
    """
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # Not the sources of the hand-out in this folder, but what is installed: a kernel finds its compiled code there.
    command = [sys.executable, "-P", "-c", "from sheet_utils import installation; installation.compile_kernels()"]
    return subprocess.Popen(command, **quiet)


if __name__ == "__main__":
    sys.exit(main())
