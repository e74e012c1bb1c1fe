"""One check as one line of JSON, with the keys that scripts rely on."""

import json

from autograder.student.card import message


def row(verdict, student, text=None):
    """Return the row of a verdict. `message` is its card, or another `text`, and empty for what passed."""
    if text is None:
        text = "" if verdict.passed else message(verdict)
    return {
        "student": student,
        "lab": verdict.check.lab,
        "check": verdict.check.function,
        "status": verdict.status,
        "points": verdict.points,
        "max_points": verdict.check.points,
        "misconception": verdict.misconception or None,
        "message": text,
        "seconds": round(verdict.seconds, 4),
        "isolation": verdict.isolation,
        "device": verdict.device,
        "seed": verdict.seed,
    }


def as_json(verdict, student):
    """Return the row as one line of JSON."""
    return json.dumps(row(verdict, student), ensure_ascii=False)
