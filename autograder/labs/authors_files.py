"""What authors of courses and labs write in TOML, held against a dataclass: whatever is wrong with it is one line."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_type_hints

from autograder.errors import CourseFileUnusable
from autograder.plain_data import read, strange_values

T = TypeVar("T")

NOT_READ = "{path} cannot be read ({reason})"
UNFIT = "cannot be used ({reason})"
MISSING_KEY = "has no {key}"
UNKNOWN_KEY = "has a key {key}, which means nothing{near}"
NO_TABLE = "stands outside of a table"
NEAR = "; {near} would"
HOW_DATES = "write a date without quotation marks, as in 2026-11-20T23:59:00"
# Of a dataclass's field, in its `metadata`: what to write there instead.
ADVICE = "advice"
_DATE_AS_NO_TOML = re.compile(r"=\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


class Fault(NamedTuple):
    """What is wrong with one key of a table, "" for the table as a whole; `text` goes on after a file's name."""

    key: str
    text: str


def read_toml(path: Path, kind: Callable[..., T]) -> T:
    """Return what a file says, as an instance of a dataclass. Raises `CourseFileUnusable`."""
    return fitted(path, kind, tables_of(path))


def tables_of(path: Path) -> dict[str, Any]:
    """Return what a file says as plain data. Raises `CourseFileUnusable`."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text)
    except OSError as problem:
        raise CourseFileUnusable(NOT_READ, path=path, reason=problem.strerror) from None
    except ValueError as problem:
        raise CourseFileUnusable(
            f"{{path}} {UNFIT}", path=path, reason=f"{problem}{_on_dates(text, problem)}"
        ) from None


def _on_dates(text: str, problem: ValueError) -> str:
    """Return how dates are written, where the line that is no TOML has one that is written otherwise."""
    found = re.search(r"at line (\d+)", str(problem))
    line = text.splitlines()[int(found[1]) - 1 :][:1] if found else []
    return f"; {HOW_DATES}" if line and _DATE_AS_NO_TOML.search(line[0]) else ""


def fitted(path: object, kind: Callable[..., T], told: object) -> T:
    """Return what a table of the file `path` says, as an instance of a dataclass. Raises `CourseFileUnusable`."""
    for fault in faults_of(kind, told):
        raise CourseFileUnusable("{path} {fault}", path=path, fault=fault.text)
    assert isinstance(told, dict)
    return read(kind, told)


def line_of(path: Path, *words: str) -> int:
    """Return the line that begins with the last of these words, each sought below the one before; 0 for none, or for ""."""
    lines = enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
    found = [next((number for number, line in lines if word and line.lstrip().startswith(word)), 0) for word in words]
    return found[-1]


def faults_of(kind: Any, told: object) -> Iterator[Fault]:
    """Yield everything that keeps a table from being an instance of a dataclass."""
    if not isinstance(told, dict):
        yield Fault("", NO_TABLE)
        return
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}
    for key in told:
        if key not in known:
            near = [NEAR.format(near=name) for name in difflib.get_close_matches(key, known, n=1)]
            yield Fault(key, UNKNOWN_KEY.format(key=key, near="".join(near)))
    for name, field in known.items():
        if name not in told and field.default is MISSING and field.default_factory is MISSING:
            yield Fault("", MISSING_KEY.format(key=name))
    tables = {name: inner for name, inner in get_type_hints(kind).items() if is_dataclass(inner) and name in told}
    for name, inner in tables.items():
        yield from (Fault(name, f"[{name}] {fault.text}") for fault in faults_of(inner, told[name]))
    for name, strange in strange_values(kind, told).items():
        if name not in tables:
            advice = known[name].metadata.get(ADVICE)
            yield Fault(name, UNFIT.format(reason=f"{strange}; {advice}" if advice else strange))
