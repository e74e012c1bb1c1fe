"""A disk that is full or read-only, and a ledger of an earlier format there: one line, nothing lost, and it goes on."""

import contextlib
import ctypes
import errno
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import unittest.mock

import pytest

from autograder.cli import main
from autograder.errors import LedgerUnusable
from autograder.teaching import kit
from autograder.teaching.ledger import database
from autograder.teaching.ledger.reading import read_rows
from autograder.teaching.ledger.store import Ledger
from tests.places import ROOT
from tests.teaching.test_ledger import FORMAT_3

# What writes files of its own: the command, and the file or folder that it is to make.
COMMANDS = {
    "kit": ("kit", "kit.zip"),
    "init": ("init", "mine"),
    "init --teacher": ("init", "--teacher", "mine"),
    "course": ("course", "fields"),
}


@pytest.fixture
def full(monkeypatch):
    """Return a function that calls another one on a disk where no file can grow beyond some bytes."""

    def call(function, *given, room):
        before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            return function(*given)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, handler)

    return call


@pytest.mark.parametrize("command", [*COMMANDS])
def test_what_is_made_anew_is_there_as_a_whole_or_not_at_all(tmp_path, capsys, full, command, monkeypatch):
    monkeypatch.setattr(kit, "OracleAnswers", unittest.mock.Mock)
    monkeypatch.setattr(kit, "contents", lambda _: [("page", os.urandom(9000))])
    *words, name = COMMANDS[command]
    typed = [*words, str(tmp_path / name)]

    assert full(main, typed, room=5000) == 2

    told = capsys.readouterr().err
    assert told.startswith(f"gradkit: {tmp_path / name} cannot be written") and told.count("\n") == 1
    assert [*tmp_path.iterdir()] == []
    assert main(typed) == 0


@pytest.mark.parametrize("to", ["gradescope", "canvas", "blackboard", "junit"])
def test_exports_and_pages_keep_what_was_there(classroom, capsys, full, to):
    for number in range(9):
        classroom.hands_in(f"s{number:02}" + "x" * 60, "fail")
    assert classroom.grade() == 0
    kinds = (["export", str(classroom.out), "--to", to], ["report", str(classroom.out)])
    for typed in kinds:
        assert main(typed) == 0
    before = {path: path.read_bytes() for path in classroom.out.rglob("*.*") if "ledger" not in path.name}

    for typed in kinds:
        capsys.readouterr()
        assert full(main, typed, room=600) == 2
        told = capsys.readouterr().err
        assert told.startswith(f"gradkit: {classroom.out}") and told.count("\n") == 1
        assert " cannot be written (File too large); free some space" in told and ".new" not in told

    assert {path: path.read_bytes() for path in before} == before
    assert not [path for path in classroom.out.rglob("*") if path.name.endswith(".new")]


def test_pages_that_cannot_be_written_halt_a_run_which_goes_on(classroom, monkeypatch):
    classroom.hands_in("ada")

    def refuse(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("autograder.teaching.pages.write.replacing", refuse)
        assert classroom.grade() == 1

    wanted = f"gradkit: {classroom.out} takes no more (No space left on device). What was graded before is kept"
    assert wanted in classroom.told and classroom.said == ""
    assert classroom.grade() == 0 and "nothing to grade" in classroom.told
    assert (classroom.out / "report.html").exists()


@pytest.fixture
def earlier(tmp_path):
    """The path of a ledger of an earlier format, of some pages, and its rows."""
    path = tmp_path / database.NAME
    with contextlib.closing(sqlite3.connect(path)) as ledger:
        ledger.executescript(FORMAT_3)
        ledger.execute("UPDATE checks SET message = ?", ("x" * 20_000,))
        ledger.commit()
    return path, read_rows(tmp_path)


@pytest.mark.parametrize("room", [4_096, 50_000], ids=["for no copy", "for a copy alone"])
def test_a_ledger_that_there_is_no_room_to_bring_up_to_date_stays_as_it_was(earlier, full, room):
    path, rows = earlier
    before = path.read_bytes()

    with pytest.raises(LedgerUnusable, match=r"full|I/O"):
        full(Ledger, path.parent, room=room)

    assert path.read_bytes() == before and not [*path.parent.glob("*.new*")]
    with Ledger(path.parent) as ledger:
        assert list(ledger.rows()) == rows


# A process that opens the ledger of a folder, and is killed as soon as SQLite begins with some words.
KILLED = """
import os, signal, sqlite3, sys
from autograder.teaching.ledger.store import Ledger

def connected(*given, connect=sqlite3.connect, **options):
    connection = connect(*given, **options)
    connection.set_trace_callback(lambda said: sys.argv[2] in said and os.kill(os.getpid(), signal.SIGKILL))
    return connection

sqlite3.connect = connected
Ledger(sys.argv[1])
"""


@pytest.mark.parametrize("last", ["INSERT INTO checks", "PRAGMA user_version = 4"])
def test_a_ledger_that_was_being_brought_up_to_date_when_the_process_was_killed(earlier, last):
    path, rows = earlier

    killed = subprocess.run([sys.executable, "-c", KILLED, path.parent, last], cwd=ROOT)

    assert killed.returncode == -signal.SIGKILL
    assert read_rows(path.parent) == rows
    with Ledger(path.parent) as ledger:
        assert list(ledger.rows()) == rows
    with contextlib.closing(sqlite3.connect(path.with_name("ledger-3.sqlite"))) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (3,)


READ = "import sys; from autograder.teaching.ledger.reading import read_rows; print(len(read_rows(sys.argv[1])))"


def test_a_folder_that_is_read_only_can_be_read(earlier, tmp_path):
    _, rows = earlier
    with Ledger(tmp_path):  # it is of today's format from here on, and closed as it should be
        pass
    tmp_path.chmod(0o500)

    def heed_permissions():  # root does not, unless it gives up CAP_DAC_OVERRIDE; for others this changes nothing
        ctypes.CDLL(None).prctl(24, 1)

    command = [sys.executable, "-c", READ, tmp_path]
    done = subprocess.run(command, cwd=ROOT, preexec_fn=heed_permissions, capture_output=True, text=True)

    tmp_path.chmod(0o700)
    assert done.stdout == f"{len(rows)}\n", done.stderr


def test_a_ledger_of_a_later_gradkit_is_told_of_in_a_line_and_not_touched(classroom, capsys):
    classroom.hands_in("ada")
    assert classroom.grade() == 0
    path = classroom.out / database.NAME
    with contextlib.closing(sqlite3.connect(path)) as ledger:
        ledger.execute(f"PRAGMA user_version = {database.FORMAT + 1}")
    before = path.read_bytes()

    for typed in (["report"], ["export", "--to", "canvas"], ["override"], ["override", "ada"]):
        assert main([typed[0], str(classroom.out), *typed[1:]]) == 2
        told = capsys.readouterr().err
        assert "it was made by another version of gradkit" in told and told.count("\n") == 1
    assert classroom.grade() == 2 and classroom.told.count("\n") == 1
    assert path.read_bytes() == before
