"""Compile kernels with numba, with a cache on disk where one can be written; this module needs numba."""

import contextlib
import functools
import hashlib
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from numba import njit
from numba.core import event
from numba.core.caching import FunctionCache
from numba.core.dispatcher import Dispatcher

from sheet_utils.runtime import core_count

#: Compiled with these everywhere: kernels run without Python's lock, and a division by zero gives inf as in NumPy.
OPTIONS = {"nogil": True, "error_model": "numpy"}
#: Seconds that another process may need longer than this one.
PATIENCE = 60


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

    def lacks(self, target_context) -> bool:
        """Whether nothing is kept yet that was compiled for this machine from these files, and could be.

        Args:
            target_context: as in `load_overload`.

        Returns:
            False where the disk fails, too.
        """
        with self._disk_errors_disable():
            of_today = self._index_key(None, target_context.codegen())[1:]
            return all(key[1:] != of_today for key in self._cache_file._load_index())
        return False

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


#: Of what only other kernels call: nothing is made that Python could call it by, which takes long for many arguments.
_OF_KERNELS = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, **OPTIONS}
#: Decorates a piece of a kernel, which becomes part of whatever kernel calls it.
inlined = njit(forceinline=True, **_OF_KERNELS)
#: Decorates what one kernel alone calls: it becomes part of that kernel's source, and machine code only once.
merged = njit(inline="always", **OPTIONS)


class _Announcer(event.Listener):
    """Says once on stderr that something is being compiled."""

    def __init__(self):
        self.silent = False

    def on_start(self, event):
        if not self.silent:
            print("Compiling the engine for this machine. This happens once; about 10 s.", file=sys.stderr)
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


@contextlib.contextmanager
def beside(kernel, statement) -> Iterator[None]:
    """Have another process compile a kernel while this one compiles others, and wait for it at the end.

    numba lets one thread compile at a time. Where the kernel is on disk already, cannot be kept there, or this machine
    has one core, there is no other process, and whoever calls the kernel compiles it or loads it.

    Args:
        kernel: of `compiled`.
        statement: Python's; calls the kernel.
    """
    cache = kernel._cache
    process = None
    if isinstance(cache, KernelCache) and cache.lacks(kernel.targetctx) and core_count() > 1:
        package = str(Path(__file__).parents[2])
        command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {package!r})\n{statement}"]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with contextlib.suppress(OSError):
            process = subprocess.Popen(command, **quiet)
    try:
        yield
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)
    finally:
        if process is not None:
            process.kill()
            process.wait()
