"""A descent as an animated GIF: the picture of one step, drawn for every step."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

MILLISECONDS = 700
LAST_MILLISECONDS = 2500


def gif_of(figures: Iterable[Figure]) -> bytes:
    """Return the bytes of a GIF that shows the figures in turn and stays on the last one for a while."""
    from PIL import Image

    frames = []
    for figure in figures:
        canvas = cast("FigureCanvasAgg", figure.canvas)
        canvas.draw()
        frames.append(Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB"))
    palette = frames[-1].quantize(64)
    frames = [frame.quantize(palette=palette) for frame in frames]
    lasts = [MILLISECONDS] * (len(frames) - 1) + [LAST_MILLISECONDS]
    with io.BytesIO() as stream:
        frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=lasts, loop=0)
        return stream.getvalue()
