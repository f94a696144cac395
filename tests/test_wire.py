"""What travels comes back equal; what cannot travel says so; nothing is ever unpickled."""

import io
import math
import pickle
import warnings
import zipfile

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from sheet_utils import wire
from sheet_utils.models import CustomRNN

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
trees = st.recursive(plain, lambda t: st.lists(t) | st.dictionaries(st.text(), t) | st.tuples(t, t), max_leaves=8)


@given(trees)
def test_plain_trees_come_back(value):
    assert wire.unpack(wire.pack(value)) == value


@pytest.mark.parametrize(
    "dtype", [torch.float32, torch.float64, torch.float16, torch.int64, torch.bool, torch.complex64]
)
def test_tensors_keep_dtype_shape_and_requires_grad(dtype):
    for shape in [(), (0,), (2, 3)]:
        value = torch.zeros(shape).to(dtype)
        value.requires_grad_(dtype.is_floating_point)
        back = wire.unpack(wire.pack({"x": value}))["x"]
        assert back.dtype == dtype
        assert back.shape == shape
        assert back.requires_grad == value.requires_grad


def test_special_numbers_and_arrays_come_back():
    back = wire.unpack(wire.pack([math.nan, -math.inf, np.float32(0.1), np.arange(3)]))
    assert math.isnan(back[0])
    assert back[1] == -math.inf
    assert type(back[2]) is np.float32
    assert back[2] == np.float32(0.1)
    assert (back[3] == [0, 1, 2]).all()


def test_a_model_travels_by_name_with_its_arrays():
    model = CustomRNN(4, 5, 2).double()
    model.A.requires_grad_(False)
    back = wire.unpack(wire.pack(model))
    assert type(back) is CustomRNN
    assert back.N == 2
    assert back.A.dtype == torch.float64
    assert not back.A.requires_grad
    assert all(torch.equal(a, b) for a, b in zip(model.parameters(), back.parameters(), strict=True))


class Sneaky(int):
    pass


@pytest.mark.parametrize(
    "value",
    [
        lambda: 1,
        object(),
        Sneaky(3),
        {1: 2},
        torch.nn.Linear(2, 2),
        np.array([object()]),
        torch.zeros(2).bfloat16(),
        {1, 2},
    ],
    ids=["function", "object", "subclass", "int key", "unregistered", "objects", "bfloat16", "set"],
)
def test_anything_else_is_refused_by_name(value):
    with pytest.raises(wire.WireError, match="cannot travel"):
        wire.pack(value)


def test_endless_nesting_is_refused():
    value = []
    value.append(value)
    with pytest.raises(wire.WireError, match="nested"):
        wire.pack(value)


def test_foreign_bytes_are_refused_and_never_unpickled():
    fired = []

    class Bomb:
        def __reduce__(self):
            return fired.append, (1,)

    buffer = io.BytesIO()
    np.savez(buffer, tree=np.array([Bomb()], dtype=object))
    fired.clear()
    for data in (b"", b"not a zip", pickle.dumps(3), buffer.getvalue(), wire.pack([1, 2])[:40]):
        with pytest.raises(wire.WireError):
            wire.unpack(data)
    assert not fired


def test_an_unknown_model_is_refused(monkeypatch):
    data = wire.pack(CustomRNN(2, 3, 1))
    monkeypatch.setattr(wire, "_REGISTRY", {})
    with pytest.raises(wire.WireError, match="no model named 'CustomRNN'"):
        wire.unpack(data)


def test_what_unfolds_to_more_than_it_says_is_refused():
    member = io.BytesIO()
    np.save(member, np.zeros(10))
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(2):
            archive.writestr("a0.npy", member.getvalue())
    with pytest.raises(wire.WireError, match="two of one name"):
        wire.unpack(twice.getvalue(), limit=10**6)
    # Names and sizes decide, before anything is unfolded.
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(wire.PARTS + 1):
            archive.writestr(f"a{number}.npy", b"")
    with pytest.raises(wire.WireError, match="arrays"):
        wire.unpack(many.getvalue(), limit=10**8)
    with pytest.raises(wire.WireError, match="a tree of more"):
        wire.unpack(wire.pack(" " * wire.TREE), limit=10**8)
