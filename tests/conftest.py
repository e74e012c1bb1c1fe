"""What the tests share: one warm grader for all of them."""

import pytest

from autograder.judge.grading import Grader
from autograder.worker.limits import Limits


@pytest.fixture(scope="session")
def grader():
    """A grader with the student's own seed and a short time limit, so that endless loops end soon."""
    with Grader(limits=Limits(seconds=4.0)) as grader:
        yield grader
