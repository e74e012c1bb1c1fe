"""What people call a recorded number, and that nothing else than such a number crosses the wall."""

import numpy as np
import pytest

from autograder.errors import FrameError
from autograder.trace import LOSSES, Counted, Entry, Measure, Quantity, Report, Trace, pack_report, unpack_report
from autograder.trace.frame import pack, unpack

GRADIENT = Quantity("w", Measure.GRADIENT, 2, Counted.STEP)


@pytest.mark.parametrize(
    ("quantity", "index", "name"),
    [
        (Quantity("yhat"), (), "yhat"),
        (Quantity("the given w, afterwards"), (1,), "the given w, afterwards[1]"),
        (GRADIENT, (0, 1), "gradient of w[0, 1] at step 2"),
        (Quantity("the loss", Measure.GRADIENT), (3,), "gradient of the loss[3]"),
        (Quantity("w", Measure.PARAMETER, 1, Counted.UPDATES), (), "w after 1 update"),
        (Quantity("w", Measure.PARAMETER, 3, Counted.UPDATES), (0,), "w[0] after 3 updates"),
        (Quantity("weight", Measure.PARAMETER, 2, Counted.EPOCHS), (), "weight after 2 epochs"),
        (Quantity("w", Measure.PARAMETER, 1), (), "w"),
        (Quantity("path", Measure.PATH), (4, 0), "path[4, 0]"),
        (Quantity(measure=Measure.LOSS), (), "loss"),
        (Quantity(measure=Measure.LOSS, step=2, counted=Counted.STEP), (), "loss at step 2"),
        (Quantity(measure=Measure.LOSS, step=3, counted=Counted.EPOCH), (), "loss of epoch 3"),
        (LOSSES.at(7), (), "loss 7"),
        (Quantity("run 2", Measure.LOSS, 7, Counted.PLACE), (), "loss 7 of run 2"),
        (Quantity("x", Measure.PARAMETER, 2, Counted.PLACE), (), "x[2]"),
        (Quantity("x", Measure.PARAMETER, 2, Counted.STEPS), (), "x after 2 steps"),
        (Quantity("x", Measure.PARAMETER, 1, Counted.STEPS), (), "x after 1 step"),
        (Quantity("line 1", step=2, counted=Counted.PLACE), (), "line 1, point 2"),
    ],
)
def test_a_quantity_has_a_name(quantity, index, name):
    assert quantity.name(index) == name


@pytest.mark.parametrize(
    ("series", "plural", "until"),
    [
        (LOSSES, "losses", "losses 1 to 3 match"),
        (
            Quantity("run 2", Measure.LOSS, 1, Counted.PLACE),
            "losses of run 2",
            "loss 1 of run 2 to loss 3 of run 2 match",
        ),
        (Quantity("x", Measure.PARAMETER, counted=Counted.PLACE), "values of x", "x[0] to x[3] match"),
        (
            Quantity("x", Measure.PARAMETER, counted=Counted.STEPS),
            "positions",
            "x after 0 steps to x after 3 steps match",
        ),
    ],
)
def test_so_have_the_elements_of_a_series_together(series, plural, until):
    assert (series.plural, series.until(3)) == (plural, until)


@pytest.mark.parametrize(
    ("field", "value"), [(1, "wealth"), (1, None), (2, "2"), (2, 2.0), (3, "weeks"), (0, 5), (0, "w" * 300)]
)
def test_what_is_no_quantity_does_not_cross(field, value):
    header, arrays = unpack(pack_report(Report(traces=(Trace((Entry(GRADIENT, "number", np.float64(1)),)),))))
    header["traces"][0]["entries"][0][field] = value

    with pytest.raises(FrameError):
        unpack_report(pack(header, arrays))
