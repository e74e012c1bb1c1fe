"""What `gradkit export --to nbgrader` says of a gradebook that it cannot use: one line each, and what to do."""

import os
import sys
from pathlib import Path

import pytest
import sqlalchemy
from nbgrader.api import Gradebook

from autograder.cli import main
from autograder.errors import UsageProblem
from autograder.judge.verdict import Status
from autograder.nbgrader.database import gradebook_here
from autograder.student.rows import Row

ROW = Row("ada", "univariate", "loss", Status.PASS, 1, 1, None, "", 0.1, "A", "cpu", 5)
SETTING = 'c = get_config()\nc.CourseDirectory.db_url = "{}"\n'


@pytest.fixture
def export(tmp_path, monkeypatch, capsys):
    """Export a class to the course with these settings; return status and complaint."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))  # nbgrader adds to it
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))
    (tmp_path / "results.jsonl").write_text(ROW.as_json())

    def with_settings(text):
        (tmp_path / "nbgrader_config.py").write_text(text)
        status = main(["export", ".", "--to", "nbgrader"])
        return status, capsys.readouterr().err

    return with_settings


@pytest.mark.parametrize(
    "settings, said",
    [
        ("c = get_config()\n", "there is no gradebook at gradebook.db;"),
        (SETTING.format("sqlite:///grades/all.db"), "there is no gradebook at grades/all.db;"),
        (SETTING.format("sqlite:///results.jsonl"), "cannot be used (file is not a database); see to"),
        (
            SETTING.format("postgresql+nodriver://ada@localhost/grades"),
            "see to its server, or to c.CourseDirectory.db_url",
        ),
        (SETTING.format("grades"), "the gradebook of this course cannot be used"),
        ("c = grades\n", "nbgrader_config.py cannot be read (name 'grades' is not defined); mend it"),
    ],
)
def test_a_gradebook_that_cannot_be_used_is_one_line(export, settings, said):
    status, complaint = export(settings)

    assert (status, complaint.count("\n")) == (2, 1)
    assert said in complaint


def test_a_driver_that_is_not_installed_is_named_with_what_to_install(export, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg2", None)

    status, complaint = export(SETTING.format("postgresql+psycopg2://ada@localhost/grades"))

    assert (status, complaint.count("\n")) == (2, 1)
    assert "psycopg2" in complaint
    assert "pip install 'psycopg[binary]'" in complaint


def test_a_gradebook_that_takes_no_more_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))  # nbgrader adds to it
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # and asks for alembic by name
    Gradebook("sqlite:///gradebook.db").close()

    with pytest.raises(UsageProblem) as told, gradebook_here("univariate") as (gradebook, *_):
        gradebook.db.execute(sqlalchemy.text("PRAGMA max_page_count = 1"))  # what SQLite hears from a full disk
        for number in range(100):
            gradebook.add_student(f"{number:01000}")

    assert "gradebook.db cannot be used (database or disk is full); see to" in str(told.value)
    assert capsys.readouterr() == ("", "")


def test_a_server_that_does_not_answer_is_one_line_without_the_password(export, tmp_path):
    pytest.importorskip("psycopg", reason="THE DRIVER IS MISSING HERE: type pip install 'psycopg[binary]'")

    status, complaint = export(SETTING.format(f"postgresql+psycopg://ada:secret@/grades?host={tmp_path}"))

    assert (status, complaint.count("\n")) == (2, 1)
    assert "the gradebook postgresql+psycopg://ada:***@/grades" in complaint
    assert "see to its server" in complaint
    assert "secret" not in complaint
