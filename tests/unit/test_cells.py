"""What came out of a notebook's cell, on its way through a process that nobody trusts."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.errors import FrameError
from autograder.text import shortened
from autograder.trace import Entry, Quantity, Trace, in_parts, pack_report, pack_request, unpack_report, unpack_request
from autograder.trace.cells import CellOutput, Cells
from autograder.trace.report import TEXT_LIMIT, Report

WHOLE = CellOutput("printed", "complained", "1.5", "E", "why", "Traceback\n  line", "%time", "check")


@pytest.mark.parametrize(
    "output", [WHOLE, CellOutput(), CellOutput(stdout="größer ✓ \ud800".encode("utf-8", "replace").decode())]
)
def test_it_comes_back_as_it_was(output):
    report = unpack_report(pack_report(Report(traces=(output.to_trace(),))))

    assert CellOutput.of(report.traces[0]) == output


def test_half_a_character_is_no_failure_of_ours():
    assert CellOutput.of(CellOutput(stdout="a\ud800").to_trace()).stdout == "a?"


def test_of_a_strangers_words_nothing_can_act_and_little_is_kept():
    found = CellOutput.of(replace(WHOLE, stdout="\x1b[31mred" + "x" * 10_000, traceback="y" * 10**6).to_trace())

    assert found.stdout.startswith("[31mred") and len(found.stdout) < TEXT_LIMIT + 100
    assert len(found.traceback) <= 20_000


@pytest.mark.parametrize("value", [np.zeros(3), np.frombuffer(b"x", np.uint8)])
def test_what_is_no_output_is_refused(value):
    with pytest.raises(FrameError):
        CellOutput.of(Trace((Entry(Quantity("points"), "series", value),)))


def test_cells_and_files_are_sent_once_and_each_cell_is_a_part():
    cells = Cells((("a", "1"), ("b", "2"), ("c", "3")), (("data/x.csv", b"1,2"), ("empty", b"")), 3.0)

    parts = [unpack_request(pack_request(part)) for _, part in in_parts(cells.requests([0, 2]))]

    assert [part.cases[0].values for part in parts] == [{"cell": 0, "seconds": 3.0}, {"cell": 2, "seconds": 3.0}]
    assert [bool(part.source) for part in parts] == [True, False]
    (first,), (second,) = (part.cases for part in parts)
    assert {name: array.tobytes() for name, array in first.arrays.items()} == dict(cells.files)
    assert not second.arrays


def test_a_text_of_which_the_beginning_is_at_hand_says_how_long_it_was():
    assert shortened("abc", 2, 10) == "ab … (cut: 10 characters in all)"
    assert shortened("ab", 2, 2) == "ab"
