"""pandas, which gives back a Series."""

import pandas as pd


def ranks(x):
    return pd.Series(x).rank()
