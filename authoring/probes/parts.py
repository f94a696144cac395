"""What the probes of several sheets are put together from; `exercise_file.pack` says what the fields mean."""


def exercise(name, function, results, probes):
    """An exercise with one function under test, without its answers."""
    return {"exercise": name, "functions": [function], "results": results, "probes": probes}


def probe(label, names, args, results=1, ignored=()):
    """A probe of a function of plain values, without gradients."""
    return {
        "label": label,
        "function": 0,
        "names": names,
        "args": args,
        "given": None,
        "gradient": False,
        "cotangent": None,
        "results": results,
        "ignored": list(ignored),
        "both": False,
    }


def result(name, shape="", axes=(), each=False):
    """A result of a function: its name, its shape in words, one format per axis."""
    return {"name": name, "shape": shape, "axes": list(axes), "each": each}


def label(**sizes):
    """What a probe is called by its sizes, such as "k = 3, T = 2"."""
    return ", ".join(f"{name} = {value}" for name, value in sizes.items())
