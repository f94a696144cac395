"""The first N units."""

MISCONCEPTION = "first-units"
DESCRIPTION = "the first N units are replaced, as in sheet 10; here all units are read out, through B."
HINT = "For which B would that be right?"
LOSES = ["force-test"]


def force(h, x, B):
    forced = h.clone()
    forced[:, : x.shape[1]] = x
    return forced
