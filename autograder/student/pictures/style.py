"""How every picture looks: colours of Okabe and Ito, one line style and one marker per meaning, one size of type."""

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import matplotlib.style
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from PIL import Image

from autograder.judge.verdict import TracePair
from autograder.language import Phrase, told
from autograder.student.pictures.reading import PathPair

# How matplotlib draws a line, by the names of its arguments.
Look: TypeAlias = dict[str, Any]

# Who is who, told by colour, by width and by marker.
ORANGE, BLUE, SKY, GREEN, PURPLE, BLACK = "#D55E00", "#0072B2", "#56B4E9", "#009E73", "#CC79A7", "#000000"
STUDENT: Look = {"color": ORANGE, "linewidth": 1.8, "marker": "o", "markersize": 5, "zorder": 6}
REFERENCE: Look = {"color": SKY, "linewidth": 6, "marker": "s", "markersize": 9, "alpha": 0.75, "zorder": 5}
START: Look = {"color": BLACK, "linestyle": "none", "marker": "*", "markersize": 15, "zorder": 8}
PARTED: Look = {**START, "color": PURPLE, "marker": "o", "fillstyle": "none", "markeredgewidth": 2.5, "zorder": 9}
DATA: Look = {"color": "#555555", "linestyle": "none", "marker": ".", "markersize": 7, "zorder": 3}
# The colours of a height: light greys, on which every line is seen.
HEIGHTS = LinearSegmentedColormap.from_list("heights", ["#F7F7F7", "#B4B4B4"])
PURPLE_TEXT = "#8A3F68"  # the same purple, dark enough to be read

YOURS, RIGHT, BEGIN = Phrase("yours"), Phrase("the reference's"), Phrase("start")

MILLISECONDS, LAST_MILLISECONDS = 700, 2500  # of a picture of an animation
WIDTH, HEIGHT = 12.0, 5.6  # inches: 1200 by 560 pixels, which a laptop shows whole
_LETTERS_OF_A_LINE, _LETTERS_OF_A_SIGN = 140, 9  # of a legend
# What differs from matplotlib's own default: 100 dots per inch, DejaVu Sans.
_RC = {
    **{"font.size": 11, "axes.titlesize": 12, "figure.titlesize": 14, "legend.fontsize": 10, "legend.framealpha": 0.9},
    **{"axes.grid": True, "axes.axisbelow": True, "grid.color": "#DDDDDD", "grid.linewidth": 0.7},
    **{"axes.spines.top": False, "axes.spines.right": False},
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the kit's style, whatever the student's matplotlibrc says, and without a word on stderr."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), matplotlib.style.context(["default", _RC]):
        warnings.simplefilter("ignore")
        yield


def new_figure(title: str, height: float = HEIGHT) -> Figure:
    """Return an empty figure that belongs to no window and to no pyplot."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle(title, fontweight="bold")
    return figure


def rate_of(pair: TracePair) -> str:
    """Return "learning rate 0.1", as titles say it."""
    return told("learning rate {rate:g}", rate=pair.case.values["lr"])


def both(paths: PathPair) -> tuple[tuple[np.ndarray, Look, str], ...]:
    """Return `(numbers, look, name)` of the reference's path and of the student's, in the order in which they are drawn."""
    return (paths.right, REFERENCE, told(RIGHT)), (paths.student, STUDENT, told(YOURS))


def tamed(numbers: np.ndarray, far: float) -> np.ndarray:
    """Return numbers that can be drawn: what is much further away than `far` lies just that much further."""
    return np.asarray(np.clip(numbers, -100 * far, 100 * far))


def as_png(figure: Figure) -> bytes:
    """Return a figure as the bytes of a PNG."""
    with io.BytesIO() as stream:
        figure.savefig(stream, format="png")
        return stream.getvalue()


def gif_of(figures: Iterable[Figure]) -> bytes:
    """Return the bytes of a GIF that shows the figures in turn and stays on the last one for a while."""
    frames = [Image.open(io.BytesIO(as_png(figure))).convert("RGB") for figure in figures]
    palette = frames[-1].quantize(64)
    frames = [frame.quantize(palette=palette) for frame in frames]
    lasts = [MILLISECONDS] * (len(frames) - 1) + [LAST_MILLISECONDS]
    with io.BytesIO() as stream:
        frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=lasts, loop=0)
        return stream.getvalue()


def mark_parting(ax: Axes, *points: Iterable[float], step: int, of: str = "step") -> None:
    """Ring the places where the two stand when they have parted; the legend says at which `step`, or `of` what it is."""
    words = told("they part at {of} {step}", of=told(of), step=step)
    for number, point in enumerate(points):
        ax.plot(*([coordinate] for coordinate in point), label=words if number == 0 else None, **PARTED)


def legend_below(figure: Figure, *axes: Axes) -> None:
    """Put one legend for several axes under them, each name once."""
    found: dict[str, Artist] = {}
    for ax in axes:
        for handle, name in zip(*ax.get_legend_handles_labels(), strict=True):
            found.setdefault(name, handle)
    wide = sum(map(len, found)) + _LETTERS_OF_A_SIGN * len(found) > _LETTERS_OF_A_LINE
    figure.legend(found.values(), found.keys(), loc="outside lower center", ncols=3 if wide else len(found))
