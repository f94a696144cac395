"""Returns a tensor with one entry."""


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).flatten().mean(dim=0, keepdim=True)
