"""The twenty of the demo: who solved it, who slipped where, whose file is broken, and who tried something else."""

from authoring.demo.submissions import Work, own_answers

NOT_YET = "    raise NotImplementedError\n"


def _solved():
    return Work.solved()


def _with(exercise, change):
    """Everything right but one answer, which is changed as text."""
    source = own_answers("sheet10")[exercise]
    changed = change(source)
    if changed == source:
        raise ValueError(f"{exercise}: the change found nothing to change")
    return Work.solved(**{exercise.replace("-", "_"): changed})


def _answer(body):
    """Everything right but the first exercise."""
    return Work.solved(stf_forward=f"def process_sequence_using_STF(model, x, t_forcing):\n{body}\n")


def _half(count):
    """The first exercises done, the others not begun."""
    return Work(answers=dict.fromkeys(list(own_answers("sheet10"))[:count], "solution"))


def _edited_tests():
    work = _answer(NOT_YET)
    for cell in work.cells(1):
        if cell["id"].startswith("stf-test"):
            cell["source"] = "assert True"
            cell["metadata"]["tags"] = ["skip-execution"]
    return work


def _stripped():
    work = _solved()
    for cell in work.cells(1):
        cell["metadata"] = {}
        del cell["id"]
    return work


def _script():
    work = _solved()
    work.cell("reset-answer")["source"] = "Yes <img src=x onerror=\"alert('hello, tutor')\"><script>alert(1)</script>"
    return work


def _broken(cut):
    """The first notebook's file, changed as text; (work, files)."""
    work = _solved()
    return work, {f"{work.name(1)}.ipynb": cut(work.text(1)).encode()}


def everybody() -> dict[str, tuple[Work, dict[str, bytes]]]:
    """The submissions of all twenty, {name: (work, files)}; the files replace a notebook or lie beside it."""
    class_ = {
        "ada": _solved(),
        "blaise": Work(),
        "carla": _half(1),
        "dirk": _half(3),
        "emmy": _half(5),
        "felix": _with("stf-forward", lambda s: s.replace("% t_forcing == 0", "% t_forcing != 0")),
        "grete": _with("stf-forward", lambda s: s.replace("states.append(z)", "states.append(z.detach())")),
        "hugo": _with("naive-lyapunov", lambda s: s.replace("@ product", "@ product.T")),
        "ines": _with("stable-lyapunov", lambda s: s.replace("math.log(", "math.log2(")),
        # Broken files.
        "jonas": _broken(lambda text: text[: text.index("def training_loss")]),
        "klara": _broken(lambda text: f"<!DOCTYPE html><html><body>{len(text)}</body></html>"),
        "lukas": _stripped(),
        # Code that does not end as it should.
        "malte": _answer("    while True:\n        y = 1"),
        "nora": _answer("    import os\n    os._exit(0)"),
        "otto": _answer("    kept = []\n    while True:\n        kept.append(torch.ones(20_000_000))"),
        # Something else than an answer.
        "paula": _edited_tests(),
        "quirin": _answer("    class Any:\n        def __eq__(self, other): return True\n    return Any()"),
        "rosa": _answer("    return open('../../../gradebook.db', 'rb').read()"),
        "sven": (_answer(NOT_YET), {"numpy.py": b"def allclose(*anything): return True\n"}),
        '=HYPERLINK("http:tina")': _script(),
    }
    return {name: made if isinstance(made, tuple) else (made, {}) for name, made in class_.items()}
