"""A class of notebooks graded by `nbgrader autograde`: as it does it alone, or with the settings of our course."""

import itertools
import shutil
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from tests.benchmarks.by_hand import tests_of
from tests.benchmarks.class_of import LAB, write_notebooks
from tests.benchmarks.contestant import OURS, Contestant, Graded, environment
from tests.benchmarks.processes import done, run

TEST = "test_"
# A course without anything of ours in its settings. The stub stands above the solution: nothing is put in its place.
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.code_stub = {"python": ""}
c.Execute.timeout = 60
"""


class Course(Contestant):
    """One way to have nbgrader grade the lab's notebooks: `stock` is without our settings, in the notebook's own kernel."""

    def __init__(self, name, programs=OURS, *, stock=False, by_hand=False):
        self.name, self.stock, self.quick = name, stock, not stock
        self._programs, self._by_hand = programs, by_hand

    def prepare(self, folder, students):
        """Make the course with `gradkit course`, release the lab, and hand in."""
        self._made, self._numbers = Path(folder, "made"), itertools.count()
        self._made.mkdir()
        self._environment = environment(self._programs, folder, kit=not self._by_hand)
        done(["gradkit", "course", "."], self._made, environment(OURS, folder, kit=True))
        if self.stock:
            (self._made / "nbgrader_config.py").write_text(STOCK_CONFIG)
        if self._by_hand:
            _write_tests(self._made / "source" / LAB.name / f"{LAB.name}.ipynb")
        done(["nbgrader", "generate_assignment", LAB.name], self._made, self._environment)
        write_notebooks(self._made, students)

    def grade(self, students):
        """Grade some students in a fresh copy of the course."""
        course = self._made.with_name(f"graded{next(self._numbers)}")
        shutil.copytree(self._made, course)
        others = {place.name for place in (course / "submitted").iterdir()} - {student.name for student in students}
        for name in others:
            shutil.rmtree(course / "submitted" / name)
        ran = run(["nbgrader", "autograde", LAB.name], course, self._environment)
        return Graded(ran.seconds, ran.megabytes, _points_in(course / "gradebook.db"))


def _write_tests(path):
    """Write the tests by hand into the cells where our own check is called."""
    notebook, tests = nbformat.read(path, as_version=4), tests_of(LAB)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name.startswith(TEST):
            cell.source = tests[name.removeprefix(TEST)]
    nbformat.write(notebook, path)


def _points_in(gradebook):
    """Return `{student: {function: points}}`: what the machine has written down."""
    with Gradebook(f"sqlite:///{gradebook}") as book:
        return {
            submission.student.id: {
                grade.name.removeprefix(TEST): grade.auto_score or 0.0
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.name.startswith(TEST)
            }
            for submission in book.assignment_submissions(LAB.name)
        }
