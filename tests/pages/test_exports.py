"""What other systems read, held against what they say they read."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema

from autograder.judge.verdict import Status
from autograder.teaching.exports import export
from autograder.teaching.pages.names import feedback_name
from tests.pages.classes import rows_of_class
from tests.test_command_line import GRADKIT

ROWS = rows_of_class(40, labs=("slope_and_bias", "univariate"))
_VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
# A test without a score says whether it passed.
_SCORED = ("score", "status")
_FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
# What Jenkins' xUnit plugin takes: its own schema, MIT, copied from pytest 8.4.2, where testing/example_scripts has it.
JUNIT = Path(__file__).with_name("junit-10.xsd")
# Gradescope publishes no schema. This one says what its specification says, key by key and default by default:
# https://gradescope-autograders.readthedocs.io/en/latest/specs/, "Output format", "Test case status", "Leaderboards".
RESULTS_JSON = {
    "type": "object",
    "additionalProperties": False,
    # "optional, but required if not on each test case" and "optional, but required if no top-level score"
    "anyOf": [
        {"required": ["score"]},
        {
            "required": ["tests"],
            "properties": {"tests": {"items": {"anyOf": [{"required": [key]} for key in _SCORED]}}},
        },
    ],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number", "minimum": 0},
        "output": {"type": "string"},
        "output_format": _FORMAT,
        "test_output_format": _FORMAT,
        "test_name_format": _FORMAT,
        "visibility": _VISIBILITY,
        "stdout_visibility": _VISIBILITY,
        "extra_data": {"type": "object"},
        "leaderboard": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "value"],
                "properties": {
                    "name": {"type": "string"},
                    "value": {"type": ["number", "string"]},
                    "order": {"enum": ["asc", "desc"]},
                },
            },
        },
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": _FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": _FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": _VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}


def written(folder, rows, to):
    """Export rows; return the one path that is written."""
    [path] = export(folder, rows, to).what
    return path


def with_infra(student):
    return [replace(row, status=Status.INFRA, points=0) if row.student == student else row for row in ROWS]


class TestGradescope:
    def test_every_student_has_a_valid_file_with_their_points(self, tmp_path):
        folder = written(tmp_path, ROWS, "gradescope")

        for student in {row.student for row in ROWS}:
            path = folder / feedback_name(student).removesuffix(".html") / "results.json"
            results = json.loads(path.read_text(encoding="utf-8"))
            jsonschema.validate(results, RESULTS_JSON)
            theirs = [row for row in ROWS if row.student == student]
            assert results["score"] == sum(row.points for row in theirs)
            assert [test["max_score"] for test in results["tests"]] == [row.max_points for row in theirs]
            assert results["stdout_visibility"] == "hidden"
            assert {test["visibility"] for test in results["tests"]} == {"visible"}
        assert len(list(folder.iterdir())) == 40

    def test_what_could_not_be_run_is_said_at_the_top(self, tmp_path):
        student = ROWS[0].student
        folder = written(tmp_path, with_infra(student), "gradescope")

        results = json.loads((folder / feedback_name(student).removesuffix(".html") / "results.json").read_text())
        assert "the checker's trouble" in results["output"]


def canvas_accepts(table):
    """Read a table as Canvas' own importer does (lib/gradebook_importer.rb); return `(points possible, {login: scores})`.

    The header begins with Student and ID; SIS User ID and SIS Login ID follow, and Section is the last column before the
    assignments. A line whose first cell says Points Possible is about these, every other line about a student.
    """
    header, *lines = table
    assert "Student" in header[0] and "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4]
    labs = header[5:]
    # These it reads as columns of its own, which it works out by itself.
    assert not re.search("(Current|Final|Override) (Score|Points|Grade|Status)", ",".join(labs))
    possible = [line for line in lines if "Points Possible" in line[0]]
    students = [line for line in lines if "Points Possible" not in line[0]]
    assert len(possible) == 1 and all(len(line) == len(header) for line in lines)
    return dict(zip(labs, possible[0][5:], strict=True)), {line[3]: line[5:] for line in students}


class TestCanvas:
    """Header, then Points Possible, then a line per student with a login to know them by."""

    def table(self, tmp_path, rows):
        with written(tmp_path, rows, "canvas").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def test_the_header_and_the_points_possible(self, tmp_path):
        possible, students = canvas_accepts(self.table(tmp_path, ROWS))

        assert possible == {"slope_and_bias": "30", "univariate": "18"}
        assert len(students) == 40 and all(students)

    def test_scores_are_those_of_the_rows(self, tmp_path):
        _, _, *students = self.table(tmp_path, ROWS)

        total = sum(float(score) for line in students for score in line[5:])
        assert total == sum(row.points for row in ROWS)

    def test_no_cell_is_a_formula(self, tmp_path):
        names = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", " ＋1", "\u200b@x", "\u00a0\ufeff－1")
        rows = [replace(row, student=name) for name in names for row in ROWS[:7]]

        for line in self.table(tmp_path, rows)[2:]:
            assert line[0] == line[3]
            assert line[0] == "x" or line[0].startswith("'"), (
                "a carriage return is taken away, all else stays and is no formula"
            )

    def test_what_could_not_be_run_changes_no_grade(self, tmp_path):
        """To Canvas an empty cell is another score than the one it has; a student who is not there keeps theirs."""
        student = ROWS[0].student
        rows = [replace(row, status=Status.INFRA) if row is ROWS[0] else row for row in ROWS]
        _, students = canvas_accepts(self.table(tmp_path, rows))

        assert student not in students and len(students) == 39
        assert all(all(scores) for scores in students.values())


class TestJUnit:
    def test_it_is_valid_and_counts_what_it_holds(self, tmp_path):
        strange = replace(ROWS[0], student="bell\x07\ud800", message="\x1b[31m\x00 ]]>", status=Status.FAIL)
        path = written(tmp_path, [*ROWS, strange], "junit")

        xmlschema.XMLSchema(JUNIT).validate(path)
        suites = ElementTree.parse(path).getroot()
        assert int(suites.get("tests")) == len(ROWS) + 1 == len(suites.findall("testsuite/testcase"))
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            found = len(suites.findall(f"testsuite/testcase/{tag}"))
            assert sum(int(suite.get(kind)) for suite in suites) == found == int(suites.get(kind, found))


class TestCommandLine:
    @pytest.fixture
    def graded(self, tmp_path):
        (tmp_path / "results.jsonl").write_text("".join(row.as_json() + "\n" for row in ROWS))
        return tmp_path

    @pytest.mark.parametrize("name", ["gradescope", "canvas.csv", "junit.xml"])
    def test_it_says_where_it_wrote(self, warm, graded, name):
        to = name.partition(".")[0]
        done = warm(GRADKIT, "export", graded, "--to", to)

        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip() == str(graded / name)
        assert (graded / name).exists()

    def test_the_table_of_grades_is_there_since_grading(self, warm, graded):
        done = warm(GRADKIT, "export", graded, "--to", "csv")
        assert done.returncode == 2
        assert "there is no" in done.stderr and "gradkit grade" in done.stderr

        (graded / "grades.csv").write_text("assignment\n")
        assert warm(GRADKIT, "export", graded, "--to", "csv").stdout.strip() == str(graded / "grades.csv")

    def test_a_grade_that_is_not_one_yet_is_said(self, warm, graded):
        rows = with_infra(ROWS[0].student)
        (graded / "results.jsonl").write_text("".join(row.as_json() + "\n" for row in rows))

        done = warm(GRADKIT, "export", graded, "--to", "canvas")
        assert done.stdout.strip() == str(graded / "canvas.csv")
        assert len(done.stderr.splitlines()) == 1
        assert "could not all be run: 1" in done.stderr and "gradkit grade" in done.stderr

    def test_another_format_is_one_line(self, warm, graded):
        done = warm(GRADKIT, "export", graded, "--to", "sakai")

        assert (done.returncode, done.stdout) == (2, "")
        assert "--to sakai: type one of csv, gradescope, canvas, moodle, blackboard, junit" in done.stderr
