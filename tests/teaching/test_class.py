"""The real command line over a real class: right, wrong, broken and hostile work, killed and gone on with."""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest

from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import stub_of
from tests.places import ROOT, SOLUTIONS
from tests.teaching.conftest import graded, rows_in, until

LAB = lab_named("runaway_square")
SOLUTION = (SOLUTIONS / f"{LAB.name}.py").read_text()
STATUSES = {
    "right": {"pass"},
    "noisy": {"pass"},
    "wrong": {"fail", "pass", "blocked"},
    "stub": {"not_started", "fail"},
    "broken": {"error"},
    "exits": {"crash"},
    "endless": {"timeout"},
    "empty": {"error"},
}


def wrong(body):
    """Return the solution with another `descend`."""
    return f"{SOLUTION}\n\ndef descend(x, y_true, lr, steps):\n    {body}\n"


@pytest.fixture
def students(tmp_path):
    """A folder with a student of each kind, and a file that is none."""
    files = {
        "right": SOLUTION,
        "noisy": SOLUTION + "\nimport sys, warnings\nwarnings.warn('careful')\nprint('hello', file=sys.stderr)\n",
        "wrong": wrong("return []"),
        "stub": stub_of(LAB.name),
        "broken": "def descend(:\n",
        "exits": "import os\nos._exit(0)\n",
        "endless": "import time\ntime.sleep(1000)\n",
        "empty": "",
    }
    for name, text in files.items():
        path = tmp_path / "class" / name / f"{LAB.name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    (tmp_path / "class" / "notes.txt").write_text("not a student")
    return tmp_path / "class"


def start(students, out, *arguments):
    command = [sys.executable, "-m", "autograder", "grade", students, "--out", out, "--seconds", "3", *arguments]
    return subprocess.Popen(
        [*map(str, command), "--accept-weak-isolation"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def grade(students, out, *arguments):
    process = start(students, out, *arguments)
    said, told = process.communicate(timeout=180)
    return process.returncode, said, told


@pytest.fixture
def grade_warm(warm, students):
    """The same in a fork of a process that has torch."""
    command, options = [sys.executable, "-m", "autograder", "grade"], ("--seconds", "3", "--accept-weak-isolation")

    def grade(out, *arguments):
        return warm(command, students, "--out", out, *options, *arguments)

    return grade


def statuses(out):
    found = {}
    for row in rows_in(out):
        found.setdefault(row["student"], set()).add(row["status"])
    return found


def test_every_kind_of_work_gets_its_verdict(students, tmp_path):
    status, said, told = grade(students, tmp_path / "out", "--seed", "5", "--lab", LAB.name)

    assert status == 0, told
    found = statuses(tmp_path / "out")
    assert found.keys() == STATUSES.keys()
    assert {name: found[name] - allowed for name, allowed in STATUSES.items() if found[name] - allowed} == {}
    assert "fail" in found["wrong"]
    assert "left out, as no student's folder: notes.txt" in told
    assert re.search(r"^8 students, runaway_square: \d+ of \d+ points$", said, re.MULTILINE)
    assert "isolation" in said and str(tmp_path / "out" / "results.jsonl") in said


def test_answers_learnt_from_one_seed_fail_at_another(grade_warm, students, tmp_path):
    check = LAB.check("largest_stable_rate")
    learnt = {case.values["y_true"]: 2 / (8 * case.values["y_true"]) for case in check.cases(5)}
    path = students / "learnt" / f"{LAB.name}.py"
    path.parent.mkdir()
    path.write_text(f"{SOLUTION}\n\ndef largest_stable_rate(y_true):\n    return {learnt}.get(y_true, 0.02)\n")
    for other in STATUSES:
        shutil.rmtree(students / other)

    found = []
    for seed in ("5", "6"):
        grade_warm(tmp_path / "out", "--seed", seed)
        found.append({row["check"]: row["status"] for row in rows_in(tmp_path / "out")}[check.function])

    assert found == ["pass", "fail"]


def test_a_killed_run_goes_on_to_the_same_grades(grade_warm, students, tmp_path):
    shutil.rmtree(students / "endless")  # three runs would wait for its time to be up
    for number in range(12):
        shutil.copytree(students / "right", students / f"right{number}")
    grade_warm(tmp_path / "undisturbed", "--seed", "5")
    process = start(students, tmp_path / "out", "--seed", "5")
    until(lambda: graded(tmp_path / "out")[1] > 2)
    process.kill()
    process.communicate()

    again = grade_warm(tmp_path / "out")  # the seed is recorded

    assert again.returncode == 0, again.stderr
    assert rows_in(tmp_path / "out", "seconds") == rows_in(tmp_path / "undisturbed", "seconds")


def test_ctrl_c_in_a_terminal_ends_every_process(students, tmp_path):
    """A terminal sends Ctrl-C to the whole group: to the workers as well."""
    for number in range(30):
        shutil.copytree(students / "right", students / f"right{number}")
    command = [sys.executable, "-m", "autograder", "grade", students, "--out", tmp_path / "out"]
    process = subprocess.Popen(
        [*map(str, command), "--accept-weak-isolation"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until(lambda: graded(tmp_path / "out")[1] > 2)
    servers = _children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "type the same again to go on" in told
    assert {"infra"} not in statuses(tmp_path / "out").values()
    until(lambda: not [pid for pid in servers if os.path.exists(f"/proc/{pid}")])


def _children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return file.read().split()
