"""What the stations of a machine share, and what becomes of a class when it is lost."""

import psutil
import pytest

from autograder.labs.catalogue import SOLUTIONS
from autograder.sandbox.launch import can_fork
from autograder.sandbox.limits import Limits
from autograder.teaching.grade import describe
from autograder.teaching.grading.pool import Crew
from autograder.teaching.grading.pooled_grader import Terms
from autograder.teaching.grading.tasks import Task

LAB = "runaway_square"
SOURCE = (SOLUTIONS / f"{LAB}.py").read_bytes()

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


def statuses(crew, names):
    tasks = [Task(name, LAB, SOURCE + name.encode(), f"{LAB}.py") for name in names]
    return {task.student: {row.status for row in rows} for task, rows in crew.grade(tasks)}


def test_an_oracle_that_dies_costs_a_retry_and_no_row():
    terms = Terms("cpu", 7, Limits(), describe)
    with Crew(terms, 2) as crew:
        servers = [psutil.Process(station._grader._workers._process.pid) for station in crew._stations]
        assert statuses(crew, ["# ada", "# bob"]) == {"# ada": {"pass"}, "# bob": {"pass"}}
        first, second = (server.children() for server in servers)
        assert len(first) == len(second) + 1, "one oracle is enough"

        min(first, key=lambda process: process.pid).kill()
        crew._answers._answers._known.clear()  # what it has said already needs no oracle

        assert statuses(crew, ["# cyd", "# dan"]) == {"# cyd": {"pass"}, "# dan": {"pass"}}
