"""What a page may know of a verdict: enough to show where numbers part, and nothing of inputs that are not shown."""

import json
from dataclasses import asdict

import pytest

from autograder.labs.catalogue import lab_named
from autograder.plain_data import read
from autograder.teaching.facts import facts
from autograder.teaching.rows import Facts
from autograder.trace import Counted, Measure, Quantity, show
from tests.overlays import FOLDER
from tests.places import SOLUTIONS


def facts_of(grader, lab, function, wrong="", more=""):
    source = (SOLUTIONS / f"{lab}.py").read_bytes() + more.encode()
    if wrong:
        source += b"\n\n" + (FOLDER / "wrong" / lab / f"{wrong}.py").read_bytes()
    check = lab_named(lab).check(function)
    (verdict,) = grader.grade(lab, source, f"{lab}.py", [check])
    found = facts(verdict)
    assert read(Facts, json.loads(json.dumps(asdict(found), allow_nan=False))) == found
    return verdict, found


class TestTable:
    def test_the_steps_around_the_first_that_differs(self, grader):
        _, found = facts_of(grader, "slope_and_bias", "train_model", "no-zero-grad")

        assert found.table.of == "gradient of w"
        assert [row[0] for row in found.table.rows] == ["step 1", "step 2", "step 3"]
        assert [row[3] for row in found.table.rows] == [False, True, False]
        _, expected, got, _ = found.table.rows[1]
        assert (expected, got) == (found.difference.expected, found.difference.got)

    def test_losses_two_to_either_side(self, grader):
        _, found = facts_of(grader, "univariate", "fit_line", "fit_line-loss-after-update")

        assert [row[0] for row in found.table.rows] == ["loss 1", "loss 2", "loss 3"]
        assert found.table.of == "losses"

    def test_elements_beside_the_one_that_differs(self, grader):
        _, found = facts_of(grader, "slope_and_bias", "forward", more="\n\ndef forward(x, w, b):\n    return x * w\n")

        assert [row[0] for row in found.table.rows] == ["[0]", "[1]", "[2]"]


class TestPath:
    def test_a_descent_has_both_ways_and_where_they_part(self, grader):
        verdict, found = facts_of(grader, "slope_and_bias", "train_model", "no-zero-grad")

        assert found.path.steps == (0, 1, 2, 3, 15)
        assert found.path.parted == 2
        recorded = verdict.trace_pair.student[Quantity("w", Measure.PARAMETER, 2, Counted.UPDATES)]
        assert found.path.right[0] == found.path.yours[0] == (-15, -10)
        assert found.path.yours[2][0] == pytest.approx(float(recorded), rel=1e-5)

    def test_a_right_path_is_there_too_and_never_parts(self, grader):
        _, found = facts_of(grader, "slope_and_bias", "descent_path")

        assert len(found.path.steps) == 16
        assert found.path.parted is None
        assert found.path.yours[5] == pytest.approx(found.path.right[5], rel=1e-3)

    @pytest.mark.parametrize("wild", ["float('nan')", "1e300", "float('inf')"])
    def test_a_path_ends_where_its_numbers_do(self, grader, wild):
        more = f"\n\ndef fit_line(x, y, w, b, lr, iters):\n    return {wild}, {wild}, [{wild}] * iters\n"
        _, found = facts_of(grader, "univariate", "fit_line", more=more)

        assert found.path is None


class TestHidden:
    """Only the published case may be shown: other inputs would be learnt by heart."""

    def test_what_happened_on_other_inputs_has_no_table(self, grader):
        verdict, found = facts_of(
            grader,
            "slope_and_bias",
            "forward",
            more="\n\ndef forward(x, w, b):\n    return x * -15 - 10 + 0 * w * b\n",
        )

        assert not verdict.case.published
        assert found.fresh
        assert found.table is None
        assert found.called == "forward(x, w, b)"

    def test_no_input_of_a_fresh_case_is_told(self, grader):
        more = (
            "\n\ndef train_model(X, Y, w, b, lr, iters):\n    print(X, lr)\n"
            "    if iters < 10 and lr != 0.1:\n        raise ValueError(f'{X.tolist()} {lr}')\n"
            "    return fit(X, Y, w, b, lr, iters)\n"
        )
        solution = (SOLUTIONS / "slope_and_bias.py").read_text().replace("def train_model", "def fit")
        check = lab_named("slope_and_bias").check("train_model")
        (verdict,) = grader.grade("slope_and_bias", (solution + more).encode(), "x.py", [check])
        text = json.dumps(asdict(facts(verdict)))

        fresh = [case for case in check.cases(grader.seed) if not case.published]
        assert not verdict.case.published
        assert "ValueError" in text
        for case in fresh:
            assert not any(show(number) in text for number in case.arrays["X"].ravel())
            assert f" {case.values['lr']}" not in text

    def test_what_was_printed_is_cleaned(self, grader):
        more = "\n\ndef forward(x, w, b):\n    print('\\x1b[31mred\\x1b[0m <b>')\n    return x * w\n"
        _, found = facts_of(grader, "slope_and_bias", "forward", more=more)

        assert found.printed.startswith("[31mred[0m <b>")


def test_a_function_that_stops_says_so_and_shows_no_numbers(grader):
    _, found = facts_of(
        grader, "univariate", "fit_line", more="\n\ndef fit_line(x, y, w, b, lr, iters):\n    raise ValueError('no')\n"
    )

    assert found.stopped == "ValueError: no"
    assert (found.difference, found.table, found.path) == (None, None, None)


def test_a_promise_that_is_not_kept_has_its_words(grader):
    _, found = facts_of(
        grader, "slope_and_bias", "plot_losses", more="\n\ndef plot_losses(a, b):\n    return plt.subplots()[1]\n"
    )

    assert found.difference or found.stopped
    assert found.table is None
