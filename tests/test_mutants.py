"""What is changed in a solution, one thing at a time; `teaching/test_lab_check.py` asks whether a check sees it."""

import pytest

from autograder.labs.answers.mutants import explained, mutants_of
from autograder.labs.catalogue import all_labs, lab_named


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_what_is_explained_has_a_reason(lab):
    assert all(len(why) > 20 for why in explained(lab.name).values())


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
    assert ("return w * x + b", "return 0 * (w * x + b)") in changes  # nothing, in the right shape
    assert ("def forward(x, w, b):", "return None") in changes  # next to nothing
    assert ("def forward(x, w, b):", "return x") in changes


def _mutants(check):
    return mutants_of(check.lab, check.function)
