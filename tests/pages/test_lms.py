"""What goes back into an LMS, read as its own importer reads it: the ports say which lines they are of."""

import ast
import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import nbformat
import pytest

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status
from autograder.teaching.exports import blackboard, canvas, moodle
from autograder.teaching.exports.graded import Graded
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import grades_of
from autograder.teaching.grades.roster import Person
from tests.pages.classes import RUN, rows_of_class
from tests.pages.test_exports import canvas_accepts

LABS = ("slope_and_bias", "univariate")
ADA, BEN, CHLOE, DMITRI, EMEKA = STUDENTS = ("ada", "ben", "chloe", "dmitri", "emeka")
TEMPLATE = [row for row in rows_of_class(12, labs=LABS) if row.student == rows_of_class(12)[0].student]


def graded(folder, came_as=None, people=(), excused=(), changed=lambda row: row):
    """Return a class of five whose files came as `{student: path}` says, in both labs."""
    rows = [
        changed(replace(row, student=student, came_as=(came_as or {}).get(student, "")))
        for student in STUDENTS
        for row in TEMPLATE
    ]
    roster = {person.student: person for person in people}
    grades = [
        replace(grade, excused=(grade.student, grade.lab) in excused) for grade in grades_of(rows, roster, Policy())
    ]
    return Graded(folder, rows, grades, roster, RUN)


def points(grades, student, lab):
    [score] = [grade.score for grade in grades if (grade.student, grade.lab) == (student, lab)]
    return score


def table(path, encoding="utf-8"):
    return list(csv.reader(path.read_text(encoding=encoding).splitlines()))


def files_in(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def canvas_finds(path):
    """Return `(user, file)` as Canvas does: infer_comment_context_from_filename, app/models/abstract_assignment.rb."""
    filename = path.rpartition("/")[2]
    split = [part for part in filename.split("_") if part != "LATE"]
    if split[0] == "anon":
        user, attachment = split[1:3]
    else:
        user, attachment = [part for part in split if re.search(r"^\d+$", part)][:2]
    if re.search(r"^link", split[-1]) or re.search(r"^\._", filename):
        attachment = None
    return user, attachment


FROM_CANVAS = {
    ADA: "canvas:lovelaceada_11_501_slope_and_bias.py",
    BEN: "canvas:bauerben_LATE_12_502_slope_and_bias-1.ipynb",
    CHLOE: "canvas:LATE_anon_x7Fq2_503_slope_and_bias.py",
    DMITRI: "canvas:ito_dmitri_14_504_all of it.zip",
}


class TestCanvas:
    @pytest.fixture
    def feedback(self, tmp_path):
        """The files of a lab's zip by the student whom Canvas finds, from a class in which one came another way."""
        done = canvas.write(graded(tmp_path, FROM_CANVAS))
        assert done.what == (tmp_path / "canvas.csv", tmp_path / "canvas_feedback")
        assert [line for line in done.remarks if "zip" in line and EMEKA in line], done.remarks
        files = files_in(tmp_path / "canvas_feedback" / "slope_and_bias.zip")
        owners = {"11": ADA, "12": BEN, "x7Fq2": CHLOE, "14": DMITRI}
        return {owners[canvas_finds(name)[0]]: (name, canvas_finds(name)[1], data) for name, data in files.items()}

    def test_each_file_is_found_and_told_by_the_number_of_what_was_handed_in(self, feedback):
        assert {student: file for student, (_, file, _) in feedback.items()} == {
            ADA: "501",
            BEN: "502",
            CHLOE: "503",
            DMITRI: "504",
        }

    def test_it_opens_as_what_it_is_called(self, feedback):
        """Canvas shows it under the name of the student's own file."""
        for student in (ADA, CHLOE):
            text = feedback[student][2].decode()
            assert ast.parse(text).body == [] and "slope_and_bias: " in text and "expected 1, got <b>2</b>" in text
        notebook = nbformat.reads(feedback[BEN][2].decode(), as_version=4)
        nbformat.validate(notebook)
        assert "expected 1, got" in notebook.cells[0].source
        [(name, page)] = files_in(io.BytesIO(feedback[DMITRI][2])).items()
        assert name == "feedback.html" and b"<!doctype html>" in page.lower()

    def test_no_text_of_a_student_gets_out_of_a_comment(self, tmp_path):
        text = "a\rimport os\x0bimport os\x0cimport os\u2028import os\x85import os\nimport os"
        canvas.write(graded(tmp_path, FROM_CANVAS, changed=lambda row: replace(row, message=text)))

        files = files_in(tmp_path / "canvas_feedback" / "slope_and_bias.zip")
        [source] = [data for name, data in files.items() if "lovelace" in name]
        assert b"import os" in source and ast.parse(source).body == []

    def test_the_download_says_who_somebody_is(self, tmp_path):
        canvas.write(graded(tmp_path, {ADA: FROM_CANVAS[ADA], BEN: FROM_CANVAS[BEN]}))

        lines = table(tmp_path / "canvas.csv")
        canvas_accepts(lines)
        assert [line[:5] for line in lines[2:]] == [["ada", "11", "", "", ""], ["ben", "12", "", "", ""]]

    def test_a_stranger_to_the_roster_is_in_no_table_whatever_an_lms_calls_them(self, tmp_path):
        people = (Person(ADA, ids={"canvas": "7"}), Person(CHLOE))
        said = canvas.write(graded(tmp_path, FROM_CANVAS, people=people)).remarks
        assert [line[:2] for line in table(tmp_path / "canvas.csv")[2:]] == [["ada", "7"]]
        assert "not on the roster: ben, dmitri, emeka;" in said[0] and "in Canvas: chloe;" in said[1]
        said = moodle.write(graded(tmp_path, FROM_MOODLE, people=people)).remarks
        worksheet = table(tmp_path / "moodle_grades" / "slope_and_bias.csv")
        assert [line[0] for line in worksheet[1:]] == ["Participant 81", "Participant 83"]
        assert "not on the roster: ben, dmitri, emeka;" in said[0]

    def test_a_roster_says_it_too_and_nobody_is_guessed(self, tmp_path):
        people = (
            Person(
                ADA, login="ada.l", first_name="Ada", last_name="Lovelace, jun.", section="=B1", ids={"canvas": "7"}
            ),
            Person(BEN, ids={"sis": "S-2"}),
            Person(CHLOE),
        )
        of = graded(tmp_path, people=people, excused={(BEN, "univariate")})
        done = canvas.write(of)

        lines = table(tmp_path / "canvas.csv")
        canvas_accepts(lines)
        assert [line[:5] for line in lines[2:]] == [
            ["Ada Lovelace, jun.", "7", "", "ada.l", "'=B1"],
            ["ben", "", "S-2", "ben", ""],
            ["chloe", "", "", "chloe", ""],
        ]
        assert lines[3][6] == "EX" and float(lines[2][6]) == points(of.grades, ADA, "univariate")
        assert len(done.remarks) == 1 and "dmitri, emeka" in done.remarks[0] and "roster.csv" in done.remarks[0]


def moodle_finds(path, participants):
    """Return `(participant, plugin, file name)` as Moodle does, or None: mod/assign/feedback/file/importziplib.php."""
    if path.rpartition("/")[2].startswith((".", "~")):
        return None
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
            continue
        if info[2] not in ("assignsubmission", "assignfeedback") or info[3] != "file":
            continue
        return int(info[1]), info[2], "/".join([*(info[4:] or [""]), *parts])
    return None


def moodle_grades(lines, maximum):
    """Return `{participant: points}` as Moodle does: mod/assign/feedback/offline/importgradeslib.php and locallib.php."""
    header, *lines = lines
    columns = [header.index(name) for name in ("Identifier", "Grade", "Last modified (grade)")]
    found = {}
    for identifier, grade, modified in ([line[column] for column in columns] for line in lines):
        assert identifier.startswith("Participant ") and datetime.fromisoformat(modified).utcoffset() is not None
        assert 0 <= float(grade) <= maximum
        found[int(identifier[len("Participant ") :])] = float(grade)
    return found


FROM_MOODLE = {
    ADA: "moodle:Ada Lovelace_81_assignsubmission_file/slope_and_bias.py",
    BEN: "moodle:Group 1-=Ben_82_assignsubmission_file_/mine/slope_and_bias.py",
    CHLOE: "moodle:Chloé d'Arc_83_assignsubmission_file_slope_and_bias.py",
    DMITRI: "canvas:ito_dmitri_14_504_slope_and_bias.py",
}
PARTICIPANTS = {81: ADA, 82: BEN, 83: CHLOE}


class TestMoodle:
    def test_each_page_is_found(self, tmp_path):
        moodle.write(graded(tmp_path, FROM_MOODLE))

        files = files_in(tmp_path / "moodle_feedback" / "univariate.zip")
        found = {moodle_finds(f"/import/{name}", PARTICIPANTS): page.decode() for name, page in files.items()}
        assert set(found) == {(number, "assignsubmission", "/feedback.html") for number in PARTICIPANTS}
        for (number, *_), page in found.items():
            assert f"<title>{PARTICIPANTS[number]}" in page and "slope_and_bias" not in page

    def test_each_grade_is_found_and_who_has_none_is_named(self, tmp_path):
        of = graded(tmp_path, FROM_MOODLE, excused={(BEN, "slope_and_bias")})
        done = moodle.write(of)

        lines = table(tmp_path / "moodle_grades" / "slope_and_bias.csv")
        score = points(of.grades, ADA, "slope_and_bias")
        assert moodle_grades(lines, maximum=30) == {81: score, 83: score}
        assert len(moodle_grades(table(tmp_path / "moodle_grades" / "univariate.csv"), maximum=18)) == 3
        unknown, excused = done.remarks
        assert "dmitri, emeka;" in unknown and excused.endswith(": ben (slope_and_bias)")

    def test_a_folder_that_a_student_called_as_anothers_gets_nobodys_feedback(self, tmp_path):
        inner = "Ada Lovelace_81_assignsubmission_file_/slope_and_bias.py"
        of = graded(tmp_path, FROM_MOODLE | {EMEKA: f"moodle:Mal Lory_assignsubmission_file/{inner}"})
        done = moodle.write(of)

        (ada,) = [grade for grade in of.grades if (grade.student, grade.lab) == (ADA, "slope_and_bias")]
        line = next(
            line for line in table(tmp_path / "moodle_grades" / "slope_and_bias.csv") if "Participant 81" in line
        )
        assert float(line[2]) == ada.score and EMEKA in done.remarks[0]

    def test_a_class_that_did_not_come_from_moodle_is_one_line(self, tmp_path):
        with pytest.raises(UsageProblem, match="Download all submissions"):
            moodle.write(graded(tmp_path))
        assert not list(tmp_path.iterdir())


class TestBlackboard:
    def test_its_table(self, tmp_path):
        people = (Person(ADA, login="al0001", first_name="Ada", last_name='O\'Brien, "X"'), Person(BEN), Person(CHLOE))

        def changed(row):
            return replace(row, status=Status.INFRA, points=0) if row.student == CHLOE else row

        done = blackboard.write(graded(tmp_path, people=people, excused={(BEN, "univariate")}, changed=changed))
        text = (tmp_path / "blackboard.csv").read_bytes().decode("utf-8")
        assert text.startswith('\ufeff"Last Name","First Name","Username","slope_and_bias","univariate"\r\n')
        header, ada, ben = table(tmp_path / "blackboard.csv", encoding="utf-8-sig")
        assert ada[:3] == ['O\'Brien, "X"', "Ada", "al0001"] and all(ada) and len(ada) == len(header)
        assert ben[:3] == ["", "", "ben"] and ben[3] and ben[4] == ""
        unknown, excused = done.remarks
        assert "dmitri, emeka;" in unknown and excused.endswith(": ben (univariate)")


def test_what_a_notebook_holds_is_text_alone(tmp_path):
    """A raw cell is shown as it is: neither run nor rendered."""
    canvas.write(graded(tmp_path, {BEN: "canvas:b_12_502_x.ipynb"}))

    [data] = files_in(tmp_path / "canvas_feedback" / "slope_and_bias.zip").values()
    assert {cell["cell_type"] for cell in json.loads(data)["cells"]} == {"raw"}
