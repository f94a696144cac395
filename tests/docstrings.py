"""What a complete docstring says, as a checklist that a program can go through.

    python -m tests.docstrings [--seed N] [--count N]

draws some public functions, classes and methods of the three packages, prints each docstring with its checklist, and
exits with 1 if one is incomplete. What no program can judge, whether the words are right, is for whoever reads the
sample.

Not everything has to be said of every kind:

- A method that implements one of a base class of ours inherits its docstring, and needs its annotation alone.
- The sentence says what the result is where nothing is passed in, and where "Whether ..." stands before a bool.
- numba calls an `@intrinsic` while it compiles, with types: it has nothing to annotate, and the equation in its
  docstring says what becomes of every operand. `sheet_utils.engine.registers` describes the operands once.
- A member of an `Enum` has a value that describes it.
"""

import argparse
import ast
import functools
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grading.folders import ROOT

PACKAGES = ("sheet_utils", "grading", "authoring")


@dataclass(frozen=True)
class Definition:
    """A public function, class or method.

    Attributes:
        path: its file, relative to the repository.
        name: its name, with that of its class in front.
        node: its definition.
        owner: the definition of its class, for a method.
    """

    path: Path
    name: str
    node: ast.FunctionDef | ast.ClassDef
    owner: ast.ClassDef | None = None

    @property
    def docstring(self) -> str:
        """The docstring, or ""."""
        return ast.get_docstring(self.node) or ""

    @property
    def inherits(self) -> bool:
        """Whether the docstring is that of a method of a base class, which this one implements."""
        return bool(self.owner and not self.docstring and self.node.name in _documented(*_bases(self.owner)))


def _bases(node):
    return [ast.unparse(base).split(".")[-1] for base in node.bases]


@functools.cache
def _documented(*classes):
    """The names of the methods that classes of the three packages have docstrings for."""
    return {
        member.name
        for package in PACKAGES
        for path in modules(package)
        for node in _top_level(path)
        if isinstance(node, ast.ClassDef) and node.name in classes
        for member in node.body
        if isinstance(member, ast.FunctionDef) and ast.get_docstring(member)
    }


@functools.cache
def _top_level(path):
    """Everything that stands at the top level of a module."""
    return ast.parse((ROOT / path).read_text()).body


def modules(package: str) -> list[Path]:
    """The files of a package whose definitions are described.

    Args:
        package: a folder of the repository.

    Returns:
        Their paths, relative to the repository.
    """
    paths = [path.relative_to(ROOT) for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in paths if path.parts[:2] != ("authoring", "answers")]  # as students might write them


def public_definitions(path: Path) -> Iterator[Definition]:
    """All public functions and classes of a module, and the public methods of these classes.

    Args:
        path: its file, relative to the repository.

    Yields:
        One `Definition` at a time.
    """
    for node in _top_level(path):
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        yield Definition(path, node.name, node)
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    yield Definition(path, f"{node.name}.{member.name}", member, node)


def checklist(definition: Definition) -> dict[str, bool]:
    """Go through what a docstring has to say.

    Args:
        definition: whose docstring is checked.

    Returns:
        A dict of a property to whether it holds; a property that does not apply is left out.
    """
    node, text = definition.node, definition.docstring
    sections = dict(re.findall(r"(?ms)^(Args|Attributes|Returns|Yields|Raises):\n(.*?)(?=^\S|\Z)", text))
    properties = {"a sentence": bool(re.match(r"(?!(Args|Attributes|Returns|Yields|Raises):)[^\n]+[.:?]", text))}
    arguments = _described(sections.get("Args", ""))
    described = arguments | _described(sections.get("Attributes", ""))
    decorators = {ast.unparse(decorator).split("(")[0] for decorator in node.decorator_list}
    if isinstance(node, ast.ClassDef):
        names = _fields(node)
    else:
        names = _parameters(node, bool(definition.owner) and "staticmethod" not in decorators)
        if "intrinsic" in decorators:
            return properties | {"every argument described": set(names[1:]) <= set(re.findall(r"\w+", text))}
        properties["return annotation"] = node.returns is not None
    if definition.inherits:
        return {"return annotation": properties["return annotation"]}
    if names:
        properties["every argument described"] = set(names) <= described
    if arguments:
        properties["no other argument described"] = arguments <= set(names)
    if isinstance(node, ast.FunctionDef):
        annotation = ast.unparse(node.returns) if node.returns else ""
        result = sections.get("Returns", "") + sections.get("Yields", "")
        if not names or annotation == "bool" and text.startswith("Whether "):
            result += text
        if annotation not in ("", "None", "Iterator[None]"):
            properties["result described"] = bool(result)
        if re.search(r"ndarray|Tensor", annotation):
            properties["shape of the result"] = bool(re.search(r"\([^)]*\)|shape", result))
        if _raises(node):
            properties["errors described"] = "Raises" in sections
    return properties


def _described(section):
    """The names before the colons of a section."""
    return set(re.findall(r"\w+", " ".join(re.findall(r"(?m)^    (\*{0,2}\w[\w, *]*):", section))))


def _parameters(node, bound):
    """The names that a function takes, without the object that it is called on where it is bound to one."""
    given = node.args
    names = [part.arg for part in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
             if part]  # fmt: skip
    return names[1:] if bound else names


def _fields(node):
    """The names that make an object of a class: its fields, or what its own `__init__` takes."""
    if "Enum" in _bases(node):
        return []
    initialise = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
    if initialise:
        return _parameters(initialise[0], True)
    fields = [part.target.id for part in node.body if isinstance(part, ast.AnnAssign)]
    return [name for name in fields if not name.startswith("_")]


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


def shortcomings(definition: Definition) -> list[str]:
    """What a docstring leaves out.

    Args:
        definition: whose docstring is checked.

    Returns:
        The properties of `checklist` that do not hold.
    """
    return [name for name, holds in checklist(definition).items() if not holds]


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
    paths = [path for package in PACKAGES for path in modules(package)]
    definitions = [definition for path in paths for definition in public_definitions(path)]
    sample = random.Random(options.seed).sample(definitions, min(options.count, len(definitions)))
    for definition in sample:
        print(f"\n{definition.path}:{definition.node.lineno} {definition.name}")
        print("\n".join(f"    {line}" for line in definition.docstring.splitlines()))
        print("".join(f"  [{'x' if holds else ' '}] {name}\n" for name, holds in checklist(definition).items()), end="")
    incomplete = [definition for definition in sample if shortcomings(definition)]
    print(f"\n{len(sample) - len(incomplete)} of {len(sample)} are complete.")
    return int(bool(incomplete))


if __name__ == "__main__":
    sys.exit(main())
