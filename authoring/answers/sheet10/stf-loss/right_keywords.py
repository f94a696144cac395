"""Calls with keywords, in double precision."""


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model=model, x=x, t_forcing=t_forcing)
    difference = Z[..., : model.N].double() - y.double()
    return (difference * difference).mean()
