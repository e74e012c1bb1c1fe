"""Right work passes, wrong work is named, hostile work ends in its own verdict: the folders in tests/submissions."""

import pytest

from tests.overlays import overlays


def verdicts_on(grader, overlay):
    return {v.check.function: v for v in grader.grade(overlay.lab.name, overlay.source, f"{overlay.path.stem}.py")}


def facts(verdict):
    return verdict.status, verdict.difference, verdict.mishap, verdict.detail


@pytest.mark.parametrize("overlay", overlays("right"), ids=lambda overlay: overlay.name)
def test_right_work_has_every_point(grader, overlay):
    refused = {name: facts(v) for name, v in verdicts_on(grader, overlay).items() if not v.passed}

    assert refused == {}


@pytest.mark.parametrize("overlay", overlays("wrong") + overlays("hostile"), ids=lambda overlay: overlay.name)
def test_wrong_work_gets_its_verdict_and_its_name(grader, overlay):
    assert overlay.expected, "the file does not say what is expected of it"
    verdicts = verdicts_on(grader, overlay)

    got = {name: (verdicts[name].status, verdicts[name].misconception) for name in overlay.expected}
    assert got == overlay.expected, {name: facts(verdicts[name]) for name in overlay.expected}

    others = {name: v for name, v in verdicts.items() if name not in overlay.expected}
    assert {name: facts(v) for name, v in others.items() if v.status not in ("pass", "blocked")} == {}
