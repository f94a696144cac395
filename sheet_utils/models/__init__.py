"""Recurrent networks of the sheets, in the sheets' own letters."""

from sheet_utils.models.driven_layers import Driven, DrivenGRU, DrivenLSTM, DrivenRNN, driven
from sheet_utils.models.lstm import ReadOutLSTM
from sheet_utils.models.shallow import CustomRNN
