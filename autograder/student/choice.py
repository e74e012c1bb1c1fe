"""Work out which labs, checks and files somebody means, or say in one line why not."""

import contextlib
import difflib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import SEED_BITS, Check, Lab, all_labs
from autograder.labs.course import course, exercises
from autograder.student.wording import usage

DEVICES = ("cpu", "cuda", "mps", "auto")


@dataclass(frozen=True)
class Choice:
    """Which checks of which lab are meant, and the file that they are about."""

    lab: Lab
    checks: tuple[Check, ...]
    path: Path

    @property
    def shown_path(self) -> str:
        """The path as the student would type it: relative to where they stand, when that is shorter."""
        here = Path.cwd()
        return str(self.path.relative_to(here) if self.path.is_relative_to(here) else self.path)

    @property
    def is_exercise(self) -> bool:
        """Whether the file is the student's own, in the course's folder, and not one that is handed in."""
        return self.path.parent == course().exercises

    @property
    def source(self) -> bytes | None:
        """The file's bytes, or None when there is no such file. Raises `UsageProblem` when it cannot be read."""
        with or_usage_problem(usage.CANNOT_READ, path=self.shown_path), contextlib.suppress(FileNotFoundError):
            return self.path.read_bytes()
        return None


def choose(target: str | None = None, submission: str | None = None) -> list[Choice]:
    """Return a `Choice` per lab: of `target` (see `find`), or of every lab that the submission holds."""
    folder = Path(submission) if submission else exercises()
    if not folder.is_dir():
        raise UsageProblem(usage.NO_SUCH_FOLDER, path=folder)
    folder = folder.resolve()
    if target:
        lab, checks = find(target)
        return [Choice(lab, checks or lab.checks, folder / f"{lab.name}.py")]
    present = [lab for lab in all_labs() if (folder / f"{lab.name}.py").exists()]
    if not present and not submission:
        raise UsageProblem(usage.NO_LABS_LEFT, path=folder, lab=all_labs()[0].name)
    if not present:
        raise UsageProblem(usage.NO_LABS_THERE, path=folder, labs=", ".join(f"{lab.name}.py" for lab in all_labs()))
    return [Choice(lab, lab.checks, folder / f"{lab.name}.py") for lab in present]


def find(target: str) -> tuple[Lab, tuple[Check, ...]]:
    """Return `(lab, checks)` of LAB, LAB.FUNCTION, or a FUNCTION of one lab alone; no checks where none is named.

    The path of a lab's file stands for the lab.
    """
    typed = Path(target).name.removesuffix(".py")
    name, _, function = typed.partition(".")
    labs = {lab.name: lab for lab in all_labs()}
    if name in labs and not function:
        return labs[name], ()
    found = [check for lab in labs.values() for check in lab.checks if typed in (check.function, check.name)]
    if len(found) == 1:
        return labs[found[0].lab], (found[0],)
    if found:
        raise UsageProblem(usage.AMBIGUOUS_FUNCTION, name=typed, names=", ".join(check.name for check in found))
    if near := _nearest(name, function):
        raise UsageProblem(usage.NEAR_MISS, name=typed, near=near)
    if name in labs:
        functions = ", ".join(check.function for check in labs[name].checks)
        raise UsageProblem(usage.NO_SUCH_FUNCTION, lab=name, name=function, functions=functions)
    raise UsageProblem(usage.NO_SUCH_LAB, name=name, labs=", ".join(labs))


def _nearest(name: str, function: str) -> str:
    """Return what may have been meant by the name of a lab or a function, or by a `function` of a lab; "" for nothing."""
    labs = {lab.name: [check.function for check in lab.checks] for lab in all_labs()}
    if not function:
        return _near(name, [*labs, *itertools.chain(*labs.values())])
    lab = name if name in labs else _near(name, [*labs])
    meant = _near(function, labs[lab]) if lab else ""
    return meant and f"{lab}.{meant}"


def _near(name: str, known: Sequence[str]) -> str:
    return "".join(difflib.get_close_matches(name, known, n=1, cutoff=0.7))


def checked_device(name: str) -> str:
    """Return a device name that exists as a word; whether this machine has the device is seen when it is used."""
    if name not in DEVICES:
        raise UsageProblem(usage.NO_SUCH_DEVICE_NAME, name=name)
    return name


def checked_seed(seed: int | None) -> int | None:
    """Return a seed that cases can be drawn from, or None for none."""
    if seed is not None and not 0 <= seed < 2**SEED_BITS:
        raise UsageProblem(usage.BAD_SEED, value=seed, largest=2**SEED_BITS - 1)
    return seed
