"""Notebooks that were tampered with, and some that only look odd: real `nbgrader autograde`, behind the wall."""

import contextlib
import copy
import shutil
import sqlite3

import nbformat
import pytest

from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from autograder.nbgrader.unfinished import MARK
from tests.nbgrader.commands import done
from tests.nbgrader.hostile import BEACON, MARKDOWN, WORDS
from tests.nbgrader.readers import formgrader_page, seen
from tests.nbgrader.test_stock import points_in
from tests.pages.browser import CHROMIUM, Browser
from tests.places import ROOT

LAB = lab_named("runaway_square")
FUNCTIONS = LabFile.of((ROOT / "solutions" / f"{LAB.name}.py").read_text()).functions
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
WRONG = "def descend(x, y_true, lr, steps):\n    return [x]"
ALL = {check.function: check.points for check in LAB.checks}
ALL_BUT_DESCEND = {**ALL, "descend": 0}
NOTHING = dict.fromkeys(ALL, 0)


def cell(notebook, grade_id):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def is_test(found):
    return found.metadata.get("nbgrader", {}).get("grade_id", "").startswith("test_")


def honest(notebook):
    """Nothing is wrong: all points. It was run before it was handed in, and has a picture."""
    data = {"text/plain": "a picture", "image/png": PIXEL, "text/html": "<script>act()</script>"}
    cell(notebook, "descend").outputs = [nbformat.v4.new_output("display_data", data)]


def warns_and_prints(notebook):
    """Stock nbgrader gives nothing for a word on stderr: all points."""
    head = "import sys, warnings\nwarnings.warn('careful')\nprint('hello')\nprint('oh', file=sys.stderr)\n"
    cell(notebook, "descend").source = head + FUNCTIONS["descend"]


def nb_delete(notebook):
    """Without its tests."""
    cell(notebook, "descend").source = WRONG
    notebook.cells = [c for c in notebook.cells if not is_test(c)]


def nb_points(notebook):
    """A test that is a number, for more points than there are."""
    cell(notebook, "descend").source = WRONG
    cell(notebook, "test_descend").source = "500"
    cell(notebook, "test_descend").metadata.nbgrader.points = 500


def nb_skip_tag(notebook):
    """A test that asks not to be run."""
    cell(notebook, "descend").source = WRONG
    cell(notebook, "test_descend").metadata.tags = ["skip-execution", "raises-exception"]


def nb_flag(notebook):
    """A test that says that it is an answer."""
    cell(notebook, "descend").source = WRONG
    cell(notebook, "test_descend").metadata.nbgrader |= {"solution": True, "locked": False, "grade": False}


def nb_outputs(notebook):
    """Outputs that were there before."""
    cell(notebook, "descend").source = WRONG
    five = nbformat.v4.new_output("execute_result", {"text/plain": "5"}, execution_count=1)
    cell(notebook, "test_descend").outputs = [five]


def nb_transformer(notebook):
    """An IPython that drops the tests' lines."""
    drop = "get_ipython().input_transformers_cleanup.append(lambda lines: [x for x in lines if 'check' not in x])\n"
    cell(notebook, "descend").source = drop + WRONG


def nb_kernelspec(notebook):
    """Another kernel, and an entry of ours that is not ours."""
    cell(notebook, "descend").source = WRONG
    notebook.metadata = {
        "kernelspec": {"name": "mine", "display_name": "", "language": "x"},
        "gradkit": {"problem": ""},
    }


def nb_repointed(notebook):
    """A test under the name of another."""
    cell(notebook, "descend").source = WRONG
    cell(notebook, "test_descend").metadata.nbgrader.grade_id = "test_nothing"
    cell(notebook, "test_tame").metadata.nbgrader.grade_id = "test_descend"


def nb_retyped(notebook):
    """A function in a cell of text: by its grade_id it counts, as nbgrader would have it."""
    found = cell(notebook, "descend")
    text = nbformat.v4.new_markdown_cell(found.source, metadata=found.metadata)
    notebook.cells = [text if c is found else c for c in notebook.cells]


def nb_dup(notebook):
    """One grade_id twice: nobody can say which is meant."""
    twice = copy.deepcopy(cell(notebook, "descend"))
    twice.id = "again"
    notebook.cells.append(twice)


def acts(notebook):
    """Everything that an instructor would read would rather run: the answer, cells, fields, an exception's words."""
    words = "\n".join([WORDS["end of a fence"], MARKDOWN["beacon"], MARKDOWN["image with a handler"], MARKDOWN["link"]])
    found = cell(notebook, "descend")
    found.source = f"def descend(x, y_true, lr, steps):\n    raise ValueError({words!r})"
    found.execution_count = MARKDOWN["script"]
    cell(notebook, "answer").source = "\n\n".join(MARKDOWN.values())
    notebook.cells += [nbformat.v4.new_markdown_cell(text) for text in MARKDOWN.values()]
    notebook.cells += [nbformat.v4.new_raw_cell(MARKDOWN["beacon in html"], metadata={"raw_mimetype": "text/html"})]
    other = nbformat.from_dict(
        {"cell_type": "other", "id": "other", "type": MARKDOWN["script"], "metadata": {}, "source": ""}
    )
    notebook.cells.append(other)


def hang(notebook):
    """Waiting, so that nobody's processor is kept from others: what spins is asked about in tests/test_wall.py."""
    cell(notebook, "descend").source = "import time\ndef descend(x, y_true, lr, steps):\n    time.sleep(1000)"


def exit_call(notebook):
    cell(notebook, "descend").source = "import os\ndef descend(x, y_true, lr, steps):\n    os._exit(0)"


def membomb(notebook):
    cell(
        notebook, "descend"
    ).source = "import numpy\ndef descend(x, y_true, lr, steps):\n    return numpy.ones(1 << 40)"


# What each is worth, and the word that the gradebook's comment on `descend` begins with.
NOTEBOOKS = {
    honest: (ALL, None),
    warns_and_prints: (ALL, None),
    nb_retyped: (ALL, None),
    **dict.fromkeys(
        (nb_delete, nb_points, nb_skip_tag, nb_flag, nb_outputs, nb_kernelspec, nb_repointed), (ALL_BUT_DESCEND, "fail")
    ),
    nb_transformer: (ALL_BUT_DESCEND, "fail"),
    nb_dup: (NOTHING, "refused"),
    acts: (ALL_BUT_DESCEND, "error"),
    hang: (ALL_BUT_DESCEND, "timeout"),
    exit_call: (ALL_BUT_DESCEND, "crash"),
    membomb: (ALL_BUT_DESCEND, "memory"),
}


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """A course in which every one of them was handed in, graded and given feedback."""
    folder = tmp_path_factory.mktemp("tampered") / "course"
    shutil.copytree(course, folder)
    for made in NOTEBOOKS:
        notebook = nbformat.read(folder / "release" / LAB.name / f"{LAB.name}.ipynb", as_version=4)
        for function, text in FUNCTIONS.items():
            cell(notebook, function).source = text
        made(notebook)
        place = folder / "submitted" / made.__name__ / LAB.name
        place.mkdir(parents=True)
        nbformat.write(notebook, place / f"{LAB.name}.ipynb")
    leave_half_done(folder, "honest")
    (folder / "progress.txt").write_text(done(f"nbgrader autograde {LAB.name}", folder))
    for student in ("membomb", "acts"):
        done(f"nbgrader generate_feedback {LAB.name} --student {student}", folder)
    return folder


def leave_half_done(folder, student):
    """As a run leaves a student's folder that was killed there: nbgrader takes it for graded, and passes it over."""
    place = folder / "autograded" / student / LAB.name
    place.mkdir(parents=True)
    (place / MARK).touch()
    shutil.copy(folder / "submitted" / student / LAB.name / f"{LAB.name}.ipynb", place)


def test_it_says_how_far_it_has_come_and_leaves_no_mark(graded):
    assert f"{len(NOTEBOOKS)} of {len(NOTEBOOKS)} submissions" in (graded / "progress.txt").read_text()
    assert list(graded.glob(f"autograded/*/*/{MARK}")) == []


def comments_in(gradebook):
    query = """
        SELECT submitted_assignment.student_id, comment.auto_comment FROM comment
        JOIN base_cell ON base_cell.id = comment.cell_id AND base_cell.name = 'descend'
        JOIN submitted_notebook ON submitted_notebook.id = comment.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"""
    with contextlib.closing(sqlite3.connect(gradebook)) as database:
        return dict(database.execute(query).fetchall())


@pytest.mark.parametrize("made", NOTEBOOKS, ids=lambda made: made.__name__)
def test_it_gets_what_its_functions_are_worth(graded, made):
    points, word = NOTEBOOKS[made]
    gradebook = graded / "gradebook.db"

    got = {function: score for (student, function), score in points_in(gradebook).items() if student == made.__name__}
    comment = comments_in(gradebook)[made.__name__]

    assert got == points
    assert (comment.split()[0] if comment else None) == word


def test_the_feedback_says_what_became_of_it(graded):
    page = (graded / "feedback" / "membomb" / LAB.name / f"{LAB.name}.html").read_text()

    assert "It asked for more memory than there is" in page
    assert "5 of 5 points" in page, "and what is right beside it"


def test_a_students_picture_is_kept_and_what_a_page_could_act_on_is_not(graded):
    notebook = nbformat.read(graded / "autograded" / "honest" / LAB.name / f"{LAB.name}.ipynb", as_version=4)

    (output,) = cell(notebook, "descend").outputs
    assert output.data == {"text/plain": "a picture", "image/png": PIXEL}


@pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER, NOT TESTED: apt install chromium")
def test_nothing_of_a_student_acts_where_an_instructor_or_another_reads_it(graded, tmp_path):
    handed_in = graded / "autograded" / "acts" / LAB.name / f"{LAB.name}.ipynb"
    pages = {
        "to mark": formgrader_page(nbformat.read(handed_in, as_version=4)),
        "feedback": (graded / "feedback" / "acts" / LAB.name / f"{LAB.name}.html").read_text(),
    }
    with Browser() as browser:
        browser.call("Network.setBlockedURLs", urls=["*://cdnjs.cloudflare.com/*"])
        for name, page in pages.items():
            ran, links, requests, _ = seen(browser, tmp_path / f"{name}.html", page)

            assert not ran, name
            assert [link for link in links if link.startswith(("javascript", "data", "vbscript"))] == [], name
            assert [request for request in requests if request.startswith(BEACON)] == [], name
    assert "ValueError" in pages["feedback"]
