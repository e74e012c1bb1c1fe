"""What Blackboard takes back: a table of grades, by user name. No way to upload feedback for a whole class is documented.

Cells stand between quotation marks and commas, as Blackboard asks for, after a byte order mark, as in what it writes. A
line is found by its Username, a column by the number at the end of a heading, as in `Lab 1 [Total Pts: 30 Score]
|12345`, which nobody but Blackboard knows; a heading without one becomes a new column. No cell excuses anybody. Source:
"Uploading or Downloading Grade Center Items for Working Offline", http://library.blackboard.com/ref/
3ea64795-6ecc-4abd-b595-0a9a8dfdec94/Content/_instructor_grade_center/grade_center_upload_download.htm.
"""

import csv

from autograder.teaching import wording
from autograder.teaching.exports.graded import Graded, Written, remark
from autograder.teaching.pages.names import number
from autograder.teaching.rows import grouped
from autograder.teaching.whole_files import replacing
from autograder.text import cell, plain

NAME = "blackboard.csv"
COLUMNS = ("Last Name", "First Name", "Username")
BYTE_ORDER_MARK = "\ufeff"


def write(graded: Graded) -> Written:
    """Write `blackboard.csv`. Who has a lab that cannot be graded yet is not in it, nor is a stranger."""
    labs = list(graded.by_lab())
    with replacing(graded.folder / NAME) as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([*COLUMNS, *labs])
        for student, grades in grouped(graded.known, lambda grade: grade.student).items():
            person = grades[0].person
            if all(grade.excused or grade.score is not None for grade in grades):
                scores = {it.lab: number(it.score) for it in grades if it.score is not None and not it.excused}
                texts = (person.last_name, person.first_name, person.login or student)
                writer.writerow([*(cell(plain(text)) for text in texts), *(scores.get(lab, "") for lab in labs)])
    path = graded.folder / NAME
    excused = [f"{grade.student} ({grade.lab})" for grade in graded.grades if grade.excused]
    remarks = (
        *graded.strangers(path),
        *remark(wording.EXCUSED_BY_HAND, excused, lms="Blackboard"),
    )
    return Written((path,), remarks)
