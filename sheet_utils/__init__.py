"""What a student imports: models, data, training, exponents, checks and pictures for the sheets."""

import sys

from sheet_utils import edits, tracebacks

__version__ = "0.1.0"

_shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
if _shell is not None:
    tracebacks.install(_shell)
    edits.install(_shell)
