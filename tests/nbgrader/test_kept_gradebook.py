"""A gradebook that stays open for a run is to nbgrader what one is that it opens each time."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import autograde
from nbgrader.preprocessors import latesubmissions

from autograder.nbgrader.kept_gradebook import kept_open


@pytest.fixture
def address(tmp_path, monkeypatch):
    # nbgrader asks alembic, a command, for the newest form of a gradebook; not everybody has activated the environment.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    Gradebook(address := f"sqlite:///{tmp_path / 'gradebook.db'}").close()
    return address


def test_nbgrader_opens_it_once_and_has_its_own_way_back(address):
    with kept_open() as opened:
        assert autograde.Gradebook is latesubmissions.Gradebook is opened
        assert opened(address, "course") is opened(address, "course") is not opened(address)
    assert autograde.Gradebook is latesubmissions.Gradebook is Gradebook


def test_it_forgets_what_it_read_and_what_was_not_committed(address):
    with kept_open() as opened:
        with opened(address) as gradebook:
            gradebook.add_student("ada", first_name="Ada")
            gradebook.find_student("ada").first_name = "nobody"
        with Gradebook(address) as another:
            assert another.find_student("ada").first_name == "Ada"
            another.remove_student("ada")
        with opened(address) as gradebook, pytest.raises(MissingEntry):
            gradebook.find_student("ada")


def test_a_version_that_opens_it_elsewhere_does_so_as_ever(address, monkeypatch):
    monkeypatch.delattr(latesubmissions, "Gradebook")
    with kept_open():
        assert not hasattr(latesubmissions, "Gradebook")
    assert not hasattr(latesubmissions, "Gradebook")


def test_its_connections_are_closed_at_the_end(address, tmp_path):
    with kept_open() as opened, opened(address) as gradebook:
        gradebook.add_student("ada")
    (tmp_path / "gradebook.db").rename(tmp_path / "moved.db")
    assert sqlite3.connect(tmp_path / "moved.db").execute("SELECT id FROM student").fetchall() == [("ada",)]
    assert gradebook.engine.pool.checkedin() == 0


def test_another_file_in_its_place_is_opened_anew(address, tmp_path):
    with kept_open() as opened:
        with opened(address) as gradebook:
            gradebook.add_student("ada")
        (tmp_path / "gradebook.db").rename(tmp_path / "moved.db")
        with opened(address) as gradebook:
            assert gradebook.students == []
