"""How every picture looks: colours of Okabe and Ito, one line style and one marker per meaning, one size of type."""

import io
import logging
from contextlib import contextmanager

# Who is who, told by colour, by width and by marker.
ORANGE, BLUE, SKY, GREEN, PURPLE, BLACK = "#D55E00", "#0072B2", "#56B4E9", "#009E73", "#CC79A7", "#000000"
STUDENT = {"color": ORANGE, "linestyle": "-", "linewidth": 1.8, "marker": "o", "markersize": 5, "zorder": 6}
REFERENCE = {"color": SKY, "linestyle": "-", "linewidth": 6, "marker": "s", "markersize": 9, "alpha": 0.75, "zorder": 5}
START = {"color": BLACK, "linestyle": "none", "marker": "*", "markersize": 15, "zorder": 8}
PARTED = {
    "linestyle": "none",
    "marker": "o",
    "markersize": 15,
    "markerfacecolor": "none",
    "markeredgecolor": PURPLE,
    "markeredgewidth": 2.5,
    "zorder": 9,
}
DATA = {"color": "#555555", "linestyle": "none", "marker": ".", "markersize": 7, "zorder": 3}
GROUND = "Greys"
PURPLE_TEXT = "#8A3F68"  # the same purple, dark enough to be read

YOURS, RIGHT, BEGIN = "yours", "the reference's", "start"

DPI = 100
WIDTH, HEIGHT = 12.0, 5.6  # inches: 1200 by 560 pixels, which a laptop shows whole
_RC = {
    "figure.dpi": DPI,
    "savefig.dpi": DPI,
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.labelsize": 11,
    "figure.titlesize": 14,
    "legend.fontsize": 10,
    "legend.framealpha": 0.9,
    "axes.grid": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.7,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
}


@contextmanager
def styled():
    """Draw in the kit's style, whatever the student's matplotlibrc says, and without a word on stderr."""
    for name in ("matplotlib", "matplotlib.font_manager"):  # "building the font cache" is no news for a beginner
        logging.getLogger(name).setLevel(logging.ERROR)
    import matplotlib.style

    with matplotlib.style.context(["default", _RC]):
        yield


def new_figure(title, height=HEIGHT):
    """Return an empty figure that belongs to no window and to no pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title, fontweight="bold")
    return figure


def as_png(figure):
    """Return a figure as the bytes of a PNG."""
    with io.BytesIO() as stream:
        figure.savefig(stream, format="png")
        return stream.getvalue()


def parted_words(step, what="step"):
    """Say where two walks part."""
    return f"they part at {what} {step}"


def mark_parting(ax, *points, words, away=(18, 28)):
    """Ring the places where the two stand when they have parted, and say so beside the first."""
    for point in points:
        ax.plot(*([number] for number in point), **PARTED)
    ax.annotate(
        words,
        points[0],
        xytext=away,
        textcoords="offset points",
        color=PURPLE_TEXT,
        fontweight="bold",
        arrowprops={"arrowstyle": "-", "color": PURPLE_TEXT, "linewidth": 1.2, "shrinkB": 9},
        bbox={"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
        zorder=10,
    )
