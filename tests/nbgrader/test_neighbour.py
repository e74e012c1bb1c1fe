"""A gradkit course beside a stock one: other homework has the same scores, and an instructor's own cells have theirs."""

import contextlib
import csv
import json
import re
import shutil
import sqlite3

import nbformat
import pytest
from nbformat import v4

from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from tests.nbgrader.commands import done
from tests.nbgrader.test_stock import fill_in
from tests.places import SOLUTIONS

LAB = lab_named("runaway_square")
STOCK_SETTINGS = 'c = get_config()\nc.CourseDirectory.course_id = "stock"\n'
NAMESAKE = "univariate"
PATIENCE = "c.Execute.timeout = 4\n"  # of both courses, in seconds
# As that of `nbgrader quickstart`: in an older format, in which cells have no ids.
HEADER = {"nbformat": 4, "nbformat_minor": 0, "metadata": {}}
HEADER["cells"] = [{"cell_type": "markdown", "metadata": {}, "source": "Run all cells before you hand this in."}]
FLAGS = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}


def code(name, source, **flags):
    return v4.new_code_cell(source, id=name, metadata={"nbgrader": {"grade_id": name, **FLAGS, **flags}})


def prose(name, source, **flags):
    return v4.new_markdown_cell(source, id=name, metadata={"nbgrader": {"grade_id": name, **FLAGS, **flags}})


def answer(name, right):
    return code(name, f"### BEGIN SOLUTION\n{right}\n### END SOLUTION", solution=True)


def check(name, source, points):
    return code(name, source, grade=True, locked=True, points=points)


HOMEWORK = {
    "by_hand": [
        answer("square", "def square(x):\n    return x * x"),
        check(
            "check_square",
            "assert square(3) == 9\n### BEGIN HIDDEN TESTS\nassert square(-2) == 4\n### END HIDDEN TESTS",
            3,
        ),
        check("partly", "sum(square(x) == x * x for x in (0, 1, 2, 3)) / 2", 2),
        prose("why", "### BEGIN MARK SCHEME\nbecause\n### END MARK SCHEME", grade=True, solution=True, points=4),
        code("plot", "### BEGIN SOLUTION\nprint('drawn')\n### END SOLUTION", grade=True, solution=True, points=2),
        prose("sketch", "Draw it by hand.", task=True, locked=True, points=3),
    ],
    "that_fails": [
        answer("wait", "def wait():\n    return 1"),
        check("check_wait", "assert wait() == 1", 2),
        v4.new_code_cell("raise RuntimeError('in the middle')", id="stops"),
        check("afterwards", "assert True", 1),
    ],
    # An assignment of the instructor's own, and its notebook, that have a lab's name by chance.
    NAMESAKE: [
        answer("cube", "def cube(x):\n    return x**3"),
        check("check_cube", "assert cube(2) == 8", 2),
    ],
}
# student -> assignment -> cell -> what it holds
HANDED_IN = {
    "ada": {
        "by_hand": {"square": "def square(x):\n    return x * x", "why": "Because.", "plot": "print('drawn')"},
        "that_fails": {"wait": "def wait():\n    return 1"},
        NAMESAKE: {"cube": "def cube(x):\n    return x * x * x"},
    },
    "bob": {
        "by_hand": {"square": "def square(x):\n    return x + x", "why": "It is."},
        "that_fails": {"wait": "def wait():\n    while True:\n        pass"},
        NAMESAKE: {"cube": "def cube(x):\n    return 0"},
    },
    "cleo": {"by_hand": {"square": "def square(x:\n"}, "that_fails": {}, NAMESAKE: {}},
}


def notebook_in(assignment):
    """Return the name of the notebook of an assignment."""
    return f"{assignment if assignment == NAMESAKE else 'work'}.ipynb"


def entries(course):
    """Return what the gradebook of a course says of every graded cell of its other homework."""
    query = """
        SELECT assignment.name, submitted_assignment.student_id, base_cell.name,
               grade.auto_score, grade.manual_score, grade.needs_manual_grade
        FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        JOIN assignment ON assignment.id = submitted_assignment.assignment_id
        ORDER BY 1, 2, 3"""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        return [row for row in database.execute(query) if row[0] in HOMEWORK]


def log_of(printed):
    """Return nbgrader's own lines, without what differs from run to run.

    A stock course's kernel warns that nobody encrypts what it says; in ours somebody does.
    """
    printed = re.sub(
        r"^\[IPKernelApp\] WARNING \| Kernel is running over TCP without.*\n", "", printed, flags=re.MULTILINE
    )
    lines = re.findall(r"^\[\w+ \| .*$|^\[\w+\] .*$", re.sub(r"\x1b\[[0-9;]*m", "", printed), re.MULTILINE)
    return [re.sub(r"(/\S*)|\d{4}-\d\d-\d\d \S+", "", line).strip() for line in lines]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return `{name: (course, log)}` of a gradkit course and of a stock one with the same homework, handed in alike."""
    courses = {}
    for name in ("ours", "stock"):
        course = tmp_path_factory.mktemp(name)
        if name == "ours":
            done("gradkit course .", course)
        else:
            (course / "nbgrader_config.py").write_text(STOCK_SETTINGS)
        with (course / "nbgrader_config.py").open("a") as settings:
            settings.write(PATIENCE + 'c.IncludeHeaderFooter.header = "header.ipynb"\n')
        (course / "header.ipynb").write_text(json.dumps(HEADER))
        log = ""
        for assignment, cells in HOMEWORK.items():
            folder = course / "source" / assignment
            shutil.rmtree(folder, ignore_errors=True)  # of the lab that has the same name
            folder.mkdir(parents=True)
            kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
            nbformat.write(v4.new_notebook(cells=cells, metadata=kernel), folder / notebook_in(assignment))
            done(f"nbgrader generate_assignment {assignment}", course)
            for student, work in HANDED_IN.items():
                shutil.copytree(course / "release" / assignment, course / "submitted" / student / assignment)
                fill_in(course / "submitted" / student / assignment / notebook_in(assignment), work[assignment])
            log += done(f"nbgrader autograde {assignment}", course)
        courses[name] = course, log_of(log)
    return courses


def test_other_homework_has_the_scores_of_a_stock_course(graded):
    ours, stock = (entries(course) for course, _ in graded.values())

    assert ours == stock
    scores = {row[:3]: row[3] for row in stock}
    assert scores["by_hand", "ada", "partly"] == 2 and scores["by_hand", "bob", "partly"] == 1
    assert scores["by_hand", "bob", "check_square"] == scores["by_hand", "cleo", "check_square"] == 0
    assert scores[NAMESAKE, "ada", "check_cube"] == 2 and scores[NAMESAKE, "bob", "check_cube"] == 0
    assert scores["that_fails", "bob", "check_wait"] == 0 and scores["that_fails", "ada", "check_wait"] == 2


@pytest.mark.parametrize("assignment", ["by_hand", NAMESAKE])
def test_a_notebook_that_says_it_is_a_labs_and_looked_through_is_run_all_the_same(graded, tmp_path, assignment):
    course = tmp_path / "course"
    shutil.copytree(graded["ours"][0], course)
    path = course / "submitted" / "bob" / assignment / notebook_in(assignment)
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["gradkit"] = {"problem": ""}
    nbformat.write(notebook, path)

    done(f"nbgrader autograde {assignment} --student bob --force", course)

    assert entries(course) == entries(graded["stock"][0])


def test_other_homework_is_released_as_by_a_stock_course(graded):
    ours, stock = (
        [nbformat.read(course / "release" / name / notebook_in(name), as_version=4) for name in HOMEWORK]
        for course, _ in graded.values()
    )

    assert [[cell.source for cell in one.cells] for one in ours] == [
        [cell.source for cell in one.cells] for one in stock
    ]


def test_other_homework_has_the_log_of_a_stock_course(graded):
    (_, ours), (_, stock) = graded.values()

    assert ours == stock and any("Autograding" in line for line in ours)


def test_the_table_of_checks_has_other_homework_as_well(graded):
    course, _ = graded["ours"]
    done("nbgrader export --exporter=autograder.nbgrader.exporter.ChecksExporter --to=checks.csv", course)

    with (course / "checks.csv").open(newline="") as file:
        columns, *rows = csv.reader(file)
    assert len(columns) == len({*columns}) and "work.sketch" in columns
    ada = next(dict(zip(columns, row, strict=True)) for row in rows if {"by_hand", "ada"} <= {*row})
    assert (ada["work.check_square"], ada["work.sketch"], ada["status"]) == ("3.0", "0.0", "needs marking")


def test_an_instructors_own_cells_stay_where_they_were_and_questions_wait_for_a_person(graded, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(graded["ours"][0], course)
    source = course / "source" / LAB.name / f"{LAB.name}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    places = {cell.metadata.get("nbgrader", {}).get("grade_id"): n for n, cell in enumerate(notebook.cells)}
    own = check("own_test", "assert len(descend(2.0, 9.0, 0.1, 3)) == 4", 3)
    essay = prose("essay", "What did you expect?", grade=True, solution=True, points=5)
    greeting = prose("greeting", "Welcome to week three.", locked=True)
    notebook.cells[places["test_descend"] + 1 : places["test_descend"] + 1] = [own, essay]
    notebook.cells.insert(0, greeting)
    nbformat.write(notebook, source)
    assert "Warning" not in done(f"nbgrader generate_assignment {LAB.name}", course), "of a library's own"
    handed_in = course / "submitted" / "ada" / LAB.name
    shutil.copytree(course / "release" / LAB.name, handed_in)
    solution = LabFile.of((SOLUTIONS / f"{LAB.name}.py").read_text()).functions
    fill_in(handed_in / f"{LAB.name}.ipynb", {**solution, "essay": "That it converges."}, answer="Too long a step.")

    done(f"nbgrader autograde {LAB.name}", course)

    graded_notebook = nbformat.read(course / "autograded" / "ada" / LAB.name / f"{LAB.name}.ipynb", as_version=4)
    handed_out = nbformat.read(course / "release" / LAB.name / f"{LAB.name}.ipynb", as_version=4)
    assert names_in(graded_notebook) == names_in(handed_out), "every cell stands where it stood"
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        found = database.execute(
            """SELECT base_cell.name, grade.auto_score, grade.needs_manual_grade FROM grade
            JOIN base_cell ON base_cell.id = grade.cell_id
            JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
            JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
            JOIN assignment ON assignment.id = submitted_assignment.assignment_id WHERE assignment.name = ?""",
            (LAB.name,),
        ).fetchall()
    marks = {name: rest for name, *rest in found}
    assert [marks[name] for name in ("essay", "answer")] == [[None, True]] * 2
    assert marks["own_test"] == [3, False]
    assert marks["test_descend"] == [lab_points("descend"), False]


def names_in(notebook):
    return [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in notebook.cells]


def lab_points(function):
    return LAB.check(function).points
