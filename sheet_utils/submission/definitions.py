"""The definitions of a cell, for a cell that is not run as a whole."""

import ast
import re

# A line of IPython's own: %time f(), !ls, name?, or a value from one: here = %pwd.
MAGIC = re.compile(r"^(\s*(?:\w[\w, ]*=\s*)?)(?:%%?[A-Za-z].*|!(?!=).*|\?.*|[\w.]+\?\??\s*$)")

#: Expressions that only put together what is there.
CONSTANT = (
    ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare,
    ast.IfExp, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Starred,
)  # fmt: skip
#: What a constant may be made with.
FUNCTIONS = {"abs", "bool", "dict", "float", "int", "len", "list", "max", "min", "range", "round", "set", "str", "sum",
             "tuple"}  # fmt: skip
LIBRARIES = {"math", "np", "numpy", "torch"}


def definitions(source: str, below: int = 0) -> list[str]:
    """The imports, functions, classes and constants of a cell: what other cells may need of one that is not run.

    Args:
        source: the cell's text.
        below: only what stands below this line.

    Returns:
        One text for each definition, which stands in it on the line that it has in the cell. A cell that is no
        Python has none.
    """
    source = without_magics(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    texts, lines = [], source.split("\n")
    for node in tree.body:
        first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
        if _defines(node) and first > below:
            whole = "\n".join(lines[first - 1 : node.end_lineno])
            text = whole if hasattr(node, "body") else ast.get_source_segment(source, node)
            # Comments above it, since IPython takes empty lines away.
            texts.append("#\n" * (first - 1) + text)
    return texts


def without_magics(source: str) -> str:
    """Code without what is IPython's own.

    Args:
        source: the code of a cell.

    Returns:
        The code with the same lines, in which None stands in the place of every magic and shell command.
    """
    return "\n".join(MAGIC.sub(r"\1None", line) for line in source.split("\n"))


def _defines(node):
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return isinstance(node.value, ast.Lambda) or _is_constant(node.value)
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _is_constant(node):
    """Whether an expression is made of numbers, names, and what costs no time: 3 - 2, torch.device("cpu"), [0] * n."""
    if isinstance(node, ast.Call):
        return _is_cheap(node.func) and all(map(_is_constant, [*node.args, *(word.value for word in node.keywords)]))
    return isinstance(node, CONSTANT) and all(
        _is_constant(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)
    )


def _is_cheap(function):
    """Whether a call is one of a library of numbers, or of a function like int; no training and no picture."""
    if isinstance(function, ast.Name):
        return function.id in FUNCTIONS
    while isinstance(function, ast.Attribute):
        function = function.value
    return isinstance(function, ast.Name) and function.id in LIBRARIES
