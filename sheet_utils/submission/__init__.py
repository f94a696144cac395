"""Read a submitted notebook, however damaged, and put it in order against the sheet it belongs to.

The grader and the students' preflight share this loader, so that both see the same. It needs no solution: the
sheet is known by its manifest (`data/sheets.json`): ids, kinds, points and hashes of the released cells.
Everything here is deterministic, and says in plain words what it changed.
"""

from sheet_utils.submission.decoding import LARGEST, SOURCE, Unreadable, read
from sheet_utils.submission.filenames import name_files, plain_name
from sheet_utils.submission.manifest import defined_names, fingerprint, manifests
from sheet_utils.submission.repairs import EARLIER_RELEASE, RESTORED, Cell, Submission, repair, written
