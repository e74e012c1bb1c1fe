"""What the pictures of rough_ground show. Nothing here has a unit."""

from autograder.labs.pictures import Annealing

PICTURES = (Annealing(function="anneal", title="Uphill by chance: the annealer's walk", loss="loss", parameter="x"),)
