"""The numbers in a student's kit, one file per check: its cases, and what the solution and known mistakes make of them.

A file is a frame whose parts are bytes, each a frame of its own. There is no code in it, and nothing to run.
"""

import functools

import numpy as np

from autograder.labs.catalogue import RECORDED
from autograder.trace.frame import pack, unpack


def path_of(check):
    """Return the place of a check's file below `RECORDED`."""
    return f"{check.lab}/{check.function}.frame"


def packed(parts):
    """Return the bytes of a file that holds `parts`, name -> bytes."""
    return pack({}, {name: np.frombuffer(data, dtype=np.uint8) for name, data in parts.items()})


@functools.cache
def part(check, name):
    """Return one part of a check's file."""
    _, parts = unpack((RECORDED / path_of(check)).read_bytes())
    return parts[name].tobytes()
