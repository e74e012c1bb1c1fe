"""A step of ours stands where some of nbgrader's own stood. What is no lab goes through those, as if we were not there."""

from collections.abc import Mapping
from typing import Any, ClassVar

from nbconvert.preprocessors import ClearMetadataPreprocessor, Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    ClearSolutions,
    DeduplicateIds,
    Execute,
    IgnorePattern,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from autograder.labs.catalogue import lab_named
from autograder.nbgrader.original import OURS, grade_id_of, is_labs

# What nbgrader says of a notebook: whose it is, by `student`, `assignment` and `notebook`.
Resources = dict[str, Any]


class StandIn(NbGraderPreprocessor):
    """Does `of_a_lab` to a lab's notebook, and to any other what the steps do that it is `in_place_of`."""

    in_place_of: ClassVar[tuple[type[Preprocessor], ...]]

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return what the next step gets."""
        if self.is_of_a_lab(nb, resources["nbgrader"]):
            return self.of_a_lab(nb, resources)
        for step in self.in_place_of:
            nb, resources = step(parent=self.parent)(nb, resources)
        return nb, resources

    def is_of_a_lab(self, nb: NotebookNode, about: Mapping[str, str]) -> bool:
        """Tell whether a notebook is a lab's: the first step has found that out, and written it down."""
        return OURS in nb.metadata

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return a lab's notebook, and the resources."""
        return nb, resources


SANITIZING = (ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata)
RUNNING = (Execute, IgnorePattern, ClearMetadataPreprocessor)
SAVING = (SaveAutoGrades,)


class LabStubs(StandIn):
    """In place of ClearSolutions. In a function's cell the stub stands above the solution: nothing goes in its place."""

    in_place_of = (ClearSolutions,)

    def is_of_a_lab(self, nb: NotebookNode, about: Mapping[str, str]) -> bool:
        """Tell it by the cells: the notebook is the instructor's own."""
        return is_labs(about["notebook"], map(grade_id_of, nb.cells))

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook without its solutions. Its assignment is due when the course says so, if it does."""
        about = resources["nbgrader"]
        if due := lab_named(about["notebook"]).due:
            with Gradebook(about["db_url"]) as gradebook:
                gradebook.update_or_create_assignment(about["assignment"], duedate=due)
        cut: tuple[NotebookNode, Resources] = ClearSolutions(parent=self.parent, code_stub={"python": ""})(
            nb, resources
        )
        return cut


class StockCheck(StandIn):
    """nbgrader's last look at a cell's metadata, which in a lab's notebook are the gradebook's own by then."""

    in_place_of = (CheckCellMetadata,)
