"""`pytest autograder/`: one item per check. The judging is done elsewhere; this only asks."""

import pytest

from autograder.judge.verdict import Verdict
from autograder.student.card import message


def test_check(verdict: Verdict) -> None:
    """One function of one lab, on every case."""
    if not verdict.passed:
        pytest.fail(message(verdict) or verdict.status, pytrace=False)
