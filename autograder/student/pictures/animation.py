"""A descent as an animated GIF: the picture of one step, drawn for every step."""

import io

import numpy as np

MILLISECONDS = 700
LAST_MILLISECONDS = 2500


def film(figures):
    """Return the bytes of a GIF that shows the figures in turn and stays on the last one for a while."""
    from PIL import Image

    frames = []
    for figure in figures:
        figure.canvas.draw()
        frames.append(Image.fromarray(np.asarray(figure.canvas.buffer_rgba())).convert("RGB"))
    palette = frames[-1].quantize(64)
    frames = [frame.quantize(palette=palette) for frame in frames]
    lasts = [MILLISECONDS] * (len(frames) - 1) + [LAST_MILLISECONDS]
    with io.BytesIO() as stream:
        frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=lasts, loop=0)
        return stream.getvalue()
