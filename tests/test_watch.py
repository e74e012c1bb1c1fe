"""`gradkit watch`, as somebody uses it: in a plain terminal, and without one."""

import os
import re
import shutil
from pathlib import Path

import pytest

from autograder.labs.catalogue import ROOT, SOLUTIONS, all_labs
from autograder.labs.stubs import stub_of
from autograder.student.watch import changed_functions
from tests.watching import Watching

pytest.importorskip("pty")


@pytest.fixture
def kit(tmp_path):
    for name in ("autograder", "exercises", "solutions", "datasets"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".gradkit.json"))
    return tmp_path


def save(kit, lab, text):
    (kit / "exercises" / f"{lab}.py").write_text(text)


@pytest.mark.parametrize("arguments", [[], ["--poll"]], ids=["told", "polling"])
def test_a_save_is_checked_without_a_terminal(kit, arguments):
    watching = Watching(kit, *arguments)
    watching.until("Watching .*exercises")
    watching.until("no keys")
    assert "· forward" in watching.until("points")

    save(
        kit,
        "runaway_square",
        stub_of("runaway_square").replace('raise NotImplementedError("write largest', 'return ("'),
    )

    said = watching.until("points")
    assert "✗ largest_stable_rate" in said
    assert "slope_and_bias" not in said, "only the lab that was saved"
    watching.close()


def test_what_was_just_written_is_said_first(kit):
    watching = Watching(kit)
    watching.until("of .* points")
    right, stub = (SOLUTIONS / "runaway_square.py").read_text(), stub_of("runaway_square")
    save(kit, "runaway_square", stub)
    watching.until("of .* points")

    save(kit, "runaway_square", stub.replace(function(stub, "descend"), function(right, "descend")))
    first, rest = watching.until("is right"), watching.until("of .* points")
    assert first.split() == ["✓", "descend", "is", "right."]
    assert "✓ descend" in rest and "✓ descend is" not in rest

    wrong = function(right, "descend").replace("- lr", "+ lr").replace("-= lr", "+= lr")
    save(kit, "runaway_square", stub.replace(function(stub, "descend"), wrong))
    said = watching.until("of .* points")
    assert re.findall(r"^(\w+) +exercises/", said, re.MULTILINE) == ["descend", "tame"], "each card once"
    assert "✗ descend" in said.splitlines()[-4]
    watching.close()


def function(source, name):
    """Return the text of a function, up to the next."""
    return re.search(rf"^def {name}\(.*?(?=^def |\Z)", source, re.MULTILINE | re.DOTALL).group()


@pytest.mark.parametrize(
    "after, changed",
    [
        ("import a\ndef f(): 1\n@b\ndef g(): 2\n", set()),
        ("import a\ndef f(): 1\n\n\n@b\ndef g(): 3\n", {"g"}),
        ("import a\ndef f(): (\n@b\ndef g(): 2\nasync def h(): 3", {"f", "h"}),
        ("import b\ndef f(): 3\n@b\ndef g(): 2\n", set()),
        ("", set()),
    ],
)
def test_which_functions_were_changed(after, changed):
    before = "import a\ndef f(): 1\n@b\ndef g(): 2\n"
    assert changed_functions(before.encode(), after.encode()) == changed


def test_a_save_that_changes_nothing_says_nothing(kit):
    watching = Watching(kit)
    watching.until("points")

    os.utime(kit / "exercises" / "slope_and_bias.py")

    assert watching.quiet(1.5)
    watching.close()


def test_keys(kit):
    watching = Watching(kit, terminal=True)
    watching.until("n next, h hint, l list, r reset, q quit")
    watching.until("points")

    watching.press("h")
    watching.until("slope_and_bias.forward, hint 1 of 3")
    watching.press("h")
    watching.until("slope_and_bias.forward, hint 2 of 3")
    watching.press("n")
    assert "univariate " in watching.until("points")
    watching.press("l")
    said = watching.until(f"of {_total()} points")
    assert all(lab.name in said for lab in all_labs())
    watching.press("q")
    watching.until("Stopped watching")
    watching.end()

    again = Watching(kit)
    assert "univariate " in again.until("points"), "it remembers its place"
    again.close()


def _total():
    return sum(lab.points for lab in all_labs())


def test_a_real_ending(kit):
    for lab in all_labs():
        if lab.name != "runaway_square":
            shutil.copy(SOLUTIONS / f"{lab.name}.py", kit / "exercises")
    watching = Watching(kit)
    watching.until("This lab is done")

    save(kit, "runaway_square", (SOLUTIONS / "runaway_square.py").read_text())

    said = watching.until("That was everything, checked once more", seconds=60)
    assert f"{_total()} of {_total()} points" in said
    assert f"Your losses, beside the reference's: {Path('plots', 'slope_and_bias-losses.png')}" in said
    assert (kit / "plots" / "slope_and_bias-losses.png").read_bytes().startswith(b"\x89PNG")
    watching.close()
