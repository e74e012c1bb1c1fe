"""What lateness costs in a lab that nbgrader autogrades: what the course's `gradkit.toml` says, where it says anything."""

from datetime import UTC

from nbformat import NotebookNode
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties

from autograder.labs.catalogue import lab_named
from autograder.labs.course import course
from autograder.labs.settings import NEVER_MIND
from autograder.nbgrader.steps import Resources, StandIn
from autograder.teaching.grades.deadlines import Policy


class LatePenalties(StandIn):
    """In place of AssignLatePenalties, which knows no lab and no day. Where no cost is said, that is what is done."""

    in_place_of = (AssignLatePenalties,)

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return both as they were. The gradebook then holds the penalty."""
        step = AssignLatePenalties if course().settings.late == NEVER_MIND else _ByTheCourse
        done: tuple[NotebookNode, Resources] = step(parent=self.parent)(nb, resources)
        return done


class _ByTheCourse(AssignLatePenalties):
    def init_plugin(self) -> None:
        self.plugin_inst = _Policy(parent=self)


class _Policy(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:
        """Return the penalty; whoever has more time by nbgrader or by the course has it."""
        step, policy = self.parent, Policy.of(course().settings)
        submission = step.gradebook.find_submission(step.assignment_id, student_id)
        dates = [submission.duedate.replace(tzinfo=UTC), policy.due_of(student_id, step.notebook_id)]
        due = max(date for date in dates if date)
        return policy.penalty(submission.timestamp.replace(tzinfo=UTC), due, lab_named(step.notebook_id).points)
