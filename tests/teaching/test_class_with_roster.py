"""`gradkit grade` with a roster: folders become people, nothing is given to a wrong one, who is not there is missing."""

import sys

import pytest

from autograder import labs
from autograder.cli import main
from autograder.labs.catalogue import all_labs
from autograder.labs.course import FILE
from autograder.labs.course import course as serve
from autograder.sandbox import launch
from autograder.sandbox.launch import COURSE

ROSTER = (
    "student,login,first_name,last_name,mail\ns1,adal,Ada,Lovelace,ada@uni.example\ns2,,Ben,Bitdiddle,\ns3,,Cy,Fect,\n"
)


@pytest.fixture
def course(classroom, tmp_path, monkeypatch):
    """The class's course, with a roster."""
    (tmp_path / FILE).write_text('seed = "7"\n')
    (tmp_path / "roster.csv").write_text(ROSTER)
    monkeypatch.chdir(tmp_path)
    all_labs.cache_clear()
    serve.cache_clear()
    yield tmp_path
    all_labs.cache_clear()
    serve.cache_clear()


def line(classroom, student, lab="runaway_square"):
    return next(one for one in classroom.grades() if (one["student_id"], one["assignment"]) == (student, lab))


def test_folders_become_people_and_who_is_not_there_is_missing(classroom, course):
    classroom.hands_in("Lovelace, Ada")
    classroom.hands_in("dora")

    assert classroom.grade() == 0
    ada, ben, dora = (line(classroom, student) for student in ("s1", "s2", "dora"))
    assert (ada["first_name"], ada["last_name"], ada["email"]) == ("Ada", "Lovelace", "ada@uni.example")
    assert (ben["status"], ben["score"], ben["timestamp"], ben["last_name"]) == ("missing", "0", "", "Bitdiddle")
    assert (dora["status"], dora["last_name"]) == ("pass", "")
    assert "not on the roster, or it may be" in (classroom.out / "report.html").read_text()
    assert "given to nobody: dora" in classroom.told and "2 (Ben Bitdiddle, Cy Fect)" in classroom.told


def test_two_folders_of_one_person_are_graded_and_given_to_nobody(classroom, course):
    classroom.hands_in("s1", "fail")
    classroom.hands_in("adal")

    assert classroom.grade() == 0
    assert {one["student_id"] for one in classroom.grades()} == {"adal", "s1 (2)", "s2", "s3"}
    assert "adal, s1 (2): may be of Ada Lovelace (s1)" in classroom.told
    assert "until it is settled these have no grade there: Ada Lovelace (s1); leave each" in classroom.told
    assert "nothing of theirs is there: 2 (" in classroom.told and "no lab in their folder" not in classroom.told


def test_namesakes_in_moodle_have_no_grade_until_their_numbers_tell_them_apart(classroom, course):
    roster = course / "roster.csv"
    roster.write_text("student,name\nm1,Jan Müller\nm2,Jan Müller\nm3,Cy Fect\n")
    for number in (80102, 80103):
        classroom.hands_in(f"Jan Müller_{number}_assignsubmission_file")

    classroom.grade("--lab", "runaway_square")
    assert {one["student_id"] for one in classroom.grades()} == {"Jan Müller_80102", "Jan Müller_80103", "m3"}
    assert "no grade there: Jan Müller (m1), Jan Müller (m2); write into roster.csv" in classroom.told
    assert "moodle_id 80102, moodle_id 80103\n" in classroom.told

    roster.write_text("student,name,moodle_id\nm1,Jan Müller,79000 80103\nm2,Jan Müller,80102\nm3,Cy Fect,\n")
    classroom.grade("--lab", "runaway_square")
    statuses = {one["student_id"]: one["status"] for one in classroom.grades()}
    assert statuses == {"m1": "pass", "m2": "pass", "m3": "missing"} and "may be of" not in classroom.told


def test_a_roster_is_named_or_the_courses_or_the_last(classroom, course):
    classroom.hands_in("adal")
    other = course / "other.csv"
    other.write_text("student,login\nz9,adal\n")

    classroom.grade("--roster", other)
    assert {one["student_id"] for one in classroom.grades()} == {"z9"}
    (course / "roster.csv").unlink()
    classroom.grade()
    assert {one["student_id"] for one in classroom.grades()} == {"z9"}


def test_typed_outside_of_any_course_the_last_run_s_dates_count(classroom, course, monkeypatch):
    with (course / FILE).open("a") as file:
        file.write("[due]\nrunaway_square = 2026-12-01T12:00:00Z\n")
    classroom.hands_in("adal")
    classroom.grade("--course", course)
    monkeypatch.delenv(COURSE)
    monkeypatch.chdir("/")
    serve.cache_clear()
    classroom.grade()

    assert line(classroom, "s1")["duedate"] == "2026-12-01 12:00:00"


def test_none_is_taken_from_among_the_submissions(classroom, course):
    (course / "roster.csv").rename(classroom.students / "roster.csv")
    (course / FILE).rename(classroom.students / FILE)
    classroom.hands_in("adal")
    classroom.grade("--course", classroom.students)

    assert {one["student_id"] for one in classroom.grades()} == {"adal"}


def test_no_course_is_found_among_the_submissions(classroom, monkeypatch):
    mine = classroom.hands_in("ada").parent / "deep"
    mine.mkdir()
    (mine / FILE).write_text("")
    (mine / "roster.csv").write_text("student,login\nmal,ada\n")
    monkeypatch.chdir(mine)
    serve.cache_clear()

    assert classroom.grade() == 2
    assert f"the course in {mine} lies among the submissions" in classroom.told and classroom.told.count("\n") == 1
    assert classroom.grade("--course", mine) == 0
    assert {one["student_id"] for one in classroom.grades()} == {"ada"}


def test_labs_that_nobody_named_are_said_aloud(tmp_path, monkeypatch, capsys):
    (tmp_path / FILE).write_text("")
    (tmp_path / "labs").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(labs, "__path__", list(labs.__path__))
    monkeypatch.setattr(launch, "KEPT_BACK", set(launch.KEPT_BACK))
    serve.cache_clear()
    all_labs.cache_clear()
    try:
        main(["export", "nowhere", "--to", "canvas"])
        said = " ".join(capsys.readouterr().err.split())  # wrapped, as in any terminal
        assert f"the labs in {tmp_path / 'labs'} are used" in said
        main(["export", "nowhere", "--to", "canvas", "--course", str(tmp_path)])
        assert "are used" not in capsys.readouterr().err
    finally:
        serve.cache_clear()
        all_labs.cache_clear()


def test_what_gradkit_wrote_is_no_class(classroom):
    classroom.hands_in("ada")
    classroom.grade()
    classroom.students = classroom.out

    assert classroom.grade() == 2
    assert "is a folder that gradkit writes grades to" in classroom.told and classroom.told.count("\n") == 1


@pytest.mark.parametrize(
    ("roster", "toml", "said"),
    [
        (ROSTER + "s1,,x,y,\n", "", "roster.csv, line 5: s1 stands in line 2 already"),
        (
            ROSTER,
            "[extensions.s4]\nrunaway_square = 2026-12-01\n",
            "more time to s4, who is not on the roster; there is s",
        ),
        (ROSTER, "[extensions.'Fect, Cy']\nrunaway_square = 2026-12-01\n", 'no student\'s id; write [extensions."s3"]'),
        (ROSTER, "[extensions.'ada@uni.example']\nrunaway_square = 2026-12-01\n", 'write [extensions."s1"]'),
        (ROSTER, "[extensions.s1]\nrunaway_sqare = 2026-12-01\n", "no lab is called runaway_sqare"),
        (ROSTER, "[due]\nrunaway_sqare = 2026-12-01\n", "no lab is called runaway_sqare"),
    ],
)
def test_what_an_instructor_got_wrong_is_a_line_and_exit_2(classroom, course, roster, toml, said):
    (course / "roster.csv").write_text(roster)
    (course / FILE).write_text(toml)
    classroom.hands_in("adal")

    assert classroom.grade("--course", course) == 2
    assert said in classroom.told and classroom.told.count("\n") == 1


def test_a_name_that_two_have_is_said_to_be_twos(classroom, course, capsys):
    (course / "roster.csv").write_text("student,name\nm1,Jan Müller\nm2,Jan Müller\n")
    classroom.hands_in("m1")
    classroom.grade()

    decision = ("--points", "1", "--because", "x")
    assert main(["override", str(classroom.out), "Jan Müller", "runaway_square", *decision]) == 2
    assert "Jan Müller: 2 students are called so; type the id of one: m1, m2" in capsys.readouterr().err
