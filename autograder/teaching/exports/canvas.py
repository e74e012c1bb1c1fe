"""What Canvas takes back: a table for its gradebook, and a zip of feedback for each lab's assignment.

The table has a line per student and a column per lab. Canvas looks for a student by ID, SIS User ID and SIS Login ID,
in this order, and for an assignment by its title; EX excuses, and an empty cell is a score that was taken back. So a
student of whom something could not be run is left out until it was: whoever is not in the table keeps what they have.
Source: https://github.com/instructure/canvas-lms, lib/gradebook_importer.rb.

The zip is for "Upload Submissions" of an assignment. Canvas tells whose its files are from their names, those of its
download (`name_LATE_USER_FILE_slope_and_bias.py`, or `anon_…`), attaches each to a comment, and shows it under the name
that the student once gave to the file with that number. So feedback on a .py is Python, comments alone, and opens as
such. Source: the same, `infer_comment_context_from_filename` and `generate_comments_from_files` in
app/models/abstract_assignment.rb; names are made in lib/content_zipper.rb.
"""

import csv
from collections.abc import Mapping

from autograder.judge.verdict import Status
from autograder.teaching import wording
from autograder.teaching.exports.feedback import in_shape_of, write_zip
from autograder.teaching.exports.graded import Graded, Written, file_of, remark
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.roster import Person
from autograder.teaching.pages.names import number
from autograder.teaching.rows import grouped
from autograder.teaching.whole_files import replacing
from autograder.text import cell, plain

NAME, FEEDBACK = "canvas.csv", "canvas_feedback"
COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"
EXCUSED = "EX"


def write(graded: Graded) -> Written:
    """Write `canvas.csv`, and `canvas_feedback/LAB.zip` where files came from Canvas."""
    files = {key: name for key, name in graded.downloaded("canvas").items() if _owner(name) is not None}
    unknown = _write_table(graded, {student: owner for (student, _), name in files.items() if (owner := _owner(name))})
    path = graded.folder / NAME
    remarks = [*graded.strangers(path), *remark(wording.NOT_IN_CANVAS, unknown, path=path)]
    if not files:
        return Written((path,), tuple(remarks))
    without = _write_feedback(graded, files)
    remarks += remark(wording.NO_FEEDBACK, without, lms="Canvas")
    return Written((path, graded.folder / FEEDBACK), tuple(remarks))


def _write_table(graded: Graded, user_ids: Mapping[str, str]) -> list[str]:
    """Write the table; return who is not in it because nothing says who they are in Canvas."""
    labs, unknown = graded.by_lab(), []
    with replacing(graded.folder / NAME) as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *labs])
        most = (number(max(grade.most for grade in grades)) for grades in labs.values())
        writer.writerow([POINTS_POSSIBLE, "", "", "", "", *most])
        for student, grades in grouped(graded.known, lambda grade: grade.student).items():
            scores = {grade.lab: _entered(grade) for grade in grades}
            person, user_id = grades[0].person, user_ids.get(student, "")
            known = _known(person, user_id, "" if user_ids else student)
            if not any(known):
                unknown.append(student)
            elif None not in scores.values():
                texts = (person.name, *known, person.section)
                writer.writerow([*(cell(plain(text)) for text in texts), *(scores.get(lab, "") for lab in labs)])
    return unknown


def _known(person: Person, user_id: str, login: str) -> tuple[str, str, str]:
    """Return what Canvas knows a student by: its own ID, the institution's, and the login."""
    return person.ids.get("canvas", user_id), person.ids.get("sis", ""), person.login or login


def _entered(grade: Grade) -> str | None:
    """Return what is entered for a lab, None where nobody can tell yet."""
    if grade.excused:
        return EXCUSED
    return None if grade.score is None else number(grade.score)


def _write_feedback(graded: Graded, files: Mapping[tuple[str, str], str]) -> list[str]:
    """Write a zip per lab that came from Canvas; return who handed it in and did so in another way."""
    without = []
    for lab, grades in graded.by_lab().items():
        found = {grade.student: files[grade.student, lab] for grade in grades if (grade.student, lab) in files}
        if not found:
            continue
        feedback = {
            plain(found[grade.student]): in_shape_of(found[grade.student], graded, grade)
            for grade in grades
            if grade.student in found
        }
        write_zip(graded.folder / FEEDBACK / file_of(lab, ".zip"), feedback)
        without += [one.student for one in grades if one.status is not Status.MISSING and one.student not in found]
    return without


def _owner(name: str) -> str | None:
    """Return whose a file is, as Canvas tells it from a name: an ID, "" where they are anonymous, None for another name."""
    parts = [part for part in name.split("_") if part != "LATE"]
    if parts[0] == "anon":
        return "" if len(parts) > 3 else None
    numbers = [part for part in parts if part.isascii() and part.isdigit()]
    return numbers[0] if len(numbers) > 1 else None
