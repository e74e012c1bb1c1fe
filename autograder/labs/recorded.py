"""The numbers in a student's kit, one file per check: its cases, and what the solution and known mistakes make of them.

A file is a frame whose parts are bytes, each a frame of its own. There is no code in it, and nothing to run.
"""

import functools
from pathlib import Path

# A student's kit has this folder, and neither solutions nor mistakes: cases and answers as numbers, and the stubs.
RECORDED = Path(__file__).resolve().parent / "recorded"


def path_of(lab: str, function: str) -> str:
    """Return where a check's file is below `RECORDED`."""
    return f"{lab}/{function}.frame"


@functools.cache
def part(lab: str, function: str, name: str) -> bytes:
    """Return one part of a check's file."""
    from autograder.trace.frame import unpack  # here, so that reading the catalogue is quick

    _, parts = unpack((RECORDED / path_of(lab, function)).read_bytes())
    return parts[name].tobytes()
