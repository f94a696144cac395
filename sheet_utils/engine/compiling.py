"""Compile kernels with numba, with a cache on disk where one can be written; this module needs numba."""

import contextlib
import functools
import hashlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from numba import njit
from numba.core import event
from numba.core.caching import FunctionCache
from numba.core.dispatcher import Dispatcher

#: Compiled with these everywhere: kernels run without Python's lock, and a division by zero gives inf as in NumPy.
OPTIONS = {"nogil": True, "error_model": "numpy"}


@functools.lru_cache
def package_hash() -> str:
    """A hash of all the files of this package.

    numba notices a change in the file that a kernel is in. Kernels are compiled together with what they call, so a
    change in another file of the package has to make them anew too.
    """
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class KernelCache(FunctionCache):
    """numba's cache on disk, except that a disk that fails costs time and nothing else.

    numba tries once whether the folder can be written, when a kernel is defined. A quota, a limit on the size of
    files or a full disk shows only later, when a compiled kernel is saved; the OSError would reach whoever called it.
    """

    def load_overload(self, sig, target_context) -> object | None:
        """Load the compiled kernel of a signature.

        Args:
            sig: the numba types of the arguments.
            target_context: the numba target that the kernel was compiled for.

        Returns:
            The compiled kernel, or None where there is none or it cannot be read.
        """
        with self._disk_errors_disable():
            return super().load_overload(sig, target_context)

    def save_overload(self, sig, data) -> None:
        """Save a compiled kernel, or give the cache up where that fails.

        Args:
            sig: the numba types of the arguments.
            data: the compiled kernel.
        """
        with self._disk_errors_disable():
            super().save_overload(sig, data)

    @contextlib.contextmanager
    def _disk_errors_disable(self):
        try:
            yield
        except (OSError, EOFError, pickle.UnpicklingError):
            self.disable()

    def _index_key(self, sig, codegen):
        return (*super()._index_key(sig, codegen), package_hash())


def compiled(function) -> Dispatcher:
    """Decorate a function to be compiled at its first call, or loaded from disk, once for every signature.

    Args:
        function: written in the part of Python that numba can compile.

    Returns:
        The kernel, which is called like the function.
    """
    kernel = njit(**OPTIONS)(function)
    # This is what `njit(cache=True)` does, with our cache in place of numba's.
    with contextlib.suppress(RuntimeError):  # numba's "no locator available": no folder of the cache is writable
        kernel._cache = KernelCache(function)
    return kernel


#: Decorates a piece of a kernel, which becomes part of whatever kernel calls it.
inlined = njit(forceinline=True, **OPTIONS)


class _Announcer(event.Listener):
    """Says once on stderr that something is being compiled."""

    def __init__(self):
        self.silent = False

    def on_start(self, event):
        if not self.silent:
            print("Compiling the engine for this machine. This happens once; about 20 s.", file=sys.stderr)
            self.silent = True

    def on_end(self, event):
        pass


_announcer = _Announcer()


@contextlib.contextmanager
def announced() -> Iterator[None]:
    """Say once on stderr that the kernels are being compiled, if they are; loading them from disk says nothing."""
    with event.install_listener("numba:compile", _announcer):
        yield


def announce_no_more() -> None:
    """Keep silent from now on, because somebody else tells the user about the compilation."""
    _announcer.silent = True
