"""Lab 4: a parabola over time, a loss that stops falling, and the floor below it."""
