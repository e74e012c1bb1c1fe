"""The lab that CONTRIBUTING.md shows, built from the page in a copy of the checkout and tried with the real commands."""

import json
import tomllib

import pytest

from tests.checkout import copy_of_checkout, files_in, typed
from tests.places import ROOT

LAB = "line_through_origin"
FILES = files_in((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
CONTRACT = "tests/contract.toml"
RIGHT = FILES[f"solutions/{LAB}.py"]
STEP, WRONG_STEP = "w - lr * gradient", "w + lr * gradient"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy with the lab's files in their places, and its stub."""
    folder = copy_of_checkout(tmp_path_factory.mktemp("checkout"))
    for name, text in FILES.items():
        if name != CONTRACT:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    typed(folder, "gradkit", "lab", "write", LAB)
    return folder


def test_the_page_shows_all_that_a_lab_has():
    needed = {path.name for path in (ROOT / "autograder" / "labs" / "runaway_square").glob("*.*")}
    shown = {name.rpartition("/")[2] for name in FILES if name.startswith(f"autograder/labs/{LAB}/")}

    at_need = {"broken.py", "de.po", "misconceptions.toml", "pictures.py", "properties.py"}
    assert needed - shown == at_need, "which labs have only where they need them"
    assert {f"solutions/{LAB}.py", f"solutions/{LAB}.md", CONTRACT} <= set(FILES)


def test_the_stub_is_made_and_holds_no_answer(checkout):
    stub = (checkout / "exercises" / f"{LAB}.py").read_text(encoding="utf-8")

    assert 'raise NotImplementedError("write step here")' in stub
    assert "Move `w` one step down" in stub and "gradient =" not in stub


def test_its_author_has_nothing_to_mend(checkout):
    assert typed(checkout, "gradkit", "lab", "check", LAB).startswith(f"✓ {LAB}: nothing to mend")


def test_right_is_right_the_mistake_is_named_and_the_stub_is_not_started(checkout):
    assert STEP in RIGHT
    handed_in = {"right": RIGHT, "wrong": RIGHT.replace(STEP, WRONG_STEP)}
    handed_in["untouched"] = (checkout / "exercises" / f"{LAB}.py").read_text(encoding="utf-8")
    for student, text in handed_in.items():
        (checkout / "class" / student).mkdir(parents=True)
        (checkout / "class" / student / f"{LAB}.py").write_text(text, encoding="utf-8")

    typed(checkout, "gradkit", "grade", "class", "--out", "graded", "--accept-weak-isolation")

    rows = [json.loads(line) for line in (checkout / "graded" / "results.jsonl").read_text().splitlines()]
    promised = tomllib.loads(FILES[CONTRACT])[LAB]["step"][0]
    assert [(row["student"], row["status"], row["misconception"], row["points"]) for row in rows] == [
        ("right", "pass", None, promised),
        ("untouched", "not_started", None, 0),
        ("wrong", "fail", "ascent", 0),
    ]


def test_its_notebook_is_made(checkout):
    typed(checkout, "gradkit", "course", "course")

    notebook = json.loads((checkout / "course" / "source" / LAB / f"{LAB}.ipynb").read_text(encoding="utf-8"))
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]}
    assert {"step", "test_step", "answer"} <= cells
