"""The kit's own ways to grade a class."""

import itertools
import json
import sys
from pathlib import Path
from xml.etree import ElementTree

from tests.benchmarks.class_of import LAB, write_files
from tests.benchmarks.contestant import OURS, Contestant, Graded, OneByOne, environment
from tests.benchmarks.course import Course
from tests.benchmarks.processes import run
from tests.places import ROOT


def courses():
    """Return our course graded behind the wall, and the same notebooks and checks in a kernel, as nbgrader does it."""
    return [
        Course("nbgrader autograde, our course"),
        Course("nbgrader autograde, stock, our course's own test cells", stock=True),
    ]


class Grade(Contestant):
    """`gradkit grade`, behind the wall."""

    quick = True

    def __init__(self, name, *options):
        self.name, self._options, self._numbers = name, options, itertools.count()

    def prepare(self, folder, students):
        """Nothing is needed but a folder."""
        self._folder, self._environment = Path(folder), environment(OURS, folder, kit=True)

    def grade(self, students):
        """Grade some students into a new folder."""
        number = next(self._numbers)
        write_files(self._folder / f"class{number}", students)
        out = self._folder / f"graded{number}"
        command = ["gradkit", "grade", f"class{number}", "--out", str(out), *self._options]
        ran = run(command, self._folder, self._environment)
        if not (out / "results.jsonl").exists():
            raise RuntimeError(f"gradkit grade ended with {ran.status}:\n{ran.printed}")
        points = {}
        for row in map(json.loads, (out / "results.jsonl").read_text().splitlines()):
            points.setdefault(row["student"], {})[row["check"].rpartition(".")[2]] = row["points"]
        return Graded(ran.seconds, ran.megabytes, points)


class PytestEach(OneByOne):
    """A new `pytest autograder/` for every student: what a loop around the students' command costs."""

    name = "pytest autograder/, one process per submission"

    def prepare(self, folder, students):
        """Write everybody's files."""
        self._folder, self._environment = Path(folder), environment(OURS, folder, kit=True)
        write_files(self._folder, students)

    def run(self, student):
        """Check one student's folder."""
        # A student's installation has no hypothesis, whose plugin imports it for every run of pytest.
        pytest = [sys.executable, "-m", "pytest", "-p", "no:hypothesispytest", "-p", "no:cacheprovider", "autograder/"]
        options = ["--submission", str(self._folder / student.name), "--lab", LAB.name]
        return run([*pytest, *options, "--junitxml", str(self._report(student))], ROOT, self._environment)

    def points_of(self, student):
        """Read what pytest reports."""
        passed = {}
        for case in ElementTree.parse(self._report(student)).iter("testcase"):
            function = case.get("name").rpartition(".")[2].removesuffix("]")
            passed[function] = not any(child.tag in ("failure", "error", "skipped") for child in case)
        return {function: LAB.check(function).points * well for function, well in passed.items()}

    def _report(self, student):
        return self._folder / f"{student.name}.xml"
