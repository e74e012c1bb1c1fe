"""A class of plain files, graded and put into a course's gradebook."""

import contextlib
import csv
import shutil
import sqlite3
from datetime import datetime
from fractions import Fraction

import pytest
from nbgrader.api import Gradebook

from autograder.labs.catalogue import lab_named
from autograder.labs.course import FILE
from autograder.labs.settings import Late
from autograder.nbgrader.by_hand import _share
from autograder.nbgrader.source_notebook import TEST
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import grades_of
from autograder.teaching.grades.roster import Person
from autograder.teaching.ledger.database import NAME
from autograder.teaching.ledger.store import Ledger
from tests.nbgrader.commands import done, forked
from tests.nbgrader.test_stock import points_in
from tests.pages.classes import rows_of_class
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
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as gradebook:
        said = gradebook.execute("SELECT auto_comment FROM comment WHERE auto_comment LIKE '%still the version%'")
        assert said.fetchall(), "what the checks said stands below the cells"


def points_of_all():
    return {check.function: check.points for check in LAB.checks}


def test_elsewhere_it_says_where_to_go(graded):
    process = forked(f"gradkit export {graded} --to nbgrader", graded)

    assert (process.returncode, process.stderr.count("\n")) == (2, 1)
    assert "course's folder" in process.stderr


class TestByHand:
    """What `gradkit override` gave is nbgrader's manual score, and is taken back as far as it is ours."""

    def test_given_points_are_manual_scores_which_autograde_keeps(self, course, graded, tmp_path):
        folder, first, second = self.a_copy(graded, tmp_path)
        done(f"gradkit override {folder} ada {LAB.name}.{first} --points 0.5 --because 'copied <script>'", course)
        done(f"gradkit override {folder} bob {LAB.name} --points 3 --because 'told us'", course)
        self.export(folder, course)
        done(f"nbgrader autograde {LAB.name} --student ada --force", course)

        assert (
            self.given(course, "ada")[first][0] == 0.5
            and "given by hand: copied < script>" in self.given(course, "ada")[first][1]
        )
        assert self.given(course, "ada")[second] == (None, None)
        assert sum(score for score, _ in self.given(course, "bob").values()) == pytest.approx(3)

        done(f"gradkit override {folder} ada {LAB.name}.{first} --undo --because proved", course)
        done(f"gradkit override {folder} bob {LAB.name} --undo --because forged", course)
        self.export(folder, course)
        assert {*self.given(course, "ada").values(), *self.given(course, "bob").values()} == {(None, None)}

    @pytest.mark.parametrize("points", [28, 27.5, 1 / 3, 0.02, 29.99, 34.1])
    def test_shares_of_a_lab_add_up_to_what_was_given(self, points):
        first, *_ = rows = rows_of_class(7)
        [grade] = grades_of([row for row in rows if row.student == first.student], {}, Policy())

        shares = [_share(points, grade, row) for row in grade.rows]
        assert sum(shares) == sum(map(Fraction, shares)) == points
        assert all(
            got >= 0 and abs(got - points * row.max_points / grade.most) <= 1 / 64
            for got, row in zip(shares, grade.rows, strict=True)
        )
        assert points % 0.5 or sum(reversed(shares)) == points

    def test_who_handed_in_nothing_can_be_given_points(self, course, graded, tmp_path):
        folder, first, _ = self.a_copy(graded, tmp_path)
        shutil.copytree(graded.parent / "submissions", tmp_path / "submissions")
        (tmp_path / "submissions" / "eve").mkdir()
        only = f"--lab {LAB.name} --accept-weak-isolation"
        done(f"gradkit grade {tmp_path / 'submissions'} --out {folder} {only}", course)
        done(f"gradkit override {folder} eve {LAB.name}.{first} --points 0.5 --because 'in person'", course)

        self.export(folder, course)
        assert self.given(course, "eve")[first][0] == 0.5

    def test_what_was_given_in_the_formgrader_stays_and_is_told(self, course, graded, tmp_path):
        folder, first, second = self.a_copy(graded, tmp_path)
        with sqlite3.connect(course / "gradebook.db") as gradebook:
            for table, column, value in (
                ("grade", "manual_score", 0.25),
                ("comment", "manual_comment", "Come and see me."),
            ):
                name = f"{TEST}{first}" if table == "grade" else second
                gradebook.execute(self.OF_ADA.format(table=table, column=column), (value, name))
        done(f"gradkit override {folder} ada {LAB.name}.{first} --points 0.5 --because copied", course)
        done(f"gradkit override {folder} ada {LAB.name}.{second} --points 0.5 --because copied", course)

        told = self.export(folder, course)
        assert f"ada {LAB.name}.{first}" in told and second not in told
        given = self.given(course, "ada")
        assert given[first] == (0.25, None)
        assert given[second][0] == 0.5 and given[second][1].startswith("Come and see me.\n\n")

        done(f"gradkit override {folder} ada {LAB.name}.{second} --undo --because proved", course)
        self.export(folder, course)
        assert self.given(course, "ada")[second] == (None, "Come and see me.")

    OF_ADA = """
        UPDATE {table} SET {column} = ? WHERE cell_id IN (SELECT id FROM base_cell WHERE name = ?) AND notebook_id IN (
            SELECT submitted_notebook.id FROM submitted_notebook JOIN submitted_assignment
            ON submitted_assignment.id = submitted_notebook.assignment_id WHERE student_id = 'ada')
    """

    def a_copy(self, graded, tmp_path):
        first, second, *_ = (check.function for check in LAB.checks)
        return shutil.copytree(graded, tmp_path / "graded"), first, second

    def export(self, folder, course):
        process = forked(f"gradkit export {folder} --to nbgrader", course)
        assert process.returncode == 0, process.stderr
        return process.stderr

    def given(self, course, student):
        """Return `{function: (manual score, manual comment)}` of the lab."""
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            submission = gradebook.find_submission_notebook(LAB.name, LAB.name, student)
            scores = {grade.name: grade.manual_score for grade in submission.grades}
            comments = {comment.name: comment.manual_comment for comment in submission.comments}
        return {name: (scores[f"{TEST}{name}"], comments[name]) for name in points_of_all()}


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
