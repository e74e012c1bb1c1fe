"""`gradkit watch`, as somebody uses it: in a plain terminal, and without one."""

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from autograder.labs.catalogue import all_labs
from autograder.labs.stubs import stub_of
from autograder.student.watch import changed_functions
from tests.checkout import copy_of_checkout
from tests.places import ROOT, SOLUTIONS
from tests.terminals import too_long
from tests.watching import Watching

pytest.importorskip("pty")


@pytest.fixture
def kit(tmp_path):
    return copy_of_checkout(tmp_path)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """A folder that is watched without a terminal, for all who only save: `(kit, watching, what was said at first)`."""
    kit = copy_of_checkout(tmp_path_factory.mktemp("watched"))
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
    first, rest = watching.until("descend"), watching.until("of .* points")
    rule, solved = first.splitlines()
    assert re.fullmatch(r"── \d\d:\d\d:\d\d  runaway_square\.py ─+", rule)
    assert solved.startswith("✓ descend, 5 points. Next: numerical_gradient, exercises/runaway_square.py:")
    assert "✓ descend" in rest and "✓ descend," not in rest

    wrong = function(right, "descend").replace("- lr", "+ lr").replace("-= lr", "+= lr")
    save(kit, "runaway_square", stub.replace(function(stub, "descend"), wrong))
    said = watching.until("of .* points")
    assert re.findall(r"^(\w+) +exercises/", said, re.MULTILINE) == ["descend"], (
        "one card, once, of what was just written"
    )
    assert "✗ descend" in said.splitlines()[-2]


def test_a_file_of_which_everything_changed_is_said_once(kit):
    watching = Watching(kit)
    watching.until("of .* points")
    save(kit, "runaway_square", stub_of("runaway_square"))
    watching.until("of .* points")

    save(kit, "runaway_square", (SOLUTIONS / "runaway_square.py").read_text())

    said = watching.until("of .* points")
    assert said.count("✓ descend,") == said.count("✓ descend  ") == 1 and "16 of 16 points" in said, said
    watching.close()


def test_a_save_that_never_comes_to_its_end_is_waited_for_once(kit):
    watching = Watching(kit)
    watching.until("of .* points")
    right = (SOLUTIONS / "runaway_square.py").read_text()
    save(kit, "runaway_square", right)
    watching.until("This lab is done")

    begun = time.monotonic()
    save(kit, "runaway_square", right.replace("    return 2 / curvature", "    return 3\n\n\nwhile True:\n    pass"))
    said = watching.until("of .* points")
    watching.close()

    assert time.monotonic() - begun < 19, "ten seconds are a limit"
    assert said.count("It was still running after 10 s, here.") == 1 and "| while True:" in said
    assert "the file cannot be imported" in said


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
    watching.until("n next, h hint, l list, r reset, p picture, q quit")
    watching.until("points")

    watching.press("h")
    watching.until("slope_and_bias.forward, hint 1 of 4")
    watching.press("h")
    watching.until("slope_and_bias.forward, hint 2 of 4")
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


class TestAtATerminal:
    """What somebody sees who sits before it: one watch for each of these, on a screen of its own."""

    def test_it_fits_a_screen_that_is_made_smaller_and_larger(self, kit):
        watching = Watching(kit, screen=60)
        shown = {60: watching.until("of .* points")}
        wrong = Path(ROOT, "tests", "submissions", "wrong", "slope_and_bias", "no-zero-grad.py").read_text()
        for number, columns in enumerate((200, 120, 80, 60)):
            watching.terminal.resize(columns)
            save(kit, "slope_and_bias", (SOLUTIONS / "slope_and_bias.py").read_text() + wrong + f"\n\nX = {number}\n")
            said = watching.until("of .* points")
            for key, last in (
                ("h", "gradkit hint|docstring"),
                ("l", "of .* points"),
                ("r", "y/N"),
                ("n", "Nothing was changed"),
            ):
                watching.press(key)
                said += "\n" + watching.until(last)
            assert too_long(said, columns) == []
            shown[columns] = said
        rules = [line for columns, said in shown.items() for line in said.splitlines() if len(line) == columns]

        assert len([line for line in rules if line.startswith("── ")]) >= 4, "as long as the screen is wide"
        assert any("checking…" in line for line in watching.raw)
        assert not any("checking…" in said for said in shown.values()), "it is gone when there is something to say"
        watching.close()

    def test_a_picture_is_opened_where_there_is_a_desktop(self, kit, tmp_path):
        opened = tmp_path / "opened"
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
        (tmp_path / "bin" / "xdg-open").chmod(0o755)
        shutil.copy(SOLUTIONS / "slope_and_bias.py", kit / "exercises")
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        watching = Watching(kit, "slope_and_bias", screen=80, PATH=path, DISPLAY=":0")
        watching.until("of .* points")

        watching.press("p")

        said = watching.until("Your picture: plots/slope_and_bias-")
        assert "drawing…" not in said
        end = time.monotonic() + 10
        while not opened.exists() and time.monotonic() < end:
            time.sleep(0.05)
        picture = Path(opened.read_text().strip())
        assert picture.is_absolute() and picture.read_bytes().startswith(b"\x89PNG")
        watching.close()

    def test_a_picture_that_cannot_be_drawn_says_why(self, kit):
        watching = Watching(kit, "slope_and_bias", terminal=True)
        watching.until("of .* points")

        watching.press("p")

        assert "is not written yet" in watching.until(r"no slope_and_bias-surface\.png: ")
        watching.close()


def test_keys_speak_of_one_lab(kit):
    watching = Watching(kit, terminal=True)
    watching.until("of .* points")
    save(kit, "univariate", stub_of("univariate") + "\n# my own line\n")
    watching.until("univariate  .*")

    watching.press("l")
    said = watching.until(f"of {_total()} points")
    assert re.findall(r"^> (\w+)", said, re.MULTILINE) == ["univariate"]
    assert "exercises/univariate.py" in said and "exercises/slope_and_bias.py" not in said

    watching.press("r")
    assert "the stub of univariate" in watching.until("y/N")
    watching.press("n")
    watching.until("Nothing was changed")
    assert "# my own line" in (kit / "exercises" / "univariate.py").read_text()

    watching.press("r")
    watching.until("y/N")
    watching.press("y")
    watching.until("univariate.py is the stub again")
    assert (kit / "exercises" / "univariate.old-1.py").read_text().endswith("# my own line\n")
    watching.until("of .* points")
    watching.close()


def test_a_file_that_is_deleted_is_met_with_a_way_back(kit):
    watching = Watching(kit, terminal=True)
    watching.until("of .* points")
    path = kit / "exercises" / "slope_and_bias.py"

    path.unlink()

    said = watching.until("of .* points")
    assert f"There is no {path.relative_to(kit)}. Type: gradkit reset slope_and_bias" in said
    assert ", or press r\n" in said and "slope_and_bias        · no file" in said
    watching.press("r")
    watching.until("was not there. It is the stub now")
    assert "· forward" in watching.until("of .* points")
    watching.close()

    path.unlink()
    again = Watching(kit)
    assert "Type: gradkit reset slope_and_bias" in again.until("of .* points"), "it was there last time"
    again.close()


def test_what_is_given_with_a_mistake_is_a_mark_and_no_card(kit):
    stub, right = stub_of("univariate"), (SOLUTIONS / "univariate.py").read_text()
    watching = Watching(kit)
    watching.until("of .* points")

    save(kit, "univariate", stub.replace(function(stub, "gradient_step"), function(right, "gradient_step")))

    said = watching.until("of .* points")
    assert re.search(r"✓ gradient_step, \d points?\. Next: get_loss, exercises/univariate\.py:\d+", said)
    assert "· get_loss (to mend)" in said and "expected" not in said
    save(
        kit, "univariate", stub.replace(function(stub, "get_loss"), function(right, "get_loss").replace("mean", "sum"))
    )
    assert re.search(r"^get_loss +exercises/univariate\.py", watching.until("of .* points"), re.MULTILINE)
    watching.close()


def test_a_real_ending(kit):
    for lab in all_labs():
        if lab.name != "runaway_square":
            shutil.copy(SOLUTIONS / f"{lab.name}.py", kit / "exercises")
    watching = Watching(kit)
    said = watching.until("This lab is done")
    assert "✓ Slope and bias: all 7 functions, 30 points." in said and "slope_and_bias-surface.png" in said

    save(kit, "runaway_square", (SOLUTIONS / "runaway_square.py").read_text())

    said = watching.until("That was everything, checked once more", seconds=60)
    assert f"{_total()} of {_total()} points" in said
    assert f"Your losses, beside the reference's: {Path('plots', 'slope_and_bias-losses.png')}" in said
    assert (kit / "plots" / "slope_and_bias-losses.png").read_bytes().startswith(b"\x89PNG")
    watching.close()
