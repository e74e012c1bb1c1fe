"""A Dask cluster that is none, or whose workers lie: one line, or `infra` for what was lied about and nothing else."""

import concurrent.futures
import contextlib
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict

import pytest

pytest.importorskip("distributed")

import autograder
from autograder.errors import GradersLost, UnsoundData
from autograder.judge.verdict import Status, Verdict
from autograder.sandbox.launch import Limits
from autograder.teaching.facts import describe
from autograder.teaching.grading import cluster
from autograder.teaching.grading.cluster import Cluster, WorkerFacts, checked_rows, scheme_of
from autograder.teaching.grading.pool import Settings, unsettled
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger import fingerprint
from tests.places import ROOT

LAB, SEED = "slope_and_bias", 5
OUTPUT = Limits().output
TASK = Task("ada", LAB, b"", f"{LAB}.py")
SETTINGS = Settings("cpu", SEED, Limits())


def data_for(task, seed=SEED):
    """Return what a worker sends of a task of which every other check passes."""
    statuses = [Status.PASS if number % 2 else Status.TIMEOUT for number in range(len(task.checks))]
    return [
        asdict(describe(Verdict(check, status, isolation="A", seed=seed), task.student))
        for check, status in zip(task.checks, statuses, strict=True)
    ]


def deep(levels=100_000):
    found = []
    for _ in range(levels):
        found = [found]
    return found


LIES = {
    "points from nowhere": {"points": 999},
    "fewer points than a pass is worth": {"points": 0},
    "points as a flag": {"points": True},
    "a check that is worth more": {"max_points": 999},
    "both": {"points": 999, "max_points": 999},
    "no number": {"points": float("nan")},
    "points in words": {"points": "3"},
    "another check": {"check": "forward2"},
    "another student": {"student": "bea"},
    "another lab": {"lab": "univariate"},
    "a status that there is not": {"status": "great"},
    "a status that is a list": {"status": ["pass"]},
    "points without a pass": {"status": "fail"},
    "a level that there is not": {"isolation": "S"},
    "a level that is no text": {"isolation": None},
    "another device": {"device": "cuda"},
    "a seed that is none": {"seed": "5"},
    "a message without end": {"message": "x" * 10**8},
    "a message that is none": {"message": None},
    "a mistake without end": {"misconception": "x" * 10**4},
    "seconds before the beginning": {"seconds": -1.0},
    "facts that are none": {"facts": []},
    "facts that are no data": {"facts": {"other": object()}},
    "facts without end": {"facts": {"other": "x" * 10**8}},
    "facts without bottom": {"facts": {"other": deep()}},
    "facts that are not numbers": {"facts": {"other": float("nan")}},
    "a page that cannot be made": {"facts": {"table": {"of": "w", "rows": [1]}}},
    "a way that cannot be drawn": {"facts": {"path": {"steps": [0], "right": [[0, 0]], "yours": [], "parted": None}}},
    "a difference of nothing": {"facts": {"difference": {}}},
    "a defect that is none": {"defect": 3},
    "a defect without end": {"defect": ("x", "y" * 10**8)},
}


def test_what_a_worker_sends_is_taken_when_it_fits():
    checked_rows(data_for(TASK), TASK, "cpu", OUTPUT)


@pytest.mark.parametrize("name", LIES)
def test_what_does_not_fit_is_not_taken(name):
    rows = data_for(TASK)
    rows[1] = {**rows[1], **LIES[name]}

    with pytest.raises(UnsoundData) as problem:
        checked_rows(rows, TASK, "cpu", OUTPUT)

    assert "\n" not in str(problem.value)
    assert len(str(problem.value)) < 500


@pytest.mark.parametrize(
    "change",
    [
        *(lambda rows: rows[:-1], lambda rows: rows[::-1], lambda rows: [*rows, rows[0]], lambda rows: []),
        *(lambda rows: None, lambda rows: 7, lambda rows: {"a": 1}),
        *(lambda rows: [None] * len(rows), lambda rows: [{} for _ in rows]),
    ],
)
def test_neither_is_what_are_no_rows_or_others(change):
    with pytest.raises(UnsoundData):
        checked_rows(change(data_for(TASK)), TASK, "cpu", OUTPUT)


def test_what_a_student_prints_may_be_as_long_as_the_limit_says():
    rows = data_for(TASK)
    rows[0] = {**rows[0], "facts": {**rows[0]["facts"], "printed": "\u20ac" * 10**7}}

    checked_rows(rows, TASK, "cpu", 30 * 1024**2)
    with pytest.raises(UnsoundData, match="characters in one row"):
        checked_rows(rows, TASK, "cpu", OUTPUT)


def test_what_could_not_be_run_there_fits():
    rows = [asdict(describe(verdict, "ada")) for verdict in unsettled(TASK, Status.INFRA, "it broke", "cpu", "B")]

    checked_rows(rows, TASK, "cpu", OUTPUT)


class PretendClient:
    """Looks like Dask's. `answers` makes what a worker sends of a task, `place` is what it says of itself."""

    loop = None
    answers = staticmethod(data_for)
    place = WorkerFacts(autograder.__version__, "", "cpu", "A", ())

    def __init__(self, address, **_):
        self.address = address

    def nthreads(self):
        return {"w": 1}

    def register_plugin(self, plugin):
        self.seed = plugin.settings.seed

    def submit(self, function, _, *task, **__):
        future = concurrent.futures.Future()
        try:
            future.set_result(self.answers(*task, self.seed) if task else self.place)
        except Exception as problem:
            future.set_exception(problem)
        return future

    def gather(self, futures):
        return [future.result() for future in futures]

    def unregister_worker_plugin(self, name):
        """Nothing is there."""

    def cancel(self, futures):
        """Nothing runs."""

    def close(self):
        """Nothing is open."""


@pytest.fixture
def pretend(monkeypatch):
    """A cluster that is none."""

    class Client(PretendClient):
        place = WorkerFacts(autograder.__version__, fingerprint.everything(), "cpu", "A", ())

    monkeypatch.setattr(cluster, "_connected", Client)
    return Client


def lying(task, seed):
    rows = data_for(task, seed)
    if task.student == "mallory":
        rows[1]["points"] = 999
    if task.student == "trudy":
        raise RuntimeError("x\n" * 1000)
    return rows


def test_a_lie_costs_its_task_and_no_other(classroom, pretend):
    for student in ("ada", "mallory", "trudy", "zoe"):
        classroom.hands_in(student, lab=LAB)
    pretend.answers = staticmethod(lying)

    status = classroom.grade("--cluster", "tcp://127.0.0.1:8786")

    assert status == 1, "somebody is not graded yet"
    assert "Traceback" not in classroom.told
    found = classroom.statuses()
    assert found["mallory", LAB] == found["trudy", LAB] == {"infra"}
    assert found["ada", LAB] == found["zoe", LAB] == {"pass", "timeout"}
    message = next(row["message"] for row in classroom.rows() if row["student"] == "mallory")
    assert "sent what is no result of this file (its points is 999)" in " ".join(message.split())
    assert {line["student_id"]: line["score"] for line in classroom.grades()}["mallory"] == ""
    pretend.answers = staticmethod(data_for)
    assert classroom.grade("--cluster", "tcp://127.0.0.1:8786") == 0
    assert classroom.statuses()["mallory", LAB] == {"pass", "timeout"}


def test_a_defect_that_a_terminal_would_obey(pretend):
    pretend.answers = staticmethod(
        lambda *given: [{**row, "defect": ("\x1b[2J", "\x1b]0;x\x07")} for row in data_for(*given)]
    )

    with Cluster("tcp://127.0.0.1:8786", SETTINGS) as pool:
        ((_, rows),) = pool.grade([TASK])

    assert rows[0].defect == ("[2J", "]0;x")


@pytest.mark.parametrize(
    "place",
    [
        *(None, (1, 2)),
        *(WorkerFacts("0.1.0", "f", "cpu", level, ()) for level in ("Z", None)),
        *(
            WorkerFacts(1, "f", "cpu", "A", ()),
            WorkerFacts("0.1.0", "f", "cpu", "A", [3]),
            WorkerFacts("0.1.0", "f", "cpu", "A", (3,)),
        ),
        WorkerFacts("0.1.0", "f", "x" * 10**6, "A", ()),
    ],
    ids=range(8),
)
def test_a_worker_that_says_what_is_none_of_itself(pretend, place):
    pretend.place = place

    with pytest.raises(GradersLost, match="what no gradkit would"):
        Cluster("tcp://127.0.0.1:8786", SETTINGS)


def test_a_worker_with_another_device_than_was_asked_for(pretend):
    pretend.place = WorkerFacts(autograder.__version__, fingerprint.everything(), "cuda", "A", ())

    with pytest.raises(GradersLost, match="what no gradkit would"):
        Cluster("tcp://127.0.0.1:8786", SETTINGS)


def test_a_worker_that_dies_as_it_is_asked(pretend, monkeypatch):
    def gather(self, futures):
        raise RuntimeError("it died\nin two lines")

    monkeypatch.setattr(pretend, "gather", gather)

    with pytest.raises(GradersLost, match="RuntimeError: it died in two lines"):
        Cluster("tcp://127.0.0.1:8786", SETTINGS)


@pytest.mark.parametrize("is_told_done", [False, True])
@pytest.mark.parametrize(("threads", "reason"), [({}, "it has no workers"), (None, "it does not answer any more")])
def test_a_cluster_that_has_gone_silent_is_asked_and_given_up(pretend, monkeypatch, threads, reason, is_told_done):
    monkeypatch.setattr(cluster, "SECONDS_OF_SILENCE", 0.01)
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.01)
    with Cluster("tcp://127.0.0.1:8786", SETTINGS) as pool:
        monkeypatch.setattr(pretend, "nthreads", lambda _: time.sleep(1) if threads is None else threads)
        monkeypatch.setattr(pretend, "submit", lambda *_, **__: _unanswered(is_told_done))

        with pytest.raises(GradersLost, match=reason):
            next(pool.grade([TASK]))


def _unanswered(is_told_done):
    """A task that nobody does; or one that was done, by a worker that died before it sent the result."""
    future = concurrent.futures.Future()
    if is_told_done:
        future.add_done_callback = lambda tell: tell(future)
    return future


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"\0" * 4096], ids=["silence", "ssh", "zeros"])
def test_a_port_where_somebody_else_listens(classroom, monkeypatch, greeting):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    classroom.hands_in("ada")
    with socket.create_server(("127.0.0.1", 0)) as other, contextlib.ExitStack() as callers:
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"

        def greet():
            callers.enter_context(other.accept()[0]).sendall(greeting)

        threading.Thread(target=greet, daemon=True).start()
        assert classroom.grade("--cluster", address) == 2

    wanted = "is no Dask scheduler" if greeting else "has not answered as a scheduler would in 1.5 seconds"
    assert classroom.told.startswith(f"gradkit: --cluster {address} cannot grade (what listens there {wanted}")
    assert classroom.told.count("\n") == 1


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "scheme"),
        [
            ("tcp://localhost:8786", "tcp"),
            ("tls://10.0.0.1:65535/", "tls"),
            ("host:1", "tcp"),
            ("tcp://[::1]:8786", "tcp"),
        ],
    )
    def test_what_is_one(self, address, scheme):
        assert scheme_of(address) == scheme

    @pytest.mark.parametrize(
        "address", ["nonsense", "", "tcp://", "tcp://:1", "tcp://[::1", "a b:1", "inproc://1/2/3", "tcp://h:1\n"]
    )
    def test_what_is_none(self, address):
        with pytest.raises(GradersLost, match="no address such as tcp://HOST:8786"):
            scheme_of(address)

    @pytest.mark.parametrize("port", ["notaport", "99999", "0", "-1", "65536", "1.5", "٣", "9" * 5000])
    def test_what_has_no_port(self, port):
        with pytest.raises(GradersLost, match="a port is a number from 1 to 65535"):
            scheme_of(f"tcp://localhost:{port}")

    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            ("tls://localhost:8786", "tls:// needs certificates, and Dask's configuration names none"),
            ("tcp://localhost:notaport", "a port is a number"),
            ("tcp://localhost:99999", "a port is a number"),
            ("nonsense", "no address such as"),
            ("", "no address such as"),
            ("tcp://127.0.0.1:1", "connect"),
            ("ftp://127.0.0.1:1", "ftp"),
        ],
    )
    def test_one_line_and_no_run(self, classroom, address, reason, monkeypatch):
        monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
        classroom.hands_in("ada")

        assert classroom.grade("--cluster", address) == 2
        assert classroom.told.count("\n") == 1 and classroom.told.startswith(
            f"gradkit: --cluster {address} cannot grade ("
        )
        assert reason in classroom.told and "type the address of a Dask scheduler" in classroom.told

    def test_certificates_that_are_not_there(self, classroom, monkeypatch):
        import dask

        classroom.hands_in("ada")
        with dask.config.set(
            {"distributed.comm.tls.ca-file": "/nowhere/ca.pem", "distributed.comm.tls.client.cert": "/nowhere/c"}
        ):
            assert classroom.grade("--cluster", "tls://localhost:8786") == 2

        assert classroom.told.count("\n") == 1 and "No such file" in classroom.told

    def test_in_a_process_of_its_own_too(self, tmp_path):
        (tmp_path / "class" / "ada").mkdir(parents=True)
        (tmp_path / "class" / "ada" / "runaway_square.py").write_text("pass")
        command = [sys.executable, "-m", "autograder", "grade", str(tmp_path / "class"), "--out", str(tmp_path / "out")]

        done = subprocess.run(
            [*command, "--cluster", "tls://localhost:8786"], cwd=ROOT, capture_output=True, text=True, timeout=60
        )

        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr.count("\n") == 1 and "distributed.comm.tls" in done.stderr
