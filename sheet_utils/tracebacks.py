"""In a notebook, an error shows the student's own lines and the message, and no line of this package."""

import types

PACKAGE = __name__.partition(".")[0]


def own_frames(traceback) -> types.TracebackType | None:
    """A traceback without the lines of this package and without what lies below them.

    Where the last line of the student's own leads into the package, nothing after it is kept: what went wrong in
    there, the message says. Any other traceback is as it was.

    Args:
        traceback: of an exception that came out of a notebook's cell, or None.

    Returns:
        The shortened traceback, or None for None.
    """
    entries = _entries(traceback)
    names = [_module_of(entry) for entry in entries]
    last = max((k for k, name in enumerate(names) if name == "__main__"), default=-1)
    if last < 0 or not any(_is_ours(name) for name in names[last + 1 :]):
        return entries[0] if entries else None
    kept = None
    for entry, name in reversed(list(zip(entries[: last + 1], names, strict=False))):
        if not _is_ours(name):
            kept = types.TracebackType(kept, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return kept


def _entries(traceback):
    entries = []
    while traceback is not None:
        entries.append(traceback)
        traceback = traceback.tb_next
    return entries


def _module_of(entry):
    return str(entry.tb_frame.f_globals.get("__name__"))


def _is_ours(name):
    return name == PACKAGE or name.startswith(PACKAGE + ".")


def _show(shell, kind, error, traceback, tb_offset=None):
    if isinstance(error, SyntaxError) and "__main__" not in map(_module_of, _entries(traceback)):
        # The student's own cell could not be compiled: IPython shows the line and the place in it.
        shell.showindentationerror() if isinstance(error, IndentationError) else shell.showsyntaxerror()
        return
    # One message, without that of an earlier error inside this package.
    if (kept := own_frames(traceback)) is not traceback:
        error = error.with_traceback(kept)
        error.__cause__, error.__suppress_context__ = None, True
    shell.showtraceback((kind, error, kept), running_compiled_code=True)


def install(shell) -> None:
    """Show errors of a notebook this way, unless something else has taken over its errors.

    Args:
        shell: of IPython, in which the cells run.
    """
    if not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), _show)
