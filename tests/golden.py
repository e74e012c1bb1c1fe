"""The exact text that a student sees, one file per named mistake. `python -m tests.golden` writes them anew."""

import re
from pathlib import Path

import pytest

from autograder.judge.grading import Grader
from autograder.labs.catalogue import all_labs
from autograder.labs.misconceptions import misconceptions_of
from autograder.student.card import card
from tests.overlays import overlays

FOLDER = Path(__file__).parent / "golden"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def first_of_each():
    """Return `{slug: (overlay, function)}`: the first submission, by name, that makes each mistake."""
    found = {}
    for overlay in overlays("wrong"):
        for function, (_, slug) in overlay.expected.items():
            if slug:
                found.setdefault(slug, (overlay, function))
    return found


def text_of(grader, overlay, function):
    """Return the card of one function of a submission."""
    path = f"exercises/{overlay.lab.name}.py"
    (verdict,) = grader.grade(overlay.lab.name, overlay.source, path, [overlay.lab.check(function)], practice=True)
    return "\n".join(card(verdict, path, overlay.source)) + "\n"


def same(text, golden):
    """Tell whether two texts are the same, numbers as far as machines agree on them."""
    if _NUMBER.sub("#", text) != _NUMBER.sub("#", golden):
        return False
    ours, theirs = ([float(number) for number in _NUMBER.findall(t)] for t in (text, golden))
    return ours == pytest.approx(theirs, rel=2e-2, abs=1e-6)


def all_misconceptions():
    """Return every mistake that has a name in some lab."""
    return {slug: known for lab in all_labs() for slug, known in misconceptions_of(lab.name).items()}


def main():
    """Write every golden file."""
    FOLDER.mkdir(exist_ok=True)
    with Grader() as grader:
        for slug, (overlay, function) in first_of_each().items():
            assert slug in all_misconceptions()
            (FOLDER / f"{slug}.txt").write_text(text_of(grader, overlay, function), encoding="utf-8")


if __name__ == "__main__":
    main()
