"""What becomes of a class when a process of the grader is lost."""

import psutil
import pytest

from autograder.labs.catalogue import SOLUTIONS
from autograder.sandbox.launch import can_fork
from autograder.sandbox.limits import Limits
from autograder.teaching.grading.pool import Pool, Settings
from autograder.teaching.grading.tasks import Task

LAB = "runaway_square"
SOURCE = (SOLUTIONS / f"{LAB}.py").read_bytes()

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


def statuses(pool, names):
    tasks = [Task(name, LAB, SOURCE + name.encode(), f"{LAB}.py") for name in names]
    return {task.student: {str(row.status) for row in rows} for task, rows in pool.grade(tasks)}


@pytest.fixture
def pool():
    with Pool(Settings("cpu", 7, Limits()), 2) as pool:
        yield pool


def test_a_pool_has_one_server_and_one_oracle_and_an_oracle_that_dies_costs_a_retry_and_no_row(pool):
    assert statuses(pool, ["# ada", "# bob"]) == {"# ada": {"pass"}, "# bob": {"pass"}}
    server = psutil.Process(pool._grader._workers._process.pid)
    oracle, *_ = sorted(server.children(), key=lambda process: process.pid)

    oracle.kill()
    pool._grader.answers._known.clear()  # what it has said already needs no oracle

    assert statuses(pool, ["# cyd", "# dan"]) == {"# cyd": {"pass"}, "# dan": {"pass"}}


def test_a_server_that_dies_costs_those_in_flight_a_retry_and_no_row(pool):
    names = [f"# s{number}" for number in range(12)]
    assert statuses(pool, names[:1]) == {names[0]: {"pass"}}
    tasks = [Task(name, LAB, SOURCE + name.encode(), f"{LAB}.py") for name in names]

    found = {}
    for task, rows in pool.grade(tasks):
        found[task.student] = {str(row.status) for row in rows}
        if len(found) == 3:
            psutil.Process(pool._grader._workers._process.pid).kill()

    assert found == {name: {"pass"} for name in names}
