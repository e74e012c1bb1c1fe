"""A counterexample is true: the line can be pasted, and gives what the card says that it gives. Right work has none."""

import re

import pytest

from autograder.judge.answers import oracle
from autograder.judge.compare import first_difference
from autograder.judge.counterexample import _of_the_call
from autograder.judge.judging import promise_of
from autograder.judge.messages import Question
from autograder.labs.answers.mistakes import mistakes_of
from autograder.labs.catalogue import all_labs
from tests.overlays import overlays
from tests.without_wall import counterexamples, small_answers_to

by_name = {"ids": lambda item: item.name}
# Where there are many right answers there is none to show; models and loaders are made by no short line.
NOT_PROMISED = {"fit", "predict"}
MEANT = [
    check
    for lab in all_labs()
    for check in lab.checks
    if not promise_of(check) and not (lab.name == "crop_yields_builtin" and check.function in NOT_PROMISED)
]
# What one call does not show: the second call from the same parameters moves by both gradients.
NOT_SHOWN = {("roller_coaster.apply_step", "no-zero-grad")}


def found_in(without_wall, kind, lab):
    """Return `{(submission, function): [line, whether it is true] or a word}` of a lab's submissions of a kind."""
    found = {}
    for overlay in overlays(kind):
        if overlay.lab is lab and (names := _meant(overlay, kind)):
            told = without_wall(counterexamples, overlay, names)
            assert len(told) == len(names), f"{overlay.name} ended the process, or took too long"
            found |= {(overlay.path.stem, name): one for (name,), one in told}
    return found


def _meant(overlay, kind):
    """Return the functions of a submission that are its own, and of wrong ones those that failed."""
    names = [check.function for check in MEANT if check.lab == overlay.lab.name]
    if kind == "wrong":
        return [name for name in names if overlay.expected.get(name, ("", ""))[0] == "fail"]
    text = overlay.path.read_text(encoding="utf-8", errors="replace")
    return [name for name in names if re.search(rf"\b{name}\b", text)]


@pytest.mark.parametrize("check", MEANT, **by_name)
def test_every_check_that_can_has_small_cases_on_which_the_solution_is_shown(check):
    told = list(oracle.small_traces(Question("small", check.lab, check.function)))

    assert len(told) >= 2
    assert all(call and all(_of_the_call(trace).entries for trace in run) for call, run in told)
    assert len({call for call, _ in told}) == len(told)


def test_what_no_line_makes_has_none():
    others = [check for lab in all_labs() for check in lab.checks if check not in MEANT and not promise_of(check)]

    assert {check.function for check in others} == NOT_PROMISED
    assert all(check.small_cases() == () for check in others)


@pytest.mark.parametrize("lab", all_labs(), **by_name)
def test_every_known_mistake_is_wrong_on_a_small_case(lab):
    not_shown, answers = set(), small_answers_to(lab)
    for mistake in mistakes_of(lab.name):
        check = lab.check(mistake.function)
        if check in MEANT:
            question = Question("small", lab.name, check.function)
            traces = oracle.traces_of(mistake, question)
            runs = zip(answers.small(check, "cpu"), traces, strict=True)
            shown = [
                trace.mishap or first_difference(expected=_of_the_call(right), actual=trace, twin=_of_the_call(twin))
                for (_, (right, twin)), trace in runs
            ]
            not_shown |= set() if any(shown) else {(check.name, mistake.slug)}

    assert not_shown == {one for one in NOT_SHOWN if one[0].startswith(f"{lab.name}.")}


@pytest.mark.parametrize("lab", all_labs(), **by_name)
def test_right_work_is_right_on_small_cases(without_wall, lab):
    found = found_in(without_wall, "right", lab)

    assert {name: told for name, told in found.items() if told != "right"} == {}


@pytest.mark.parametrize("lab", all_labs(), **by_name)
def test_what_is_shown_of_wrong_work_is_true(without_wall, lab):
    found = found_in(without_wall, "wrong", lab)

    shown = {name: one for name, one in found.items() if isinstance(one, list)}
    compared = {name for name, one in found.items() if one != "unfit"}
    assert len(shown) >= 0.9 * len(compared), compared - shown.keys()
    assert {name: line for name, (line, is_true) in shown.items() if not is_true} == {}
