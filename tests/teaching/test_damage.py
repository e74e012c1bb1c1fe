"""A ledger that somebody or something has written into: one line that says where and what, and no traceback."""

import contextlib
import sqlite3

import pytest

from autograder.cli import main
from autograder.errors import LedgerUnusable
from autograder.teaching.ledger.database import NAME
from autograder.teaching.ledger.reading import read_rows

DAMAGE = {
    "facts that are no JSON": ("checks", "facts", "{", "its facts is '{'"),
    "facts that are a list": ("checks", "facts", "[]", "its facts is []"),
    "facts that are endless": ("checks", "facts", "[" * 100_000, "its facts is '[[["),
    "facts of another form": ("checks", "facts", '{"path": {"steps": 1}}', "its facts.path is {'steps': 1}"),
    "a line that is a text": ("checks", "facts", '{"line": "<b>"}', "its facts.line is '<b>'"),
    "no facts": ("checks", "facts", None, "its facts is None"),
    "a status that there is not": ("checks", "status", "great", "its status is 'great'"),
    "no status": ("checks", "status", None, "its status is None"),
    "a status in bytes": ("checks", "status", b"pass", "its status is b'pass'"),
    "points in words": ("checks", "points", "many", "its points is 'many'"),
    "more points than there are": ("checks", "points", 999, "its points is 999"),
    "points without end": ("checks", "points", float("inf"), "its points is inf"),
    "no points": ("checks", "points", None, "its points is None"),
    "no most points": ("checks", "max_points", None, "its max_points is None"),
    "no message": ("checks", "message", None, "its message is None"),
    "no seconds": ("checks", "seconds", None, "its seconds is None"),
    "seconds in words": ("checks", "seconds", "few", "its seconds is 'few'"),
    "a level that there is not": ("checks", "isolation", "Z", "its isolation is 'Z'"),
    "a mistake in bytes": ("checks", "misconception", b"\xff", "its misconception is b'"),
    "no note": ("handed_in", "note", None, "its note is None"),
    "a seed that is no number": ("terms", "seed", "lucky", "its seed is 'lucky'"),
    "a seed that is too long": ("terms", "seed", "9" * 10_000, "its seed is '999"),
    "no seed": ("terms", "seed", None, "its seed is None"),
    "no device": ("terms", "device", None, "its device is None"),
    "a student in bytes": ("checks", "student", b"\xff\xfe", ""),
    "no terms": ("terms", "terms", "others", "its device is None"),
}


@pytest.fixture
def once(classroom):
    """A class of two that has been graded once."""
    classroom.hands_in("ada", "pass")
    classroom.hands_in("bea", "fail")
    assert classroom.grade("--seed", 5) == 0
    return classroom


def change(classroom, table, column, value):
    """Write a value into one row of the ledger."""
    which = {"checks": """ WHERE student = 'ada' AND place = 1""", "handed_in": " WHERE student = 'ada'", "terms": ""}
    with contextlib.closing(sqlite3.connect(classroom.out / NAME)) as ledger, ledger:
        ledger.execute(f'UPDATE {table} SET "{column}" = ?{which.get(table, "")}', (value,))


def said_by(capsys, *command):
    """Return the exit status of a command, and its complaints."""
    capsys.readouterr()
    status = main([*map(str, command)])
    return status, capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in DAMAGE if name != "a student in bytes"])
def test_a_damaged_row_is_said_in_one_line(once, capsys, name):
    table, column, value, fault = DAMAGE[name]
    change(once, table, column, value)

    for command in (("report", once.out), ("export", once.out, "--to", "gradescope")):
        status, told = said_by(capsys, *command)
        assert status == 2
        assert fault in told and "row of ada, runaway_square" in told
        assert told.count("\n") == 1 and len(told) < 1000 and "type: gradkit grade" in told
    assert once.grade() == 2
    assert fault in once.told and once.told.count("\n") == 1
    assert f"the ledger in {once.out} is damaged (in the row of ada" in once.told and "--out" in once.told


def test_a_student_in_bytes(once, capsys):
    change(once, "checks", "student", b"\xff\xfe")

    for command in (("report", once.out), ("export", once.out, "--to", "junit")):
        status, told = said_by(capsys, *command)
        assert status in (0, 2) and "Traceback" not in told and told.count("\n") <= 1
    assert once.grade() in (0, 2)
    assert "Traceback" not in once.told


@pytest.mark.parametrize("table", ["handed_in", "checks"])
@pytest.mark.parametrize("column", ["lab", "place", "file", "terms", "student", "check", "points_before"])
@pytest.mark.parametrize("value", ["other", None, b"\xff", 3.5])
def test_no_damage_ends_in_a_traceback(once, capsys, table, column, value):
    with contextlib.suppress(sqlite3.Error):  # what the table itself does not let in
        change(once, table, column, value)

    for command in (("report", once.out), ("export", once.out, "--to", "canvas")):
        status, told = said_by(capsys, *command)
        assert status in (0, 2) and "Traceback" not in told
    once.hands_in("ada", "pass # and again")
    for _ in range(2):
        assert once.grade() in (0, 2), once.told
        assert "Traceback" not in once.told


@pytest.mark.parametrize(
    ("setting", "value"),
    [("seed", "lucky"), ("seed", None), ("round", "twice"), ("round", b"1"), ("missing", "{"), ("missing", "[1]")],
)
def test_a_damaged_setting_is_said_in_one_line(once, setting, value):
    with contextlib.closing(sqlite3.connect(once.out / NAME)) as ledger, ledger:
        ledger.execute("UPDATE settings SET value = ? WHERE name = ?", (value, setting))

    status = once.grade()

    if (setting, value) == ("seed", None):  # a new one is drawn
        assert status == 0
    else:
        assert status == 2 and once.told.count("\n") == 1
        assert f"is damaged (the {setting} that it keeps is {value!r}" in once.told


def test_a_check_of_another_kit_has_no_column_and_counts(once):
    with contextlib.closing(sqlite3.connect(once.out / NAME)) as ledger, ledger:
        ledger.execute("""UPDATE checks SET "check" = 'of_old' WHERE student = 'ada' AND place = 1""")

    assert once.grade() == 0
    assert "runaway_square.of_old" not in once.grades()[0]
    assert once.grades()[0]["score"] == once.grades()[0]["max_score"]


def test_a_row_that_was_taken_out_comes_back(once):
    before = once.rows("seconds")
    with contextlib.closing(sqlite3.connect(once.out / NAME)) as ledger, ledger:
        ledger.execute("DELETE FROM checks WHERE student = 'ada' AND place = 1")

    assert once.grade() == 0

    assert once.rows("seconds") == before


def test_what_is_sound_is_read_as_it_was_written(once):
    rows = read_rows(once.out)

    assert {row.student for row in rows} == {"ada", "bea"}
    with contextlib.closing(sqlite3.connect(once.out / NAME)) as ledger, ledger:
        ledger.execute("DROP TABLE terms")
    with pytest.raises(LedgerUnusable, match="no such table"):
        read_rows(once.out)
