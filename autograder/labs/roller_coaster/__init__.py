"""Lab 4: a parabola over time, a loss that stops falling, and the floor below it."""

from autograder.labs.pictures import Descent

OF_SPEED = Descent("fit_speed", ("time", "speed"), ("params",), "steps")
OF_MAE = Descent("fit_mae", ("x", "y"), ("params",), "steps")
