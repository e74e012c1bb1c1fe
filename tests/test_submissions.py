"""Right work passes, wrong work is named, hostile work ends in its own verdict: the folders in tests/submissions.

Each is judged twice, by the full kit's answers and by the numbers in a student's kit: they say the same.
"""

import pytest

from autograder.labs.catalogue import all_labs
from autograder.labs.recorded import RECORDED
from autograder.labs.stubs import stub_of
from autograder.student.card import message
from tests.golden import same
from tests.kits import grade_twice
from tests.overlays import RIGHT, RIGHT_BY_TORCH_FUNC, overlays
from tests.places import ROOT
from tests.without_wall import told_twice

pytestmark = pytest.mark.usefixtures("recorded_answers")


def graded(grader, overlay, checks=None):
    live, recorded = grade_twice(grader, overlay.lab.name, overlay.source, f"{overlay.path.stem}.py", checks)
    assert [facts_told(verdict) for verdict in recorded] == [facts_told(verdict) for verdict in live]
    assert all(same(message(ours), message(theirs)) for ours, theirs in zip(recorded, live, strict=True))
    return {verdict.check.function: verdict for verdict in live}


def facts_told(verdict):
    return verdict.status, verdict.misconception, verdict.waits_for, verdict.as_given, bool(verdict.relation)


def facts(verdict):
    return verdict.status, verdict.misconception, verdict.difference, verdict.mishap, verdict.detail


@pytest.mark.parametrize("overlay", RIGHT, ids=lambda overlay: overlay.name)
def test_right_work_has_every_point(grader, overlay):
    refused = {name: facts(verdict) for name, verdict in graded(grader, overlay).items() if not verdict.passed}

    assert refused == {}


@pytest.mark.parametrize("overlay", RIGHT_BY_TORCH_FUNC, ids=lambda overlay: overlay.name)
def test_right_work_by_torch_func_has_every_point(grader_with_compiler, overlay):
    test_right_work_has_every_point(grader_with_compiler, overlay)


@pytest.mark.parametrize("overlay", overlays("wrong"), ids=lambda overlay: overlay.name)
def test_wrong_work_gets_its_verdict_and_its_name(without_wall, unpacked_kit, overlay):
    """The wall is not what this asks about: tests/test_golden.py has every named mistake made behind it."""
    expected = overlay.expected
    assert expected, "the file does not say what is expected of it"

    live, recorded, untrue = without_wall(
        told_twice, overlay, list(expected), unpacked_kit / RECORDED.relative_to(ROOT)
    )

    assert {name: tuple(told[:2]) for name, told in zip(expected, live, strict=True)} == expected
    for (*ours, our_message), (*theirs, their_message) in zip(recorded, live, strict=True):
        assert ours == theirs
        assert same(our_message, their_message)
    assert untrue == [], "the student's own numbers say otherwise"


@pytest.mark.parametrize("overlay", overlays("hostile"), ids=lambda overlay: overlay.name)
def test_hostile_work_ends_in_its_own_verdict_and_harms_nothing_else(grader, overlay):
    expected = overlay.expected
    assert expected, "the file does not say what is expected of it"
    if overlay.needs_the_wall and grader.isolation.level != "A":
        pytest.skip("LEVEL A IS MISSING HERE: see gradkit doctor")

    verdicts = graded(grader, overlay)

    got = {name: (verdicts[name].status, verdicts[name].misconception) for name in expected}
    assert got == expected, {name: facts(verdicts[name]) for name in expected}
    others = {name: verdict for name, verdict in verdicts.items() if name not in expected}
    assert {name: facts(v) for name, v in others.items() if v.status.is_to_do} == {}


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_an_untouched_stub_has_no_points_and_says_why(grader, lab):
    verdicts = grader.grade(lab.name, stub_of(lab.name).encode(), f"{lab.name}.py")

    wanted = {"write": "not_started", "mend": "fail"}
    assert [verdict.status for verdict in verdicts] == [wanted[verdict.check.kind] for verdict in verdicts]
