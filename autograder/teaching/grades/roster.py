"""Who is in a class: what `roster.csv` says of each, and whose a submission is."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from unicodedata import combining, normalize

from autograder.errors import CourseFileUnusable
from autograder.teaching import wording
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.names import fold, is_plain

NAME = "roster.csv"
_STUDENT, _FULL_NAME, _ID = "student", "name", "_id"
_ALSO = {"student_id": _STUDENT, "email": "mail", "e_mail": "mail"}
_FIELDS = (_STUDENT, "login", "first_name", "last_name", "mail", "section")
_SEPARATORS = ",;\t"
# By what somebody is found: the more, the surer. By a name alone nobody is who has another mail, or another Gradescope id.
_IN_DOUBT, _BY_NAME, _BY_MAIL, _BY_ID = range(4)
# Excel reads this line as what comes between the cells below, and no table has it.
_SEPARATOR_NAMED = re.compile(rf'"?sep=([{_SEPARATORS}])[^\n\w]*\n', re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """A student as the institution knows them; `student` is the id of every row, page and table.

    `ids` are those that systems have for them, by the system: "canvas", "sis", "moodle".
    """

    student: str
    login: str = ""
    first_name: str = ""
    last_name: str = ""
    mail: str = ""
    section: str = ""
    ids: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """What the person is called; their id where nobody says."""
        return " ".join(filter(None, (self.first_name, self.last_name))) or self.student

    @property
    def full_name(self) -> str:
        """The name and the id, the id alone where there is no name."""
        return self.student if self.name == self.student else f"{self.name} ({self.student})"

    def may_be(self, clues: Clues) -> bool:
        """Tell whether nothing that a roster says of a person is otherwise in the clues."""
        known = [(self.ids.get(system, ""), number) for system, number in clues.ids.items()]
        logins = {fold(self.login), fold(self.mail), fold(self.student)}
        is_other_login = clues.login and self.login and fold(clues.login) not in logins
        return not is_other_login and all(fold(ours) in ("", fold(theirs)) for ours, theirs in known)


@dataclass(frozen=True)
class Assigned:
    """Whose the submissions of a class are: `{folder: person}`.

    `strangers` are the folders of nobody on the roster, `doubtful` those that may be of several, or of one of whom the
    roster says something else: `{folder: people}`. Of two folders that lead to one person the surer is theirs, and both
    are doubtful where neither is. `waiting` are the ids of those of the doubtful who have no other folder.
    """

    people: dict[str, Person]
    strangers: tuple[str, ...]
    doubtful: dict[str, tuple[Person, ...]]
    waiting: frozenset[str]


class Roster:
    """The people of a class, by their ids. `unused` are the headings of columns that say nothing to gradkit."""

    def __init__(self, people: Iterable[Person], unused: Iterable[str] = ()) -> None:
        self.people = {person.student: person for person in people}
        self.unused = tuple(unused)
        self._known: dict[tuple[str, str], list[str]] = {}
        for student, person in self.people.items():
            for key in set(_keys_of(person)):
                if key[1]:
                    self._known.setdefault(key, []).append(student)

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Return what a table says, as a spreadsheet writes it. Raises `CourseFileUnusable` with the line at fault."""
        path = Path(path)
        lines = _lines_of(path)
        first = next(lines, None)
        if first is None:
            raise CourseFileUnusable(wording.ROSTER_EMPTY, path=path)
        number, headings = first
        names = _names_of(headings, path, number)
        people: dict[str, tuple[int, Person]] = {}
        least = max(index for index, heading in enumerate(headings, start=1) if heading)
        for number, cells in lines:
            if len(cells) < least:
                raise _fault(path, number, wording.ROSTER_SHORT_LINE, cells=len(cells), headings=least)
            if any(cells[len(names) :]):
                raise _fault(path, number, wording.ROSTER_LONG_LINE, cells=len(cells), headings=len(names))
            person = _person(dict(zip(names, cells, strict=False)), path, number)
            other, _ = people.setdefault(fold(person.student), (number, person))
            if other != number:
                raise _fault(path, number, wording.ROSTER_TWICE, student=person.student, other=other)
        if not people:
            raise CourseFileUnusable(wording.ROSTER_OF_NOBODY, path=path)
        unused = [heading for heading, name in zip(headings, names, strict=True) if heading and not _is_used(name)]
        return cls((person for _, person in people.values()), unused)

    def match(self, clues: Clues) -> tuple[Person, ...]:
        """Return whose something may be: one person, nobody, or all of those between whom there is a doubt."""
        return self._found(clues)[0]

    def _found(self, clues: Clues, has_sids: bool = False) -> tuple[tuple[Person, ...], int]:
        """Return whose something may be, and by what one person is found.

        `has_sids` says that Gradescope's ids are those of the roster. A folder called as a student's id is theirs. Else a
        clue finds who has that id, login, mail or name, and all clues that find somebody have to agree. Whoever has
        another id or login than the clues say is not meant.
        """
        if clues.folder != clues.name and (by_id := self._of((_STUDENT, fold(clues.folder)), clues)):
            return (self.people[by_id[0]],), _BY_ID
        found = [
            students
            for most, keys in _keys_in(clues)
            if (students := {one: min(most, _SURE.get(key[0], _BY_ID)) for key in keys for one in self._of(key, clues)})
        ]
        agreed = set[str]().union(*found[:1]).intersection(*found)
        people = tuple(self.people[student] for student in sorted(agreed or set().union(*found)))
        by = max(
            (students.get(person.student, _IN_DOUBT) for students in found for person in people), default=_IN_DOUBT
        )
        is_other_mail = by < _BY_MAIL and any(clues.mail and person.mail for person in people)
        is_other_sid = by < _BY_ID and has_sids and "gradescope" in clues.ids
        return people, _IN_DOUBT if is_other_mail or is_other_sid else by

    def _of(self, key: tuple[str, str], clues: Clues) -> list[str]:
        return [student for student in self._known.get(key, ()) if self.people[student].may_be(clues)]

    def assign(self, submissions: Mapping[str, Clues]) -> Assigned:
        """Return whose the submissions of a class are, by their folders."""
        sids = (fold(clues.ids.get("gradescope", "")) for clues in submissions.values())
        has_sids = any((system, sid) in self._known for sid in sids for system in _GRADESCOPE)
        found = {folder: self._found(clues, has_sids) for folder, clues in submissions.items()}
        sure = [(folder, people[0], by) for folder, (people, by) in found.items() if len(people) == 1 and by]
        people: dict[str, Person] = {}
        for group in grouped(sure, lambda one: one[1].student).values():
            best = max(by for _, _, by in group)
            surest = [folder for folder, _, by in group if by == best]
            people |= {folder: group[0][1] for folder in surest if len(surest) == 1}
        theirs = {person.student for person in people.values()}
        doubtful = {
            folder: between
            for folder, (between, by) in found.items()
            if folder not in people and ((by and between) or any(person.student not in theirs for person in between))
        }
        # Where there is no roster, nobody is a stranger to it.
        strangers = tuple(folder for folder in found if self.people and folder not in people and folder not in doubtful)
        between = {person.student for group in doubtful.values() for person in group}
        return Assigned(people, strangers, doubtful, frozenset(between - theirs))


NOBODY = Roster(())
_SURE = {"name": _BY_NAME, "mail": _BY_MAIL}
# Gradescope's id is what the institution calls a student.
_GRADESCOPE = ("gradescope", _STUDENT, "sis")


def _keys_of(person: Person) -> Iterator[tuple[str, str]]:
    """Yield what a person is known by: `(of what kind, it)`."""
    yield _STUDENT, fold(person.student)
    for word in (person.student, person.login):
        yield "word", fold(word)
    yield "mail", fold(person.mail)
    for system, cell in person.ids.items():
        for number in (cell, *cell.split()):  # Moodle has a number for each assignment
            yield system, fold(number)
            yield "number", fold(number)
    words = person.name.split() if person.name != person.student else []
    for first in range(len(words)):  # family names come last, or first
        yield "name", _squeezed("".join(words[first:] + words[:first]))


def _keys_in(clues: Clues) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield how sure each clue may be, and the keys by which it may find somebody, the surest last.

    A folder may be called as anything that is known of a person; what somebody calls themselves is never more than a name.
    """
    folder = fold(clues.folder)
    most = _BY_NAME if clues.folder == clues.name else _BY_ID
    yield most, [("name", _squeezed(clues.folder)), ("mail", folder), ("number", folder), ("word", folder)]
    yield _BY_ID, [("mail", fold(clues.login)), ("word", fold(clues.login))]
    yield _BY_ID, [("mail", fold(clues.mail)), ("word", fold(clues.mail))]
    yield _BY_NAME, [(kind, fold(clues.name)) for kind in ("mail", "word")] + [("name", _squeezed(clues.name))]
    for system, number in clues.ids.items():
        same = {"gradescope": _GRADESCOPE, "moodle_participant": ("moodle",)}.get(system, (system,))
        yield _BY_ID, [(one, fold(number)) for one in same]


def _squeezed(name: str) -> str:
    """Return a name without case, accents, blanks and signs, as Canvas writes it: "lovelaceada"."""
    letters = normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum() and not combining(letter))


def _lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield `(number, cells)` of every line of a table that is not blank. Raises `CourseFileUnusable`."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise CourseFileUnusable(wording.NOT_READ, path=path, reason=problem.strerror) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _fault(path, data.count(b"\n", 0, problem.start) + 1, wording.ROSTER_NOT_UTF8) from None
    named, number = _SEPARATOR_NAMED.match(text), 1
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = named[1] if named else max(_SEPARATORS, key=head.count)
    file = io.StringIO(text, newline="")
    if named:
        file.readline()
        number += 1
    rows, before = csv.reader(file, delimiter=separator, strict=True), number
    try:
        for cells in rows:
            if any(cells := [" ".join(cell.split()) for cell in cells]):
                yield number, cells
            number = rows.line_num + before
    except csv.Error as problem:
        raise _fault(path, number, wording.ROSTER_NO_CSV, reason=problem) from None


def _names_of(headings: list[str], path: Path, number: int) -> list[str]:
    """Return what gradkit calls the columns of a table. Raises `CourseFileUnusable`."""
    names = [re.sub(r"\W+", "_", heading.casefold()) for heading in headings]
    names = [_ALSO.get(name, name) for name in names]
    if _STUDENT not in names:
        raise _fault(path, number, wording.ROSTER_WITHOUT_STUDENT, headings=", ".join(headings))
    if twice := next((name for name in names if _is_used(name) and names.count(name) > 1), None):
        raise _fault(path, number, wording.ROSTER_COLUMN_TWICE, name=twice)
    return names


def _is_used(name: str) -> bool:
    return name in (*_FIELDS, _FULL_NAME) or name.endswith(_ID)


def _person(cells: dict[str, str], path: Path, number: int) -> Person:
    """Return the person of a line, by its columns. Raises `CourseFileUnusable`."""
    told = {name: cells.get(name, "") for name in _FIELDS}
    if not told[_STUDENT]:
        raise _fault(path, number, wording.ROSTER_NO_STUDENT)
    if not is_plain(told[_STUDENT]):
        raise _fault(path, number, wording.ROSTER_STRANGE_STUDENT, student=told[_STUDENT])
    if not (told["first_name"] or told["last_name"]):
        last, comma, first = cells.get(_FULL_NAME, "").partition(",")
        if not comma:
            first, _, last = last.rpartition(" ")
        told |= {"first_name": first.strip(), "last_name": last.strip()}
    ids = {name.removesuffix(_ID): cell for name, cell in cells.items() if name.endswith(_ID) and cell}
    return Person(**told, ids=ids)


def _fault(path: Path, number: int, sentence: str, **details: object) -> CourseFileUnusable:
    return CourseFileUnusable(
        f"{{path}}, line {{number}}: {sentence}", path=path, line=number, number=number, **details
    )
