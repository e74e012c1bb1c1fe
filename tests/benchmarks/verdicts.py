"""Hold what was graded against what is known about a class."""

from dataclasses import dataclass

from tests.benchmarks.class_of import LAB


@dataclass(frozen=True, order=True)
class Wrong:
    """Points that are not what a function is worth."""

    student: str
    kind: str
    work: str
    function: str
    points: float
    right: float

    @property
    def let_through(self):
        """Tell whether there are points for what deserves none; otherwise right work was refused."""
        return self.points > self.right


def wrong_verdicts(students, points):
    """Return every `Wrong` in `{student: {function: points}}`; what is not there has no points."""
    found = set()
    for student in students:
        for function, passes in student.truth.items():
            right = float(LAB.check(function).points) if passes else 0.0
            got = float(points.get(student.name, {}).get(function, 0.0))
            if got != right:
                found.add(Wrong(student.name, student.kind, student.work, function, got, right))
    return found


def submissions(wrong, *, let_through):
    """Return the students with at least one wrong verdict of that sort."""
    return {one.student for one in wrong if one.let_through is let_through}


def verdicts_known(students):
    """Return how many verdicts there are whose right points are known."""
    return sum(len(student.truth) for student in students)
