"""How long and how much a student's code may run: the numbers, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a student's process may use; seconds are those of its `accounting.Clock` unless said otherwise.

    Attributes:
        cell_seconds: for one cell.
        question_seconds: for one call of a function.
        notebook_seconds: for all of a notebook's cells and questions.
        start_seconds: until the process answers for the first time.
        cpu_seconds: processor time of one process, which the kernel counts.
        memory: bytes that all processes and the scratch folders may hold together.
        address_space: bytes of address space of one process.
        processes: how many there may be, threads included.
        file_bytes: size of one file.
        scratch_bytes, scratch_files: size of each folder in memory, and how many files may lie in it.
        sockets: how many may be open.
        reply_bytes: size of one answer.
    """

    cell_seconds: float = 30
    question_seconds: float = 20
    notebook_seconds: float = 120
    start_seconds: float = 90
    cpu_seconds: int = 150
    memory: int = 1_500_000_000
    address_space: int = 3_000_000_000
    processes: int = 64
    file_bytes: int = 50_000_000
    scratch_bytes: int = 200_000_000
    scratch_files: int = 10_000
    sockets: int = 64
    reply_bytes: int = 50_000_000
