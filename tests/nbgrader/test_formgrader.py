"""nbgrader's formgrader on a graded class, in a real browser: everybody's work can be opened, read and marked by hand."""

import contextlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from nbformat import v4
from nbgrader.api import Gradebook

from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from autograder.nbgrader.students_wording import PICTURE
from tests.nbgrader.commands import done, environment
from tests.nbgrader.test_neighbour import check
from tests.nbgrader.test_stock import fill_in
from tests.nbgrader.test_tampering import PIXEL
from tests.pages.browser import CHROMIUM, Browser
from tests.places import EXERCISES, SOLUTIONS

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER, NOT TESTED: apt install chromium")

LAB = lab_named("runaway_square")
SOLUTION = (SOLUTIONS / f"{LAB.name}.py").read_text()
FILES_ARE_GRADED = (
    f"gradkit grade class/submissions --lab {LAB.name} --out class/graded --accept-weak-isolation",
    "gradkit export class/graded --to nbgrader",
)
PATIENCE = 60  # until the server answers, in seconds
EXTENSION = "{'nbgrader.server_extensions.formgrader': True}"
OPTIONS = (
    *(
        "--no-browser",
        "--allow-root",
        "--ServerApp.token=",
        "--ServerApp.password=",
        "--ServerApp.disable_check_xsrf=True",
    ),
    f"--ServerApp.jpserver_extensions={EXTENSION}",
)
OF_WHOM = """JOIN base_cell ON base_cell.id = cell_id
    JOIN submitted_notebook ON submitted_notebook.id = given.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"""
GIVEN = f"""SELECT student_id, name, manual_score, extra_credit FROM grade AS given {OF_WHOM}
    UNION SELECT student_id, name, manual_comment, 0 FROM comment AS given {OF_WHOM}"""
WAITING = f"SELECT DISTINCT student_id FROM grade AS given {OF_WHOM} WHERE needs_manual_grade ORDER BY 1"
AUTOMATIC = f"SELECT auto_score FROM grade AS given {OF_WHOM} WHERE student_id = ? AND name = ?"


def asked(course, question, *values):
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        return database.execute(question, values).fetchall()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which Ada handed in a notebook, Bob and Cleo a file, and Dan nothing, all of them graded."""
    course = tmp_path_factory.mktemp("course")
    folder = course / "class"
    done("gradkit course .", course)
    source = course / "source" / LAB.name / f"{LAB.name}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    notebook.cells.append(check("own_test", "assert largest_stable_rate(9.0) > 0", 2))
    nbformat.write(notebook, source)
    done(f"nbgrader generate_assignment {LAB.name}", course)
    shutil.copytree(course / "release" / LAB.name, course / "submitted" / "ada" / LAB.name)
    notebook = course / "submitted" / "ada" / LAB.name / f"{LAB.name}.ipynb"
    fill_in(notebook, LabFile.of(SOLUTION).functions, answer="Because the step is too long.")
    draw(notebook)
    (notebook.parent / "timestamp.txt").write_text("2026-01-01 12:00:00 UTC")
    done(f"nbgrader autograde {LAB.name}", course)
    for student, source in (("bob", SOLUTIONS), ("cleo", EXERCISES)):
        (folder / "submissions" / student).mkdir(parents=True)
        shutil.copy(source / f"{LAB.name}.py", folder / "submissions" / student)
    (folder / "submissions" / "dan").mkdir()
    for line in FILES_ARE_GRADED:
        done(line, course)
    return course


def draw(path):
    """Put a picture below a notebook's first code cell, as a run of it does."""
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [v4.new_output("display_data", {"text/plain": "<Figure>", "image/png": PIXEL})]
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def address(course):
    """The formgrader of that course."""
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "server", f"--ServerApp.port={port}", *OPTIONS]
    with (course / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=course, env=environment(course), stdout=log, stderr=log)
    try:
        yield _answering(f"http://127.0.0.1:{port}/formgrader", course / "server.log")
    finally:
        server.terminate()
        server.wait(timeout=30)


def _answering(address, log):
    for _ in range(PATIENCE * 4):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return address
        time.sleep(0.25)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser


def submission_of(course, student):
    """Return what nbgrader calls a student's notebook."""
    question = """SELECT submitted_notebook.id FROM submitted_notebook JOIN submitted_assignment
        ON submitted_assignment.id = submitted_notebook.assignment_id WHERE student_id = ?"""
    return asked(course, question, student)[0][0]


def seen(browser):
    return browser.run("document.body.innerText")


def eventually(browser, text):
    """Wait until a page, which fetches its rows after it was loaded, shows a text."""
    for _ in range(100):
        if text in seen(browser):
            return
        time.sleep(0.1)
    raise AssertionError(seen(browser))


def test_the_class_is_listed(browser, address, course):
    browser.open(f"{address}/manage_assignments")
    eventually(browser, LAB.name)
    browser.open(f"{address}/gradebook/{LAB.name}/{LAB.name}")
    eventually(browser, "Submission #3")

    assert "Submission #4" not in seen(browser), "who handed in nothing has no submission"
    browser.open(f"{address}/manage_students/dan/{LAB.name}")
    assert "500" not in browser.run("document.title")


@pytest.mark.parametrize("student", ["ada", "bob", "cleo"])
def test_everybodys_work_can_be_opened_and_read(browser, address, course, student):
    browser.open(f"{address}/submissions/{submission_of(course, student)}/")
    page = seen(browser)

    assert "500 : " not in page
    assert "def descend" in page
    assert ("this is still the version" in page.lower()) == (student == "cleo"), "what the checks said stands below"


def test_a_picture_that_a_student_drew_is_seen(browser, address, course):
    browser.open(f"{address}/submissions/{submission_of(course, 'ada')}/")

    drawn = f"Array.from(document.images).filter(img => img.src.endsWith('{PIXEL}'))"
    assert browser.run(f"{drawn}.map(img => [img.naturalWidth, img.height > 0, img.alt])") == [[1, True, PICTURE]]
    assert f"{LAB.name}:" not in seen(browser), "a line of the file that we made of the cells leads nowhere"
    assert "Alternative text" not in done(f"nbgrader generate_feedback {LAB.name} --student ada", course)


def test_the_written_question_is_marked_by_hand_and_stays_marked(browser, address, course):
    browser.open(f"{address}/submissions/{submission_of(course, 'ada')}/")
    assert "Because the step is too long." in seen(browser)
    for _ in range(100):
        if browser.run("formgrader.loaded && formgrader.grades.loaded"):
            break
        time.sleep(0.1)
    browser.run("$('#answer').val('1.5').trigger('change')[0].id")
    mark = """SELECT manual_score FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
        WHERE base_cell.name = 'answer' AND grade.notebook_id = ?"""
    for _ in range(100):
        if asked(course, mark, submission_of(course, "ada")) == [(1.5,)]:
            break
        time.sleep(0.1)

    done(f"nbgrader autograde {LAB.name} --force --student ada", course)

    assert asked(course, mark, submission_of(course, "ada")) == [(1.5,)]


def test_a_question_that_a_file_cannot_answer_keeps_nobody_waiting(course):
    waiting = """SELECT student_id, needs_manual_grade FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE base_cell.name = 'answer' ORDER BY 1"""

    assert asked(course, waiting) == [("ada", 1), ("bob", 0), ("cleo", 0)]


def test_what_a_person_gave_survives_every_run(course):
    """Scores, extra credit and comments, by every way of grading anew: other work, --force, and files again."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(LAB.name):
            (notebook,) = submission.notebooks
            for grade in notebook.grades:
                grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 0.75, 0.25, False
            for comment in notebook.comments:
                comment.manual_comment = f"Have another look, {submission.student.id}."
        gradebook.db.commit()
    given = asked(course, GIVEN)
    assert len(given) == 3 * 11

    done(FILES_ARE_GRADED[1], course)
    assert asked(course, WAITING) == [], "the same files again are nothing new to look at"
    change(course / "submitted" / "ada" / LAB.name / f"{LAB.name}.ipynb")
    (course / "submitted" / "ada" / LAB.name / "timestamp.txt").write_text("2030-01-01 12:00:00 UTC")
    done(f"nbgrader autograde {LAB.name}", course)
    assert asked(course, GIVEN) == given and asked(course, WAITING) == [("ada",)]
    assert asked(course, AUTOMATIC, "ada", "test_descend") == [(0,)], "it was graded anew"
    change(course / "class" / "submissions" / "bob" / f"{LAB.name}.py")
    for line in FILES_ARE_GRADED:
        done(line, course)
    assert asked(course, GIVEN) == given and asked(course, WAITING) == [("ada",), ("bob",)]
    assert asked(course, AUTOMATIC, "bob", "test_descend") == [(0,)]
    assert asked(course, AUTOMATIC, "bob", "own_test") == [(None,)], "it waits"
    done(f"nbgrader autograde {LAB.name} --force", course)
    assert asked(course, GIVEN) == given
    assert asked(course, AUTOMATIC, "cleo", "answer") == [(0,)], "it is no answer to be marked now either"
    done(FILES_ARE_GRADED[1], course)
    assert asked(course, AUTOMATIC, "bob", "own_test") == [(2,)], "autograde has run it, and the file is the same"


def change(path):
    """Let a function that was handed in walk uphill."""
    text = path.read_text()
    assert "x -= lr * x.grad" in text
    path.write_text(text.replace("x -= lr * x.grad", "x += lr * x.grad"))
