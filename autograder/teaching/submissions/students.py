"""Whose everything is that lies in the folders and downloads of a class, by a roster or by the names there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from autograder.teaching import wording
from autograder.teaching.grades.roster import Assigned, Roster
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads.gradescope import NAME as GRADESCOPE
from autograder.teaching.submissions.downloads.layout import HandedIn
from autograder.teaching.submissions.names import NAME_LIMIT, is_harmless, same_to_a_reader, spellings
from autograder.text import said


@dataclass
class Student:
    """A student: their name in every row, all that they handed in, and why nothing of it is taken, "" where it is."""

    name: str
    handed_in: list[HandedIn] = field(default_factory=list)
    problem: str = ""
    # Numbers of those that they are in.
    downloads: set[int] = field(default_factory=set)


def students_of(downloads: Sequence[Sequence[HandedIn]], roster: Roster) -> tuple[list[Student], Assigned]:
    """Return whose all of it is, by their names, and what the roster says of these.

    Each download is held against the roster alone: there a person has one name. Without a roster who has the same name in
    several is the same student.
    """
    names = {entry.clues.folder for entries in downloads for entry in entries}
    doubles = same_to_a_reader(names)
    all_assigned = [roster.assign(_clues(entries, doubles)) for entries in downloads]
    spelled = spellings(names, roster.people)
    found: dict[str, Student] = {}
    for number, (entries, assigned) in enumerate(zip(downloads, all_assigned, strict=True)):
        for entry in entries:
            person = assigned.people.get(entry.clues.folder)
            name = person.student if person else spelled[entry.clues.folder]
            student = found.setdefault(name, Student(name, problem=_problem(entry, doubles)))
            student.handed_in.append(entry)
            student.downloads.add(number)
    people = {folder: person for assigned in all_assigned for folder, person in assigned.people.items()}
    strangers = sorted({spelled[folder] for assigned in all_assigned for folder in assigned.strangers})
    doubtful = {spelled[folder]: between for one in all_assigned for folder, between in one.doubtful.items()}
    waiting = frozenset[str]().union(*(assigned.waiting for assigned in all_assigned))
    all_of_it = Assigned(people, tuple(strangers), doubtful, waiting)
    return sorted(found.values(), key=lambda student: student.name), all_of_it


def _clues(entries: Sequence[HandedIn], doubles: Collection[str]) -> dict[str, Clues]:
    found = {entry.clues.folder: entry.clues for entry in entries if not _problem(entry, doubles)}
    # An id that students enter themselves is a clue among others: a folder called so is not theirs for that alone.
    return {folder: replace(clues, folder="") if GRADESCOPE in clues.ids else clues for folder, clues in found.items()}


def _problem(entry: HandedIn, doubles: Collection[str]) -> str:
    """Return why a folder's name is refused: the instructor can rename a folder, and no name that an LMS has made."""
    if entry.doubt:
        return entry.doubt
    if entry.at_of and not is_harmless(entry.clues.folder):
        return said(wording.NAME, limit=NAME_LIMIT)
    return wording.SAME_NAME if entry.clues.folder in doubles else ""
