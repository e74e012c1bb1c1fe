"""Pictures of the student's own numbers, on published cases only. What draws needs matplotlib: it is imported to draw."""

import logging

for name in ("matplotlib", "matplotlib.font_manager"):  # "building the font cache" is no news for a beginner
    logging.getLogger(name).setLevel(logging.ERROR)
