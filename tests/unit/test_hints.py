"""Hints: what is said to somebody who is stuck, and the patterns that stand at their end."""

import contextlib
import io
import re

import pytest

from autograder.labs.catalogue import all_labs
from autograder.labs.patterns import patterns
from autograder.labs.stubs import stub_of
from autograder.student import hints
from autograder.student.hints import next_hint, rungs_of
from tests.places import SOLUTIONS

CHECKS = [check for lab in all_labs() for check in lab.checks]
TRAIN = all_labs()[0].check("train_model")
REMARK = re.compile(r"^\s*print\(.*\)  # (.*)$", re.MULTILINE)
SIGNIFICANT = 12


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(hints, "KEPT", tmp_path / "kept.json")
    return tmp_path / "kept.json"


class TestPatterns:
    def test_every_function_has_one_and_every_one_is_used(self):
        assert {check.pattern for check in CHECKS} == set(patterns())

    @pytest.mark.parametrize("name", patterns())
    def test_its_code_runs_and_prints_what_it_says(self, name):
        code, printed = patterns()[name].code, io.StringIO()

        with contextlib.redirect_stdout(printed):
            exec(compile(code, name, "exec"), {})

        said = iter(printed.getvalue().splitlines())
        assert [remark for remark in REMARK.findall(code) if remark not in said] == [], printed.getvalue()

    @pytest.mark.parametrize("name", patterns())
    def test_it_is_nobodys_answer(self, name):
        given = {line.strip() for lab in all_labs() for line in stub_of(lab.name).splitlines()}
        solutions = "\n".join(path.read_text(encoding="utf-8") for path in SOLUTIONS.glob("*.py"))
        answers = {line.strip() for line in solutions.splitlines()} - given
        told = {line.strip() for line in patterns()[name].code.splitlines()}
        assert {line for line in told & answers if len(line) >= SIGNIFICANT} == set()
        assert all(len(line) <= 74 for line in patterns()[name].code.splitlines())


class TestRungs:
    def test_a_named_mistake_comes_first_and_the_pattern_last(self):
        first, *hints, last = rungs_of(TRAIN, "no-zero-grad").values()

        assert "What was in .grad just before this backward()?" in first and "never clear their gradients" in first
        assert hints == list(TRAIN.hints)
        assert "x -= 0.1 * x.grad" in last

    def test_all_that_were_read_are_read_again_and_the_newest_stands_last(self):
        next_hint(TRAIN)
        told = "\n".join(next_hint(TRAIN))

        assert told.startswith("slope_and_bias.train_model, hint 2 of 4\n")
        assert told.index(f"1. {TRAIN.hints[0]}") < told.index(f"2. {TRAIN.hints[1]}")

    def test_a_mistake_that_is_named_later_is_spoken_of_next(self):
        next_hint(TRAIN)
        told = "\n".join(next_hint(TRAIN, "ascent"))

        assert told.startswith("slope_and_bias.train_model, hint 2 of 5\n")
        assert f"1. {TRAIN.hints[0]}" in told and "2. Every step has the right size" in told
        assert "Every step has" not in "\n".join(next_hint(TRAIN)), "it is no mistake of theirs any more"

    def test_the_last_one_stays(self):
        told = [next_hint(TRAIN) for _ in range(5)]

        assert told[3] == told[4]
        assert "last hint" in told[4][-1] and "One more" in told[2][-1]

    @pytest.mark.parametrize(
        "text", ["{", "[]", '{"read": 3}', '{"read": {"slope_and_bias.train_model": 2}, "ended": {"a": 1}, "place": 7}']
    )
    def test_what_makes_no_sense_is_forgotten(self, kept, text):
        kept.write_text(text)

        assert "hint 1 of 4" in next_hint(TRAIN)[0]
