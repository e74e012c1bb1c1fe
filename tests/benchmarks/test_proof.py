"""The benchmarks can still be run, know the truth about their class, and count what is wrong. Nothing is timed here."""

from dataclasses import replace

import nbformat
import pytest

from autograder.teaching.submissions.notebook_source import source_of
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.by_hand import tests_of as texts_of
from tests.benchmarks.class_of import FUNCTIONS, LAB, LIARS, ROUND, mixed, write_notebooks
from tests.benchmarks.contestant import Contestant, Graded
from tests.benchmarks.proof import Result, table
from tests.benchmarks.verdicts import submissions, wrong_verdicts
from tests.overlays import overlays
from tests.places import EXERCISES, SOLUTIONS

CLASS = mixed(len(ROUND))
DESERVED = {
    student.name: {function: LAB.check(function).points * passes for function, passes in student.truth.items()}
    for student in CLASS
}


def student(kind):
    return next(student for student in CLASS if student.kind == kind)


def test_the_parts_are_there():
    assert all(callable(part.main) for part in (benchmarks.student, benchmarks.batch, benchmarks.proof))


def test_a_class_is_always_the_same_and_has_every_kind_of_work():
    assert mixed(3) == CLASS[:3]
    assert {student.kind for student in CLASS} == {"right", "wrong", "broken", "hostile"}
    assert all(student.truth == dict.fromkeys(FUNCTIONS, True) for student in CLASS if student.kind == "right")
    assert all(not any(student.truth.values()) and student.truth for student in CLASS if student.kind != "right")


def test_nothing_that_needs_a_wall_is_given_to_those_who_have_none():
    assert not [work.name for work in overlays("hostile") if work.path.stem in LIARS and work.needs_the_wall]


def test_notebooks_are_worth_what_is_known_of_them(grader, tmp_path):
    release = tmp_path / "release" / LAB.name
    release.mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell("import matplotlib.pyplot as plt\nimport torch")]
    cells += [nbformat.v4.new_code_cell(metadata={"nbgrader": {"grade_id": function}}) for function in FUNCTIONS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), release / f"{LAB.name}.ipynb")

    some = [student(kind) for kind in ("right", "wrong", "broken", "hostile")]
    write_notebooks(tmp_path, some)

    points = {}
    for one in some:
        notebook = tmp_path / "submitted" / one.name / LAB.name / f"{LAB.name}.ipynb"
        source = source_of(notebook.read_bytes(), FUNCTIONS, 1 << 20).source
        verdicts = grader.grade(LAB.name, source, notebook.name, [LAB.check(function) for function in one.truth])
        points[one.name] = {verdict.check.function: verdict.points for verdict in verdicts}
    assert wrong_verdicts(some, points) == set()


def test_wrong_verdicts_are_counted_by_submission():
    liar, honest = student("hostile"), student("right")
    given = {**DESERVED, liar.name: dict.fromkeys(FUNCTIONS, 5.0), honest.name: {}}

    wrong = wrong_verdicts(CLASS, given)

    assert wrong_verdicts(CLASS, DESERVED) == set()
    assert submissions(wrong, let_through=True) == {liar.name}
    assert submissions(wrong, let_through=False) == {honest.name}
    assert len(wrong) == len(liar.truth) + len(FUNCTIONS)


def test_a_table_has_a_line_for_each_and_ratios_turn_by_turn():
    class Nobody(Contestant):
        def prepare(self, folder, students):
            """Nothing."""

        def grade(self, students):
            return Graded(1.0, 1.0, {})

    ours, other = (Result(Nobody(), [seconds, 2 * seconds], [1.0, 1.0], 7.0) for seconds in (0.5, 1.5))
    other = replace(other, wrong=wrong_verdicts(CLASS, {}))

    _, _, _, first, second, *_ = table([ours, other], CLASS)

    assert [cell.strip() for cell in first.split("|")[2:4]] == ["0.750 (0.500–1.000)", "1"]
    assert [cell.strip() for cell in second.split("|")[3:4]] == ["3 (3–3)"]
    assert [cell.strip() for cell in second.split("|")[6:9]] == ["7", "0", str(ROUND.count("right"))]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_what_is_written_by_hand_tells_the_solution_from_the_stub(function):
    right, given = {}, {}
    exec((SOLUTIONS / f"{LAB.name}.py").read_text(), right)
    exec((EXERCISES / f"{LAB.name}.py").read_text(), given)
    text = texts_of(LAB)[function]

    exec(text, right)

    with pytest.raises((AssertionError, NotImplementedError)):
        exec(text, given)
