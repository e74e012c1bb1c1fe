"""What a submission may use up and bring along, and `--limit NAME=VALUE` where the defaults do not do."""

import dataclasses
import re
from argparse import Namespace
from collections.abc import Mapping
from typing import Any, TypeVar

from autograder.errors import UsageProblem
from autograder.sandbox.launch import MIB, Limits
from autograder.teaching import wording

# In bytes; the others are counts.
_SIZES = ("memory", "file", "scratch", "output", "source", "notebook", "student_bytes", "class_bytes")
_COUNTS = ("inodes", "descriptors", "processes", "student_files", "class_files")
_VALUE = re.compile(r"(\d{1,12})(?:([KMG])iB)?")
_UNITS = {None: 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
NAMES = (*_SIZES, *_COUNTS)


@dataclasses.dataclass(frozen=True)
class FileLimits:
    """Sizes are in bytes. What is over one of a student's refuses that student, or that file of theirs, and nobody else."""

    source: int = Limits.source
    notebook: int = 5 * MIB
    student_bytes: int = 20 * MIB
    student_files: int = 200
    class_bytes: int = 2 * 1024 * MIB
    class_files: int = 100_000
    # Folders inside a student's folder.
    depth: int = 16
    # An honest notebook takes some hundredths of a second to be read.
    notebook_seconds: float = 10.0


T = TypeVar("T", Limits, FileLimits)


def limits_of(options: Namespace) -> tuple[Limits, FileLimits]:
    """Return the limits of code and those of files that a command line asks for. Raises `UsageProblem`."""
    wanted = dict(map(_limit, options.limit or ()))
    limits = Limits(seconds=options.seconds, submission_seconds=options.submission_seconds)
    return _with(limits, wanted), _with(FileLimits(), wanted)


def limits_in(text: str) -> Limits:
    """Return the limits of code in a text by `fingerprint.limits_text`, as far as this kit has them.

    Raises `ValueError` for a text that none wrote.
    """
    # Those of files come after them, and the source's has the same name.
    told = {name: value for name, _, value in (word.partition("=") for word in reversed(text.split()))}
    kept: dict[str, Any] = {}
    for name in vars(Limits()).keys() & told.keys():
        kept[name] = float(told[name]) if name.endswith("seconds") else int(told[name])
    return Limits(**kept)


def _limit(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    found = _VALUE.fullmatch(value)
    if name not in NAMES or not found or (found[2] and name in _COUNTS) or not int(found[1]):
        raise UsageProblem(wording.BAD_LIMIT, text=text, names=", ".join(NAMES))
    return name, int(found[1]) * _UNITS[found[2]]


def _with(limits: T, wanted: Mapping[str, int]) -> T:
    own = {field.name for field in dataclasses.fields(limits)}
    return dataclasses.replace(limits, **{name: value for name, value in wanted.items() if name in own})
