"""Plain data for what crosses a process or a disk: numbers, strings, tensors, registered models.

Nothing is pickled. A value becomes a tree of JSON with its arrays beside it in one `.npz`, and comes back
with dtype and requires_grad. A model travels as the name under which its class was registered, its
configuration and its arrays.
"""

import io
import json
import zipfile

import numpy as np
import torch

_REGISTRY = {}
# Of bytes from someone who is not trusted: arrays, and bytes of JSON, each of which unfolds to many times its size.
PARTS, TREE = 5_000, 5_000_000


class WireError(ValueError):
    """A value that cannot travel, or bytes that are not a packed value."""


def register(cls) -> type:
    """Class decorator: let instances of this `nn.Module` travel by name.

    The class needs a method `wire_config()` that returns the keyword arguments of its constructor.

    Args:
        cls: the class.

    Returns:
        The same class.
    """
    _REGISTRY[cls.__name__] = cls
    return cls


def pack(value) -> bytes:
    """Turn a value into bytes.

    Args:
        value: None, bool, int, float, str, a list, tuple or dict (string keys) of such, a NumPy array, a torch
            tensor, or a registered model.

    Returns:
        The bytes of an .npz file.

    Raises:
        WireError: anything else, naming its type.
    """
    arrays = {}
    tree = _to_tree(value, arrays, depth=0)
    buffer = io.BytesIO()
    np.savez(buffer, tree=np.frombuffer(json.dumps(tree).encode(), dtype=np.uint8), **arrays)
    return buffer.getvalue()


def unpack(data, limit=None, models=True) -> object:
    """Turn bytes from `pack` back into the value.

    Args:
        data: the bytes.
        limit: how many bytes they may unfold to, or None; for bytes from someone who is not trusted.
        models: whether models may be among them.

    Returns:
        The value.

    Raises:
        WireError: the bytes are no packed value, unfold to more than `limit`, or name a model that is not registered.
    """
    try:
        if limit is not None:
            _bounded(zipfile.ZipFile(io.BytesIO(data)).infolist(), limit)
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        tree = json.loads(arrays.pop("tree").tobytes())
        return _from_tree(tree, arrays, models)
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"not a packed value: {type(error).__name__}: {error}") from None


def _bounded(parts, limit):
    """Refuse what would unfold to more than it says, or to more objects than an answer has."""
    if sum(part.file_size for part in parts) > limit:
        raise WireError(f"a packed value of more than {limit} bytes is refused")
    if len({part.filename for part in parts}) < len(parts) or len(parts) > PARTS:
        raise WireError(f"a packed value of more than {PARTS} arrays, or with two of one name, is refused")
    if any(part.filename == "tree.npy" and part.file_size > TREE for part in parts):
        raise WireError(f"a packed value with a tree of more than {TREE} bytes is refused")


def unlabelled(value) -> object:
    """The numbers of a pandas Series or table as a NumPy array, without their labels; anything else as it is.

    Args:
        value: anything; pandas need not be installed.

    Returns:
        The array, or the value itself.
    """
    is_pandas = type(value).__module__.partition(".")[0] == "pandas" and hasattr(value, "to_numpy")
    return value.to_numpy() if is_pandas else value


def _to_tree(value, arrays, depth):
    if depth > 20:
        raise WireError("a value nested more than 20 deep cannot travel")
    # Exact types: a subclass could carry behaviour along.
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return ["plain", value] if kind is not float else ["float", value.hex()]
    if kind in (list, tuple):
        return [kind.__name__, [_to_tree(item, arrays, depth + 1) for item in value]]
    if kind is dict and all(type(key) is str for key in value):
        return ["dict", {key: _to_tree(item, arrays, depth + 1) for key, item in value.items()}]
    if kind in (torch.Tensor, torch.nn.Parameter):
        if value.layout != torch.strided or value.dtype == torch.bfloat16 or value.is_quantized:
            raise WireError(f"a {value.layout} tensor of {value.dtype} cannot travel")
        name = _keep(value.detach().cpu().resolve_conj().resolve_neg().numpy(), arrays)
        return ["tensor", name, bool(value.requires_grad)]
    if kind is np.ndarray or isinstance(value, np.generic):
        array = np.asarray(value)
        if array.dtype.kind not in "biufc":
            raise WireError(f"an array of dtype {array.dtype} cannot travel")
        return ["scalar" if isinstance(value, np.generic) else "array", _keep(array, arrays)]
    if isinstance(value, torch.nn.Module) and _REGISTRY.get(kind.__name__) is kind:
        state = {key: _to_tree(item, arrays, depth + 1) for key, item in value.state_dict(keep_vars=True).items()}
        return ["model", kind.__name__, value.wire_config(), state]
    if (plain := unlabelled(value)) is not value:
        return _to_tree(plain, arrays, depth + 1)
    raise WireError(f"a value of type {kind.__module__}.{kind.__qualname__} cannot travel")


def _keep(array, arrays):
    name = f"a{len(arrays)}"
    arrays[name] = array
    return name


def _from_tree(tree, arrays, models):
    tag, *rest = tree
    if tag == "plain":
        return rest[0]
    if tag == "float":
        return float.fromhex(rest[0])
    if tag in ("list", "tuple"):
        items = [_from_tree(item, arrays, models) for item in rest[0]]
        return items if tag == "list" else tuple(items)
    if tag == "dict":
        return {key: _from_tree(item, arrays, models) for key, item in rest[0].items()}
    if tag == "tensor":
        return torch.from_numpy(np.array(arrays[rest[0]])).requires_grad_(rest[1])
    if tag == "array":
        return arrays[rest[0]]
    if tag == "scalar":
        return arrays[rest[0]][()]
    if tag == "model":
        name, config, state = rest
        if not models:
            raise WireError("a model is not accepted here")
        if name not in _REGISTRY:
            raise WireError(f"no model named {name!r} is registered here")
        # Its constructor draws random weights; the random state is put back afterwards.
        with torch.random.fork_rng(devices=[]):
            model = _REGISTRY[name](**config)
        tensors = {key: _from_tree(item, arrays, models) for key, item in state.items()}
        model.to(next(iter(tensors.values())).dtype).load_state_dict(tensors)
        for key, parameter in model.named_parameters():
            parameter.requires_grad_(tensors[key].requires_grad)
        return model
    raise WireError(f"unknown tag {tag!r}")
