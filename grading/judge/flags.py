"""What a tutor should look at: lines of a student's code that an answer has no need of. Flags cost no points."""

import ast
import re
from collections.abc import Collection, Iterable

from sheet_utils.submission.definitions import without_magics

# What is looked for, as a pattern over one import or attribute, and what it is called. A name by itself says nothing:
# whoever calls a variable `system` has imported nothing.
REACHED = [
    (r"run_code|run_ast_nodes|showtraceback|ast_transformers|input_transformers?\w*|NodeTransformer|displayhook|"
     r"iopub\w*|execute_reply|send_response|display_pub", "reaches into the notebook's machinery"),
    (r"_getframe|currentframe|f_back|f_locals|get_objects|get_referrers|settrace|setprofile",
     "looks into other code's memory"),
    (r"socket|urllib|requests|httpx?|ftplib|smtplib", "uses the network"),
    (r"subprocess|popen|system|fork|execv\w*|posix_spawn|setsid|ctypes|kill|killpg|_exit|abort|prctl|ptrace",
     "starts or ends processes"),
    (r"pickle|__reduce__|marshal", "unpickles"),
    (r"signal|atexit|setrlimit|faulthandler", "changes how the process ends"),
    (r"symlink|mknod|mkfifo", "makes links"),
    (r"engine|\w+_kernels", "uses the reference engine"),
    (r"course|solutions", "looks for the tutors' side of the course"),
    (r"RemoteFunction|value_and_grads|exercise_file|fingerprints|_REGISTRY|wire|cellrun",
     "uses the machinery of the checks"),
]  # fmt: skip
# Names that a notebook has without an import.
GIVEN = [
    (r"_ih|_oh|_i\d*|In", "reads the notebook's own input"),
    (r"__import__|__builtins__", "reaches into the notebook's machinery"),
]
TEXTS = [
    (r"gradebook|nbgrader|autograded|/?solutions?/|hidden.?tests?", "mentions the grader"),
    (r"^/(proc|etc|root|home|sys|work|var)\b|\.\./|^/(\*|$)", "reads a path outside its folder"),
]
# A class of the student's that answers to comparisons or arithmetic can pretend to be any number.
PRETENDING = {"__eq__", "__ne__", "__lt__", "__gt__", "__le__", "__ge__", "__float__", "__bool__", "__array__",
              "__torch_function__", "__sub__", "__rsub__", "__abs__"}  # fmt: skip
REPLACED = {"torch", "np", "numpy", "math", "checks", "builtins", "sys", "wire", "probing", "diagnosis"}
BUILDS = {"exec", "eval", "compile", "b64decode"}
# How many flags are kept of a student's code, and of a whole notebook, and how long the evidence of one may be.
MOST, MOST_IN_ALL, LONGEST = 40, 60, 300
# Words that are reached for, in text that is no Python.
WORDS = r"(?:\.|\bimport\s+|\bfrom\s+)(\w+)"


def of_code(cells: Iterable[tuple[str, str]], known: Collection[str] = frozenset()) -> list[tuple[str, str]]:
    """The flags of a student's cells.

    Args:
        cells: (id, source) pairs: cells that the student wrote or changed.
        known: lines of the sheet itself, which are nobody's doing.

    Returns:
        A list of (kind, evidence), without repetition.
    """
    flags = []
    for name, source in cells:
        try:
            tree = ast.parse(without_magics(source))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            # What is no Python is not run, or not as it stands; what it reaches for is looked at all the same.
            tree = ast.Module(
                [ast.Attribute(ast.Name("_", ast.Load()), word) for word in re.findall(WORDS, source)], []
            )
        lines = source.split("\n")
        own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        for node in ast.walk(tree):
            for kind in _kinds(node, own):
                line = lines[node.lineno - 1].strip() if hasattr(node, "lineno") else ""
                if line not in known and (kind, f"{name}: {line[:160]}") not in flags:
                    flags.append((kind, f"{name}: {line[:160]}"))
            if len(flags) >= MOST:
                return flags
    return flags


def bounded(flags: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Flags without repetition, in their order, as many as a tutor reads.

    Args:
        flags: (kind, evidence) pairs, from wherever.

    Returns:
        A list of (kind, evidence); the last says how many were left out, where some were.
    """
    kept = [(kind, text[:LONGEST]) for kind, text in dict.fromkeys(map(tuple, flags))]
    if len(kept) > MOST_IN_ALL:
        kept[MOST_IN_ALL - 1 :] = [("more flags", f"{len(kept) - MOST_IN_ALL + 1} more were left out")]
    return kept


def of_seen(seen: Iterable[str]) -> list[tuple[str, str]]:
    """The flags of what a student's process was seen to do.

    Args:
        seen: texts, as in the replies of `sheet_utils.protocol.StudentProcess`.

    Returns:
        A list of (kind, evidence).
    """
    return [("seen while running", text) for text in seen]


def _kinds(node, own):
    words, given = [], []
    if isinstance(node, ast.Attribute):
        words = [node.attr]
    elif isinstance(node, ast.Name) and (node.id not in own or node.id.startswith("__")):
        given = [node.id]
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        words = [part for alias in node.names for part in alias.name.split(".")]
        words += (getattr(node, "module", None) or "").split(".")
        if "scipy" in words:  # scipy.signal
            words = []
    for patterns, some in ((REACHED, words), (GIVEN, given)):
        for pattern, kind in patterns:
            if any(re.fullmatch(pattern, word) for word in some):
                yield kind
    if isinstance(node, ast.Name) and node.id in BUILDS or words == ["b64decode"]:
        yield "builds code from text"
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 500:
        for pattern, kind in TEXTS:
            if re.search(pattern, node.value, re.IGNORECASE) and "\n" not in node.value:
                yield kind
    if isinstance(node, ast.ClassDef):
        defined = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        if defined & PRETENDING:
            yield "an object that pretends to be a number"
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute):
                path = _path(target)
                # torch.backends holds settings.
                if path[-1] in REPLACED and path[-2] != "backends":
                    yield "replaces a library's function"


def _path(node):
    """The names of a.b.c, from the last to the first."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [*names, getattr(node, "id", "")]
