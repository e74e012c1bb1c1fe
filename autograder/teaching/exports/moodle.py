"""What Moodle takes back, lab by lab: a grading worksheet, and a zip of feedback files.

Both know a participant by a number that is another one in every assignment, and that stands in the names of its
download: `Ada Lovelace_123_assignsubmission_file` (a folder, with a `_` at its end before Moodle 4.1; or the beginning
of a file's name, where files were not put into folders). A roster cannot know it. Source:
https://github.com/moodle/moodle, mod/assign/feedback/file/importziplib.php: any part of a path that is made so counts,
with the `_` in every version.

A worksheet has the columns Identifier ("Participant 123"), Grade and Last modified (grade), in the language that Moodle
is read in: English here. A grade that is empty, the same, or above the assignment's maximum is passed over; so is one
that was changed in Moodle after "Last modified", unless the form is told otherwise. Source: the same,
mod/assign/feedback/offline/importgradeslib.php and locallib.php, and mod/assign/lang/en/assign.php.
"""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.teaching import wording
from autograder.teaching.exports.feedback import PAGE, page, write_zip
from autograder.teaching.exports.graded import Graded, Written, file_of, remark
from autograder.teaching.grades.grade import Grade
from autograder.teaching.pages.names import number
from autograder.teaching.whole_files import replacing
from autograder.text import cell, plain

GRADES, FEEDBACK = "moodle_grades", "moodle_feedback"
COLUMNS = ("Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)")
PARTICIPANT = "Participant "


def write(graded: Graded) -> Written:
    """Write `moodle_grades/LAB.csv` and `moodle_feedback/LAB.zip`. Raises `UsageProblem` where nothing came from Moodle."""
    folders = {key: folder for key, path in graded.downloaded("moodle").items() if (folder := _folder_in(path))}
    if not folders:
        raise UsageProblem(wording.NOT_FROM_MOODLE, folder=graded.folder)
    unknown, excused = [], []
    for lab, grades in graded.by_lab().items():
        known = {folders[grade.student, lab]: grade for grade in grades if (grade.student, lab) in folders}
        if not known:
            continue
        _write_worksheet(graded.folder / GRADES / file_of(lab, ".csv"), known)
        pages = {f"{plain(folder)}/{PAGE}": page(graded, grade) for folder, grade in known.items()}
        write_zip(graded.folder / FEEDBACK / file_of(lab, ".zip"), pages)
        unknown += [grade.student for grade in grades if (grade.student, lab) not in folders]
        excused += [f"{grade.student} ({lab})" for grade in grades if grade.excused]
    remarks = (
        *graded.strangers(graded.folder / GRADES),
        *remark(wording.NOT_IN_MOODLE, unknown),
        *remark(wording.EXCUSED_BY_HAND, excused, lms="Moodle"),
    )
    return Written((graded.folder / GRADES, graded.folder / FEEDBACK), remarks)


def _write_worksheet(path: Path, known: Mapping[str, Grade]) -> None:
    """Write the worksheet of a lab: a line for everybody who has a grade, by what the download calls them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with replacing(path) as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for folder, grade in known.items():
            if grade.score is not None and not grade.excused and not grade.is_stranger:
                name, participant, *_ = folder.split("_")
                most = number(grade.most)
                writer.writerow([PARTICIPANT + participant, cell(plain(name)), number(grade.score), most, now])


def _folder_in(path: str) -> str:
    """Return the folder of a download by which Moodle knows whose a path is, "" where there is none."""
    top = path.partition("/")[0]  # folders below are the student's, who may have called them as another one's
    name, participant, *plugin = [*top.split("_", 4), "", "", "", ""][:4]
    is_one = participant.isascii() and participant.isdigit() and all(plugin)
    return "_".join((name, participant, *plugin, "")) if is_one else ""
