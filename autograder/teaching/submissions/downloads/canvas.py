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
from datetime import tzinfo
from functools import partial

from autograder.teaching.limits import FileLimits
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads.layout import HandedIn, loose
from autograder.teaching.submissions.sources import FoundFile, Source

NAME = "canvas"
_FILE = re.compile(
    r"(?:(?P<name>[^\s.,;:-]*?)_)??(?P<late>LATE_)?(?P<user>\d+|anon_[A-Za-z0-9]{5})_"
    r"(?:(?P<number>\d+)_(?P<file>.+)|(?P<typed>text|link)\.html)",
    re.DOTALL,
)


def belongs(name: str, is_folder: bool) -> bool:
    """Tell whether Canvas gives such a name: names of people are in lower case there."""
    found = _FILE.fullmatch(name)
    person = found["name"] or "" if found else ""
    return not is_folder and found is not None and person == person.lower()


def read(source: Source, names: list[str], _: tzinfo | None) -> list[HandedIn]:
    """Return what each student handed in."""
    found = {name: match for name in names if (match := _FILE.fullmatch(name))}
    return [_of(source, own, found[own[0]]) for own in grouped(found, lambda name: found[name]["user"]).values()]


def _of(source: Source, names: list[str], first: re.Match[str]) -> HandedIn:
    person, user = first["name"] or "", first["user"]
    clues = Clues("_".join(filter(None, (person, user))), person, ids={NAME: user} if user.isdecimal() else {})
    return HandedIn(clues, partial(_files, source, names), marked_late=bool(first["late"]))


def _files(source: Source, names: list[str], _: FileLimits) -> list[FoundFile]:
    found = [(name, _FILE.fullmatch(name)) for name in names]
    return [
        loose(NAME, source, name, match["file"] or f"{match['typed']}.html", int(match["number"] or 0))
        for name, match in found
        if match
    ]
