"""The sheet's network: its equation, its Jacobian, its refusals."""

import pytest
import torch

from sheet_utils.models import CustomRNN


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


def test_one_step_is_the_sheets_equation():
    model, z = CustomRNN(5, 7, 2).requires_grad_(False), torch.randn(5)
    hidden = [max(0.0, float(model.W2[l] @ z + model.h2[l])) for l in range(7)]
    expected = [
        float(model.A[i] * z[i] + model.h1[i]) + sum(float(model.W1[i, l]) * hidden[l] for l in range(7))
        for i in range(5)
    ]
    assert torch.allclose(model(z), torch.tensor(expected), atol=1e-5)


def test_a_batch_is_its_rows():
    model, z = CustomRNN(5, 7, 2), torch.randn(4, 5)
    assert torch.allclose(model(z), torch.stack([model(row) for row in z]), atol=1e-6)


def test_the_jacobian_equals_autograds():
    model, z = CustomRNN(6, 20, 3).double(), torch.randn(4, 6, dtype=torch.float64)
    expected = [torch.autograd.functional.jacobian(model, row) for row in z]
    assert torch.allclose(model.jacobian(z[0]), expected[0])
    assert torch.allclose(model.jacobian(z), torch.stack(expected))


@pytest.mark.parametrize(
    ("dimensions", "message"),
    [
        ((0, 3, 1), "latent_dim: .*got 0"),
        ((3, 2.5, 1), "hidden_dim: .*got 2.5"),
        ((3, 4, True), "output_dim"),
        ((3, 4, 5), "N = 5 .*M = 3"),
    ],
)
def test_wrong_dimensions_are_named(dimensions, message):
    with pytest.raises(ValueError, match=message):
        CustomRNN(*dimensions)


@pytest.mark.parametrize("z", [torch.zeros(4), torch.zeros(2, 3, 5), [0.0] * 5])
def test_wrong_states_are_named(z):
    with pytest.raises(ValueError, match="z: expected"):
        CustomRNN(5, 7, 2)(z)
