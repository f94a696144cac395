"""A filter of system calls for bubblewrap: what no notebook needs, and what flaws of a kernel are reached through."""

import os
import platform
import struct
import tempfile

# Numbers on x86-64: ptrace, process_vm_*, mount family, namespaces, keys, bpf, perf, io_uring, userfaultfd, modules,
# and memory that belongs to no process and so escapes being counted: memfd_*, shmget.
X86_64 = 0xC000003E
REFUSED = [101, 310, 311, 165, 166, 155, 272, 308, 248, 249, 250, 321, 298, 425, 426, 427, 323, 175, 313, 176, 246, 320,
           153, 169, 170, 171, 163, 167, 168, 304, 303, 312, 428, 429, 430, 431, 432, 433, 442,
           319, 447, 29]  # fmt: skip
# Families of sockets that stay inside: of this machine alone, or of a network that is not there. Others, such as vsock,
# go around the namespace.
SOCKET, FAMILIES = 41, [1, 2, 10, 16]
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, NOT_PERMITTED = 0x7FFF0000, 0x80000000, 0x00050001


def program():
    """The filter as the kernel reads it; None where the numbers above are not this machine's."""
    if platform.machine() != "x86_64":
        return None
    lines = [
        (LOAD, 0, 0, 4), (EQUAL, 1, 0, X86_64), (RETURN, 0, 0, KILL),
        # The other numbering of the same processor would go around the list.
        (LOAD, 0, 0, 0), (AT_LEAST, 0, 1, 0x40000000), (RETURN, 0, 0, KILL),
    ]  # fmt: skip
    for place, number in enumerate(REFUSED):
        # Over the rest of the list, over what follows for sockets, to the refusal at the end.
        lines.append((EQUAL, len(REFUSED) - place + len(FAMILIES) + 2, 0, number))
    lines += [(EQUAL, 1, 0, SOCKET), (RETURN, 0, 0, ALLOW), (LOAD, 0, 0, 16)]
    for place, family in enumerate(FAMILIES):
        lines.append((EQUAL, len(FAMILIES) - place, 0, family))
    lines += [(RETURN, 0, 0, NOT_PERMITTED), (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def filter_file():
    """An open file descriptor that holds the filter, at its start; None where there is none for this machine."""
    code = program()
    if code is None:
        return None
    with tempfile.TemporaryFile() as file:
        file.write(code)
        file.flush()
        descriptor = os.dup(file.fileno())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
