"""A status answers what tables ask of it: each answer is held against the statuses that it is meant for."""

import json

import pytest

from autograder.judge.verdict import WORST, Status
from autograder.student import wording as students
from autograder.teaching import wording as instructors

MEANT = {
    "is_settled": set(Status) - {"infra"},
    "is_idle": {"not_started", "blocked", "missing"},
    "is_wrong": {"fail", "error", "timeout", "memory", "crash", "protocol", "refused", "infra"},
    "is_ordinary": {"pass", "fail", "not_started", "blocked"},
    "is_to_do": set(Status) - {"pass", "blocked"},
    "has_numbers": {"pass", "fail"},
    "accuses": set(Status) - {"pass", "not_started", "infra"},
    "may_come_from_another": {"fail", "error", "memory", "not_started"},
    "may_be_of_the_file": {"error", "refused", "timeout", "crash", "memory"},
}


@pytest.mark.parametrize("question", MEANT)
def test_each_question_is_answered_for_every_status(question):
    assert {status for status in Status if getattr(status, question)} == MEANT[question]


def test_no_question_is_left_out():
    questions = {name for name, value in vars(Status).items() if isinstance(value, property)}

    assert questions == MEANT.keys()


def test_the_worst_is_heard_of_first():
    assert sorted(WORST) == sorted(Status)
    assert Status.worst([Status.PASS, Status.FAIL, Status.BLOCKED]) is Status.FAIL
    assert Status.worst(Status) is Status.INFRA


@pytest.mark.parametrize("words", [students.STATUS_WORDS, instructors.IN_TABLE])
def test_every_status_has_its_words(words):
    assert list(words) == list(Status)


def test_files_hold_its_text():
    assert json.dumps(Status.NOT_STARTED) == '"not_started"' and f"{Status.NOT_STARTED}" == "not_started"
