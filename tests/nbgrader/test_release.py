"""What students get: everything that they need, and nothing that they should find out."""

import nbformat
import pytest

from autograder.labs.catalogue import all_labs
from autograder.nbgrader.lesson import answer_of
from autograder.nbgrader.source_notebook import WRITTEN_POINTS
from tests.places import EXERCISES, LAB_FOLDERS, SOLUTIONS

LABS = all_labs()


def by_name(lab):
    return lab.name


def released(course, lab):
    return nbformat.read(course / "release" / lab.name / f"{lab.name}.ipynb", as_version=4)


def lines_of(text):
    """The lines that say something: short ones and imports are in any code."""
    lines = {line.strip() for line in text.splitlines()}
    return {line for line in lines if len(line) > 12 and not line.startswith(("import ", "from "))}


def cells_of(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


@pytest.mark.parametrize("lab", LABS, ids=by_name)
def test_a_function_is_the_one_of_the_exercise(course, lab):
    cells, exercise = cells_of(released(course, lab)), (EXERCISES / f"{lab.name}.py").read_text()

    for check in lab.checks:
        points, _, given = cells[check.function].source.rstrip("\n").partition("\n")
        assert points in (f"# {check.points} points", "# 1 point")
        assert f"\n\n{given}\n" in exercise
        assert f"def {check.function}(" in given


@pytest.mark.parametrize("lab", LABS, ids=by_name)
def test_it_holds_no_line_of_a_solution_an_answer_a_mistake_or_a_case(course, lab):
    """Nothing of these but what the exercise itself shows, in any file of the release."""
    files = [path.read_text() for path in (course / "release" / lab.name).iterdir() if path.suffix != ".ipynb"]
    notebook = released(course, lab)
    shown = lines_of("\n".join([cell.source for cell in notebook.cells] + files))
    secrets = (SOLUTIONS / f"{lab.name}.py").read_text() + answer_of(lab)
    answers = [path for path in (LAB_FOLDERS / lab.name / "answers").iterdir() if path.stem in ("mistakes", "cases")]
    assert len(answers) >= 2
    secrets += "\n".join(path.read_text() for path in answers)

    assert not shown & lines_of(secrets) - lines_of((EXERCISES / f"{lab.name}.py").read_text())
    assert "SOLUTION" not in nbformat.writes(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)


@pytest.mark.parametrize("lab", LABS, ids=by_name)
def test_a_check_is_a_locked_cell_with_its_points_and_the_answer_one_for_hands(course, lab):
    cells = cells_of(released(course, lab))
    checks = {name: cell for name, cell in cells.items() if name.startswith("test_")}
    flags = [cells["answer"].metadata.nbgrader[flag] for flag in ("grade", "solution", "points")]

    assert {name: cell.metadata.nbgrader.points for name, cell in checks.items()} == {
        f"test_{check.function}": check.points for check in lab.checks
    }
    assert all(cell.metadata.nbgrader.locked and not cell.metadata.editable for cell in checks.values())
    assert cells["answer"].source == "YOUR ANSWER HERE"
    assert flags == [True, True, WRITTEN_POINTS]
    assert cells["question"].source.count("?") >= 1


@pytest.mark.parametrize("lab", LABS, ids=by_name)
def test_every_table_that_the_lesson_reads_lies_beside_it(course, lab):
    text = "\n".join(cell.source for cell in released(course, lab).cells)
    read = {word.strip('"') for word in text.replace("(", " ").replace(",", " ").split() if word.endswith('.csv"')}

    assert read == {path.name for path in (course / "release" / lab.name).glob("*.csv")}
