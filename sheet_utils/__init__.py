"""What a student imports: models, data, training, exponents, checks and pictures for the sheets."""

from sheet_utils import edits, tracebacks

__version__ = "0.1.0"

tracebacks.install()
edits.install()
