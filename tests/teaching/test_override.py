"""What a person decides over a verdict: it counts, it is kept, and it is told when something else stands below it."""

import json
import sqlite3

import pytest
import xmlschema

from autograder.cli import main
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import lab_named
from autograder.teaching.grades.overrides import overrides_of
from autograder.teaching.ledger import fingerprint
from autograder.teaching.ledger.database import NAME
from autograder.teaching.ledger.store import Ledger
from tests.pages.test_exports import JUNIT
from tests.teaching.pretend import PretendGrader

LAB = lab_named("runaway_square")
FUNCTION, POINTS = f"{LAB.name}.{LAB.checks[0].function}", LAB.checks[0].points
MOST = sum(check.points for check in LAB.checks)


@pytest.fixture
def decide(classroom, capsys):
    """Grade a class of one who has it right and one who has not; what decides then, and returns `(status, said, told)`."""
    classroom.hands_in("ada", "pass")
    classroom.hands_in("ben", "fail")
    assert classroom.grade() == 0

    def override(*words):
        status = main(["override", str(classroom.out), *map(str, words)])
        return status, *capsys.readouterr()

    return override


class TestWhatCounts:
    def test_points_of_a_function_are_in_the_score_and_the_verdict_stays(self, classroom, decide):
        status, said, told = decide("ben", FUNCTION, "--points", 1.5, "--because", "the sign was ours")

        assert (status, told) == (0, "")
        assert f"ben, {FUNCTION}: 1.5 points, over fail, 0 of {POINTS} points. {LAB.name}: 0 → 1.5 of {MOST}" in said
        line = line_of(classroom, "ben")
        assert (line["score"], line[FUNCTION], line["status"]) == ("1.5", "1.5", "fail")
        first, second, *_ = [row for row in classroom.rows() if row["student"] == "ben"]
        assert (first["points"], first["status"], second["overrides"]) == (0, "fail", [])
        (given,) = first["overrides"]
        assert (given["points"], given["because"]) == (1.5, "the sign was ours")

    def test_a_lab_has_the_score_that_it_is_given_whatever_its_functions_have(self, classroom, decide):
        decide("ben", FUNCTION, "--points", 1, "--because", "nearly")
        status, _, told = decide("ben", LAB.name, "--points", MOST + 3, "--because", "told us how it ought to be")

        assert (status, f"more than the {MOST}" in told) == (0, True)
        assert (line_of(classroom, "ben")["score"], line_of(classroom, "ben")["raw_score"]) == (str(MOST + 3), "1")

    def test_an_excused_function_counts_as_the_others_do_and_an_excused_lab_not_at_all(self, classroom, decide):
        others = MOST - POINTS
        last = LAB.checks[-1]
        decide("ada", FUNCTION, "--excuse", "--because", "was ill")
        assert line_of(classroom, "ada")["score"] == str(MOST)

        decide("ada", f"{LAB.name}.{last.function}", "--points", 0, "--because", "copied")
        share = round(POINTS * (others - last.points) / others, 2)
        assert float(line_of(classroom, "ada")["score"]) == share + others - last.points

        decide("ada", LAB.name, "--excuse", "--because", "was ill for long")
        assert (line_of(classroom, "ada")["score"], line_of(classroom, "ada")["status"]) == ("", "excused")
        assert "The middle score is 0 %" in (classroom.out / "report.html").read_text()

    def test_undone_the_verdict_counts_again_and_the_log_has_both(self, classroom, decide):
        decide("ben", FUNCTION, "--points", 1, "--because", "a slip")
        decide("ben", FUNCTION, "--undo", "--because", "of mine")

        assert line_of(classroom, "ben")["score"] == "0"
        _, log, _ = decide("ben", FUNCTION)
        first, second = log.splitlines()
        assert first.endswith(": a slip (counts no longer)") and "undone" in second and second.endswith(": of mine")


class TestWhatStandsBelow:
    def test_who_has_left_the_class_is_still_in_the_log(self, classroom, decide):
        decide("ben", FUNCTION, "--points", 1, "--because", "nearly")
        (classroom.students / "ben" / f"{LAB.name}.py").unlink()
        classroom.grade()

        assert decide("ben", FUNCTION)[1].endswith(": nearly (there is no verdict any more)\n")
        assert decide("ben", FUNCTION, "--undo", "--because", "x")[0] == 2

    def test_a_corrected_solution_changes_no_decision_and_is_pointed_out(self, classroom, decide, monkeypatch):
        decide("ben", FUNCTION, "--points", 1, "--because", "the solution is wrong")
        monkeypatch.setattr(PretendGrader, "_verdicts", lambda self, file: verdicts_of(file, "pass"))
        monkeypatch.setattr(fingerprint, "solution", lambda lab: "corrected")

        assert classroom.grade() == 0
        line = line_of(classroom, "ben")
        assert (line[FUNCTION], line["score"], line["status"]) == ("1", str(MOST - POINTS + 1), "pass")
        changed = f"from fail, 0 to pass, {POINTS} points"
        assert f"ben {FUNCTION}, 1 point (the verdict has changed since, {changed})" in classroom.said
        assert changed in decide("ben")[1]

        decide("ben", FUNCTION, "--undo", "--because", "settled")
        classroom.grade()
        assert "to be decided again" not in classroom.said

    def test_the_same_verdict_on_something_else_is_pointed_out_too(self, classroom, decide):
        decide("ben", FUNCTION, "--points", 1, "--because", "nearly")
        classroom.grade()
        assert "to be decided again" not in classroom.said

        classroom.hands_in("ben", "fail # again")
        classroom.grade()
        assert "something else was handed in since" in classroom.said
        assert line_of(classroom, "ben")[FUNCTION] == "1"


class TestWhereItIsRead:
    WHY = "<b>spoke</b> about it"

    def test_pages_say_what_counts_and_why_and_to_students_not_by_whom(self, classroom, decide, monkeypatch):
        monkeypatch.setenv("LOGNAME", "dr-who")
        decide("ben", FUNCTION, "--points", 1.5, "--because", self.WHY)
        decide("ada", LAB.name, "--excuse", "--because", "ill")

        page = (classroom.out / "feedback" / "ben.html").read_text()
        assert f"1.5 of {POINTS} points, given by hand: &lt;b&gt;spoke" in page
        assert f"1.5 of {MOST} points" in page and "dr-who" not in page
        page = (classroom.out / "feedback" / "ada.html").read_text()
        assert "The whole lab is excused, and does not count: ill" in page and f"of {MOST}" not in page

        decide("ben", LAB.name, "--excuse", "--because", "ill")
        assert "Nothing is left to do here" in (classroom.out / "feedback" / "ben.html").read_text()

    def test_the_class_page_says_by_whom_and_what_has_changed_since(self, classroom, decide, monkeypatch):
        monkeypatch.setenv("LOGNAME", "dr-who")
        decide("ben", FUNCTION, "--points", 1.5, "--because", self.WHY)
        decide("ada", FUNCTION, "--points", 0, "--because", "copied")
        decide("ada", FUNCTION, "--undo", "--because", "proved")
        classroom.hands_in("ben", "crash")
        classroom.grade()

        page = (classroom.out / "report.html").read_text()
        (line,) = page.partition('id="given"')[2].partition("</table>")[0].partition("<tbody>")[2].split("</tr>")[:-1]
        assert all(text in line for text in ("ben", FUNCTION, "1.5 points", "&lt;b&gt;spoke", "dr-who", " UTC"))
        assert "was fail, 0 points, and is crash, 0 points" in line and "1 of these was given over another" in page

    def test_what_was_exported_before_is_made_anew(self, classroom, decide):
        for to in ("canvas", "gradescope", "junit"):
            assert main(["export", str(classroom.out), "--to", to]) == 0

        _, said, _ = decide("ben", FUNCTION, "--points", 1.5, "--because", self.WHY)
        assert all(name in said for name in ("canvas.csv", "gradescope", "junit.xml"))
        decide("ada", LAB.name, "--excuse", "--because", "ill")
        ada, ben = (classroom.out / "canvas.csv").read_text().splitlines()[2:]
        assert ada.endswith(",EX") and ben.endswith(",1.5")
        results = json.loads((classroom.out / "gradescope" / "ben" / "results.json").read_text())
        assert (results["score"], results["tests"][0]["score"], results["tests"][0]["status"]) == (1.5, 1.5, "failed")
        assert self.WHY in results["output"]
        junit = (classroom.out / "junit.xml").read_text()
        assert "given by hand: &lt;b&gt;spoke" in junit
        xmlschema.validate(str(classroom.out / "junit.xml"), str(JUNIT))


class TestTheLog:
    def test_it_only_grows(self, classroom, decide):
        decide("ben", FUNCTION, "--points", 1, "--because", "a slip")

        with sqlite3.connect(classroom.out / NAME) as ledger:
            for tampering in ("UPDATE overrides SET points = 9", "DELETE FROM overrides"):
                with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                    ledger.execute(tampering)
        (entry,) = overrides_of(classroom.out)
        assert (entry.points, entry.because, entry.status, entry.points_then) == (1, "a slip", "fail", 0)

    @pytest.mark.parametrize("points", [-5, "NULL", "'all'"])
    def test_an_entry_that_nobody_can_have_written_is_no_grade(self, classroom, decide, points):
        with sqlite3.connect(classroom.out / NAME) as ledger:
            values = f"'2026', 'x', 'ben', ?, '', 'points', {points}, 'x', 'fail', 0, '', ''"
            ledger.execute(f"INSERT INTO overrides VALUES (1, {values})", (LAB.name,))

        status, _, told = decide("ben")
        assert (status, told.count("\n"), "number 1" in told) == (2, 1, True)
        assert (classroom.grade("--force"), "number 1" in classroom.told) == (2, True)
        assert len(PretendGrader.graded) == 2, "it is said before anything is graded again"

    def test_foreign_words_are_shown_and_not_obeyed(self, classroom, decide):
        decide("ben", FUNCTION, "--points", 1, "--because", "=cmd()\n\x1b[2J<script>")

        _, log, _ = decide()
        assert log.count("\n") == 1 and "\x1b" not in log and "=cmd() [2J<script>" in log


@pytest.mark.parametrize(
    "words, told",
    [
        (("bem", FUNCTION, "--points", 1, "--because", "x"), "there is ben"),
        (("ben", f"{FUNCTION}x", "--points", 1, "--because", "x"), f"did you mean {FUNCTION}"),
        (("ben", "univariate", "--points", 1, "--because", "x"), f"there is {LAB.name}"),
        (("ben", FUNCTION, "--points", -1, "--because", "x"), "from 0"),
        (("ben", FUNCTION, "--points", "nan", "--because", "x"), "from 0"),
        (("ben", FUNCTION, "--points", "2,5", "--because", "x"), "--points 2,5: type a number from 0 on, as in 2.5"),
        (("ben", FUNCTION, "--points", 1, "--excuse", "--because", "x"), "not allowed with"),
        (("ben", FUNCTION, "--points", 1, "--because", " \t"), "say why"),
        (("ben", FUNCTION, "--because", "x"), "--excuse"),
        (("ben", "--excuse", "--because", "x"), "STUDENT LAB.FUNCTION"),
        (("ben", FUNCTION, "--undo", "--because", "x"), "nothing was given"),
    ],
)
def test_what_cannot_be_decided_is_said_in_a_line(classroom, decide, words, told):
    status, said, complaint = decide(*words)

    assert (status, said, complaint.count("\n")) == (2, "", 1)
    assert told in complaint
    assert not overrides_of(classroom.out)


def test_nothing_is_decided_while_a_run_is_writing(classroom, decide):
    with Ledger(classroom.out):
        status, _, told = decide("ben", FUNCTION, "--points", 1, "--because", "x")
        assert (status, told.count("\n"), "wait for it" in told) == (2, 1, True)
        assert decide("ben")[0] == 0  # the log may be read

    assert not overrides_of(classroom.out)


def verdicts_of(file, status):
    return [Verdict(check, Status(status), isolation="A") for check in file.checks]


def test_what_was_decided_is_kept_where_its_files_cannot_be_written(classroom, decide):
    (classroom.out / "grades.csv").unlink()
    (classroom.out / "grades.csv").mkdir()

    status, _, told = decide("ben", FUNCTION, "--points", 1, "--because", "nearly")
    assert (status, told.count("\n"), "is in the ledger" in told) == (2, 1, True)
    (classroom.out / "grades.csv").rmdir()
    classroom.grade()
    assert line_of(classroom, "ben")["score"] == "1"


def line_of(classroom, student):
    return next(line for line in classroom.grades() if line["student_id"] == student)
