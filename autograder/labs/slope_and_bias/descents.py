"""What the functions of slope_and_bias descend on."""

from autograder.labs.descent import LINE, Descent

TRAINING = Descent("train_model", ("X", "Y"), ("w", "b"), "iters", LINE)
DESCENTS = (TRAINING, Descent("descent_path", ("X", "Y"), ("w", "b"), "iters", LINE))
