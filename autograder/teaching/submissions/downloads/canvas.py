"""Canvas: "Download Submissions" of an assignment. All files lie side by side, and their names say whose they are.

`lovelaceada_LATE_123_456_slope_and_bias-1.py` is a sortable name without its commas and blanks, in lower case; `LATE`
where Canvas counts the submission so; the user's id; the file's id; and what the file is called, with `-1` where the
student had handed in one of that name before. Where students are anonymous the name is missing, and the id is `anon_`
and five letters. What was typed into Canvas is called `lovelaceada_123_text.html` or `…_link.html`. When something was
handed in no name says.

Source: `lib/content_zipper.rb` of github.com/instructure/canvas-lms. What is uploaded under "Upload Submissions" is a
.zip of files whose names hold both ids, in that order, as `app/models/abstract_assignment.rb` looks for them:
`…_123_456_….html`.
"""

import re
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads.layout import HandedIn, loose
from autograder.teaching.submissions.sources import FoundFile, Source
from autograder.text import said

NAME = "canvas"
_NAMELESS = (
    r"(?P<late>LATE_)?(?P<user>anon_[A-Za-z0-9]{5})_(?:(?P<number>[0-9]+)_(?P<file>.+)|(?P<typed>text|link)\.html)"
)
_ANONYMOUS = re.compile(_NAMELESS, re.DOTALL)
# Where a name may end: numbers stand in names of people and of files, too. Looked ahead, for one may begin in another.
_NAMED = re.compile("(?=_" + _NAMELESS.replace("anon_[A-Za-z0-9]{5}", "[0-9]+") + r"\Z)", re.DOTALL)
_PERSON = re.compile(r"[^\s.,;:-]*")
# Numbers of users and of files are that many times apart at least where they tell each other apart.
_APART = 16


@dataclass(frozen=True)
class _Reading:
    """Whose a file is by its name: `user` is their number, `number` that of the file, 0 for what was typed."""

    person: str
    user: str
    number: int
    file: str
    is_late: bool

    @property
    def folder(self) -> str:
        return "_".join(filter(None, (self.person, self.user)))


def belongs(name: str, is_folder: bool) -> bool:
    """Tell whether Canvas gives such a name: names of people are in lower case there."""
    return not is_folder and bool(_readings(name))


def read(source: Source, names: list[str], _: tzinfo | None) -> list[HandedIn]:
    """Return what each student handed in, and each file of which nobody can tell whose it is.

    A student may be called `ada_123`, and call a file `777_work.zip`: in `ada_123_666_777_work.zip` either 123 or 666 is
    the user. Which it is, is told by what no student chooses alone: how large true numbers are. Else it is nobody's.
    """
    found = {name: _readings(name) for name in names}
    sure = [readings[0] for readings in found.values() if len(readings) == 1]
    likely = {name: _possible(readings, sure) for name, readings in found.items()}
    own = grouped([name for name in names if len(likely[name]) == 1], lambda name: likely[name][0].user)
    return [
        *(_of(source, {name: likely[name][0] for name in group}) for group in own.values()),
        *(
            HandedIn(Clues(name), lambda _: (), doubt=said(wording.WHOSE, name=name))
            for name in names
            if len(likely[name]) > 1
        ),
    ]


def _readings(name: str) -> list[_Reading]:
    """Return whose a file may be. What Canvas meant is always among it: Canvas takes signs away from people's names, and
    then they may hold as many numbers between underscores as they like.
    """
    anonymous = _ANONYMOUS.fullmatch(name)
    named = [(name[: match.start()], match) for match in _NAMED.finditer(name)]
    found = [("", anonymous)] if anonymous else []
    found += [(person, match) for person, match in named if person == person.lower() and _PERSON.fullmatch(person)]
    return [
        _Reading(
            *(person, match["user"], int(match["number"] or 0), match["file"] or f"{match['typed']}.html"),
            is_late=bool(match["late"]),
        )
        for person, match in found
    ]


def _possible(readings: list[_Reading], sure: list[_Reading]) -> list[_Reading]:
    """Return those readings that do not take a number for a file's, or a user's, that is far from all that are sure.

    Numbers grow with time. No file's is far below all others, and no user's among the files' where these are far above
    the users'. What was meant is always left; where something else is left, too, there is a doubt.
    """
    files = [one.number for one in sure if one.number]
    users = [int(one.user) for one in sure if one.user.isdecimal()]
    if len(readings) == 1 or not files:
        return readings
    possible = [
        one
        for one in readings
        if not (0 < one.number * _APART < min(files))
        and not (users and one.user.isdecimal() and max(users) * _APART < int(one.user) <= max(files) * _APART)
    ]
    return possible or readings


def _of(source: Source, files: dict[str, _Reading]) -> HandedIn:
    first = next(iter(files.values()))
    ids = {NAME: first.user} if first.user.isdecimal() else {}
    clues = Clues(first.folder, first.person, ids=ids)
    return HandedIn(clues, partial(_files, source, files), marked_late=first.is_late)


def _files(source: Source, files: dict[str, _Reading], _: FileLimits) -> list[FoundFile]:
    return [loose(NAME, source, name, of.file, of.number) for name, of in files.items()]
