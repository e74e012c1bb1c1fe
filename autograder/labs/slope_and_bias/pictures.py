"""What the pictures of slope_and_bias show. Nothing here has a unit."""

from autograder.labs.pictures import ErrorSurface, Losses, Step
from autograder.labs.slope_and_bias import TRAINING

PICTURES = (
    ErrorSurface(descent=TRAINING, title="The way down the cost surface"),
    Step(descent=TRAINING, title="One step, in data space and in parameter space"),
    Losses(
        function="compare_learning_rates",
        title="The same start at two learning rates",
        series={"run 1": "learning rate 0.1", "run 2": "learning rate 0.2"},
    ),
)
