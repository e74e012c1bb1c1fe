"""What a class takes: processor time per submission, the start, a large class, memory; one Dask worker and two."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import psutil

from autograder.labs.catalogue import lab_named
from autograder.sandbox.launch import Limits, clean_environment, cores, interpreter
from autograder.teaching.grading.pool import Pool, Settings
from autograder.teaching.grading.run import run
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.fingerprint import Fingerprint
from autograder.teaching.ledger.store import Ledger
from autograder.trace import Request, in_parts, pack_request
from tests.benchmarks.class_of import mixed as mixed_class
from tests.benchmarks.measure import BASELINE, ratios, row, timed
from tests.benchmarks.processes import done, processor_seconds, processor_seconds_of
from tests.places import ROOT, SOLUTIONS

LABS = ("slope_and_bias", "runaway_square")
LAB = LABS[0]
TURNS = 5
SMALL, LARGE = 200, 2000
SETTINGS = Settings("cpu", 5, Limits(submission_seconds=120.0))
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


def main(large=LARGE):
    """Print the rows. `large` is the size of the large class."""
    for lab in LABS:
        processor_time(lab)
    start()
    throughput(large)
    dask_workers()


def processor_time(lab, count=30):
    """What one more submission costs, in processor time of all processes: no other work on the machine counts."""
    imports, functions, right, mixed = [], [], [], []
    students = [Task(student.name, lab, student.source, "lab.py") for student in mixed_class(count)]
    with Pool(SETTINGS, cores()) as pool, Unforked(lab) as unforked:
        _graded(pool, lab, 2 * cores())
        for _ in range(TURNS):
            imports.append(processor_seconds_of(BASELINE))
            functions.append(unforked.seconds(count) / count)
            right.append(_spent(lambda: _graded(pool, lab, count)) / count)
            mixed.append(_spent(lambda: list(pool.grade(iter(students)))) / count if lab == LAB else 0.0)
    row("import torch, pytest: processor time", imports, "s")
    row(f"functions of {lab}, unforked and unjudged", [1000 * one for one in functions], "ms")
    row("one more right submission: processor time", [1000 * one for one in right], "ms")
    row("  against the import", ratios(right, imports), "x")
    row("  against its functions", ratios(right, functions), "x")
    if lab == LAB:
        row("one more of a mixed class, against a right one", ratios(mixed, right), "x")


def start(count=3):
    """`gradkit grade` on a class so small that it is mostly the start."""
    imports, graded, megabytes = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            place = Path(folder, "class", f"student{number}")
            place.mkdir(parents=True)
            (place / f"{LABS[1]}.py").write_bytes((SOLUTIONS / f"{LABS[1]}.py").read_bytes())
        for turn in range(TURNS):
            imports.append(timed(lambda: subprocess.run(BASELINE, check=True)))
            command = [sys.executable, "-m", "autograder", "grade", "class", "--out", f"out{turn}"]
            ran = done(command, folder, {**os.environ, "PYTHONPATH": str(ROOT)})
            graded.append(ran.seconds)
            megabytes.append(ran.megabytes)
    row(f"gradkit grade, {count} submissions of {LABS[1]}", graded, "s")
    row("  against the import", ratios(graded, imports), "x")
    row("  all processes together, at most", megabytes, "MB")


def throughput(large):
    """A large class of a small lab through the ledger, on every core: its beginning, its end, and what memory it takes."""
    with Pool(SETTINGS, cores()) as pool:
        _graded(pool, LABS[1], 2 * cores())
        with PrivateMemory() as memory:
            moments, resident = _class(pool, LABS[1], large)
    thousand = min(1000, large // 2)
    first, last = thousand / (moments[thousand] - moments[0]), thousand / (moments[-1] - moments[-1 - thousand])
    row(f"{large} submissions of {LABS[1]}, {cores()} jobs", [large / (moments[-1] - moments[0])], "/s")
    row(f"  the last {thousand} against the first", [last / first], "x")
    row("  the grader's own memory, from first to last", resident, "MB")
    row("  private memory of a child", memory.seen, "MB")


def dask_workers():
    """The same class on one Dask worker process and on two."""
    from distributed import LocalCluster

    from autograder.teaching.grading.cluster import Cluster

    rates = {}
    for workers in (1, 2):
        local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with local, Cluster(local.scheduler_address, SETTINGS) as pool:
            _graded(pool, LAB, 2 * workers)
            rates[workers] = [SMALL / timed(lambda pool=pool: _graded(pool, LAB, SMALL)) for _ in range(TURNS)]
        row(f"{SMALL} submissions, {workers} Dask worker(s)", rates[workers], "/s")
    row("two Dask workers against one", ratios(rates[2], rates[1]), "x")


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
    parts = [unpack_request(frame) for frame in iter(lambda: read_frame(file), None)]
for line in sys.stdin:
    began = time.process_time()
    for _ in range(int(line)):
        list(check.reports(iter(parts)))
        pyplot.close("all")
    print(time.process_time() - began, flush=True)
"""

    def __init__(self, lab):
        self._lab = lab

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "requests")
        path.write_bytes(b"".join(pack_request(part) for _, part in in_parts(list(_requests(self._lab)))))
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
        """Return the seconds of processor time that it takes to do so `count` times."""
        print(count, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


def _requests(name):
    lab = lab_named(name)
    for check in lab.checks:
        cases = check.cases(SETTINGS.seed)
        yield Request(lab.name, check.function, _source(name, 0), "lab.py", cases, SETTINGS.device, SETTINGS.seed)


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


def _graded(pool, lab, count):
    for _, rows in pool.grade(Task(f"s{n}", lab, _source(lab, n), "lab.py") for n in range(count)):
        assert all(row.status == "pass" for row in rows), rows


def _class(pool, lab, count):
    """Grade a class through a ledger; return when each submission was settled, and our own memory at ten moments."""
    tasks = [Task(f"s{n:05}", lab, _source(lab, n), "lab.py") for n in range(count)]
    moments, resident = [time.perf_counter()], []

    def grade(*given):
        for graded in pool.grade(*given):
            moments.append(time.perf_counter())
            if len(moments) % (count // 10) == 0:
                resident.append(_resident(os.getpid()))
            yield graded

    with tempfile.TemporaryDirectory() as folder, Ledger(folder) as ledger:
        fingerprints = ((task, Fingerprint.of(task, SETTINGS.seed, "cpu", "", 0)) for task in tasks)
        plan = ledger.plan(fingerprints, lambda *_: True)
        ledger.enrol(plan)
        assert not list(run(tasks, plan.due, ledger, SimpleNamespace(grade=grade)))
        assert not ledger.outstanding()
    return moments, resident


def _spent(action):
    """Return the seconds of processor time that an action takes in all our processes."""
    began = processor_seconds()
    action()
    return processor_seconds() - began


def _source(lab, number):
    return (SOLUTIONS / f"{lab}.py").read_bytes() + b"# %d\n" % number


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
