"""A verdict belongs to its fingerprint: what has changed is graded again, and who went up or down is named."""

import re
import shutil
from dataclasses import replace

import pytest

from autograder.labs.catalogue import all_labs, lab_named
from autograder.labs.course import SHIPPED, Course
from autograder.labs.settings import Settings
from autograder.teaching.ledger import fingerprint
from tests.places import LAB_FOLDERS, SOLUTIONS
from tests.teaching.pretend import PretendGrader

ALL = "runaway_square"


@pytest.fixture
def graded(classroom):
    """A class of three that is graded: two with every point, one without."""
    for student, text in (("ada", "pass"), ("bea", "pass"), ("cyd", "fail")):
        classroom.hands_in(student, text)
    assert classroom.grade() == 0
    PretendGrader.graded.clear()
    return classroom


def times():
    return len(PretendGrader.graded)


@pytest.mark.parametrize(
    ("part", "said"), [("lab", "the lab (points"), ("solution", "the solution"), ("kit", "gradkit itself")]
)
def test_what_has_changed_is_said_and_graded_again(graded, monkeypatch, part, said):
    monkeypatch.setattr(fingerprint, part, lambda *_: "another")

    assert graded.grade() == 0

    assert times() == 3
    assert f"gradkit: {ALL}: 3 to be graded again, because of what has changed: {said}" in graded.told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--seed", 5), "the seed"),
        (("--seconds", 3), "the limits"),
        (("--limit", "source=100KiB"), "the limits"),
        (("--force",), "nothing: --force was typed"),
    ],
)
def test_other_options_are_other_verdicts(graded, arguments, said):
    graded.grade(*arguments)

    assert times() == 3 and f"changed: {said}" in graded.told


def test_a_file_that_was_handed_in_again_is_graded_alone(graded):
    graded.hands_in("ada", "fail")

    graded.grade()

    assert times() == 1
    assert f"{ALL}: 1 to be graded again, because of what has changed: the file" in graded.told


def test_nothing_to_do_is_one_friendly_line(graded):
    assert graded.grade() == 0

    assert times() == 0
    assert graded.told == (
        "gradkit: nothing to grade: 3 labs have their verdicts already, and nothing that they rest on has changed; "
        "--force grades them again\n"
    )
    assert "3 students" in graded.said


def test_who_went_up_and_who_went_down_is_named_once(graded):
    graded.hands_in("bea", "fail")
    graded.hands_in("cyd", "pass")

    graded.grade()

    assert re.search(r"^  went up \(1\): cyd runaway_square 0 → 16$", graded.said, re.MULTILINE)
    assert re.search(r"^  went down \(1\): bea runaway_square 16 → 0$", graded.said, re.MULTILINE)
    graded.grade()
    assert "went up" not in graded.said and "went down" not in graded.said


def test_a_run_that_was_stopped_still_knows_who_went_up(graded, monkeypatch):
    graded.hands_in("cyd", "pass")
    grade = PretendGrader.grade_all

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(PretendGrader, "grade_all", stop)
    assert graded.grade("--jobs", 1) == 130
    monkeypatch.setattr(PretendGrader, "grade_all", grade)
    graded.grade()

    assert "went up (1): cyd" in graded.said


class TestDryRun:
    def test_it_says_what_would_be_graded_and_stops(self, graded):
        before = (graded.out / "results.jsonl").read_bytes(), (graded.out / "report.html").stat().st_mtime_ns
        graded.hands_in("dan")

        assert graded.grade("--dry-run", "--seconds", 3) == 0

        assert times() == 0 and graded.told == ""
        assert graded.said.splitlines() == [
            f"{ALL}: 3 to be graded again, because of what has changed: the limits",
            f"{ALL}: 1 to be graded for the first time",
        ]
        assert before == ((graded.out / "results.jsonl").read_bytes(), (graded.out / "report.html").stat().st_mtime_ns)
        graded.grade()
        assert times() == 1, "nothing was written down"

    def test_of_a_class_that_was_never_graded_it_makes_no_folder(self, classroom):
        classroom.hands_in("ada")

        assert classroom.grade("--dry-run") == 0

        assert classroom.said == f"{ALL}: 1 to be graded for the first time\n"
        assert not classroom.out.exists()


class TestSelection:
    def test_one_student(self, graded):
        graded.grade("--student", "bea", "--force")

        assert times() == 1
        assert len(graded.grades()) == 3, "the others keep what they had"
        graded.grade()
        assert times() == 1, "and nobody was asked to grade them anew"

    def test_those_with_a_status(self, graded):
        graded.grade("--only", "fail,timeout", "--seconds", 30)

        assert times() == 1
        assert "left as they are: 2, whose verdicts rest on something older" in graded.told
        assert len(graded.grades()) == 3
        graded.grade("--seconds", 30)
        assert times() == 3, "the others follow when nobody is chosen"

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (("--student", "adda"), "--student adda: there is no such student in the class; there is ada"),
            (("--only", "lost"), "--only lost: type some of pass, fail, error, "),
        ],
    )
    def test_a_slip_is_one_line(self, graded, arguments, line):
        assert graded.grade(*arguments) == 2

        assert graded.told.startswith(f"gradkit: {line}") and graded.told.count("\n") == 1


class TestDigests:
    @pytest.mark.parametrize(
        "name", ["lab.toml", "probes.py", "answers/cases.py", "properties.py", "answers/mistakes.py"]
    )
    def test_every_file_that_makes_a_verdict_counts(self, tmp_path, name):
        assert self._digests_differ(tmp_path, name)

    def test_the_story_of_a_lab_does_not(self, tmp_path):
        assert not self._digests_differ(tmp_path, "lesson.md")

    def _digests_differ(self, tmp_path, name):
        shutil.copytree(LAB_FOLDERS / "runaway_square", tmp_path / "runaway_square")
        lab = replace(lab_named("runaway_square"), home=Course(tmp_path, tmp_path, tmp_path))
        before = fingerprint.of_lab(lab)
        with (tmp_path / "runaway_square" / name).open("a") as file:
            file.write("\n# changed\n")
        return fingerprint.of_lab(lab) != before

    def test_other_points_count(self, monkeypatch):
        lab = lab_named("runaway_square")
        before = fingerprint.of_lab(lab)
        points = {lab.checks[0].name: 20}
        monkeypatch.setattr(fingerprint, "course", lambda: replace(SHIPPED, settings=Settings(points=points)))

        assert fingerprint.of_lab(lab) != before

    def test_a_lab_that_borrows_from_another_changes_with_it(self):
        sources = [
            LAB_FOLDERS / "crop_yields_builtin" / "answers" / "cases.py",
            LAB_FOLDERS / "crop_yields" / "answers" / "cases.py",
        ]

        assert b"autograder.labs.crop_yields." in sources[0].read_bytes() and sources[1].exists()
        assert [lab.name for lab in fingerprint.borrowed(lab_named("crop_yields_builtin"))] == ["crop_yields"]
        assert fingerprint.borrowed(lab_named("crop_yields")) == []

    def test_every_lab_has_a_solution_with_a_digest(self):
        digests = {fingerprint.solution(lab.name) for lab in all_labs()}

        assert len(digests) == len(all_labs()) == len(list(SOLUTIONS.glob("*.py")))
