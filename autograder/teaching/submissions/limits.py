"""How much a submission, and a class of them, may bring along."""

from dataclasses import dataclass

from autograder.sandbox.limits import Limits as WorkerLimits

_MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """Sizes are in bytes. What is over one of a student's refuses that student, or that file of theirs, and nobody else."""

    source: int = WorkerLimits.source
    notebook: int = 5 * _MIB
    student_bytes: int = 20 * _MIB
    student_files: int = 200
    class_bytes: int = 2 * 1024 * _MIB
    class_files: int = 100_000
    # Folders inside a student's folder.
    depth: int = 16
    # An honest notebook takes some hundredths of a second to be read.
    notebook_seconds: float = 10.0
