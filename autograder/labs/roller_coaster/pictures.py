"""What the pictures of roller_coaster show. Time is in seconds; the book does not name the unit of speed."""

from autograder.labs.pictures import Fits, Losses
from autograder.labs.roller_coaster import OF_SPEED

SPEED = "speed (unit not told)"

PICTURES = (
    Fits(
        name="fits",
        descent=OF_SPEED,
        probe="path_of_fit_speed",
        title="The roller coaster and its fit after each step",
        x="time (s)",
        y=SPEED,
    ),
    Losses(
        name="losses",
        function="fit_speed",
        title="The loss of the ride, step by step",
        loss="mean squared error (speed²)",
        series={"": "learning rate 1e-5"},
    ),
)
