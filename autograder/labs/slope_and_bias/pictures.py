"""What the pictures of slope_and_bias show. Nothing here has a unit."""

from autograder.labs.pictures import ErrorSurface, Losses, Step
from autograder.labs.slope_and_bias import TRAINING

PICTURES = (
    ErrorSurface(name="surface", descent=TRAINING, probe="path_of_train_model", title="The way down the cost surface"),
    Step(
        name="step",
        descent=TRAINING,
        probe="path_of_train_model",
        title="One step, in data space and in parameter space",
    ),
    Losses(
        name="losses",
        function="compare_learning_rates",
        title="The same start at two learning rates",
        series={"run 1": "learning rate 0.1", "run 2": "learning rate 0.2"},
    ),
)
