"""The first of the two steps in which nbgrader grades a notebook."""

from collections.abc import Mapping

from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.nbgrader.ahead import at_work
from autograder.nbgrader.original import OURS, is_labs_in
from autograder.nbgrader.steps import SANITIZING, Resources, StandIn


class InstructorsCells(StandIn):
    """Gives a lab's notebook the instructor's cells back."""

    in_place_of = SANITIZING

    def is_of_a_lab(self, nb: NotebookNode, about: Mapping[str, str]) -> bool:
        """Tell it by what was released: a student may have changed whatever stands in the notebook."""
        with Gradebook(about["db_url"]) as gradebook:
            is_labs = is_labs_in(gradebook, about["assignment"], about["notebook"])
        if not is_labs:
            nb.metadata.pop(OURS, None)  # by which the next steps know a lab's
        return is_labs

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook as it should have been handed in, and the resources."""
        submission = resources["nbgrader"]
        return at_work(self, submission).restored(nb, submission), resources
