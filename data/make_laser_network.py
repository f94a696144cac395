"""Make laser_network.npz: an LSTM of 30 units with a read-out that follows the laser of santafe_laser.npy.

Run it as `python data/make_laser_network.py`; less than a minute of a core. The series is shifted and scaled by the
mean and the standard deviation of its first `TRAINED` samples, and those alone are trained on. The network is reset
every five samples, and its gradient is clipped as `SETTINGS` say. Beside the network the file keeps the standardised
samples that it has not seen.
"""

import sys

import numpy as np
import torch
from sheet_utils.data.recording import FOLDER, record

from sheet_utils import forced_rnn
from sheet_utils.datasets import load_laser
from sheet_utils.models import ReadOutRNN

TRAINED = 8000
INTERVAL = 5
SETTINGS = forced_rnn.ForcingSettings(steps=4000, learning_rate=5e-3, clip=1.0, keep=True)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    laser = load_laser()
    series = ((laser - laser[:TRAINED].mean()) / laser[:TRAINED].std()).astype(np.float32)[:, None]
    model = ReadOutRNN("LSTM", 30, 1)
    losses, _ = forced_rnn.train(model, torch.from_numpy(series[:TRAINED]), INTERVAL, SETTINGS)
    print(f"mean loss of the last 200 steps: {losses[-200:].mean():.3f}", file=sys.stderr)
    arrays = {key: value.numpy() for key, value in model.state_dict().items()}
    np.savez_compressed(FOLDER / "laser_network.npz", held_out=series[TRAINED:], **arrays)
    record(["laser_network.npz"])


if __name__ == "__main__":
    main()
