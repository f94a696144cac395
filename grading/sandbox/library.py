"""The library as a student's process sees it: a copy without what would answer for the student.

Whole files are withheld that hold compiled solutions or what tells right answers. From every other module the bodies
are taken of the functions that refuse while an answer is judged, and then the private parts that nothing uses any
more. In the notebook that refusal is enough; in here a student could patch it, so there is nothing behind it.

numba is done without: what is left of the loops that it compiles runs sooner as it stands than its compiler is loaded.
"""

import ast
import functools
import shutil
import tempfile
from pathlib import Path

from grading.folders import ROOT

#: Left out: what tells right answers, and the scripts that made the data.
WITHHELD = {"data/checks", *(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").glob("make_*.py"))}
#: Packages that are left out; the `__init__.py` of each becomes a module of the text below.
STUBBED = {"sheet_utils/engine"}
STUB = '''"""Not available while grading."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def unavailable(*args, **keywords):
        raise RuntimeError(f"{name} is not available while grading: write this step yourself")

    return unavailable


def prepare():
    pass


AVAILABLE = False
'''
REFUSAL = "refuse_while_judging"
GONE = ast.parse('raise RuntimeError("not available while grading: write this step yourself")').body


@functools.lru_cache
def library() -> Path:
    """A throw-away folder with what a student's code may import, without what would answer for it.

    Returns:
        The folder; it holds the package `sheet_utils` and goes away with this process.
    """
    keeper = tempfile.TemporaryDirectory(prefix="student-library-")
    target = Path(keeper.name)
    library.keeper = keeper
    modules = {}
    for source, below in ((ROOT / "sheet_utils", "sheet_utils"), (ROOT / "data", "sheet_utils/data")):
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            name = file.relative_to(ROOT)
            names = {name.as_posix(), *(parent.as_posix() for parent in name.parents)}
            if names & WITHHELD or "__pycache__" in name.parts:
                continue
            place = target / below / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            if names & STUBBED:
                if name.parent.as_posix() in STUBBED and name.name == "__init__.py":
                    place.write_text(STUB)
            elif file.suffix == ".py" and below == "sheet_utils":
                modules[place] = file.read_text()
            else:
                shutil.copyfile(file, place)
    for place, text in zip(modules, stripped(list(modules.values())), strict=True):
        place.write_text(text)
    make_readable(target)
    return target


def make_readable(folder) -> None:
    """Let everybody read a folder and what is in it, whatever mask this process has: the sandbox has another user.

    Args:
        folder: a `Path`.
    """
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def stripped(sources) -> list[str]:
    """The modules of a package without what would answer for a student.

    Args:
        sources: the texts of all its modules.

    Returns:
        Their new texts, in the same order, without comments.
    """
    trees = [_Emptied().visit(ast.parse(source)) for source in sources]
    # Every part of every module, with what it names.
    parts, before = [[(part, _names(part)) for part in tree.body] for tree in trees], None
    while parts != before:
        before, used = parts, frozenset().union(*(names for module in parts for _, names in module))
        parts = [[one for one in module if not _private(one[0]) or one[0].name in used] for module in parts]
    for tree, module in zip(trees, parts, strict=True):
        tree.body = [part for part, _ in module]
    return [ast.unparse(tree) + "\n" for tree in trees]


class _Emptied(ast.NodeTransformer):
    """Ends a function behind the line with which it refuses; `prepare` has nothing left to compile, and no compiler."""

    def visit(self, node):
        # No function is defined in an expression, and most of a module are parts of expressions.
        return node if isinstance(node, ast.expr) else super().visit(node)

    def visit_FunctionDef(self, node):
        for number, statement in enumerate(node.body):
            if refuses(statement):
                node.body = node.body[: number + 1] + GONE
                return node
        if node.name == "prepare":
            node.body = [ast.Pass()]
        return self.generic_visit(node)

    def visit_Try(self, node):
        if any(isinstance(statement, ast.ImportFrom) and statement.module == "numba" for statement in node.body):
            return node.handlers[0].body
        return self.generic_visit(node)


def refuses(statement) -> bool:
    """Whether a statement of a function is its call of `refuse_while_judging`.

    Args:
        statement: a node of `ast`.
    """
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == REFUSAL


# What nothing names, private functions and classes, is taken out: it was a part of what is gone.
def _private(node):
    return isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name.startswith("_") and node.name[1] != "_"


def _names(part):
    """Every name that a statement of a module uses, except for its own."""
    own, found = getattr(part, "name", None), set()
    for node in ast.walk(part):
        if isinstance(node, ast.Name) and node.id != own:
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name)
    return frozenset(found)
