"""A class of plain files, graded and put into a course's gradebook."""

import shutil

import pytest

from autograder.labs.catalogue import lab_named
from tests.nbgrader.commands import done, forked
from tests.nbgrader.test_stock import points_in
from tests.places import EXERCISES, SOLUTIONS

LAB = lab_named("runaway_square")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of two: one right, one who has not begun."""
    folder = tmp_path_factory.mktemp("class")
    for student, source in (("ada", SOLUTIONS), ("bob", EXERCISES)):
        (folder / "submissions" / student).mkdir(parents=True)
        shutil.copy(source / f"{LAB.name}.py", folder / "submissions" / student)
    done("gradkit grade submissions --out graded --accept-weak-isolation", folder)
    return folder / "graded"


def test_a_graded_class_is_in_the_gradebook(course, graded):
    done(f"gradkit export {graded} --to nbgrader", course)
    done(f"gradkit export {graded} --to nbgrader", course)  # twice changes nothing

    points = points_in(course / "gradebook.db")
    assert {name: points["ada", name] for name in points_of_all()} == points_of_all()
    assert {name: points["bob", name] for name in points_of_all()} == dict.fromkeys(points_of_all(), 0)


def points_of_all():
    return {check.function: check.points for check in LAB.checks}


def test_elsewhere_it_says_where_to_go(graded):
    process = forked(f"gradkit export {graded} --to nbgrader", graded)

    assert (process.returncode, process.stderr.count("\n")) == (2, 1)
    assert "course's folder" in process.stderr
