"""What a picture of two series of losses must hold, whatever it looks like."""

from collections.abc import Sequence

import numpy as np

from autograder.labs.properties import Shortfall
from autograder.language import Phrase
from autograder.trace import Case, Trace

LINES = (
    "One line for each series, with all of its values, in the Axes that you return. What does each call of plot() get?"
)
SHOWS = "a line that shows {name}"
LEGEND = "A legend names what carries a label when it is made. Do both lines have one by then?"
LABEL = "A label is set by a call of the Axes. Which one, and is it called?"


def plot_losses(case: Case, trace: Trace) -> Shortfall | None:
    lines = [entry.value for entry in trace.entries if entry.kind == "series"]
    for name in ("LOSS", "LOSS2"):
        series = np.array(case.values[name])
        match = [index for index, line in enumerate(lines) if _shows(line, series)]
        if not match:
            what, wanted = Phrase(SHOWS, name=name), Phrase("a line with its {number} values", number=len(series))
            return Shortfall(what, wanted, _drawn(lines, len(series)), LINES)
        del lines[match[0]]
    if trace["names in the legend"] < 2:
        names = Phrase("{number} names", number=int(trace["names in the legend"]))
        return Shortfall("the legend", "a name for each of the two lines", names, LEGEND)
    for axis in "xy":
        if not trace[f"the {axis} axis has a label"]:
            return Shortfall(Phrase("the label of the {axis} axis", axis=axis), "some text", "none", LABEL)
    return None


def _shows(line: np.ndarray, series: np.ndarray) -> bool:
    return line.shape == series.shape and np.allclose(line, series, rtol=1e-4, atol=1e-5)


def _drawn(lines: Sequence[np.ndarray], values: int) -> str:
    drawn: str = "no other line"
    for number, line in enumerate(lines):
        has_other = len(line) == values
        one = Phrase("a line with other values" if has_other else "a line with {number} values", number=len(line))
        drawn = Phrase("{first} and {other}", first=drawn, other=one) if number else one
    return drawn
