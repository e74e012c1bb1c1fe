"""The first difference between two traces, and how much may lie between them."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, strategies

from autograder.judge.compare import Difference, first_difference
from autograder.judge.diagnosis import kinship
from autograder.judge.tolerance import FLOOR, MULTIPLE, ROUNDING, tolerance
from autograder.trace import LOSSES, Case, Counted, Entry, Measure, Quantity, Trace, show

W = Quantity("w")


def number(value, quantity=W, precision="float32", resolution=0.0):
    return Entry(quantity, "number", np.float64(value), precision, resolution)


def losses(*values, precision="any"):
    return Entry(LOSSES, "series", np.array(values, dtype=np.float64), precision)


def tensor(value, precision="float32"):
    return Entry(Quantity("yhat"), "tensor", np.asarray(value, dtype=np.float64), precision)


def differ(expected, actual, **options):
    return first_difference(expected=Trace(tuple(expected)), actual=Trace(tuple(actual)), **options)


FLOATS = strategies.floats(width=32)


class TestTolerance:
    @given(
        value=FLOATS,
        twin=strategies.one_of(strategies.none(), FLOATS),
        resolution=strategies.floats(0, 1e3),
    )
    def test_of_a_single_number_it_is_the_floor_or_a_multiple_of_its_rounding(self, value, twin, resolution):
        assume(math.isfinite(value) and (twin is None or math.isfinite(twin)))
        rounding = resolution if twin is None else max(resolution, abs(value - twin))
        floor = FLOOR[0] * abs(value) + FLOOR[1]

        allowed = tolerance(number(value, resolution=resolution), None if twin is None else number(twin))

        assert float(allowed) == max(floor, MULTIPLE * rounding)

    def test_the_floor_is_relative_and_absolute(self):
        relative, absolute = FLOOR

        assert tolerance(number(50.0), None) == pytest.approx(50 * relative + absolute)

    def test_measured_rounding_counts_where_it_is_larger(self):
        assert tolerance(number(50.0), number(50.01)) == pytest.approx(MULTIPLE * 0.01)

    def test_what_cannot_be_resolved_cannot_be_asked(self):
        assert tolerance(number(0.0, resolution=0.5), None) == MULTIPLE * 0.5

    def test_the_middle_of_an_axis_may_be_off_by_what_its_ends_may_be_off_by(self):
        allowed = tolerance(tensor([-6.0, 0.0, 6.0]), None)

        assert allowed[1] == allowed[0] == allowed[2]

    def test_a_number_of_a_series_is_judged_on_its_own_scale_and_the_rounding_before_it(self):
        before, after = tolerance(losses(0.5, 8e5), None), tolerance(losses(8e5, 0.5), None)

        assert before[0] == pytest.approx(FLOOR[0] * 0.5 + FLOOR[1])
        assert after[1] == pytest.approx(MULTIPLE * ROUNDING * 8e5)

    def test_one_element_that_ran_away_says_nothing_of_the_others(self):
        assert tolerance(tensor([np.inf, 2.0]), None)[1] == tolerance(tensor([0.0, 2.0]), None)[1]


class TestFirstDifference:
    def test_equal_traces_do_not_differ(self):
        assert differ([number(1.0), losses(3, 2, 1)], [number(1.00001), losses(3, 2, 1)]) is None

    def test_what_belongs_to_an_earlier_step_comes_first(self):
        later = Quantity("w", Measure.PARAMETER, 2, Counted.UPDATES)
        expected = [number(1.0, later), losses(3, 2, 1)]
        actual = [number(9.0, later), losses(9, 2, 1)]

        assert differ(expected, actual).what == "loss 1"

    def test_a_wrong_number_of_losses_comes_before_their_values(self):
        difference = differ([losses(3, 2, 1)], [losses(9, 2)])

        assert (difference.kind, difference.expected, difference.got) == ("count", 3, 2)

    def test_says_what_was_right_on_the_way(self):
        difference = differ([losses(4, 3, 2, 1)], [losses(4, 3, 9, 9)])

        assert difference.settled == ("returns 4 losses", "losses 1 to 2 match")

    @pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
    def test_nan_and_infinity_equal_nothing(self, value):
        assert differ([number(1.0)], [number(value)])
        assert differ([number(value)], [number(value)])

    def test_shapes_come_before_values(self):
        assert differ([tensor([1.0, 1.0])], [tensor([[1.0], [1.0]])]).kind == "shape"
        assert differ([tensor([1.0])], [tensor(1.0)]).kind == "shape"
        assert differ([tensor([1.0])], [tensor(np.empty(0))]).kind == "shape"

    def test_the_dtype_of_a_tensor_counts(self):
        difference = differ([tensor([1.0])], [tensor([1.0], "float64")])

        assert (difference.kind, difference.expected, difference.got) == ("dtype", "float32", "float64")

    def test_what_was_not_recorded_is_missing(self):
        assert differ([number(1.0)], []).kind == "missing"

    def test_a_kind_that_is_not_the_expected_one_is_missing(self):
        assert differ([number(1.0)], [Entry(Quantity("w"), "flag", np.bool_(True))]).kind == "missing"

    def test_finds_the_element(self):
        difference = differ([tensor(np.zeros((2, 3)))], [tensor([[0, 0, 0], [0, 5, 0]])])

        assert (difference.index, difference.got) == ((1, 1), 5.0)

    def test_runaway_walks_agree_that_they_ran_away(self):
        expected, actual = [losses(1, 1e31, np.inf)], [losses(1, np.nan, -1e35)]

        assert differ(expected, actual)
        assert differ(expected, actual, runaway=True) is None
        assert differ(expected, [losses(1, 5, np.nan)], runaway=True)


@pytest.mark.parametrize(
    ("value", "beside", "text"),
    [
        (-38.1936149597168, None, "-38.19361"),
        (1.0, 1.0000001, "1"),
        (1.0000001, 1.0, "1.0000001"),
        (0.1, 0.1, "0.1"),
        (float("nan"), 1.0, "nan"),
    ],
)
def test_numbers_are_shown_so_that_different_ones_look_different(value, beside, text):
    assert show(value, beside) == text


class TestWhatComesFirst:
    GRADIENT = Quantity("w", Measure.GRADIENT, 1, Counted.STEP)
    AFTER = Quantity("w", Measure.PARAMETER, 1, Counted.UPDATES)

    def trace(self, series, gradient, after, count=1.0):
        entries = (
            losses(*series),
            Entry(Quantity("the number of losses", step=1, counted=Counted.UPDATES), "count", np.float64(count)),
            number(gradient, self.GRADIENT),
            number(after, self.AFTER),
        )
        return Trace(entries)

    def first(self, **changed):
        right = {"series": (9.0, 4.0, 1.0), "gradient": 5.0, "after": 2.0}
        return first_difference(expected=self.trace(**right), actual=self.trace(**{**right, **changed}))

    def test_a_wrong_gradient_comes_before_the_loss_that_it_leads_to(self):
        assert self.first(series=(9.0, 8.0, 7.0), gradient=1.0, after=3.0).quantity == self.GRADIENT

    def test_a_gradient_that_has_led_to_a_right_loss_is_right_whatever_was_returned(self):
        difference = self.first(gradient=0.0, after=3.0)
        assert difference.quantity == self.AFTER
        assert difference.settled == ("returns 3 losses", "losses 1 to 3 match")

    def test_it_still_counts_where_nothing_else_differs(self):
        assert self.first(gradient=0.0).quantity == self.GRADIENT

    def test_a_count_comes_first_and_is_exact(self):
        difference = self.first(count=3.0, gradient=0.0, after=3.0)
        assert (difference.kind, difference.expected, difference.got, difference.allowed) == ("count", 1, 3, 0.0)


def test_a_number_is_another_result_and_never_a_count_or_a_flag():
    names = ("slope", "batches", "is trained")
    entries = [
        Entry(Quantity(name), kind, np.float64(1))
        for name, kind in zip(names, ("number", "count", "flag"), strict=True)
    ]
    wrong = Difference("value", "bias", 5.3, 1.0, 1e-4, quantity=Quantity("bias"))

    assert kinship(Case({}), wrong, Trace(), Trace(tuple(entries))).text == "= what slope should be"
    assert kinship(Case({}), wrong, Trace(), Trace(tuple(entries[1:]))).text == ""
