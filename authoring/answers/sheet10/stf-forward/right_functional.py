"""Folds over time with itertools.accumulate."""

import itertools

import torch


def process_sequence_using_STF(model, x, t_forcing):
    def step(z, item):
        t, observation = item
        return model(torch.cat([observation, z[:, model.N :]], dim=1) if t % t_forcing == 0 else z)

    start = torch.zeros(x.shape[1], model.M)
    states = itertools.accumulate(enumerate(x), step, initial=start)
    return torch.stack(list(states)[1:])
