"""The checks of a file share a process, and nobody loses by it: what is not right is asked again in one of its own."""

import time

import pytest

from autograder.judge.file_grading import File, FileGrading
from autograder.judge.grading import Grader
from autograder.labs.catalogue import lab_named
from autograder.sandbox.launch import Limits, can_fork
from tests.places import SOLUTIONS

LAB = lab_named("slope_and_bias")
SOLUTION = (SOLUTIONS / f"{LAB.name}.py").read_text(encoding="utf-8")
TELL = "\nimport os\nprint('process', os.getpid())\n"

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


@pytest.fixture(scope="module")
def grader():
    with Grader(limits=Limits(seconds=2.0)) as grader:
        yield grader


def graded(grader, source, checks=LAB.checks):
    ((_, verdicts),) = grader.grade_all([(None, File(LAB.name, source.encode(), "lab.py", tuple(checks)))])
    return {verdict.check.function: verdict for verdict in verdicts}


def statuses(verdicts):
    return {function: str(verdict.status) for function, verdict in verdicts.items()}


def processes(verdicts):
    return {function: verdict.printed.split()[-1] for function, verdict in verdicts.items() if verdict.printed}


def test_the_checks_of_a_file_share_a_process_and_files_do_not(grader):
    first, second = graded(grader, SOLUTION + TELL), graded(grader, SOLUTION + TELL)

    assert set(statuses(first).values()) == {"pass"}
    assert len(processes(first)) == len(LAB.checks) and len(set(processes(first).values())) == 1
    assert not set(processes(first).values()) & set(processes(second).values())


def test_where_somebody_waits_for_one_file_each_check_has_a_process_of_its_own():
    with Grader(slots=2) as grader:
        verdicts = grader.grade(LAB.name, (SOLUTION + TELL).encode(), "lab.py")

    own = [verdict.printed.split()[-1] for verdict in verdicts]
    assert len(set(own)) == len(LAB.checks)


def test_what_is_not_right_has_a_process_of_its_own(grader):
    wrong = SOLUTION + "\ndef descent_path(*given):\n    return forward(given[0], given[2], given[3])\n" + TELL
    verdicts = graded(grader, wrong)

    assert {f for f, status in statuses(verdicts).items() if status != "pass"} == {"descent_path"}
    own = processes(verdicts)
    assert list(own.values()).count(own["descent_path"]) == 1
    assert len(set(own.values())) == 2


def test_a_file_that_cannot_be_imported_is_run_once(grader):
    verdicts = graded(grader, TELL + SOLUTION + "\nhelper = forwards\n")

    assert set(statuses(verdicts).values()) == {"error"}
    assert {verdict.mishap.line for verdict in verdicts.values()} == {len((TELL + SOLUTION).splitlines()) + 2}
    assert len(set(processes(verdicts).values())) == 1


@pytest.mark.parametrize("slots", [1, 2, 16])
def test_a_file_that_never_comes_to_its_end_is_waited_for_once(slots):
    with Grader(limits=Limits(seconds=2.0), slots=slots) as own:
        own.grade(LAB.name, b"", "lab.py")  # the workers are warm from here on
        began = time.monotonic()
        verdicts = own.grade(LAB.name, f"while True:\n    pass\n{SOLUTION}".encode(), "lab.py")

        assert time.monotonic() - began < 6.0, "seven checks would take eight on two cores"
    assert {(verdict.status, verdict.mishap.line, verdict.fails_on_import) for verdict in verdicts} == {
        ("timeout", 1, True)
    }


# What a function leaves behind that breaks others, beside what it should do.
DAMAGE = {
    "gradients off": "torch.set_grad_enabled(False)",
    "another dtype": "torch.set_default_dtype(torch.float64)",
    "a mean that is none": "torch.Tensor.mean = lambda self, *a, **k: self.sum()",
    "products that raise": "torch.Tensor.__mul__ = torch.Tensor.__rmul__ = None",
    "a builtin": "import builtins; builtins.range = builtins.zip = None",
    "another folder": "import os; os.makedirs('deep', exist_ok=True); os.chdir('deep')",
    "a full folder": "open('large', 'wb').write(bytes(8_000_000))",
    "memory": "import sys; sys.modules['hoard'] = bytearray(900_000_000)",
    "descriptors": "import sys, os; sys.modules['open'] = [os.dup(0) for _ in range(50)]",
    "an alarm": "import signal; signal.setitimer(signal.ITIMER_REAL, 0.05)",
    "a thread that never ends": (
        "import threading; threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()"
    ),
    "a file of the lab's name": "import sys; sys.modules['slope_and_bias'] = None",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_a_check_leaves_behind_costs_the_others_nothing(grader, damage):
    leaves = f"\n_forward = forward\ndef forward(x, w, b):\n    y = _forward(x, w, b)\n    {damage}\n    return y\n"
    # Whatever calls forward meets the damage within its own run, and is not asked about.
    checks = [LAB.check(function) for function in ("forward", "criterion", "plot_losses")]

    found = statuses(graded(grader, SOLUTION + leaves, checks))

    assert (found["criterion"], found["plot_losses"]) == ("pass", "pass")


WRITES_EVERYWHERE = """import os
    for number in range(3, 64):
        try: os.write(number, b"x" * 99)
        except OSError: pass"""


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("import os; os._exit(3)", "crash"),
        ("while True: pass", "timeout"),
        ("return bytearray(1 << 40)", "memory"),
        (WRITES_EVERYWHERE, "protocol"),
    ],
)
def test_a_check_that_ends_the_process_costs_the_others_nothing(grader, end, status):
    verdicts = graded(grader, SOLUTION + f"\ndef criterion(yhat, y):\n    {end}\n")
    found = statuses(verdicts)
    independent = ("forward", "plot_losses")

    assert [found[function] for function in independent] == ["pass", "pass"]
    assert found["criterion"] == status
    assert "pass" not in {found[function] for function in ("train_model", "compare_learning_rates")}, "these call it"


def test_code_of_one_check_knows_the_inputs_of_no_other_before_all_published_ones_are_judged(grader):
    """A file that writes down what its functions are given sees every published case before any other."""
    notes = """
import sys
_notes = sys.modules.setdefault("notes", [])
_forward, _criterion = forward, criterion
def forward(x, w, b):
    _notes.append(("forward", tuple(x.shape)))
    print(_notes)
    return _forward(x, w, b)
def criterion(yhat, y):
    _notes.append(("criterion", tuple(y.shape)))
    print(_notes)
    return _criterion(yhat, y)
"""
    checks = [LAB.check("forward"), LAB.check("criterion")]
    verdicts = graded(grader, SOLUTION + notes, checks)

    assert set(statuses(verdicts).values()) == {"pass"}
    told = "".join(verdict.printed for verdict in verdicts.values())
    published = {tuple(check.cases()[0].arrays[name].shape) for check, name in zip(checks, ("x", "y"), strict=True)}
    fresh = {
        case.arrays[name].shape for check, name in zip(checks, ("x", "y"), strict=True) for case in check.cases()[1:]
    }
    assert all(str(shape) in told for shape in published)
    assert not [shape for shape in fresh if str(shape) in told]


@pytest.mark.parametrize(("problem", "is_told"), [(ValueError("ours"), True), (OSError("no process"), False)])
def test_what_fails_on_our_side_is_said_of_that_file_alone(grader, monkeypatch, problem, is_told):
    steps = FileGrading.steps

    def stumble(self):
        if self._file.filename == "first.py":
            raise problem
        return (yield from steps(self))

    monkeypatch.setattr(FileGrading, "steps", stumble)
    files = [(name, File(LAB.name, SOLUTION.encode(), name, LAB.checks[:2])) for name in ("first.py", "second.py")]

    verdicts = dict(grader.grade_all(files))

    assert [str(verdict.status) for verdict in verdicts["first.py"]] == ["infra", "infra"]
    assert [bool(verdict.defect) for verdict in verdicts["first.py"]] == [is_told, is_told]
    assert [str(verdict.status) for verdict in verdicts["second.py"]] == ["pass", "pass"]
