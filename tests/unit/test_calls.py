"""A call as cards show it: as Python has it, short, and with what is other than in the tutorial."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from autograder.judge.compare import Difference, first_difference
from autograder.judge.counterexample import Counterexample
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import all_labs, lab_named
from autograder.student.calls import called, line_of, short
from autograder.trace import LOSSES, Entry, Quantity, Trace, formula
from autograder.worker.calls import arguments_of, source_of
from autograder.worker.check import probe_of

CHECKS = [check for lab in all_labs() for check in lab.checks]


@pytest.mark.parametrize(
    ("coefficients", "source"),
    [
        ([1.0, 0.0, 0.0], "lambda x: x**2"),
        ([0.5, -2.0, 1.0], "lambda x: 0.5*x**2 - 2*x + 1"),
        ([-1.0, 0.0], "lambda x: -1*x"),
        ([0.0], "lambda x: 0"),
    ],
)
def test_a_polynomial_is_the_function_that_it_says_it_is(coefficients, source):
    assert formula(coefficients) == source
    assert eval(source)(3.0) == np.polyval(coefficients, 3.0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.1, "0.1"),
        (1e-05, "1e-05"),
        (5.312345678901234, "5.3123"),
        (15, "15"),
        ("huber_loss", "'huber_loss'"),
        ([-1.0, 0.5, 1.0], "[-1.0, 0.5, 1.0]"),
        (np.array(-15.0), "-15"),
        (np.array([3.3, 4.4, 5.5, 6.71], dtype=np.float32), "[3.3, 4.4, 5.5, 6.71]"),
        (np.arange(15.0), "[0, 1, …, 14]"),
        (np.arange(15.0)[:, None], "[[0], …, [14]]"),
        ({"polynomial": [1.0, 0.0, 0.0]}, "lambda x: x**2"),
    ],
)
def test_a_value_is_short(value, words):
    assert short(value) == words


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("anneal", "anneal(loss=lambda x: x**2, x=2.0, proposals=[-1.0, 0.5, 1.0, 0.5], "),
        ("numerical_gradient", "numerical_gradient(f=lambda x: x**2, x=3.0)"),
        ("get_loss", "get_loss(y_=[-0.62099, -0.82799, …, -0.58336], y=[1.7, 2.76, …, 1.3])"),
        ("compare_learning_rates", "compare_learning_rates(X=["),
        ("minibatches", "minibatches(X=[1, 2, …, 12], Y=[10, 20, …, 120], batch_size=5, generator)"),
        ("features", "features(passengers)"),
    ],
)
def test_published_inputs_stand_in_the_call(name, line):
    check = next(check for check in CHECKS if check.function == name)

    (said,) = called(Verdict(check, Status.FAIL, case=check.published_cases()[0]))

    assert said.startswith(line)
    assert "None" not in said and "iters" not in said


OTHER = {
    "slope_and_bias.train_model": "lr=0.06, iters=5 and columns X and Y of shape (37, 1)",
    "slope_and_bias.forward": "column x of shape (23, 1)",
    "slope_and_bias.error_surface": "n_samples=7 and columns X and Y of shape (19, 1)",
    "crop_yields.model": "x of shape (7, 4) and w of shape (3, 4)",
    "rough_ground.sgd_epoch": "batch_sizes=[6, 6, 5]",
    "crop_yields_builtin.make_loader": "batch_size=4",
    "univariate.analytic_gradients": "with other numbers it",
}


@pytest.mark.parametrize("name", OTHER)
def test_what_is_other_than_in_the_tutorial_is_said(name):
    check = next(check for check in CHECKS if check.name == name)
    fresh = next(case for case in check.cases() if not case.published)
    verdict = Verdict(check, Status.FAIL, case=fresh)

    hidden, shown = called(verdict), called(replace(verdict, practice=True))

    assert hidden[1] == "With the tutorial's numbers it is right; with other numbers, which are not shown, it is not."
    assert "=" not in hidden[0]
    assert OTHER[name] in shown[1]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_fresh_case_can_be_shown(check):
    for case in check.cases():
        lines = called(Verdict(check, Status.FAIL, case=case, practice=True))

        assert len(lines) == (1 if case.published else 2)
        assert all(len(line) < 500 and "None" not in line for line in lines)


class TestSource:
    @pytest.mark.parametrize(
        "source",
        [
            "torch.tensor([1., 2.])",
            "torch.tensor([[1.], [-0.5]], dtype=torch.float64)",
            "torch.tensor(2., requires_grad=True)",
            "[(torch.tensor([1.]), torch.tensor([0.]))]",
            "{'Fare': torch.tensor([9., 99.]), 'Sex': ['male', 'female']}",
            "0.1",
            "[0.1, 0.2]",
            "3",
        ],
    )
    def test_a_value_is_made_by_the_source_that_it_came_from(self, source):
        assert source_of(eval(source)) == source

    def test_what_no_line_makes_is_told(self):
        with pytest.raises(LookupError):
            source_of([torch.nn.Linear(1, 1)])

    def test_the_arguments_are_those_of_the_probe(self):
        check = lab_named("slope_and_bias").check("train_model")
        probe = probe_of(check.lab, check.function)

        X, _, w, _, lr, iters = arguments_of(probe, check.published_cases()[0])

        assert (X.shape, w.requires_grad, lr, iters) == ((60,), True, 0.1, 15)


RIGHT = Entry(Quantity("W"), "grid", np.array([1.0, 2.0]))


def example(right, yours, is_all=True):
    """Return what is said behind the call of a counterexample."""
    difference = first_difference(expected=Trace((right,)), actual=Trace((yours,) if yours else ()))
    return line_of(Counterexample("f(1)", right, is_all, yours, difference))


@pytest.mark.parametrize(
    ("right", "yours", "is_all", "said"),
    [
        (RIGHT, replace(RIGHT, value=np.array([1.0, 2.5])), True, "[1.0, 2.0], yours [1.0, 2.5]"),
        (RIGHT, replace(RIGHT, value=np.array([1.0, np.nan])), False, "W: [1.0, 2.0], yours [1.0, nan]"),
        (RIGHT, replace(RIGHT, value=np.array([[1.0, 2.0]])), True, "of shape (2,), yours (1, 2)"),
        (RIGHT, None, False, "yours nothing"),
        (
            Entry(LOSSES, "series", np.array([2.5])),
            Entry(LOSSES, "series", np.array([])),
            False,
            "the number of losses: 1, yours 0",
        ),
        (
            replace(RIGHT, value=np.zeros(20)),
            replace(RIGHT, value=np.arange(20.0)),
            True,
            "W[1]: 0.0, yours 1.0",
        ),
    ],
)
def test_a_counterexample_is_one_line(right, yours, is_all, said):
    assert example(right, yours, is_all) == f"f(1)   # {said}"


def test_where_the_function_stopped_it_says_so_harmlessly():
    found = Counterexample("f(1)", RIGHT, True, stopped="Value\x1bError")

    assert line_of(found) == "f(1)   # [1.0, 2.0], yours stops with ValueError"


def test_numbers_that_differ_late_are_told_apart():
    right, yours = (Entry(Quantity("f"), "number", np.array(number)) for number in (1.0, 1.00000009))
    found = Counterexample("f()", right, True, yours, Difference("value", "f", 1.0, 1.00000009, 1e-9))

    assert line_of(found) == "f()   # 1.0, yours 1.0000001"
