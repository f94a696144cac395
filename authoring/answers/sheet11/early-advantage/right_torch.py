"""torch."""

import torch


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    a, b, c, setting, picks = (torch.as_tensor(z) for z in (exponent, early_loss, last_loss, setting, picks))

    def advantage(rows):
        c3 = torch.corrcoef(torch.stack([a[rows], b[rows], c[rows]]).double())
        return c3[0, 2] - c3[1, 2]

    found = torch.stack([advantage(torch.cat([torch.nonzero(setting == k)[:, 0] for k in row])) for row in picks])
    return advantage(torch.arange(len(setting))), found.quantile(0.025), found.quantile(0.975)
