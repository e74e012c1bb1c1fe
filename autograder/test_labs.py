"""`pytest autograder/`: one item per check. The judging is done elsewhere; this only asks."""

import pytest

from autograder.student.card import message


def test_check(verdict):
    """One function of one lab, on every case."""
    if not verdict.passed:
        pytest.fail(message(verdict) or verdict.status, pytrace=False)
