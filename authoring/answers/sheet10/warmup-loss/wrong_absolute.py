"""Mean absolute error."""

import torch.nn.functional as F

MISCONCEPTION = "absolute-instead-of-square"
DESCRIPTION = "this is the mean absolute error; the sheet asks for squares."
HINT = "What happens to each difference before the mean is taken?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return F.l1_loss(Z[..., : model.N], y[t_warmup:])
