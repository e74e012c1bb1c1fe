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


def copy_of_kit(folder):
    for name in ("autograder", "exercises", "solutions", "datasets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".gradkit.json"))
    return folder


@pytest.fixture
def kit(tmp_path):
    return copy_of_kit(tmp_path)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """A folder that is watched without a terminal, for all who only save: `(kit, watching, what was said at first)`."""
    kit = copy_of_kit(tmp_path_factory.mktemp("watched"))
    watching = Watching(kit)
    yield kit, watching, watching.until("points")
    watching.close()


def save(kit, lab, text):
    (kit / "exercises" / f"{lab}.py").write_text(text)


def test_it_begins_with_what_there_is(watched):
    begins_well(watched[2])


def test_a_save_that_changes_nothing_says_nothing(watched):
    kit, watching, _ = watched

    os.utime(kit / "exercises" / "slope_and_bias.py")

    assert watching.quiet(1.5)


def test_a_save_is_checked_without_a_terminal(watched):
    kit, watching, _ = watched

    checks_a_save(kit, watching)


def test_a_save_is_checked_where_nobody_tells_of_it(kit):
    watching = Watching(kit, "--poll")
    begins_well(watching.until("points"))

    checks_a_save(kit, watching)
    watching.close()


def begins_well(said):
    assert re.search("Watching .*exercises.*no keys.*· forward", said, re.DOTALL)


def checks_a_save(kit, watching):
    save(
        kit,
        "runaway_square",
        stub_of("runaway_square").replace('raise NotImplementedError("write largest', 'return ("'),
    )

    said = watching.until("points")
    assert "✗ largest_stable_rate" in said
    assert "slope_and_bias" not in said, "only the lab that was saved"


def test_what_was_just_written_is_said_first(watched):
    kit, watching, _ = watched
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


def test_a_file_of_which_everything_changed_is_said_once(kit):
    watching = Watching(kit)
    watching.until("of .* points")
    save(kit, "runaway_square", stub_of("runaway_square"))
    watching.until("of .* points")

    save(kit, "runaway_square", (SOLUTIONS / "runaway_square.py").read_text())

    said = watching.until("of .* points")
    assert said.count("descend") == 1 and "16 of 16 points" in said, said
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
    return sum(check.points for lab in all_labs() for check in lab.checks)


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
