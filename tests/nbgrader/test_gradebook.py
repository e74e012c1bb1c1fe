"""A class of plain files, graded and put into a course's gradebook."""

import contextlib
import csv
import shutil
import sqlite3
from datetime import datetime

import pytest

from autograder.labs.catalogue import lab_named
from autograder.labs.course import FILE
from autograder.labs.settings import Late
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.roster import Person
from autograder.teaching.ledger.database import NAME
from autograder.teaching.ledger.store import Ledger
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


@pytest.fixture(scope="module")
def with_dates(graded, tmp_path_factory):
    """The class once more: ada was late, bob had more time."""
    folder = shutil.copytree(graded, tmp_path_factory.mktemp("dates") / "graded")
    policy = Policy(
        due={LAB.name: datetime.fromisoformat("2026-11-30T23:59:00+01:00")},
        late=Late(points_per_day=1),
        extensions={"bob": {LAB.name: datetime.fromisoformat("2026-12-02T23:59:00+01:00")}},
        timezone="Europe/Berlin",
    )
    with Ledger(folder) as ledger:
        ledger.settings.keep(policy=policy.as_json())
        ledger.keep_people([Person("ada", first_name="Ada", last_name="Lovelace", mail="ada@uni.example")])
    with contextlib.closing(sqlite3.connect(folder / NAME)) as ledger, ledger:
        ledger.execute("UPDATE handed_in SET handed_in = '2026-12-01T12:00:00+00:00'")
    return folder


class TestDates:
    """Dates and names of a roster, as nbgrader's own export writes them."""

    def test_nbgraders_table_is_true(self, course, with_dates):
        done(f"gradkit export {with_dates} --to nbgrader", course)
        done("nbgrader export --to dates.csv", course)

        ada, bob = (read(course / "dates.csv", student) for student in ("ada", "bob"))
        assert ada["duedate"] == bob["duedate"] == "2026-11-30 22:59:00"
        assert ada["timestamp"] == bob["timestamp"] == "2026-12-01 12:00:00"
        assert (ada["last_name"], ada["first_name"], ada["email"]) == ("Lovelace", "Ada", "ada@uni.example")
        assert (ada["late_submission_penalty"], float(ada["score"])) == ("1.0", float(ada["raw_score"]) - 1)
        assert (bob["late_submission_penalty"], bob["last_name"]) == ("0.0", "")

    def test_nbgraders_own_autograde_knows_what_the_course_says(self, course, with_dates):
        text = (course / FILE).read_text()
        (course / FILE).write_text(text + "[late]\npoints_per_day = 2\n[due]\nrunaway_square = 2026-11-30T22:58:00Z\n")
        done("nbgrader generate_assignment runaway_square --force", course)
        with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as gradebook:
            dates = dict(gradebook.execute("SELECT name, duedate FROM assignment"))
        done(f"gradkit export {with_dates} --to nbgrader", course)
        done("nbgrader autograde runaway_square --student ada --force", course)
        done("nbgrader export --to again.csv", course)
        (course / FILE).write_text(text)

        ada = read(course / "again.csv", "ada")
        assert dates[LAB.name].startswith("2026-11-30 22:58:00")
        assert (ada["timestamp"], ada["late_submission_penalty"]) == ("2026-12-01 12:00:00", "2.0")


def read(path, student):
    """Return the line of a student's lab."""
    with path.open(newline="") as file:
        (found,) = [
            line for line in csv.DictReader(file) if (line["student_id"], line["assignment"]) == (student, LAB.name)
        ]
        return found
