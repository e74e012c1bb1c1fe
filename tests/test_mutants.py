"""A solution with one thing changed is refused, or computes the same: `gradkit doctor --mutants`, and why in solutions/."""

import pytest

from autograder.labs.answers.mutants import explained, mutants_of
from autograder.labs.catalogue import all_labs, lab_named
from autograder.teaching.authors.mutants import tried
from tests.mutants import passing

# The one of which the command's own way is asked, through the wall: the one with the fewest mutants.
TYPED = "crop_yields_builtin"


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_what_passes_is_explained_and_what_is_explained_passes(without_wall, lab):
    count, passes = without_wall(passing, lab.name)

    assert count > 0
    known = explained(lab.name)
    assert set(passes) - known.keys() == set(), "the same, or holes: see to the check, or explain them"
    assert known.keys() - set(passes) == set(), "explained, and refused or made no longer"
    assert all(len(why) > 20 for why in known.values())


def test_the_wall_makes_no_difference(grader):
    passes = {(m.function, m.was, m.becomes) for m, verdict in tried(grader, lab_named(TYPED).checks) if verdict.passed}

    assert passes == explained(TYPED).keys()


def test_every_kind_of_change_is_made():
    changes = {(m.was, m.becomes) for check in lab_named("slope_and_bias").checks for m in _mutants(check)}

    assert ("return w * x + b", "return w * x - b") in changes  # an operator
    assert ("return w * x + b", "return w * x") in changes  # an operand
    assert ("w.grad = None", "(dropped)") in changes  # a statement
    assert ("losses = []", "(dropped)") in changes
    assert ("for _ in range(iters):", "for _ in range(iters + 1):") in changes  # a bound
    assert ("return ((yhat - y) ** 2).mean()", "return ((yhat - y) ** 3).mean()") in changes  # a constant
    assert ("return ((yhat - y) ** 2).mean()", "return ((yhat - y) ** 2).sum()") in changes  # a call
    assert ("loss = criterion(forward(X, w, b), Y)", "loss = criterion(Y, forward(X, w, b))") in changes  # arguments
    assert ("return (w, b, losses)", "return (b, w, losses)") in changes  # results
    assert ("w -= lr * w.grad", "w += lr * w.grad") in changes


def _mutants(check):
    return mutants_of(check.lab, check.function)
