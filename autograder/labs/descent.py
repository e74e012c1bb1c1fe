"""What a function descends on, said once: the probe that calls it, the pictures and the pages follow from it."""

from dataclasses import dataclass

# What the two parameters of a line are called on the axes of a picture.
LINE = ("slope w", "bias b")


@dataclass(frozen=True)
class Descent:
    """A function that makes updates to parameters, so that a model of `inputs[0]` comes near `inputs[1]`.

    All are names of the case's: `inputs` and `parameters` of arrays, `updates` of how many there are. `axes` are the
    labels of a map of the two parameters, where the model is a line and the loss the mean squared error.
    """

    function: str
    inputs: tuple[str, str]
    parameters: tuple[str, ...]
    updates: str
    axes: tuple[str, str] | None = None
