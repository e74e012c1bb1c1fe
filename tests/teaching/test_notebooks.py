"""Notebooks: which cells count, what a student may have done to the others, and what is no notebook at all."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.labs.catalogue import lab_named
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.collect import collect
from autograder.teaching.submissions.notebook_reader import NotebookReader
from autograder.teaching.submissions.notebook_source import source_of
from tests.places import SOLUTIONS
from tests.teaching.classes import LAB, OTHER, SOURCE, graded_cell, lay_out, notebook

LIMIT = 256 * 1024
TEST_F = {
    "source": "assert f() == 1",
    "metadata": {"nbgrader": {"grade_id": "test_f", "grade": True, "solution": False}},
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(*cells, functions=("f",), **fields):
    """Return what the file of a notebook defines."""
    extract = source_of(notebook(*cells, **fields), functions, LIMIT)
    assert extract.problem == ""
    space = {}
    exec(extract.source, space)
    return space


def problem_of(data, limit=LIMIT):
    extract = source_of(data, ["f"], limit)
    assert extract.source == b"" and "\n" not in extract.problem
    return extract.problem


class TestWithoutIds:
    def test_every_code_cell_counts_and_text_does_not(self):
        cells = ["N = 2\n", {"source": ["def f():\n", "    return N"]}, {"cell_type": "markdown", "source": "N = 3"}]

        assert read(*cells)["f"]() == 2

    def test_what_only_a_notebook_understands_is_left_out(self):
        cells = ["%matplotlib inline\n!pip install x\nimport math", "%%bash\nrm -rf /", "f?", "def f(: broken", "1 / 0"]

        assert read(*cells, "def f():\n    return math.pi\nf()\nplot(f)")["f"]() > 3

    def test_a_lab_written_as_notebook_is_the_lab(self):
        text = (SOLUTIONS / f"{LAB}.py").read_text(encoding="utf-8")
        functions = [check.function for check in lab_named(LAB).checks]

        extract = source_of(notebook(*text.split("\n\n\n")), functions, LIMIT)

        assert (extract.note, extract.problem) == ("", "")
        assert all(f"def {function}(" in extract.source.decode() for function in functions)

    def test_missing_functions_are_named(self):
        assert source_of(notebook("def f(): return 1"), ["f", "g", "h"], LIMIT).note == "no cell defines g, h"


class TestWithIds:
    def test_the_functions_own_cell_counts(self):
        cells = [graded_cell("f", "def f():\n    return N"), "N = 1", "def f():\n    return 'a trial'", TEST_F]

        assert read(*cells)["f"]() == 1

    def test_a_helper_in_another_cell_comes_along(self):
        assert read("import math\ndef h(): return math.pi", graded_cell("f", "def f(): return h()"))["f"]() > 3

    def test_a_function_in_the_wrong_cell_counts_when_its_own_has_none(self):
        assert (
            read(graded_cell("f", "# see below"), graded_cell("g", "def f(): return 1\ndef g(): return f()"))["f"]()
            == 1
        )

    @pytest.mark.parametrize(
        "test",
        [
            graded_cell("test_f", "def f(): return 'from the test'"),  # its flags turned round
            graded_cell("renamed", "def f(): return 'from the test'", grade=True, solution=False),
            graded_cell(
                "test_f", "def f(): return 'from the test'", grade=True, solution=False, points=99, locked=False
            ),
        ],
    )
    def test_tests_never_count(self, test):
        assert "f" not in read(test)
        assert read(graded_cell("f", "def f(): return 1"), test)["f"]() == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"cell_type": "markdown"},
            {"cell_type": "raw"},
            {"cell_type": 7},
            {"outputs": [{"output_type": "stream", "name": "stdout", "text": "passed"}]},
            {"outputs": "passed"},
        ],
    )
    def test_what_was_made_of_the_cell_is_put_back(self, change):
        assert read({**graded_cell("f", "def f(): return 1"), **change})["f"]() == 1

    @pytest.mark.parametrize(
        "marks", [{"solution": False, "grade": True}, {"points": 1e300}, {"locked": True}, {"schema_version": "x"}]
    )
    def test_flags_and_points_do_not_count(self, marks):
        assert read(graded_cell("f", "def f(): return 1", **marks), TEST_F)["f"]() == 1

    def test_tags_and_kernels_do_not_count(self):
        cell = graded_cell("f", "def f(): return 1")
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]

        assert read(cell, metadata={"kernelspec": {"name": "../../evil", "language": "bash"}})["f"]() == 1

    def test_a_transformer_of_cells_comes_to_nothing(self):
        hack = "get_ipython().input_transformers_post.append(lambda lines: [])\nf = lambda: 'hacked'"

        assert read(graded_cell("f", "def f(): return 1"), hack)["f"]() == 1

    @pytest.mark.parametrize("grade_id", ["f", "test_f", "anything"])
    def test_an_id_that_two_cells_have_is_refused(self, grade_id):
        cells = [graded_cell(grade_id, "def f(): return 1"), graded_cell(grade_id, "def f(): return 2")]

        assert problem_of(notebook(*cells)) == f"more than one cell has the grade_id {grade_id}"

    @pytest.mark.parametrize(
        "metadata", [{}, [], None, *({"nbgrader": marks} for marks in (None, "f", {"grade_id": ["f"]}))]
    )
    def test_marks_that_are_none(self, metadata):
        assert read({"source": "def f(): return 1", "metadata": metadata})["f"]() == 1


class TestNoNotebook:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "no strict JSON"),
            (b"def f(): pass", "no strict JSON"),
            (b"\xff\xfe{}", "no strict JSON"),
            (b'{"nbformat": 4, "cells": [], "x": NaN}', "NaN"),
            (b'{"nbformat": 4, "cells": [], "cells": []}', "twice"),
            (b"[" * 10**6, "nests deeper"),
            (b'{"a":' * 10**5, "nests deeper"),
            (b'{"nbformat": ' + b"9" * 10**5 + b"}", "no strict JSON"),
            (b"[]", "no nbformat"),
            (b"{}", "no nbformat"),
            (b'{"nbformat": 4}', "no list of cells"),
            (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
            (b'{"nbformat": 4, "cells": [1]}', "cell 1 has no text"),
            (b'{"nbformat": 4, "cells": [{"source": "x"}, {"source": [1]}]}', "cell 2 has no text"),
            (b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "format 3, and format 4 is read; open it in Jupyter"),
            (b'{"nbformat": "4\\u001b[2J", "cells": []}', "4_[2J"),
        ],
        ids=lambda value: "" if isinstance(value, bytes) else value,
    )
    def test_is_refused_in_one_sentence(self, data, words):
        assert words in problem_of(data)

    @settings(max_examples=50)
    @given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
    def test_whatever_it_is_there_is_an_answer(self, data):
        assert problem_of(data)

    @settings(max_examples=50)
    @given(st.lists(st.fixed_dictionaries({"source": st.text() | st.lists(st.text())}, optional={"metadata": JSON})))
    def test_whatever_the_cells_hold_there_is_an_answer(self, cells):
        source_of(json.dumps({"nbformat": 4, "cells": cells}).encode(), ["f"], LIMIT)

    def test_a_byte_order_mark_is_no_harm(self):
        assert source_of(b"\xef\xbb\xbf" + notebook("f = 1"), ["f"], LIMIT).source == b"f = 1\n"

    def test_halves_of_characters_are_no_harm(self):
        assert source_of(notebook("x = '\ud800'", "f = 1"), ["f"], LIMIT).source == b"f = 1\n"


class TestTooMuch:
    @pytest.mark.parametrize("start", ["-", "not ", "1+", "lambda:", "x."])
    def test_a_cell_that_no_compiler_can_take(self, start):
        extract = source_of(notebook("def f(): return 1", f"x = {start * 100_000}x"), ["f"], LIMIT)

        assert extract.problem == "cell 2 nests too deeply to be read"

    def test_functions_that_are_too_long(self):
        assert problem_of(notebook(f"f = {'#' * 10!r}"), limit=10).startswith(
            "the notebook's functions come to 17 bytes"
        )

    def test_trials_do_not_count_as_length(self):
        assert read(f"x = {'x' * 300_000!r}", "def f(): return 1")["f"]() == 1

    def test_a_file_that_is_too_long(self, tmp_path):
        lay_out(tmp_path, {f"a/{LAB}.ipynb": b" " * (5 * 1024**2 + 1), f"a/{OTHER}.py": SOURCE})

        ((first, second),) = [submission.tasks for submission in collect(tmp_path)]

        assert "more than the 5242880" in first.reason and first.source == b""
        assert second.source == SOURCE

    def test_a_cell_that_keeps_the_compiler_busy_for_days(self):
        lines = [f"{' ' * depth}try: pass\n{' ' * depth}finally:\n" for depth in range(1, 40)]
        bomb = notebook(f"def f():\n{''.join(lines)}{' ' * 41}pass\n")

        with NotebookReader(seconds=1.0) as reader:
            ends = [reader.source_of(data, ["f"], LIMIT) for data in (bomb, notebook("f = 1"), bomb, notebook("f = 2"))]

        assert [end.source for end in ends] == [b"", b"f = 1\n", b"", b"f = 2\n"]
        # From Python 3.13 on the compiler sees at once that this is too deep for it.
        assert re.search("time and memory|nests too deeply", ends[0].problem) and ends[0] == ends[2]


def test_the_process_apart_says_what_we_say():
    data = notebook("def f(): return 'é'", "g = 1")

    with NotebookReader(FileLimits().notebook_seconds) as reader:
        assert reader.source_of(data, ["f", "h"], LIMIT) == source_of(data, ["f", "h"], LIMIT)
        assert reader.source_of(b"{", ["f"], LIMIT) == source_of(b"{", ["f"], LIMIT)


def test_a_notebook_in_a_class_is_refused_without_the_student(tmp_path):
    twice = notebook(graded_cell("forward", "a = 1"), graded_cell("forward", "b = 1"))
    lay_out(tmp_path, {f"a/{LAB}.ipynb": twice, f"a/{OTHER}.py": SOURCE})

    (submission,) = collect(tmp_path)

    assert submission.problem == ""
    assert [task.reason for task in submission.tasks] == ["more than one cell has the grade_id forward", ""]


def test_nothing_stays_running_when_a_walk_is_left_halfway(tmp_path):
    lay_out(tmp_path, {f"{student}/{LAB}.ipynb": notebook("def forward(): return 1") for student in "abc"})

    walk = iter(collect(tmp_path))
    assert next(walk).tasks[0].source == b"def forward(): return 1\n"
    process = walk.gi_frame.f_locals["notebooks"]._process
    walk.close()

    assert process.returncode is not None
