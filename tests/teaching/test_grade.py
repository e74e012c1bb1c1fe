"""What `gradkit grade` does with a class, whoever grades it: what runs again, what is written, what is said."""

import contextlib
import re
import sqlite3
from dataclasses import replace

import pytest

from autograder.cli import main
from autograder.judge.verdict import Status
from autograder.labs.catalogue import all_labs, lab_named
from autograder.student.rows import KEYS
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.tables import COLUMNS
from autograder.teaching.submissions.collect import Collection
from autograder.text import cell, plain
from tests.teaching.classes import pack
from tests.teaching.pretend import PretendGrader

LAB = lab_named("runaway_square")


class TestOutputs:
    def test_results_have_the_promised_keys_in_order(self, classroom):
        classroom.hands_in("bea", "fail")
        classroom.hands_in("ada")

        assert classroom.grade() == 0

        rows = classroom.rows()
        assert [tuple(row) for row in rows] == [(*KEYS, "overrides")] * len(rows)
        assert [(row["student"], row["check"]) for row in rows] == [
            (student, check.function) for student in ("ada", "bea") for check in LAB.checks
        ]
        assert [row["points"] for row in rows] == [check.points for check in LAB.checks] + [0] * len(LAB.checks)
        assert {(row["isolation"], row["device"]) for row in rows} == {("A", "cpu")}

    def test_grades_have_nbgraders_columns_then_the_checks_and_a_status(self, classroom):
        classroom.hands_in("ada")
        classroom.hands_in("ada", "fail", lab="slope_and_bias")

        classroom.grade()

        lines = classroom.grades()
        checks = [check.name for lab in all_labs() if lab.name in classroom.said for check in lab.checks]
        assert list(lines[0]) == [*COLUMNS, *checks, "status"]
        line = next(line for line in lines if line["assignment"] == LAB.name)
        assert (line["student_id"], line["score"], line["max_score"]) == ("ada", str(LAB.points), str(LAB.points))
        assert (line["late_submission_penalty"], line["status"], line["email"]) == ("0", "pass", "")
        assert {line[name] for name in checks if name.startswith("slope_and_bias.")} == {""}

    def test_a_name_that_a_spreadsheet_would_run_is_neutralised(self, classroom):
        classroom.hands_in('=HYPERLINK("x")')
        classroom.hands_in("-2+3")

        classroom.grade()

        assert [line["student_id"] for line in classroom.grades()] == ["'-2+3", '\'=HYPERLINK("x")']
        assert classroom.rows()[0]["student"] == "-2+3", "JSON has no formulas"

    @pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
    def test_every_beginning_of_a_formula(self, text):
        assert cell(text) == f"'{text}"

    def test_our_own_numbers_and_honest_names_stay(self):
        assert [cell(-1), cell(2.5), cell("ada"), cell("")] == [-1, 2.5, "ada", ""]

    def test_terminal_escapes_are_stripped(self, classroom):
        classroom.hands_in("ada\x1b[2J")

        classroom.grade()

        assert "\x1b" not in (classroom.out / "grades.csv").read_text() + (classroom.out / "results.jsonl").read_text()
        assert plain("a\x1b[31mb\x07\u202ec\ud800\nd\te") == "a[31mbc\nd\te"

    @pytest.mark.parametrize("status", ["crash", "timeout", "memory", "protocol", "refused"])
    def test_a_status_is_told_and_is_no_silent_zero(self, classroom, status):
        classroom.hands_in("ada", status)

        assert classroom.grade() == 0

        (line,) = classroom.grades()
        assert (line["status"], line["score"]) == (status, "0")
        assert f"{status} {len(LAB.checks)}" in classroom.said


class TestRunningAgain:
    def test_a_second_run_grades_nothing_and_writes_the_same(self, classroom):
        for student in ("ada", "bea"):
            classroom.hands_in(student)
        classroom.grade()
        before = classroom.rows()

        assert classroom.grade() == 0

        assert len(PretendGrader.graded) == 2
        assert classroom.rows() == before

    def test_only_what_is_new_or_changed_is_graded(self, classroom):
        classroom.hands_in("ada", "fail")
        classroom.hands_in("bea")
        classroom.grade()
        classroom.hands_in("ada", "pass")
        classroom.hands_in("cyd")

        classroom.grade()

        assert len(PretendGrader.graded) == 4
        assert set.union(*classroom.statuses().values()) == {"pass"}

    @pytest.mark.parametrize("arguments", [("--force",), ("--seed", 7)])
    def test_everything_is_graded_again_when_asked_or_for_another_seed(self, classroom, arguments):
        classroom.hands_in("ada")
        classroom.grade("--seed", 6)
        classroom.grade(*arguments)

        assert len(PretendGrader.graded) == 2
        classroom.grade()
        assert len(PretendGrader.graded) == 2, "and then it is done"

    def test_another_version_of_the_kit_grades_again(self, classroom, monkeypatch):
        classroom.hands_in("ada")
        classroom.grade()
        monkeypatch.setattr("autograder.__version__", "0.0.0")
        classroom.grade()

        assert len(PretendGrader.graded) == 2

    def test_a_class_has_one_fresh_seed_until_it_is_given_another(self, classroom):
        classroom.hands_in("ada")
        classroom.grade()
        classroom.hands_in("bea")
        classroom.grade()
        classroom.grade("--seed", 11)
        classroom.hands_in("cyd")
        classroom.grade()

        first, second, *others = [seed for _, seed in PretendGrader.graded]
        assert first == second != 11
        assert others == [11, 11, 11]

    def test_who_has_left_the_class_is_left_out_and_named(self, classroom):
        classroom.hands_in("ada")
        path = classroom.hands_in("bea")
        classroom.grade()
        path.unlink()
        path.parent.rmdir()

        assert classroom.grade() == 0

        assert {student for student, _ in classroom.statuses()} == {"ada"}
        assert "bea's runaway_square" in classroom.told

    def test_who_comes_back_is_not_graded_twice(self, classroom):
        classroom.hands_in("ada")
        path = classroom.hands_in("bea")
        classroom.grade()
        path.unlink()
        classroom.grade()
        classroom.hands_in("bea")
        classroom.grade()

        assert len(PretendGrader.graded) == 2
        assert ("bea", "runaway_square") in classroom.statuses()


class TestTrouble:
    def test_an_archive_that_is_gone_when_its_files_are_due_is_one_line(self, classroom, monkeypatch):
        archive = pack(classroom.students.parent / "class.zip", {f"ada/{LAB.name}.py": b"pass"})
        whole, begin = archive.read_bytes(), PretendGrader.__init__
        classroom.students = archive

        def begin_without_it(self, *given, **how):
            archive.unlink()
            begin(self, *given, **how)

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(PretendGrader, "__init__", begin_without_it)
            assert classroom.grade() == 2
        assert (
            classroom.told.splitlines()[-1].startswith("gradkit: ") and "class.zip" in classroom.told.splitlines()[-1]
        )
        assert "Traceback" not in classroom.told

        archive.write_bytes(whole)
        assert classroom.grade() == 0
        assert classroom.statuses() == {("ada", LAB.name): {"pass"}}

    def test_a_new_server_that_holds_code_in_less_well_grades_nobody(self, classroom, monkeypatch):
        classroom.hands_in("ada", "infra once")
        levels = iter("AA")
        monkeypatch.setattr(PretendGrader, "level", property(lambda _: next(levels, "C")))

        assert classroom.grade("--jobs", 1) == 1

        assert classroom.statuses()[("ada", "runaway_square")] == {"infra"}
        assert "fell from A to C" in classroom.rows()[0]["message"]

    def test_a_lost_server_costs_a_retry_and_no_row(self, classroom):
        classroom.hands_in("ada", "infra once")

        assert classroom.grade() == 0
        assert classroom.statuses() == {("ada", "runaway_square"): {"pass"}}

    def test_what_cannot_be_graded_says_so_and_costs_no_points(self, classroom):
        path = classroom.hands_in("ada", "infra")
        classroom.hands_in("bea")

        assert classroom.grade() == 1

        assert classroom.statuses() == {("ada", "runaway_square"): {"infra"}, ("bea", "runaway_square"): {"pass"}}
        ada, _ = classroom.grades()
        assert (ada["status"], ada["score"], ada["runaway_square.descend"]) == ("infra", "", "")
        assert all("checker itself failed" in row["message"] for row in classroom.rows()[: len(LAB.checks)])

        PretendGrader.graded.clear()
        path.write_text("pass")
        assert classroom.grade() == 0
        assert len(PretendGrader.graded) == 1, "who was settled is not asked again"

    def test_infra_is_tried_again_by_the_next_run(self, classroom, monkeypatch):
        classroom.hands_in("ada", "infra once")
        monkeypatch.setattr("autograder.teaching.grading.pool.ATTEMPTS", 1)

        assert [classroom.grade(), classroom.grade()] == [1, 0]


class TestMissingAndRefused:
    def test_with_a_lab_every_student_has_a_row_for_it(self, classroom):
        classroom.hands_in("ada")
        classroom.hands_in("bea", lab="slope_and_bias")

        assert classroom.grade("--lab", "runaway_square") == 0

        assert classroom.statuses() == {
            ("ada", "runaway_square"): {"pass"},
            ("bea", "runaway_square"): {"missing"},
        }
        assert [line["score"] for line in classroom.grades()] == [str(LAB.points), "0"]
        assert "There is no runaway_square.py" in classroom.rows()[-1]["message"]

    def test_without_one_a_student_has_the_labs_of_the_folder(self, classroom):
        classroom.hands_in("ada")
        classroom.hands_in("bea", lab="slope_and_bias")
        (classroom.students / "cyd").mkdir()

        assert classroom.grade() == 0

        assert set(classroom.statuses()) == {("ada", "runaway_square"), ("bea", "slope_and_bias")}
        assert "students with no lab in their folder, who are in none of the files: 1" in classroom.told

    def test_two_labs(self, classroom):
        classroom.hands_in("ada")

        classroom.grade("--lab", "runaway_square", "--lab", "slope_and_bias")

        assert [status for _, status in sorted(classroom.statuses().items())] == [{"pass"}, {"missing"}]

    def test_a_refused_student_is_refused_in_every_lab_of_the_class(self, classroom, monkeypatch):
        classroom.hands_in("ada")
        classroom.hands_in("bea", lab="slope_and_bias")
        classroom.hands_in("eve")
        _refuse(monkeypatch, student="eve")

        assert classroom.grade() == 0

        assert {lab for (student, lab), status in classroom.statuses().items() if status == {"refused"}} == {
            "runaway_square",
            "slope_and_bias",
        }
        refused = [row for row in classroom.rows() if row["student"] == "eve"]
        assert all("a link in the folder" in row["message"] for row in refused)
        assert len(PretendGrader.graded) == 2, "nothing of what is refused is run"

    def test_a_refused_student_alone_is_refused_in_every_lab_there_is(self, classroom, monkeypatch):
        classroom.hands_in("eve")
        _refuse(monkeypatch, student="eve")

        classroom.grade()

        assert [lab for _, lab in classroom.statuses()] == [lab.name for lab in all_labs()]

    def test_a_refused_file_is_refused_alone(self, classroom, monkeypatch):
        classroom.hands_in("eve")
        classroom.hands_in("eve", lab="slope_and_bias")
        _refuse(monkeypatch, student="eve", lab="slope_and_bias")

        classroom.grade()

        assert classroom.statuses() == {("eve", "runaway_square"): {"pass"}, ("eve", "slope_and_bias"): {"refused"}}


class TestLimits:
    def test_of_files_and_of_code(self, classroom, monkeypatch):
        classroom.hands_in("ada", "pass # " + "long " * 100)
        seen = []
        make = PretendGrader.__init__
        monkeypatch.setattr(
            PretendGrader,
            "__init__",
            lambda self, *terms, **more: (seen.append(terms[2]), make(self, *terms, **more))[1],
        )

        assert classroom.grade("--limit", "source=100", "--limit", "memory=2GiB", "--limit", "inodes=7") == 0

        assert classroom.statuses() == {("ada", "runaway_square"): {"refused"}}
        assert (seen[0].memory, seen[0].inodes, seen[0].seconds) == (2 << 30, 7, 10.0)


class TestBadArguments:
    """One line that says what is wrong and what to type, exit status 2."""

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--jobs", "0"), "--jobs 0"),
            (("--jobs", "many"), "gradkit grade --help"),
            (("--seconds", "-1"), "--seconds -1.0"),
            (("--seconds", "nan"), "--seconds nan"),
            (("--submission-seconds", "5"), "--submission-seconds 5.0"),
            (("--limit", "memory"), "--limit memory:"),
            (("--limit", "patience=3"), "inodes"),
            (("--limit", "inodes=3MiB"), "--limit inodes=3MiB"),
            (("--limit", "file=0"), "--limit file=0"),
            (("--seed", "-1"), "--seed -1"),
            (("--seed", str(2**128)), f"--seed {2**128}"),
            (("--lab", "nolab"), "there is no lab nolab"),
            (("--device", "tpu"), "--device tpu"),
            (("--cluster", "nowhere"), "--cluster nowhere"),
        ],
    )
    def test_options(self, classroom, arguments, words):
        classroom.hands_in("ada")

        assert classroom.grade(*arguments) == 2
        self.told(classroom, words)

    def told(self, classroom, words):
        assert re.fullmatch(rf"gradkit: .*{re.escape(words)}.*\n", classroom.told), classroom.told
        assert classroom.said == ""

    def test_a_class_that_is_not_there(self, classroom):
        classroom.students.rmdir()

        assert classroom.grade() == 2
        self.told(classroom, str(classroom.students))

    def test_a_class_of_nobody(self, classroom):
        assert classroom.grade() == 2
        self.told(classroom, "holds no folder")

    def test_an_out_that_is_a_file(self, classroom):
        classroom.hands_in("ada")
        classroom.out.write_text("")

        assert classroom.grade() == 2
        self.told(classroom, "cannot hold the ledger")

    def test_a_ledger_that_is_none(self, classroom):
        classroom.hands_in("ada")
        classroom.out.mkdir()
        (classroom.out / "ledger.sqlite").write_text("dear diary, " * 100)

        assert classroom.grade() == 2
        self.told(classroom, "file is not a database")

    def test_weak_isolation(self, classroom, monkeypatch):
        classroom.hands_in("ada")
        monkeypatch.setattr(PretendGrader, "level", "C")
        monkeypatch.setattr(PretendGrader, "missing", ["cannot start a process"])

        assert classroom.grade() == 2
        self.told(classroom, "cannot start a process")
        assert "--accept-weak-isolation" in classroom.told
        assert classroom.grade("--accept-weak-isolation") == 0


def _refuse(monkeypatch, student, lab=None):
    """Make the collecting refuse a student, or one lab of theirs."""

    def refused(submission):
        if submission.student != student:
            return submission
        if not lab:
            return replace(submission, tasks=(), problem="a link in the folder")
        refusal = {"source": b"", "status": Status.REFUSED, "reason": "two cells"}
        return replace(submission, tasks=tuple(replace(t, **refusal) if t.lab == lab else t for t in submission.tasks))

    walk = Collection.__iter__
    monkeypatch.setattr(Collection, "__iter__", lambda collection: map(refused, walk(collection)))


def test_a_machine_without_another_thread_grades_all_the_same(classroom, monkeypatch):
    for student in ("ada", "bea", "cyd"):
        classroom.hands_in(student)

    def refuse(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refuse)

    assert classroom.grade() == 0
    assert len(classroom.statuses()) == 3 and set(map(frozenset, classroom.statuses().values())) == {
        frozenset({"pass"})
    }


def test_a_machine_without_another_process_is_no_ones_zero(classroom, monkeypatch):
    classroom.hands_in("ada", "infra once")
    classroom.hands_in("bea")
    start = PretendGrader.__init__

    def refuse(self, *arguments, **named):
        if PretendGrader.lost_over:
            raise BlockingIOError("fork: no more processes")
        start(self, *arguments, **named)

    monkeypatch.setattr(PretendGrader, "__init__", refuse)
    monkeypatch.setattr(PretendGrader, "lost", property(lambda _: bool(PretendGrader.lost_over)))

    assert classroom.grade("--jobs", 1) == 1
    assert classroom.statuses() == {("ada", "runaway_square"): {"infra"}, ("bea", "runaway_square"): {"pass"}}


def test_a_solution_that_is_no_python_is_one_line_before_anything_is_graded(classroom, capsys, monkeypatch, tmp_path):
    broken = tmp_path / "runaway_square.py"
    broken.write_text("def descend(x\n")
    monkeypatch.setattr("autograder.labs.catalogue.Lab.solution", property(lambda _: broken))
    classroom.hands_in("ada")

    assert classroom.grade() == 2
    assert classroom.told.startswith(f"gradkit: {broken}, line 1, is no Python ('(' was never closed")
    assert not (classroom.out / "grades.csv").exists()


def test_an_export_says_what_is_not_graded_yet(classroom, capsys):
    for student in ("ada", "ben"):
        classroom.hands_in(student)
    classroom.grade()
    with contextlib.closing(sqlite3.connect(classroom.out / LEDGER)) as ledger, ledger:
        ledger.execute("UPDATE handed_in SET terms = 'others' WHERE student = 'ben'")

    assert main(["export", str(classroom.out), "--to", "canvas"]) == 0
    assert "not graded yet, or not again since something changed, and so in no file: 1." in capsys.readouterr().err
