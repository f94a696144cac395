"""Mean absolute error."""

import torch.nn.functional as F

MISCONCEPTION = "absolute-instead-of-square"
DESCRIPTION = "this is the mean absolute error; the sheet asks for squares."
HINT = "What happens to each difference before the mean is taken?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return F.l1_loss(Z[..., : model.N], y)
