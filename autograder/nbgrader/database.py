"""The gradebook of the course in the current folder: where its settings say, a file or the database of a server."""

import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from tornado.log import app_log

from autograder.errors import UsageProblem
from autograder.nbgrader import wording


@contextlib.contextmanager
def gradebook_here(lab: str) -> Iterator[tuple[Gradebook, str, CourseDirectory]]:
    """Open the gradebook that a lab is to be in; yield it, where it is, and its course. Raises `UsageProblem`."""
    course, address = _course_here(), "of this course"
    app_log.setLevel(logging.CRITICAL + 1)  # what is wrong is said by us, in a line
    try:
        url = make_url(course.db_url)
        address = _shown(url)
        if not _is_made(url):
            raise UsageProblem(wording.NO_GRADEBOOK, address=address, lab=lab)
        with Gradebook(course.db_url, course.course_id) as gradebook:
            yield gradebook, address, course
    except ImportError as problem:
        raise UsageProblem(wording.GRADEBOOK_NEEDS_DRIVER, address=address, reason=_in_one_line(problem)) from None
    except (SQLAlchemyError, InvalidEntry) as problem:  # the second is what nbgrader makes of the first
        cause = problem if isinstance(problem, SQLAlchemyError) else problem.__context__ or problem
        reason = _in_one_line(getattr(cause, "orig", None) or cause)
        raise UsageProblem(wording.GRADEBOOK_UNUSABLE, address=address, reason=reason) from None


def _course_here() -> CourseDirectory:
    """Return nbgrader's `CourseDirectory` of the current folder, with the settings that its own commands have."""
    nbgrader = NbGrader(raise_config_file_errors=True, log_level=logging.CRITICAL)
    try:
        nbgrader.initialize([])
    except Exception as problem:  # the settings are a program, which may raise anything
        raise UsageProblem(wording.BROKEN_SETTINGS, reason=_in_one_line(problem)) from None
    return nbgrader.coursedir


def _shown(url: URL) -> str:
    """Return what a person may read of an address: a file's path, or the server's and no password."""
    file = _file(url)
    return os.path.relpath(file) if file else url.render_as_string(hide_password=True)


def _is_made(url: URL) -> bool:
    """Say whether nbgrader has made a gradebook there. To look makes none.

    Raises `SQLAlchemyError` for what is no database: nbgrader would, and leave its connection open.
    """
    if (file := _file(url)) and not file.is_file():
        return False
    engine = create_engine(url)
    try:
        return bool(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def _file(url: URL) -> Path | None:
    """Return where a gradebook is that is a file, None for a server's."""
    return Path(url.database or ":memory:") if url.get_backend_name() == "sqlite" else None


def _in_one_line(problem: object) -> str:
    return " ".join(str(problem).split())
