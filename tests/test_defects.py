"""What the kit fails at is never the student's: each fault is planted in a copy of the checkout, and met by a command."""

import functools
import re

import pytest

from autograder.labs.catalogue import lab_named
from tests.checkout import copy_of_checkout, environment_of
from tests.test_command_line import GRADKIT

LAB = lab_named("runaway_square")
LAST = LAB.checks[-1].function

# What is planted: the file, a pattern in it, what stands there instead, and the check that meets it.
PLANTED = {
    "a misspelt probe": ("labs/runaway_square/probes.py", r"def largest_stable_rate", "def largest_stabel_rate", LAST),
    "a probe that raises": ("labs/runaway_square/probes.py", r'given\["y_true"\]\)\)', 'given["y_ture"]))', LAST),
    "probes that cannot be imported": ("labs/runaway_square/probes.py", r"\A", "import nothing_of_that_name\n", LAST),
    "a case that raises": ("labs/runaway_square/answers/cases.py", r"in \(\(4\.0, 8\.0\)", "in ((4.0,)", LAST),
    "a property that raises": ("labs/runaway_square/properties.py", r"np\.diff\(loss\)", "np.dif(loss)", "tame"),
    "a solution that breaks its promise": ("../solutions/runaway_square.py", r"12 \* max", "1 * max", "tame"),
    "a solution that raises": ("../solutions/runaway_square.py", r"2 / curvature", "2 / curvaturee", LAST),
}

STANDING = """

def tame(x, y_true, steps=100):
    return [x] * (steps + 1)


def descend(x, y_true, lr, steps):
    return [x] * (steps + 1)


def largest_stable_rate(y):
    return 0
"""
# At the end of the lab's `mistakes()`.
MISTAKES = "labs/runaway_square/answers/mistakes.toml"
NAMELESS = '[descend]\nno-such-slug = "return path -> return path[:1] * len(path)"\n'
RAISING = '[numerical_gradient]\nascent = "f(x + h) -> f()"\n'


@pytest.fixture
def checkout(tmp_path):
    """A copy of the kit in which nothing is wrong, and a student's right work beside it."""
    checkout = copy_of_checkout(tmp_path / "kit")
    (tmp_path / "class" / "ada").mkdir(parents=True)
    work = (checkout / "solutions" / f"{LAB.name}.py").read_bytes()
    (tmp_path / "class" / "ada" / f"{LAB.name}.py").write_bytes(work)
    return checkout


def plant(checkout, name, pattern, instead):
    path = checkout / "autograder" / name
    text = path.read_text(encoding="utf-8")
    assert re.search(pattern, text)
    path.write_text(re.sub(pattern, instead, text, count=1), encoding="utf-8")
    return path


def goes_wrong(checkout):
    """Have the student's functions return something else."""
    with (checkout.parent / "class" / "ada" / f"{LAB.name}.py").open("a") as file:
        file.write(STANDING)


@pytest.fixture
def gradkit(warm, checkout):
    """Return a function that runs a command of the checkout; its start is not what fails."""
    how = {"cwd": checkout.parent, "env": environment_of(checkout), "checkout": checkout}
    return functools.partial(warm, GRADKIT, **how)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_student_hears_that_it_is_not_theirs_and_the_author_hears_all(gradkit, checkout, fault):
    name, pattern, instead, function = PLANTED[fault]
    path = plant(checkout, name, pattern, instead)
    goes_wrong(checkout)

    done = gradkit("check", f"{LAB.name}.{function}", "--submission", "class/ada")

    assert done.returncode == 1
    assert "The checker itself failed" in done.stdout and "could not be checked" in done.stdout
    last = done.stderr.splitlines()[-1]
    assert last.startswith(
        f"gradkit: this failed on our side, and no student's work is at fault: {LAB.name}.{function}: "
    )
    assert path.name in done.stderr
    if "promise" not in fault:
        assert done.stderr.startswith("Traceback (most recent call last)")
    assert "Traceback" not in done.stdout and f"{path.parent.name}/{path.name}" not in done.stdout


def test_a_fault_of_our_own_beside_a_students_code_is_none_of_theirs(gradkit, checkout):
    path = plant(
        checkout,
        "worker/student_file.py",
        r"space = vars\(self\._module\)\n        found",
        "space = {}[name]\n        found",
    )

    done = gradkit("check", f"{LAB.name}.{LAST}", "--submission", "class/ada")

    assert done.returncode == 1
    assert "The checker itself failed" in done.stdout and "run it again" not in done.stdout
    last = done.stderr.splitlines()[-1]
    assert f"{LAB.name}.{LAST}: " in last and path.name in last and "KeyError" in last
    assert done.stderr.startswith("Traceback (most recent call last)")


@pytest.mark.parametrize(
    ("name", "pattern", "instead"),
    [
        ("../solutions/runaway_square.py", r"    return 2 / curvature", "    while True:\n        curvature += 1"),
        (
            "labs/runaway_square/probes.py",
            r'    record\.number\("rate"',
            '    while True:\n        pass\n    record.number("rate"',
        ),
    ],
    ids=["solution", "probe"],
)
def test_a_lab_without_an_end_is_one_line_with_its_place(gradkit, checkout, name, pattern, instead):
    plant(checkout, "judge/answers/oracle.py", r"PATIENCE = 60", "PATIENCE = 2")
    path = plant(checkout, name, pattern, instead)

    done = gradkit("check", f"{LAB.name}.{LAST}", "--submission", "class/ada")

    assert done.returncode == 1 and "The checker itself failed" in done.stdout
    last = done.stderr.splitlines()[-1]
    assert f"{path.parent.name}/{path.name}, line " in last and last.endswith("TimeoutError: no end after 2 seconds")


def test_a_class_is_not_graded_by_it_and_says_so(gradkit, checkout):
    plant(checkout, *PLANTED["a misspelt probe"][:3])

    done = gradkit("grade", "class", "--out", "out", "--accept-weak-isolation")

    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1, "once, however many students meet it"
    assert f"{LAB.name}.{LAST}" in done.stderr
    rows = (checkout.parent / "out" / "results.jsonl").read_text().splitlines()
    assert [("infra" in row, "pass" in row) for row in rows] == [(False, True)] * 3 + [(True, False)]


def test_a_mistake_that_is_none_takes_no_verdict_down(gradkit, checkout):
    plant(checkout, MISTAKES, r"\Z", '\nno-such-slug = "no such line -> pass"\n')
    goes_wrong(checkout)

    done = gradkit("check", f"{LAB.name}.{LAST}", "--submission", "class/ada")

    assert done.returncode == 1 and "✗ largest_stable_rate" in done.stdout and "expected" in done.stdout
    assert "mistakes.toml: descend, no-such-slug: no such line is not in runaway_square.py" in done.stderr


def test_who_looks_after_the_labs_is_told_of_every_one_at_once(gradkit, checkout):
    plant(checkout, *PLANTED["a misspelt probe"][:3])
    plant(checkout, MISTAKES, r"\[descend\]\n", NAMELESS)
    plant(checkout, MISTAKES, r"\[numerical_gradient\]\n", RAISING)

    done = gradkit("doctor", "--margins")

    assert done.returncode == 1
    found = {line.split()[1]: line for line in done.stdout.splitlines() if line.startswith("  ✗")}
    assert set(found) == {f"{LAB.name}.{name}" for name in ("numerical_gradient", "descend", LAST)}
    assert "ascent ends in an exception" in found[f"{LAB.name}.numerical_gradient"]
    assert "no-such-slug has no question" in found[f"{LAB.name}.descend"]
    assert "Traceback" in done.stderr and "probes.py" in done.stderr


def test_a_mistake_that_has_half_an_entry_is_one_line(gradkit, checkout):
    plant(checkout, "labs/misconceptions.toml", r'habit = "walk uphill"\n', "")

    done = gradkit("doctor", "--margins")

    assert done.returncode == 2
    assert re.fullmatch(r"gradkit: \S+misconceptions\.toml: ascent has no habit\n", done.stderr)


def test_a_mistake_without_a_question_still_has_a_card(gradkit, checkout):
    plant(checkout, MISTAKES, r"\[descend\]\n", NAMELESS)
    goes_wrong(checkout)

    done = gradkit("check", f"{LAB.name}.descend", "--submission", "class/ada")

    assert (done.returncode, done.stderr) == (1, "")
    assert "expected" in done.stdout


def test_a_sentence_that_cannot_be_said_is_ours_too(gradkit, checkout):
    plant(
        checkout,
        "student/calls.py",
        r"def called\(verdict: Verdict\).*:",
        "def called(verdict):\n    raise KeyError(verdict.check.name)\n",
    )
    goes_wrong(checkout)

    done = gradkit("check", f"{LAB.name}.{LAST}", "--submission", "class/ada")

    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert "Traceback" in done.stderr and "calls.py" in last and f"{LAB.name}.{LAST}" in last
    done = gradkit("grade", "class", "--out", "out", "--accept-weak-isolation")
    assert done.returncode == 1 and "card.py" in done.stderr
    assert '"status": "infra"' in (checkout.parent / "out" / "results.jsonl").read_text()
