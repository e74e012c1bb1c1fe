"""gradkit: exercises in gradient descent, and the truth about them."""

__version__ = "0.1.0"
