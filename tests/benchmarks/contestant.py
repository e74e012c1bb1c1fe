"""What takes part in the proof: something that is given a class, grades it, and says how many points each function got."""

import os
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

OURS = Path(sys.executable).parent


@dataclass(frozen=True)
class Graded:
    """A class that was graded: seconds and peak megabytes of everything, and `{student: {function: points}}`."""

    seconds: float
    megabytes: float
    points: dict[str, dict[str, float]]


class Contestant(ABC):
    """One way to grade a class.

    `anew` says that its seconds per submission are the same however large the class is, `quick` that a class ten times
    as large is no burden.
    """

    name = ""
    anew = False
    quick = False
    has_verdicts = True

    @abstractmethod
    def prepare(self, folder, students):
        """Lay out in an empty folder what is needed to grade these students. Nobody measures this."""

    @abstractmethod
    def grade(self, students):
        """Grade some of the students as if for the first time; return a `Graded`."""


class OneByOne(Contestant):
    """A command per submission, one after the other, as a loop in the shell has it."""

    anew = True

    def grade(self, students):
        """Grade one student after the other."""
        ran, points = [], {}
        for student in students:
            ran.append(self.run(student))
            points[student.name] = self.points_of(student)
        return Graded(sum(one.seconds for one in ran), max(one.megabytes for one in ran), points)

    @abstractmethod
    def run(self, student):
        """Run the command for one student; return how it ran."""

    @abstractmethod
    def points_of(self, student):
        """Return what the command wrote down: `{function: points}`, empty where it got nowhere."""


def environment(programs, folder, *, kit):
    """Return an environment with these programs and nobody's own settings; with `kit`, ours can be imported."""
    settings = str(Path(folder, ".settings"))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    kept |= {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "100"}
    kept |= dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"), settings)
    return kept | ({"PYTHONPATH": str(ROOT)} if kit else {})
