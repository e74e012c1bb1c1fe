"""What a verdict rests on. When any part of it is another, the verdict is not reused, and the instructor is told why."""

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Self, TypeAlias

import autograder
from autograder.labs.catalogue import Lab, all_labs, lab_named
from autograder.labs.course import PACKAGE, SHIPPED, course
from autograder.sandbox.launch import Limits
from autograder.teaching.grading.tasks import Task
from autograder.teaching.limits import FileLimits

# Files by the places that they have in a checkout, wherever they lie on this machine.
Files: TypeAlias = dict[str, Path]
# What of a lab's folder changes no verdict: its story and its pictures.
_NO_MATTER = ("lesson.md", "pictures.py")
# Where verdicts are made, beside the labs themselves.
_ROOMS = ("judge", "labs", "sandbox", "trace", "worker")
_MODULES = ("errors.py", "language.py", "source.py", "text.py")
_OTHER_LABS = re.compile(rb"autograder\.labs\.(\w+)\b")


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
    return of_lab(lab_named(name))


def of_lab(lab: Lab) -> str:
    """Return that digest anew, and of other points than the lab's own where a course gives them."""
    files = _files(lab)
    for other in borrowed(lab):
        files |= _files(other)
    given = course().settings.points
    points = [f"{check.name}={given[check.name]}" for check in lab.checks if check.name in given]
    return _digest(files) + " ".join(["", *points])


def _files(of: Lab) -> Files:
    paths = (path for path in of.folder.rglob("*") if path.suffix in (".py", ".toml") and path.name not in _NO_MATTER)
    return _placed("autograder/labs", of.home.labs, paths)


def borrowed(lab: Lab) -> list[Lab]:
    """Return the other labs whose modules a lab imports."""
    named = {other.decode() for path in _files(lab).values() for other in _OTHER_LABS.findall(path.read_bytes())}
    return [other for other in all_labs() if other.name in named - {lab.name}]


@functools.cache
def solution(name: str) -> str:
    """Return the digest of a lab's solution."""
    path = lab_named(name).solution
    return _digest({f"solutions/{path.name}": path})


def kit() -> str:
    """Return the version, and the digest of the code that makes verdicts and of the tables that cases are drawn from."""
    return f"{autograder.__version__} {_code()}"


@functools.cache
def _code() -> str:
    files = _placed("autograder", PACKAGE, [PACKAGE / name for name in _MODULES])
    for room in _ROOMS:
        files |= _placed("autograder", PACKAGE, (PACKAGE / room).rglob("*.py"))
    for home in (SHIPPED, course()):
        files |= _placed("autograder/labs", home.labs, home.labs.rglob("*.py"))
        files |= _placed("datasets", home.datasets, home.datasets.glob("*.csv"))
    of_labs = {path.parent for home in (SHIPPED, course()) for path in home.labs.glob("*/lab.toml")}
    return _digest({place: path for place, path in files.items() if of_labs.isdisjoint(path.parents)})


def everything() -> str:
    """Return one digest of the kit with all its labs: machines that grade one class together must have the same."""
    names = [one.name for one in all_labs()]
    digests = [kit(), *map(lab, names), *map(solution, names)]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def limits_text(*limits: Limits | FileLimits) -> str:
    """Return limits as one text, by name and value."""
    return " ".join(f"{name}={value}" for one in limits for name, value in sorted(asdict(one).items()))


def _placed(place: str, folder: Path, paths: Iterable[Path]) -> Files:
    return {f"{place}/{path.relative_to(folder).as_posix()}": path for path in paths}


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    for place, path in sorted(files.items()):
        data = path.read_bytes()
        digest.update(f"{place} {len(data)}\n".encode() + data)
    return digest.hexdigest()
