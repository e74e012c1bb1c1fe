"""The ledger survives what happens to it: kills, a second run, a full disk, a folder that is read-only, Ctrl-C."""

import contextlib
import ctypes
import errno
import os
import pty
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import termios
import time

import pytest

from autograder.errors import LedgerInUse, LedgerUnusable
from autograder.labs.catalogue import lab_named
from autograder.teaching.ledger.database import NAME
from autograder.teaching.ledger.reading import earlier_rows, read_rows, read_sources
from autograder.teaching.ledger.store import Ledger
from tests.places import ROOT
from tests.teaching.conftest import graded, rows_in, until

CHECKS = len(lab_named("runaway_square").checks)
KILLS = 20


def start(classroom, *arguments, seconds=0.02, **options):
    """Start `gradkit grade` with a grader that pretends, in a process of its own."""
    command = [sys.executable, "-m", "tests.teaching.pretend", "grade", classroom.students, "--out", classroom.out]
    return subprocess.Popen(
        [*map(str, command), "--jobs", "2", "--seed", "3", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PRETEND_SECONDS": str(seconds)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def finish(process):
    said, told = process.communicate(timeout=60)
    return process.returncode, said, told


def mixed_class(classroom, students):
    for number in range(students):
        classroom.hands_in(f"s{number:03}", ("pass", "fail", "crash", "pass")[number % 4] + f" # {number}")


def test_twenty_kills_leave_the_table_of_an_undisturbed_run(classroom):
    mixed_class(classroom, 150)
    undisturbed = start(classroom, "--out", str(classroom.out / "undisturbed"))
    assert finish(undisturbed)[0] == 0
    chance, alive = random.Random(2026), 0

    for kill in range(KILLS):
        process = start(classroom)
        if kill % 2:  # somewhere on the way: while it starts, while it notes the class
            time.sleep(chance.uniform(0.0, 1.0))
        else:  # while it writes
            _, before = graded(classroom.out)
            wanted = before + chance.randrange(1, 8)
            until(
                lambda process=process, wanted=wanted: graded(classroom.out)[1] >= wanted or process.poll() is not None
            )
        alive += process.poll() is None
        process.kill()
        finish(process)
        rows, students = graded(classroom.out)
        assert rows == students * CHECKS, "a student's lab is in the ledger as a whole or not at all"

    assert alive >= KILLS // 2
    assert finish(start(classroom))[0] == 0
    assert rows_in(classroom.out, "seconds") == rows_in(classroom.out / "undisturbed", "seconds")
    assert _table(classroom.out) == _table(classroom.out / "undisturbed")


def _table(folder):
    with contextlib.closing(sqlite3.connect(folder / NAME)) as ledger:
        ledger.row_factory = sqlite3.Row
        rows = [dict(row) for row in ledger.execute("SELECT * FROM checks ORDER BY student, lab, place")]
    return [{key: value for key, value in row.items() if key != "seconds"} for row in rows]


def test_a_row_says_what_it_depends_on(classroom):
    classroom.hands_in("ada", "pass")
    classroom.grade("--seed", 5)

    row = _table(classroom.out)[0]

    assert len(row["file"]) == 64 and row["isolation"] == "A"
    with contextlib.closing(sqlite3.connect(classroom.out / NAME)) as ledger:
        ledger.row_factory = sqlite3.Row
        terms = dict(ledger.execute("SELECT * FROM terms WHERE terms = ?", (row["terms"],)).fetchone())
        ledger.row_factory = None
        assert (terms["seed"], terms["device"], terms["round"]) == ("5", "cpu", 0)
        assert terms["kit"].startswith("0.1.0 ") and "memory=1073741824" in terms["limits"]
        assert len(terms["lab_files"]) == len(terms["solution"]) == 64
        assert ledger.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_rows_can_be_read_while_somebody_writes(classroom):
    classroom.hands_in("ada")
    classroom.grade()

    with Ledger(classroom.out):
        rows = read_rows(classroom.out)

    assert [row.check for row in rows] == [check.function for check in lab_named("runaway_square").checks]
    assert rows[0].facts.difference is None and rows[0].note == ""


def test_a_second_run_at_the_same_time_is_told_so(classroom):
    mixed_class(classroom, 40)
    first = start(classroom, seconds=0.2)
    until(lambda: graded(classroom.out)[1] > 0)

    status, said, told = finish(start(classroom))

    assert (status, said) == (2, "")
    assert told == f"gradkit: another run is writing to {classroom.out}; wait for it, or type another --out FOLDER\n"
    assert finish(first)[0] == 0


def test_a_dead_run_holds_nothing(classroom):
    mixed_class(classroom, 4)
    process = start(classroom, seconds=5)
    until(lambda: (classroom.out / NAME).exists())
    process.kill()
    finish(process)

    with Ledger(classroom.out), pytest.raises(LedgerInUse):
        Ledger(classroom.out)
    Ledger(classroom.out).__exit__()


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(classroom):
    mixed_class(classroom, 60)
    process = start(classroom, seconds=0.1)
    until(lambda: graded(classroom.out)[1] >= 3)
    process.send_signal(signal.SIGINT)

    status, said, told = finish(process)

    assert status == 130
    left = 60 - len({row["student"] for row in rows_in(classroom.out)})
    assert 0 < left < 60
    assert f"gradkit: stopped; {left} submissions are left." in told
    assert "Traceback" not in told
    assert str(classroom.out / "grades.csv") in said
    status, _, told = finish(start(classroom, seconds=0))
    assert status == 0
    assert f"{left} of {left} submissions" in told
    assert len(rows_in(classroom.out)) == 60 * CHECKS


def test_a_folder_that_is_read_only(classroom, monkeypatch):
    classroom.hands_in("ada")

    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("autograder.teaching.ledger.store.Path.mkdir", refuse)

    assert classroom.grade() == 2
    assert classroom.told == (
        f"gradkit: {classroom.out} cannot hold the ledger (Read-only file system); type another --out FOLDER\n"
    )


def test_a_folder_that_may_not_be_written_to(classroom):
    classroom.hands_in("ada")
    classroom.out.mkdir()
    classroom.out.chmod(0o500)

    def heed_permissions():  # root does not, unless it gives up CAP_DAC_OVERRIDE; for others this changes nothing
        ctypes.CDLL(None).prctl(24, 1)

    status, said, told = finish(start(classroom, preexec_fn=heed_permissions))

    assert (status, said) == (2, "")
    assert told == f"gradkit: {classroom.out} cannot hold the ledger (Permission denied); type another --out FOLDER\n"


def test_a_full_disk_loses_nothing(classroom):
    mixed_class(classroom, 150)
    complete = start(classroom, "--out", str(classroom.out / "complete"), seconds=0)
    assert finish(complete)[0] == 0

    def fill():  # no file can grow beyond this: what a process hears from a disk that is full
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, resource.RLIM_INFINITY))

    status, _, told = finish(start(classroom, seconds=0, preexec_fn=fill))

    assert status == 1
    assert "takes no more" in told
    assert "Traceback" not in told
    rows, students = graded(classroom.out)
    assert rows == students * CHECKS > 0
    assert finish(start(classroom, seconds=0))[0] == 0
    assert rows_in(classroom.out, "seconds") == rows_in(classroom.out / "complete", "seconds")


def test_a_file_that_cannot_be_completed_stays_as_it_was(classroom, monkeypatch):
    classroom.hands_in("ada")
    classroom.grade()
    before = (classroom.out / "grades.csv").read_text()
    classroom.hands_in("bea")

    def fail(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("autograder.teaching.ledger.tables.os.fsync", fail)

    assert classroom.grade() == 1
    assert "No space left on device" in classroom.told
    assert (classroom.out / "grades.csv").read_text() == before
    assert sorted(path.name for path in classroom.out.iterdir() if path.name.endswith(".new")) == []


def test_a_ledger_of_another_make_is_not_touched(classroom):
    classroom.out.mkdir()
    with contextlib.closing(sqlite3.connect(classroom.out / NAME)) as ledger:
        ledger.execute("PRAGMA user_version = 99")

    with pytest.raises(LedgerUnusable, match="another version of gradkit"):
        Ledger(classroom.out)


class TestProgress:
    def test_plain_lines_without_a_terminal(self, classroom, monkeypatch):
        monkeypatch.setattr("autograder.teaching.progress.SECONDS_BETWEEN_LINES", 0.0)
        mixed_class(classroom, 3)

        classroom.grade()

        lines = classroom.told.splitlines()
        assert [line.split(" submissions")[0] for line in lines] == ["1 of 3", "2 of 3", "3 of 3"]
        assert "per second" in lines[0] and "left" in lines[0]
        assert "\r" not in classroom.told

    def test_a_bar_with_rate_and_time_left_in_a_terminal(self, classroom):
        mixed_class(classroom, 6)
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 100))
        command = [sys.executable, "-m", "tests.teaching.pretend", "grade", str(classroom.students)]
        with subprocess.Popen(
            [*command, "--out", str(classroom.out)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PRETEND_SECONDS": "0.3"},
            stdout=subprocess.DEVNULL,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            shown = b""
            with contextlib.suppress(OSError):  # the other end is gone
                while data := os.read(ours, 4096):
                    shown += data
        os.close(ours)

        assert process.returncode == 0
        assert b"6/6" in shown and b"submissions/s" in shown and b"<00:0" in shown


SETTINGS = "CREATE TABLE settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
FORMAT_2 = f"""
{SETTINGS}
CREATE TABLE terms (terms TEXT PRIMARY KEY, lab_files TEXT, solution TEXT, kit TEXT, seed TEXT, device TEXT, limits TEXT,
    round INTEGER) WITHOUT ROWID;
CREATE TABLE handed_in (student TEXT, lab TEXT, place INTEGER, note TEXT, file TEXT, terms TEXT, points_before NUMERIC,
    PRIMARY KEY (student, lab)) WITHOUT ROWID;
CREATE TABLE checks (student TEXT, lab TEXT, "check" TEXT, place INTEGER, file TEXT, terms TEXT, isolation TEXT,
    status TEXT, points NUMERIC, max_points NUMERIC, misconception TEXT, message TEXT, seconds REAL, facts TEXT,
    PRIMARY KEY (student, lab, "check")) WITHOUT ROWID;
INSERT INTO settings VALUES ('seed', '7');
INSERT INTO terms VALUES ('t', 'l', 's', 'k', '7', 'cpu', '', 0);
INSERT INTO handed_in VALUES ('ada', 'runaway_square', 3, 'a note', 'f', 't', NULL);
INSERT INTO checks VALUES ('ada', 'runaway_square', 'descend', 0, 'f', 't', 'A', 'pass', 3, 3, NULL, '', 0.1, '{{}}');
PRAGMA user_version = 2;
"""
FORMAT_3 = FORMAT_2.replace(
    "PRAGMA user_version = 2",
    """CREATE TABLE files (file TEXT PRIMARY KEY, source BLOB) WITHOUT ROWID; INSERT INTO files VALUES ('f', x'23');
    PRAGMA user_version = 3""",
)


@pytest.mark.parametrize(("version", "schema"), [(2, FORMAT_2), (3, FORMAT_3)])
def test_a_ledger_of_an_earlier_format_is_read_as_it_is_and_taken_over_with_a_copy_kept_aside(
    tmp_path, version, schema
):
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as earlier:
        earlier.executescript(schema)
    as_it_was = (tmp_path / NAME).read_bytes()

    read = read_rows(tmp_path)
    assert [(row.student, row.check, row.points, row.note) for row in read] == [("ada", "descend", 3, "a note")]
    assert read_sources(tmp_path) == ({"f": b"#"} if version == 3 else {})
    assert (tmp_path / NAME).read_bytes() == as_it_was

    with Ledger(tmp_path) as ledger:
        assert ledger.settings.seed() == 7
        assert list(ledger.rows()) == read

    with contextlib.closing(sqlite3.connect(tmp_path / f"ledger-{version}.sqlite")) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (version,)
        assert kept.execute("SELECT student FROM handed_in").fetchall() == [("ada",)]


def test_the_log_of_overrides_only_grows(tmp_path):
    with Ledger(tmp_path):
        pass

    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as ledger:
        ledger.execute("INSERT INTO overrides (student, points) VALUES ('ada', 3)")
        for change in ("UPDATE overrides SET points = 30", "DELETE FROM overrides"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                ledger.execute(change)


def test_a_file_that_another_takes_the_place_of_is_an_earlier_attempt(classroom):
    for text in ("pass", "fail"):
        classroom.hands_in("ada", text)
        assert classroom.grade() == 0
    now, before = read_rows(classroom.out), earlier_rows(classroom.out)
    assert {row.attempt for row in now} == {""} and len({row.attempt for row in before}) == 1
    assert sum(row.points for row in before) > sum(row.points for row in now)

    # The first one once more: it is not graded again, and now the second is the earlier one.
    classroom.hands_in("ada", "pass")
    assert classroom.grade() == 0
    assert "nothing to grade" in classroom.told
    assert [row.points for row in read_rows(classroom.out)] == [row.points for row in before]
    assert [row.points for row in earlier_rows(classroom.out)] == [row.points for row in now]


def test_what_was_handed_in_is_kept_through_a_run_without_it(classroom, tmp_path):
    classroom.hands_in("ada", "pass")
    classroom.grade()
    (classroom.students / "ada" / "runaway_square.py").rename(tmp_path / "kept.py")
    classroom.hands_in("ada", "pass", lab="univariate")
    classroom.grade()
    assert "not among what was named now" in classroom.told
    assert {row.lab for row in read_rows(classroom.out)} == {"univariate"}

    classroom.hands_in("ada", "fail")
    classroom.grade()
    assert {row.status for row in earlier_rows(classroom.out)} == {"pass"}
    with Ledger(classroom.out) as ledger:
        assert ledger.labs() == ["univariate", "runaway_square"] and ledger.students() == 1


def test_what_failed_on_our_side_in_between_hides_nobody_who_fell(classroom):
    classroom.hands_in("ada", "pass")
    classroom.grade()
    for text in ("infra", "fail"):
        classroom.hands_in("ada", text)
        classroom.grade()

    assert "went down (1): ada runaway_square" in classroom.said
