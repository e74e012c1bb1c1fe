"""Lab 3: one scalar, and a learning rate that is too large."""

from autograder.trace import Counted, Measure, Quantity

# x at the start and after every step.
POSITIONS = Quantity("x", Measure.PARAMETER, counted=Counted.PLACE)
