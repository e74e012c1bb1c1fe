"""Lines that fit a terminal of any width, and hold what they held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.student.wrapping import wrapped
from tests.terminals import too_long

LAB = "slope_and_bias        ✓ forward  ✓ criterion  ✗ train_model  – compare_learning_rates (waiting for train_model)"
GOT = "    got         -133.3991   = -95.19053 (step 1) + -38.20858 (step 2)"
CARET = ["  12 | def train_model(X, Y, w, b, learning_rate, number_of_iterations)", " " * 71 + "^"]


@pytest.mark.parametrize(
    ("width", "lines", "expected"),
    [
        (0, [LAB], [LAB]),
        (200, [LAB], [LAB]),
        (
            60,
            [LAB],
            [
                "slope_and_bias        ✓ forward  ✓ criterion  ✗ train_model",
                "                      – compare_learning_rates (waiting for",
                "                      train_model)",
            ],
        ),
        (
            30,
            ["  2. After one call of backward(), what is in w.grad?"],
            ["  2. After one call of", "     backward(), what is in", "     w.grad?"],
        ),
        (60, [GOT], ["    got         -133.3991", "                = -95.19053 (step 1) + -38.20858 (step 2)"]),
        (
            30,
            ["  ✗ the number of losses after 1 update"],
            ["  ✗ the number of losses after", "    1 update"],
        ),
        (
            60,
            [f"{'train_model':<48} exercises/slope_and_bias.py:32"],
            [f"{'train_model':<29} exercises/slope_and_bias.py:32"],
        ),
        (
            40,
            [f"{'train_model':<48} exercises/slope_and_bias.py:32"],
            ["train_model", "    exercises/slope_and_bias.py:32"],
        ),
        (
            60,
            ["Next: write criterion in exercises/slope_and_bias.py:34    Stuck? gradkit hint slope_and_bias.criterion"],
            [
                "Next: write criterion in exercises/slope_and_bias.py:34",
                "Stuck? gradkit hint slope_and_bias.criterion",
            ],
        ),
        (
            60,
            ["There is no exercises/slope_and_bias.py any more. Type: gradkit reset slope_and_bias"],
            ["There is no exercises/slope_and_bias.py any more. Type:", "gradkit reset slope_and_bias"],
        ),
        (
            60,
            CARET,
            [
                "  12 | def train_model(X, Y, w, b, learning_rate,",
                "       number_of_iterations)",
                " " * 28 + "^",
            ],
        ),
        (
            50,
            ["  f(torch.tensor([3., -1.]), torch.tensor([1., 2.]))   # 2.5, yours 5.0"],
            ["  f(torch.tensor([3., -1.]), torch.tensor([1.,", "    2.]))", "    # 2.5, yours 5.0"],
        ),
        (60, ["one\ntwo"], ["one", "two"]),
        (20, ["/a/path/that/is/longer/than/a/line"], ["/a/path/that/is/longer/than/a/line"]),
        (20, ["it lies in /a/path/that/is/long"], ["it lies in", "/a/path/that/is/long"]),
    ],
)
def test_where_a_line_is_broken(width, lines, expected):
    assert list(wrapped(lines, width)) == expected


@given(st.text("ab ✓=.", max_size=300), st.integers(20, 200))
def test_nothing_is_lost_and_all_of_it_fits(line, width):
    broken = list(wrapped([line], width))

    assert "".join(broken).replace(" ", "") == line.replace(" ", "")
    assert too_long("\n".join(broken), width) == []


@given(st.text("ab (", min_size=61, max_size=200).map(str.rstrip), st.data())
def test_a_caret_points_at_the_same_sign(code, data):
    column = data.draw(st.integers(0, max(0, len(code) - 1)))
    lines = [f"7 | {code[:column]}!{code[column + 1 :]}", " " * (column + 4) + "^"]

    broken = list(wrapped(lines, 60))

    (number,) = [number for number, line in enumerate(broken) if line.strip() == "^"]
    assert broken[number - 1][broken[number].index("^")] == "!"
