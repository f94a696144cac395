"""Training under sparse teacher forcing: verify a student's loss, train its compiled twin, and sweep over settings."""

from sheet_utils.training.batches import BLOCK, block_starts
from sheet_utils.training.loop import TrainingResult, alphas, learning_rates, train
from sheet_utils.training.settings import DEFAULTS, Settings
from sheet_utils.training.sweeps import ForcedRuns, SweepResult, complete, own_random_state, sweep
from sheet_utils.training.verify import compare
