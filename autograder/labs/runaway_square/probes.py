"""What is called and written down for each check of runaway_square. Runs on the student's side of the wall."""

from autograder.labs.runaway_square import POSITIONS
from autograder.worker import Given, Recorder, Student


def numerical_gradient(student: Student, given: Given, record: Recorder) -> None:
    distance = () if given["h"] is None else (given["h"],)
    record.number("slope", student.numerical_gradient(given.polynomial("f"), given["x"], *distance))


def descend(student: Student, given: Given, record: Recorder) -> None:
    record.series(POSITIONS, student.descend(given["x"], given["y_true"], given["lr"], given["steps"]))


def tame(student: Student, given: Given, record: Recorder) -> None:
    steps = () if given["steps"] is None else (given["steps"],)
    record.series(POSITIONS, student.tame(given["x"], given["y_true"], *steps))


def largest_stable_rate(student: Student, given: Given, record: Recorder) -> None:
    record.number("rate", student.largest_stable_rate(given["y_true"]))
