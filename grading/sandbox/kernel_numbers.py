"""Write the table of the kernel's system calls, name to number, for each processor that grading knows.

    python -m grading.sandbox.kernel_numbers

The numbers are public and never change (`include/uapi` of the kernel); distributions install them as C headers
(Debian: `linux-libc-dev`). The table is kept in the repository, so that a grader needs no headers.
"""

import json
import re
from pathlib import Path

TABLE = Path(__file__).parent / "syscalls.json"
HEADERS = Path("/usr/include")
#: Where the numbers of x86-64 stand, in the order of preference; aarch64 has the generic ones.
X86_64, GENERIC = ("x86_64-linux-gnu/asm/unistd_64.h", "asm/unistd_64.h"), "asm-generic/unistd.h"
#: Since 424 every processor has the same numbers. These came after 6.1, whose headers may be the ones installed.
SHARED = {
    "cachestat": 451, "fchmodat2": 452, "map_shadow_stack": 453, "futex_wake": 454, "futex_wait": 455,
    "futex_requeue": 456, "statmount": 457, "listmount": 458, "lsm_get_self_attr": 459, "lsm_set_self_attr": 460,
    "lsm_list_modules": 461, "mseal": 462, "setxattrat": 463, "getxattrat": 464, "listxattrat": 465,
    "removexattrat": 466, "open_tree_attr": 467, "file_getattr": 468, "file_setattr": 469,
}  # fmt: skip
#: In the generic header, calls of 32-bit processors alone.
NARROW = re.compile(r"time64$|^(fcntl64|llseek|fadvise64_64|mmap2|sendfile64)$")
#: In the generic header, one number under the name that 64-bit processors give it.
WIDE = {"fstatat": "newfstatat"}
#: Numbers of the generic header that aarch64 has no call for.
NONE_ON_AARCH64 = {"stat", "lstat", "sync_file_range2", "arch_specific_syscall", "syscalls"}


def x86_64(text) -> dict[str, int]:
    """Read the system calls in x86-64's own header.

    Args:
        text: of the header.

    Returns:
        {name: number}.
    """
    return {name: int(number) for name, number in re.findall(r"^#define __NR_(\w+) (\d+)$", text, re.MULTILINE)}


def aarch64(text) -> dict[str, int]:
    """Read the system calls in the generic header, which aarch64 uses as it stands.

    Args:
        text: of the header.

    Returns:
        {name: number}, under the names that 64-bit processors give them.
    """
    found = {}
    for name, number in re.findall(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", text, re.MULTILINE):
        if not NARROW.search(name) and name not in NONE_ON_AARCH64:
            found[WIDE.get(name, name)] = int(number)
    return found


def tables(headers=HEADERS) -> dict[str, dict[str, int]]:
    """The table of every processor.

    Args:
        headers: the folder with the kernel's headers, a `Path`.

    Returns:
        {processor: {name: number}}, sorted by name.

    Raises:
        FileNotFoundError: the kernel's headers are not installed.
    """
    own = next((headers / name for name in X86_64 if (headers / name).is_file()), headers / X86_64[0])
    return {
        "x86_64": dict(sorted({**SHARED, **x86_64(own.read_text())}.items())),
        "aarch64": dict(sorted({**SHARED, **aarch64((headers / GENERIC).read_text())}.items())),
    }


if __name__ == "__main__":
    TABLE.write_text(json.dumps(tables(), indent=1) + "\n")
