"""Blackboard: "Assignment File Download" of a column. All files lie side by side, and their names say whose they are
and when.

`ps1_ada_attempt_2026-11-26-12-01-54_slope_and_bias.py` is the assignment (`gradebook_…_ps1` in some versions), the
login, when it was handed in by the server's clocks, and what the file is called. Beside the files of each attempt lies
`….txt` without a file's name. It begins with `Name: Ada Lovelace (ada)`. Earlier attempts may be there, too.

Source: names and times as in nbgrader's documentation of `nbgrader zip_collect`; the .txt as `blackboard.py` of
CodeGrade reads it, a grader whose instructors hand in such downloads. Blackboard takes no feedback files back: they are
attached by hand.
"""

import re
from datetime import tzinfo
from functools import partial

from autograder.errors import FileRefused, Refused
from autograder.teaching.limits import FileLimits
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads.layout import HandedIn, loose
from autograder.teaching.submissions.sources import FoundFile, Source
from autograder.teaching.submissions.times import IN_NAMES, by_clock

NAME = "blackboard"
_FILE = re.compile(
    r"(?P<whose>.+?_[^_]+)_attempt_(?P<at>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<file>.+)|\.txt)", re.DOTALL
)
_PERSON = re.compile(r"\ufeff?Name: (?P<name>[^\n\r]+) \((?P<login>[^()\n\r]+)\)\r?\n")
# The first line is all that is read of a .txt; what a student wrote comes later.
_LINE_LIMIT = 1000


def belongs(name: str, is_folder: bool) -> bool:
    """Tell whether Blackboard gives such a name to a file."""
    return not is_folder and _FILE.fullmatch(name) is not None


def read(source: Source, names: list[str], zone: tzinfo | None) -> list[HandedIn]:
    """Return each attempt of each student."""
    found = {name: match for name in names if (match := _FILE.fullmatch(name))}
    people = {found[name]["whose"]: _person(source, name) for name in found if not found[name]["file"]}
    attempts = []
    for (whose, at), own in grouped(found, lambda name: (found[name]["whose"], found[name]["at"])).items():
        files = {name: file for name in own if (file := found[name]["file"])}
        clues = _clues(whose, people.get(whose))
        attempts.append(HandedIn(clues, partial(_files, source, files), by_clock(at, IN_NAMES, zone)))
    return attempts


def _clues(whose: str, person: re.Match[str] | None) -> Clues:
    """Return who it is: a login may have underscores, and only the .txt tells it from the assignment's name then."""
    if person and whose.endswith("_" + person["login"]):
        return Clues(person["login"], person["name"], person["login"])
    login = whose.rpartition("_")[2]
    return Clues(login, login=login)


def _person(source: Source, name: str) -> re.Match[str] | None:
    try:
        return _PERSON.match(source.loose(name).read(_LINE_LIMIT).decode("utf-8", "replace"))
    except (Refused, FileRefused):
        return None


def _files(source: Source, names: dict[str, str], _: FileLimits) -> list[FoundFile]:
    return [loose(NAME, source, name, file) for name, file in names.items()]
