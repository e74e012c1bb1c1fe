"""The pages of a class: one for every student, one for who teaches them. Each is a single file that needs no network."""

from autograder.faces.report.classroom import class_page
from autograder.faces.report.names import feedback_name, feedback_names
from autograder.faces.report.source import meta_of, rows_of
from autograder.faces.report.student import student_page
from autograder.faces.report.write import FEEDBACK, REPORT, write_report

__all__ = [
    "FEEDBACK",
    "REPORT",
    "class_page",
    "feedback_name",
    "feedback_names",
    "meta_of",
    "rows_of",
    "student_page",
    "write_report",
]
