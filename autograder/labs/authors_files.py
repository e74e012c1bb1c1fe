"""What authors of courses and labs write in TOML, held against a dataclass: whatever is wrong with it is one line."""

import difflib
import tomllib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, TypeVar

from autograder.errors import CourseFileUnusable, UnsoundData
from autograder.plain_data import read

T = TypeVar("T")

NOT_READ = "{path} cannot be read ({reason})"
UNFIT = "{path} cannot be used ({reason})"
MISSING_KEY = "{path} has no {key}"
UNKNOWN_KEY = "{path} has a key {key}, which means nothing{near}"
NO_TABLE = "{path} stands outside of a table"
NEAR = "; {near} would"


def read_toml(path: Path, kind: Callable[..., T]) -> T:
    """Return what a file says, as an instance of a dataclass. Raises `CourseFileUnusable`."""
    return fitted(path, kind, tables_of(path))


def tables_of(path: Path) -> dict[str, Any]:
    """Return what a file says as plain data. Raises `CourseFileUnusable`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise CourseFileUnusable(NOT_READ, path=path, reason=problem.strerror) from None
    except ValueError as problem:
        raise CourseFileUnusable(UNFIT, path=path, reason=problem) from None


def fitted(path: object, kind: Callable[..., T], told: object) -> T:
    """Return what a table of the file `path` says, as an instance of a dataclass. Raises `CourseFileUnusable`."""
    if not isinstance(told, dict):
        raise CourseFileUnusable(NO_TABLE, path=path)
    _check_keys(path, kind, told)
    try:
        return read(kind, told)
    except UnsoundData as problem:
        raise CourseFileUnusable(UNFIT, path=path, reason=problem) from None


def _check_keys(path: object, kind: Any, told: dict[str, Any]) -> None:
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}
    for key in told.keys() - known:
        near = [NEAR.format(near=name) for name in difflib.get_close_matches(key, known, n=1)]
        raise CourseFileUnusable(UNKNOWN_KEY, path=path, key=key, near="".join(near))
    for name, field in known.items():
        if name not in told and field.default is MISSING and field.default_factory is MISSING:
            raise CourseFileUnusable(MISSING_KEY, path=path, key=name)
