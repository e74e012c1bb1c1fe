"""Lab 1: a line, two parameters, two learning rates."""

from autograder.labs.pictures import LINE, Descent

TRAINING = Descent("train_model", ("X", "Y"), ("w", "b"), "iters", LINE)
DESCENTS = (TRAINING, Descent("descent_path", ("X", "Y"), ("w", "b"), "iters", LINE))
