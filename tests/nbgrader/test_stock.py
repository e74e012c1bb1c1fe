"""The README's ten lines, typed from an empty folder, with two students who hand in; then the same by stock nbgrader."""

import contextlib
import csv
import json
import re
import shutil
import sqlite3

import nbformat

from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from tests.nbgrader.commands import done, forked, typed
from tests.places import ROOT

LAB = lab_named("runaway_square")
FENCES = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEN_LINES, EXPORT = [text.splitlines() for text in FENCES.findall((ROOT / "autograder/nbgrader/README.md").read_text())]
SOLUTION = (ROOT / "solutions" / f"{LAB.name}.py").read_text()
# What Ada hands in: right, left as it was given, mended only half way, not started.
HALF_TAMED = SOLUTION[SOLUTION.index("def tame") :].split("\n\n\ndef ")[0].replace("/ curvature", "* 0.001")
ADA = {"numerical_gradient": LabFile.of(SOLUTION).functions["numerical_gradient"], "tame": HALF_TAMED}


def fill_in(path, functions, answer=""):
    """Write functions, and the answer to the question, into the cells of a released notebook."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = functions.get(name, answer if name == "answer" and answer else cell.source)
    nbformat.write(notebook, path)


def delete_cell(path, grade_id):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != grade_id]
    nbformat.write(notebook, path)


def file_of(path, folder):
    """Write the functions of a notebook as the file that `gradkit check` reads."""
    cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
    folder.mkdir()
    parts = [cells["imports"], *(cells[check.function] for check in LAB.checks)]
    (folder / f"{LAB.name}.py").write_text("\n\n\n".join(parts))


def points_in(gradebook, connect=sqlite3.connect):
    """Return the automatic points of each student's tests, as nbgrader has written them down."""
    query = """
        SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE base_cell.name LIKE 'test%'"""
    with contextlib.closing(connect(gradebook)) as database:
        rows = database.execute(query).fetchall()
    return {(student, name.removeprefix("test_")): score for student, name, score in rows}


def by_a_kernel(course):
    """Take our settings out of the course's: nbgrader then runs the tests in a kernel, as it always does."""
    config = course / "nbgrader_config.py"
    line = 'load_subconfig("gradkit_config.py")\n'
    assert line in config.read_text()
    config.write_text(config.read_text().replace(line, "c.OverwriteCells.add_missing_cells = True\n"))


def test_the_ten_lines_from_an_empty_folder_to_a_csv(tmp_path):
    assert len(TEN_LINES) == 10
    for line in TEN_LINES[:2]:
        assert line.split()[0] in ("gradkit", "cd")
    said = done(TEN_LINES[0], tmp_path, typed)
    course = tmp_path / TEN_LINES[1].split()[1]
    for line in TEN_LINES[2:5]:
        said += done(line, course, typed)

    ada, bob = (course / "submitted" / name / LAB.name / f"{LAB.name}.ipynb" for name in ("ada", "bob"))
    shutil.copytree(ada.parent, bob.parent)
    fill_in(ada, ADA)
    fill_in(bob, LabFile.of(SOLUTION).functions, answer="Because it is too large.")
    for name, path in (("ada", ada), ("bob", bob)):
        file_of(path, tmp_path / name)

    validated = done(TEN_LINES[5], course, typed)
    assert "VALIDATION FAILED ON 4 CELL(S)" in validated
    assert "not started" in validated and "Partial credit" not in validated, "what is not written yet is said so"
    assert "Success!" in done(TEN_LINES[5].replace("/ada/", "/bob/"), course)

    delete_cell(ada, "test_numerical_gradient")  # nbgrader puts it back
    for line in TEN_LINES[6:]:
        printed = done(line, course, typed)
        said += printed
    assert "warning" not in (said + validated).lower(), "no library says anything of itself"

    checked = {}
    for name in ("ada", "bob"):
        rows = forked(f"gradkit check {LAB.name} --submission {tmp_path / name} --json", ROOT).stdout.splitlines()
        checked |= {(name, row["check"].split(".")[-1]): row["points"] for row in map(json.loads, rows)}
    assert points_in(course / "gradebook.db") == checked
    assert [checked["ada", check.function] for check in LAB.checks] == [3, 0, 0, 0]

    by_a_kernel(course)  # Bob's tests have all run in one: his notebook was validated
    done(f"nbgrader autograde {LAB.name} --force --student ada", course)
    assert points_in(course / "gradebook.db") == checked, "stock nbgrader says the same of honest work"

    rows = list(csv.DictReader(printed.splitlines()))
    assert {row["student_id"]: (row["score"], row["max_score"]) for row in rows} == {
        "ada": ("3.0", "18.0"),
        "bob": ("16.0", "18.0"),
    }
    feedback = (course / "feedback" / "ada" / LAB.name / f"{LAB.name}.html").read_text()
    assert "as it was given to you" in feedback, "the card says what is wrong"

    done(EXPORT[0], course)
    with (course / "checks.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    columns = [f"{LAB.name}.{check.function}" for check in LAB.checks]
    assert [rows["ada"][column] for column in columns] == ["3.0", "0.0", "0.0", "0.0"]
    assert [rows["bob"][column] for column in columns] == [f"{check.points:.1f}" for check in LAB.checks]
    assert rows["ada"]["status"] == "graded", "an answer that was left empty needs nobody's hand"
    assert rows["bob"]["status"] == "needs marking"
