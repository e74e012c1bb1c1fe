"""What is called and written down for each check of runaway_square. Runs on the student's side of the wall."""

from autograder.trace.quantity import Counted, Measure, Quantity

# x at the start and after every step.
POSITIONS = Quantity("x", Measure.PARAMETER, counted=Counted.PLACE)


def numerical_gradient(student, given, record):
    def f(x):
        height = 0.0
        for coefficient in given["polynomial"]:
            height = height * x + coefficient
        return height

    distance = () if given["h"] is None else (given["h"],)
    record.number("slope", student.numerical_gradient(f, given["x"], *distance))


def descend(student, given, record):
    path = student.descend(given["x"], given["y_true"], given["lr"], given["steps"])
    record.series(POSITIONS, path)


def tame(student, given, record):
    steps = () if given["steps"] is None else (given["steps"],)
    path = student.tame(given["x"], given["y_true"], *steps)
    record.series(POSITIONS, path)


def largest_stable_rate(student, given, record):
    record.number("rate", student.largest_stable_rate(given["y_true"]))
