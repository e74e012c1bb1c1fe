"""Moodle: "Download all submissions" of an assignment, in folders or, as one may choose there and as it once was, side
by side.

`Ada Lovelace_123_assignsubmission_file` is a folder with what a student handed in, and folders below it; before Moodle
4.1 `_` stood at its end. Side by side a file is `Ada Lovelace_123_assignsubmission_file_slope_and_bias.py`. What was
typed into Moodle is `…_assignsubmission_onlinetext/onlinetext.html`. The number is the participant's in this
assignment, and another in the next one; an underscore of a name is a blank. Where a team hands in it is the team's name
and number, or no number for whoever is in none. When something was handed in no name says.

Source: `mod/assign/classes/downloader.php` of github.com/moodle/moodle. Feedback is uploaded ("Upload multiple feedback
files in a zip") as files in folders of those very names, or with those very beginnings of their own names, as
`mod/assign/feedback/file/importziplib.php` takes them apart; a file that equals what was handed in is passed over.
"""

import re
from collections import Counter
from datetime import tzinfo
from functools import partial

from autograder.teaching.limits import FileLimits
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads.layout import HandedIn, in_folders, loose
from autograder.teaching.submissions.names import fold
from autograder.teaching.submissions.sources import FoundFile, Source

NAME = "moodle"
# In `Clues.ids`. It is no user's id: the same number may be another participant's in another assignment.
PARTICIPANT = "moodle_participant"
_NAME = re.compile(
    r"(?P<name>[^_]+)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL
)


def belongs(name: str, is_folder: bool) -> bool:
    """Tell whether Moodle gives such a name to a folder, or to a file."""
    found = _NAME.fullmatch(name)
    return found is not None and is_folder is not bool(found["file"])


def read(source: Source, names: list[str], _: tzinfo | None) -> list[HandedIn]:
    """Return what each student handed in. Who shares a name is told apart by the number."""
    found = {name: match for name in names if (match := _NAME.fullmatch(name))}
    people = grouped(found, lambda name: (found[name]["name"], found[name]["number"] or ""))
    shared = Counter(fold(person) for person, _ in people)
    return [
        HandedIn(
            Clues(
                f"{person}_{number}" if shared[fold(person)] > 1 else person,
                person,
                ids={PARTICIPANT: number} if number else {},
            ),
            partial(_files, source, {name: found[name]["file"] or "" for name in own}),
        )
        for (person, number), own in people.items()
    ]


def _files(source: Source, names: dict[str, str], limits: FileLimits) -> list[FoundFile]:
    """Return the files of one student; `names` are those at the top, with what a file is called by its student."""
    folders = [name for name, file in names.items() if not file]
    side_by_side = (loose(NAME, source, name, file) for name, file in names.items() if file)
    return [*in_folders(NAME, source, folders, limits), *side_by_side]
