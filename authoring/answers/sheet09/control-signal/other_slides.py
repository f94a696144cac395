"""The formula of the slides in both cases: for N < M it inverts a singular matrix."""

import torch

LOSES = ["control-test"]


def control_signal(B, x):
    return x @ (torch.linalg.inv(B.T @ B) @ B.T).T
