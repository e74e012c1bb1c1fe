"""What the pictures of roller_coaster show. Time is in seconds; the book does not name the unit of speed."""

from autograder.labs.pictures import Fits, Losses
from autograder.labs.roller_coaster import OF_SPEED

PICTURES = (
    Fits(
        descent=OF_SPEED,
        title="The roller coaster and its fit after each step",
        x="time (s)",
        y="speed (unit not told)",
    ),
    Losses(
        function="fit_speed",
        title="The loss of the ride, step by step",
        loss="mean squared error (speed²)",
        series={"": "learning rate 1e-5"},
    ),
)
