"""A course of three from files to grades: a roster, an extension, lateness, three hand-ins, a solution that is mended."""

import csv
import functools
import json
import sys

import pytest

from tests.checkout import environment_of
from tests.courses import FROM_ZERO, LAB, RIGHT, written
from tests.places import ROOT

SETTINGS = f"""
seed = "7"
attempts = "best"
timezone = "Europe/Berlin"
[due]
{LAB} = 2026-11-30T23:59:00
[late]
points_per_day = 2
[extensions.s2]
{LAB} = 2026-12-03T23:59:00
"""
ROSTER = "\ufeffStudent ID;Name;E-Mail\ns1;Lovelace, Ada;ada@uni.example\ns2;Ben Bitdiddle;\ns3;Cy Fect;\n"


@pytest.fixture
def gradkit(warm, tmp_path):
    """Return a function that runs a command in the course's folder, where nothing may go wrong."""
    course = written(tmp_path / "course")
    (course / "gradkit.toml").write_text(SETTINGS)
    (course / "roster.csv").write_text(ROSTER)

    def done(*words):
        run = functools.partial(warm, [sys.executable, "-m", "autograder"], env=environment_of(ROOT), cwd=course)
        process = run(*words)
        assert process.returncode == 0, process.stderr
        return process.stdout + process.stderr

    return done


def hands_in(folder, student, text, when):
    (folder / student).mkdir(parents=True, exist_ok=True)
    (folder / student / f"{LAB}.py").write_text(text)
    (folder / student / "timestamp.txt").write_text(when)


def grades(out):
    with (out / "grades.csv").open(newline="") as file:
        return {line["student_id"]: line for line in csv.DictReader(file)}


def test_grades_are_what_the_course_says(gradkit, tmp_path):
    students, out = tmp_path / "class", tmp_path / "graded"
    hands_in(students, "lovelaceada", FROM_ZERO, "2026-11-30 23:58:00 Europe/Berlin")
    hands_in(students, "s2", RIGHT, "2026-12-02 10:00:00 UTC")
    hands_in(students, "somebody", RIGHT, "")
    first = gradkit("grade", students, "--out", out)
    assert "Handed in late" not in (out / "report.html").read_text()

    ada, ben, cy = (grades(out)[student] for student in ("s1", "s2", "s3"))
    assert (ada["duedate"], ada["timestamp"]) == ("2026-11-30 22:59:00", "2026-11-30 22:58:00")
    assert (ada["last_name"], ada["score"], ada["late_submission_penalty"]) == ("Lovelace", "2", "0")
    assert (ben["duedate"], ben["score"], ben["late_submission_penalty"]) == ("2026-12-03 22:59:00", "5", "0")
    assert (cy["status"], cy["score"], cy["duedate"]) == ("missing", "0", "2026-11-30 22:59:00")
    assert "given to nobody: somebody" in first and "1 (Cy Fect)" in first

    # Right and a day late is worth 3, and a day later still 1.
    hands_in(students, "lovelaceada", RIGHT, "2026-12-01 23:59:00 Europe/Berlin")
    gradkit("grade", students, "--out", out)
    hands_in(students, "lovelaceada", RIGHT + "\n", "2026-12-02 23:59:00 Europe/Berlin")
    third = gradkit("grade", students, "--out", out)

    ada, page = grades(out)["s1"], (out / "feedback" / "s1.html").read_text()
    assert (ada["timestamp"], ada["raw_score"], ada["score"]) == ("2026-12-01 22:59:00", "5", "3")
    assert "handed in late: 1, which cost 2 points" in third
    assert "Ada Lovelace (s1)" in page and "Due 2026-11-30 23:59." in page and "3 of 5 points" in page
    assert "Handed in 2026-12-01 23:59, 1 day late. That costs 2 of 5 points." in page
    assert "What counts, and is shown here" in page and "Everything passes" in page and "went down" not in third
    late = (out / "report.html").read_text().partition('aria-labelledby="late"')[2].partition("</section>")[0]
    assert "1 lab, which cost 2 points." in late and late.count("<tr>") == 2
    assert all(text in late for text in ("Ada Lovelace", ">1 day</td>", ">2</td>"))
    (tmp_path / "course" / "gradkit.toml").write_text('language = "de"\n' + SETTINGS)
    gradkit("export", out, "--to", "gradescope")
    (tmp_path / "course" / "gradkit.toml").write_text(SETTINGS)
    results = json.loads((out / "gradescope" / "s1" / "results.json").read_text())
    assert (results["score"], sum(test["score"] for test in results["tests"])) == (3, 5)
    assert "1 Tag zu spät. Das kostet 2 von 5 Punkten." in results["output"]
    assert not json.loads((out / "gradescope" / "s2" / "results.json").read_text())["output"]
    assert "not known, so it counts as in time" in (out / "feedback" / "somebody.html").read_text()

    solution = tmp_path / "course" / "solutions" / f"{LAB}.py"
    solution.write_text(RIGHT.replace("** 2", "** 2 * 1"))
    again = gradkit("grade", students, "--out", out)
    assert f"{LAB}: 6 to be graded again" in again and grades(out)["s1"]["score"] == "3"  # three of these are hers

    # Another file and another solution at once: what it takes the place of is graded again in the same run.
    hands_in(students, "lovelaceada", FROM_ZERO + "\n", "2026-12-03 23:59:00 Europe/Berlin")
    solution.write_text(RIGHT)
    gradkit("grade", students, "--out", out)
    assert grades(out)["s1"]["score"] == "3"
    assert "nothing to grade" in gradkit("grade", students, "--out", out)


def test_what_an_lms_marks_as_late_is_left_to_a_person(gradkit, tmp_path):
    (download := tmp_path / "download").mkdir()
    (download / f"lovelaceada_LATE_101_456_{LAB}.py").write_text(RIGHT)
    (download / f"bitdiddleben_102_457_{LAB}.py").write_text(RIGHT)
    said = gradkit("grade", download, "--out", out := tmp_path / "graded")

    assert "marked as late" in said and f"no points are taken off: s1's {LAB};" in said
    assert grades(out)["s1"]["score"] == grades(out)["s2"]["score"] == "5"
    assert "It is marked as late" in (out / "feedback" / "s1.html").read_text()
    assert "marked as late, and nothing says by how much" in (out / "report.html").read_text()
    gradkit("override", out, "s1", LAB, "--points", 3, "--because", "a day late")
    assert grades(out)["s1"]["score"] == "3"
