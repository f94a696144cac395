"""What a complete docstring says, as a checklist that a program can go through.

    python -m tests.docstrings [--seed N] [--count N]

draws some public functions and methods of the three packages, prints each docstring with its checklist, and exits
with 1 if one is incomplete. What no program can judge, whether the words are right, is for whoever reads the sample.
"""

import argparse
import ast
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grading.folders import ROOT

PACKAGES = ("sheet_utils", "grading", "authoring")


@dataclass(frozen=True)
class Function:
    """A public function or method.

    Attributes:
        path: its file, relative to the repository.
        name: its name, with that of its class in front.
        node: its definition.
    """

    path: Path
    name: str
    node: ast.FunctionDef

    @property
    def docstring(self) -> str:
        """The docstring, or ""."""
        return ast.get_docstring(self.node) or ""


def public_functions(package: str) -> Iterator[Function]:
    """All public functions of a package, and the public methods of its public classes.

    Args:
        package: a folder of the repository.

    Yields:
        One `Function` at a time, file by file.
    """
    for path in sorted((ROOT / package).rglob("*.py")):
        if path.is_relative_to(ROOT / "authoring" / "answers"):
            continue  # as students might write them
        for node in ast.parse(path.read_text()).body:
            members = node.body if isinstance(node, ast.ClassDef) else [node]
            prefix = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
            for member in members:
                if isinstance(member, ast.FunctionDef) and not f".{prefix}{member.name}".count("._"):
                    yield Function(path.relative_to(ROOT), prefix + member.name, member)


def checklist(function: Function) -> dict[str, bool]:
    """Go through what a docstring has to say.

    Args:
        function: whose docstring is checked.

    Returns:
        A dict of a property to whether it holds; a property that does not apply is left out.
    """
    node, text = function.node, function.docstring
    sections = dict(re.findall(r"(?ms)^(Args|Returns|Yields|Raises):\n(.*?)(?=^\S|\Z)", text))
    described = set(
        re.findall(r"\w+", " ".join(re.findall(r"(?m)^    (\*{0,2}\w[\w, *]*):", sections.get("Args", ""))))
    )
    given = node.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs) if a.arg not in ("self", "cls")]
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    annotation = ast.unparse(node.returns) if node.returns else ""
    result = sections.get("Returns", "") + sections.get("Yields", "")
    if "property" in decorators:
        result = text
    found = {
        "a sentence": bool(re.match(r"(?!(Args|Returns|Yields|Raises):)[^\n]+[.:?]", text)),
        "return annotation": bool(annotation),
    }
    if names:
        found["every argument described"] = set(names) <= described
    if annotation not in ("", "None", "Iterator[None]"):
        found["result described"] = bool(result)
    if re.search(r"ndarray|Tensor", annotation):
        found["shape of the result"] = bool(re.search(r"\([^)]*\)|shape", result))
    if _raises(node):
        found["errors described"] = "Raises" in sections
    return found


def _raises(node):
    """Whether a function itself raises an error, or refuses while an answer is judged."""
    pending = list(ast.iter_child_nodes(node))
    while pending:
        part = pending.pop()
        if isinstance(part, ast.Raise) and part.exc is not None:
            return True
        if isinstance(part, ast.Call) and ast.unparse(part.func).endswith("refuse_while_judging"):
            return True
        if not isinstance(part, (ast.FunctionDef, ast.Lambda)):
            pending += ast.iter_child_nodes(part)
    return False


def shortcomings(function: Function) -> list[str]:
    """What a docstring leaves out.

    Args:
        function: whose docstring is checked.

    Returns:
        The properties of `checklist` that do not hold.
    """
    return [name for name, holds in checklist(function).items() if not holds]


def main(arguments: list[str] | None = None) -> int:
    """Print a sample with its checklists.

    Args:
        arguments: of the command line; those of this process if None.

    Returns:
        1 if a docstring of the sample is incomplete, otherwise 0.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=25)
    options = parser.parse_args(arguments)
    functions = [function for package in PACKAGES for function in public_functions(package)]
    sample = random.Random(options.seed).sample(functions, min(options.count, len(functions)))
    for function in sample:
        print(f"\n{function.path}:{function.node.lineno} {function.name}")
        print("\n".join(f"    {line}" for line in function.docstring.splitlines()))
        print("".join(f"  [{'x' if holds else ' '}] {name}\n" for name, holds in checklist(function).items()), end="")
    incomplete = [function for function in sample if shortcomings(function)]
    print(f"\n{len(sample) - len(incomplete)} of {len(sample)} are complete.")
    return int(bool(incomplete))


if __name__ == "__main__":
    sys.exit(main())
