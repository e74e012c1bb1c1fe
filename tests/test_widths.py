"""What students read fits their terminal, whatever its width: the commands, and every card there is."""

import os
import threading

import pytest

from autograder.judge.file_grading import File
from autograder.labs.catalogue import all_labs
from autograder.student.board import board, cards
from autograder.student.choice import Choice
from autograder.student.wrapping import wrapped
from tests.overlays import overlays
from tests.places import SOLUTIONS
from tests.remembered import VERDICTS
from tests.terminals import Terminal, pty, too_long
from tests.test_command_line import GRADKIT, PYTEST

WIDTHS = (60, 80, 120, 200)
TOO_FAR = "\n\ndef a_function_with_a_long_name(first_argument, second_argument, third_argument) -> (1, 2, 3\n    pass\n"


@pytest.fixture(scope="module")
def submission(tmp_path_factory):
    """A folder with something wrong in every lab, and a line that Python cannot read in one of them."""
    folder = tmp_path_factory.mktemp("ada")
    wrong = {overlay.lab.name: overlay.source for overlay in overlays("wrong")}
    for lab in all_labs():
        (folder / f"{lab.name}.py").write_bytes(wrong[lab.name])
    (folder / "rough_ground.py").write_text((SOLUTIONS / "rough_ground.py").read_text() + TOO_FAR)
    return folder


@pytest.fixture(scope="module")
def remembering(tmp_path_factory):
    """Return a function that makes a command one which leaves its verdicts to the next: they are the same at any width."""
    os.environ[VERDICTS] = str(tmp_path_factory.mktemp("verdicts"))
    yield lambda command: [*command[:2], "tests.remembered", *command[2:]]
    del os.environ[VERDICTS]


def at_terminal(warm, columns, *command):
    """Type a command at a terminal of so many columns; return what is to be seen of it."""
    terminal, lines = Terminal(columns), []
    reader = threading.Thread(target=lambda: lines.extend(terminal.lines()))
    reader.start()
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    options = '-W "ignore:Module already imported"'
    warm(*command, env={**environment, "NO_COLOR": "1", "PYTEST_ADDOPTS": options}, terminal=terminal.theirs)
    terminal.hand_over()
    reader.join()
    terminal.close()
    return "\n".join(map(Terminal.seen, lines))


@pytest.mark.skipif(pty is None, reason="no terminals are here")
@pytest.mark.parametrize("columns", WIDTHS)
class TestCommands:
    def test_the_board(self, warm, columns, remembering):
        said = at_terminal(warm, columns, remembering(GRADKIT))

        assert "Next: write forward in" in said
        assert too_long(said, columns) == []

    def test_cards(self, warm, columns, submission, remembering):
        said = at_terminal(warm, columns, remembering(GRADKIT), "check", "--submission", submission)

        assert "SyntaxError" in said and "expected" in said
        assert too_long(said, columns) == []

    def test_cards_of_pytest(self, warm, columns, submission, remembering):
        said = at_terminal(warm, columns, remembering(PYTEST), "--submission", submission)

        assert "SyntaxError" in said and "expected" in said
        ours, _, line_of_pytest = said.rstrip().rpartition("\n")
        assert " passed" in line_of_pytest
        assert too_long(ours, columns) == []


@pytest.mark.skipif(pty is None, reason="no terminals are here")
@pytest.mark.parametrize(
    "arguments",
    [("hint", "crop_yields_builtin.fit"), ("doctor",), ("check", "nolab"), ("plot", "slope_and_bias"), ("--help",)],
)
def test_what_else_is_said(warm, arguments):
    said = at_terminal(warm, min(WIDTHS), GRADKIT, *arguments)

    assert said
    assert too_long(said, min(WIDTHS)) == []


def test_a_line_of_a_file_or_a_pipe_stays_whole(warm, submission, remembering):
    said = warm(remembering(GRADKIT), "check", "--submission", submission, env=dict(os.environ)).stdout

    assert any(len(line) > 124 for line in said.splitlines())


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_every_card_at_every_width(grader, lab, tmp_path):
    files = []
    for number, overlay in enumerate([overlay for overlay in overlays("wrong") if overlay.lab == lab][::7]):
        path = tmp_path / str(number) / f"{lab.name}.py"
        path.parent.mkdir()
        path.write_bytes(overlay.source)
        files.append((Choice(lab, lab.checks, path), File(lab.name, overlay.source, path.name, lab.checks)))
    graded = list(grader.grade_all(files))
    lines = [line for one in graded for line in (*cards([one]), *board([one]))]

    for columns in range(60, 201, 4):
        assert too_long("\n".join(wrapped(lines, columns)), columns) == []
