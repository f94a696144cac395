"""Recurrent networks of the sheets, in the sheets' own letters."""

from sheet_utils.models.driven_layers import Driven, DrivenGRU, DrivenLSTM, DrivenRNN, driven
from sheet_utils.models.read_out import ReadOutRNN
from sheet_utils.models.shallow import CustomRNN
