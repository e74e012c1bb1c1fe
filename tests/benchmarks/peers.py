"""What else grades notebooks and files of Python: nbgrader without anything of ours, and otter."""

import json
import textwrap
from pathlib import Path

from tests.benchmarks.by_hand import tests_of
from tests.benchmarks.class_of import LAB, write_files
from tests.benchmarks.contestant import OneByOne, environment
from tests.benchmarks.course import Course
from tests.benchmarks.processes import done, run

OTTER_TEST = """from otter.test_files import test_case

OK_FORMAT = False
name = "{function}"
points = {points}

@test_case()
def test({function}):
{body}
"""


def stock_nbgrader(programs):
    """Return nbgrader from the package index with tests written by hand: nothing of the kit is within its reach."""
    return Course("nbgrader autograde, stock, tests by hand", programs, stock=True, by_hand=True)


class OtterRun(OneByOne):
    """`otter run` with the same tests by hand."""

    name = "otter run, tests by hand"

    def __init__(self, programs):
        self._programs = programs

    def prepare(self, folder, students):
        """Write the files, and the tests in otter's form; pack these as `otter generate` does."""
        self._folder = Path(folder)
        self._environment = environment(self._programs, folder, kit=False)
        write_files(self._folder / "submitted", students)
        for function, text in tests_of(LAB).items():
            body = textwrap.indent(text, "    ")
            test = OTTER_TEST.format(function=function, points=LAB.check(function).points, body=body)
            path = self._folder / "tests" / f"{function}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(test)
        pack = ["otter", "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"]
        done(pack, self._folder, self._environment)

    def run(self, student):
        """Run otter for one student."""
        path = Path("submitted", student.name, f"{LAB.name}.py")
        out = self._folder / "out" / student.name
        out.mkdir(parents=True, exist_ok=True)
        (out / "results.json").unlink(missing_ok=True)
        command = ["otter", "run", "--no-logo", "-a", "autograder.zip", "-o", str(out), str(path)]
        return run(command, self._folder, self._environment)

    def points_of(self, student):
        """Read otter's results."""
        path = self._folder / "out" / student.name / "results.json"
        tests = json.loads(path.read_text())["tests"] if path.exists() else []
        return {test["name"]: test["score"] for test in tests if "score" in test}
