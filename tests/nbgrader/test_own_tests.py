"""An instructor's own tests in a lab's notebook have the scores that a stock course gives them, and our checks theirs."""

import contextlib
import shutil
import sqlite3

import nbformat
import pytest
from nbformat import v4

from autograder.errors import WorkersLost
from autograder.judge.grading import Grader
from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from autograder.nbgrader.own_tests import ATTEMPTS, OwnTests
from autograder.sandbox.launch import Limits
from tests.nbgrader.commands import done
from tests.nbgrader.readers import feedback_page, formgrader_page, notebook_of
from tests.nbgrader.test_neighbour import STOCK_SETTINGS, answer, check
from tests.nbgrader.test_stock import fill_in
from tests.places import SOLUTIONS

LAB = lab_named("runaway_square")
PATIENCE = 15  # of both courses, in seconds: a kernel has to import torch in it
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
# Behind which cell of the lab's what stands.
OWN = {
    "test_numerical_gradient": [
        check("own_passes", "slope = numerical_gradient(lambda x: x * x, 3.0)\nassert abs(slope - 6) < 0.01", 2),
        check(
            "own_hidden",
            f"assert numerical_gradient(abs, 1.0) > 0\n{HIDDEN.format('assert numerical_gradient(abs, -1.0) < 0')}",
            3,
        ),
        check("own_too_early", "tame", 1),
        answer("own_answer", "def twice(x):\n    return 2 * x"),
    ],
    "test_descend": [
        check("own_partial", "seen = [twice(n) for n in range(4)]\nsum(n == 2 * i for i, n in enumerate(seen)) / 2", 2),
        check("own_quiet", "print('a value that is not shown')\n0;", 1),
        check("own_text", "'well done'", 1),
        check("own_warns", "import warnings\nwarnings.warn('twice')\nassert True", 1),
        check("own_fails", "assert slope > 7, 'not steep'", 2),
        check("own_loops", "reached = True\nwhile twice(1) == 2:\n    slope += 1", 2),
        check("own_goes_on", "assert reached and len(seen) == 4", 2),
        check("own_reads", "assert open('table.csv').read() == '1,2'\nassert helper.three() == 3", 2),
        check("own_swallows", "try:\n    slope\nexcept NameError:\n    1", 1),
    ],
}
NAMES = [cell.id for cells in OWN.values() for cell in cells if cell.metadata.nbgrader.grade]
SOLUTION = LabFile.of((SOLUTIONS / f"{LAB.name}.py").read_text()).functions
TRIAL = "def twice(x):\n    return x + x\n\nwhile True:\n    pass"
HANDED_IN = {
    "ada": {**SOLUTION, "own_answer": "def twice(x):\n    return x + x"},
    "bob": {"numerical_gradient": "def numerical_gradient(f, x):\n    return 6.0", "own_answer": TRIAL},
    "cleo": {
        "own_passes": "pass",
        "own_fails": "pass",
        "own_answer": "%matplotlib inline\ndef twice(x):\n    return x",
    },
    "dora": {"numerical_gradient": "def numerical_gradient(f, x:\n"},
}


def with_own(notebook, *, is_stock):
    """Put the own cells into a lab's source notebook. In a stock course nothing runs the lab's own checks."""
    cells = []
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if not (is_stock and name.startswith("test_")):
            cells.append(cell)
        cells += OWN.get(name, [])
    return {**notebook, "cells": [code_cell_of_imports(), *cells]}


def code_cell_of_imports():
    return v4.new_code_cell("import helper", id="own-imports")


def marks_in(course):
    """Return what the gradebook says of each student's graded cells: points, and whether they wait for a person."""
    query = """
        SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        return {(student, name): tuple(rest) for student, name, *rest in database.execute(query)}


def graded_in(course, student):
    path = course / "autograded" / student / LAB.name / f"{LAB.name}.ipynb"
    return {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nbformat.read(path, as_version=4).cells}


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Return a gradkit course and a stock one with the same own cells in a lab's notebook, handed in alike; and our log."""
    made, log = {}, {}
    for name in ("ours", "stock"):
        course = made[name] = tmp_path_factory.mktemp(name)
        done("gradkit course .", course)
        if name == "stock":
            (course / "nbgrader_config.py").write_text(STOCK_SETTINGS)
        with (course / "nbgrader_config.py").open("a") as settings:
            settings.write(f"c.Execute.timeout = {PATIENCE}\n")
        source = course / "source" / LAB.name
        path = source / f"{LAB.name}.ipynb"
        nbformat.write(nbformat.from_dict(with_own(nbformat.read(path, as_version=4), is_stock=name == "stock")), path)
        (source / "table.csv").write_text("1,2")
        (source / "helper.py").write_text("def three():\n    return 3\n")
        done(f"nbgrader generate_assignment {LAB.name}", course)
        for student, work in HANDED_IN.items():
            shutil.copytree(course / "release" / LAB.name, course / "submitted" / student / LAB.name)
            fill_in(course / "submitted" / student / LAB.name / f"{LAB.name}.ipynb", work)
        log[name] = done(f"nbgrader autograde {LAB.name}", course)
    return made["ours"], made["stock"], log["ours"]


def test_own_tests_have_the_scores_of_a_stock_course(courses):
    ours, stock, _ = courses
    found, wanted = marks_in(ours), marks_in(stock)

    for student in HANDED_IN:
        assert {name: found[student, name] for name in NAMES} == {name: wanted[student, name] for name in NAMES}
    assert [found["ada", name][0] for name in NAMES] == [2, 3, 0, 2, 1, 1, 0, 0, 0, 2, 2, 1]
    assert found["bob", "own_partial"][0] == 2, "what stands above his endless loop is there"
    assert found["cleo", "own_partial"][0] == 0.5


def test_beside_them_our_checks_have_the_points_that_they_have_without(courses):
    ours, _, _ = courses
    found = {name: points for (student, name), (points, _) in marks_in(ours).items() if student == "ada"}

    assert all(found[f"test_{check.function}"] == check.points for check in LAB.checks)


def test_what_came_out_stands_below_the_test_and_in_the_feedback(courses):
    ours, _, log = courses
    cells = graded_in(ours, "ada")
    done(f"nbgrader generate_feedback {LAB.name} --student ada", ours)
    feedback = (ours / "feedback" / "ada" / LAB.name / f"{LAB.name}.html").read_text()

    assert [cells["own_passes"].outputs, cells["own_goes_on"].outputs] == [[], []]
    (error,) = cells["own_fails"].outputs
    assert error.evalue == "not steep" and '  File "own_fails", line 1, in <module>' in error.traceback
    assert f"The cell had not ended after {PATIENCE} seconds, and was stopped." in feedback
    assert "waits to be marked" not in log


@pytest.fixture(scope="module")
def grader():
    with Grader(limits=Limits(memory=1 << 29)) as grader:
        yield grader


def results_of(pool, *cells, files=(), seconds=5.0):
    """Return what becomes of the own tests among these cells: points as nbgrader gives them, None where a person is to."""
    notebook = v4.new_notebook(cells=[*map(nbformat.from_dict, cells)])
    own = OwnTests(notebook, LAB, lambda: files, seconds)
    own.begin(pool)
    return own.results(pool)


def plain(source):
    return v4.new_code_cell(source)


def said(result):
    """Return the text of all outputs of a result, and of one line."""
    return " ".join(str(one.get("text") or one.get("evalue") or one.get("data")) for one in result.outputs)


def test_what_ends_the_process_costs_the_tests_behind_it_nothing(grader):
    found = results_of(
        grader,
        plain("import os\ndef leave():\n    os._exit(3)"),
        plain("leave()"),
        check("crashes", "leave()", 1),
        check("behind", "n = 1\nassert n", 1),
        check(
            "deaf",
            "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
            1,
        ),
        check("last", "assert n == 1", 1),
        seconds=1.0,
    )

    assert "The cell ended the process that it ran in (exit status 3)." in said(found["crashes"])
    assert "had not ended after 1 seconds" in said(found["deaf"])
    assert found["behind"].outputs == found["last"].outputs == ()
    assert not any(result.waits for result in found.values())


def test_of_a_notebook_that_ends_its_process_again_and_again_the_rest_waits_for_a_person(grader):
    leave = [plain("import os; os._exit(0)") for _ in range(ATTEMPTS)]

    found = results_of(grader, check("first", "assert True", 1), *leave, check("last", "assert True", 1))

    assert not found["first"].waits
    assert found["last"].waits and "again and again" in said(found["last"])


def test_memory_that_it_may_not_have_is_said_in_one_sentence(grader):
    found = results_of(grader, check("large", "x = bytearray(1 << 33)", 1), check("behind", "1", 1))

    assert "asked for more memory than it may have" in said(found["large"])
    assert not found["behind"].waits


def test_a_test_that_needs_a_kernel_waits_for_a_person(grader):
    found = results_of(
        grader,
        plain("from autograder import check\n\ncheck('descend')"),
        check("before", "assert False", 1),
        check("timed", "%time x = 1", 1),
        check("checks", "from autograder import check\nassert check('tame') == 5", 1),
        check("awaits", "await x", 1),
        check("shell", "files = !ls", 1),
        check("fails_behind", "assert x == 1", 1),
        check("passes_behind", "assert True", 1),
    )

    assert [name for name, result in found.items() if not result.waits] == ["before", "passes_behind"]
    assert "kernel for %time x = 1" in said(found["timed"]) and "kernel for check(" in said(found["checks"])
    assert "a cell above needs a notebook's kernel for %time x = 1" in said(found["fails_behind"])


def test_magics_that_leave_nothing_behind_change_nothing(grader):
    found = results_of(
        grader,
        plain("%matplotlib inline\n!pip install torch\nx = 1"),
        plain("%%time\ny = 2"),
        plain("print?"),
        check("fails", "assert x == y", 1),
    )

    assert not found["fails"].waits


def test_a_value_that_is_no_number_of_points_waits_for_a_person_and_is_told(grader):
    found = results_of(grader, check("generous", "5", 1))

    assert found["generous"].waits
    assert "cannot be greater than maximum points" in found["generous"].trouble


def test_the_files_of_the_assignment_are_there_and_those_that_are_too_many_are_not_run_without(grader):
    reads = check("reads", "assert open('data/table.csv').read() == '1,2'", 1)

    assert not results_of(grader, reads, files=[("data/table.csv", b"1,2"), ("empty", b"")])["reads"].outputs
    without = results_of(grader, reads, files=None)["reads"]
    assert without.waits and "over 8 MiB, or over 200" in said(without)


class Lost:
    """A pool that has nobody left."""

    def run_apart(self, requests, limit):
        raise WorkersLost("the worker process ended without a word")


def test_what_fails_on_our_side_is_told_and_waits_for_a_person():
    found = results_of(Lost(), check("own", "assert True", 1))

    assert found["own"].waits and found["own"].trouble == "the worker process ended without a word"


def test_what_a_student_forges_is_no_failure_of_ours(grader):
    forged = "import os\nfor number in range(3, 10):\n    try: os.write(number, b'x' * 99)\n    except OSError: pass"

    found = results_of(grader, check("forges", forged, 1), check("behind", "assert True", 1))

    assert not found["forges"].waits and found["forges"].outputs[-1].output_type == "error"
    assert not found["behind"].waits and not found["behind"].outputs


def test_what_a_student_makes_come_out_cannot_act_where_it_is_read(grader):
    acts = "<script>ran = 1</script>"
    raises = f"print({acts!r})\nraise type({acts!r}, (Exception,), {{}})({acts!r} + '\\x1b[31m')"
    shows = f"class Value:\n    def __repr__(self):\n        return {acts!r}\n\nValue()"
    found = results_of(grader, check("raises", raises, 1), check("shows", shows, 1), check("magic", f"%time {acts}", 1))

    cells = [check(name, "", 1) for name in found]
    for cell, result in zip(cells, found.values(), strict=True):
        cell.outputs = list(result.outputs)
        cell.metadata.nbgrader.score = 0.0
    for page in (formgrader_page(notebook_of(*cells)), feedback_page(notebook_of(*cells))):
        assert acts not in page and page.count("&lt;script&gt;ran") >= 4 and "\x1b" not in page


def test_of_a_file_an_own_test_waits_for_a_person(courses, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(courses[0], course)
    (tmp_path / "files" / "emil").mkdir(parents=True)
    shutil.copy(SOLUTIONS / f"{LAB.name}.py", tmp_path / "files" / "emil")
    done("gradkit grade ../files --out ../graded", course)
    done("gradkit export ../graded --to nbgrader", course)

    found = {name: mark for (student, name), mark in marks_in(course).items() if student == "emil"}
    assert all(found[name] == (None, True) for name in NAMES)
    assert found["answer"] == (0, False) and found["test_descend"] == (LAB.check("descend").points, False)
    assert "a file was handed in" in graded_in(course, "emil")["own_passes"].outputs[0].text
