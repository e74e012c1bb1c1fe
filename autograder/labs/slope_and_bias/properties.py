"""What a picture of two series of losses must hold, whatever it looks like."""

from collections.abc import Sequence

import numpy as np

from autograder.labs.properties import Shortfall
from autograder.trace import Case, Trace

LINES = (
    "One line for each series, with all of its values, in the Axes that you return. What does each call of plot() get?"
)
LEGEND = "A legend names what carries a label when it is made. Do both lines have one by then?"
LABEL = "A label is set by a call of the Axes. Which one, and is it called?"


def plot_losses(case: Case, trace: Trace) -> Shortfall | None:
    lines = [entry.value for entry in trace.entries if entry.kind == "series"]
    for name in ("LOSS", "LOSS2"):
        series = np.array(case.values[name])
        match = [index for index, line in enumerate(lines) if _shows(line, series)]
        if not match:
            wanted = f"a line with its {len(series)} values"
            return Shortfall(f"a line that shows {name}", wanted, _drawn(lines, len(series)), LINES)
        del lines[match[0]]
    if trace["names in the legend"] < 2:
        return Shortfall(
            "the legend", "a name for each of the two lines", f"{int(trace['names in the legend'])} names", LEGEND
        )
    for axis in "xy":
        if not trace[f"the {axis} axis has a label"]:
            return Shortfall(f"the label of the {axis} axis", "some text", "none", LABEL)
    return None


def _shows(line: np.ndarray, series: np.ndarray) -> bool:
    return line.shape == series.shape and np.allclose(line, series, rtol=1e-4, atol=1e-5)


def _drawn(lines: Sequence[np.ndarray], values: int) -> str:
    others = ("other values" if len(line) == values else f"{len(line)} values" for line in lines)
    return " and ".join(f"a line with {other}" for other in others) or "no other line"
