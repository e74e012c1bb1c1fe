"""A disk that is full: whatever is written says so in one line, leaves nothing behind, and goes on once there is room."""

import errno
import os
import resource
import signal
import unittest.mock

import pytest

from autograder.cli import main
from autograder.teaching import kit

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
        assert told.startswith(f"gradkit: {classroom.out} cannot be written (File too large)") and told.count("\n") == 1

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
