"""Calls with keywords, in double precision."""


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model=model, x=x, t_forcing=t_forcing, t_warmup=t_warmup)
    difference = Z[..., : model.N].double() - y[t_warmup:].double()
    return (difference * difference).mean()
