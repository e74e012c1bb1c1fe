"""What a verdict rests on. When any part of it is another, the verdict is not reused, and the instructor is told why."""

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Self

import autograder
from autograder.labs.catalogue import HERE, ROOT, SOLUTIONS, all_labs
from autograder.sandbox.launch import Limits
from autograder.teaching.grading.tasks import Task
from autograder.teaching.limits import FileLimits

# What of a lab's folder changes no verdict: its story and its pictures.
_NO_MATTER = ("lesson.md", "pictures.py")
# Where verdicts are made, beside the labs themselves.
_ROOMS = ("judge", "labs", "sandbox", "trace", "worker")
_MODULES = ("errors.py", "text.py")
_OTHER_LABS = re.compile(rb"autograder\.labs\.(\w+)\.")


@dataclass(frozen=True)
class Fingerprint:
    """Digests of a student's file, of the lab (what it asks, its cases, properties and mistakes), of its solution and of
    the kit; the class's seed and the device as they are, the limits as a text, and the round in which it was graded
    anew because somebody asked for it.
    """

    file: str
    lab_files: str
    solution: str
    kit: str
    seed: str
    device: str
    limits: str
    round: int

    @classmethod
    def of(cls, task: Task, seed: int, device: str, limits: str, again: int) -> Self:
        """Return the fingerprint that a verdict on a task would have today."""
        return cls(task.sha256, lab(task.lab), solution(task.lab), kit(), str(seed), device, limits, again)

    @property
    def shared_digest(self) -> str:
        """The digest of all fields but the file: of what the verdicts on many files share."""
        return hashlib.sha256(repr(astuple(self)[1:]).encode()).hexdigest()[:32]


FIELDS = tuple(field.name for field in fields(Fingerprint))
SHARED = FIELDS[1:]


@functools.cache
def lab(name: str) -> str:
    """Return the digest of a lab's folder, and of the folders of those labs that it borrows from."""
    return _digest([*_files(name), *(path for other in _borrowed(name) for path in _files(other))])


def _files(name: str) -> list[Path]:
    paths = (HERE / name).rglob("*")
    return [path for path in paths if path.suffix in (".py", ".toml") and path.name not in _NO_MATTER]


def _borrowed(name: str) -> set[str]:
    """Return the labs whose modules a lab imports."""
    named = {other.decode() for path in _files(name) for other in _OTHER_LABS.findall(path.read_bytes())}
    return {other for other in named - {name} if (HERE / other / "lab.toml").exists()}


@functools.cache
def solution(name: str) -> str:
    """Return the digest of a lab's solution."""
    return _digest([SOLUTIONS / f"{name}.py"])


def kit() -> str:
    """Return the version, and the digest of the code that makes verdicts and of the tables that cases are drawn from."""
    return f"{autograder.__version__} {_code()}"


@functools.cache
def _code() -> str:
    code = [path for room in _ROOMS for path in (ROOT / "autograder" / room).rglob("*.py")]
    code += [ROOT / "autograder" / name for name in _MODULES]
    own = {path.parent for path in HERE.glob("*/lab.toml")}
    shared = [path for path in code if own.isdisjoint(path.parents)]
    return _digest([*shared, *(ROOT / "datasets").glob("*.csv")])


def everything() -> str:
    """Return one digest of the kit with all its labs: machines that grade one class together must have the same."""
    names = [one.name for one in all_labs()]
    digests = [kit(), *map(lab, names), *map(solution, names)]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def limits_text(*limits: Limits | FileLimits) -> str:
    """Return limits as one text, by name and value."""
    return " ".join(f"{name}={value}" for one in limits for name, value in sorted(asdict(one).items()))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()
