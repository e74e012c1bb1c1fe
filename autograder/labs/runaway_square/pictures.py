"""What the pictures of runaway_square show. Nothing here has a unit."""

from autograder.labs.pictures import Walk

PICTURES = (Walk(function="descend", title="One runs away, one arrives", parameter="x", target="y_true"),)
