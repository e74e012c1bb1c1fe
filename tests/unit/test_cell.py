"""Cells of a table: what a spreadsheet would take for a formula, it is not to take for one."""

import pytest

from autograder.text import cell

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺₋−"
# What a spreadsheet, or whoever pastes a column into one, may pass over before it looks for a sign.
BEFORE = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u00ad",
    "\u200d",
    "\ufe0f",
    " \u200b ",
)


@pytest.mark.parametrize("before", BEFORE, ids=ascii)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_formula_begins_with_an_apostrophe(sign, before):
    assert cell(f"{before}{sign}HYPERLINK(1)") == f"'{before}{sign}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx"])
def test_so_does_what_begins_with_a_tab_or_a_break(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", ["", " ", "ada", "a=b", "O'Brien", "王小明", " ada", "٣", "é", "´x", 3, -3, 0.5, None]
)
def test_anything_else_is_as_it_was(value):
    assert cell(value) == value
