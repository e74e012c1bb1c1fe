"""The first of the two steps in which nbgrader grades a notebook."""

from nbformat import NotebookNode

from autograder.nbgrader.ahead import at_work
from autograder.nbgrader.steps import SANITIZING, Resources, StandIn


class InstructorsCells(StandIn):
    """Gives a lab's notebook the instructor's cells back."""

    in_place_of = SANITIZING

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook as it should have been handed in, and the resources."""
        submission = resources["nbgrader"]
        return at_work(self, submission).restored(nb, submission), resources
