"""Lab 1: a line, two parameters, two learning rates."""
