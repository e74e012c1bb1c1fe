"""What a class takes: submissions per second, against bare forks of the same size; memory; one Dask worker and two."""

import contextlib
import os
import re
import subprocess
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace

import psutil

from autograder.labs.catalogue import ROOT, SOLUTIONS, lab_named
from autograder.sandbox.launch import Limits, clean_environment, cores, interpreter
from autograder.teaching.grading.pool import Pool, Settings
from autograder.teaching.grading.run import run
from autograder.teaching.grading.tasks import Task, tasks
from autograder.teaching.ledger.fingerprint import Fingerprint
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.submissions.collect import LabFile, Submission
from autograder.trace import Request, pack_request
from tests.benchmarks.floor import BareForks
from tests.benchmarks.measure import row, timed

LAB = "slope_and_bias"
RUNS = 3
SMALL, LARGE = 200, 2000
SETTINGS = Settings("cpu", 5, Limits(submission_seconds=120.0))
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


def main(large=LARGE):
    """Print the rows. `large` is the size of the large class."""
    against_bare_forks()
    throughput(large)
    dask_workers()


def against_bare_forks():
    """One submission after the other, each side on one core, in turns."""
    ours, bare, probes = [], [], []
    with Pool(SETTINGS, 1) as pool, BareForks() as forks, Unforked() as unforked:
        _graded(pool, 2)
        for _ in range(RUNS):
            ours.append(timed(lambda: _graded(pool, 20)) / 20 * 1000)
            bare.append(forks.seconds([SOLUTIONS / f"{LAB}.py"] * 20) / 20 * 1000)
            probes.append(unforked.seconds(20) / 20 * 1000)
    row("a bare fork that runs the student's file", bare, "ms")
    row("its functions on every case, unforked and unjudged", probes, "ms")
    row("a graded submission", ours, "ms")
    row("  against the bare fork", [a / b for a, b in zip(ours, bare, strict=True)], "x")
    row("  against its functions", [a / b for a, b in zip(ours, probes, strict=True)], "x")


def throughput(large):
    """A small class and a large one through the ledger, on every core; what children hold of their own meanwhile."""
    with Pool(SETTINGS, cores()) as pool:
        _graded(pool, 2 * cores())
        rates = {}
        for size in (SMALL, large):
            with PrivateMemory() as memory:
                rates[size] = [
                    size / timed(lambda size=size: _class(pool, size)) for _ in range(RUNS if size == SMALL else 1)
                ]
            row(f"{size} submissions, {cores()} jobs", rates[size], "/s")
            row("  the grader's own memory", [_resident(os.getpid())], "MB")
            row("  private memory of a child", memory.seen, "MB")
        row(f"{large} against {SMALL}", [rates[large][0] / max(rates[SMALL])], "x")


def dask_workers():
    """The same class on one Dask worker process and on two."""
    from distributed import LocalCluster

    from autograder.teaching.grading.cluster import Cluster

    rates = {}
    for workers in (1, 2):
        local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with local, Cluster(local.scheduler_address, SETTINGS) as pool:
            _graded(pool, 2 * workers)
            rates[workers] = [SMALL / timed(lambda pool=pool: _graded(pool, SMALL)) for _ in range(RUNS)]
        row(f"{SMALL} submissions, {workers} Dask worker(s)", rates[workers], "/s")
    row("two Dask workers against one", [b / a for a, b in zip(rates[1], rates[2], strict=True)], "x")


class Unforked:
    """A warm process that calls all functions of a right submission on all cases: no fork, no wall, no judge.

    No grader that calls them as often can be quicker.
    """

    CODE = """
import sys, time
from matplotlib import pyplot
sys.path.insert(0, sys.argv[1])
from autograder.trace.frame import read_frame
from autograder.trace.request import unpack_request
from autograder.worker import check
with open(sys.argv[2], "rb") as file:
    requests = [unpack_request(frame) for frame in iter(lambda: read_frame(file), None)]
for line in sys.stdin:
    began = time.perf_counter()
    for _ in range(int(line)):
        for request in requests:
            list(check.reports(iter([request])))
            pyplot.close("all")
    print(time.perf_counter() - began, flush=True)
"""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "requests")
        path.write_bytes(b"".join(map(pack_request, _requests())))
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        command = [interpreter("")[0], "-P", "-c", self.CODE, str(ROOT), str(path)]
        self._process = subprocess.Popen(command, env=clean_environment(), text=True, **streams)
        self.seconds(1)
        return self

    def __exit__(self, *problem):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()

    def seconds(self, count):
        """Return the seconds that it takes to do so `count` times."""
        print(count, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


def _requests():
    lab = lab_named(LAB)
    for check in lab.checks:
        cases = check.cases(SETTINGS.seed)
        yield Request(lab.name, check.function, _source(0), "lab.py", cases, SETTINGS.device, SETTINGS.seed)


class PrivateMemory:
    """Looks at the children of our servers now and then: the megabytes that each has for itself are in `seen`."""

    def __enter__(self):
        self.seen, self._over = [], threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *problem):
        self._over.set()
        self._thread.join()

    def _look(self):
        while not self._over.wait(0.2):
            for process in psutil.Process().children(recursive=True):
                with contextlib.suppress(OSError):
                    if _runs_student_code(process.pid):
                        self.seen.append(_private(process.pid))


def _graded(pool, count):
    for _, rows in pool.grade(Task(f"s{n}", LAB, _source(n), "lab.py") for n in range(count)):
        assert all(row.status == "pass" for row in rows), rows


def _class(pool, count):
    """Grade a class through a ledger."""
    students = [Submission(f"s{n:05}", (LabFile(LAB, _source(n), "lab.py"),)) for n in range(count)]
    with tempfile.TemporaryDirectory() as folder, Ledger(folder) as ledger:
        collection = SimpleNamespace(submissions=students)
        plan = ledger.plan(
            ((task, Fingerprint.of(task, SETTINGS.seed, "cpu", "", 0)) for task in tasks(collection)), lambda *_: True
        )
        ledger.enrol(plan)
        assert not list(run(collection, None, plan.due, ledger, pool))
        assert not ledger.outstanding()


def _source(number):
    return (SOLUTIONS / f"{LAB}.py").read_bytes() + b"# %d\n" % number


def _runs_student_code(pid):
    """Tell whether a process is a check's: in its server's namespaces (level A), and not the server, which is the first."""
    numbers = _numbers(pid)
    return len(numbers) > len(_numbers("self")) and numbers[-1] != "1"


def _numbers(pid):
    """Return a process's number in each of the namespaces that it is in."""
    return re.findall(r"^NSpid:\t(.*)$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)[0].split()


def _private(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _resident(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_SIZE / 2**20
