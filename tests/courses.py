"""A small course of somebody's own, for the tests: one lab of two functions that is about no line."""

LAB = "spread"
FILES = {
    "gradkit.toml": 'title = "How far numbers are spread"\n',
    "datasets/heights.csv": "height\n1.5\n1.75\n2.5\n",
    "solutions/spread.py": '''"""How far numbers are spread."""

import torch


def centre(x):
    """Return the mean of the (n,) numbers x, 0-d."""
    return x.mean()


def variance(x):
    """Return the mean squared distance of the (n,) numbers x from their centre, 0-d."""
    return ((x - centre(x)) ** 2).mean()
''',
    "labs/spread/lab.toml": """title = "Spread"

[[check]]
function = "centre"
points = 2
kind = "write"
hints = ["Where would a seesaw with these numbers on it be level?", "Each number counts the same.", "Take the mean."]

[[check]]
function = "variance"
points = 3
kind = "write"
hints = ["Which numbers are far from the centre?", "Far is far, to either side.", "Subtract, square, take the mean."]
""",
    "labs/spread/probes.py": '''"""What is called for each check of spread."""

from autograder.worker import Given, Recorder, Student


def centre(student: Student, given: Given, record: Recorder) -> None:
    record.tensor("centre", student.centre(given.tensor("x")))


def variance(student: Student, given: Given, record: Recorder) -> None:
    record.tensor("variance", student.variance(given.tensor("x")))
''',
    "labs/spread/answers/cases.py": '''"""The inputs of spread."""

from autograder.labs.answers.inputs import columns
from autograder.trace import Case


def centre(draw):
    yield Case({"x": columns("heights", "height")[0]}, published=True)
    yield Case({"x": draw.normal(3.0, 2.0, 21)})


variance = centre
''',
    "labs/spread/answers/mistakes.toml": """[centre]
sum-not-mean = "x.mean() -> x.sum()"

[variance]
from-zero = "x - centre(x) -> x"
""",
    "labs/spread/misconceptions.toml": """[from-zero]
question = "From where is each distance taken?"
habit = "take distances from 0"
""",
}
RIGHT = FILES["solutions/spread.py"]
FROM_ZERO = RIGHT.replace("(x - centre(x)) ** 2", "x**2")


def written(folder):
    """Write the course to a folder, and return that."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def hands_in(folder, student, text, lab=LAB):
    """Put a student's file where a class keeps it."""
    (folder / student).mkdir(parents=True)
    (folder / student / f"{lab}.py").write_text(text, encoding="utf-8")
    return folder
