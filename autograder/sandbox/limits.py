"""What a student's code may use up. The defaults are generous for homework, and small for an attack."""

import math
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Seconds of one check, and of a whole submission where a class sets them; the others are bytes, but for `inodes`,
    `descriptors` and `processes`.

    `memory` is what a check may take beyond what the warm process has already, `file` the size of one file, `scratch`
    and `inodes` what its folder holds, `output` what of its prints is kept, `source` the student's file itself.
    `processes` counts threads: a check may start no process.
    """

    seconds: float = 10.0
    submission_seconds: float = math.inf
    memory: int = 1024 * MIB
    file: int = 8 * MIB
    scratch: int = 16 * MIB
    inodes: int = 1000
    descriptors: int = 64
    processes: int = 128
    output: int = 64 * 1024
    source: int = 256 * 1024
