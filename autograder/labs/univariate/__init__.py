"""Lab 2: fifteen points, a line, and its gradient by two ways."""

from autograder.labs.pictures import LINE, Descent

OF_LINE = Descent("fit_line", ("x", "y"), ("w", "b"), "iters", LINE)
OF_POLYNOMIAL = Descent("fit_polynomial", ("x", "y"), ("w", "b"), "iters")
DESCENTS = (OF_LINE,)
