"""A fixed rate: what the first move of every case has to show, and what speaks against it."""

import numpy as np
import pytest

from autograder.judge.rates import fixed_rate
from autograder.trace import LOSSES, Case, Counted, Entry, Measure, Quantity, Trace

RATES = (0.1, 0.3)
CASES = [Case({"w": np.array([1.0, -2.0])}, {"lr": lr, "iters": 2}, dtype="float64") for lr in RATES]
W1, W2 = (Quantity("w", Measure.PARAMETER, step, Counted.UPDATES) for step in (1, 2))
X = Quantity("x", Measure.PARAMETER, counted=Counted.PLACE)


def descent(rate, turn=1.0):
    """Two updates of w on the loss w² / 2, whose gradient is w, turned a little for whoever moves otherwise."""
    w = [np.array([1.0, -2.0])]
    with np.errstate(all="ignore"):
        for _ in range(2):
            w.append(w[-1] - rate * w[-1] * [1.0, turn])
    losses = np.array([(row**2).sum() / 2 for row in w[:2]])
    entries = [Entry(LOSSES, "series", losses), Entry(W1, "grid", w[1]), Entry(W2, "grid", w[2])]
    return Trace(tuple(entries))


RIGHT = [descent(lr) for lr in RATES]


def rate_of(*traces, cases=CASES, right=RIGHT):
    return fixed_rate(cases, traces, right)


def with_value(trace, number, value):
    entries = [*trace.entries]
    entries[number] = Entry(entries[number].quantity, entries[number].kind, np.asarray(value))
    return Trace(tuple(entries))


@pytest.mark.parametrize("rate", [0.1, 0.3, 0.02, 1e-5, 7.0, -0.1])
def test_one_rate_in_every_case_is_found(rate):
    assert rate_of(descent(rate), descent(rate)) == pytest.approx(rate)


def test_it_is_read_from_a_series_that_begins_with_the_start():
    cases = [Case({}, {"x": 2.0, "lr": lr}) for lr in RATES]
    right = [Trace((Entry(X, "series", np.array([2.0, 2.0 - lr * 8])),)) for lr in RATES]
    wrong = Trace((Entry(X, "series", np.array([2.0, 2.0 - 0.05 * 8])),))

    assert rate_of(wrong, wrong, cases=cases, right=right) == pytest.approx(0.05)


@pytest.mark.parametrize(
    "traces",
    [
        RIGHT,
        (descent(0.2), descent(0.6)),  # twice what was asked for, each time
        (descent(0.0), descent(0.0)),
        (descent(0.02, turn=0.9), descent(0.02, turn=0.9)),
        (descent(0.02), with_value(descent(0.02), 0, [9.0, 1.0])),  # the first loss is from before any move
        (descent(0.02), with_value(descent(0.02), 0, [2.5])),  # a loss is missing
        (descent(0.02), with_value(descent(0.02), 2, [[1.0], [1.0]])),
        (descent(0.02), Trace()),
        (descent(np.nan), descent(np.nan)),
        (descent(np.inf), descent(np.inf)),
    ],
)
def test_anything_else_is_none(traces):
    assert rate_of(*traces) is None


def test_where_no_rate_is_told_there_is_none():
    assert rate_of(*RIGHT, cases=[Case({"w": np.array([1.0, -2.0])}) for _ in RATES]) is None
