"""The first of the two steps in which nbgrader grades a notebook."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader.ahead import at_work


class InstructorsCells(NbGraderPreprocessor):
    """In place of nbgrader's ClearOutput, DeduplicateIds, OverwriteKernelspec and OverwriteCells."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it should have been handed in, and the resources."""
        submission = resources["nbgrader"]
        return at_work(self, submission).restored(nb, submission), resources
