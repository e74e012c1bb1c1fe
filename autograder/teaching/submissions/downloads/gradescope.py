"""Gradescope: "Export Submissions" of a programming assignment: a folder per submission, and a table of whose each is.

`assignment_99_export/submission_123/` holds the files of a submission, the one that is active;
`submission_metadata.yml` beside these folders says of each `:submitters:` (a name, a student id, a mail address),
`:created_at:`, and much that is not read here. A group has one folder and several submitters. That table is written by
Ruby, and holds what students' programs printed: it is read line by line by what stands at the beginning of a line, and
no YAML is made of it.

Source: such exports as they are read by Otter-Grader (`metadata.py`), by `gradescope-utils`, and by scripts of
instructors. Gradescope takes results in when its autograder runs (`gradkit export --to gradescope`), and no feedback
files.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import partial

from autograder.errors import FileRefused, Refused
from autograder.sandbox.launch import MIB
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads.layout import HandedIn, in_folders
from autograder.teaching.submissions.names import fold
from autograder.teaching.submissions.sources import Source
from autograder.teaching.submissions.times import timestamp

NAME = "gradescope"
_TABLE, _TABLE_LIMIT = "submission_metadata.yml", 64 * MIB
_FOLDER = re.compile(r"submission_\d+")
_ENTRY = re.compile(r"(submission_\d+):\s*")
# Two blanks deep are the fields of a submission; of those of a submitter the first has a dash before it.
_FIELD = re.compile(
    r"  (?:(?P<of_submission>:\w+:)|(?P<first>- )?(?:(?<=- )|  )(?P<of_submitter>:\w+:))(?: (?P<value>.*))?"
)


@dataclass
class _Submission:
    created_at: str = ""
    submitters: list[dict[str, str]] = field(default_factory=list)


def belongs(name: str, is_folder: bool) -> bool:
    """Tell whether Gradescope gives such a name to a folder, or to its table."""
    return bool(_FOLDER.fullmatch(name)) if is_folder else name == _TABLE


def read(source: Source, names: list[str], _: tzinfo | None) -> list[HandedIn]:
    """Return what each student handed in; what a group did is each member's."""
    table = _table(source) if _TABLE in names else {}
    found = [
        (folder, _clues(folder, submitter))
        for folder in names
        if folder != _TABLE
        for submitter in (table[folder].submitters if folder in table else []) or [{}]
    ]
    accounts: dict[str, set[str]] = {}
    for _folder, clues in found:
        accounts.setdefault(fold(clues.folder), set()).add(fold(clues.mail or clues.name))
    return [
        HandedIn(
            # Students may enter an id themselves. That of several accounts tells nobody apart.
            replace(clues, folder=clues.mail or folder) if len(accounts[fold(clues.folder)]) > 1 else clues,
            partial(in_folders, NAME, source, [folder]),
            _in_utc(table, folder),
        )
        for folder, clues in found
    ]


def _in_utc(table: dict[str, _Submission], folder: str) -> str:
    return timestamp(table[folder].created_at) if folder in table else ""


def _clues(folder: str, submitter: dict[str, str]) -> Clues:
    name, sid, mail = (submitter.get(field, "") for field in (":name:", ":sid:", ":email:"))
    return Clues(sid or mail or folder, name, mail=mail, ids={NAME: sid} if sid else {})


def _table(source: Source) -> dict[str, _Submission]:
    try:
        text = source.loose(_TABLE).read(_TABLE_LIMIT).decode("utf-8", "replace")
    except (Refused, FileRefused):
        return {}
    table: dict[str, _Submission] = {}
    submission, in_submitters = _Submission(), False
    for line in text.split("\n"):
        if entry := _ENTRY.fullmatch(line):
            submission, in_submitters = table.setdefault(entry[1], _Submission()), False
        elif found := _FIELD.fullmatch(line.rstrip("\r")):
            if name := found["of_submission"]:
                in_submitters = name == ":submitters:"
                submission.created_at = _text(found["value"]) if name == ":created_at:" else submission.created_at
            elif in_submitters and found["first"]:
                submission.submitters.append({found["of_submitter"]: _text(found["value"])})
            elif in_submitters and submission.submitters:
                submission.submitters[-1][found["of_submitter"]] = _text(found["value"])
    return table


def _text(value: str | None) -> str:
    """Return what a scalar of one line says: quoted in one way, in the other, or not at all."""
    value = (value or "").strip()
    if value[:1] == value[-1:] == "'" and len(value) > 1:
        return value[1:-1].replace("''", "'")
    if value[:1] == value[-1:] == '"' and len(value) > 1:
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return "" if value in ("~", "null") else value
