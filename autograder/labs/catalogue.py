"""What there is to do: labs, checks, points and hints, read from each lab's `lab.toml`. Holds no answer."""

import functools
import hashlib
import importlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.labs.recorded import RECORDED, part

if TYPE_CHECKING:  # so that reading the catalogue is quick
    from autograder.trace import Case

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXERCISES = ROOT / "exercises"
SOLUTIONS = ROOT / "solutions"
# The seed of the fresh cases that a student meets: fixed, so that the same file gets the same verdict tomorrow.
STUDENT_SEED = 2026
# What a kit calls small cases.
SMALL = "small cases"
# So many bits has the seed of a class. Student code may see a seed of its own, which leads back to none of as many.
SEED_BITS = 128
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


@dataclass(frozen=True)
class Lab:
    """One exercise file with its checks, in the order in which a student meets them; `learnt` is what it has taught."""

    name: str
    order: int
    title: str
    tutorial: str
    learnt: str
    checks: tuple[Check, ...]

    @property
    def points(self) -> int:
        """The points of all checks together."""
        return sum(check.points for check in self.checks)

    @property
    def lesson(self) -> tuple[str, str]:
        """The story that the lab's notebook tells, and the question at its end: `lesson.md`, as it is written."""
        text = (HERE / self.name / "lesson.md").read_text(encoding="utf-8")
        story, _, question = text.partition(QUESTION)
        return story, question.strip()

    def check(self, function: str) -> Check:
        """Return the check of a function; raises `KeyError` when the lab has none of that name."""
        return {check.function: check for check in self.checks}[function]


@functools.cache
def all_labs() -> tuple[Lab, ...]:
    """Return every lab, in the order of the course. A folder with a `lab.toml` is a lab; nothing else makes it one."""
    return tuple(sorted((_read(path) for path in HERE.glob("*/lab.toml")), key=lambda lab: lab.order))


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
    import numpy as np  # here, so that reading the catalogue is quick

    module = importlib.import_module(f"autograder.labs.{lab}.answers.cases")
    draw = np.random.default_rng([seed, *f"{lab}.{function}".encode()])
    cases = tuple(getattr(module, function)(draw))
    assert cases[0].published and not cases[-1].published, f"{lab}.{function} needs a published and a fresh case"
    return cases


@functools.cache
def _small_cases(lab: str, function: str) -> tuple["Case", ...]:
    cases: tuple[Case, ...] = importlib.import_module("autograder.labs.answers.small").small_cases(lab, function)
    return cases


def _read(path: Path) -> Lab:
    fields, name = tomllib.loads(path.read_text(encoding="utf-8")), path.parent.name
    checks = tuple(_check(name, item) for item in fields["check"])
    said = {key: fields[key] for key in ("order", "title", "tutorial", "learnt")}
    return Lab(name, **said, checks=checks)


def _check(lab: str, item: dict[str, Any]) -> Check:
    lists = {key: tuple(item.get(key, ())) for key in ("hints", "parameters")}
    return Check(lab, item["function"], item["points"], item["kind"], **lists, pattern=item.get("pattern", ""))
