"""Grade a class of twenty that comes along: honest, mistaken, broken and hostile; then show the tutor's page."""

import shutil
import time
import webbrowser
from pathlib import Path

from grading.folders import ROOT

DEMO = ROOT / "build" / "demo"


def run(root=None, workers=None, show=True, students=None) -> int:
    """Hand in, grade, print the table, and write feedback and report.

    Args:
        root: the class's folder; what an earlier demo left there is removed.
        workers: number of processes, or None for one per core.
        show: whether the report is opened in a browser.
        students: names of those who hand in, or None for all twenty.

    Returns:
        The exit status, 0.
    """
    from authoring.demo.people import everybody
    from grading import class_run
    from grading.folders import Folders
    from grading.pages import class_results, feedback, report
    from grading.sandbox.limits import Limits

    root, start = Path(root or DEMO).resolve(), time.monotonic()
    for part in ("submitted", "autograded", "feedback", "records", "report"):
        shutil.rmtree(root / part, ignore_errors=True)
    (root / "gradebook.db").unlink(missing_ok=True)
    folders = Folders(root)
    for name, (work, files) in everybody().items():
        if students and name not in students:
            continue
        work.write(folders.submitted, name, files)

    def tell(done, total, student, notebook, record):
        left = (time.monotonic() - start) / done * (total - done)
        print(f"{done}/{total}  {left:4.0f} s left  {student}: {notebook}", flush=True)

    # A class gets more time than this; here two of the twenty would use all of it.
    limits = Limits(cell_seconds=15, question_seconds=6, notebook_seconds=40)
    settings = class_run.GradingOptions(limits=limits, **({"workers": workers} if workers else {}))
    class_run.grade("sheet10", folders, settings, tell)
    pages = feedback.write("sheet10", folders)
    written = report.write("sheet10", folders)
    print(f"\n{report.table(class_results.read('sheet10', folders))}\n")
    print(f"{time.monotonic() - start:.0f} s. Report: {written[0]}. Feedback, {len(pages)} pages: {root / 'feedback'}")
    if show:
        webbrowser.open(written[0].as_uri())
    return 0
