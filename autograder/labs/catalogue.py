"""What there is to do: labs, checks, points and hints, read from each lab's `lab.toml`. Holds no answer."""

import functools
import hashlib
import importlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from autograder.errors import CourseFileUnusable
from autograder.labs.authors_files import fitted, read_toml
from autograder.labs.course import SHIPPED, Course, course, exercises
from autograder.labs.recorded import RECORDED, part

if TYPE_CHECKING:  # so that reading the catalogue is quick
    from autograder.trace import Case

# The seed of the fresh cases that a student meets: fixed, so that the same file gets the same verdict tomorrow.
STUDENT_SEED = 2026
# What a kit calls small cases.
SMALL = "small cases"
# So many bits has the seed of a class. Student code may see a seed of its own, which leads back to none of as many.
SEED_BITS = 128
NO_LABS = "no lab is in {folder}: a folder with a lab.toml is one"
NO_SUCH_CHECK = "gradkit.toml gives points to {name}, which is no check; there are {names}"
NO_SUCH_LAB = "gradkit.toml: no lab is called {name}; there are {labs}"
# Stands above the question in a lab's lesson.
QUESTION = "<!-- question -->"


@dataclass(frozen=True)
class Check:
    """One graded function of a lab: `kind` is `write` or `mend`, `hints` go from a question to the order of steps.

    `parameters` are the function's own, where a case's inputs have other names than these. `pattern` is which of
    `patterns.toml` shows the same on another function, or "".
    """

    lab: str
    function: str
    points: int
    kind: str
    hints: tuple[str, str, str]
    parameters: tuple[str, ...] = ()
    pattern: str = ""

    @property
    def name(self) -> str:
        """How a student types it: `slope_and_bias.train_model`."""
        return f"{self.lab}.{self.function}"

    def cases(self, seed: int = STUDENT_SEED) -> tuple["Case", ...]:
        """Return the check's cases, the published first; the fresh ones are drawn from `seed`."""
        return _recorded_cases(self, "cases") if is_students_kit() else _cases(self.lab, self.function, seed)

    def small_cases(self) -> tuple["Case", ...]:
        """Return cases of a few small numbers, the simplest first: a function that fails on one has a counterexample."""
        return _recorded_cases(self, SMALL) if is_students_kit() else _small_cases(self.lab, self.function)

    def seed_of_code(self, seed: int) -> int:
        """Return what the generators of random numbers are set to while student code runs: it leads back to no `seed`."""
        return int.from_bytes(hashlib.sha256(f"{seed} {self.name}".encode()).digest()[:4])

    def published_cases(self) -> tuple["Case", ...]:
        """Return the cases that may be shown: the tutorial's own."""
        return tuple(case for case in self.cases() if case.published)


KINDS = ("write", "mend")


@dataclass(frozen=True)
class CheckToml:
    """A `[[check]]` of a `lab.toml`: see `Check`."""

    function: str
    points: Annotated[int, lambda points: points >= 0]
    kind: Annotated[str, KINDS.__contains__]
    hints: tuple[str, str, str]
    parameters: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True)
class LabToml:
    """What a `lab.toml` says: see `Lab`."""

    title: str
    check: tuple[dict[str, object], ...]
    order: int = 0
    tutorial: str = ""
    learnt: str = ""


@dataclass(frozen=True)
class Lab:
    """One exercise file with its checks, in the order in which a student meets them; `learnt` is what it has taught.

    `home` is the course that it comes from, `week` and `due` when it is due in the course that is served, 0 and None where
    nothing says so; `due` has an offset from UTC.
    """

    name: str
    order: int
    title: str
    tutorial: str
    learnt: str
    checks: tuple[Check, ...]
    home: Course
    week: int = 0
    due: datetime | None = None

    @property
    def folder(self) -> Path:
        """Where its `lab.toml` is, its probes and all else that is said of it."""
        return self.home.labs / self.name

    @property
    def solution(self) -> Path:
        """The file with its answers."""
        return self.home.solutions / f"{self.name}.py"

    @property
    def exercise(self) -> Path:
        """The file that a student works on. Raises `UsageProblem` where there is none: see `exercises`."""
        return exercises() / f"{self.name}.py"

    @property
    def points(self) -> int:
        """The points of all checks together."""
        return sum(check.points for check in self.checks)

    @property
    def lesson(self) -> tuple[str, str]:
        """The story that the lab's notebook tells, and the question at its end: `lesson.md` as it is, or nothing."""
        path = self.folder / "lesson.md"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        story, _, question = text.partition(QUESTION)
        return story, question.strip()

    def check(self, function: str) -> Check:
        """Return the check of a function; raises `KeyError` when the lab has none of that name."""
        return {check.function: check for check in self.checks}[function]


@functools.cache
def all_labs() -> tuple[Lab, ...]:
    """Return every lab that is out, in the order of the course. Raises `CourseFileUnusable`.

    A folder with a `lab.toml` is a lab; nothing else makes it one.
    """
    labs = _chosen(course().settings.labs) or _labs_of(course())
    if not labs:
        raise CourseFileUnusable(NO_LABS, folder=course().labs)
    settings = course().settings
    names, weeks = {check.name for lab in labs for check in lab.checks}, settings.weeks
    if unknown := sorted(settings.points.keys() - names):
        raise CourseFileUnusable(NO_SUCH_CHECK, name=unknown[0], names=", ".join(sorted(names)))
    if unknown := sorted({*weeks, *settings.due, *chain(*settings.extensions.values())} - {lab.name for lab in labs}):
        raise CourseFileUnusable(NO_SUCH_LAB, name=unknown[0], labs=", ".join(lab.name for lab in labs))
    due = {lab: settings.moment(day) for lab, day in settings.due.items()}
    ordered = enumerate(labs, start=1)
    return tuple(
        replace(lab, order=number, week=weeks.get(lab.name, 0), due=due.get(lab.name)) for number, lab in ordered
    )


def files_of_labs() -> list[Path]:
    """Return every `lab.toml` of the course, whatever it says."""
    return sorted(course().labs.glob("*/lab.toml"))


def _labs_of(home: Course) -> tuple[Lab, ...]:
    labs = (_read(path.parent.name, home) for path in home.labs.glob("*/lab.toml"))
    return tuple(sorted(labs, key=lambda lab: (lab.order, lab.name)))


def _chosen(names: Sequence[str]) -> tuple[Lab, ...]:
    """Return the labs of these names, the course's own or shipped ones. Raises `CourseFileUnusable`."""
    homes = {name: home for home in (SHIPPED, course()) for name in names if (home.labs / name / "lab.toml").exists()}
    for name in names:
        if name not in homes:
            there = sorted({path.parent.name for home in (SHIPPED, course()) for path in home.labs.glob("*/lab.toml")})
            raise CourseFileUnusable(NO_SUCH_LAB, name=name, labs=", ".join(there))
    return tuple(_read(name, homes[name]) for name in names)


def is_students_kit() -> bool:
    """Tell whether this is what students get: answers are numbers here, and there is no other seed."""
    return RECORDED.is_dir()


def lab_named(name: str) -> Lab:
    """Return a lab; raises `KeyError` when there is none of that name."""
    return {lab.name: lab for lab in all_labs()}[name]


@functools.cache
def _recorded_cases(check: Check, name: str) -> tuple["Case", ...]:
    from autograder.trace import unpack_request

    return unpack_request(part(check.lab, check.function, name)).cases


@functools.lru_cache(maxsize=1024)
def _cases(lab: str, function: str, seed: int) -> tuple["Case", ...]:
    cases = draw_cases(lab, function, seed)
    assert cases[0].published and not cases[-1].published, f"{lab}.{function} needs a published and a fresh case"
    return cases


def draw_cases(lab: str, function: str, seed: int) -> tuple["Case", ...]:
    """Return what the author's own function yields for a check, drawn anew."""
    import numpy as np  # here, so that reading the catalogue is quick

    module = importlib.import_module(f"autograder.labs.{lab}.answers.cases")
    return tuple(getattr(module, function)(np.random.default_rng([seed, *f"{lab}.{function}".encode()])))


@functools.cache
def _small_cases(lab: str, function: str) -> tuple["Case", ...]:
    cases: tuple[Case, ...] = importlib.import_module("autograder.labs.answers.small").small_cases(lab, function)
    return cases


def _read(name: str, home: Course) -> Lab:
    path = home.labs / name / "lab.toml"
    told = read_toml(path, LabToml)
    entries = (fitted(f"{path}, check {n}", CheckToml, entry) for n, entry in enumerate(told.check, start=1))
    checks = (Check(name, **vars(entry)) for entry in entries)
    points = course().settings.points
    with_points = tuple(replace(check, points=points.get(check.name, check.points)) for check in checks)
    return Lab(name, told.order, told.title, told.tutorial, told.learnt, with_points, home)
