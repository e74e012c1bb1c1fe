"""A class on a real Dask scheduler with two worker processes: the same grades, and a worker that dies costs no row."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT, SOLUTIONS
from tests.teaching.conftest import graded, rows_in, until

LAB = "runaway_square"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__WORK_STEALING": "True"}


@pytest.fixture
def students(tmp_path):
    """Twenty students, right and wrong in turns."""
    source = (SOLUTIONS / f"{LAB}.py").read_text()
    for number in range(20):
        path = tmp_path / "class" / f"s{number:02}" / f"{LAB}.py"
        path.parent.mkdir(parents=True)
        path.write_text(source + ("\n\ndef descend(*given):\n    return []\n" if number % 2 else f"# {number}\n"))
    return tmp_path / "class"


# What a false worker has in place of ours: a student has 999 points, another one somebody else's rows.
LIES = """
from autograder.teaching.grading import cluster

def lying(plugin, task):
    rows = cluster.honest(plugin, task)
    if task.student == "s00":
        rows[0] = {**rows[0], "points": 999}
    if task.student == "s01":
        rows = [{**row, "student": "s02", "points": row["max_points"], "status": "pass"} for row in rows]
    return rows

if not hasattr(cluster, "honest"):  # Dask loads this twice
    cluster.honest, cluster.grade_there = cluster.grade_there, lying
"""


@pytest.fixture
def preloaded():
    """What workers are told to load before they begin: nothing."""
    return []


@pytest.fixture
def cluster(tmp_path, preloaded):
    """The address of a scheduler, and its two workers' processes."""
    with contextlib.ExitStack() as stack:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        port = address.rpartition(":")[2]
        dask, local = [sys.executable, "-m", "dask"], ["--host", "127.0.0.1"]
        started = [
            [*dask, "scheduler", *local, "--port", port, "--no-dashboard", "--no-show"],
            *[[*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", *local, *preloaded]] * 2,
        ]
        processes = []
        for number, command in enumerate(started):
            folder = tmp_path / f"dask{number}"
            folder.mkdir()
            log = stack.enter_context((tmp_path / f"dask{number}.log").open("w"))
            process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=log, stderr=log)
            stack.callback(_end, process)
            processes.append(process)
        until(lambda: all("Registered to" in (tmp_path / f"dask{n}.log").read_text() for n in (1, 2)))
        yield address, processes


def _end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def start(students, out, *arguments):
    command = [sys.executable, "-m", "autograder", "grade", students, "--out", out, "--seed", 5, *arguments]
    return subprocess.Popen(
        [*map(str, command), "--accept-weak-isolation"],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    said, told = process.communicate(timeout=180)
    return process.returncode, said, told


def test_a_worker_that_dies_midway_costs_a_retry_and_no_row(students, cluster, tmp_path):
    address, (_, *workers) = cluster
    here = start(students, tmp_path / "here")
    assert finish(here)[0] == 0
    process = start(students, tmp_path / "there", "--cluster", address)
    until(lambda: graded(tmp_path / "there")[1] >= 4)
    servers = [pid for worker in workers for pid in _children(worker.pid)]
    workers[0].send_signal(signal.SIGKILL)
    workers[0].wait()

    status, said, told = finish(process)

    assert status == 0, told
    assert "Traceback" not in told
    assert re.search("^20 students", said, re.MULTILINE)
    assert rows_in(tmp_path / "there", "seconds") == rows_in(tmp_path / "here", "seconds")
    # Both workers' servers are gone: the dead one's with it, the other's when the class was graded.
    assert servers
    until(lambda: not [pid for pid in servers if Path(f"/proc/{pid}").exists()])


def test_ctrl_c_keeps_what_is_done(students, cluster, tmp_path):
    address, _ = cluster
    for number in range(20, 60):
        shutil.copytree(students / "s00", students / f"s{number}")
    process = start(students, tmp_path / "out", "--cluster", address)
    until(lambda: graded(tmp_path / "out")[1] >= 2)
    process.send_signal(signal.SIGINT)

    status, _, told = finish(process)

    assert status == 130
    assert "type the same again to go on" in told
    assert len({row["student"] for row in rows_in(tmp_path / "out")}) >= 2


def test_a_scheduler_that_dies_midway_is_told_in_a_line_and_the_run_goes_on_elsewhere(students, cluster, tmp_path):
    address, (scheduler, *_) = cluster
    process = start(students, tmp_path / "out", "--cluster", address)
    until(lambda: graded(tmp_path / "out")[1] >= 2)
    scheduler.send_signal(signal.SIGKILL)

    status, said, told = finish(process)

    left = 20 - graded(tmp_path / "out")[1]
    *_, last = told.splitlines()
    assert (status, last) == (
        1,
        f"gradkit: --cluster {address} is gone (it has ended); {left} submissions are left. Type the same again to go on",
    )
    assert [line for line in told.splitlines() if " per second, " not in line] == [last], (
        "Dask's own lines are not ours"
    )
    assert said.startswith(f"20 students, {LAB}") and len(rows_in(tmp_path / "out")) > 0
    status, said, told = finish(start(students, tmp_path / "out"))
    assert status == 0 and f"{left} of {left} submissions" in told
    assert len(rows_in(tmp_path / "out")) == 20 * len({row["check"] for row in rows_in(tmp_path / "out")})


def test_the_address_of_a_worker_is_no_schedulers(students, cluster, tmp_path):
    (address,) = re.findall(r"Start worker at: +(\S+)", (tmp_path / "dask1.log").read_text())

    status, _, told = finish(start(students, tmp_path / "out", "--cluster", address))

    assert status == 2 and told.count("\n") == 1
    assert f"--cluster {address} cannot grade (what listens there is no Dask scheduler: Worker)" in told


class TestFalseWorkers:
    @pytest.fixture
    def preloaded(self, tmp_path):
        (tmp_path / "lies.py").write_text(LIES)
        return ["--preload", str(tmp_path / "lies.py")]

    def test_their_lies_are_infra_and_the_others_are_graded(self, students, cluster, tmp_path):
        for number in range(4, 20):
            shutil.rmtree(students / f"s{number:02}")

        status, _, told = finish(start(students, tmp_path / "out", "--cluster", cluster[0]))

        assert status == 1 and "Traceback" not in told, told
        rows = rows_in(tmp_path / "out")
        infra = {row["student"] for row in rows if row["status"] == "infra"}
        assert infra == {"s00", "s01"}
        assert all(row["points"] == 0 for row in rows if row["student"] in infra)
        assert all(row["status"] == "pass" for row in rows if row["student"] == "s02")


def _children(pid):
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
