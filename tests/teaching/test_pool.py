"""What becomes of a class when a process of the grader is lost."""

import psutil
import pytest

from autograder.errors import OracleLost
from autograder.judge.answers.client import OracleAnswers
from autograder.judge.grading import Grader
from autograder.sandbox.launch import Limits, can_fork
from autograder.teaching.grading.pool import ATTEMPTS, Pool, Settings
from autograder.teaching.grading.tasks import Task
from tests.places import SOLUTIONS

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


def test_an_oracle_that_is_lost_over_a_name_alone_costs_nobody_a_row(pool, monkeypatch):
    """Such a file is settled, as wrong and without a name; those after it are graded all the same."""
    names = [f"# s{number}" for number in range(9)]
    wrong = SOURCE + b"\n\ndef descend(x, y_true, lr, steps):\n    return [float(x)] * (steps + 1)\n"
    tasks = [
        Task(name, LAB, (wrong if number == 2 else SOURCE) + name.encode(), f"{LAB}.py")
        for number, name in enumerate(names)
    ]

    def lose(self, *_):
        self.lost = True
        raise OracleLost("gone")

    monkeypatch.setattr(OracleAnswers, "mistakes", lose)

    found = {task.student: {str(row.status) for row in rows} for task, rows in pool.grade(tasks)}

    assert found == {name: {"fail", "pass"} if number == 2 else {"pass"} for number, name in enumerate(names)}


def test_a_file_that_every_grader_is_lost_over_costs_the_others_nothing(pool, monkeypatch):
    begin, lost = Grader._begin, []

    def kill(self, file, *rest):
        if file.source.endswith(b"# s1"):
            lost.append(self)
            psutil.Process(self._workers._process.pid).kill()
        return begin(self, file, *rest)

    monkeypatch.setattr(Grader, "_begin", kill)

    found = statuses(pool, [f"# s{number}" for number in range(8)])

    assert len(lost) == ATTEMPTS
    assert found == {f"# s{number}": {"infra" if number == 1 else "pass"} for number in range(8)}


def test_a_pool_that_was_stopped_starts_nobody_any_more(pool, monkeypatch):
    graded = pool.grade(Task(f"# s{number}", LAB, SOURCE, f"{LAB}.py") for number in range(9))
    next(graded)
    monkeypatch.setattr(Pool, "_new_grader", lambda self: pytest.fail("another one"))

    pool.stop()

    assert all(str(row.status) in ("pass", "infra") for _, rows in graded for row in rows)
