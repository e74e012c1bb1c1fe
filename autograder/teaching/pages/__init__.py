"""The pages of a class: one for every student, one for who teaches them. Each is a single file that needs no network."""

from autograder.teaching.pages.classroom import class_page
from autograder.teaching.pages.loading import rows_of, run_of
from autograder.teaching.pages.names import feedback_name, feedback_names
from autograder.teaching.pages.student import student_page
from autograder.teaching.pages.write import FEEDBACK, REPORT, write_report

__all__ = [
    "FEEDBACK",
    "REPORT",
    "class_page",
    "feedback_name",
    "feedback_names",
    "rows_of",
    "run_of",
    "student_page",
    "write_report",
]
