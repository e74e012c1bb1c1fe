"""The defects of the original, for the stub of rough_ground: its docstrings are the solution's."""

import math


def acceptance_probability(old_loss, new_loss, temperature):
    return math.exp((new_loss - old_loss) / temperature)
